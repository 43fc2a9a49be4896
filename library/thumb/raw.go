package thumb

import (
	"bytes"
	"encoding/binary"
)

// largestPreview finds the JPEG with the most pixels inside a RAW file, whatever
// the maker's layout: it looks for every start of a JPEG, reads its header, and
// passes over those that hold sensor data (lossless) or are damaged. Nil when
// there is none. The result goes on to the end of the file; decoders stop at EOI.
func largestPreview(data []byte) []byte {
	var best []byte
	most := 0
	for pos := 0; ; pos += 3 {
		i := bytes.Index(data[pos:], []byte{0xff, 0xd8, 0xff})
		if i < 0 {
			return best
		}
		pos += i
		if w, h := jpegSize(data[pos:]); w*h > most {
			best, most = data[pos:], w*h
		}
	}
}

// jpegSize reads the size of a JPEG that baseline or progressive decoders can
// read (SOF0 to SOF2, 8 bit, 1 or 3 components); 0, 0 otherwise.
func jpegSize(data []byte) (width, height int) {
	for pos := 2; pos+10 <= len(data) && data[pos] == 0xff; {
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
