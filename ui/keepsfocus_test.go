package ui

import (
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"catchlight/ui/kit"
)

// TestTheKeyboardStaysOnWhatItWorked: a list that is drawn anew after a tick or an unfolding leaves
// the keyboard where it was; else the next Tab begins at the top of the window.
func TestTheKeyboardStaysOnWhatItWorked(t *testing.T) {
	onHistory := func(t *testing.T) *rig {
		r, _ := inHistory(t)
		return r
	}
	for name, open := range map[string]func(*testing.T) *rig{"write": onWritePage, "history": onHistory} {
		t.Run(name, func(t *testing.T) {
			r := open(t)
			for i := 0; ; i++ {
				works := r.working()
				if i >= len(works) {
					break
				}
				before := called(works[i].(fyne.CanvasObject))
				r.win.Canvas().Focus(works[i])
				for range 2 { // there and back
					r.win.Canvas().Focused().TypedKey(&fyne.KeyEvent{Name: fyne.KeySpace})
					r.until("the list rests", r.jobs.Idle)
					r.errandsDone()
					r.lay()
					now, _ := r.win.Canvas().Focused().(fyne.CanvasObject)
					if !slices.Contains(test.LaidOutObjects(r.win.Content()), now) {
						t.Fatalf("after Space on %s, number %d, the keyboard is on nothing that is shown", before, i)
					}
				}
			}
		})
	}
}

// errandsDone waits for what reads the disk for a page, and for what that has asked for in turn.
func (r *rig) errandsDone() {
	r.t.Helper()
	for range 2 {
		done := false
		r.errands.Enqueue(func() error { return nil }, func(error) { done = true })
		r.until("the errands are done", func() bool { return done })
	}
}

// working are the controls of the open page that change it and stay.
func (r *rig) working() (all []fyne.Focusable) {
	for _, o := range test.LaidOutObjects(r.pages.page().Body) {
		switch o := o.(type) {
		case *kit.Check:
			all = append(all, o)
		case *kit.Row:
			if o.OnTapped != nil && !strings.Contains(o.Label, "Show") {
				all = append(all, o)
			}
		}
	}
	return all
}
