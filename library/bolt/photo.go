package bolt

import (
	"encoding/binary"
	"math"
	"time"

	"catchlight/library/keywords"
	"catchlight/library/picture"
)

// ID names a photo for as long as the library knows it: through renames, moves and edits. It is
// never used twice.
type ID uint64

// MaxID bounds IDs: a list has a place for each of them, and a larger one is damage.
const MaxID ID = 1 << 26

// Photo is what the file keeps of a photo.
type Photo struct {
	ID      ID
	Path    string // absolute; the bytes of the file system, which need not be UTF-8
	Size    int64  // bytes
	ModTime time.Time
	Format  picture.Format
	Picture picture.ID // zero while the file has not been readable
	picture.Details
	Keywords       keywords.Keywords
	Problem        string // why the photo needs the user, a sentence; "" none
	Missing        bool   // the file, or its disk, was away when last looked for
	PictureChanged bool
	SeenPicture    picture.ID // with PictureChanged: the picture that the user has seen
	StatusAt       time.Time  // when the file's status changed, as it was read; zero: not known
	Since          time.Time  // when the library met it first; zero: before that was noted
	SidecarStamp   uint64     // what its sidecars looked like; 0 none
	Partial        bool       // only a part of its picture can be decoded
	Overruled      bool       // another program has changed words against what the user had said
	Contested      []string   // which, folded
	Ignored        uint64     // problems that the user ignores, a bit each
	Reader         uint8      // which reader of files has read it, see photoReader of the library; 0: an earlier one
}

// photoVersion is the first byte of a photo's record. Version 1 ends before the mark of a changed
// picture.
const photoVersion = 2

// key is the ID as a key: big endian, so that the order of the keys is that of the numbers.
func (id ID) key() []byte { return binary.BigEndian.AppendUint64(nil, uint64(id)) }

func idOf(key []byte) ID { return ID(binary.BigEndian.Uint64(key)) }

// Encode makes the record of a photo; the ID is its key.
func (p *Photo) Encode() []byte {
	e := newEncoder(photoVersion)
	e.string(p.Path)
	e.int(p.Size)
	e.time(p.ModTime.UTC())
	e.string(string(p.Format))
	e.raw(p.Picture[:])
	e.bool(p.Missing)
	e.string(p.Problem)
	e.uint(p.SidecarStamp)
	e.details(&p.Details)
	e.keywords(&p.Keywords)
	e.bool(p.PictureChanged)
	if p.PictureChanged {
		e.raw(p.SeenPicture[:])
	}
	e.time(p.StatusAt.UTC()) // programs that do not know it, and what follows, leave it unread
	e.time(p.Since.UTC())
	e.readings(p)
	e.notes(p)
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

// Decode reads the record of a photo into p; false where it is damaged.
func (p *Photo) Decode(id ID, data []byte, intern map[string]string) (sound bool) {
	d := newDecoder(data, photoVersion, intern)
	*p = Photo{
		ID: id, Path: d.string(), Size: d.int(), ModTime: d.time(), Format: picture.Format(d.string()),
	}
	copy(p.Picture[:], d.raw(uint64(len(p.Picture))))
	p.Missing, p.Problem, p.SidecarStamp = d.bool(), d.string(), d.uint()
	p.Details = d.details()
	p.Keywords = d.keywords()
	if d.version > 1 && d.bool() {
		p.PictureChanged = true
		copy(p.SeenPicture[:], d.raw(uint64(len(p.SeenPicture))))
	}
	if len(d.data) > 0 {
		p.StatusAt, p.Since = d.time(), d.time()
	}
	d.readings(p)
	d.notes(p)
	return !d.bad
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

// notes appends what was noted of a photo, for few are any.
func (e *encoder) notes(p *Photo) {
	if !p.Partial && !p.Overruled && !p.Keywords.Torn && p.Ignored == 0 {
		return
	}
	e.bool(p.Partial)
	e.bool(p.Overruled)
	e.bool(p.Keywords.Torn)
	e.uint(p.Ignored)
	if len(p.Contested) > 0 { // older programs leave it unread
		e.strings(p.Contested)
	}
}

func (d *decoder) notes(p *Photo) {
	if len(d.data) > 0 {
		p.Partial, p.Overruled, p.Keywords.Torn, p.Ignored = d.bool(), d.bool(), d.bool(), d.uint()
	}
	if len(d.data) > 0 {
		p.Contested = d.strings()
	}
}

// readings appends what readers from 1 on have read; older programs leave it unread.
func (e *encoder) readings(p *Photo) {
	e.uint(uint64(p.Reader))
	if p.Reader == 0 {
		return
	}
	e.shot(&p.Shot)
	e.strings(p.Keywords.People)
}

func (d *decoder) readings(p *Photo) {
	if len(d.data) == 0 {
		return
	}
	if p.Reader = uint8(min(d.uint(), math.MaxUint8)); p.Reader == 0 {
		return
	}
	p.Shot = d.shot()
	p.Keywords.People = d.strings()
}

func (e *encoder) shot(s *picture.Shot) {
	e.string(s.Maker)
	e.string(s.Software)
	for _, x := range []float32{s.Exposure, s.Aperture, s.Focal, s.Focal35, s.Distance} {
		e.uint(uint64(math.Float32bits(x)))
	}
	e.int(int64(s.ISO))
	e.bool(s.Flash)
	e.uint(uint64(s.Rendered))
	e.bool(s.IsScreen)
	e.time(s.UTC)
}

func (d *decoder) shot() picture.Shot {
	s := picture.Shot{Maker: d.string(), Software: d.string()}
	for _, x := range []*float32{&s.Exposure, &s.Aperture, &s.Focal, &s.Focal35, &s.Distance} {
		*x = math.Float32frombits(uint32(d.uint()))
	}
	s.ISO, s.Flash, s.Rendered = int32(d.int()), d.bool(), uint8(d.uint())
	s.IsScreen, s.UTC = d.bool(), d.time()
	return s
}
