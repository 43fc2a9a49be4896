package metadata

import (
	"bytes"
	"encoding/binary"
)

// A JPEG that grows moves what stands behind the growth. That is neutral for everything addressed from the end of
// the file, from a place that moves along, or by sequence. It is not for three kinds of pointer, which are looked for here: the
// entries of MPF when the growth is behind the MPF segment, pointers from Exif (mostly from maker notes) to
// data behind the picture, and the offsets of an AFCP trailer.

// movedPointers returns splices that keep such pointers right, or refuses.
func (j *jpegFile) movedPointers(s splices) (splices, error) {
	out, err := j.movedImages(s)
	if err != nil || s.growth() == 0 {
		return out, err
	}
	trailer := j.pictureEnd()
	if bytes.Contains(j.data[trailer:], []byte("AXS!")) || bytes.Contains(j.data[trailer:], []byte("AXS*")) {
		return nil, refuse("it ends in an AFCP trailer, whose offsets count from the file's beginning")
	}
	for _, exif := range j.find(markerAPP1, exifHeader) {
		if s.growthFrom(exif.end) != 0 && j.pointsBehind(exif, trailer) {
			return nil, refuse("its camera data points to a preview behind the picture, which must not move")
		}
	}
	return out, nil
}

// pictureEnd is the offset behind the first EOI.
func (j *jpegFile) pictureEnd() int {
	for at := j.sos; ; {
		if at = nextMarker(j.data, at); at < 0 {
			return len(j.data)
		}
		if j.data[at+1] == markerEOI {
			return at + 2
		}
		at = segmentEnd(j.data, at)
	}
}

// pointsBehind looks through an Exif segment for anything that can be a pointer to data behind the picture, without
// knowing the maker's format: a 32-bit word that is, counted from the TIFF header or from the file's
// beginning, the start of the trailer or of a JPEG in it, or a field whose value lies there.
func (j *jpegFile) pointsBehind(exif segment, trailer int) bool {
	base := exif.body + len(exifHeader) + 1
	if base+8 > exif.end || len(bytes.Trim(j.data[trailer:], "\x00")) == 0 {
		return false
	}
	var order binary.ByteOrder = binary.BigEndian
	if j.data[base] == 'I' {
		order = binary.LittleEndian
	}
	block := j.data[base:exif.end]
	for at := 0; at+4 <= len(block); at++ {
		for _, word := range []uint32{binary.LittleEndian.Uint32(block[at:]), binary.BigEndian.Uint32(block[at:])} {
			if j.isLandmark(base+int(word), trailer) || j.isLandmark(int(word), trailer) {
				return true
			}
		}
		if at%2 == 0 && at >= 8 && j.isFieldBehind(block[at-8:at+4], order, base, trailer) {
			return true
		}
	}
	return false
}

// isLandmark reports whether something begins at an offset of the trailer: the trailer itself or a JPEG, whose
// first byte some cameras spoil.
func (j *jpegFile) isLandmark(at, trailer int) bool {
	if at == trailer {
		return at+4 <= len(j.data)
	}
	return at > trailer && at+4 <= len(j.data) && j.data[at+1] == markerSOI && j.data[at+2] == 0xFF
}

// isFieldBehind reports whether 12 bytes read as a TIFF field whose value lies in the trailer.
func (j *jpegFile) isFieldBehind(field []byte, order binary.ByteOrder, base, trailer int) bool {
	kind, count := order.Uint16(field[2:]), uint64(order.Uint32(field[4:]))
	if kind == 0 || int(kind) >= len(tiffTypeSize) || count > uint64(len(j.data)) {
		return false
	}
	size := count * tiffTypeSize[kind]
	start := uint64(base) + uint64(order.Uint32(field[8:]))
	return size > 4 && start >= uint64(trailer) && start+size <= uint64(len(j.data))
}

// Tags of MPF (CIPA DC-007).
const (
	mpfEntries   = 0xB002
	mpfEntrySize = 16
)

// movedImages patches the offsets of MPF images when the file grows behind the MPF segment. They count from that
// segment's TIFF header.
func (j *jpegFile) movedImages(s splices) (splices, error) {
	var out splices
	for _, mpf := range j.find(markerAPP2, mpfHeader) {
		growth := s.growthFrom(mpf.start)
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

// mpfOffsets returns where in an MPF block the offsets of the pictures stand; nil when the block is malformed.
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
