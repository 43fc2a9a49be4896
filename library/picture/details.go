package picture

import (
	"bytes"
	"encoding/binary"
	"io"
	"strings"
	"time"
	"unicode"
	"unicode/utf16"

	"github.com/bep/imagemeta"
)

// Details are what the file says about its photo. Every field may be zero: not
// known. Orientation is EXIF's 1 to 8, 1 where the file does not tell (for HEIC
// and AVIF it stands for irot and imir); Width and Height are as stored, before
// the orientation is applied. Taken is the time on the camera's clock, in the
// zone that the camera noted or else in UTC; see Dated. Title and Rating (1 to 5) are
// Exif's own; those of IPTC and XMP are in Keywords.
type Details struct {
	Orientation, Width, Height int
	Taken                      time.Time
	Camera, Lens, Title        string
	Rating                     int
	Latitude, Longitude        float64
	HasGPS                     bool

	HasOriginalDate bool // Taken is when the picture was taken, not when its file was made

	Shot
}

// Upright are the width and height in pixels as the picture is looked at. Pure.
func (d Details) Upright() (width, height int) {
	if d.Orientation > 4 { // these four lie on their side
		return d.Height, d.Width
	}
	return d.Width, d.Height
}

// ReadDetails reads what it can from a whole file in memory. It never fails and
// never panics, whatever the data; its work is bounded by the Exif block. Any
// goroutine.
func ReadDetails(data []byte, f Format) Details {
	d := Details{Orientation: 1}
	d.Width, d.Height = storedSize(data, f)
	tags := map[string]any{}
	for _, block := range ExifBlocks(data, f) {
		d.addBasics(block)
		addExifTags(tags, block)
	}
	d.takeTags(tags)
	if f == HEIC || f == AVIF {
		d.Orientation = 1
		if h := readHEIF(data); h != nil {
			d.Orientation = h.orientation(h.primary)
		}
	}
	return d
}

// addBasics reads with our own reader the orientation, on which a picture's
// identity depends and which must not be lost to a damaged field elsewhere, and
// the title, of which imagemeta does not keep the UTF-16.
func (d *Details) addBasics(block []byte) {
	const tagOrientation, tagXPTitle = 274, 0x9c9b
	t, dirs := readImageDirs(block)
	if len(dirs) == 0 {
		return
	}
	if o := t.number(dirs[0][tagOrientation]); o >= 1 && o <= 8 {
		d.Orientation = o
	}
	if title := dirs[0][tagXPTitle].value; len(title) <= 4096 {
		d.Title = utf16Text(title)
	}
}

// wantedTags are the Exif tags that Details are made of, by imagemeta's names.
var wantedTags = map[string]bool{
	"Make": true, "Model": true, "LensModel": true, "Rating": true, "Software": true, "UserComment": true,
	"DateTimeOriginal": true, "CreateDate": true, "ModifyDate": true,
	"OffsetTimeOriginal": true, "OffsetTimeDigitized": true, "OffsetTime": true,
	"ExposureTime": true, "ShutterSpeedValue": true, "FNumber": true, "ApertureValue": true, "ISO": true,
	"FocalLength": true, "FocalLengthIn35mmFormat": true, "SubjectDistance": true, "Flash": true, "CustomRendered": true,
	"GPSLatitude": true, "GPSLatitudeRef": true, "GPSLongitude": true, "GPSLongitudeRef": true,
	"GPSDateStamp": true, "GPSTimeStamp": true,
}

// addExifTags adds the wanted tags of a block in TIFF layout that are not there yet. imagemeta may
// panic on crafted data or give up at a damaged field; what came before is kept.
func addExifTags(tags map[string]any, block []byte) {
	defer func() { _ = recover() }()
	_, _ = imagemeta.Decode(imagemeta.Options{
		R:           &patience{bytes.NewReader(block), 20_000},
		ImageFormat: imagemeta.TIFF,
		Sources:     imagemeta.EXIF,
		ShouldHandleTag: func(tag imagemeta.TagInfo) bool {
			return wantedTags[tag.Tag] && !strings.Contains(tag.Namespace, "SubIFD")
		},
		HandleTag: func(tag imagemeta.TagInfo) error {
			if _, known := tags[tag.Tag]; !known {
				tags[tag.Tag] = tag.Value
			}
			return nil
		},
	})
}

