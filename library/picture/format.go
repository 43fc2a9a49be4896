package picture

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"path/filepath"
	"strings"
	"unicode/utf8"
)

// Format names the kind of file that a photo is. RAW stands for every
// proprietary camera format (CR2, CR3, NEF, ARW, RAF, …); DNG is apart from it
// because its layout is public.
type Format string

// The formats that count as photos. Not all of them can be decoded (see
// package thumb), but all are listed, so that none is skipped without a word.
const (
	JPEG Format = "jpeg"
	TIFF Format = "tiff"
	PNG  Format = "png"
	WebP Format = "webp"
	GIF  Format = "gif"
	BMP  Format = "bmp"
	HEIC Format = "heic"
	AVIF Format = "avif"
	DNG  Format = "dng"
	RAW  Format = "raw"
	PSD  Format = "psd"
	JXL  Format = "jxl"
	JP2  Format = "jp2"
	PNM  Format = "pnm"
)

// formatExtensions lists the file name endings of each format, the usual one first.
var formatExtensions = map[Format][]string{
	JPEG: {"jpg", "jpeg", "jpe", "jfif", "jif", "jfi", "pjpeg", "pjp", "mpo", "jps", "jpg_large", "jpg-large"},
	TIFF: {"tif", "tiff"},
	PNG:  {"png", "apng"},
	WebP: {"webp"},
	GIF:  {"gif"},
	BMP:  {"bmp", "dib"},
	HEIC: {"heic", "heif", "hif"},
	AVIF: {"avif"},
	DNG:  {"dng"},
	RAW: {
		"cr2", "cr3", "crw", "nef", "nrw", "arw", "sr2", "srf", "raf", "orf", "rw2", "pef", "srw",
		"rwl", "3fr", "iiq", "mrw", "x3f", "erf", "mef", "mos", "kdc", "dcr",
	},
	PSD: {"psd", "psb"},
	JXL: {"jxl"},
	JP2: {"jp2", "j2k", "jpf", "jpx", "j2c", "jpc"},
	PNM: {"pnm", "pbm", "pgm", "ppm"},
}

// formatByExtension is formatExtensions turned round.
var formatByExtension = func() map[string]Format {
	m := make(map[string]Format)
	for f, list := range formatExtensions {
		for _, ext := range list {
			m[ext] = f
		}
	}
	return m
}()

// MaxPhoto is how many bytes a photo may have: it is read into memory, and what is larger is
// refused before that. maxPacked is the same for the formats of cameras and the web, of which no
// program makes any that large: such a file is mostly holes, or something else.
const (
	MaxPhoto  = 1 << 30
	maxPacked = 512 << 20
)

// Embeds reports whether keywords go into ordinary files of the format; others get a sidecar, but DNG
// where the user allows it.
func (f Format) Embeds() bool { return f == JPEG || f == TIFF }

// MaxBytes is how many bytes a photo of the format may have.
func (f Format) MaxBytes() int64 {
	switch f {
	case JPEG, HEIC, AVIF, WebP, GIF:
		return maxPacked
	}
	return MaxPhoto
}

// FormatOf tells a photo's format by the ending of its name, whatever its case;
// false means that the file is not a photo. It does not open the file.
func FormatOf(path string) (Format, bool) {
	f, ok := formatByExtension[strings.ToLower(strings.TrimPrefix(filepath.Ext(path), "."))]
	return f, ok
}

// IsSidecar reports whether a file is a sidecar of XMP by the ending of its name.
func IsSidecar(path string) bool { return strings.EqualFold(filepath.Ext(path), ".xmp") }

// formatMagics are the first bytes that settle a format, in the order of trial.
var formatMagics = []struct {
	prefix string
	format Format
}{
	{"\xff\xd8\xff", JPEG},
	{"\x89PNG\r\n\x1a\n", PNG},
	{"GIF87a", GIF},
	{"GIF89a", GIF},
	{"8BPS", PSD},
	{"\xff\x0a", JXL},
	{"\x00\x00\x00\x0cJXL \r\n\x87\n", JXL},
	{"\x00\x00\x00\x0cjP  \r\n\x87\n", JP2},
	{"\xff\x4f\xff\x51", JP2},
	{"FUJIFILMCCD-RAW", RAW},
	{"IIRO", RAW},
	{"IIRS", RAW},
	{"MMOR", RAW},                       // Olympus
	{"IIU\x00", RAW},                    // Panasonic, Leica
	{"\x00MRM", RAW},                    // Minolta
	{"FOVb", RAW},                       // Sigma
	{"II\x1a\x00\x00\x00HEAPCCDR", RAW}, // Canon CRW
	{"II*\x00\x10\x00\x00\x00CR", RAW},  // Canon CR2
	{"II*\x00", TIFF},
	{"MM\x00*", TIFF}, // and most RAW files
	{"II+\x00\x08\x00", TIFF},
	{"MM\x00+\x00\x08", TIFF}, // BigTIFF
}

