package ui

import (
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/lang"

	"catchlight/ui/kit"
	"catchlight/ui/view"
)

// chipStates are the faces of the states of a word.
var chipStates = [...]kit.State{
	view.InFile: kit.InFile, view.Suggested: kit.Suggested, view.Accepted: kit.Accepted, view.ByHand: kit.ByHand, view.Written: kit.Written,
	view.Removed: kit.Removed, view.Rejected: kit.Rejected, view.Parent: kit.Parent, view.Changed: kit.Changed,
}

// wordState is the state of a word that a chip shows.
func wordState(c kit.Chip) view.WordState {
	return view.WordState(slices.Index(chipStates[:], c.State))
}

// chipOf is a word as grid and inspector draw it.
func chipOf(w view.Word) kit.Chip {
	c := kit.Chip{Name: w.Name, State: chipStates[w.State], Typed: w.Typed}
	if w.State == view.Suggested {
		c.Strength = view.Bars(w.Strength)
	}
	if w.Of > 1 {
		c.Of = lang.X("chip.of", "{{.n}} of {{.m}}", map[string]any{"n": w.N, "m": w.Of})
	}
	c.Label = chipLabel(c)
	return c
}

// chipLabel is a chip in words, for screen readers.
func chipLabel(c kit.Chip) string {
	parts := []string{c.Name, stateText(c)}
	if c.State == kit.Suggested {
		parts = append(parts, strengthText(c.Strength))
	}
	if c.Of != "" {
		parts = append(parts, lang.X("chip.ofPhotos", "{{.of}} photos", map[string]any{"of": c.Of}))
	}
	return strings.Join(parts, ", ")
}

func strengthText(bars int) string {
	switch bars {
	case 3:
		return lang.X("strength.strong", "strong")
	case 2:
		return lang.X("strength.likely", "likely")
	default:
		return lang.X("strength.possible", "possible")
	}
}

func stateText(c kit.Chip) string {
	switch c.State {
	case kit.Suggested:
		return lang.X("state.suggested", "suggested")
	case kit.Accepted:
		return lang.X("state.accepted", "accepted, not in the file yet")
	case kit.ByHand:
		return lang.X("state.typed", "typed, not in the file yet")
	case kit.Written:
		return lang.X("state.written", "written by Catchlight")
	case kit.Removed:
		return lang.X("state.removed", "removed, leaves the file with the next write")
	case kit.Rejected:
		return lang.X("state.rejected", "rejected")
	case kit.Parent:
		return lang.X("state.parent", "goes along with a tag below it")
	case kit.Changed:
		return lang.X("state.changed", "changed by another program")
	default:
		return lang.X("state.inFile", "in the file")
	}
}

// chipHint says what a chip is and what the pointer can do with it.
func chipHint(c kit.Chip) string {
	text := chipLabel(c)
	switch c.State {
	case kit.Suggested:
		return lang.X("hint.suggested", "{{.chip}}: click accepts, × rejects", map[string]any{"chip": text})
	case kit.Rejected:
		return lang.X("hint.rejected", "{{.chip}}: click opens it again", map[string]any{"chip": text})
	case kit.Parent:
		return text
	case kit.Removed:
		return lang.X("hint.removed", "{{.chip}}: A keeps it", map[string]any{"chip": text})
	default:
		return lang.X("hint.keyword", "{{.chip}}: × removes it", map[string]any{"chip": text})
	}
}

// chipFlow is a paragraph of chips in the inspector. The chips live on from one refresh to the next.
type chipFlow struct {
	w     *Window
	flow  *kit.Flow
	chips []*kit.ChipButton
	words []view.Word
}

func newChipFlow(w *Window) *chipFlow { return &chipFlow{w: w, flow: kit.NewFlow(8, 6)} }

// set shows words.
func (f *chipFlow) set(words []view.Word) {
	for len(f.chips) < len(words) {
		f.chips = append(f.chips, f.chip(len(f.chips)))
	}
	f.words = words
	objects := make([]fyne.CanvasObject, len(words))
	for i, x := range words {
		f.chips[i].SetChip(chipOf(x))
		objects[i] = f.chips[i]
	}
	f.flow.SetObjects(objects)
}

