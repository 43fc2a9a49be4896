package picture

import (
	"bytes"
	"compress/zlib"
	"encoding/binary"
	"io"
)

// PNGChunks goes through the chunks of a PNG file up to IEND; the payload of the
// last one may be cut short.
func PNGChunks(data []byte) func(yield func(kind string, payload []byte) bool) {
	return func(yield func(string, []byte) bool) {
		const signature = 8
		for pos := signature; pos+8 <= len(data); {
			kind := string(data[pos+4 : pos+8])
			size := int(binary.BigEndian.Uint32(data[pos:]))
			end := min(pos+8+size, len(data))
			if !yield(kind, data[pos+8:end]) || kind == "IEND" {
				return
			}
			pos = end + 4 // the checksum
		}
	}
}

// Inflate unpacks what PNG packs: up to limit bytes and one, so that more is noticed. Of damaged
// data it returns what it got, with the error.
func Inflate(packed []byte, limit int64) ([]byte, error) {
	r, err := zlib.NewReader(bytes.NewReader(packed))
	if err != nil {
		return nil, err
	}
	return io.ReadAll(io.LimitReader(r, limit+1))
}

// addPNG hashes what the decoder needs (PNG specification, section 5.6). The
// payloads of IDAT are one stream, so a program may cut them anew.
func (p *payload) addPNG(data []byte) bool {
	if Sniff(data) != PNG {
		return false
	}
	found := false
	for kind, chunk := range PNGChunks(data) {
		switch kind {
		case "IDAT":
			found = true
			p.Write(chunk)
		case "IHDR", "PLTE", "tRNS", "acTL", "fcTL", "fdAT":
			p.Write([]byte(kind))
			p.Write(chunk)
		}
	}
	return found
}

// RIFFChunks goes through the chunks of a RIFF file (WebP).
func RIFFChunks(data []byte) func(yield func(kind string, payload []byte) bool) {
	return func(yield func(string, []byte) bool) {
		const header = 12
		for pos := header; pos+8 <= len(data); {
			size := int(binary.LittleEndian.Uint32(data[pos+4:]))
			end := min(pos+8+size, len(data))
			if !yield(string(data[pos:pos+4]), data[pos+8:end]) {
				return
			}
			pos = end + size&1 // chunks start at even places
		}
	}
}

// addWebP hashes the picture chunks. VP8X counts only for animations, where it
// holds the size of the canvas: elsewhere programs add it with the metadata.
func (p *payload) addWebP(data []byte) bool {
	if Sniff(data) != WebP {
		return false
	}
	found := false
	for kind, chunk := range RIFFChunks(data) {
		switch kind {
		case "VP8 ", "VP8L", "ANMF":
			found = true
			fallthrough
		case "ALPH", "ANIM":
			p.Write([]byte(kind))
			p.Write(chunk)
		case "VP8X":
			if len(chunk) >= 10 && chunk[0]&0x02 != 0 {
				p.Write(chunk[4:10])
			}
		}
	}
	return found
}

// addGIF hashes the screen, the palettes and the frames with their graphic
// controls (GIF89a, section 17 on); comments, plain text and application
// extensions are metadata, and so is the version.
func (p *payload) addGIF(data []byte) bool {
	if Sniff(data) != GIF || len(data) < 13 {
		return false
	}
	pos := 13 + gifTable(data[10])
	if pos > len(data) {
		return false
	}
	p.Write(data[6:pos])
	frames := 0
	for pos < len(data) && data[pos] != 0x3b {
		end := gifBlockEnd(data, pos)
		switch {
		case end < 0:
			p.Write(data[pos:]) // cut short, or damaged
			return frames > 0
		case data[pos] == 0x2c:
			frames++
			p.Write(data[pos:end])
		case data[pos+1] == 0xf9:
			p.Write(data[pos:end])
		}
		pos = end
	}
	return frames > 0
}

// gifTable is the size of the palette that a packed field announces.
func gifTable(packed byte) int {
	if packed&0x80 == 0 {
		return 0
	}
	return 3 << (packed&7 + 1)
}

// gifBlockEnd is the end of the image or the extension that starts at pos, -1
// when it is neither or leaves the data.
func gifBlockEnd(data []byte, pos int) int {
	switch {
	case data[pos] == 0x21 && pos+2 <= len(data):
		pos += 2
	case data[pos] == 0x2c && pos+10 <= len(data):
		pos += 10 + gifTable(data[pos+9]) + 1
	default:
		return -1
	}
	for pos < len(data) && data[pos] != 0 {
		pos += 1 + int(data[pos])
	}
	if pos >= len(data) {
		return -1
	}
	return pos + 1
}

// addPSD hashes a Photoshop file without its image resources, which hold IPTC,
// XMP, Exif and thumbnails (Photoshop File Formats Specification).
func (p *payload) addPSD(data []byte) bool {
	const header = 26
	if Sniff(data) != PSD || len(data) < header+4 {
		return false
	}
	colours := int(binary.BigEndian.Uint32(data[header:]))
	resources := header + 4 + colours
	if resources+4 > len(data) {
		return false
	}
	layers := resources + 4 + int(binary.BigEndian.Uint32(data[resources:]))
	if layers >= len(data) {
		return false
	}
	p.Write(data[:resources])
	p.Write(data[layers:])
	return true
}

// addRAF hashes the sensor data of a Fujifilm RAW file, whose place stands at
// byte 100 of its header.
func (p *payload) addRAF(data []byte) bool {
	if !bytes.HasPrefix(data, []byte("FUJIFILMCCD-RAW")) || len(data) < 108 {
		return false
	}
	start := uint64(binary.BigEndian.Uint32(data[100:]))
	size := uint64(binary.BigEndian.Uint32(data[104:]))
	if size == 0 || start+size > uint64(len(data)) {
		return false
	}
	p.Write(data[start : start+size])
	return true
}
