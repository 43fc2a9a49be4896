package ui

import (
	"catchlight/ui/grid"
	"catchlight/ui/kit"
	"catchlight/ui/view"
)

// The accent ring says where a key goes: there is one at a time. It is on the current word while the keys that decide reach
// it, and otherwise on whatever has the keyboard.

// keysDecide reports whether A and X reach the current word: the keyboard is in the photos, on a chip, or nowhere else.
func (w *Window) keysDecide() bool {
	switch w.win.Canvas().Focused().(type) {
	case nil, *grid.Grid, *kit.ChipButton:
		return w.decider.canTag()
	}
	return false
}

// showRing shows which word is current, if a key would reach it, and what keys there are.
func (in *inspector) showRing() {
	current := view.Word{}
	if in.w.keysDecide() {
		current, _ = in.w.decider.currentWord(in.w.list.wordsTogether(in.w.list.selected()))
	}
	for _, f := range in.flows() {
		f.show(current.Name)
	}
	in.w.bar.Rest()
}

func (in *inspector) flows() []*chipFlow { return []*chipFlow{in.open, in.kept, in.refused} }

// follow takes the keyboard along when the chip that had it stands for another word now: to the chip of the current word, or
// back to the photos.
func (in *inspector) follow(current string) {
	had, ok := in.w.win.Canvas().Focused().(*kit.ChipButton)
	if !ok {
		return
	}
	ours := false
	for _, f := range in.flows() {
		ours = ours || f.holds(had)
		shown := f != in.refused || in.rejectedOpen
		if c := f.of(current); c != nil && shown {
			in.w.win.Canvas().Focus(c)
			return
		}
	}
	if ours {
		in.w.win.Canvas().Unfocus()
		in.w.focusGrid()
	}
}
