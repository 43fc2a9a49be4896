package keywords

import (
	"bytes"
	"errors"
	"runtime"
	"slices"
	"strings"
	"testing"

	"catchlight/library/picture"
	"catchlight/library/testphoto"
)

// fuzzEdit embeds and takes out again. Either is refused, or the result was verified to be equal
// but for the keywords; then a second run must change nothing, and the words must be read back and
// go away again.
func fuzzEdit(t *testing.T, data []byte, f picture.Format) {
	if len(parse(data, f).behind) == 0 { // what stands behind the picture is told, and stays
		fuzzRemove(t, data, f)
		fuzzSet(t, data, f)
	}
	fuzzAdd(t, data, f)
}

// fuzzRemove takes each keyword away by its name.
func fuzzRemove(t *testing.T, data []byte, f picture.Format) {
	held, _ := Read(data, f)
	for i, word := range held.All {
		if i == 3 || isGarbled(word.Name) {
			return // the others are like them
		}
		out, err := edited(data, f, Edit{Remove: []string{word.Name}}, Rules{})
		if err != nil {
			return
		}
		if k, err := Read(out, f); err != nil || k.Has(word.Name) {
			t.Fatalf("after removing %q: %v, %q", word.Name, err, flat(k))
		}
	}
}

// fuzzSet makes two words all that there is.
func fuzzSet(t *testing.T, data []byte, f picture.Format) {
	out, err := edited(data, f, Edit{Clear: true, Add: []string{"PROBE", "animal|cat"}}, Rules{})
	if err != nil {
		return
	}
	k, err := Read(out, f)
	got := flat(k)
	slices.Sort(got)
	if err != nil || !slices.Equal(got, []string{"PROBE", "cat"}) {
		t.Fatalf("after setting: %v, %q", err, got)
	}
}

func fuzzAdd(t *testing.T, data []byte, f picture.Format) {
	words := []string{"PROBE", `Käse & "Brot"`, "animal|富士山", "AC/DC"}
	out, err := edited(data, f, Edit{Add: words}, Rules{})
	if err != nil {
		var refusal *Refusal
		if !errors.As(err, &refusal) || !bytes.Equal(out, data) {
			t.Fatalf("%v, or the data changed in spite of it", err)
		}
		return
	}
	k, err := Read(out, f)
	if err != nil || !k.Has("probe") || !k.Has("富士山") {
		t.Fatalf("read back: %v, %q", err, flat(k))
	}
	if again, err := edited(out, f, Edit{Add: words}, Rules{}); err != nil || !bytes.Equal(again, out) {
		t.Fatalf("a second run: %v", err)
	}
	back, err := edited(out, f, Edit{Remove: words}, Rules{})
	if err != nil {
		return // it grew or shrank past what the layout allows
	}
	if k, _ := Read(back, f); k.Has("PROBE") || k.Has("富士山") {
		t.Fatalf("after removing: %q", flat(k))
	}
}

func FuzzJPEG(f *testing.F) {
	for _, data := range testphoto.Layouts(f) {
		f.Add(data)
	}
	f.Add(fiveLists(f))
	pic := testphoto.JPEG(f)
	f.Add(testphoto.WithSegments(pic, testphoto.IRBSegment(testphoto.IPTCBlock(testphoto.Dataset(2, 25, "old"), testphoto.Dataset(2, 0, "\x00\x04"), testphoto.Dataset(1, 90, utf8Escape)))))
	f.Add(testphoto.WithSegments(pic, mpf(100), testphoto.IRBSegment(testphoto.IPTCBlock(testphoto.Dataset(2, 25, "old")))))
	f.Fuzz(func(t *testing.T, data []byte) {
		fuzzEdit(t, data, picture.JPEG)
	})
}

func FuzzTIFF(f *testing.F) {
	f.Add(testphoto.TIFF())
	f.Add(testphoto.TIFF(testphoto.Value{Tag: tagIPTC, Kind: kindLong, Value: string(testphoto.Dataset(2, 25, "old")) + "\x00\x00"},
		testphoto.Value{Tag: tagXMP, Kind: kindByte, Value: testphoto.Packet(testphoto.Description(testphoto.Bag("dc:subject", "old")))}))
	f.Fuzz(func(t *testing.T, data []byte) {
		fuzzEdit(t, data, picture.TIFF)
	})
}

