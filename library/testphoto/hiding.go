package testphoto

import (
	"bytes"
	"encoding/binary"
	"encoding/hex"
	"fmt"
	"hash/crc32"
	"strings"
	"testing"
)

// PNG is a PNG of chunks: nobody looks at its picture here.
func PNG(chunks ...[]byte) []byte {
	return Concat([]byte("\x89PNG\r\n\x1a\n"), bytes.Join(chunks, nil), chunk("IEND", ""))
}

func chunk(kind, text string) []byte {
	out := binary.BigEndian.AppendUint32(nil, uint32(len(text)))
	out = append(append(out, kind...), text...)
	return binary.BigEndian.AppendUint32(out, crc32.ChecksumIEEE(out[4:]))
}

func rawProfile(kind string, data []byte) []byte {
	return chunk("tEXt", fmt.Sprintf("Raw profile type %s\x00\n%s\n%8d\n%s\n", kind, kind, len(data), hex.EncodeToString(data)))
}

func pngXMP(text string) []byte { return chunk("iTXt", "XML:com.adobe.xmp\x00\x00\x00\x00\x00"+text) }

// HidingPlaces are photos that hold the keyword Oma where other programs show it, and Hund beside
// it.
func HidingPlaces(t testing.TB) map[string][]byte {
	picture := JPEG(t)
	jpegOf := func(xmp string) []byte { return WithSegments(picture, XMPSegment(Packet(xmp))) }
	packet := Packet(Description(Bag("dc:subject", "Hund", "Oma")))
	stream := Concat(Dataset(2, 25, "Hund"), Dataset(2, 25, "Oma"))
	long := Concat(UTF8Dataset(), Dataset(2, 25, "Hund"), Dataset(2, 25, strings.Repeat("ä", 31)+"x\xc3"), Dataset(2, 25, "Oma"))
	tree := `<rdf:Description rdf:about="" xmlns:lr="` + nsLightroom + `">` + Bag("lr:hierarchicalSubject", "Hund", "Familie|Oma") + `</rdf:Description>`
	return map[string][]byte{
		"lists.jpg":             WithSegments(picture, IRBSegment(IPTCBlock(stream)), XMPSegment(packet)),
		"IPTC alone.jpg":        WithSegments(picture, IRBSegment(IPTCBlock(stream))),
		"tree alone.jpg":        jpegOf(tree),
		"attribute.jpg":         jpegOf(strings.Replace(Description(Bag("dc:subject", "Hund")), `about=""`, `about="" dc:subject="Oma"`, 1)),
		"two lists.jpg":         jpegOf(Description(Bag("dc:subject", "Hund")) + Description(Bag("dc:subject", "Oma"))),
		"two rdf.jpg":           WithSegments(picture, XMPSegment(strings.Replace(packet, "</x:xmpmeta>", `<rdf:RDF xmlns:rdf="`+nsRDF+`">`+Description(Bag("dc:subject", "Oma"))+`</rdf:RDF></x:xmpmeta>`, 1))),
		"resource.jpg":          jpegOf(Description(Bag("xmp:X", "y") + `<dc:subject rdf:parseType="Resource"><rdf:value>Oma</rdf:value></dc:subject>`)),
		"value.jpg":             jpegOf(Description(`<dc:subject><rdf:Bag><rdf:li>Hund</rdf:li><rdf:li rdf:parseType="Resource"><rdf:value>Oma</rdf:value><xmp:Label>x</xmp:Label></rdf:li></rdf:Bag></dc:subject>`)),
		"value attribute.jpg":   jpegOf(Description(`<dc:subject><rdf:Bag><rdf:li>Hund</rdf:li><rdf:li><rdf:Description rdf:value="Oma" xmp:Label="x"/></rdf:li></rdf:Bag></dc:subject>`)),
		"language.jpg":          jpegOf(Description(`<dc:subject><rdf:Alt><rdf:li xml:lang="de">Hund</rdf:li><rdf:li xml:lang="x-default">Oma</rdf:li></rdf:Alt></dc:subject>`)),
		"nested.jpg":            jpegOf(Description(`<dc:subject><rdf:Bag><rdf:li><rdf:Bag><rdf:li>Hund</rdf:li><rdf:li>Oma</rdf:li></rdf:Bag></rdf:li></rdf:Bag></dc:subject>`)),
		"numbered.jpg":          jpegOf(Description(`<dc:subject><rdf:Bag><rdf:_1>Hund</rdf:_1><rdf:_2>Oma</rdf:_2></rdf:Bag></dc:subject>`)),
		"no container.jpg":      jpegOf(Description(`<dc:subject><rdf:li>Hund</rdf:li><rdf:li>Oma</rdf:li></dc:subject>`)),
		"second packet.jpg":     WithSegments(picture, XMPSegment(Packet(Description(Bag("dc:subject", "Hund")))), XMPSegment(packet)),
		"extended.jpg":          WithSegments(picture, XMPSegment(Packet(Description(Bag("dc:subject", "Hund")))), Segment(markerAPP1, extendedHeader, strings.Repeat("0", 32), "\x00\x00\x01\x00\x00\x00\x00\x00", packet)),
		"second IPTC.jpg":       WithSegments(picture, IRBSegment(IPTCBlock(Dataset(2, 25, "Hund")), IPTCBlock(stream))),
		"Photoshop 2.5.jpg":     WithSegments(picture, Segment(markerAPP13, oldIRBHeader, "\x00\x00\x00\x00\x00\x00\x00\x00", string(IPTCBlock(stream)))),
		"IPTC in Exif.jpg":      WithSegments(picture, IRBSegment(IPTCBlock(Dataset(2, 25, "Hund"))), Segment(markerAPP1, exifHeader, "\x00", string(TIFF(Value{Tag: tagIPTC, Kind: kindUndefined, Value: string(stream)})))),
		"AFCP.jpg":              withAFCP(WithSegments(picture, XMPSegment(Packet(Description(Bag("dc:subject", "Hund"))))), stream),
		"signed.jpg":            WithSegments(picture, IRBSegment(IPTCBlock(stream)), Segment(markerAPP11, "JP....c2pa")),
		"cut word.jpg":          WithSegments(picture, IRBSegment(IPTCBlock(long))),
		"unknown set.jpg":       WithSegments(picture, IRBSegment(IPTCBlock(Dataset(1, 90, "\x1b$B"), stream))),
		"two that differ.tif":   TIFF(Value{Tag: tagPhotoshop, Kind: kindByte, Value: string(IPTCBlock(stream))}, Value{Tag: tagIPTC, Kind: kindUndefined, Value: string(Dataset(2, 25, "Hund"))}),
		"twice.tif":             TIFF(Value{Tag: tagXMP, Kind: kindByte, Value: Packet(Description(Bag("dc:subject", "Hund")))}, Value{Tag: tagXMP, Kind: kindByte, Value: packet}),
		"camera.dng":            TIFF(Value{Tag: tagXMP, Kind: kindByte, Value: packet}),
		"camera.nef":            TIFF(Value{Tag: tagXMP, Kind: kindByte, Value: packet}),
		"camera.raf":            rafWith(WithSegments(picture, XMPSegment(packet))),
		"packet.png":            PNG(pngXMP(packet)),
		"second.png":            PNG(pngXMP(Packet(Description(Bag("dc:subject", "Hund")))), pngXMP(packet)),
		"profile of IPTC.png":   PNG(rawProfile("iptc", IPTCBlock(stream))),
		"profile of stream.png": PNG(rawProfile("iptc", stream)),
		"profile of XMP.png":    PNG(rawProfile("xmp", []byte(packet))),
		"profile of APP1.png":   PNG(rawProfile("APP1", []byte(xmpHeader+packet))),
		"Exif.png":              PNG(chunk("eXIf", string(TIFF(Value{Tag: tagXMP, Kind: kindByte, Value: packet})))),
		"packet.webp":           Concat([]byte("RIFF\x00\x00\x00\x00WEBP"), riffChunk("XMP ", packet)),
		"Exif.webp":             Concat([]byte("RIFF\x00\x00\x00\x00WEBP"), riffChunk("EXIF", string(TIFF(Value{Tag: tagXMP, Kind: kindByte, Value: packet})))),
		"packet.gif":            Concat([]byte("GIF89a"), []byte("\x21\xff\x0bXMP DataXMP"+packet+"\x01\xff\xfe\xfd")),
		"resources.psd":         psdWith(IPTCBlock(stream)),
		"packet.psd":            psdWith(Resource(nil, 0x0424, []byte(packet))),
	}
}

