package picture

import (
	"bytes"
	"compress/zlib"
	"encoding/binary"
	"math"
	"os"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"catchlight/library/testphoto"
)

// exifField is a tag for exifBlock: a value of type 2 (text), 3 (short), 4
// (long), 5 (rationals) or 7 (bytes).
type exifField struct {
	tag, kind uint16
	value     []byte
}

// exifBlock writes IFD0 with an Exif and a GPS directory, in either byte order.
func exifBlock(order binary.AppendByteOrder, main, exif, gps []exifField) []byte {
	mark := []byte("II*\x00\x08\x00\x00\x00")
	if order == binary.BigEndian {
		mark = []byte("MM\x00*\x00\x00\x00\x08")
	}
	length := func(fields []exifField) int {
		n := 2 + 12*len(fields) + 4
		for _, f := range fields {
			if len(f.value) > 4 {
				n += len(f.value)
			}
		}
		return n
	}
	long := func(n int) []byte { return order.AppendUint32(nil, uint32(n)) }
	withPointers := append(slices.Clone(main), exifField{0x8769, 4, long(0)}, exifField{0x8825, 4, long(0)})
	exifAt := 8 + length(withPointers)
	gpsAt := exifAt + length(exif)
	withPointers[len(main)].value, withPointers[len(main)+1].value = long(exifAt), long(gpsAt)
	out := mark
	for _, fields := range [][]exifField{withPointers, exif, gps} {
		out = appendExifDir(out, order, fields)
	}
	return out
}

func appendExifDir(out []byte, order binary.AppendByteOrder, fields []exifField) []byte {
	sizes := map[uint16]int{2: 1, 3: 2, 4: 4, 5: 8, 7: 1, 1: 1}
	data := len(out) + 2 + 12*len(fields) + 4
	var values []byte
	out = order.AppendUint16(out, uint16(len(fields)))
	for _, f := range fields {
		out = order.AppendUint16(out, f.tag)
		out = order.AppendUint16(out, f.kind)
		out = order.AppendUint32(out, uint32(len(f.value)/sizes[f.kind]))
		if len(f.value) > 4 {
			out = order.AppendUint32(out, uint32(data+len(values)))
			values = append(values, f.value...)
			continue
		}
		out = append(out, append(slices.Clone(f.value), 0, 0, 0, 0)[:4]...)
	}
	return append(append(out, 0, 0, 0, 0), values...)
}

// fullExif is the block of a photo taken in Vienna, turned to the right.
func fullExif(order binary.AppendByteOrder) []byte {
	text := func(tag uint16, s string) exifField { return exifField{tag, 2, []byte(s + "\x00")} }
	short := func(tag, n uint16) exifField { return exifField{tag, 3, order.AppendUint16(nil, n)} }
	degrees := func(tag uint16, d, m, s uint32) exifField {
		var b []byte
		for _, n := range []uint32{d, 1, m, 1, s, 1} {
			b = order.AppendUint32(b, n)
		}
		return exifField{tag, 5, b}
	}
	return exifBlock(order,
		[]exifField{
			text(0x010f, "NIKON CORPORATION"), text(0x0110, "NIKON D90"), short(0x0112, 6), short(0x4746, 4),
			{0x9c9b, 1, []byte("H\x00\xe9\x00!\x00\x00\x00")},
		},
		[]exifField{text(0x9003, "2021:02:03 04:05:06"), text(0x9011, "+02:00"), text(0xa434, "35mm f/1.8")},
		[]exifField{text(1, "N"), degrees(2, 48, 12, 30), text(3, "W"), degrees(4, 16, 22, 0)},
	)
}

