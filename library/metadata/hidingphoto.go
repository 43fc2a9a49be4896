package metadata

import (
	"bytes"
	"encoding/binary"
	"encoding/hex"
	"fmt"
	"hash/crc32"
	"strings"
	"testing"
)

// pngOf is a PNG of chunks: nobody looks at its picture here.
func pngOf(chunks ...[]byte) []byte {
	return slicesOf([]byte("\x89PNG\r\n\x1a\n"), bytes.Join(chunks, nil), chunk("IEND", ""))
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

// hidingPlaces are photos that hold the keyword Oma where other programs show it, and Hund beside it.
func hidingPlaces(t testing.TB) map[string][]byte {
	picture := testPicture(t)
	jpegOf := func(xmp string) []byte { return withSegments(picture, xmpSegment(packetOf(xmp))) }
	packet := packetOf(description(bag("dc:subject", "Hund", "Oma")))
	stream := slicesOf(set(2, 25, "Hund"), set(2, 25, "Oma"))
	long := slicesOf(utf8Set(), set(2, 25, "Hund"), set(2, 25, strings.Repeat("ä", 31)+"x\xc3"), set(2, 25, "Oma"))
	tree := `<rdf:Description rdf:about="" xmlns:lr="` + myNsLightroom + `">` + bag("lr:hierarchicalSubject", "Hund", "Familie|Oma") + `</rdf:Description>`
	return map[string][]byte{
		"lists.jpg":             withSegments(picture, irbSegment(iptcBlock(stream)), xmpSegment(packet)),
		"IPTC alone.jpg":        withSegments(picture, irbSegment(iptcBlock(stream))),
		"tree alone.jpg":        jpegOf(tree),
		"attribute.jpg":         jpegOf(strings.Replace(description(bag("dc:subject", "Hund")), `about=""`, `about="" dc:subject="Oma"`, 1)),
		"two lists.jpg":         jpegOf(description(bag("dc:subject", "Hund")) + description(bag("dc:subject", "Oma"))),
		"two rdf.jpg":           withSegments(picture, xmpSegment(strings.Replace(packet, "</x:xmpmeta>", `<rdf:RDF xmlns:rdf="`+myNsRDF+`">`+description(bag("dc:subject", "Oma"))+`</rdf:RDF></x:xmpmeta>`, 1))),
		"resource.jpg":          jpegOf(description(bag("xmp:X", "y") + `<dc:subject rdf:parseType="Resource"><rdf:value>Oma</rdf:value></dc:subject>`)),
		"value.jpg":             jpegOf(description(`<dc:subject><rdf:Bag><rdf:li>Hund</rdf:li><rdf:li rdf:parseType="Resource"><rdf:value>Oma</rdf:value><xmp:Label>x</xmp:Label></rdf:li></rdf:Bag></dc:subject>`)),
		"value attribute.jpg":   jpegOf(description(`<dc:subject><rdf:Bag><rdf:li>Hund</rdf:li><rdf:li><rdf:Description rdf:value="Oma" xmp:Label="x"/></rdf:li></rdf:Bag></dc:subject>`)),
		"language.jpg":          jpegOf(description(`<dc:subject><rdf:Alt><rdf:li xml:lang="de">Hund</rdf:li><rdf:li xml:lang="x-default">Oma</rdf:li></rdf:Alt></dc:subject>`)),
		"nested.jpg":            jpegOf(description(`<dc:subject><rdf:Bag><rdf:li><rdf:Bag><rdf:li>Hund</rdf:li><rdf:li>Oma</rdf:li></rdf:Bag></rdf:li></rdf:Bag></dc:subject>`)),
		"numbered.jpg":          jpegOf(description(`<dc:subject><rdf:Bag><rdf:_1>Hund</rdf:_1><rdf:_2>Oma</rdf:_2></rdf:Bag></dc:subject>`)),
		"no container.jpg":      jpegOf(description(`<dc:subject><rdf:li>Hund</rdf:li><rdf:li>Oma</rdf:li></dc:subject>`)),
		"second packet.jpg":     withSegments(picture, xmpSegment(packetOf(description(bag("dc:subject", "Hund")))), xmpSegment(packet)),
		"extended.jpg":          withSegments(picture, xmpSegment(packetOf(description(bag("dc:subject", "Hund")))), segmentOf(myMarkerAPP1, myExtendedHeader, strings.Repeat("0", 32), "\x00\x00\x01\x00\x00\x00\x00\x00", packet)),
		"second IPTC.jpg":       withSegments(picture, irbSegment(iptcBlock(set(2, 25, "Hund")), iptcBlock(stream))),
		"Photoshop 2.5.jpg":     withSegments(picture, segmentOf(myMarkerAPP13, myOldIRBHeader, "\x00\x00\x00\x00\x00\x00\x00\x00", string(iptcBlock(stream)))),
		"IPTC in Exif.jpg":      withSegments(picture, irbSegment(iptcBlock(set(2, 25, "Hund"))), segmentOf(myMarkerAPP1, myExifHeader, "\x00", string(testTIFF(tiffValue{tag: myTagIPTC, kind: myKindUndefined, value: string(stream)})))),
		"AFCP.jpg":              withAFCP(withSegments(picture, xmpSegment(packetOf(description(bag("dc:subject", "Hund"))))), stream),
		"signed.jpg":            withSegments(picture, irbSegment(iptcBlock(stream)), segmentOf(myMarkerAPP11, "JP....c2pa")),
		"cut word.jpg":          withSegments(picture, irbSegment(iptcBlock(long))),
		"unknown set.jpg":       withSegments(picture, irbSegment(iptcBlock(set(1, 90, "\x1b$B"), stream))),
		"two that differ.tif":   testTIFF(tiffValue{tag: myTagPhotoshop, kind: myKindByte, value: string(iptcBlock(stream))}, tiffValue{tag: myTagIPTC, kind: myKindUndefined, value: string(set(2, 25, "Hund"))}),
		"twice.tif":             testTIFF(tiffValue{tag: myTagXMP, kind: myKindByte, value: packetOf(description(bag("dc:subject", "Hund")))}, tiffValue{tag: myTagXMP, kind: myKindByte, value: packet}),
		"camera.dng":            testTIFF(tiffValue{tag: myTagXMP, kind: myKindByte, value: packet}),
		"camera.nef":            testTIFF(tiffValue{tag: myTagXMP, kind: myKindByte, value: packet}),
		"camera.raf":            rafWith(withSegments(picture, xmpSegment(packet))),
		"packet.png":            pngOf(pngXMP(packet)),
		"second.png":            pngOf(pngXMP(packetOf(description(bag("dc:subject", "Hund")))), pngXMP(packet)),
		"profile of IPTC.png":   pngOf(rawProfile("iptc", iptcBlock(stream))),
		"profile of stream.png": pngOf(rawProfile("iptc", stream)),
		"profile of XMP.png":    pngOf(rawProfile("xmp", []byte(packet))),
		"profile of APP1.png":   pngOf(rawProfile("APP1", []byte(myXmpHeader+packet))),
		"Exif.png":              pngOf(chunk("eXIf", string(testTIFF(tiffValue{tag: myTagXMP, kind: myKindByte, value: packet})))),
		"packet.webp":           slicesOf([]byte("RIFF\x00\x00\x00\x00WEBP"), riffChunk("XMP ", packet)),
		"Exif.webp":             slicesOf([]byte("RIFF\x00\x00\x00\x00WEBP"), riffChunk("EXIF", string(testTIFF(tiffValue{tag: myTagXMP, kind: myKindByte, value: packet})))),
		"packet.gif":            slicesOf([]byte("GIF89a"), []byte("\x21\xff\x0bXMP DataXMP"+packet+"\x01\xff\xfe\xfd")),
		"resources.psd":         psdWith(iptcBlock(stream)),
		"packet.psd":            psdWith(myAppendResource(nil, 0x0424, []byte(packet))),
	}
}

// withAFCP puts a trailer with IPTC behind a photo.
func withAFCP(photo, stream []byte) []byte {
	at := uint32(len(photo))
	dir := append([]byte("AXS!\x00\x01\x00\x01\x00\x00\x00\x00IPTC"), binary.BigEndian.AppendUint32(nil, uint32(len(stream)))...)
	dir = binary.BigEndian.AppendUint32(dir, at+24)
	tail := append(binary.BigEndian.AppendUint32([]byte("AXS!"), at), 0, 0, 0, 0)
	return slicesOf(photo, dir, stream, tail)
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
