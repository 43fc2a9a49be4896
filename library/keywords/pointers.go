package keywords

import (
	"bytes"
	"encoding/binary"
	"regexp"
	"slices"

	"catchlight/library/picture"
)

// A JPEG that grows moves what stands behind the growth. That is neutral for everything that is
// addressed from the end of the file, by sequence, or from a place that moves along. Three kinds of
// pointer are not neutral, and are looked for here: the entries of MPF when the growth is behind
// the MPF segment, pointers from Exif (mostly from maker notes) to data behind the picture, and the
// offsets of an AFCP trailer.

// movedPointers returns splices, all of equal length, that keep such pointers right, or refuses.
func (j *jpegFile) movedPointers(s Splices) (Splices, error) {
	out, err := j.movedImages(s)
	if err != nil || !j.movesTrailer(s) {
		return out, err
	}
	trailer := j.pictureEnd()
	if len(bytes.Trim(j.data[trailer:], "\x00")) == 0 {
		return out, nil
	}
	if tail := j.data[max(trailer, len(j.data)-1<<16):]; s.growth() != 0 && afcp.Match(tail) {
		return nil, refuse("it ends in an AFCP trailer, whose offsets count from the file's beginning")
	}
	for _, exif := range j.find(markerAPP1, exifHeader) { // more than maxOthers were refused
		moved, err := j.movedFields(exif, trailer, s.growthFrom(exif.end))
		if err != nil {
			return nil, err
		}
		out = append(out, moved...)
	}
	return out, nil
}

// afcp is how the last part of an AFCP trailer begins.
var afcp = regexp.MustCompile(`AXS[!*]`)

// movesTrailer reports whether what is behind the picture changes its place in the file, or its
// distance from Exif.
func (j *jpegFile) movesTrailer(s Splices) bool {
	isFar := func(exif segment) bool { return s.growthFrom(exif.end) != 0 }
	return s.growth() != 0 || slices.ContainsFunc(j.find(markerAPP1, exifHeader), isFar)
}

// pictureEnd is the offset behind the first EOI.
func (j *jpegFile) pictureEnd() int {
	for at := j.sos; ; {
		if at = picture.NextMarker(j.data, at); at < 0 {
			return len(j.data)
		}
		if j.data[at+1] == picture.MarkerEOI {
			return at + 2
		}
		at = picture.SegmentEnd(j.data, at)
	}
}

// Tags of MPF (CIPA DC-007).
const (
	mpfEntries   = 0xB002
	mpfEntrySize = 16
)

// movedImages patches the offsets of MPF images when the file grows behind the MPF segment. They
// count from that segment's TIFF header.
func (j *jpegFile) movedImages(s Splices) (Splices, error) {
	var out Splices
	for _, mpf := range j.find(markerAPP2, mpfHeader) {
		growth := s.growthFrom(mpf.body)
		if growth == 0 {
			continue
		}
		base := mpf.body + len(mpfHeader)
		offsets, order := mpfOffsets(j.data[base:mpf.end])
		if offsets == nil {
			return nil, refuse("its list of pictures (MPF) is malformed")
		}
		for _, at := range offsets {
			offset := order.Uint32(j.data[base+at:])
			if offset == 0 {
				continue // the first picture
			}
			if base+int(offset) < j.sos {
				return nil, refuse("its list of pictures (MPF) is malformed")
			}
			moved := make([]byte, 4)
			order.PutUint32(moved, uint32(int(offset)+growth))
			out = append(out, splice{at: base + at, old: 4, text: moved})
		}
	}
	return out, nil
}

// mpfOffsets returns where in an MPF block the offsets of the pictures stand; nil when the block is
// malformed.
func mpfOffsets(block []byte) ([]int, binary.ByteOrder) {
	if len(block) < 8 {
		return nil, nil
	}
	var order binary.ByteOrder = binary.BigEndian
	if block[0] == 'I' {
		order = binary.LittleEndian
	}
	dir := uint64(order.Uint32(block[4:]))
	if dir+2 > uint64(len(block)) {
		return nil, nil
	}
	for i := range uint64(order.Uint16(block[dir:])) {
		field := dir + 2 + 12*i
		if field+12 > uint64(len(block)) {
			return nil, nil
		}
		if order.Uint16(block[field:]) != mpfEntries {
			continue
		}
		size, start := uint64(order.Uint32(block[field+4:])), uint64(order.Uint32(block[field+8:]))
		if start+size > uint64(len(block)) {
			return nil, nil
		}
		offsets := []int{}
		for at := start; at+mpfEntrySize <= start+size; at += mpfEntrySize {
			offsets = append(offsets, int(at)+8)
		}
		return offsets, order
	}
	return nil, nil
}
