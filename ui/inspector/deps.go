// Package inspector is the panel at the right of the photos: what is known of those that are
// selected, their words as chips that decide, why a word is proposed, and the tour of who is new.
// What a chip does is done by functions that it is given.
package inspector

import (
	"fyne.io/fyne/v2"

	"catchlight/library"
	"catchlight/tagging/facts"
	"catchlight/ui/engine"
	"catchlight/ui/kit"
	"catchlight/ui/thumbnail"
	"catchlight/ui/view"
)

// Deps is what the inspector works with. All must be set.
type Deps struct {
	Library    *library.Library // has the vectors
	Engine     *engine.Engine
	Thumbnails *thumbnail.Source
	Tour       *Tour
	Offer      fyne.CanvasObject // the line that offers a better model; hidden where there is none
	Photos     Photos
	Ring       Ring
	Acts       Acts
	Known      Known
	Set        Set
	Keys       Keys

	InLoupe func() bool // the loupe is open
	Canvas  func() fyne.Canvas
	Leave   func()                                         // gives the keyboard back to the photos
	Rested  func()                                         // the ring has moved: other keys work
	Hint    func(owner any, text string) func(inside bool) // makes what shows a hint
	Post    func(func())                                   // runs a function on Fyne's goroutine, later
}

// Photos is what is known of the photos that are shown.
type Photos struct {
	Snapshot func() *library.Snapshot
	Selected func() []*library.Photo
	Words    func(*library.Photo) view.Words
	PlaceOf  func(p *library.Photo, name string) *facts.PlaceTag // nil where another thing has that name
	Reason   func(p *library.Photo, word string) facts.Reason    // why it is known to be true without the model; none: it is not
	GoesTo   func([]*library.Photo) string                       // where their keywords go, in a sentence
	Stack    func() (line string, shown *library.Photo)          // what the only selected cell belongs to; the photo that stands for it, if it is closed
}

// Ring is the ring of the current word, the one that A and X act on.
type Ring struct {
	Current   func(view.Words) (view.Word, bool)
	Explained func(view.Words) view.Word // the current word, or else the first
	Put       func(name string, s view.WordState)
	Reached   func() bool // the keys that decide reach it

	Number func(suggestion string) int // the digit that accepts it, above 9 for none
}

// Known is what the user may be about to type.
type Known struct {
	Offers func(line string) []view.Offer
	Wanted func() // keywords will be typed: what is known of them is to be brought up to date
}

// Acts are what the inspector does for the user.
type Acts struct {
	Accept, Reject, Strike, Reopen, Put func(name string, photos []*library.Photo)

	Type         func(line string) // adds keywords, separated by commas, to the selected photos
	AcceptStrong func()
	Ranking      func()            // shows the whole ranking, or hides it
	Show         func(word string) // the photos with it
	Menu         func(c kit.Chip, photos []*library.Photo, at fyne.Position)
	Aim          func(at fyne.Position)              // frames the photo that a drop would go to
	Drop         func(word string, at fyne.Position) // onto the photo at a place in the window
}

// Keys are what the inspector does not do itself.
type Keys struct {
	Down  func(fyne.KeyName, fyne.KeyModifier)
	Typed func(fyne.KeyName, fyne.KeyModifier)
	Rune  func(rune)
	Row   func(fyne.KeyName) // on a row
}
