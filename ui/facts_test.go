package ui

import (
	"context"
	"image"
	"testing"

	"catchlight/library"
	"catchlight/library/thumb"
	"catchlight/tagging/facts"
)

// TestWhatTheShotSaysInTheWindow: its words stand among the chips with the reason in place of a
// score, a yes names where it comes from, its photos come first in the review of the tag, and the
// preferences switch it off.
func TestWhatTheShotSaysInTheWindow(t *testing.T) {
	r := newRig(t, func(d *Deps) {
		writeFile(t, d.Library.Settings().Vocabulary, "colour\n\tred\n\tgreen\n\tblue\ncrowd\n")
		d.People = func(_ context.Context, img *image.RGBA) (thumb.People, error) {
			people := thumb.People{Looked: true}
			if _, green, _, _ := img.At(1, 1).RGBA(); green > 0x8000 {
				people.Person, people.Faces = true, make([]thumb.Face, 12)
			}
			return people, nil
		}
	})
	r.started()
	r.grid.Selection().Click(1)
	r.refresh()
	r.until("the crowd is suggested", func() bool { return r.chipOf("crowd") != nil })
	green := r.list.photoAt(1)
	words := r.list.words(green)
	if w := words.Suggested[0]; w.Name != "crowd" || w.Reason != (facts.Reason{Kind: facts.Faces, Number: 12}) {
		t.Errorf("first stands %+v", w)
	}
	r.decider.setCurrent("crowd", words.Suggested[0].State)
	r.refresh()
	r.says(r.inspector.Object, "Why crowd", "Reason\n12 faces", "From\nthe shot, not the model")
	r.pages.reviewTag("crowd")
	r.until("the photos are scored", func() bool { return r.pages.review() != nil && r.pages.review().Len() == 3 })
	if v := r.pages.review(); v.Photo(0) != green.ID || v.Line() != 1 {
		t.Errorf("photo %d stands first, the line after %d", v.Photo(0), v.Line())
	}
	r.showGrid()
	r.decider.accept("crowd", []*library.Photo{green})
	if ds := r.snap.Decisions(green.ID); len(ds) != 1 || ds[0].Model != facts.Model || ds[0].Verdict != library.Accepted {
		t.Errorf("decided: %+v", ds)
	}
	r.decider.reopen("crowd", []*library.Photo{green})
	r.apply(func(s *library.Settings) { s.Facts = string(facts.WantNone) })
	r.until("it is not suggested", func() bool { r.refresh(); return r.chipOf("crowd") == nil })
}
