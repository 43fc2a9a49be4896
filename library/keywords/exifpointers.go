package keywords

import (
	"encoding/binary"

	"catchlight/library/picture"
)

// tagMakerNote points to a maker note (Exif 2.32, table 7).
const tagMakerNote = 37500

// exifArea is the TIFF structure in an Exif segment, and what is behind the picture, to which it
// may point.
type exifArea struct {
	file    []byte
	base    int // of the block: offsets count from here
	end     int
	trailer int // where the picture ends
}

// movedFields patches the fields in an Exif segment that point behind the picture, which is to move
// by growth. Maker notes have no common form, but nearly all hold directories of TIFF fields, so
// those are looked for everywhere in the block. A word that can only be such a pointer, but that is
// no field, is a reason to refuse.
func (j *jpegFile) movedFields(exif segment, trailer, growth int) (Splices, error) {
	b := exifArea{file: j.data, base: exif.body + len(exifHeader) + 1, end: exif.end, trailer: trailer}
	if growth == 0 || b.base+8 > b.end {
		return nil, nil
	}
	var out Splices
	known := map[int]bool{}
	for _, p := range b.pointers() {
		if known[p.at] {
			continue
		}
		if p.inTrailer == maybe {
			return nil, refuse("its camera data points behind the picture in a way that cannot be followed")
		}
		known[p.at] = true
		moved := make([]byte, 4)
		p.order.PutUint32(moved, p.offset+uint32(growth))
		out = append(out, splice{at: p.at, old: 4, text: moved})
	}
	if b.hasStray(known) {
		return nil, refuse("its camera data points to a preview behind the picture, which must not move")
	}
	return out, nil
}

// pointer is the offset in a field.
type pointer struct {
	at        int // in the file
	offset    uint32
	order     binary.ByteOrder
	inTrailer certainty
}

type certainty uint8

const (
	no certainty = iota
	maybe
	yes
)

// pointers returns the fields that point into the trailer.
func (b exifArea) pointers() []pointer {
	var found []pointer
	for at := b.base; at+2 <= b.end; {
		fields, order := b.directoryAt(at)
		for _, field := range fields {
			p := pointer{at: field + 8, offset: order.Uint32(b.file[field+8:]), order: order}
			if p.inTrailer = b.points(field, p.offset, order); p.inTrailer != no {
				found = append(found, p)
			}
		}
		at += max(1, 2+12*len(fields)) // a directory read at a shift can look like another
	}
	return found
}

// Bounds on what counts as a directory when nothing says that there is one. With three fields of
// valid types a coincidence is out of the question.
const (
	minFields = 3
	maxFields = 512
)

// directoryAt returns the offsets of the fields of a directory and its byte order, none when there
// cannot be one.
func (b exifArea) directoryAt(at int) ([]int, binary.ByteOrder) {
	for _, order := range []binary.ByteOrder{binary.LittleEndian, binary.BigEndian} {
		count := int(order.Uint16(b.file[at:]))
		if count < minFields || count > maxFields || at+2+12*count > b.end {
			continue
		}
		if fields := b.fieldsAt(at+2, count, order); fields != nil {
			return fields, order
		}
	}
	return nil, nil
}

// fieldsAt accepts fields of known types in ascending order of their tags.
func (b exifArea) fieldsAt(at, count int, order binary.ByteOrder) []int {
	fields := make([]int, 0, count)
	last := -1
	for field := at; field < at+12*count; field += 12 {
		tag, kind := int(order.Uint16(b.file[field:])), int(order.Uint16(b.file[field+2:]))
		if tag <= last || kind == 0 || kind >= len(picture.TIFFTypeSize) {
			return nil
		}
		last = tag
		fields = append(fields, field)
	}
	return fields
}

// points reports whether a field has its value in the trailer, or is a LONG that says where
// something begins there. Most offsets count from the TIFF header; where a maker counts from its
// own beginning, the block's length makes the difference. It is sure only of what begins something.
func (b exifArea) points(field int, offset uint32, order binary.ByteOrder) certainty {
	kind, count := order.Uint16(b.file[field+2:]), uint64(order.Uint32(b.file[field+4:]))
	size := count * picture.TIFFTypeSize[kind]
	start, end := uint64(b.base)+uint64(offset), uint64(len(b.file))
	switch {
	case size <= 4:
		if picture.TIFFTypeSize[kind] == 4 && count == 1 && b.isLandmark(start) {
			return yes
		}
		return no
	case start+size <= uint64(b.end) || start+size > end || start+uint64(b.end-b.base) < uint64(b.trailer):
		return no
	case order.Uint16(b.file[field:]) != tagMakerNote && b.hasLandmark(start):
		return yes
	}
	return maybe
}

// previewHead is how far into its field a preview may begin: Sony puts 32 bytes before it.
const previewHead = 32

func (b exifArea) hasLandmark(start uint64) bool {
	for at := start; at <= start+previewHead; at++ {
		if b.isLandmark(at) {
			return true
		}
	}
	return false
}

// isLandmark reports whether something begins at an offset: the trailer itself or a JPEG in it, of
// which Minolta's cameras spoil the first byte.
func (b exifArea) isLandmark(at uint64) bool {
	if at < uint64(b.trailer) || at+4 > uint64(len(b.file)) {
		return false
	}
	head := b.file[at : at+4]
	isJPEG := head[1] == picture.MarkerSOI && head[2] == 0xFF && (head[0] == 0xFF && head[3] >= picture.MarkerSOF0 || head[3] == markerDQT)
	return at == uint64(b.trailer) || isJPEG
}

// hasStray looks for words that name a landmark and are not among the known pointers, in either
// byte order, counted from the TIFF header or from the file's beginning.
func (b exifArea) hasStray(known map[int]bool) bool {
	for at := b.base; at+4 <= b.end; at++ {
		word := b.file[at : at+4]
		for _, offset := range []uint64{uint64(binary.LittleEndian.Uint32(word)), uint64(binary.BigEndian.Uint32(word))} {
			if !known[at] && (b.isLandmark(offset) || b.isLandmark(offset+uint64(b.base))) {
				return true
			}
		}
	}
	return false
}
