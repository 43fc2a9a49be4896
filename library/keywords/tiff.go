package keywords

import (
	"bytes"
	"encoding/binary"
	"slices"

	"catchlight/library/picture"
)

// Tags of IFD0 that hold keywords (XMP specification part 3; TIFF/EP; Photoshop's TIFF notes), and
// field types.
const (
	tagXMP       = 700
	tagIPTC      = 33723
	tagPhotoshop = 34377

	kindByte = 1
	kindLong = 4
)

// byteOrder is what both orders of encoding/binary can do.
type byteOrder interface {
	binary.ByteOrder
	binary.AppendByteOrder
}

// tiffFile is a TIFF file as far as its first directory.
type tiffFile struct {
	data   []byte
	order  byteOrder
	fields []tiffField // as they stand
	next   uint32      // offset of the second directory

	iptc *iim
	xmp  *packet
	irb  *irb
	twin *iim // the same IPTC in Photoshop's resources, or all that there is; nil: none there
	others
}

// tiffField is an entry of the directory: its 12 bytes, and where its value is.
type tiffField struct {
	raw      []byte
	tag      uint16
	kind     uint16
	at, size uint64
}

// readTIFF parses IFD0 and the keywords in it. Even on an error the carriers are usable for
// reading.
func readTIFF(data []byte) (*tiffFile, error) {
	t := &tiffFile{data: data}
	t.iptc, _ = parseIIM(nil)
	t.irb, _ = parseIRB(nil)
	if err := t.readHeader(); err != nil {
		return t, err
	}
	err := t.readFields()
	t.stray = t.windowsWords()
	for _, read := range []func() error{t.readIPTC, t.readXMP, t.readIRB} {
		if e := read(); err == nil {
			err = e
		}
	}
	return t, err
}

func (t *tiffFile) readHeader() error {
	if len(t.data) < 8 {
		return refuse("it is not a TIFF file")
	}
	switch string(t.data[:2]) {
	case "II":
		t.order = binary.LittleEndian
	case "MM":
		t.order = binary.BigEndian
	default:
		return refuse("it is not a TIFF file")
	}
	if t.order.Uint16(t.data[2:]) == 43 {
		return refuse("it is a BigTIFF file")
	}
	return nil
}

func (t *tiffFile) readFields() error {
	at, size := uint64(t.order.Uint32(t.data[4:])), uint64(len(t.data))
	if at+2 > size {
		return refuse("its directory is outside the file")
	}
	end := at + 2 + 12*uint64(t.order.Uint16(t.data[at:]))
	if end > size {
		return refuse("its directory is cut off")
	}
	var err error
	seen := map[uint16]bool{}
	for entry := at + 2; entry < end; entry += 12 {
		f, ok := t.fieldAt(t.data[entry:entry+12], entry)
		if !ok {
			err = refuse("its directory points outside the file")
			continue
		}
		if seen[f.tag] {
			err = refuse("its directory has a tag twice")
			t.readTwice(f)
			continue
		}
		seen[f.tag] = true
		t.fields = append(t.fields, f)
	}
	if end+4 > size {
		return refuse("its directory is cut off")
	}
	t.next = t.order.Uint32(t.data[end:])
	return err
}

func (t *tiffFile) fieldAt(raw []byte, entry uint64) (tiffField, bool) {
	f := tiffField{raw: raw, tag: t.order.Uint16(raw), kind: t.order.Uint16(raw[2:])}
	if int(f.kind) >= len(picture.TIFFTypeSize) || f.kind == 0 {
		return f, false
	}
	f.size = picture.TIFFTypeSize[f.kind] * uint64(t.order.Uint32(raw[4:]))
	f.at = entry + 8
	if f.size > 4 {
		f.at = uint64(t.order.Uint32(raw[8:]))
	}
	return f, f.at+f.size <= uint64(len(t.data))
}

// find returns the field of a tag, nil when there is none.
func (t *tiffFile) find(tag uint16) *tiffField {
	i := slices.IndexFunc(t.fields, func(f tiffField) bool { return f.tag == tag })
	if i < 0 {
		return nil
	}
	return &t.fields[i]
}

// value returns the bytes of a tag, nil when it is absent.
func (t *tiffFile) value(tag uint16) []byte {
	f := t.find(tag)
	if f == nil {
		return nil
	}
	return t.data[f.at : f.at+f.size]
}

// readTwice reads the keywords of a field whose tag stood before.
func (t *tiffFile) readTwice(f tiffField) {
	value := t.data[f.at : f.at+f.size]
	switch f.tag {
	case tagXMP:
		p, _ := t.packet(value) // refused already
		t.addPacket(p)
	case tagIPTC:
		if s := t.stream(value); s != nil {
			t.addStream(s)
		}
	}
}

func (t *tiffFile) readIPTC() (err error) {
	t.iptc, err = parseIIM(t.value(tagIPTC))
	return err
}

func (t *tiffFile) readXMP() (err error) {
	if text := t.value(tagXMP); len(text) > 0 {
		t.xmp, err = t.packet(text)
	}
	return err
}

// readIRB looks into Photoshop's resources, where the digest of the IPTC is. Photoshop puts the
// IPTC itself there, too, and some programs put it only there.
func (t *tiffFile) readIRB() (err error) {
	if t.irb, err = parseIRB(t.value(tagPhotoshop)); err != nil {
		return err
	}
	if len(t.irb.find(iptcResource)) == 0 {
		return nil
	}
	var more []*iim
	t.twin, more, err = t.irb.iptc()
	t.addStream(more...)
	switch own := t.value(tagIPTC); {
	case err != nil:
		t.addStream(t.twin)
	case own == nil:
		t.iptc = t.twin
	case !bytes.Equal(bytes.TrimRight(own, "\x00"), bytes.TrimRight(t.twin.data, "\x00")):
		t.addStream(t.twin)
		err = refuse("it has two IPTC blocks that differ")
	}
	return err
}

func (t *tiffFile) carriers() carriers { return carriers{iptc: t.iptc, xmp: t.xmp, others: t.others} }

// maxEmbedded is how large a TIFF may be that is embedded in, in bytes: the new file is verified as
// a second copy in memory, and both are to stay below a gigabyte and a half.
const maxEmbedded = 640 << 20

// skeleton is every field but the three of keywords, sorted, with the offset of the next directory.
func (t *tiffFile) skeleton() []byte {
	var out []byte
	for _, f := range t.sorted() {
		if f.tag != tagXMP && f.tag != tagIPTC && f.tag != tagPhotoshop {
			out = append(out, f.raw...)
		}
	}
	return t.order.AppendUint32(out, t.next)
}

func (t *tiffFile) sorted() []tiffField {
	fields := slices.Clone(t.fields)
	slices.SortStableFunc(fields, func(a, b tiffField) int { return int(a.tag) - int(b.tag) })
	return fields
}
