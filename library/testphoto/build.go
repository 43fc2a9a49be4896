package testphoto

import (
	"bytes"
	"encoding/binary"
	"image"
	"image/jpeg"
	"strings"
	"testing"
)

// JPEG is a JPEG without metadata.
func JPEG(t testing.TB) []byte {
	t.Helper()
	var b bytes.Buffer
	picture := image.NewGray(image.Rect(0, 0, 8, 8))
	picture.Pix[9] = 200
	if err := jpeg.Encode(&b, picture, nil); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// WithSegments puts segments behind SOI.
func WithSegments(picture []byte, segments ...[]byte) []byte {
	return Concat(picture[:2], bytes.Join(segments, nil), picture[2:])
}

// Concat joins parts.
func Concat(parts ...[]byte) []byte { return bytes.Join(parts, nil) }

// Segment is a segment of a JPEG.
func Segment(marker byte, parts ...string) []byte {
	return appendSegment(nil, marker, []byte(strings.Join(parts, "")))
}

// JFIF is the segment that JFIF files begin with.
func JFIF() []byte {
	return Segment(markerAPP0, "JFIF\x00\x01\x01\x00\x00\x01\x00\x01\x00\x00")
}

// XMPSegment holds a packet of XMP.
func XMPSegment(text string) []byte { return Segment(markerAPP1, xmpHeader, text) }

// IRBSegment holds image resources.
func IRBSegment(resources ...[]byte) []byte {
	return Segment(markerAPP13, irbHeader, string(bytes.Join(resources, nil)))
}

// IPTCBlock is the image resource of IPTC, with data sets.
func IPTCBlock(sets ...[]byte) []byte {
	return Resource(nil, iptcResource, bytes.Join(sets, nil))
}

// Dataset is a data set of IPTC.
func Dataset(record, number byte, value string) []byte {
	return appendDataset(nil, record, number, []byte(value))
}

// UTF8Dataset says that IPTC is UTF-8.
func UTF8Dataset() []byte { return Dataset(envelope, charsetSet, utf8Escape) }

// ExifSegment is an Exif segment in little-endian order with one directory, and more bytes behind
// it.
func ExifSegment(more string, fields ...[]byte) []byte {
	return Segment(markerAPP1, exifHeader, "\x00II*\x00\x08\x00\x00\x00",
		string(Directory(fields...)), more)
}

// Directory is a directory of TIFF in little-endian order.
func Directory(fields ...[]byte) []byte {
	out := binary.LittleEndian.AppendUint16(nil, uint16(len(fields)))
	return append(append(out, bytes.Join(fields, nil)...), 0, 0, 0, 0)
}

// Field is a field of such a directory.
func Field(tag, kind uint16, count, value uint32) []byte {
	out := binary.LittleEndian.AppendUint16(nil, tag)
	out = binary.LittleEndian.AppendUint16(out, kind)
	out = binary.LittleEndian.AppendUint32(out, count)
	return binary.LittleEndian.AppendUint32(out, value)
}

// TIFF is a little-endian TIFF of one pixel, with further fields whose values follow at the end.
func TIFF(fields ...Value) []byte {
	all := append([]Value{
		{Tag: 256, Kind: 3, Count: 1, Inline: 1},
		{Tag: 257, Kind: 3, Count: 1, Inline: 1},
		{Tag: 262, Kind: 3, Count: 1, Inline: 1},
		{Tag: 273, Kind: kindLong, Count: 1, Inline: 4},
		{Tag: 279, Kind: kindLong, Count: 1, Inline: 1},
	}, fields...)
	at := uint32(8 + 2 + 12*len(all) + 4)
	var raw [][]byte
	var values []byte
	for _, f := range all {
		if f.Value != "" {
			f.Count, f.Inline = uint32(uint64(len(f.Value))/typeSize[f.Kind]), at+uint32(len(values))
			values = append(values, f.Value...)
		}
		raw = append(raw, Field(f.Tag, f.Kind, f.Count, f.Inline))
	}
	return Concat([]byte("II*\x00\x08\x00\x00\x00"), Directory(raw...), values)
}

// Value is a field of TIFF: Count and Inline, or the bytes of Value behind the directory.
type Value struct {
	Tag, Kind     uint16
	Count, Inline uint32
	Value         string
}

// Packet wraps properties as Adobe does, with padding.
func Packet(properties string) string {
	return `<?xpacket begin="` + "\uFEFF" + `" id="W5M0MpCehiHzreSzNTczkc9d"?>` +
		`<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="` + nsRDF + `">` + properties + `</rdf:RDF></x:xmpmeta>` +
		strings.Repeat(" ", 300) + "\n" + `<?xpacket end="w"?>`
}

// Description is one with Dublin Core declared.
func Description(properties string) string {
	return `<rdf:Description rdf:about="" xmlns:dc="` + nsDC + `" xmlns:xmp="` + nsXMP + `">` + properties + `</rdf:Description>`
}

// Bag is a property that is an unordered list.
func Bag(name string, words ...string) string {
	return "<" + name + "><rdf:Bag>" + items("rdf:li", "", words) + "</rdf:Bag></" + name + ">"
}
