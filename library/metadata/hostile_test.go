package metadata

import (
	"bytes"
	"compress/zlib"
	"encoding/binary"
	"errors"
	"maps"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"

	"catchlight/library/disk"
	"catchlight/library/picture"
)

// hostile are files of strangers that once cost minutes or gigabytes, each by its generator.
var hostile = map[string]func(t testing.TB) []byte{
	"resources.jpg": func(t testing.TB) []byte { // each was looked at with all the zeros behind it
		return withSegments(testPicture(t), cutIntoSegments(markerAPP13, irbHeader, manyResources(4<<20))...)
	},
	"resources.tif": func(testing.TB) []byte {
		return testTIFF(tiffValue{tag: tagPhotoshop, kind: kindByte, value: string(manyResources(20 << 20))})
	},
	"segments.jpg": func(t testing.TB) []byte {
		return slicesOf(testPicture(t)[:2], bytes.Repeat([]byte{0xFF, 0xE5, 0, 2}, 38<<20/4), testPicture(t)[2:])
	},
	"packets.jpg": func(t testing.TB) []byte {
		return withSegments(testPicture(t), slices.Repeat([][]byte{xmpSegment(`<rdf:RDF xmlns:rdf="` + nsRDF + `">` + strings.Repeat("<a/>", 16000) + `</rdf:RDF>`)}, 600)...)
	},
	"extended.jpg": func(t testing.TB) []byte {
		text := rdf(description(bag("dc:subject", "a")) + strings.Repeat("<a/>", 10<<20))
		return withSegments(testPicture(t), cutIntoSegments(markerAPP1, extendedHeader+strings.Repeat("0", 40), []byte(text))...)
	},
	"exif.jpg": func(t testing.TB) []byte { // what may be a directory is looked for at each byte
		fields := make([]byte, 0, 60000)
		for i := range 4900 {
			fields = append(fields, field(uint16(i%500), 3, 1, 0)...)
		}
		block := segmentOf(markerAPP1, exifHeader, "\x00II*\x00\x08\x00\x00\x00\x00\x00\x00\x00\x00\x00", string(fields))
		return slicesOf(withSegments(testPicture(t), slices.Repeat([][]byte{block}, 400)...), []byte("behind"))
	},
	"pieces.jpg": func(t testing.TB) []byte { // as many segments of resources as there are keywords in them
		block := iptcBlock(bytes.Repeat(set(2, 25, "k"), 60000))
		var segments [][]byte
		for part := range slices.Chunk(block, 24) {
			segments = append(segments, segmentOf(markerAPP13, irbHeader, string(part)))
		}
		return withSegments(testPicture(t), segments...)
	},
	"packet.tif": func(testing.TB) []byte {
		return testTIFF(tiffValue{tag: tagXMP, kind: kindByte, value: rdf(strings.Repeat("<a/>", 20<<20))})
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
		return []byte(`<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="` + nsRDF + `"><rdf:Description` + strings.Repeat(" a=''", 3<<20) + `/></rdf:RDF></x:xmpmeta>`)
	},
	"depth.xmp":   func(testing.TB) []byte { return []byte(strings.Repeat("<a>", 5<<20)) },
	"slashes.xmp": func(testing.TB) []byte { return []byte(strings.Repeat("</a:b/c ", 2<<20)) },
	"entities.xmp": func(testing.TB) []byte {
		return []byte(`<!DOCTYPE x [<!ENTITY a "` + strings.Repeat("b", 1<<20) + `">]><x>` + strings.Repeat("&a;", 1<<20) + `</x>`)
	},
	"elements.xmp": func(testing.TB) []byte { return []byte(rdf(description(strings.Repeat("<dc:a/>", 2<<20)))) },
	"wide.xmp": func(testing.TB) []byte { // UTF-16 with as many keywords as fit
		text := strings.TrimPrefix(rdf(description(bag("dc:subject", slices.Repeat([]string{"x", "y"}, 30000)...))), "\uFEFF")
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
		segments = append(segments, segmentOf(marker, header, string(part)))
	}
	return segments
}

// tiffWithTwins has one value under the same tag many times.
func tiffWithTwins(count int, value []byte) []byte {
	at := uint32(8 + 2 + 12*count + 4)
	fields := slices.Repeat([][]byte{field(tagIPTC, kindUndefined, uint32(len(value)), at)}, count)
	return slicesOf([]byte("II*\x00\x08\x00\x00\x00"), directory(fields...), value)
}

