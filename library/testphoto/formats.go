package testphoto

import (
	"encoding/binary"
	"encoding/xml"
	"strings"
	"unicode/utf16"
)

// What follows stands in the specifications, and here a second time, so that the tests do not
// believe the code.
const (
	markerTEM      = 0x01
	markerAPP0     = 0xE0
	markerAPP1     = 0xE1
	markerAPP2     = 0xE2
	markerAPP11    = 0xEB
	markerAPP13    = 0xED
	exifHeader     = "Exif\x00"
	xmpHeader      = "http://ns.adobe.com/xap/1.0/\x00"
	extendedHeader = "http://ns.adobe.com/xmp/extension/\x00"
	irbHeader      = "Photoshop 3.0\x00"
	oldIRBHeader   = "Adobe_Photoshop2.5:"
	maxPayload     = 0xFFFF - 2 // bytes of one segment
	maxResources   = 1 << 14    // that are read of a block
	iptcResource   = 0x0404
	envelope       = 1
	charsetSet     = 90
	utf8Escape     = "\x1b%G"
	tagXMP         = 700
	tagIPTC        = 33723
	tagPhotoshop   = 34377
	kindByte       = 1
	kindLong       = 4
	kindUndefined  = 7
	nsRDF          = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
	nsDC           = "http://purl.org/dc/elements/1.1/"
	nsXMP          = "http://ns.adobe.com/xap/1.0/"
	nsLightroom    = "http://ns.adobe.com/lightroom/1.0/"
)

// typeSize is the size in bytes of a value of the TIFF field types that are used here.
var typeSize = map[uint16]uint64{1: 1, 2: 1, 3: 2, 4: 4, 7: 1}

func appendSegment(out []byte, marker byte, payload []byte) []byte {
	out = append(out, 0xFF, marker)
	out = binary.BigEndian.AppendUint16(out, uint16(len(payload)+2))
	return append(out, payload...)
}

// Resource appends an image resource of Photoshop.
func Resource(out []byte, id uint16, value []byte) []byte {
	out = append(out, "8BIM"...)
	out = binary.BigEndian.AppendUint16(out, id)
	out = append(out, 0, 0)
	out = binary.BigEndian.AppendUint32(out, uint32(len(value)))
	out = append(out, value...)
	return append(out, make([]byte, len(value)%2)...)
}

func appendDataset(out []byte, record, number byte, value []byte) []byte {
	out = append(out, 0x1C, record, number)
	out = binary.BigEndian.AppendUint16(out, uint16(len(value)))
	return append(out, value...)
}

func items(li, space string, words []string) string {
	var b strings.Builder
	for _, word := range words {
		b.WriteString(space + "<" + li + ">")
		_ = xml.EscapeText(&b, []byte(word)) // a strings.Builder never fails
		b.WriteString("</" + li + ">")
	}
	return b.String()
}

func utf16le(text string) []byte {
	var out []byte
	for _, unit := range utf16.Encode([]rune(text)) {
		out = binary.LittleEndian.AppendUint16(out, unit)
	}
	return out
}
