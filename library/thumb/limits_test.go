package thumb

import (
	"bytes"
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"hash/crc32"
	"image"
	"image/gif"
	"image/jpeg"
	"image/png"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"golang.org/x/image/bmp"
	"golang.org/x/image/tiff"

	"catchlight/library/picture"
)

// claim makes a small picture whose header says 60,000 × 60,000 pixels.
func claim(t *testing.T, f picture.Format) []byte { t.Helper(); return claimOf(t, f, 60000, 60000) }

// claimOf is the same with another size.
func claimOf(t *testing.T, f picture.Format, width, height int) []byte {
	t.Helper()
	img := quadrants(8, 8)
	var b bytes.Buffer
	var err error
	switch f {
	case picture.PNG:
		err = png.Encode(&b, img)
		header := b.Bytes()[12:33]
		binary.BigEndian.PutUint32(header[4:], uint32(width))
		binary.BigEndian.PutUint32(header[8:], uint32(height))
		binary.BigEndian.PutUint32(header[17:], crc32.ChecksumIEEE(header[:17]))
	case picture.GIF:
		err = gif.Encode(&b, img, nil)
		binary.LittleEndian.PutUint16(b.Bytes()[6:], uint16(width))
		binary.LittleEndian.PutUint16(b.Bytes()[8:], uint16(height))
	case picture.BMP:
		err = bmp.Encode(&b, img)
		binary.LittleEndian.PutUint32(b.Bytes()[18:], uint32(width))
		binary.LittleEndian.PutUint32(b.Bytes()[22:], uint32(height))
	case picture.TIFF:
		err = tiff.Encode(&b, img, nil)
		dir := b.Bytes()[binary.LittleEndian.Uint32(b.Bytes()[4:])+2:]
		for i, size := range []int{width, height} { // they stand first
			binary.LittleEndian.PutUint16(dir[12*i+8:], uint16(size))
		}
	case picture.JPEG:
		err = jpeg.Encode(&b, img, nil)
		frame := b.Bytes()[bytes.Index(b.Bytes(), []byte{0xff, 0xc0}):]
		binary.BigEndian.PutUint16(frame[5:], uint16(height))
		binary.BigEndian.PutUint16(frame[7:], uint16(width))
	case picture.PNM:
		fmt.Fprintf(&b, "P6\n%d %d\n255\nabc", width, height)
	}
	if err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func TestDecodeRefusesBombs(t *testing.T) {
	formats := []picture.Format{picture.PNG, picture.GIF, picture.BMP, picture.TIFF, picture.JPEG, picture.PNM}
	for _, f := range formats {
		data := claim(t, f)
		allocated := testing.AllocsPerRun(1, func() {
			_, err := Decode(t.Context(), data, f, 1, 100)
			if !errors.Is(err, ErrTooLarge) || !strings.Contains(err.Error(), "60000 × 60000") {
				t.Errorf("%s: %v", f, err)
			}
		})
		if allocated > 10000 {
			t.Errorf("%s: %v allocations", f, allocated)
		}
	}
}

// TestCheckSize: real photos pass, whatever their format; what inflates beyond
// measure does not.
func TestCheckSize(t *testing.T) {
	for _, c := range []struct {
		width, height, bytes, file int
		want                       error
	}{
		{6000, 4000, 4, 9_000_000, nil},
		{20000, 15000, 3, 60_000_000, nil},      // a panorama
		{8000, 8000, 4, 100_000, nil},           // flat, but within what everyone gets
		{16000, 16000, 4, 300_000, ErrTooLarge}, // a gigabyte from 300 kB
		{60000, 60000, 4, 1 << 30, ErrTooLarge},
		{1 << 31, 1 << 31, 4, 1 << 30, ErrTooLarge},
		{0, 100, 4, 1000, ErrDamaged},
		{100, -1, 4, 1000, ErrDamaged},
	} {
		if err := checkSize(c.width, c.height, c.bytes, c.file); !errors.Is(err, c.want) {
			t.Errorf("%+v: %v", c, err)
		}
	}
}

// TestDecodeDamaged: no panic, an error that says what to do, and of a JPEG the
// part that is there.
func TestDecodeDamaged(t *testing.T) {
	photo := testFile(t, "cat.jpg")
	p, err := Decode(t.Context(), photo[:len(photo)/2], picture.JPEG, 1, 0)
	if !errors.Is(err, ErrDamaged) || !strings.Contains(err.Error(), "backup") {
		t.Errorf("half a JPEG: %v", err)
	}
	if p == nil || p.Width != 451 || p.Height != 300 {
		t.Fatalf("half a JPEG: %v", p)
	}
	wantSound(t, p)
	for f, data := range map[picture.Format][]byte{
		picture.PNG:  encoded(t, func(b *bytes.Buffer) error { return png.Encode(b, quadrants(200, 100)) }),
		picture.TIFF: encoded(t, func(b *bytes.Buffer) error { return tiff.Encode(b, quadrants(200, 100), nil) }),
		picture.GIF:  encoded(t, func(b *bytes.Buffer) error { return gif.Encode(b, quadrants(200, 100), nil) }),
		picture.HEIC: testFile(t, "made/quadrants.heic"),
		picture.AVIF: testFile(t, "made/quadrants.avif"),
		picture.WebP: testFile(t, "made/lossy.webp"),
	} {
		if _, err := Decode(t.Context(), data[:len(data)*2/3], f, 1, 0); err == nil {
			t.Errorf("%s cut short: no error", f)
		}
		for _, empty := range [][]byte{nil, {}, data[:4]} {
			if p, err := Decode(t.Context(), empty, f, 1, 0); err == nil || p != nil {
				t.Errorf("%s with %d bytes: no error", f, len(empty))
			}
		}
	}
}

// TestDecodeMissingEnd: a JPEG that lacks nothing but EOI is whole, and so is one
// with junk behind it.
func TestDecodeMissingEnd(t *testing.T) {
	photo := testFile(t, "cat.jpg")
	whole, err := Decode(t.Context(), photo, picture.JPEG, 1, 0)
	if err != nil {
		t.Fatal(err)
	}
	for name, data := range map[string][]byte{
		"without EOI": photo[:len(photo)-2],
		"with junk":   append(bytes.Clone(photo), bytes.Repeat([]byte{0xff, 0xd8}, 1000)...),
	} {
		p, err := Decode(t.Context(), data, picture.JPEG, 1, 0)
		if err != nil && (jpegDecoder == "libjpeg-turbo" || name == "with junk") {
			t.Errorf("%s: %v", name, err)
		} else if !bytes.Equal(p.Image.Pix, whole.Image.Pix) {
			t.Errorf("%s: other pixels", name)
		}
	}
}

func TestDecodeFileErrors(t *testing.T) {
	dir := t.TempDir()
	for name, c := range map[string]struct {
		data string
		want string
	}{
		"text.jpg":   {"this is not a photo", "looks like text"},
		"empty.jpg":  {"", "is empty"},
		"zero.png":   {strings.Repeat("\x00", 100), "fit no photo format"},
		"notes.txt":  {"hello", "not a photo"},
		"a.psd":      {"8BPS\x00\x01", "export it as JPEG"},
		"a.jp2":      {"\x00\x00\x00\x0cjP  \r\n\x87\n", "this JPEG 2000 cannot be decoded: export it as JPEG or TIFF"},
		"a.jxl":      {"\xff\x0a\x00\x00", "damaged or cut short"},
		"sensor.nef": {"MM\x00*\x00\x00\x00\x08\x00\x00", "no JPEG preview"},
		"start.jpg":  {"\xff\xd8\xff\xe0\x00\x10JFIF", "damaged or cut short"},
	} {
		path := writeFile(t, filepath.Join(dir, name), []byte(c.data))
		_, err := DecodeFile(t.Context(), path, 100)
		if err == nil || !strings.Contains(err.Error(), c.want) || !strings.Contains(err.Error(), path) {
			t.Errorf("%s: %v, want %q and the path", name, err, c.want)
		}
	}
	if _, err := DecodeFile(t.Context(), filepath.Join(dir, "gone.jpg"), 0); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("a missing file: %v", err)
	}
}

