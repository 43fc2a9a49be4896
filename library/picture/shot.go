package picture

import (
	"math"
	"strings"
	"time"
)

// Shot is how the picture was taken, by Exif. Every field may be zero: not known, or not so.
type Shot struct {
	Maker, Software string
	Exposure        float32 // seconds
	Aperture        float32 // the f-number
	ISO             int32
	Focal, Focal35  float32   // mm; as if on 35-mm film
	Distance        float32   // m, to the subject; +Inf where the camera says infinity
	Flash           bool      // it fired
	Rendered        uint8     // Exif's CustomRendered, where Apple says what it has put together: see HDR and Panorama
	IsScreen        bool      // the file says that it is a picture of a screen
	UTC             time.Time // when it was taken, where the zone of the camera's clock is noted or GPS gave the time
}

// What Apple writes as CustomRendered, which other makers leave at 0 or 1.
const (
	renderedHDR         = 2
	renderedHDRKept     = 3 // the picture without it was kept, too
	renderedPanorama    = 6
	renderedPortraitHDR = 7
)

// IsHDR reports whether the camera says that it has put the picture together of several exposures.
func (s *Shot) IsHDR() bool {
	hdr := s.Rendered == renderedHDR || s.Rendered == renderedHDRKept || s.Rendered == renderedPortraitHDR
	return hdr && s.Maker == "Apple"
}

// IsFar reports whether the subject was at infinity.
func (s *Shot) IsFar() bool { return math.IsInf(float64(s.Distance), 1) }

// IsPanorama reports whether the camera says that it has put the picture together of several, side
// by side.
func (s *Shot) IsPanorama() bool { return s.Rendered == renderedPanorama && s.Maker == "Apple" }

// takeShot fills in what the tags say. Values that no camera writes are damage, and are left out.
func (d *Details) takeShot(tags map[string]any) {
	const longestExposure, mostAperture, longestLens = 86400, 1000, 100_000
	text := exifTexts(tags)
	number := func(most float64, names ...string) float32 {
		for _, name := range names {
			if n := exifNumber(tags[name]); n > 0 && n <= most {
				return float32(n)
			}
		}
		return 0
	}
	d.Shot = Shot{
		Maker: text("Make"), Software: text("Software"),
		Exposure: number(longestExposure, "ExposureTime", "ShutterSpeedValue"),
		Aperture: number(mostAperture, "FNumber", "ApertureValue"),
		ISO:      int32(number(math.MaxInt32-1, "ISO")),
		Focal:    number(longestLens, "FocalLength"),
		Focal35:  number(longestLens, "FocalLengthIn35mmFormat"),
		Distance: number(math.Inf(1), "SubjectDistance"),
		Flash:    int(exifNumber(tags["Flash"]))&1 != 0,
		Rendered: uint8(number(math.MaxUint8, "CustomRendered")),
		IsScreen: strings.EqualFold(text("UserComment"), "screenshot"),
		UTC:      d.momentOf(text),
	}
	if d.Distance >= math.MaxUint32 {
		d.Distance = float32(math.Inf(1)) // Exif's sign for it
	}
}

// momentOf is when the picture was taken, in UTC: by the camera's clock and its zone, else by GPS.
// A time of GPS that no zone could make of the clock's is not that of the picture.
func (d *Details) momentOf(text func(name string) string) time.Time {
	if d.Taken.IsZero() {
		return time.Time{}
	}
	if _, known := zoneOf(offsetOf(text)); known {
		return d.Taken.UTC()
	}
	clock, _, _ := strings.Cut(text("GPSTimeStamp"), ".")
	const widest = 15 * time.Hour // zones go from −12 to +14, and summer time
	if t := exifTime(text("GPSDateStamp")+" "+clock, ""); !t.IsZero() && t.Sub(d.Taken).Abs() <= widest {
		return t
	}
	return time.Time{}
}

// offsetOf is the zone of the time at which the picture was taken. Where only that of another date
// is noted it counts when both dates are the same, for then the camera wrote them together.
func offsetOf(text func(name string) string) string {
	for _, date := range []struct{ name, offset string }{
		{"DateTimeOriginal", "OffsetTimeOriginal"}, {"CreateDate", "OffsetTimeDigitized"}, {"ModifyDate", "OffsetTime"},
	} {
		taken := text("DateTimeOriginal")
		if taken == "" {
			taken = text(date.name)
		}
		if offset := text(date.offset); offset != "" && text(date.name) == taken {
			return offset
		}
	}
	return ""
}

// zoneOf reads "+02:00", and Z, which some programs write for UTC.
func zoneOf(offset string) (*time.Location, bool) {
	t, err := time.Parse("Z07:00", strings.TrimSpace(offset))
	if err != nil {
		return time.UTC, false
	}
	_, seconds := t.Zone()
	return time.FixedZone("", seconds), true
}

// exifNumber is the value of a field, or the first of several; 0 where it is none.
func exifNumber(v any) float64 {
	var n float64
	switch v := v.(type) {
	case interface{ Float64() float64 }:
		n = v.Float64()
	case float64:
		n = v
	case float32:
		n = float64(v)
	case uint8:
		n = float64(v)
	case uint16:
		n = float64(v)
	case uint32:
		n = float64(v)
	case int32:
		n = float64(v)
	case []any:
		if len(v) > 0 {
			return exifNumber(v[0])
		}
	}
	if math.IsNaN(n) {
		return 0
	}
	return n
}
