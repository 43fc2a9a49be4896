package inspector

import (
	"math"
	"path/filepath"
	"strconv"
	"strings"

	"fyne.io/fyne/v2/lang"

	"catchlight/library"
	"catchlight/library/picture"
	"catchlight/ui/phrase"
)

// partial says that the picture of a photo cannot be seen, or only in part.
func partial(p *library.Photo) string {
	if !p.Partial {
		return ""
	}
	return lang.X("inspector.partial", "the picture cannot be decoded, or only in part: copy it again from a backup, or export it as JPEG")
}

// photoLine is what is known of a photo beside its name: when it was taken, with what, and how.
func photoLine(p *library.Photo) string {
	var parts []string
	if !p.Taken.IsZero() {
		parts = append(parts, phrase.Moment(p.Taken))
	}
	if width, height := p.Upright(); width > 0 {
		parts = append(parts, lang.X("inspector.pixels", "{{.w}} × {{.h}}", map[string]any{"w": width, "h": height}))
	}
	for _, s := range []string{p.Camera, p.Lens, exposureLine(&p.Shot), phrase.Said(p.Problem), partial(p)} {
		if s != "" {
			parts = append(parts, s)
		}
	}
	if len(parts) == 0 {
		return filepath.Dir(p.Path)
	}
	return strings.Join(parts, " · ")
}

// exposureLine says how a picture was taken as photographers write it: "1/250 s f/2.8 ISO 400 85
// mm". What the camera does not say is left out.
func exposureLine(s *picture.Shot) string {
	var parts []string
	if s.Exposure > 0 {
		parts = append(parts, seconds(float64(s.Exposure))+" s")
	}
	if s.Aperture > 0 {
		parts = append(parts, "f/"+rounded(float64(s.Aperture), 1))
	}
	if s.ISO > 0 {
		parts = append(parts, "ISO "+strconv.Itoa(int(s.ISO)))
	}
	if s.Focal > 0 {
		parts = append(parts, rounded(float64(s.Focal), 1)+" mm")
	}
	if s.Flash {
		parts = append(parts, lang.X("inspector.flash", "flash"))
	}
	return strings.Join(parts, "  ")
}

// seconds is a time of exposure: a fraction up to a third of a second, as it stands on cameras.
func seconds(s float64) string {
	if s > 0 && s < .3 {
		return "1/" + strconv.Itoa(int(math.Round(1/s)))
	}
	return rounded(s, 1)
}

// rounded writes a number with at most so many digits behind the point.
func rounded(n float64, digits int) string {
	power := math.Pow10(digits)
	return phrase.Fraction(math.Round(n*power)/power, -1)
}
