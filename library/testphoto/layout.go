package testphoto

import (
	"bytes"
	"strings"
	"testing"
)

// Layouts are JPEGs whose keywords can be edited, by what is special about them.
func Layouts(t testing.TB) map[string][]byte {
	picture := JPEG(t)
	packet := Packet(Description(`<dc:creator>me</dc:creator>` + Bag("dc:subject", "old")))
	iptc := IPTCBlock(UTF8Dataset(), Dataset(2, 5, "title"), Dataset(2, 25, "old"))
	other := Resource(nil, 0x03ED, []byte("resolution"))
	exif := ExifSegment("", Field(0x112, 3, 1, 6))
	long := Resource(nil, 0x0FA0, bytes.Repeat([]byte("x"), maxPayload-200))
	return map[string][]byte{
		"bare":                  picture,
		"JFIF and Exif":         WithSegments(picture, JFIF(), exif),
		"IPTC and XMP":          WithSegments(picture, exif, IRBSegment(other, iptc), XMPSegment(packet)),
		"IPTC only":             WithSegments(picture, IRBSegment(iptc, other)),
		"XMP only":              WithSegments(picture, JFIF(), XMPSegment(packet)),
		"XMP without padding":   WithSegments(picture, XMPSegment(strings.ReplaceAll(packet, "  ", ""))),
		"Exif after a comment":  WithSegments(picture, Segment(0xfe, "hi"), exif, Segment(markerAPP2, "ICC_PROFILE\x00")),
		"fill bytes":            WithSegments(picture, []byte{0xFF, 0xFF}, exif, []byte{0xFF, markerTEM}),
		"a resource that spans": WithSegments(picture, Segment(markerAPP13, irbHeader, string(Concat(other, iptc)[:20])), Segment(markerAPP13, irbHeader, string(Concat(other, iptc)[20:]))),
		"a full segment":        WithSegments(picture, IRBSegment(iptc, long), Segment(markerAPP13, "Adobe_CM\x00")),
		"a spoiled XMP header":  WithSegments(picture, JFIF(), Segment(markerAPP1, "XMP\x00"+xmpHeader[4:], packet)),
		"a spoiled XMP header, no packet": WithSegments(picture, Segment(markerAPP1, "XMP\x00"+xmpHeader[4:],
			`<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="`+nsRDF+`"/></x:xmpmeta>`)),
		"a trailer":        Concat(WithSegments(picture, exif), []byte("video")),
		"a long thumbnail": WithSegments(picture, IRBSegment(other), XMPSegment(packet), Segment(0xEC, "Ducky")),
	}
}