// withAFCP puts a trailer with IPTC behind a photo.
func withAFCP(photo, stream []byte) []byte {
	at := uint32(len(photo))
	dir := append([]byte("AXS!\x00\x01\x00\x01\x00\x00\x00\x00IPTC"), binary.BigEndian.AppendUint32(nil, uint32(len(stream)))...)
	dir = binary.BigEndian.AppendUint32(dir, at+24)
	tail := append(binary.BigEndian.AppendUint32([]byte("AXS!"), at), 0, 0, 0, 0)
	return Concat(photo, dir, stream, tail)
}

func riffChunk(kind, text string) []byte {
	out := binary.LittleEndian.AppendUint32([]byte(kind), uint32(len(text)))
	return append(append(out, text...), make([]byte, len(text)%2)...)
}

func rafWith(preview []byte) []byte {
	head := make([]byte, 160)
	copy(head, "FUJIFILMCCD-RAW 0201")
	binary.BigEndian.PutUint32(head[84:], 160)
	binary.BigEndian.PutUint32(head[88:], uint32(len(preview)))
	return append(head, preview...)
}

func psdWith(resources []byte) []byte {
	out := append([]byte("8BPS"), make([]byte, 26)...)
	out = binary.BigEndian.AppendUint32(out, uint32(len(resources)))
	return append(append(out, resources...), 0, 0, 0, 0)
}