func FuzzDecode(f *testing.F) {
	img := quadrants(16, 16)
	f.Add(encoded(f, func(b *bytes.Buffer) error { return jpeg.Encode(b, img, nil) }), 1)
	f.Add(encoded(f, func(b *bytes.Buffer) error { return png.Encode(b, img) }), 3)
	f.Add(encoded(f, func(b *bytes.Buffer) error { return tiff.Encode(b, img, nil) }), 5)
	f.Add(encoded(f, func(b *bytes.Buffer) error { return gif.Encode(b, img, nil) }), 6)
	f.Add(testFile(f, "made/progressive.jpg"), 7)
	f.Add(testFile(f, "made/cmyk.jpg"), 8)
	f.Add(testFile(f, "made/animated.webp"), 0)
	f.Add(testFile(f, "made/cmyk.tif"), 0)
	f.Add(testFile(f, "made/tiles.tif"), 0)
	f.Add(ppm(img), 0)
	f.Fuzz(func(t *testing.T, data []byte, orientation int) {
		found := picture.Sniff(data)
		if found == picture.HEIC || found == picture.AVIF {
			return // too slow to learn anything
		}
		p, err := Decode(t.Context(), data, found, orientation, 8)
		if p == nil && err == nil {
			t.Fatal("neither a picture nor an error")
		}
		if p != nil && (p.Image.Rect.Min != image.Point{} || p.Image.Stride != 4*p.Image.Rect.Dx() || !p.Image.Opaque()) {
			t.Fatal("not a sound picture")
		}
	})
}

// TestReadingEndsWithItsContext: a photo on a disk that is slow keeps nobody waiting who has left.
func TestReadingEndsWithItsContext(t *testing.T) {
	ended, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := ReadFile(ended, filepath.Join("testdata", "cat.jpg")); !errors.Is(err, context.Canceled) {
		t.Errorf("%v", err)
	}
}
