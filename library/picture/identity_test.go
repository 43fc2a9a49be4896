package picture

import (
	"bytes"
	"encoding/binary"
	"image"
	"image/jpeg"
	"slices"
	"testing"
)

// pictureOf draws a picture that compresses into a scan with stuffed bytes.
func pictureOf(seed int) *image.RGBA {
	img := image.NewRGBA(image.Rect(0, 0, 64, 48))
	for i := range img.Pix {
		seed = seed*1103515245 + 12345
		img.Pix[i] = byte(seed>>16) | byte(i&3/3*255)
	}
	return img
}

func pictureJPEG(t testing.TB, seed int) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := jpeg.Encode(&b, pictureOf(seed), &jpeg.Options{Quality: 97}); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// jpegPart is a segment with its marker and length.
func jpegPart(marker byte, payload string) []byte {
	return append([]byte{0xff, marker, byte((len(payload) + 2) >> 8), byte(len(payload) + 2)}, payload...)
}

// behindSOI puts parts behind a JPEG's SOI.
func behindSOI(data []byte, parts ...[]byte) []byte {
	return slices.Concat(data[:2], slices.Concat(parts...), data[2:])
}

// beforeMarker puts parts before the first segment with a marker.
func beforeMarker(data []byte, marker byte, parts ...[]byte) []byte {
	i := bytes.Index(data, []byte{0xff, marker})
	return slices.Concat(data[:i], slices.Concat(parts...), data[i:])
}

func TestIdentifyJPEGIgnoresMetadata(t *testing.T) {
	base := pictureJPEG(t, 1)
	want := Identify(base, JPEG, 1)
	thumbnail := string(pictureJPEG(t, 2)) // an EOI inside a segment
	adobe := func(transform string) []byte { return jpegPart(0xee, "Adobe\x00\x64\x00\x00\x00\x00"+transform) }
	for name, data := range map[string][]byte{
		"Exif with a thumbnail":      behindSOI(base, jpegPart(0xe1, exifName+thumbnail[:min(len(thumbnail), 60000)])),
		"Photoshop":                  behindSOI(base, jpegPart(0xed, "Photoshop 3.0\x008BIM")),
		"comment":                    beforeMarker(base, 0xda, jpegPart(0xfe, "hello")),
		"ICC profile":                behindSOI(base, jpegPart(0xe2, "ICC_PROFILE\x00\x01\x01profile")),
		"Adobe with the usual YCbCr": behindSOI(base, adobe("\x01")),
		"trailer":                    append(slices.Clone(base), "AFCP and more\xff\xd8\xff"...),
		"second picture":             slices.Concat(base, pictureJPEG(t, 3)),
		"fill bytes":                 beforeMarker(base, 0xda, []byte{0xff, 0xff}),
		"orientation 0 is 1":         base,
	} {
		if got := Identify(data, JPEG, 0); got != want {
			t.Errorf("%s: the ID changed from %v to %v", name, want, got)
		}
	}
}

func TestIdentifyJPEGSeesThePicture(t *testing.T) {
	base := pictureJPEG(t, 1)
	flip := func(at int) []byte {
		data := slices.Clone(base)
		data[at] ^= 1
		return data
	}
	quantisation := bytes.Index(base, []byte{0xff, 0xdb}) + 10
	seen := map[ID]string{}
	for name, id := range map[string]ID{
		"base":               Identify(base, JPEG, 1),
		"turned":             Identify(base, JPEG, 6),
		"last scan byte":     Identify(flip(len(base)-3), JPEG, 1),
		"middle of the scan": Identify(flip(len(base)/2), JPEG, 1),
		"quantisation":       Identify(flip(quantisation), JPEG, 1),
		"RGB by Adobe":       Identify(behindSOI(base, jpegPart(0xee, "Adobe\x00\x64\x00\x00\x00\x00\x00")), JPEG, 1),
		"another photo":      Identify(pictureJPEG(t, 2), JPEG, 1),
		"cut short":          Identify(base[:len(base)/2], JPEG, 1),
	} {
		if other, known := seen[id]; known {
			t.Errorf("%s and %s have one ID", name, other)
		}
		seen[id] = name
		if id.IsZero() || len(id.String()) != 32 {
			t.Errorf("%s: ID %v", name, id)
		}
	}
}

