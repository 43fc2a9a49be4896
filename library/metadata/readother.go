package metadata

import (
	"bytes"
	"compress/zlib"
	"encoding/binary"
	"io"
)

// maxXMP bounds the XMP that is read from a photo or a sidecar. Photoshop's history makes packets of some MB.
const maxXMP = 16 << 20

// readOther reads the keywords of formats that are never written. RAW formats are read as far as they are built
// like TIFF, as most are, or like CR3; those of which nothing is known hold none.
func readOther(data []byte, f Format) (carriers, error) {
	c := carriers{}
	c.iptc, _ = parseIIM(nil)
	if t, _ := readTIFF(data); f == RAW && len(t.fields) > 0 {
		return t.carriers(), nil
	}
	if stream := psdResource(data, f, iptcResource); stream != nil {
		c.iptc, _ = parseIIM(stream)
	}
	text := otherXMP(data, f)
	switch {
	case len(text) == 0:
		return c, nil
	case len(text) > maxXMP:
		return c, refuse("its XMP is larger than 16 MB")
	}
	var err error
	c.xmp, err = parseXMP(text)
	return c, err
}

// otherXMP finds the XMP packet (XMP specification, part 3); nil when there is none. It shares data's memory, or is
// inflated.
func otherXMP(data []byte, f Format) []byte {
	switch f {
	case PNG:
		return xmpOfPNG(data)
	case WebP:
		for kind, chunk := range riffChunks(data) {
			if kind == "XMP " {
				return chunk
			}
		}
	case GIF:
		return xmpOfGIF(data)
	case HEIC, AVIF:
		return xmpOfHEIF(data)
	case JP2, JXL, RAW:
		return xmpOfBoxes(data)
	case PSD:
		const xmpResource = 0x0424
		return psdResource(data, f, xmpResource)
	}
	return nil
}

// xmpOfPNG reads the chunk iTXt: keyword, 0, compressed or not, method, language, 0, translated keyword, 0, text.
func xmpOfPNG(data []byte) []byte {
	for kind, chunk := range pngChunks(data) {
		text, found := bytes.CutPrefix(chunk, []byte("XML:com.adobe.xmp\x00"))
		if kind != "iTXt" || !found || len(text) < 4 {
			continue
		}
		packed := text[0] == 1
		parts := bytes.SplitN(text[2:], []byte{0}, 3)
		if text = parts[len(parts)-1]; packed {
			text = inflate(text, maxXMP)
		}
		return text
	}
	return nil
}

// inflate unpacks up to limit bytes and one; nil when the data is damaged.
func inflate(packed []byte, limit int64) []byte {
	r, err := zlib.NewReader(bytes.NewReader(packed))
	if err != nil {
		return nil
	}
	data, err := io.ReadAll(io.LimitReader(r, limit+1))
	if err != nil {
		return nil
	}
	return data
}

// xmpOfGIF reads the application extension, whose text stands there as it is; a trailer makes blocks of it for
// decoders that do not know it.
func xmpOfGIF(data []byte) []byte {
	_, text, found := bytes.Cut(data, []byte("\x21\xff\x0bXMP DataXMP"))
	text, _, ended := bytes.Cut(text, []byte("\x01\xff\xfe\xfd"))
	if !found || !ended {
		return nil
	}
	return text
}

// xmpOfHEIF finds the item that holds RDF among those with a MIME type.
func xmpOfHEIF(data []byte) []byte {
	h := readHEIF(data)
	if h == nil {
		return nil
	}
	for _, pl := range h.places {
		if h.kinds[pl.item] != "mime" {
			continue
		}
		if text, ok := h.bytes(pl); ok && bytes.Contains(text, []byte("rdf-syntax-ns#")) {
			return text
		}
	}
	return nil
}

// xmpOfBoxes finds a uuid box of JPEG 2000 and CR3, or the "xml " box of JPEG XL.
func xmpOfBoxes(data []byte) []byte {
	const xmp = "\xbe\x7a\xcf\xcb\x97\xa9\x42\xe8\x9c\x71\x99\x94\x91\xe3\xaf\xac"
	for kind, box := range mediaBoxes(data) {
		if text, is := bytes.CutPrefix(box, []byte(xmp)); kind == "uuid" && is {
			return text
		}
		if kind == "xml " && bytes.Contains(box, []byte("rdf-syntax-ns#")) {
			return box
		}
	}
	return nil
}

// psdResource reads an image resource of a Photoshop file; nil when there is none.
func psdResource(data []byte, f Format, id uint16) []byte {
	const header = 26
	if f != PSD || len(data) < header+4 {
		return nil
	}
	at := header + 4 + uint64(binary.BigEndian.Uint32(data[header:]))
	if at+4 > uint64(len(data)) {
		return nil
	}
	size := uint64(binary.BigEndian.Uint32(data[at:]))
	b, _ := parseIRB(data[at+4 : min(at+4+size, uint64(len(data)))])
	for _, r := range b.find(id) {
		return b.data[r.body : r.body+r.size]
	}
	return nil
}
