package metadata

import (
	"bytes"
	"encoding/binary"
	"image"
	"image/jpeg"
	"strings"
	"testing"
)

// testPicture is a JPEG without metadata.
func testPicture(t testing.TB) []byte {
	t.Helper()
	var b bytes.Buffer
	picture := image.NewGray(image.Rect(0, 0, 8, 8))
	picture.Pix[9] = 200
	if err := jpeg.Encode(&b, picture, nil); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// withSegments puts segments behind SOI.
func withSegments(picture []byte, segments ...[]byte) []byte {
	return slicesOf(picture[:2], bytes.Join(segments, nil), picture[2:])
}

func slicesOf(parts ...[]byte) []byte { return bytes.Join(parts, nil) }

func segmentOf(marker byte, parts ...string) []byte {
	return myAppendSegment(nil, marker, []byte(strings.Join(parts, "")))
}

func jfif() []byte {
	return segmentOf(myMarkerAPP0, "JFIF\x00\x01\x01\x00\x00\x01\x00\x01\x00\x00")
}

func xmpSegment(text string) []byte { return segmentOf(myMarkerAPP1, myXmpHeader, text) }

func irbSegment(resources ...[]byte) []byte {
	return segmentOf(myMarkerAPP13, myIrbHeader, string(bytes.Join(resources, nil)))
}

func iptcBlock(sets ...[]byte) []byte {
	return myAppendResource(nil, myIptcResource, bytes.Join(sets, nil))
}

func set(record, number byte, value string) []byte {
	return myAppendDataset(nil, record, number, []byte(value))
}

func utf8Set() []byte { return set(myEnvelope, myCharsetSet, myUtf8Escape) }

// exifSegment is an Exif segment in little-endian order with one directory, and more bytes behind it.
func exifSegment(more string, fields ...[]byte) []byte {
	return segmentOf(myMarkerAPP1, myExifHeader, "\x00II*\x00\x08\x00\x00\x00",
		string(directory(fields...)), more)
}

func directory(fields ...[]byte) []byte {
	out := binary.LittleEndian.AppendUint16(nil, uint16(len(fields)))
	return append(append(out, bytes.Join(fields, nil)...), 0, 0, 0, 0)
}

func field(tag, kind uint16, count, value uint32) []byte {
	out := binary.LittleEndian.AppendUint16(nil, tag)
	out = binary.LittleEndian.AppendUint16(out, kind)
	out = binary.LittleEndian.AppendUint32(out, count)
	return binary.LittleEndian.AppendUint32(out, value)
}

// testTIFF is a little-endian TIFF of one pixel, with further fields whose values follow at the end.
func testTIFF(fields ...tiffValue) []byte {
	all := append([]tiffValue{
		{tag: 256, kind: 3, count: 1, inline: 1},
		{tag: 257, kind: 3, count: 1, inline: 1},
		{tag: 262, kind: 3, count: 1, inline: 1},
		{tag: 273, kind: myKindLong, count: 1, inline: 4},
		{tag: 279, kind: myKindLong, count: 1, inline: 1},
	}, fields...)
	at := uint32(8 + 2 + 12*len(all) + 4)
	var raw [][]byte
	var values []byte
	for _, f := range all {
		if f.value != "" {
			f.count, f.inline = uint32(uint64(len(f.value))/myTypeSize[f.kind]), at+uint32(len(values))
			values = append(values, f.value...)
		}
		raw = append(raw, field(f.tag, f.kind, f.count, f.inline))
	}
	return slicesOf([]byte("II*\x00\x08\x00\x00\x00"), directory(raw...), values)
}

type tiffValue struct {
	tag, kind     uint16
	count, inline uint32
	value         string
}

// packetOf wraps properties as Adobe does, with padding.
func packetOf(properties string) string {
	return `<?xpacket begin="` + "\uFEFF" + `" id="W5M0MpCehiHzreSzNTczkc9d"?>` +
		`<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="` + myNsRDF + `">` + properties + `</rdf:RDF></x:xmpmeta>` +
		strings.Repeat(" ", 300) + "\n" + `<?xpacket end="w"?>`
}

// description is one with Dublin Core declared.
func description(properties string) string {
	return `<rdf:Description rdf:about="" xmlns:dc="` + myNsDC + `" xmlns:xmp="` + myNsXMP + `">` + properties + `</rdf:Description>`
}

func bag(name string, words ...string) string {
	return "<" + name + "><rdf:Bag>" + myItems("rdf:li", "", words) + "</rdf:Bag></" + name + ">"
}
