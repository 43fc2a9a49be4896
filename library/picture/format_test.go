package picture

import (
	"encoding/xml"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

func TestFormatOf(t *testing.T) {
	for path, want := range map[string]Format{
		"a.jpg": JPEG, "A.JPEG": JPEG, "dir.png/b.TIF": TIFF, "c.webp": WebP, "x.y.HEIC": HEIC, "r.cr3": RAW, "r.NEF": RAW,
		"d.dng": DNG, "p.pgm": PNM, "q.jp2": JP2, "labels.tsv": "", "noext": "", ".jpg": JPEG, "a.jpg~": "", "a.jpg.xmp": "",
	} {
		got, ok := FormatOf(path)
		if got != want || ok != (want != "") {
			t.Errorf("FormatOf(%q) = %q, %v; want %q", path, got, ok, want)
		}
	}
	for _, list := range formatExtensions {
		for _, ext := range list {
			if f, ok := FormatOf("x." + ext); !ok || f.Name() == "" {
				t.Errorf(".%s has no format or no name", ext)
			}
		}
	}
}

// packaged reads a file of what desktops are told.
func packaged(t *testing.T, path ...string) string {
	t.Helper()
	data, err := os.ReadFile(filepath.Join(append([]string{"..", "..", "packaging"}, path...)...))
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}

// TestWindowsOffersEveryFormat: "Open with" of a photo names Catchlight, whatever the format, and of
// no other file.
func TestWindowsOffersEveryFormat(t *testing.T) {
	offered := map[string]bool{}
	for line := range strings.Lines(packaged(t, "windows", "types.nsh")) {
		if _, quoted, ok := strings.Cut(line, "!insertmacro Type "); ok {
			offered[strings.Trim(quoted, "\"\n")] = true
		}
	}
	for ext := range formatByExtension {
		if !offered[ext] {
			t.Errorf(".%s is missing in packaging/windows/types.nsh", ext)
		}
	}
	for ext := range offered {
		if _, ok := formatByExtension[ext]; !ok {
			t.Errorf(".%s stands in packaging/windows/types.nsh and is no photo", ext)
		}
	}
}

// TestLinuxOffersEveryFormat is the same for the desktops of Linux, by the types that they know.
func TestLinuxOffersEveryFormat(t *testing.T) {
	_, after, _ := strings.Cut(packaged(t, "linux", "app.catchlight.Catchlight.desktop"), "\nMimeType=")
	list, _, _ := strings.Cut(after, "\n")
	offered := strings.Split(list, ";")
	data, err := os.ReadFile("/usr/share/mime/packages/freedesktop.org.xml")
	if err != nil {
		t.Skipf("needs the types of files (Debian: shared-mime-info): %v", err)
	}
	var known struct {
		Types []struct {
			Name  string `xml:"type,attr"`
			Globs []struct {
				Pattern string `xml:"pattern,attr"`
			} `xml:"glob"`
		} `xml:"mime-type"`
	}
	if err := xml.Unmarshal(data, &known); err != nil {
		t.Fatal(err)
	}
	for _, kind := range known.Types {
		for _, glob := range kind.Globs {
			_, photo := FormatOf("x" + strings.TrimPrefix(glob.Pattern, "*"))
			if photo && strings.HasPrefix(kind.Name, "image/") && !slices.Contains(offered, kind.Name) {
				t.Errorf("%s (%s) is missing in the MimeType of packaging/linux/app.catchlight.Catchlight.desktop", kind.Name, glob.Pattern)
			}
		}
	}
}

func TestSniff(t *testing.T) {
	for head, want := range map[string]Format{
		"\xff\xd8\xff\xe0":                                 JPEG,
		"\x89PNG\r\n\x1a\n":                                PNG,
		"GIF89a":                                           GIF,
		"II*\x00\x08\x00\x00\x00":                          TIFF,
		"II*\x00\x10\x00\x00\x00CR\x02":                    RAW,
		"RIFF\x00\x00\x00\x00WEBPVP8 ":                     WebP,
		"RIFF\x00\x00\x00\x00WAVE":                         "",
		"\x00\x00\x00\x18ftypheic\x00\x00\x00":             HEIC,
		"\x00\x00\x00\x1cftypmif1\x00\x00\x00\x00mif1avif": AVIF,
		"\x00\x00\x00\x18ftypmif1\x00\x00\x00\x00mif1miaf": HEIC,
		"\x00\x00\x00\x18ftypcrx \x00":                     RAW,
		"\x00\x00\x00\x18ftypmp42\x00":                     "",
		"8BPS\x00\x01":                                     PSD,
		"\xff\x0a\x00":                                     JXL,
		"\x00\x00\x00\x0cjP  \r\n\x87\n":                   JP2,
		"P6\n1 1\n255\n":                                   PNM,
		"P7\n":                                             "",
		"Packaging":                                        "",
		"BM is a text that starts like a BMP":              "",
		"BM\x00\x00\x00\x00\x00\x00\x00\x00\x36\x00\x00\x00\x28\x00\x00\x00": BMP,
		"":  "",
		"P": "",
	} {
		if got := Sniff([]byte(head)); got != want {
			t.Errorf("Sniff(%q) = %q, want %q", head, got, want)
		}
	}
}

func TestCheckContent(t *testing.T) {
	for _, c := range []struct {
		format Format
		head   string
		want   string // part of the message; "" for none
	}{
		{JPEG, "\xff\xd8\xff\xe0", ""},
		{DNG, "II*\x00\x08\x00\x00\x00", ""},
		{RAW, "II*\x00\x08\x00\x00\x00", ""},
		{RAW, "\x00\x01unknown maker", ""},
		{AVIF, "\x00\x00\x00\x18ftypmif1\x00\x00\x00\x00mif1miaf", ""},
		{JPEG, "", "photo is empty (0 bytes)"},
		{JPEG, "this is not an image, ä", "looks like text"},
		{JPEG, "\x89PNG\r\n\x1a\n", "looks like PNG): rename it to end in .png"},
		{PNG, "\x00\x01\x02\xfe\xff", "fit no photo format"},
		{JPEG, strings.Repeat("ä", 40)[:63], "looks like text"},
	} {
		err := CheckContent("photo", c.format, []byte(c.head))
		switch {
		case c.want == "" && err != nil:
			t.Errorf("%s %q: %v", c.format, c.head, err)
		case c.want != "" && (err == nil || !strings.Contains(err.Error(), c.want)):
			t.Errorf("%s %q: %v, want %q", c.format, c.head, err, c.want)
		}
	}
}
