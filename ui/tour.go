package ui

import (
	"strconv"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/lang"

	"catchlight/ui/kit"
)

// step is one of the three steps of the tour.
type step uint8

const (
	stepAdd step = iota
	stepDecide
	stepWrite
	steps
)

// Keys of the preferences that remember the tour.
const (
	tourDone = "tour.done"
	tourOver = "tour.over"
)

// tour remembers which of the three steps have been done. A step is done by doing it.
type tour struct {
	store fyne.Preferences
	done  [steps]bool
	over  bool
}

func newTour(store fyne.Preferences) tour {
	t := tour{store: store, over: store.Bool(tourOver)}
	for i := range t.done {
		t.done[i] = store.Bool(tourDone + strconv.Itoa(i))
	}
	return t
}

func (t *tour) on() bool { return !t.over }

// seen notes a step as done.
func (t *tour) seen(w *Window, s step, done bool) {
	if !done || t.done[s] {
		return
	}
	t.done[s] = true
	t.store.SetBool(tourDone+strconv.Itoa(int(s)), true)
	if t.done[stepAdd] && t.done[stepDecide] && t.done[stepWrite] {
		t.end(true)
	}
	w.inspector.refresh()
}

func (t *tour) end(over bool) {
	t.over = over
	t.store.SetBool(tourOver, over)
}

func (w *Window) skipTour() {
	w.tour.end(true)
	w.inspector.refresh()
}

// restartTour brings the tour back from its first step.
func (w *Window) restartTour() {
	w.tour.end(false)
	w.tour.done = [steps]bool{}
	for i := range w.tour.done {
		w.tour.store.SetBool(tourDone+strconv.Itoa(i), false)
	}
	w.grid.Selection().None()
	w.grid.SelectionChanged()
	w.panes.ShowInspector(true)
	w.inspector.refresh()
}

// objects is the tour as the inspector shows it.
func (t *tour) objects(*Window) []fyne.CanvasObject {
	texts := [steps][2]string{
		{lang.X("tour.add", "Add photos"), lang.X("tour.addText", "Drop a folder. Catchlight reads the keywords that are already in your files and changes nothing.")},
		{lang.X("tour.decide", "Say yes or no"), lang.X("tour.decideText", "Suggestions come from your vocabulary. Click a tag to accept it, × to reject it. A tag on the left shows its photos.")},
		{lang.X("tour.write", "Write"), lang.X("tour.writeText", "See what will change, in how many files, before it happens.")},
	}
	list := []fyne.CanvasObject{kit.NewText(lang.X("tour.title", "Three steps"), kit.StyleTitle)}
	lit := false
	for i, text := range texts {
		now := !t.done[i] && !lit
		lit = lit || now
		list = append(list, kit.NewRule(), kit.NewStep(i+1, now, t.done[i], text[0], text[1]))
	}
	return list
}

// skip is the button below the tour.
func (t *tour) skip(w *Window) fyne.CanvasObject {
	return kit.NewButton(lang.X("tour.skip", "Skip the tour"), w.skipTour)
}
