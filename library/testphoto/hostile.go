package testphoto

import (
	"bytes"
	"compress/zlib"
	"encoding/binary"
	"slices"
	"strings"
	"testing"
)

// Hostile are files of strangers that once cost minutes or gigabytes, each by its generator.
var Hostile = map[string]func(t testing.TB) []byte{
	"resources.jpg": func(t testing.TB) []byte { // each was looked at with all the zeros behind it
		return WithSegments(JPEG(t), cutIntoSegments(markerAPP13, irbHeader, manyResources(4<<20))...)
	},
	"resources.tif": func(testing.TB) []byte {
		return TIFF(Value{Tag: tagPhotoshop, Kind: kindByte, Value: string(manyResources(20 << 20))})
	},
	"segments.jpg": func(t testing.TB) []byte {
		return Concat(JPEG(t)[:2], bytes.Repeat([]byte{0xFF, 0xE5, 0, 2}, 38<<20/4), JPEG(t)[2:])
	},
	"packets.jpg": func(t testing.TB) []byte {
		return WithSegments(JPEG(t), slices.Repeat([][]byte{XMPSegment(`<rdf:RDF xmlns:rdf="` + nsRDF + `">` + strings.Repeat("<a/>", 16000) + `</rdf:RDF>`)}, 600)...)
	},
	"extended.jpg": func(t testing.TB) []byte {
		text := Packet(Description(Bag("dc:subject", "a")) + strings.Repeat("<a/>", 10<<20))
		return WithSegments(JPEG(t), cutIntoSegments(markerAPP1, extendedHeader+strings.Repeat("0", 40), []byte(text))...)
	},
	"exif.jpg": func(t testing.TB) []byte { // what may be a directory is looked for at each byte
		fields := make([]byte, 0, 60000)
		for i := range 4900 {
			fields = append(fields, Field(uint16(i%500), 3, 1, 0)...)
		}
		block := Segment(markerAPP1, exifHeader, "\x00II*\x00\x08\x00\x00\x00\x00\x00\x00\x00\x00\x00", string(fields))
		return Concat(WithSegments(JPEG(t), slices.Repeat([][]byte{block}, 400)...), []byte("behind"))
	},
	"pieces.jpg": func(t testing.TB) []byte { // as many segments of resources as there are keywords in them
		block := IPTCBlock(bytes.Repeat(Dataset(2, 25, "k"), 60000))
		var segments [][]byte
		for part := range slices.Chunk(block, 24) {
			segments = append(segments, Segment(markerAPP13, irbHeader, string(part)))
		}
		return WithSegments(JPEG(t), segments...)
	},
	"packet.tif": func(testing.TB) []byte {
		return TIFF(Value{Tag: tagXMP, Kind: kindByte, Value: Packet(strings.Repeat("<a/>", 20<<20))})
	},
	"twice.tif": func(testing.TB) []byte { return tiffWithTwins(4000, bytes.Repeat(Dataset(2, 25, "k"), 10000)) },
	"directories.tif": func(testing.TB) []byte { // each begins two bytes behind the one before
		data := append([]byte("II*\x00\x08\x00\x00\x00"), bytes.Repeat([]byte{0xFF, 0xFF}, 1<<20)...)
		return append(data, make([]byte, 1<<16)...)
	},
	"thumbs.heic": func(testing.TB) []byte { return heicOf(28000, 2, 14000) },
	"uses.heic":   func(testing.TB) []byte { return heicOf(60, 200, 255) },
	"mime.heic":   heicOfText,
	"bombs.png":   pngOfBombs,
	"attributes.xmp": func(testing.TB) []byte {
		return []byte(`<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="` + nsRDF + `"><rdf:Description` + strings.Repeat(" a=''", 3<<20) + `/></rdf:RDF></x:xmpmeta>`)
	},
	"depth.xmp":   func(testing.TB) []byte { return []byte(strings.Repeat("<a>", 5<<20)) },
	"slashes.xmp": func(testing.TB) []byte { return []byte(strings.Repeat("</a:b/c ", 2<<20)) },
	"entities.xmp": func(testing.TB) []byte {
		return []byte(`<!DOCTYPE x [<!ENTITY a "` + strings.Repeat("b", 1<<20) + `">]><x>` + strings.Repeat("&a;", 1<<20) + `</x>`)
	},
	"elements.xmp": func(testing.TB) []byte { return []byte(Packet(Description(strings.Repeat("<dc:a/>", 2<<20)))) },
	"wide.xmp": func(testing.TB) []byte { // UTF-16 with as many keywords as fit
		text := strings.TrimPrefix(Packet(Description(Bag("dc:subject", slices.Repeat([]string{"x", "y"}, 30000)...))), "\uFEFF")
		return utf16le("\uFEFF" + text)
	},
}

