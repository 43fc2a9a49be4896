package metadata

import (
	"bytes"
	"compress/zlib"
	"encoding/binary"
	"slices"
	"strings"
	"testing"
)

// hostile are files of strangers that once cost minutes or gigabytes, each by its generator.
var hostile = map[string]func(t testing.TB) []byte{
	"resources.jpg": func(t testing.TB) []byte { // each was looked at with all the zeros behind it
		return withSegments(testPicture(t), cutIntoSegments(myMarkerAPP13, myIrbHeader, manyResources(4<<20))...)
	},
	"resources.tif": func(testing.TB) []byte {
		return testTIFF(tiffValue{tag: myTagPhotoshop, kind: myKindByte, value: string(manyResources(20 << 20))})
	},
	"segments.jpg": func(t testing.TB) []byte {
		return slicesOf(testPicture(t)[:2], bytes.Repeat([]byte{0xFF, 0xE5, 0, 2}, 38<<20/4), testPicture(t)[2:])
	},
	"packets.jpg": func(t testing.TB) []byte {
		return withSegments(testPicture(t), slices.Repeat([][]byte{xmpSegment(`<rdf:RDF xmlns:rdf="` + myNsRDF + `">` + strings.Repeat("<a/>", 16000) + `</rdf:RDF>`)}, 600)...)
	},
	"extended.jpg": func(t testing.TB) []byte {
		text := packetOf(description(bag("dc:subject", "a")) + strings.Repeat("<a/>", 10<<20))
		return withSegments(testPicture(t), cutIntoSegments(myMarkerAPP1, myExtendedHeader+strings.Repeat("0", 40), []byte(text))...)
	},
	"exif.jpg": func(t testing.TB) []byte { // what may be a directory is looked for at each byte
		fields := make([]byte, 0, 60000)
		for i := range 4900 {
			fields = append(fields, field(uint16(i%500), 3, 1, 0)...)
		}
		block := segmentOf(myMarkerAPP1, myExifHeader, "\x00II*\x00\x08\x00\x00\x00\x00\x00\x00\x00\x00\x00", string(fields))
		return slicesOf(withSegments(testPicture(t), slices.Repeat([][]byte{block}, 400)...), []byte("behind"))
	},
	"pieces.jpg": func(t testing.TB) []byte { // as many segments of resources as there are keywords in them
		block := iptcBlock(bytes.Repeat(set(2, 25, "k"), 60000))
		var segments [][]byte
		for part := range slices.Chunk(block, 24) {
			segments = append(segments, segmentOf(myMarkerAPP13, myIrbHeader, string(part)))
		}
		return withSegments(testPicture(t), segments...)
	},
	"packet.tif": func(testing.TB) []byte {
		return testTIFF(tiffValue{tag: myTagXMP, kind: myKindByte, value: packetOf(strings.Repeat("<a/>", 20<<20))})
	},
	"twice.tif": func(testing.TB) []byte { return tiffWithTwins(4000, bytes.Repeat(set(2, 25, "k"), 10000)) },
	"directories.tif": func(testing.TB) []byte { // each begins two bytes behind the one before
		data := append([]byte("II*\x00\x08\x00\x00\x00"), bytes.Repeat([]byte{0xFF, 0xFF}, 1<<20)...)
		return append(data, make([]byte, 1<<16)...)
	},
	"thumbs.heic": func(testing.TB) []byte { return heicOf(28000, 2, 14000) },
	"uses.heic":   func(testing.TB) []byte { return heicOf(60, 200, 255) },
	"mime.heic":   heicOfText,
	"bombs.png":   pngOfBombs,
	"attributes.xmp": func(testing.TB) []byte {
		return []byte(`<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="` + myNsRDF + `"><rdf:Description` + strings.Repeat(" a=''", 3<<20) + `/></rdf:RDF></x:xmpmeta>`)
	},
	"depth.xmp":   func(testing.TB) []byte { return []byte(strings.Repeat("<a>", 5<<20)) },
	"slashes.xmp": func(testing.TB) []byte { return []byte(strings.Repeat("</a:b/c ", 2<<20)) },
	"entities.xmp": func(testing.TB) []byte {
		return []byte(`<!DOCTYPE x [<!ENTITY a "` + strings.Repeat("b", 1<<20) + `">]><x>` + strings.Repeat("&a;", 1<<20) + `</x>`)
	},
	"elements.xmp": func(testing.TB) []byte { return []byte(packetOf(description(strings.Repeat("<dc:a/>", 2<<20)))) },
	"wide.xmp": func(testing.TB) []byte { // UTF-16 with as many keywords as fit
		text := strings.TrimPrefix(packetOf(description(bag("dc:subject", slices.Repeat([]string{"x", "y"}, 30000)...))), "\uFEFF")
		return myUtf16le("\uFEFF" + text)
	},
}