func TestReadDetails(t *testing.T) {
	base := pictureJPEG(t, 1)
	for name, order := range map[string]binary.AppendByteOrder{"II": binary.LittleEndian, "MM": binary.BigEndian} {
		exif := fullExif(order)
		for f, data := range map[Format][]byte{
			JPEG: behindSOI(base, jpegPart(0xe1, exifName+string(exif))),
			PNG:  slices.Concat(picturePNG(t, 1)[:33], pngPart("eXIf", exif), picturePNG(t, 1)[33:]),
			WebP: riffOf(riffPart("VP8L", "x"), riffPart("EXIF", string(exif))),
			HEIC: pictureHEIF("\x00\x00\x00\x00"+string(exif), "x", heifSize+mediaPart("irot", "\x03"), heifUses),
			DNG:  exif,
			RAW:  slices.Concat([]byte("FUJIFILMCCD-RAW"), make([]byte, 200), jpegPart(0xe1, exifName+string(exif))),
		} {
			d := ReadDetails(data, f)
			if d.Orientation != 6 || d.Camera != "NIKON D90" || d.Lens != "35mm f/1.8" || d.Title != "Hé!" || d.Rating != 4 {
				t.Errorf("%s in %s: %+v", name, f, d)
			}
			if want := time.Date(2021, 2, 3, 2, 5, 6, 0, time.UTC); !d.Taken.Equal(want) {
				t.Errorf("%s in %s: taken %v, want %v", name, f, d.Taken, want)
			}
			if !d.HasGPS || math.Abs(d.Latitude-48.208333) > 1e-5 || math.Abs(d.Longitude+16.366667) > 1e-5 {
				t.Errorf("%s in %s: at %v, %v", name, f, d.Latitude, d.Longitude)
			}
		}
	}
}

func TestReadDetailsSize(t *testing.T) {
	for f, data := range map[Format][]byte{
		JPEG: pictureJPEG(t, 1), PNG: picturePNG(t, 1), GIF: pictureGIF(t, 1), TIFF: pictureTIFF(t, 1),
		HEIC: pictureHEIF("", "x", heifSize, heifUses),
		PNM:  []byte("P6 # a comment 1 2\n# another\n64\n48 255\nabc"),
		JP2:  []byte(mediaPart("jP  ", "") + mediaPart("jp2h", mediaPart("ihdr", "\x00\x00\x00\x30\x00\x00\x00\x40"))),
	} {
		if d := ReadDetails(data, f); d.Width != 64 || d.Height != 48 || d.Orientation != 1 {
			t.Errorf("%s: %+v", f, d)
		}
	}
}

func TestHEIFOrientation(t *testing.T) {
	for _, c := range []struct {
		properties string
		want       int
	}{
		{mediaPart("irot", "\x00"), 1},
		{mediaPart("irot", "\x01"), 8},
		{mediaPart("irot", "\x02"), 3},
		{mediaPart("irot", "\x03"), 6},
		{mediaPart("imir", "\x00"), 2},
		{mediaPart("imir", "\x01"), 4},
		{mediaPart("irot", "\x03") + mediaPart("imir", "\x00"), 5},
		{mediaPart("irot", "\x01") + mediaPart("imir", "\x00"), 7},
	} {
		data := pictureHEIF("", "x", heifSize+c.properties, heifUses)
		if got := ReadDetails(data, HEIC).Orientation; got != c.want {
			t.Errorf("%q: orientation %d, want %d", c.properties, got, c.want)
		}
	}
}

// TestReadDetailsDamaged: whatever is cut off or overwritten, there is no panic
// and the orientation stays in its range.
func TestReadDetailsDamaged(t *testing.T) {
	whole := behindSOI(pictureJPEG(t, 1), jpegPart(0xe1, exifName+string(fullExif(binary.LittleEndian))))
	for n := range 600 {
		cut := ReadDetails(whole[:n], JPEG)
		spoiled := slices.Clone(whole)
		spoiled[n] ^= 0xff
		for _, d := range []Details{cut, ReadDetails(spoiled, JPEG)} {
			if d.Orientation < 1 || d.Orientation > 8 {
				t.Fatalf("at %d: orientation %d", n, d.Orientation)
			}
		}
	}
}