// progressiveJPEG is the skeleton of a progressive file: two scans with tables
// between them, restart markers and stuffed bytes.
func progressiveJPEG(second string) []byte {
	return slices.Concat([]byte("\xff\xd8"), jpegPart(0xe0, "JFIF\x00"),
		jpegPart(0xc2, "\x08\x00\x10\x00\x10\x03\x01\x22\x00\x02\x11\x01\x03\x11\x01"),
		jpegPart(0xc4, "table one"), jpegPart(0xda, "\x01\x01\x00\x00\x00\x00"), []byte("scan\xff\x00one\xff\xd0more\xff\xd7"),
		jpegPart(0xc4, "table two"), jpegPart(0xda, "\x01\x01\x00\x00\x00\x00"), []byte(second), []byte("\xff\xd9"))
}

func TestIdentifyProgressiveJPEG(t *testing.T) {
	base := progressiveJPEG("scan two\xff\x00")
	want := Identify(base, JPEG, 1)
	if got := Identify(append(slices.Clone(base), 0xff, 0xd9, 1), JPEG, 1); got != want {
		t.Error("a trailer changed the ID")
	}
	if got := Identify(progressiveJPEG("scan 2\xff\x00"), JPEG, 1); got == want {
		t.Error("the second scan is not part of the ID")
	}
	late := bytes.LastIndex(base, []byte{0xff, 0xc4})
	if got := Identify(slices.Concat(base[:late], jpegPart(0xfe, "between scans"), base[late:]), JPEG, 1); got != want {
		t.Error("a comment between scans changed the ID")
	}
}

func TestIdentifyOtherFormats(t *testing.T) {
	heifTurn := mediaPart("irot", "\x01") + mediaPart("colr", "profabc")
	psd := func(resources, layers string) []byte {
		b := []byte("8BPS\x00\x01\x00\x00\x00\x00\x00\x00\x00\x03\x00\x00\x00\x10\x00\x00\x00\x10\x00\x08\x00\x03\x00\x00\x00\x00")
		b = binary.BigEndian.AppendUint32(b, uint32(len(resources)))
		return append(b, resources+layers...)
	}
	raf := func(preview, sensor string) []byte {
		b := make([]byte, 108)
		copy(b, "FUJIFILMCCD-RAW ")
		binary.BigEndian.PutUint32(b[100:], uint32(108+len(preview)))
		binary.BigEndian.PutUint32(b[104:], uint32(len(sensor)))
		return append(b, preview+sensor...)
	}
	boxes := func(kind, payload, xmp string) []byte {
		return []byte(mediaPart("ftyp", "xxxx") + mediaPart("uuid", xmp) + mediaPart(kind, payload))
	}
	for name, c := range map[string]struct {
		format             Format
		base, same, change []byte
	}{
		"PNG":  {PNG, picturePNG(t, 1), pngAnew(picturePNG(t, 1)), picturePNG(t, 2)},
		"GIF":  {GIF, pictureGIF(t, 1), gifAnew(pictureGIF(t, 1)), pictureGIF(t, 2)},
		"TIFF": {TIFF, pictureTIFF(t, 1), tiffAnew(t, pictureTIFF(t, 1)), pictureTIFF(t, 2)},
		"WebP": {
			WebP, riffOf(riffPart("VP8 ", "picture")),
			riffOf(riffPart("VP8X", "\x0c\x00\x00\x00\x3f\x00\x00\x2f\x00\x00"), riffPart("VP8 ", "picture"), riffPart("XMP ", "<x/>")),
			riffOf(riffPart("VP8 ", "Picture")),
		},
		"HEIC": {
			HEIC, pictureHEIF("exif", "picture", heifSize+heifTurn, heifUses),
			pictureHEIF("a longer exif", "picture", heifSize+heifTurn, heifUses),
			pictureHEIF("exif", "Picture", heifSize+heifTurn, heifUses),
		},
		"PSD":        {PSD, psd("res", "layers"), psd("resources", "layers"), psd("res", "Layers")},
		"RAF":        {RAW, raf("jpeg", "sensor"), raf("jpeg with caption", "sensor"), raf("jpeg", "Sensor")},
		"CR3":        {RAW, boxes("mdat", "raw", "a"), boxes("mdat", "raw", "xmp"), boxes("mdat", "Raw", "a")},
		"JPEG 2000":  {JP2, boxes("jp2c", "\xff\x4f", "a"), boxes("jp2c", "\xff\x4f", "xmp"), boxes("jp2c", "\xff\x4e", "a")},
		"JPEG XL":    {JXL, []byte("\xff\x0apixels"), boxes("jxlc", "\xff\x0apixels", "xmp"), boxes("jxlc", "\xff\x0aPixels", "")},
		"whole file": {BMP, []byte("BM one"), []byte("BM one"), []byte("BM two")},
	} {
		want := Identify(c.base, c.format, 1)
		if got := Identify(c.same, c.format, 1); got != want {
			t.Errorf("%s: metadata changed the ID", name)
		}
		if got := Identify(c.change, c.format, 1); got == want {
			t.Errorf("%s: a change of the picture kept the ID", name)
		}
		if got := Identify(c.base, c.format, 3); got == want {
			t.Errorf("%s: a change of the orientation kept the ID", name)
		}
	}
}

