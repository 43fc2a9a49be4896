package metadata

import (
	"bytes"
	"strings"
	"testing"
)

// layouts are JPEGs whose keywords can be edited, by what is special about them.
func layouts(t testing.TB) map[string][]byte {
	picture := testPicture(t)
	packet := packetOf(description(`<dc:creator>me</dc:creator>` + bag("dc:subject", "old")))
	iptc := iptcBlock(utf8Set(), set(2, 5, "title"), set(2, 25, "old"))
	other := myAppendResource(nil, 0x03ED, []byte("resolution"))
	exif := exifSegment("", field(0x112, 3, 1, 6))
	long := myAppendResource(nil, 0x0FA0, bytes.Repeat([]byte("x"), myMaxPayload-200))
	return map[string][]byte{
		"bare":                  picture,
		"JFIF and Exif":         withSegments(picture, jfif(), exif),
		"IPTC and XMP":          withSegments(picture, exif, irbSegment(other, iptc), xmpSegment(packet)),
		"IPTC only":             withSegments(picture, irbSegment(iptc, other)),
		"XMP only":              withSegments(picture, jfif(), xmpSegment(packet)),
		"XMP without padding":   withSegments(picture, xmpSegment(strings.ReplaceAll(packet, "  ", ""))),
		"Exif after a comment":  withSegments(picture, segmentOf(0xfe, "hi"), exif, segmentOf(myMarkerAPP2, "ICC_PROFILE\x00")),
		"fill bytes":            withSegments(picture, []byte{0xFF, 0xFF}, exif, []byte{0xFF, myMarkerTEM}),
		"a resource that spans": withSegments(picture, segmentOf(myMarkerAPP13, myIrbHeader, string(slicesOf(other, iptc)[:20])), segmentOf(myMarkerAPP13, myIrbHeader, string(slicesOf(other, iptc)[20:]))),
		"a full segment":        withSegments(picture, irbSegment(iptc, long), segmentOf(myMarkerAPP13, "Adobe_CM\x00")),
		"a spoiled XMP header":  withSegments(picture, jfif(), segmentOf(myMarkerAPP1, "XMP\x00"+myXmpHeader[4:], packet)),
		"a spoiled XMP header, no packet": withSegments(picture, segmentOf(myMarkerAPP1, "XMP\x00"+myXmpHeader[4:],
			`<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="`+myNsRDF+`"/></x:xmpmeta>`)),
		"a trailer":        slicesOf(withSegments(picture, exif), []byte("video")),
		"a long thumbnail": withSegments(picture, irbSegment(other), xmpSegment(packet), segmentOf(0xEC, "Ducky")),
	}
}