// manyResources is a block of empty image resources, with zeros behind them.
func manyResources(size int) []byte {
	return append(bytes.Repeat([]byte("8BIM\x10\x00\x00\x00\x00\x00\x00\x00"), myMaxResources-1), make([]byte, size-12*myMaxResources)...)
}

func cutIntoSegments(marker byte, header string, data []byte) [][]byte {
	var segments [][]byte
	for part := range slices.Chunk(data, myMaxPayload-len(header)) {
		segments = append(segments, segmentOf(marker, header, string(part)))
	}
	return segments
}

// tiffWithTwins has one value under the same tag many times.
func tiffWithTwins(count int, value []byte) []byte {
	at := uint32(8 + 2 + 12*count + 4)
	fields := slices.Repeat([][]byte{field(myTagIPTC, myKindUndefined, uint32(len(value)), at)}, count)
	return slicesOf([]byte("II*\x00\x08\x00\x00\x00"), directory(fields...), value)
}

func boxOf(kind string, parts ...[]byte) []byte {
	body := bytes.Join(parts, nil)
	return slicesOf(binary.BigEndian.AppendUint32(nil, uint32(8+len(body))), []byte(kind), body)
}

// heicOf has so many thumbnails of the primary picture, and myItems with so many properties each.
func heicOf(thumbs, myItems, uses int) []byte {
	iref := binary.BigEndian.AppendUint16(nil, 2)
	iref = binary.BigEndian.AppendUint16(iref, uint16(thumbs))
	iref = append(iref, bytes.Repeat([]byte{0, 1}, thumbs)...) // of the primary item, by item 2
	ipma := binary.BigEndian.AppendUint32(make([]byte, 4), uint32(myItems*((uses+254)/255)))
	for item := range myItems {
		for left := uses; left > 0; left -= 255 {
			n := min(left, 255)
			ipma = append(binary.BigEndian.AppendUint16(ipma, uint16(item+1)), byte(n))
			ipma = append(ipma, bytes.Repeat([]byte{1}, n)...)
		}
	}
	ispe := boxOf("ispe", []byte{0, 0, 0, 0, 0, 0, 16, 0, 0, 0, 16, 0})
	meta := boxOf("meta", make([]byte, 4), boxOf("pitm", []byte{0, 0, 0, 0, 0, 1}),
		boxOf("iref", make([]byte, 4), boxOf("thmb", iref)), boxOf("iprp", boxOf("ipco", ispe), boxOf("ipma", ipma)))
	return slicesOf(boxOf("ftyp", []byte("heic\x00\x00\x00\x00heic")), meta)
}

// heicOfText has many myItems that are text, each of them the whole file.
func heicOfText(testing.TB) []byte {
	const myItems = 4000
	iinf, iloc := make([]byte, 6), append([]byte{0, 0, 0, 0, 0x44, 0}, byte(myItems>>8), byte(myItems&0xFF))
	for i := range myItems {
		id := []byte{byte(i >> 8), byte(i)}
		iinf = append(iinf, boxOf("infe", []byte{2, 0, 0, 0}, id, []byte{0, 0}, []byte("mime\x00"))...)
		iloc = append(append(iloc, id...), 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0)
	}
	return slicesOf(boxOf("ftyp", []byte("heic\x00\x00\x00\x00heic")), boxOf("meta", make([]byte, 4), boxOf("iinf", iinf), boxOf("iloc", iloc)), make([]byte, 4<<20))
}

// pngOfBombs has many texts that unpack to much, and are damaged in the end.
func pngOfBombs(t testing.TB) []byte {
	bomb := deflated(t, make([]byte, 16<<20))
	bomb = bomb[:len(bomb)-4]
	return pngOf(slices.Repeat([][]byte{chunk("zTXt", "Raw profile type xmp\x00\x00"+string(bomb))}, 200)...)
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
