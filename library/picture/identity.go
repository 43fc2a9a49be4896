package picture

import (
	"bytes"
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"hash"
)

// ID names a picture, not a file: the first 16 bytes of a SHA-256 over
// the image payload and the orientation. Renaming, copying or tagging a photo
// with any program leaves it as it is. The zero value means "not known yet".
type ID [16]byte

// String gives the 32 hexadecimal digits of the ID.
func (id ID) String() string { return hex.EncodeToString(id[:]) }

// IsZero reports whether the ID has not been computed.
func (id ID) IsZero() bool { return id == ID{} }

// Identify computes the picture's ID from a whole file in memory. It reads the
// data once, never decodes and never fails. Any goroutine; about as fast as
// SHA-256 (one second for a gigabyte or more).
//
// What counts as the picture, everything else being metadata:
//
//   - JPEG: SOI to the EOI that ends the primary picture, without APPn and COM.
//     Of APP14 (Adobe) its colour transform counts where it is not what a
//     decoder assumes anyway, for it changes every colour.
//   - PNG: IHDR, PLTE, tRNS, IDAT and the animation chunks; however IDAT is cut.
//   - WebP: VP8, VP8L, ALPH, ANIM, ANMF. GIF: screen, palettes, frames, delays.
//   - TIFF, DNG and RAW files built on TIFF: strips or tiles of every directory
//     that is not a reduced-size copy, and the tags needed to decode them.
//   - HEIC, AVIF: the data of every item that is not Exif, XMP or a link, and the
//     properties needed to decode them. RAF: its sensor data. CR3: its mdat boxes.
//   - PSD: all but the image resources. JPEG 2000 and JPEG XL: the codestream.
//   - All others, and files whose layout we cannot follow: the whole file.
//
// Colour profiles are metadata in every format: changing one keeps the ID.
func Identify(data []byte, f Format, orientation int) ID {
	p := newPayload(string(f), orientation, len(data))
	if !p.add(data, f) {
		p = newPayload("whole file", orientation, len(data))
		p.Write(data)
	}
	return ID(p.Sum(nil)[:16])
}

// payload hashes parts of a file. budget bounds the work when a crafted file
// points at the same bytes again and again.
type payload struct {
	hash.Hash
	budget int
}

func newPayload(kind string, orientation, size int) *payload {
	if orientation < 1 || orientation > 8 {
		orientation = 1
	}
	p := &payload{Hash: sha256.New(), budget: 2*size + 1<<16}
	p.Write([]byte(kind + "\x00"))
	p.Write([]byte{byte(orientation)})
	return p
}

// spend reports whether n more bytes may be hashed.
func (p *payload) spend(n int) bool {
	p.budget -= n
	return p.budget >= 0
}

// add hashes the picture; false means that the layout could not be followed.
func (p *payload) add(data []byte, f Format) bool {
	switch f {
	case JPEG:
		return p.addJPEG(data)
	case PNG:
		return p.addPNG(data)
	case WebP:
		return p.addWebP(data)
	case GIF:
		return p.addGIF(data)
	case TIFF, DNG:
		return p.addTIFF(data)
	case HEIC, AVIF:
		return p.addItems(data)
	case RAW:
		return p.addTIFF(data) || p.addRAF(data) || p.addBoxes(data, "mdat")
	case PSD:
		return p.addPSD(data)
	case JP2:
		return p.addBare(data, "\xff\x4f") || p.addBoxes(data, "jp2c")
	case JXL:
		return p.addBare(data, "\xff\x0a") || p.addBoxes(data, "jxlc", "jxlp")
	}
	return false
}

// addBare hashes a codestream that is not wrapped in boxes yet.
func (p *payload) addBare(data []byte, magic string) bool {
	if !bytes.HasPrefix(data, []byte(magic)) {
		return false
	}
	p.Write(data)
	return true
}