func boxOf(kind string, parts ...[]byte) []byte {
	body := bytes.Join(parts, nil)
	return slicesOf(binary.BigEndian.AppendUint32(nil, uint32(8+len(body))), []byte(kind), body)
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
	return slicesOf(boxOf("ftyp", []byte("heic\x00\x00\x00\x00heic")), meta)
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
	return slicesOf(boxOf("ftyp", []byte("heic\x00\x00\x00\x00heic")), boxOf("meta", make([]byte, 4), boxOf("iinf", iinf), boxOf("iloc", iloc)), make([]byte, 4<<20))
}

// hostileEdit is what is done to each file: all reading, and every edit.
func hostileEdit(t testing.TB, name string, data []byte) {
	path := filepath.Join(t.TempDir(), name)
	if strings.HasSuffix(name, ".xmp") {
		path = filepath.Join(t.TempDir(), "a.jpg")
		if err := os.WriteFile(path+".xmp", data, 0o644); err != nil {
			t.Fatal(err)
		}
		data = testPicture(t)
	}
	if err := os.WriteFile(path, data, 0o644); err != nil {
		t.Fatal(err)
	}
	f, _ := picture.FormatOf(path)
	_ = picture.ReadDetails(data, f)
	_ = picture.ICCProfile(data, f)
	_ = picture.HEIFPreview(data, 200)
	_ = picture.Identify(data, f, 1)
	_, _ = ReadFile(path) // refusals are as good as keywords here
	for _, e := range []Edit{add("neu"), {Remove: []string{"x"}}, {Clear: true}} {
		if c, err := Prepare(path, e, Options{}); err == nil {
			c.Drop()
		}
	}
}

// Whatever a file claims, reading and editing it costs memory in proportion to its size, and work that ends: each of these took
// minutes or gigabytes.
func TestHostileFilesAreBounded(t *testing.T) {
	for _, name := range slices.Sorted(maps.Keys(hostile)) {
		t.Run(name, func(t *testing.T) {
			data := hostile[name](t)
			var before, after runtime.MemStats
			runtime.ReadMemStats(&before)
			hostileEdit(t, name, data)
			runtime.ReadMemStats(&after)
			spent := after.TotalAlloc - before.TotalAlloc
			if limit := uint64(12 * (maxAlloc + len(data))); spent > limit { // it is parsed about twelve times
				t.Errorf("%d bytes took %d MB in all, more than %d", len(data), spent>>20, limit>>20)
			}
			t.Logf("%d bytes took %d MB in all", len(data), spent>>20)
		})
	}
}

// TestHostileFilesKept leaves them in a folder, to be tried with the program itself.
func TestHostileFilesKept(t *testing.T) {
	dir := os.Getenv("CATCHLIGHT_HOSTILE")
	if dir == "" {
		t.Skip("set CATCHLIGHT_HOSTILE to a folder")
	}
	for name, make := range hostile {
		path := filepath.Join(dir, name)
		if strings.HasSuffix(name, ".xmp") {
			path = filepath.Join(dir, strings.TrimSuffix(name, ".xmp")+".jpg")
			if err := os.WriteFile(path, testPicture(t), 0o644); err != nil {
				t.Fatal(err)
			}
			path += ".xmp"
		}
		if err := os.WriteFile(path, make(t), 0o644); err != nil {
			t.Fatal(err)
		}
	}
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

// A file that claims a size that no camera makes is refused before it is read: here most of it is a hole.
func TestSparsePhotoIsNotRead(t *testing.T) {
	path := filepath.Join(t.TempDir(), "a.jpg")
	if err := os.WriteFile(path, testPicture(t), 0o644); err != nil {
		t.Fatal(err)
	}
	if err := os.Truncate(path, picture.JPEG.MaxBytes()+1); err != nil {
		t.Skip(err)
	}
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	_, readErr := ReadFile(path)
	_, editErr := Prepare(path, add("dog"), Options{})
	runtime.ReadMemStats(&after)
	if !errors.Is(readErr, disk.ErrTooLarge) || !errors.Is(editErr, disk.ErrTooLarge) || after.TotalAlloc-before.TotalAlloc > maxAlloc {
		t.Errorf("%v, %v, %d MB", readErr, editErr, (after.TotalAlloc-before.TotalAlloc)>>20)
	}
}
