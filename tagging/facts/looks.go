package facts

import (
	"fmt"

	"catchlight/library/thumb"
)

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
	return s.Looks.Tones, s.Looks.Tones.Known && s.Looks.Hash != 0 && !s.isScreenshot()
}

func blackAndWhite(s *Subject) string {
	if t, ok := s.looks(); !ok || t.Chroma > greyChroma {
		return ""
	}
	return "it has no colours"
}

func highKey(s *Subject) string {
	if t, ok := s.looks(); !ok || t.Mean < highMean || t.Light < highLight || t.Dark > highDark {
		return ""
	}
	return "nearly all of it is bright"
}

func lowKey(s *Subject) string {
	if t, ok := s.looks(); !ok || t.Mean > lowMean || t.Dark < lowDark {
		return ""
	}
	return "nearly all of it is dark"
}

// mostly gives the rule for a colour.
func mostly(c thumb.Colour) func(s *Subject) string {
	return func(s *Subject) string {
		t, ok := s.looks()
		if !ok || t.Colours[c] < mostlyShare {
			return ""
		}
		return fmt.Sprintf("%d %% of it", t.Colours[c])
	}
}
