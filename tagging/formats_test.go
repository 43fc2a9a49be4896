package tagging

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"image"
	"image/color"
	"image/gif"
	"image/jpeg"
	"image/png"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"golang.org/x/image/bmp"
	"golang.org/x/image/tiff"

	"catchlight/library"
	"catchlight/library/keywords"
	"catchlight/library/safewrite"
	"catchlight/library/testphoto"
	"catchlight/library/thumb"
)

// TestFormats measures the table of docs/FORMATS.md: for each format a photo is made that is stored
// turned to the left and marked so where the format can say it, with the keyword PROBE embedded by
// exiftool. It is imported, shown, indexed, read, and a write of it is planned.
func TestFormats(t *testing.T) {
	testphoto.Needs(t, "exiftool")
	doc, err := os.ReadFile(filepath.Join("..", "docs", "FORMATS.md"))
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	lib, err := library.Open(filepath.Join(dir, "library.db"))
	if err != nil {
		t.Fatal(err)
	}
	defer lib.Close()
	for _, s := range samples(t) {
		row := s.measure(t, lib, filepath.Join(t.TempDir(), s.file))
		if !strings.Contains(string(doc), row) {
			t.Errorf("docs/FORMATS.md lacks the line\n%s", row)
		}
	}
}

// sample is one format: a file, whose colour at the upper left is red when it is shown upright.
type sample struct {
	title, file string
	data        []byte
	turns       bool // the format can say how it is to be turned, and the sample does
}

// measure gives the line of the table.
func (s sample) measure(t *testing.T, lib *library.Library, path string) string {
	t.Helper()
	if err := os.WriteFile(path, s.data, 0o644); err != nil {
		t.Fatal(err)
	}
	embeds := embedKeyword(t, path)
	imported, err := lib.Import(t.Context(), []string{path}, library.ImportOptions{})
	if err != nil {
		t.Fatal(err)
	}
	p := lib.Snapshot().ByPath(path)
	if p == nil {
		t.Fatalf("%s: %+v", path, imported)
	}
	picture, shown := thumb.DecodeFile(t.Context(), path, 0)
	if shown != nil && !errors.Is(shown, thumb.ErrUnsupported) {
		t.Errorf("%s: %v", s.file, shown)
	}
	if _, err := Index(t.Context(), lib, nil, &fakeEncoder{}, []library.ID{p.ID}, IndexOptions{}); err != nil {
		t.Fatal(err)
	}
	upright := "–"
	if s.turns {
		upright = yes(picture != nil && red(picture.Image))
	}
	keywords, read := yes(len(p.Keywords.All) == 1 && p.Keywords.All[0].Name == "PROBE"), p.Size > 0 && p.Problem == ""
	if !embeds {
		keywords = "sidecar only"
	}
	return fmt.Sprintf("| %s | %s | %s | %s | %s | %s | %s |", s.title,
		yes(read), upright, yes(shown == nil), yes(lib.HasVector("fake", p.Picture)), keywords, destination(t, path))
}

// embedKeyword puts PROBE into the file, where exiftool can.
func embedKeyword(t *testing.T, path string) bool {
	t.Helper()
	before, _ := os.Stat(path)
	args := []string{"-q", "-q", "-overwrite_original", "-XMP-dc:Subject=PROBE", path}
	if filepath.Ext(path) == ".png" {
		args = append(args, "-Orientation#=6")
	}
	_ = exec.Command("exiftool", args...).Run()
	after, err := os.Stat(path)
	if err != nil {
		t.Fatal(err)
	}
	return after.Size() != before.Size()
}

func yes(is bool) string {
	if is {
		return "yes"
	}
	return "no"
}

func red(img *image.RGBA) bool {
	c := img.RGBAAt(img.Rect.Dx()/4, img.Rect.Dy()/4)
	return c.R > 150 && c.G < 80 && c.B < 90
}

// destination is where a write would put a keyword.
func destination(t *testing.T, path string) string {
	t.Helper()
	change, err := safewrite.Prepare(path, keywords.Edit{Add: []string{"another"}}, safewrite.Options{To: safewrite.Auto})
	if err != nil {
		t.Errorf("%s: %v", path, err)
		return "no"
	}
	if change.To[0] == safewrite.Embedded {
		return "in the file"
	}
	return strings.Replace(filepath.Base(change.Files[0].Path), strings.TrimSuffix(filepath.Base(path), filepath.Ext(path)), "NAME", 1)
}