// TestReadDetailsBounded: 2,500 directories that are one and the same directory
// of 60,000 fields must not be read 2,500 times.
func TestReadDetailsBounded(t *testing.T) {
	const dirs, fields = 2500, 60_000
	order := binary.LittleEndian
	data := []byte("II*\x00\x08\x00\x00\x00\x01\x00\x4a\x01\x04\x00")
	data = order.AppendUint32(order.AppendUint32(data, dirs), 26)
	data = append(data, 0, 0, 0, 0)
	for range dirs {
		data = order.AppendUint32(data, 26+4*dirs)
	}
	data = order.AppendUint16(data, fields)
	for range fields {
		data = append(data, "\x99\x99\x04\x00\xff\xff\xff\x00\x00\x00\x00\x00"...)
	}
	start := time.Now()
	if d := ReadDetails(data, DNG); d.Orientation != 1 {
		t.Errorf("orientation %d", d.Orientation)
	}
	t.Logf("read in %v", time.Since(start))
}

func TestReadDetailsRealPhotos(t *testing.T) {
	paths, _ := filepath.Glob(filepath.Join(testphoto.Shared(t, "corpora", "exif-orientation"), "*.jpg"))
	for _, path := range paths {
		data, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		name := filepath.Base(path)
		want := max(1, int(name[len(name)-5]-'0'))
		if got := ReadDetails(data, JPEG).Orientation; got != want {
			t.Errorf("%s: orientation %d", name, got)
		}
	}
}

func TestICCProfile(t *testing.T) {
	profile := bytes.Repeat([]byte("profile "), 40)
	const name = "ICC_PROFILE\x00"
	var packed bytes.Buffer
	z := zlib.NewWriter(&packed)
	_, _ = z.Write(profile)
	_ = z.Close()
	two := []byte("II*\x00\x08\x00\x00\x00\x01\x00")
	two = append(two, "\x73\x87\x07\x00"...)
	two = binary.LittleEndian.AppendUint32(two, uint32(len(profile)))
	two = append(binary.LittleEndian.AppendUint32(two, 26), 0, 0, 0, 0)
	for f, data := range map[Format][]byte{
		JPEG: behindSOI(pictureJPEG(t, 1), jpegPart(0xe2, name+"\x02\x02"+string(profile[100:])), jpegPart(0xe2, name+"\x01\x02"+string(profile[:100]))),
		PNG:  slices.Concat(picturePNG(t, 1)[:33], pngPart("iCCP", append([]byte("P3\x00\x00"), packed.Bytes()...)), picturePNG(t, 1)[33:]),
		WebP: riffOf(riffPart("VP8X", "\x20"), riffPart("ICCP", string(profile))),
		TIFF: append(two, profile...),
		HEIC: pictureHEIF("", "x", heifSize+mediaPart("irot", "\x00")+mediaPart("colr", "prof"+string(profile)), heifUses),
	} {
		if got := ICCProfile(data, f); !bytes.Equal(got, profile) {
			t.Errorf("%s: a profile of %d bytes, want %d", f, len(got), len(profile))
		}
		if got := ICCProfile(data[:len(data)/2], f); len(got) > len(profile) {
			t.Errorf("%s, cut: %d bytes", f, len(got))
		}
	}
	if ICCProfile(pictureJPEG(t, 1), JPEG) != nil {
		t.Error("a profile out of nothing")
	}
}

func BenchmarkIdentify(b *testing.B) {
	data := append(pictureJPEG(b, 1)[:600], bytes.Repeat([]byte("scan data without end \xff\x00 "), 400_000)...)
	b.SetBytes(int64(len(data)))
	for b.Loop() {
		Identify(data, JPEG, 1)
	}
}

func BenchmarkReadDetails(b *testing.B) {
	data := behindSOI(pictureJPEG(b, 1), jpegPart(0xe1, exifName+string(fullExif(binary.LittleEndian))))
	for b.Loop() {
		ReadDetails(data, JPEG)
	}
}

// TestUpright: Exif's orientations 5 to 8 lie on their side; one that is not known stands.
func TestUpright(t *testing.T) {
	for orientation := range 9 {
		width, height := Details{Orientation: orientation, Width: 3, Height: 2}.Upright()
		if lies := orientation >= 5; lies != (width == 2 && height == 3) || lies == (width == 3 && height == 2) {
			t.Errorf("orientation %d: %d × %d", orientation, width, height)
		}
	}
}