// manyResources is a block of empty image resources, with zeros behind them.
func manyResources(size int) []byte {
	return append(bytes.Repeat([]byte("8BIM\x10\x00\x00\x00\x00\x00\x00\x00"), maxResources-1), make([]byte, size-12*maxResources)...)
}

func cutIntoSegments(marker byte, header string, data []byte) [][]byte {
	var segments [][]byte
	for part := range slices.Chunk(data, maxPayload-len(header)) {
		segments = append(segments, Segment(marker, header, string(part)))
	}
	return segments
}

// tiffWithTwins has one value under the same tag many times.
func tiffWithTwins(count int, value []byte) []byte {
	at := uint32(8 + 2 + 12*count + 4)
	fields := slices.Repeat([][]byte{Field(tagIPTC, kindUndefined, uint32(len(value)), at)}, count)
	return Concat([]byte("II*\x00\x08\x00\x00\x00"), Directory(fields...), value)
}

func boxOf(kind string, parts ...[]byte) []byte {
	body := bytes.Join(parts, nil)
	return Concat(binary.BigEndian.AppendUint32(nil, uint32(8+len(body))), []byte(kind), body)
}

// heicOf has so many thumbnails of the primary picture, and items with so many properties each.
func heicOf(thumbs, items, uses int) []byte {
	iref := binary.BigEndian.AppendUint16(nil, 2)
	iref = binary.BigEndian.AppendUint16(iref, uint16(thumbs))
	iref = append(iref, bytes.Repeat([]byte{0, 1}, thumbs)...) // of the primary item, by item 2
	ipma := binary.BigEndian.AppendUint32(make([]byte, 4), uint32(items*((uses+254)/255)))
	for item := range items {
		for left := uses; left > 0; left -= 255 {
			n := min(left, 255)
			ipma = append(binary.BigEndian.AppendUint16(ipma, uint16(item+1)), byte(n))
			ipma = append(ipma, bytes.Repeat([]byte{1}, n)...)
		}
	}
	ispe := boxOf("ispe", []byte{0, 0, 0, 0, 0, 0, 16, 0, 0, 0, 16, 0})
	meta := boxOf("meta", make([]byte, 4), boxOf("pitm", []byte{0, 0, 0, 0, 0, 1}),
		boxOf("iref", make([]byte, 4), boxOf("thmb", iref)), boxOf("iprp", boxOf("ipco", ispe), boxOf("ipma", ipma)))
	return Concat(boxOf("ftyp", []byte("heic\x00\x00\x00\x00heic")), meta)
}

// heicOfText has many items that are text, each of them the whole file.
func heicOfText(testing.TB) []byte {
	const items = 4000
	iinf, iloc := make([]byte, 6), append([]byte{0, 0, 0, 0, 0x44, 0}, byte(items>>8), byte(items&0xFF))
	for i := range items {
		id := []byte{byte(i >> 8), byte(i)}
		iinf = append(iinf, boxOf("infe", []byte{2, 0, 0, 0}, id, []byte{0, 0}, []byte("mime\x00"))...)
		iloc = append(append(iloc, id...), 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0)
	}
	return Concat(boxOf("ftyp", []byte("heic\x00\x00\x00\x00heic")), boxOf("meta", make([]byte, 4), boxOf("iinf", iinf), boxOf("iloc", iloc)), make([]byte, 4<<20))
}

// pngOfBombs has many texts that unpack to much, and are damaged in the end.
func pngOfBombs(t testing.TB) []byte {
	bomb := deflated(t, make([]byte, 16<<20))
	bomb = bomb[:len(bomb)-4]
	return PNG(slices.Repeat([][]byte{chunk("zTXt", "Raw profile type xmp\x00\x00"+string(bomb))}, 200)...)
}

func deflated(t testing.TB, data []byte) []byte {
	var b bytes.Buffer
	w := zlib.NewWriter(&b)
	if _, err := w.Write(data); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}