func samples(t *testing.T) []sample {
	t.Helper()
	made := func(name string) []byte {
		data, err := os.ReadFile(filepath.Join("..", "library", "thumb", "testdata", "made", name))
		if err != nil {
			t.Fatal(err)
		}
		return data
	}
	encode := func(err func(b *bytes.Buffer) error) []byte {
		var b bytes.Buffer
		if err := err(&b); err != nil {
			t.Fatal(err)
		}
		return b.Bytes()
	}
	stored := turnedLeft()
	asJPEG := encode(func(b *bytes.Buffer) error { return jpeg.Encode(b, stored, nil) })
	asPNG := encode(func(b *bytes.Buffer) error { return png.Encode(b, stored) })
	asTIFF := encode(func(b *bytes.Buffer) error { return tiff.Encode(b, stored, nil) })
	list := []sample{
		{"JPEG", "a.jpg", withExif(asJPEG), true},
		{"TIFF", "a.tif", orientTIFF(asTIFF), true},
		{"PNG", "a.png", asPNG, true},
		{"WebP", "a.webp", made("lossy.webp"), false},
		{"GIF", "a.gif", encode(func(b *bytes.Buffer) error { return gif.Encode(b, stored, nil) }), false},
		{"BMP", "a.bmp", encode(func(b *bytes.Buffer) error { return bmp.Encode(b, stored) }), false},
		{"PNM (PBM, PGM, PPM)", "a.ppm", []byte("P6 1 1 255\n\xc8\x1e\x28"), false},
		{"HEIC, HEIF", "a.heic", made("turned.heic"), true},
		{"AVIF", "a.avif", made("turned.avif"), true},
		{"JPEG XL", "a.jxl", made("quadrants.jxl"), false},
		{"JPEG 2000", "a.jp2", bareJP2(), false},
		{"Photoshop (PSD)", "a.psd", barePSD(), false},
		{"Canon CR3", "a.cr3", bareCR3(asJPEG), true},
		{"Fujifilm RAF", "a.raf", append([]byte("FUJIFILMCCD-RAW 0201FF383501"), withExif(asJPEG)...), true},
	}
	for _, raw := range []struct{ title, file, magic string }{
		{"Adobe DNG", "a.dng", "II*\x00"},
		{"Canon CR2", "a.cr2", "II*\x00"},
		{"Nikon NEF, NRW", "a.nef", "MM\x00*"},
		{"Sony ARW", "a.arw", "II*\x00"},
		{"Olympus ORF", "a.orf", "IIRO"},
		{"Panasonic RW2", "a.rw2", "IIU\x00"},
		{"Pentax PEF", "a.pef", "MM\x00*"},
		{"Samsung SRW", "a.srw", "II*\x00"},
	} {
		list = append(list, sample{raw.title, raw.file, bareRAW(raw.magic, asJPEG), true})
	}
	return list
}

// turnedLeft is a picture whose upright form has red at the upper left, stored as EXIF's
// orientation 6 means.
func turnedLeft() *image.Paletted {
	img := image.NewPaletted(image.Rect(0, 0, 64, 96), color.Palette{color.RGBA{30, 50, 190, 255}, color.RGBA{200, 30, 40, 255}})
	for y := 48; y < 96; y++ {
		for x := range 32 {
			img.SetColorIndex(x, y, 1) // the lower left comes to the upper left
		}
	}
	return img
}

// exifTurned is a block in TIFF layout with the orientation 6 alone.
func exifTurned(order binary.ByteOrder, magic string) []byte {
	block := make([]byte, 26)
	copy(block, magic)
	order.PutUint32(block[4:], 8)
	order.PutUint16(block[8:], 1)
	order.PutUint16(block[10:], 274)
	order.PutUint16(block[12:], 3)
	order.PutUint32(block[14:], 1)
	order.PutUint16(block[18:], 6)
	return block
}

// withExif puts the orientation into a JPEG.
func withExif(data []byte) []byte {
	segment := append([]byte("Exif\x00\x00"), exifTurned(binary.LittleEndian, "II*\x00")...)
	head := binary.BigEndian.AppendUint16([]byte{0xff, 0xd8, 0xff, 0xe1}, uint16(len(segment)+2))
	return append(append(head, segment...), data[2:]...)
}

// orientTIFF appends the orientation to the only directory of a TIFF that x/image wrote (little
// endian, at the end).
func orientTIFF(data []byte) []byte {
	le := binary.LittleEndian
	at := le.Uint32(data[4:])
	count := le.Uint16(data[at:])
	entries := data[at+2 : at+2+12*uint32(count)]
	place := 0
	for place < len(entries) && le.Uint16(entries[place:]) < 274 {
		place += 12
	}
	directory := le.AppendUint16(nil, count+1)
	directory = append(directory, entries[:place]...)
	directory = append(directory, exifTurned(le, "II*\x00")[10:22]...)
	directory = append(append(directory, entries[place:]...), 0, 0, 0, 0)
	out := bytes.Clone(data)
	le.PutUint32(out[4:], uint32(len(out)))
	return append(out, directory...)
}

// bareRAW is a maker's file in TIFF layout: the orientation, a preview, and sensor data that no
// decoder shows.
func bareRAW(magic string, preview []byte) []byte {
	order := binary.ByteOrder(binary.LittleEndian)
	if magic[0] == 'M' {
		order = binary.BigEndian
	}
	lossless := "\xff\xd8\xff\xc3\x00\x0b\x08\x10\x00\x10\x00\x01\x01\x11\x00\xff\xda\x00\x08"
	return append(append(exifTurned(order, magic), preview...), lossless...)
}

// box is one of an ISO base media file.
func box(kind string, payload ...[]byte) []byte {
	inside := bytes.Join(payload, nil)
	return append(append(binary.BigEndian.AppendUint32(nil, uint32(8+len(inside))), kind...), inside...)
}

func bareCR3(preview []byte) []byte {
	canon := []byte("\x85\xc0\xb6\x87\x82\x0f\x11\xe0\x81\x11\xf4\xce\x46\x2b\x6a\x48")
	return bytes.Join([][]byte{
		box("ftyp", []byte("crx \x00\x00\x00\x01crx isom")),
		box("moov", box("uuid", canon, box("CMT1", exifTurned(binary.LittleEndian, "II*\x00")))),
		box("mdat", preview),
	}, nil)
}

// barePSD has one grey pixel.
func barePSD() []byte {
	return []byte("8BPS\x00\x01\x00\x00\x00\x00\x00\x00\x00\x01\x00\x00\x00\x01\x00\x00\x00\x01\x00\x08\x00\x01" +
		"\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x80")
}

func bareJP2() []byte {
	return bytes.Join([][]byte{
		box("jP  ", []byte("\r\n\x87\n")), box("ftyp", []byte("jp2 \x00\x00\x00\x00jp2 ")),
		box("jp2h", box("ihdr", []byte{0, 0, 0, 64, 0, 0, 0, 96, 0, 3, 7, 7, 0, 0})), box("jp2c", []byte("\xff\x4f\xff\x51")),
	}, nil)
}
