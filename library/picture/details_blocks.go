package picture

import (
	"bytes"
	"encoding/binary"
	"image"
	_ "image/gif" // for the sizes of these formats
	_ "image/png"
	"strconv"
	"strings"

	_ "golang.org/x/image/bmp"
	_ "golang.org/x/image/webp"
)

// ExifBlocks finds the Exif data of a file: blocks in TIFF layout, the most
// important first. They share data's memory.
func ExifBlocks(data []byte, f Format) [][]byte {
	switch f {
	case JPEG:
		return exifOfJPEG(data)
	case PNG:
		for kind, chunk := range PNGChunks(data) {
			if kind == "eXIf" {
				return [][]byte{chunk}
			}
		}
	case WebP:
		for kind, chunk := range RIFFChunks(data) {
			if kind == "EXIF" {
				return [][]byte{bytes.TrimPrefix(chunk, []byte(exifName))}
			}
		}
	case HEIC, AVIF:
		return exifOfHEIF(data)
	case TIFF, DNG:
		return [][]byte{data}
	case RAW:
		return exifOfRAW(data)
	}
	return nil
}

// exifName introduces an Exif block where the container does not.
const exifName = "Exif\x00\x00"

func exifOfJPEG(data []byte) [][]byte {
	for marker, segment := range pictureSegments(data, false) {
		const header = 4 + len(exifName)
		if marker == MarkerAPP0+1 && len(segment) > header && string(segment[4:header]) == exifName {
			return [][]byte{segment[header:]}
		}
	}
	return nil
}

// exifOfHEIF reads the Exif item, which starts with the offset of its TIFF header.
func exifOfHEIF(data []byte) [][]byte {
	h := readHEIF(data)
	if h == nil {
		return nil
	}
	for _, pl := range h.places {
		if h.kinds[pl.item] != "Exif" {
			continue
		}
		if item, ok := h.bytes(pl); ok && len(item) > 4 {
			if skip := uint64(binary.BigEndian.Uint32(item)); skip < uint64(len(item)-4) {
				return [][]byte{item[4+skip:]}
			}
		}
	}
	return nil
}

// exifOfRAW knows files in TIFF layout, Canon's CR3, and else looks for the Exif
// block of the preview that the other formats hold near their start.
func exifOfRAW(data []byte) [][]byte {
	const near = 4 << 20
	if len(data) < 8 {
		return nil
	}
	switch Sniff(data) {
	case TIFF:
		return [][]byte{data}
	case RAW:
		if blocks := exifOfCR3(data); blocks != nil {
			return blocks
		}
		if order := string(data[:2]); order == "II" || order == "MM" {
			return [][]byte{asTIFF(data[:min(near, len(data))])}
		}
	}
	if i := bytes.Index(data[:min(near, len(data))], []byte(exifName)); i >= 0 {
		return [][]byte{data[i+len(exifName):]}
	}
	return nil
}

// asTIFF copies the head of a RAW file in TIFF layout, with TIFF's magic number
// in the place of the maker's.
func asTIFF(head []byte) []byte {
	magic := "II*\x00"
	if head[0] == 'M' {
		magic = "MM\x00*"
	}
	return append([]byte(magic), head[4:]...)
}

// exifOfCR3 gives the boxes CMT1 (IFD0), CMT2 (Exif) and CMT4 (GPS) of Canon's
// uuid box.
func exifOfCR3(data []byte) [][]byte {
	const canon = "\x85\xc0\xb6\x87\x82\x0f\x11\xe0\x81\x11\xf4\xce\x46\x2b\x6a\x48"
	var blocks [][]byte
	for kind, box := range Boxes(mediaBox(data, "moov")) {
		if kind != "uuid" || !bytes.HasPrefix(box, []byte(canon)) {
			continue
		}
		for kind, block := range Boxes(box[len(canon):]) {
			if kind == "CMT1" || kind == "CMT2" || kind == "CMT4" {
				blocks = append(blocks, block)
			}
		}
	}
	return blocks
}

// storedSize reads width and height in pixels from the header; 0, 0 when it
// cannot.
func storedSize(data []byte, f Format) (width, height int) {
	switch f {
	case JPEG:
		return sizeOfJPEG(data)
	case HEIC, AVIF:
		if h := readHEIF(data); h != nil {
			return h.size(h.primary)
		}
	case TIFF, DNG, RAW:
		return sizeOfTIFF(data, f)
	case PSD:
		if len(data) >= 22 {
			return int(binary.BigEndian.Uint32(data[18:])), int(binary.BigEndian.Uint32(data[14:]))
		}
	case PNM:
		return sizeOfPNM(data)
	case JP2:
		if b := mediaBox(mediaBox(data, "jp2h"), "ihdr"); len(b) >= 8 {
			return int(binary.BigEndian.Uint32(b[4:])), int(binary.BigEndian.Uint32(b))
		}
	case PNG, WebP, GIF, BMP:
		if c, _, err := image.DecodeConfig(bytes.NewReader(data)); err == nil {
			return c.Width, c.Height
		}
	}
	return 0, 0
}

func sizeOfJPEG(data []byte) (width, height int) {
	for marker, segment := range pictureSegments(data, false) {
		if isFrameHeader(marker) && len(segment) >= 9 {
			return int(binary.BigEndian.Uint16(segment[7:])), int(binary.BigEndian.Uint16(segment[5:]))
		}
	}
	return 0, 0
}

// sizeOfPNM reads the two numbers behind the magic, passing over comments.
func sizeOfPNM(data []byte) (width, height int) {
	const longest = 1024 // no program writes longer headers
	var fields []string
	for line := range strings.Lines(string(data[:min(longest, len(data))])) {
		line, _, _ = strings.Cut(line, "#")
		if fields = append(fields, strings.Fields(line)...); len(fields) >= 3 {
			break
		}
	}
	if !isPNM(data) || len(fields) < 3 {
		return 0, 0
	}
	width, _ = strconv.Atoi(fields[1])
	height, _ = strconv.Atoi(fields[2])
	return width, height
}

// sizeOfTIFF gives the first picture of a TIFF file, and of the others the
// largest that is not a reduced-size copy: RAW files have their sensor data in a
// later directory.
func sizeOfTIFF(data []byte, f Format) (width, height int) {
	t, dirs := readImageDirs(data)
	if f == TIFF && len(dirs) > 1 {
		dirs = dirs[:1]
	}
	for i, dir := range dirs {
		w, h := t.number(dir[tagImageWidth]), t.number(dir[tagImageLength])
		if reduced := t.number(dir[tagSubfileType])&1 != 0; (i == 0 || !reduced) && w*h > width*height {
			width, height = w, h
		}
	}
	return width, height
}