// FuzzXMP edits a packet inside a JPEG, where every check applies.
func FuzzXMP(f *testing.F) {
	f.Add(testphoto.Packet(testphoto.Description(testphoto.Bag("dc:subject", "old") + `<xmp:Rating>3</xmp:Rating>`)))
	f.Add(testphoto.Packet(testphoto.Description(`<dc:subject/>`)))
	f.Add(`<rdf:RDF xmlns:rdf="` + nsRDF + `"/>`)
	if packet, err := newPacket(xmpEdit{subject: {add: []string{"a"}}, lightroom: {add: []string{"a|b"}}}); err == nil {
		f.Add(string(packet))
	}
	f.Add(`<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "b">]><a>&a;</a>`)
	pic := testphoto.JPEG(f)
	f.Fuzz(func(t *testing.T, text string) {
		if len(text) < maxPacket {
			fuzzEdit(t, testphoto.WithSegments(pic, testphoto.XMPSegment(text)), picture.JPEG)
		}
	})
}

// FuzzIRB edits image resources and the IPTC in them inside a JPEG.
func FuzzIRB(f *testing.F) {
	f.Add(testphoto.IPTCBlock(testphoto.UTF8Dataset(), testphoto.Dataset(2, 25, "old")))
	f.Add(appendResource(testphoto.IPTCBlock(testphoto.Dataset(2, 5, "Stra\xdfe")), digestResource, make([]byte, 16)))
	f.Add([]byte(strings.Repeat("8BIM\x04\x04\x00\x00\x00\x00\x00\x00", 2)))
	f.Add(testphoto.IPTCBlock(testphoto.Dataset(2, 25, "old\x00"), testphoto.Dataset(2, 25, "K\xe4se"), testphoto.Dataset(2, 0, "\x00\x04")))
	f.Add(testphoto.IPTCBlock([]byte("\x1c\x02\x19\x80\x08\xff\xff\xff\xff\xff\xff\xff\xff")))
	pic := testphoto.JPEG(f)
	f.Fuzz(func(t *testing.T, block []byte) {
		if len(block) < maxPayload-100 {
			fuzzEdit(t, testphoto.WithSegments(pic, testphoto.IRBSegment(block)), picture.JPEG)
		}
	})
}

// FuzzFormats reads files of every format, and looks at what they are allowed to cost.
func FuzzFormats(f *testing.F) {
	formats := []picture.Format{picture.AVIF, picture.BMP, picture.DNG, picture.GIF, picture.HEIC, picture.JP2, picture.JPEG, picture.JXL, picture.PNG, picture.PNM, picture.PSD, picture.RAW, picture.TIFF, picture.WebP}
	for name, data := range testphoto.HidingPlaces(f) {
		format, _ := picture.FormatOf(name)
		f.Add(uint8(slices.Index(formats, format)), data)
	}
	for _, name := range []string{"thumbs.heic", "uses.heic"} {
		f.Add(uint8(slices.Index(formats, picture.HEIC)), testphoto.Hostile[name](f))
	}
	f.Fuzz(func(t *testing.T, n uint8, data []byte) {
		format := formats[int(n)%len(formats)]
		var before, after runtime.MemStats
		runtime.ReadMemStats(&before)
		_, _ = Read(data, format) // what it says of malformed input is for other tests
		_ = picture.ReadDetails(data, format)
		_ = picture.ICCProfile(data, format)
		_ = picture.HEIFPreview(data, 200)
		_ = picture.Identify(data, format, 1)
		runtime.ReadMemStats(&after)
		if spent := after.TotalAlloc - before.TotalAlloc; spent > maxAlloc+64*uint64(len(data)) {
			t.Fatalf("a %s of %d bytes took %d MB", format, len(data), spent>>20)
		}
		if c := parse(data, format); c.problem == nil {
			_, _ = c.embed(newRequest(add("dog"), Rules{}), Rules{}) // it must not panic
		}
	})
}
