package inspector

import (
	"slices"

	"fyne.io/fyne/v2"

	"catchlight/ui/chips"
	"catchlight/ui/kit"
	"catchlight/ui/view"
)

// chipFlow is a paragraph of chips in the inspector. The chips live on from one refresh to the
// next.
type chipFlow struct {
	in    *Inspector
	flow  *kit.Flow
	chips []*kit.ChipButton
	words []view.Word
}

func newChipFlow(in *Inspector) *chipFlow { return &chipFlow{in: in, flow: kit.NewFlow(8, 6)} }

// set shows words.
func (f *chipFlow) set(words []view.Word) {
	for len(f.chips) < len(words) {
		f.chips = append(f.chips, f.chip(len(f.chips)))
	}
	f.words = words
	objects := make([]fyne.CanvasObject, len(words))
	for i, x := range words {
		f.chips[i].SetChip(chips.Of(x))
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
	c.OnMenu = func(at fyne.Position) { f.in.deps.Acts.Menu(chips.Of(f.words[i]), f.in.deps.Photos.Selected(), at) }
	c.OnKeyDown = f.keyDown
	c.OnTypedKey = func(name fyne.KeyName) { f.typedKey(i, name) }
	c.OnRune = f.in.deps.Keys.Rune
	c.OnDrag, c.OnDrop = f.in.deps.Acts.Aim, func(c kit.Chip, at fyne.Position) { f.in.deps.Acts.Drop(c.Name, at) }
	c.OnFocus = func(on bool) {
		if on && i < len(f.words) {
			f.in.deps.Ring.Put(f.words[i].Name, f.words[i].State)
			f.in.showWhy()
		}
		f.in.deps.Post(f.in.ShowRing)
	}
	c.OnHint = func(inside, _ bool) { f.in.deps.Hint(c, f.hint(c.Chip()))(inside) }
	return c
}

// hint says what a chip is, and where its word cannot be suggested.
func (f *chipFlow) hint(c kit.Chip) string {
	if f.in.deps.Engine.Unknown(c.Name) {
		return chips.Hint(c) + ". " + chips.NotKnown(c.Name)
	}
	return chips.Hint(c)
}

// tapped is a click on the body of a chip.
func (f *chipFlow) tapped(i int, mod fyne.KeyModifier) {
	if i >= len(f.words) {
		return
	}
	x := f.words[i]
	switch {
	case mod&fyne.KeyModifierShortcutDefault != 0:
		f.in.deps.Acts.Show(x.Name)
	case mod&fyne.KeyModifierShift != 0:
		f.in.deps.Acts.Put(x.Name, f.in.deps.Photos.Selected())
	case x.State == view.Suggested:
		f.in.deps.Acts.Accept(x.Name, f.in.deps.Photos.Selected())
	case x.State == view.Rejected:
		f.in.deps.Acts.Reopen(x.Name, f.in.deps.Photos.Selected())
	default:
		f.in.choose(x)
		f.focus(i)
	}
}

// crossed is a click on the × of a chip.
func (f *chipFlow) crossed(i int) {
	if i >= len(f.words) {
		return
	}
	if f.words[i].State == view.Suggested {
		f.in.deps.Acts.Reject(f.words[i].Name, f.in.deps.Photos.Selected())
		return
	}
	f.in.deps.Acts.Strike(f.words[i].Name, f.in.deps.Photos.Selected())
}

// keyDown is a key on a chip that has the keyboard: Enter accepts, all else is as in the grid.
func (f *chipFlow) keyDown(name fyne.KeyName, mod fyne.KeyModifier) {
	if name == fyne.KeyReturn || name == fyne.KeyEnter {
		name = fyne.KeyA
	}
	f.in.deps.Keys.Down(name, mod)
}

// typedKey takes the keyboard to the next chip; all else is as in the grid.
func (f *chipFlow) typedKey(i int, name fyne.KeyName) {
	switch name {
	case fyne.KeyLeft, fyne.KeyUp:
		f.focus(i - 1)
	case fyne.KeyRight, fyne.KeyDown:
		f.focus(i + 1)
	default:
		f.in.deps.Keys.Typed(name, kit.HeldModifiers())
	}
}

func (f *chipFlow) focus(i int) {
	if i >= 0 && i < len(f.words) {
		f.in.deps.Canvas().Focus(f.chips[i])
	}
}
