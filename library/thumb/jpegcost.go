package thumb

import (
	"bytes"
	"encoding/binary"
)

// A progressive JPEG says a few bits a scan of blocks that its decoder looks at one by one;
// libjpeg-turbo refuses more than 500 scans, which may still be hours of a large picture, and the
// other decoders know no limit. So scans are counted here, before any decoder sees the file.

// What is counted, in blocks of 8 × 8 pixels that a scan goes over.
const (
	refineCost = 16      // a scan that refines looks at every coefficient
	tableCost  = 1 << 14 // a table of codes is made ready for all of 2^16 cases by some decoders
)

// jpegScans is what decoding a JPEG costs.
type jpegScans struct {
	width, height int
	blocks        map[byte]int64 // by component
	many          bool           // its scans are put together in memory: see perBlock
	cost          int64
}

// perBlock is how many bytes libjpeg-turbo keeps of a block until the last scan (64 coefficients of
// 16 bits).
const perBlock = 128

// spendJPEG takes off what decoding a JPEG costs, and refuses one that its scans make too large for
// the memory.
func spendJPEG(a *allowance, data []byte) error {
	s := countScans(data)
	if err := a.spend(s.cost); err != nil {
		return err
	}
	if total := perBlock * s.all(); s.many && total > maxMemory {
		return tooMuchMemory(s.width, s.height, total, maxMemory)
	}
	return nil
}

// portablePerPixel is how many bytes a pixel the portable decoders take: of a picture in many scans
// all coefficients of three components, as 32 bits.
func portablePerPixel(data []byte) int64 {
	if countScans(data).many {
		return 3*4 + 4
	}
	return 3 + 4
}

func (s *jpegScans) all() (blocks int64) {
	for _, n := range s.blocks {
		blocks += n
	}
	return blocks
}

// countScans goes over a JPEG's segments and the ends of its scans, once, as decoders do: up to the
// end of the picture.
func countScans(data []byte) *jpegScans {
	s := &jpegScans{blocks: map[byte]int64{}}
	scans := 0
	for pos := 2; pos+4 <= len(data); {
		marker := data[pos+1]
		switch {
		case data[pos] != 0xff: // decoders look for the next marker
			if pos = nextMarker(data, pos); pos < 0 {
				return s
			}
			continue
		case marker == 0xd9:
			return s
		case marker == 0xff:
			pos++
			continue
		case marker <= 0x01 || marker >= 0xd0 && marker <= 0xd8:
			pos += 2
			continue
		}
		end := pos + 2 + max(2, int(binary.BigEndian.Uint16(data[pos+2:])))
		s.segment(marker, data[min(pos+4, len(data)):min(end, len(data))])
		if pos = end; marker == 0xda {
			scans++
			s.many = s.many || scans > 1
			pos = endOfScan(data, pos)
		}
	}
	return s
}

func (s *jpegScans) segment(marker byte, payload []byte) {
	switch {
	case marker == 0xc4 || marker == 0xcc:
		s.cost += tableCost
	case marker == 0xda:
		s.scan(payload)
	case marker >= 0xc0 && marker <= 0xcf && marker != 0xc8:
		s.frame(marker, payload)
	}
}

// frame counts the blocks of each component (ITU T.81, B.2.2).
func (s *jpegScans) frame(marker byte, p []byte) {
	if len(p) < 6 {
		return
	}
	s.many = s.many || marker == 0xc2
	s.height, s.width = int(binary.BigEndian.Uint16(p[1:])), int(binary.BigEndian.Uint16(p[3:]))
	most := [2]int64{1, 1}
	for c := p[6:]; len(c) >= 3; c = c[3:] {
		most[0], most[1] = max(most[0], int64(c[1]>>4)), max(most[1], int64(c[1]&15))
	}
	for c := p[6:]; len(c) >= 3; c = c[3:] {
		across := (int64(s.width) + 8*most[0] - 1) / (8 * most[0]) * int64(c[1]>>4)
		down := (int64(s.height) + 8*most[1] - 1) / (8 * most[1]) * int64(c[1]&15)
		s.blocks[c[0]] = max(s.blocks[c[0]], across*down)
	}
}

// scan counts what a scan goes over (B.2.3).
func (s *jpegScans) scan(p []byte) {
	if len(p) == 0 || len(p) < 4+2*int(p[0]) {
		return
	}
	factor := int64(1)
	if refines := p[3+2*int(p[0])] >> 4; refines > 0 {
		factor = refineCost
	}
	for i := range int(p[0]) {
		s.cost += factor * max(s.blocks[p[1+2*i]], 1)
	}
}

// endOfScan is where the next marker stands: in a scan 0xff is followed by 0, or by the number of a
// restart.
func endOfScan(data []byte, pos int) int {
	for pos = min(pos, len(data)); pos < len(data); pos++ {
		i := bytes.IndexByte(data[pos:], 0xff)
		if i < 0 || pos+i+1 >= len(data) {
			return len(data)
		}
		pos += i
		if next := data[pos+1]; next != 0 && (next < 0xd0 || next > 0xd7) {
			return pos
		}
	}
	return len(data)
}

// nextMarker is where the next 0xff stands, -1 nowhere.
func nextMarker(data []byte, pos int) int {
	if i := bytes.IndexByte(data[pos:], 0xff); i >= 0 {
		return pos + i
	}
	return -1
}
