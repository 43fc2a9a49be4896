package facts

import "catchlight/library/thumb"

// What makes a look, in percent of the pixels and levels of 255. Tried on 128 everyday photos: what
// they let through was so.
const (
	greyChroma  = 10 // JPEG's own noise in a grey picture stays below
	mostlyShare = 55

	highMean, highLight, highDark = 195, 70, 3
	lowMean, lowDark              = 45, 85
)

// looks are the tones of a picture that shows something: an empty sheet is neither high key nor
// black and white.
func (s *Subject) looks() (t thumb.Tones, ok bool) {
	return s.Looks.Tones, s.Looks.Tones.Known && s.Looks.Hash != 0 && !s.onScreen
}

func blackAndWhite(s *Subject) Reason {
	if t, ok := s.looks(); !ok || t.Chroma > greyChroma {
		return Reason{}
	}
	return Reason{Kind: NoColours}
}

func highKey(s *Subject) Reason {
	if t, ok := s.looks(); !ok || t.Mean < highMean || t.Light < highLight || t.Dark > highDark {
		return Reason{}
	}
	return Reason{Kind: AllBright}
}

func lowKey(s *Subject) Reason {
	if t, ok := s.looks(); !ok || t.Mean > lowMean || t.Dark < lowDark {
		return Reason{}
	}
	return Reason{Kind: AllDark}
}

// mostly gives the rule for a colour.
func mostly(c thumb.Colour) func(s *Subject) Reason {
	return func(s *Subject) Reason {
		t, ok := s.looks()
		if !ok || t.Colours[c] < mostlyShare {
			return Reason{}
		}
		return Reason{Kind: ShareOf, Number: float64(t.Colours[c])}
	}
}
