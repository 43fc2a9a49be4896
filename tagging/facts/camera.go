package facts

import (
	"path/filepath"
	"regexp"
	"strings"

	"catchlight/library"
	"catchlight/library/keywords"
)

func longExposure(s *Subject) Reason {
	if s.Photo.Exposure < 1 {
		return Reason{}
	}
	return number(Exposed, s.Photo.Exposure)
}

func flash(s *Subject) Reason {
	if !s.Photo.Flash {
		return Reason{}
	}
	return Reason{Kind: FlashFired}
}

const (
	// near is up to which distance in metres any lens is used as a macro, nearMacro up to which one
	// that is made for it.
	near, nearMacro = .25, .5
	// From the one on a lens is a tele, up to the other a wide angle: mm as if on 35-mm film. What
	// phones have as their main lens, 24 to 28, would make every photo a wide angle.
	teleFrom, wideUpTo = 85, 23.5
	// smallestCrop is how much less a lens sees on the largest sensors that lenses of a named
	// length are made for, which tells a tele where the length on 35-mm film is not known.
	smallestCrop = .79
)

// macroLens finds what makers call lenses for close-ups. Zooms that are only said to reach near are
// none.
var macroLens = regexp.MustCompile(`(?i)\b(macro|micro)\b|\b(micro-nikkor|makro)`)

var zoomLens = regexp.MustCompile(`\d\s*(mm)?\s*-\s*\d+(\.\d+)?\s*mm`)

func macro(s *Subject) Reason {
	p := s.Photo
	made := macroLens.MatchString(p.Lens) && !zoomLens.MatchString(p.Lens)
	switch far := float64(p.Distance); {
	case far > 0 && (far <= near || made && far <= nearMacro):
		return number(Near, p.Distance)
	case far == 0 && made:
		return Reason{Kind: MacroLens, Name: p.Lens}
	}
	return Reason{}
}

func telephoto(s *Subject) Reason {
	switch p := s.Photo; {
	case p.Focal35 >= teleFrom:
		return number(Focal35, p.Focal35)
	case p.Focal35 == 0 && p.Focal*smallestCrop >= teleFrom:
		return number(Focal, p.Focal)
	}
	return Reason{}
}

func wideAngle(s *Subject) Reason {
	if p := s.Photo; p.Focal35 > 0 && p.Focal35 <= wideUpTo {
		return number(Focal35, p.Focal35)
	}
	return Reason{}
}

// panorama is a picture at least twice as long as high. One that stands upright must be by a
// camera: pictures of screens and texts have that shape, too.
func panorama(s *Subject) Reason {
	p := s.Photo
	w, h := p.Upright()
	switch {
	case s.onScreen || w == 0 || h == 0:
	case p.IsPanorama():
		return Reason{Kind: PutTogether}
	case w >= 2*h, h >= 2*w && p.Camera != "":
		return Reason{Kind: Shape, Number: float64(w), Other: float64(h)}
	}
	return Reason{}
}

// hdrPrograms find the programs that merge exposures, hdrName the names that photographers give to
// what they make.
var (
	hdrPrograms = regexp.MustCompile(`(?i)photomatix|aurora hdr|hdr efex|easyhdr|luminance hdr|hdr projects|machinery hdr`)
	hdrName     = regexp.MustCompile(`(?i)(^|[ _.-])hdr([ _.-]|$)`)
)

func hdr(s *Subject) Reason {
	p := s.Photo
	switch {
	case p.IsHDR():
		return Reason{Kind: Exposures}
	case hdrPrograms.MatchString(p.Software):
		return Reason{Kind: MadeWith, Name: p.Software}
	case hdrName.MatchString(stem(p.Path)):
		return Reason{Kind: FileCalledSo}
	}
	return Reason{}
}

// What makers of drones call themselves, and their cameras that do not fly. Hasselblad's L1D and
// L2D are those of Mavics.
var (
	droneMakers = regexp.MustCompile(`(?i)^(dji|autel|parrot|yuneec|skydio|xag|hover|hubsan|fimi|potensic|holy stone)\b`)
	droneCamera = regexp.MustCompile(`^(Hasselblad )?L[12]D-20c`)
	onTheGround = regexp.MustCompile(`(?i)osmo|pocket|action|ronin|\bot\d|\bhg\d|\bac\d{3}|\bpp-`)
)

func drone(s *Subject) Reason {
	p := s.Photo
	if (droneMakers.MatchString(p.Maker) || droneCamera.MatchString(p.Camera)) && !onTheGround.MatchString(p.Camera) {
		return Reason{Kind: ByDrone, Name: p.Camera}
	}
	return Reason{}
}

// screenNames find what systems call the pictures that they take of their screen.
var screenNames = regexp.MustCompile(`(?i)^(screenshot|screen[ _-]?shot|screen capture|bildschirmfoto|bildschirmaufnahme|capture d['’_ ]?[ée]cran|` +
	`captura de pantalla|schermata|istantanea schermo|スクリーンショット|屏幕截图|屏幕快照|截屏|знімок екрана|scrnshot|screencap)`)

// isScreenshot knows pictures of a screen by what their file says, or by its name where no camera
// was there.
func isScreenshot(p *library.Photo) bool {
	byCamera := p.Exposure > 0 || p.Aperture > 0
	return p.IsScreen || !byCamera && screenNames.MatchString(keywords.Clean(stem(p.Path)))
}

func screenshot(s *Subject) Reason {
	switch {
	case s.Photo.IsScreen:
		return Reason{Kind: FileSays}
	case s.onScreen:
		return Reason{Kind: FileCalledSo}
	}
	return Reason{}
}

// leastBurst is how many frames make a burst: two may be a second try.
const leastBurst = 3

func burst(s *Subject) Reason {
	if s.Burst < leastBurst {
		return Reason{}
	}
	return Reason{Kind: InRow, Number: float64(s.Burst)}
}

// number is a reason with a number that the camera has noted.
func number(kind ReasonKind, noted float32) Reason { return Reason{Kind: kind, Number: float64(noted)} }

// stem is the name of a file without its ending.
func stem(path string) string {
	name := filepath.Base(path)
	return strings.TrimSuffix(name, filepath.Ext(name))
}
