package facts

import (
	"slices"

	"catchlight/library"
)

// Wanted is which words of facts are suggested.
type Wanted string

// The choices.
const (
	WantNone Wanted = "off"
	WantTags Wanted = "tags" // words that the vocabulary has
	WantAll  Wanted = "all"
)

// WantedBy is what a setting says; what it does not know is WantTags.
func WantedBy(setting string) Wanted {
	if w := Wanted(setting); w == WantNone || w == WantAll {
		return w
	}
	return WantTags
}

// Finder finds the facts about photos of a library. Any goroutine may use it.
type Finder struct {
	Library *library.Library
	Words   *Words
	Stacks  *library.Stacks // nil: no bursts are known
}

// About gives the facts about a photo. suggested are the tags that its model suggests: one that
// says that it was taken in a room keeps the sun out. Some ten microseconds; it does not block but
// for the first use of fingerprints.
func (f Finder) About(p *library.Photo, suggested []int) []Fact {
	looks, _ := f.Library.Fingerprint(p.Picture)
	return f.Words.About(Subject{Photo: p, Looks: looks, Burst: f.Frames(p)}, suggested)
}

// About gives the facts about a subject. suggested are the tags that its model suggests: see
// Finder.About. Pure.
func (w *Words) About(s Subject, suggested []int) []Fact {
	s.Indoors = w.InRoom(s.Photo.Keywords, func(room int) bool {
		return slices.ContainsFunc(suggested, func(tag int) bool { return w.vocabulary.IsBelow(tag, room) })
	})
	return Of(s)
}

// Frames counts those of the burst that a photo is in; 0: it is in none. Does not block.
func (f Finder) Frames(p *library.Photo) int {
	if f.Stacks == nil {
		return 0
	}
	burst, _ := f.Stacks.Of(library.Burst, p.ID)
	return len(burst.Photos)
}
