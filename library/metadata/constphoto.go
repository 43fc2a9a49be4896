package metadata

import (
	"encoding/binary"
	"encoding/xml"
	"strings"
	"unicode/utf16"
)

// What follows stands in the specifications, and here a second time, so that the tests do not believe the code.
const (
	myMarkerTEM      = 0x01
	myMarkerAPP0     = 0xE0
	myMarkerAPP1     = 0xE1
	myMarkerAPP2     = 0xE2
	myMarkerAPP11    = 0xEB
	myMarkerAPP13    = 0xED
	myExifHeader     = "Exif\x00"
	myXmpHeader      = "http://ns.adobe.com/xap/1.0/\x00"
	myExtendedHeader = "http://ns.adobe.com/xmp/extension/\x00"
	myIrbHeader      = "Photoshop 3.0\x00"
	myOldIRBHeader   = "Adobe_Photoshop2.5:"
	myMaxPayload     = 0xFFFF - 2 // bytes of one segment
	myMaxResources   = 1 << 14    // that are read of a block
	myIptcResource   = 0x0404
	myEnvelope       = 1
	myCharsetSet     = 90
	myUtf8Escape     = "\x1b%G"
	myTagXMP         = 700
	myTagIPTC        = 33723
	myTagPhotoshop   = 34377
	myKindByte       = 1
	myKindLong       = 4
	myKindUndefined  = 7
	myNsRDF          = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
	myNsDC           = "http://purl.org/dc/elements/1.1/"
	myNsXMP          = "http://ns.adobe.com/xap/1.0/"
	myNsLightroom    = "http://ns.adobe.com/lightroom/1.0/"
)

// myTypeSize is the size in bytes of a value of the TIFF field types that are used here.
var myTypeSize = map[uint16]uint64{1: 1, 2: 1, 3: 2, 4: 4, 7: 1}

func myAppendSegment(out []byte, marker byte, payload []byte) []byte {
	out = append(out, 0xFF, marker)
	out = binary.BigEndian.AppendUint16(out, uint16(len(payload)+2))
	return append(out, payload...)
}

func myAppendResource(out []byte, id uint16, value []byte) []byte {
	out = append(out, "8BIM"...)
	out = binary.BigEndian.AppendUint16(out, id)
	out = append(out, 0, 0)
	out = binary.BigEndian.AppendUint32(out, uint32(len(value)))
	out = append(out, value...)
	return append(out, make([]byte, len(value)%2)...)
}

func myAppendDataset(out []byte, record, number byte, value []byte) []byte {
	out = append(out, 0x1C, record, number)
	out = binary.BigEndian.AppendUint16(out, uint16(len(value)))
	return append(out, value...)
}

func myItems(li, space string, words []string) string {
	var b strings.Builder
	for _, word := range words {
		b.WriteString(space + "<" + li + ">")
		_ = xml.EscapeText(&b, []byte(word)) // a strings.Builder never fails
		b.WriteString("</" + li + ">")
	}
	return b.String()
}

func myUtf16le(text string) []byte {
	var out []byte
	for _, unit := range utf16.Encode([]rune(text)) {
		out = binary.LittleEndian.AppendUint16(out, unit)
	}
	return out
}