// show puts the ring on the chip of the word called current, "" for none.
func (f *chipFlow) show(current string) {
	for i, x := range f.words {
		f.chips[i].SetCurrent(x.Name == current)
	}
}

// of is the chip of a word, nil where the word is not here.
func (f *chipFlow) of(name string) *kit.ChipButton {
	if i := slices.IndexFunc(f.words, func(x view.Word) bool { return x.Name == name }); i >= 0 {
		return f.chips[i]
	}
	return nil
}

// holds reports whether a chip is one of these, shown or not.
func (f *chipFlow) holds(c *kit.ChipButton) bool { return slices.Contains(f.chips, c) }

// chip makes the chip at an index; it acts on the word that stands there when it is used.
func (f *chipFlow) chip(i int) *kit.ChipButton {
	c := kit.NewChipButton(kit.Chip{})
	c.OnClicked = func(mod fyne.KeyModifier) { f.tapped(i, mod) }
	c.OnCross = func() { f.crossed(i) }
	c.OnMenu = func(at fyne.Position) { f.w.cells.chipMenu(chipOf(f.words[i]), f.w.list.selected(), at) }
	c.OnKeyDown = f.keyDown
	c.OnTypedKey = func(name fyne.KeyName) { f.typedKey(i, name) }
	c.OnRune = f.w.menus.typedRune
	c.OnDrag, c.OnDrop = f.w.cells.aim, func(at fyne.Position) { f.w.cells.dropWord(c.Chip().Name, at) }
	c.OnFocus = func(on bool) {
		if on && i < len(f.words) {
			f.w.decider.ring = ringOn(f.words[i].Name, f.words[i].State)
			f.w.inspector.showWhy()
		}
		f.w.post(f.w.inspector.showRing)
	}
	c.OnHint = func(inside, _ bool) {
		if inside {
			f.w.bar.Hint(c, chipHint(c.Chip()))
		} else {
			f.w.bar.Unhint(c)
		}
	}
	return c
}

// tapped is a click on the body of a chip.
func (f *chipFlow) tapped(i int, mod fyne.KeyModifier) {
	if i >= len(f.words) {
		return
	}
	x := f.words[i]
	switch {
	case mod&ctrl != 0:
		f.w.enter(view.Scope{Kind: view.ScopeWord, Name: x.Name})
	case mod&shift != 0:
		f.w.decider.put(x.Name, f.w.list.selected())
	case x.State == view.Suggested:
		f.w.decider.accept(x.Name, f.w.list.selected())
	case x.State == view.Rejected:
		f.w.decider.reopen(x.Name, f.w.list.selected())
	default:
		f.w.decider.setCurrent(x.Name, x.State)
		f.focus(i)
	}
}

// crossed is a click on the × of a chip.
func (f *chipFlow) crossed(i int) {
	if i >= len(f.words) {
		return
	}
	if f.words[i].State == view.Suggested {
		f.w.decider.reject(f.words[i].Name, f.w.list.selected())
		return
	}
	f.w.decider.strike(f.words[i].Name, f.w.list.selected())
}

// keyDown is a key on a chip that has the keyboard: Enter accepts, all else is as in the grid.
func (f *chipFlow) keyDown(name fyne.KeyName, mod fyne.KeyModifier) {
	if name == fyne.KeyReturn || name == fyne.KeyEnter {
		name = fyne.KeyA
	}
	f.w.menus.keyDown(name, mod)
}

// typedKey takes the keyboard to the next chip; all else is as in the grid.
func (f *chipFlow) typedKey(i int, name fyne.KeyName) {
	switch name {
	case fyne.KeyLeft, fyne.KeyUp:
		f.focus(i - 1)
	case fyne.KeyRight, fyne.KeyDown:
		f.focus(i + 1)
	default:
		f.w.menus.typedKey(name, kit.HeldModifiers())
	}
}

func (f *chipFlow) focus(i int) {
	if i >= 0 && i < len(f.words) {
		f.w.win.Canvas().Focus(f.chips[i])
	}
}
