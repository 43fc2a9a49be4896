package inspector

import (
	"catchlight/ui/kit"
	"catchlight/ui/view"
)

// ShowRing shows which word is current, if a key would reach it, and what keys there are.
func (in *Inspector) ShowRing() {
	current := view.Word{}
	if in.deps.Ring.Reached() {
		current, _ = in.deps.Ring.Current(in.words)
	}
	for _, f := range in.flows() {
		name := ""
		if f == in.flowOf(current.State) {
			name = current.Name
		}
		f.show(name)
	}
	in.deps.Rested()
}

// flowOf is where words of a state stand. Of several photos a word may stand in two places: open on
// one photo, decided on another.
func (in *Inspector) flowOf(s view.WordState) *chipFlow {
	switch s {
	case view.Suggested:
		return in.open
	case view.Rejected:
		return in.refused
	}
	return in.kept
}

func (in *Inspector) flows() []*chipFlow { return []*chipFlow{in.open, in.kept, in.refused} }

// showWhy explains the current word of a photo after the keyboard has moved to it.
func (in *Inspector) showWhy() {
	photos := in.deps.Photos.Selected()
	in.why.show(photos, in.deps.Ring.Explained(in.words))
	in.column.SetObjects(in.objects(photos, in.words)...)
	in.ShowRing()
}

// follow takes the keyboard along when the chip that had it stands for another word now: to the
// chip of the current word, or back to the photos.
func (in *Inspector) follow(current view.Word) {
	had, ok := in.deps.Canvas().Focused().(*kit.ChipButton)
	if !ok {
		return
	}
	ours := false
	for _, f := range in.flows() {
		ours = ours || f.holds(had)
		shown := f == in.flowOf(current.State) && (f != in.refused || in.rejectedOpen)
		if c := f.of(current.Name); c != nil && shown {
			in.deps.Canvas().Focus(c)
			return
		}
	}
	if ours {
		in.deps.Canvas().Unfocus()
		in.deps.Leave()
	}
}