// TestIdentifyBounded: a file that points at itself again and again must not
// cost more than a few times its size.
func TestIdentifyBounded(t *testing.T) {
	order := binary.LittleEndian
	const strips = 20000
	data := []byte("II*\x00\x08\x00\x00\x00\x02\x00")
	field := func(tag uint16, at int) {
		data = order.AppendUint16(data, tag)
		data = order.AppendUint16(data, 4)
		data = order.AppendUint32(data, strips)
		data = order.AppendUint32(data, uint32(at))
	}
	field(tagStripOffsets, 38)
	field(tagStripCounts, 38+4*strips)
	data = append(data, 0, 0, 0, 0)
	for range strips {
		data = order.AppendUint32(data, 0)
	}
	for range strips {
		data = order.AppendUint32(data, 100000)
	}
	p := newPayload("test", 1, len(data))
	if p.addTIFF(data) {
		t.Error("two gigabytes were hashed for a file of 160 kB")
	}
	if Identify(data, TIFF, 1).IsZero() {
		t.Error("no ID")
	}
}

func FuzzIdentify(f *testing.F) {
	formats := []Format{JPEG, PNG, GIF, TIFF, WebP, HEIC, PSD, RAW, DNG, JP2, JXL}
	for i, data := range [][]byte{
		pictureJPEG(f, 1), picturePNG(f, 1), pictureGIF(f, 1), pictureTIFF(f, 1), riffOf(riffPart("VP8 ", "abc")),
		pictureHEIF("\x00\x00\x00\x00II*\x00", "picture", heifSize, heifUses), progressiveJPEG("x"),
	} {
		f.Add(data, byte(i))
	}
	f.Fuzz(func(t *testing.T, data []byte, format byte) {
		kind := formats[int(format)%len(formats)]
		id := Identify(data, kind, 1)
		if id != Identify(bytes.Clone(data), kind, 0) {
			t.Fatal("two IDs for one picture")
		}
		d := ReadDetails(data, kind)
		if d.Orientation < 1 || d.Orientation > 8 {
			t.Fatalf("orientation %d", d.Orientation)
		}
		ICCProfile(data, kind)
		_ = CheckContent("x", kind, data)
	})
}
