package facts

import (
	"catchlight/library"
	"catchlight/library/thumb"
)

// Model is what decisions on facts name as their model.
const Model = "facts"

// Subject is all that facts are told from.
type Subject struct {
	Photo   *library.Photo
	Looks   thumb.Fingerprint // zero: not looked at yet
	Burst   int               // frames of the burst that the photo is in; 0: none
	Indoors bool              // it was taken in a room, by its words or its suggestions: the sun says nothing then

	onScreen bool // the photo isScreenshot, which many rules ask
}

// Fact is a word that is true of a photo, and why.
type Fact struct {
	Word   string
	Reason Reason
}

// rule tells one word: it gives the reason why the word is true of a subject, none where it is not,
// or not known.
type rule struct {
	word   string // English, as the table of names has it
	reason func(s *Subject) Reason
}

// Of gives the facts about a photo, at most one for each word. Pure; some ten microseconds.
func Of(s Subject) []Fact {
	s.onScreen = isScreenshot(s.Photo)
	var found []Fact
	for _, r := range rules {
		if reason := r.reason(&s); reason.Known() {
			found = append(found, Fact{r.word, reason})
		}
	}
	return found
}

// rules are the words, from the surest to the vaguest.
var rules = []rule{
	{"screenshot", screenshot},
	{"crowd", crowd},
	{"group of people", group},
	{"couple", couple},
	{"portrait", portrait},
	{"person", person},
	{"drone", drone},
	{"aerial", drone},
	{"long exposure", longExposure},
	{"flash", flash},
	{"macro", macro},
	{"telephoto", telephoto},
	{"wide angle", wideAngle},
	{"panorama", panorama},
	{"HDR", hdr},
	{"burst", burst},
	{"black and white", blackAndWhite},
	{"high key", highKey},
	{"low key", lowKey},
	{"sunrise", sunrise},
	{"sunset", sunset},
	{"golden hour", goldenHour},
	{"blue hour", blueHour},
	{"night", night},
	{"spring", season("spring")},
	{"summer", season("summer")},
	{"autumn", season("autumn")},
	{"winter", season("winter")},
	{"red", mostly(thumb.Red)},
	{"orange", mostly(thumb.Orange)},
	{"yellow", mostly(thumb.Yellow)},
	{"green", mostly(thumb.Green)},
	{"turquoise", mostly(thumb.Turquoise)},
	{"blue", mostly(thumb.Blue)},
	{"purple", mostly(thumb.Purple)},
	{"pink", mostly(thumb.Pink)},
	{"brown", mostly(thumb.Brown)},
}
