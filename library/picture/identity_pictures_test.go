package picture

import (
	"bytes"
	"encoding/binary"
	"image/gif"
	"image/png"
	"slices"
	"strings"
	"testing"

	"golang.org/x/image/tiff"
)

func pictureEncoded(t testing.TB, encode func(*bytes.Buffer) error) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := encode(&b); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func picturePNG(t testing.TB, seed int) []byte {
	return pictureEncoded(t, func(b *bytes.Buffer) error { return png.Encode(b, pictureOf(seed)) })
}

// pngPart is a chunk; its checksum does not matter here.
func pngPart(kind string, payload []byte) []byte {
	b := binary.BigEndian.AppendUint32(nil, uint32(len(payload)))
	return append(append(append(b, kind...), payload...), 0, 0, 0, 0)
}

// pngAnew takes a PNG apart and writes it again with text, and IDAT cut small.
func pngAnew(data []byte) []byte {
	out := slices.Clone(data[:8])
	for kind, chunk := range PNGChunks(data) {
		if kind == "IDAT" {
			out = append(out, pngPart("iTXt", []byte("XML:com.adobe.xmp\x00"))...)
			for part := range slices.Chunk(chunk, 100) {
				out = append(out, pngPart(kind, part)...)
			}
			continue
		}
		out = append(out, pngPart(kind, chunk)...)
	}
	return append(out, "trailer"...)
}

func pictureGIF(t testing.TB, seed int) []byte {
	return pictureEncoded(t, func(b *bytes.Buffer) error {
		return gif.Encode(b, pictureOf(seed), &gif.Options{NumColors: 16})
	})
}

// gifAnew adds a comment and XMP behind the palette.
func gifAnew(data []byte) []byte {
	at := 13 + gifTable(data[10])
	extra := "\x21\xfe\x05hello\x00" + "\x21\xff\x0bXMP DataXMP\x03abc\x00"
	return slices.Concat([]byte("GIF87a"), data[6:at], []byte(extra), data[at:], []byte("trailer"))
}

func riffPart(kind, payload string) string {
	b := binary.LittleEndian.AppendUint32([]byte(kind), uint32(len(payload)))
	if len(payload)%2 == 1 {
		payload += "\x00"
	}
	return string(b) + payload
}

func riffOf(chunks ...string) []byte {
	body := "WEBP" + strings.Join(chunks, "")
	return append(binary.LittleEndian.AppendUint32([]byte("RIFF"), uint32(len(body))), body...)
}

func pictureTIFF(t testing.TB, seed int) []byte {
	return pictureEncoded(t, func(b *bytes.Buffer) error { return tiff.Encode(b, pictureOf(seed), nil) })
}

// tiffAnew writes a copy of the directory with an XMP tag behind the file, as
// programs do, and moves the picture's data.
func tiffAnew(t testing.TB, data []byte) []byte {
	t.Helper()
	order := binary.LittleEndian
	at := int(order.Uint32(data[4:]))
	count := int(order.Uint16(data[at:]))
	reader, dirs := readImageDirs(data)
	place, size := reader.number(dirs[0][tagStripOffsets]), reader.number(dirs[0][tagStripCounts])
	out := append(slices.Clone(data), data[place:place+size]...)
	for i := range size {
		out[place+i] = 0 // the old place is free
	}
	dir := len(out)
	out = order.AppendUint16(out, uint16(count+1))
	for i := range count {
		entry := slices.Clone(data[at+2+12*i:][:12])
		if order.Uint16(entry) == tagStripOffsets {
			order.PutUint32(entry[8:], uint32(len(data)))
		}
		out = append(out, entry...)
	}
	out = append(out, "\xbc\x02\x01\x00\x04\x00\x00\x00<x/>\x00\x00\x00\x00"...)
	order.PutUint32(out[4:], uint32(dir))
	return out
}

func mediaPart(kind, payload string) string {
	return string(binary.BigEndian.AppendUint32(nil, uint32(len(payload)+8))) + kind + payload
}

// pictureHEIF builds the boxes of a HEIC file with one picture item and one Exif
// item, which stands before the picture's data.
func pictureHEIF(exif, picture, properties, uses string) []byte {
	infe := func(id byte, kind string) string {
		return mediaPart("infe", "\x02\x00\x00\x00\x00"+string(id)+"\x00\x00"+kind+"\x00")
	}
	build := func(start uint32) string {
		place := func(id byte, at, size int) string {
			b := binary.BigEndian.AppendUint32([]byte{0, id, 0, 0, 0, 1}, start+uint32(at))
			return string(binary.BigEndian.AppendUint32(b, uint32(size)))
		}
		meta := mediaPart("meta", "\x00\x00\x00\x00"+
			mediaPart("pitm", "\x00\x00\x00\x00\x00\x01")+
			mediaPart("iinf", "\x00\x00\x00\x00\x00\x02"+infe(1, "hvc1")+infe(2, "Exif"))+
			mediaPart("iprp", mediaPart("ipco", properties)+mediaPart("ipma", uses))+
			mediaPart("iloc", "\x00\x00\x00\x00\x44\x00\x00\x02"+place(1, len(exif), len(picture))+place(2, 0, len(exif))))
		return mediaPart("ftyp", "heic\x00\x00\x00\x00heic") + meta
	}
	head := build(0)
	return []byte(build(uint32(len(head)+8)) + mediaPart("mdat", exif+picture))
}

const (
	heifSize = "\x00\x00\x00\x14ispe\x00\x00\x00\x00\x00\x00\x00\x40\x00\x00\x00\x30"
	heifUses = "\x00\x00\x00\x00\x00\x00\x00\x01\x00\x01\x03\x81\x82\x83"
)
