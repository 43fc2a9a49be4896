package inspector

import (
	"strconv"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/lang"

	"catchlight/ui/kit"
)

// Step is one of the three steps of the tour.
type Step uint8

// The steps: photos are added, a word is decided, and written.
const (
	StepAdd Step = iota
	StepDecide
	StepWrite
	steps
)

// Keys of the preferences that remember the tour.
const (
	tourDone = "tour.done"
	tourOver = "tour.over"
)

// Tour remembers which of the three steps have been done. A step is done by doing it.
type Tour struct {
	store   fyne.Preferences
	changed func()
	done    [steps]bool
	over    bool
	drawn   drawnTour
}

// drawnTour is what the inspector shows of a tour: the toolkit draws the window twice for objects that
// it meets for the first time, so they are made anew only where they look different.
type drawnTour struct {
	done  [steps]bool
	title string // in the language of the window
	steps []fyne.CanvasObject
	skip  fyne.CanvasObject
}

// NewTour returns the tour as store remembers it. changed is called when it looks different.
func NewTour(store fyne.Preferences, changed func()) *Tour {
	t := &Tour{store: store, changed: changed, over: store.Bool(tourOver)}
	for i := range t.done {
		t.done[i] = store.Bool(tourDone + strconv.Itoa(i))
	}
	return t
}

// On reports whether the tour is shown.
func (t *Tour) On() bool { return !t.over }

// Done reports whether a step has been done.
func (t *Tour) Done(s Step) bool { return t.done[s] }

// Seen notes a step as done, if it is.
func (t *Tour) Seen(s Step, done bool) {
	if !done || t.done[s] {
		return
	}
	t.done[s] = true
	t.store.SetBool(tourDone+strconv.Itoa(int(s)), true)
	if t.done[StepAdd] && t.done[StepDecide] && t.done[StepWrite] {
		t.end(true)
	}
	t.changed()
}

func (t *Tour) end(over bool) {
	t.over = over
	t.store.SetBool(tourOver, over)
}

// Skip ends the tour.
func (t *Tour) Skip() {
	t.end(true)
	t.changed()
}

// Restart brings the tour back from its first step.
func (t *Tour) Restart() {
	t.end(false)
	t.done = [steps]bool{}
	for i := range t.done {
		t.store.SetBool(tourDone+strconv.Itoa(i), false)
	}
	t.changed()
}

// objects is the tour as the inspector shows it, and the button below it.
func (t *Tour) objects() (list []fyne.CanvasObject, skip fyne.CanvasObject) {
	title := lang.X("tour.title", "Three steps")
	if t.drawn.steps == nil || t.drawn.done != t.done || t.drawn.title != title {
		t.drawn = drawnTour{t.done, title, t.draw(title), kit.NewButton(lang.X("tour.skip", "Skip the tour"), t.Skip)}
	}
	return t.drawn.steps, t.drawn.skip
}

func (t *Tour) draw(title string) []fyne.CanvasObject {
	texts := [steps][2]string{
		{lang.X("tour.add", "Add photos"), lang.X("tour.addText", "Drop a folder. Catchlight reads the keywords that are already in your files and changes nothing.")},
		{lang.X("tour.decide", "Say yes or no"), lang.X("tour.decideText", "Suggestions come from your vocabulary. Click a tag to accept it, × to reject it. A tag on the left shows its photos.")},
		{lang.X("tour.write", "Write"), lang.X("tour.writeText", "See what will change, in how many files, before it happens.")},
	}
	list := []fyne.CanvasObject{kit.NewText(title, kit.StyleTitle)}
	lit := false
	for i, text := range texts {
		now := !t.done[i] && !lit
		lit = lit || now
		list = append(list, kit.NewRule(), kit.NewStep(i+1, now, t.done[i], text[0], text[1]))
	}
	return append(list, kit.NewSpace(0, 8)) // what follows is no part of the last step
}