// patience is a reader that ends after some reads: directories that point at each
// other again and again would keep imagemeta busy for minutes. Real files need a
// few hundred.
type patience struct {
	*bytes.Reader
	left int
}

func (p *patience) Read(b []byte) (int, error) {
	if p.left--; p.left < 0 {
		return 0, io.EOF
	}
	return p.Reader.Read(b)
}

// takeTags fills in what the tags say.
func (d *Details) takeTags(tags map[string]any) {
	text := exifTexts(tags)
	d.Camera, d.Lens = cameraName(text("Make"), text("Model")), text("LensModel")
	if n, ok := tags["Rating"].(uint16); ok && n <= 5 {
		d.Rating = int(n)
	}
	for _, name := range []string{"DateTimeOriginal", "CreateDate", "ModifyDate"} {
		if d.Taken.IsZero() {
			d.Taken = exifTime(text(name), offsetOf(text))
			d.HasOriginalDate = !d.Taken.IsZero() && name == "DateTimeOriginal"
		}
	}
	d.takePlace(tags)
	d.takeShot(tags)
}

// exifTexts gives the tags that are texts, tidy; others are "".
func exifTexts(tags map[string]any) func(name string) string {
	return func(name string) string { s, _ := tags[name].(string); return tidy(s) }
}

func (d *Details) takePlace(tags map[string]any) {
	latitude, ok1 := tags["GPSLatitude"].(float64)
	longitude, ok2 := tags["GPSLongitude"].(float64)
	inside := latitude >= 0 && latitude <= 90 && longitude >= 0 && longitude <= 180
	if !ok1 || !ok2 || !inside || latitude == 0 && longitude == 0 {
		return // 0, 0 is what cameras write without a fix
	}
	if s, _ := tags["GPSLatitudeRef"].(string); strings.HasPrefix(s, "S") {
		latitude = -latitude
	}
	if s, _ := tags["GPSLongitudeRef"].(string); strings.HasPrefix(s, "W") {
		longitude = -longitude
	}
	d.Latitude, d.Longitude, d.HasGPS = latitude, longitude, true
}

// exifTime reads "2024:05:01 12:30:00" in the zone of "+02:00".
func exifTime(stamp, offset string) time.Time {
	zone, _ := zoneOf(offset)
	t, err := time.ParseInLocation("2006:01:02 15:04:05", stamp, zone)
	if err != nil || t.Year() < 1800 {
		return time.Time{}
	}
	return t
}

// cameraName joins maker and model, the maker only where the model does not
// start with it: "Canon" + "Canon EOS 5D" is "Canon EOS 5D".
func cameraName(maker, model string) string {
	first, _, _ := strings.Cut(maker, " ")
	if strings.HasPrefix(strings.ToLower(model), strings.ToLower(first)) || model == "" {
		return model
	}
	return strings.TrimSpace(maker + " " + model)
}

// tidy makes text from a file fit to show: valid UTF-8, no control characters,
// at most 200 runes.
func tidy(s string) string {
	s = strings.Map(func(r rune) rune {
		if unicode.IsControl(r) {
			return -1
		}
		return r
	}, strings.ToValidUTF8(s, ""))
	if runes := []rune(s); len(runes) > 200 {
		s = string(runes[:200])
	}
	return strings.TrimSpace(s)
}

// utf16Text reads the UTF-16 that Windows writes into the XP fields.
func utf16Text(b []byte) string {
	units := make([]uint16, len(b)/2)
	for i := range units {
		units[i] = binary.LittleEndian.Uint16(b[2*i:])
	}
	return tidy(string(utf16.Decode(units)))
}