// Sniff tells the format by the first bytes of a file (64 are enough), or ""
// when they fit none. DNG and several RAW formats are TIFF files by content,
// and Sniff says TIFF for them.
func Sniff(head []byte) Format {
	for _, m := range formatMagics {
		if bytes.HasPrefix(head, []byte(m.prefix)) {
			return m.format
		}
	}
	switch {
	case len(head) >= 12 && string(head[:4]) == "RIFF" && string(head[8:12]) == "WEBP":
		return WebP
	case len(head) >= 12 && string(head[4:8]) == "ftyp":
		return sniffBrands(head)
	case isPNM(head):
		return PNM
	case isBMP(head):
		return BMP
	}
	return ""
}

// sniffBrands reads the brands of an ISO base media file (ISO/IEC 14496-12,
// ftyp box): the first known one decides, for the major brand is often the
// neutral "mif1".
func sniffBrands(head []byte) Format {
	end := min(int(min(binary.BigEndian.Uint32(head), 1<<16)), len(head))
	for i := 8; i+4 <= end; i += 4 {
		if i == 12 {
			continue // the minor version
		}
		switch string(head[i : i+4]) {
		case "avif", "avis":
			return AVIF
		case "heic", "heix", "heim", "heis", "hevc", "hevx":
			return HEIC
		case "crx ":
			return RAW
		}
	}
	if major := string(head[8:12]); major == "mif1" || major == "msf1" {
		return HEIC
	}
	return ""
}

func isPNM(head []byte) bool {
	return len(head) >= 3 && head[0] == 'P' && head[1] >= '1' && head[1] <= '6' &&
		(head[2] == '#' || strings.IndexByte(" \t\r\n", head[2]) >= 0)
}

// isBMP asks for a known header size too, since "BM" alone starts many a text.
func isBMP(head []byte) bool {
	if len(head) < 18 || string(head[:2]) != "BM" {
		return false
	}
	switch binary.LittleEndian.Uint32(head[14:]) {
	case 12, 40, 52, 56, 64, 108, 124:
		return true
	}
	return false
}

// formatNames are the formats as the user knows them.
var formatNames = map[Format]string{
	JPEG: "JPEG", TIFF: "TIFF", PNG: "PNG", WebP: "WebP", GIF: "GIF", BMP: "BMP", HEIC: "HEIC", AVIF: "AVIF",
	DNG: "DNG", RAW: "camera RAW file", PSD: "Photoshop file", JXL: "JPEG XL", JP2: "JPEG 2000", PNM: "PNM",
}

// Name is the format as a user reads it, such as "JPEG 2000".
func (f Format) Name() string { return formatNames[f] }

// CheckContent reports, in words for the user, that a file is not what its name
// says: empty, text, or another format. head is the start of the file, at least
// 64 bytes of it where it has them. Nil means that decoding is worth a try.
func CheckContent(path string, f Format, head []byte) error {
	found := Sniff(head)
	switch {
	case len(head) == 0:
		return fmt.Errorf("%s is empty (0 bytes): copy it again from the camera or a backup", path)
	case contentFits(f, found):
		return nil
	case found != "":
		return fmt.Errorf("%s is not a %s (it looks like %s): rename it to end in .%s",
			path, f.Name(), found.Name(), formatExtensions[found][0])
	case looksLikeText(head):
		return fmt.Errorf("%s is not a %s (it looks like text): rename it, or remove it from the folder", path, f.Name())
	}
	return fmt.Errorf("%s is not a %s (its first bytes fit no photo format): it may be damaged; copy it again from a backup", path, f.Name())
}

// contentFits allows for the formats that share their first bytes, and for RAW
// formats that we do not know.
func contentFits(f, found Format) bool {
	switch f {
	case DNG:
		return found == TIFF
	case RAW:
		return found == RAW || found == TIFF || found == ""
	case HEIC, AVIF:
		return found == HEIC || found == AVIF
	}
	return f == found
}

// looksLikeText allows for a last rune that was cut.
func looksLikeText(head []byte) bool {
	for range utf8.UTFMax {
		if len(head) == 0 || utf8.Valid(head) {
			break
		}
		head = head[:len(head)-1]
	}
	return utf8.Valid(head) && bytes.IndexByte(head, 0) < 0
}
