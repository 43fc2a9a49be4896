package thumb

import (
	"bytes"
	"encoding/binary"
	"slices"

	"catchlight/library/picture"
)

// preview finds a JPEG inside a RAW file, whatever the maker's layout: the largest, or the smallest
// one of its shape that has minShort pixels on its short edge, which is decoded in a tenth of the
// time (0 asks for the largest). It looks for every start of a JPEG, reads its header, and passes
// over those that hold sensor data (lossless, or a part of a lossy DNG) or are damaged. Nil when
// there is none. The result goes on to the end of the file; decoders stop at EOI.
//
// The bytes of a start occur in sensor data by chance, once in 16 MB, and lead nowhere there. What
// leads from one segment to the next for longer than previewSteps in all was made to be looked at
// for hours.
func preview(data []byte, minShort int) []byte {
	var found []previewAt
	sensor, steps := picture.SensorParts(data), previewSteps
	for pos := 0; ; pos += 3 {
		i := bytes.Index(data[pos:], []byte{0xff, 0xd8, 0xff})
		if i < 0 {
			break
		}
		pos += i
		if w, h := jpegSize(data[pos:], &steps); w*h > 0 && !sensor[pos] {
			found = append(found, previewAt{pos, w, h})
		}
	}
	if len(found) == 0 {
		return nil
	}
	size := func(a, b previewAt) int { return a.width*a.height - b.width*b.height }
	largest := slices.MaxFunc(found, size)
	serves := func(p previewAt) bool {
		return minShort > 0 && min(p.width, p.height) >= minShort && p.shaped(largest)
	}
	if fit := slices.DeleteFunc(found, func(p previewAt) bool { return !serves(p) }); len(fit) > 0 {
		largest = slices.MinFunc(fit, size)
	}
	return data[largest.pos:]
}

// previewSteps is how many segments are looked at in a file to find its previews.
const previewSteps = 1 << 20

// previewAt is a JPEG in a file.
type previewAt struct{ pos, width, height int }

// shaped reports whether the two show the same part of the picture, as far as their shapes tell:
// some makers cut, or add black bars.
func (p previewAt) shaped(other previewAt) bool {
	a, b := p.width*other.height, other.width*p.height
	return 100*max(a-b, b-a) <= b
}

// jpegSize reads the size of a JPEG that baseline or progressive decoders can
// read (SOF0 to SOF2, 8 bit, 1 or 3 components); 0, 0 otherwise, and when there are no steps left.
func jpegSize(data []byte, steps *int) (width, height int) {
	for pos := 2; pos+10 <= len(data) && data[pos] == 0xff && *steps > 0; *steps-- {
		marker := data[pos+1]
		switch {
		case marker == 0xff:
			pos++
			continue
		case marker >= 0xc0 && marker <= 0xc2:
			if components := data[pos+9]; data[pos+4] != 8 || components != 1 && components != 3 {
				return 0, 0
			}
			return int(binary.BigEndian.Uint16(data[pos+7:])), int(binary.BigEndian.Uint16(data[pos+5:]))
		case marker < 0xc4 || marker >= 0xd0 && marker <= 0xda:
			return 0, 0
		}
		pos += 2 + max(2, int(binary.BigEndian.Uint16(data[pos+2:])))
	}
	return 0, 0
}
