package ui

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"catchlight/library"
	"catchlight/ui/view"
)

// TestASurerWordIsOffered: the runner-up that outscores the word, where the photo lacks it.
func TestASurerWordIsOffered(t *testing.T) {
	r := newRig(t, nil)
	r.full()
	r.list.goTo(0)
	r.typed("green")
	r.decider.setCurrent("green", view.ByHand)
	if strings.Contains(texts(r.inspector.Object), "[Add red]") {
		t.Error("what is suggested is offered twice")
	}
	high := 1.1
	r.apply(func(s *library.Settings) { s.Threshold = &high })
	r.until("nothing is suggested", func() bool { return r.view.Review == 0 })
	r.decider.setCurrent("green", view.ByHand)
	test.Tap(buttonOf(t, r.inspector.Object, "Add red"))
	if s := r.list.words(r.snap.Photo(r.list.ids[0])).State("red"); s != view.ByHand {
		t.Errorf("red is in state %v", s)
	}
	r.decider.setCurrent("red", view.ByHand)
	if strings.Contains(texts(r.inspector.Object), "[Add ") {
		t.Error("a word that scores less is offered")
	}
}

// TestASurerWordThatThePhotoHasByAnotherName is not offered: the file says the tag already.
func TestASurerWordThatThePhotoHasByAnotherName(t *testing.T) {
	r := newRig(t, nil)
	r.full()
	r.lists([]string{"mine"}, "red\n\t{crimson}\ngreen\n")
	r.holds(0, "crimson")
	r.list.goTo(0)
	r.typed("green")
	r.decider.setCurrent("green", view.ByHand)
	r.says(r.inspector.Object, "Runner-up\nred")
	if strings.Contains(texts(r.inspector.Object), "[Add red]") {
		t.Error("red is offered for a photo that says crimson")
	}
}

// TestTheHintLineNamesNoKeyThatDoesNothing: once no photo is selected, with the tour and without.
func TestTheHintLineNamesNoKeyThatDoesNothing(t *testing.T) {
	r := newRig(t, nil)
	r.full()
	for range 2 {
		r.list.goTo(0)
		if hint := r.bar.HintText(); !strings.Contains(hint, "A accept") {
			t.Errorf("with a photo the hint line says %q", hint)
		}
		r.press(fyne.KeyEscape, 0)
		if hint := r.bar.HintText(); hint != "" {
			t.Errorf("without one the hint line says %q", hint)
		}
		r.tour.Skip()
	}
}
