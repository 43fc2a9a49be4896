package library

import (
	"encoding/binary"

	"catchlight/library/keywords"
	"catchlight/library/picture"
)

// photoVersion is the first byte of a photo's record. Version 1 ends before the mark of a changed picture.
const photoVersion = 2

// key is the ID as a key: big endian, so that the order of the keys is that of the numbers.
func (id ID) key() []byte { return binary.BigEndian.AppendUint64(nil, uint64(id)) }

func idOf(key []byte) ID { return ID(binary.BigEndian.Uint64(key)) }

// encodePhoto makes the record of a photo; the ID is its key.
func encodePhoto(p *Photo) []byte {
	e := newEncoder(photoVersion)
	e.string(p.Path)
	e.int(p.Size)
	e.time(p.ModTime.UTC())
	e.string(string(p.Format))
	e.raw(p.Picture[:])
	e.bool(p.Missing)
	e.string(p.Problem)
	e.uint(p.sidecarStamp)
	e.details(&p.Details)
	e.keywords(&p.Keywords)
	e.bool(p.PictureChanged)
	if p.PictureChanged {
		e.raw(p.was[:])
	}
	e.time(p.statusAt.UTC()) // programs that do not know it, and what follows, leave it unread
	e.time(p.since.UTC())
	e.readings(p)
	return e.buf
}

func (e *encoder) details(m *picture.Details) {
	e.uint(uint64(m.Orientation))
	e.uint(uint64(m.Width))
	e.uint(uint64(m.Height))
	e.time(m.Taken)
	e.string(m.Camera)
	e.string(m.Lens)
	e.string(m.Title)
	e.int(int64(m.Rating))
	e.bool(m.HasGPS)
	if m.HasGPS {
		e.float(m.Latitude)
		e.float(m.Longitude)
	}
}

func (e *encoder) keywords(k *keywords.Keywords) {
	e.uint(uint64(len(k.All)))
	for _, word := range k.All {
		e.string(word.Name)
		e.uint(uint64(word.In))
	}
	for _, list := range [][]string{k.Hierarchy, k.IPTC, k.XMP, k.Sidecar, k.Find} {
		e.strings(list)
	}
	e.string(k.Title)
	e.int(int64(k.Rating))
}

// decodePhoto reads a photo's record; false where it is damaged.
func decodePhoto(id ID, data []byte, intern map[string]string) (*Photo, bool) {
	d := newDecoder(data, photoVersion, intern)
	p := &Photo{ID: id, Path: d.string(), Size: d.int(), ModTime: d.time(), Format: picture.Format(d.string())}
	copy(p.Picture[:], d.raw(uint64(len(p.Picture))))
	p.Missing, p.Problem, p.sidecarStamp = d.bool(), d.string(), d.uint()
	p.Details = d.details()
	p.Keywords = d.keywords()
	if d.version > 1 && d.bool() {
		p.PictureChanged = true
		copy(p.was[:], d.raw(uint64(len(p.was))))
	}
	if len(d.data) > 0 {
		p.statusAt, p.since = d.time(), d.time()
	}
	d.readings(p)
	return p, !d.bad
}

func (d *decoder) details() picture.Details {
	m := picture.Details{
		Orientation: int(d.uint()), Width: int(d.uint()), Height: int(d.uint()),
		Taken: d.time(), Camera: d.string(), Lens: d.string(), Title: d.string(),
		Rating: int(d.int()), HasGPS: d.bool(),
	}
	if m.HasGPS {
		m.Latitude, m.Longitude = d.float(), d.float()
	}
	return m
}

func (d *decoder) keywords() keywords.Keywords {
	var k keywords.Keywords
	for range d.count() {
		k.All = append(k.All, keywords.Keyword{Name: d.string(), In: keywords.Source(d.uint())})
	}
	k.Hierarchy, k.IPTC, k.XMP = d.strings(), d.strings(), d.strings()
	k.Sidecar, k.Find = d.strings(), d.strings()
	k.Title, k.Rating = d.string(), int(d.int())
	return k
}