// JPEG markers (ITU-T T.81, table B.1).
const (
	MarkerSOF0  = 0xc0
	markerDHT   = 0xc4
	MarkerRST0  = 0xd0
	MarkerRST7  = 0xd7
	MarkerSOI   = 0xd8
	MarkerEOI   = 0xd9
	MarkerSOS   = 0xda
	MarkerAPP0  = 0xe0
	markerAPP14 = 0xee
	markerAPP15 = 0xef
	markerCOM   = 0xfe
)

// addJPEG hashes the primary picture. A file that ends before EOI is hashed as
// far as it goes.
func (p *payload) addJPEG(data []byte) bool {
	components, transform := 0, -1
	for marker, segment := range pictureSegments(data, true) {
		switch {
		case marker == markerAPP14 && len(segment) >= 16 && string(segment[4:9]) == "Adobe":
			transform = int(segment[15])
		case marker >= MarkerAPP0 && marker <= markerAPP15, marker == markerCOM:
			// metadata
		default:
			if isFrameHeader(marker) && len(segment) >= 10 {
				components = int(segment[9])
			}
			p.Write(segment)
		}
	}
	if assumed := components == 3 && transform == 1; transform >= 0 && components > 1 && !assumed {
		p.Write([]byte{'A', byte(transform)})
	}
	return components > 0
}

// isFrameHeader is true for SOF0 to SOF15 without DHT, JPG and DAC.
func isFrameHeader(marker byte) bool {
	return marker >= MarkerSOF0 && marker <= 0xcf && marker != markerDHT && marker != 0xc8 && marker != 0xcc
}

// pictureSegments goes through the segments of a JPEG's primary picture, from
// behind SOI to before its EOI: each with its marker, length and payload, the
// entropy-coded data after an SOS being part of its segment. Junk and fill bytes
// between segments are passed over. Without scans it ends before the first SOS,
// which spares those who want the header the way through the whole file. It never
// reads outside data.
func pictureSegments(data []byte, scans bool) func(yield func(marker byte, segment []byte) bool) {
	return func(yield func(byte, []byte) bool) {
		if len(data) < 4 || data[0] != 0xff || data[1] != MarkerSOI {
			return
		}
		for pos := NextMarker(data, 2); pos >= 0; {
			marker := data[pos+1]
			if marker == MarkerEOI || marker == MarkerSOS && !scans {
				return
			}
			end := SegmentEnd(data, pos)
			if !yield(marker, data[pos:end]) {
				return
			}
			pos = NextMarker(data, end)
		}
	}
}

// NextMarker finds the next marker that starts a segment or is EOI, from pos on:
// the index of the 0xff before it, -1 at the end of the data.
func NextMarker(data []byte, pos int) int {
	for pos < len(data)-1 {
		i := bytes.IndexByte(data[pos:len(data)-1], 0xff)
		if i < 0 {
			return -1
		}
		pos += i
		if m := data[pos+1]; m >= MarkerSOF0 && m != 0xff && (m < MarkerRST0 || m > MarkerSOI) {
			return pos
		}
		pos++
	}
	return -1
}

// SegmentEnd is where the segment at pos ends, with its scan data if it is SOS.
func SegmentEnd(data []byte, pos int) int {
	if pos+4 > len(data) {
		return len(data)
	}
	end := min(pos+2+max(2, int(binary.BigEndian.Uint16(data[pos+2:]))), len(data))
	if data[pos+1] == MarkerSOS {
		return scanEnd(data, end)
	}
	return end
}

// scanEnd finds the end of entropy-coded data: the first 0xff that is followed
// neither by a stuffed zero nor by a restart marker nor by another 0xff.
func scanEnd(data []byte, pos int) int {
	for {
		i := bytes.IndexByte(data[pos:], 0xff)
		if i < 0 || pos+i+1 >= len(data) {
			return len(data)
		}
		pos += i
		switch next := data[pos+1]; {
		case next == 0xff:
			pos++
		case next == 0 || next >= MarkerRST0 && next <= MarkerRST7:
			pos += 2
		default:
			return pos
		}
	}
}
