package keywords

import (
	"bytes"
	"encoding/binary"

	"catchlight/library/picture"
)

// MaxXMP bounds the XMP that is read from a photo or a sidecar, in bytes, all its packets together.
// Photoshop's history makes packets of some MB.
const MaxXMP = 16 << 20

// readOther reads the keywords of formats that are never written. RAW formats are read as far as
// they are built like TIFF, as most are, like CR3, or hold a JPEG as RAF does; those of which
// nothing is known hold none.
func readOther(data []byte, f picture.Format) (carriers, error) {
	if f == picture.RAW {
		if t, _ := readTIFF(data); len(t.fields) > 0 {
			return t.carriers(), nil
		}
		if preview := previewOfRAF(data); preview != nil {
			return readJPEG(preview).carriers(), nil
		}
	}
	o := otherReader{left: 2*len(data) + MaxXMP}
	o.iptc, _ = parseIIM(nil)
	o.readAll(data, f)
	return o.carriers, o.problem
}

// otherReader collects the keywords of a file.
type otherReader struct {
	carriers
	left    int // bytes that may still be looked at, or unpacked
	problem error
}

func (o *otherReader) readAll(data []byte, f picture.Format) {
	switch f {
	case picture.PNG:
		o.readPNG(data)
	case picture.WebP:
		for kind, chunk := range picture.RIFFChunks(data) {
			if kind == "XMP " {
				o.packet(chunk)
			}
		}
	case picture.GIF:
		o.readGIF(data)
	case picture.HEIC, picture.AVIF:
		o.readHEIF(data)
	case picture.JP2, picture.JXL, picture.RAW:
		o.readBoxes(data)
	case picture.PSD:
		o.resources(psdResources(data))
	}
	if f == picture.PNG || f == picture.WebP || f == picture.HEIC || f == picture.AVIF {
		o.readExif(data, f)
	}
}

// packet reads one more packet of XMP; the first is the one that counts.
func (o *otherReader) packet(text []byte) {
	if len(text) == 0 {
		return
	}
	p, err := o.carriers.packet(text)
	o.note(err)
	if o.xmp == nil {
		o.xmp = p
	} else {
		o.addPacket(p)
	}
}

// spend reports whether so many bytes more may be looked at.
func (o *otherReader) spend(size int) bool {
	if o.left -= size; o.left < 0 {
		o.note(refuse("its metadata are larger than they may be"))
	}
	return o.left >= 0
}

// stream reads one more stream of IPTC.
func (o *otherReader) stream(data []byte) {
	s := o.carriers.stream(data)
	switch {
	case s == nil:
	case len(o.iptc.sets) == 0:
		o.iptc = s
	default:
		o.addStream(s)
	}
}

// resources reads what Photoshop's resources hold.
func (o *otherReader) resources(b *irb) {
	const xmpResource = 0x0424
	for _, r := range b.find(iptcResource) {
		o.stream(b.value(r))
	}
	for _, r := range b.find(xmpResource) {
		o.packet(b.value(r))
	}
}

// note keeps the first problem.
func (o *otherReader) note(err error) {
	if o.problem == nil {
		o.problem = err
	}
}

// readExif looks into the first directory of Exif, where TIFF files have their keywords.
func (o *otherReader) readExif(data []byte, f picture.Format) {
	for _, block := range picture.ExifBlocks(data, f) {
		t, _ := readTIFF(block) // it is only read
		if len(t.iptc.sets) > 0 {
			o.addStream(t.iptc)
		}
		o.addPacket(t.xmp)
		o.stray = append(o.stray, t.stray...)
	}
}

// readGIF reads the application extension, whose text stands there as it is; a trailer makes blocks
// of it for decoders that do not know it.
func (o *otherReader) readGIF(data []byte) {
	for {
		_, text, found := bytes.Cut(data, []byte("\x21\xff\x0bXMP DataXMP"))
		text, rest, ended := bytes.Cut(text, []byte("\x01\xff\xfe\xfd"))
		if !found || !ended {
			return
		}
		o.packet(text)
		data = rest
	}
}

// isRDF knows XMP among other text.
func isRDF(text []byte) bool { return bytes.Contains(text, []byte("rdf-syntax-ns#")) }

// readHEIF reads the items with a MIME type that hold RDF.
func (o *otherReader) readHEIF(data []byte) {
	for text := range picture.MIMEItems(data) {
		if o.spend(len(text)) && isRDF(text) {
			o.packet(text)
		}
	}
}

// readBoxes reads the uuid boxes of JPEG 2000 and CR3, and the "xml " boxes of JPEG XL.
func (o *otherReader) readBoxes(data []byte) {
	const xmp = "\xbe\x7a\xcf\xcb\x97\xa9\x42\xe8\x9c\x71\x99\x94\x91\xe3\xaf\xac"
	for kind, box := range picture.Boxes(data) {
		if text, is := bytes.CutPrefix(box, []byte(xmp)); kind == "uuid" && is {
			o.packet(text)
		} else if kind == "xml " && isRDF(box) {
			o.packet(box)
		}
	}
}

// psdResources reads the image resources of a Photoshop file.
func psdResources(data []byte) *irb {
	const header = 26
	b := &irb{}
	if len(data) < header+4 {
		return b
	}
	at := header + 4 + uint64(binary.BigEndian.Uint32(data[header:]))
	if at+4 > uint64(len(data)) {
		return b
	}
	size := uint64(binary.BigEndian.Uint32(data[at:]))
	b, _ = parseIRB(data[at+4 : min(at+4+size, uint64(len(data)))]) // it is only read
	return b
}

// previewOfRAF is the JPEG in a Fujifilm RAW file, whose place stands at byte 84 of its header; nil
// when there is none.
func previewOfRAF(data []byte) []byte {
	if !bytes.HasPrefix(data, []byte("FUJIFILMCCD-RAW")) || len(data) < 92 {
		return nil
	}
	start, size := uint64(binary.BigEndian.Uint32(data[84:])), uint64(binary.BigEndian.Uint32(data[88:]))
	if size == 0 || start+size > uint64(len(data)) {
		return nil
	}
	return data[start : start+size]
}
