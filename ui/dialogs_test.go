package ui

import (
	"maps"
	"slices"
	"testing"

	"fyne.io/fyne/v2"
)

// fileDialogs open every dialog that asks for a file or folder, as its command does.
func fileDialogs() map[string]func(*rig) {
	return map[string]func(*rig){
		"a folder":     func(r *rig) { r.intake.addFolder() },
		"photos":       func(r *rig) { r.intake.addFiles() },
		"a vocabulary": func(r *rig) { r.intake.importVocabulary() },
	}
}

// TestEachFileDialogOpens in a size that shows something.
func TestEachFileDialogOpens(t *testing.T) {
	for name, open := range fileDialogs() {
		t.Run(name, func(t *testing.T) {
			r := newRig(t, nil)
			open(r)
			shown := r.win.Canvas().Overlays().Top()
			if shown == nil {
				t.Fatal("no dialog is shown")
			}
			if size := shown.Size(); size.Width < 400 || size.Height < 300 {
				t.Errorf("the dialog is shown at %v", size)
			}
		})
	}
}

// TestNoKeyReachesBelowADialog: what is asked for covers the window, and its keys: no command of
// any, no digit and no question mark acts on what lies below. Esc closes the dialog, and nothing
// else; afterwards keys work as before.
func TestNoKeyReachesBelowADialog(t *testing.T) {
	r := newRig(t, nil)
	r.fullWith("lion")
	r.list.selectAll()
	before, page := r.decisions(), r.pages.page()
	for _, name := range slices.Sorted(maps.Keys(fileDialogs())) {
		fileDialogs()[name](r)
		dialog := r.win.Canvas().Overlays().Top()
		for i := range r.menus.table {
			c := &r.menus.table[i]
			if c.id == "quit" || c.id == "back" {
				continue
			}
			for _, k := range c.keys {
				r.keyed(k)
			}
			r.menus.call(c)
			r.q.Run()
		}
		for n := range 9 {
			r.menus.typedRune(rune('1' + n))
			r.menus.typedKey(fyne.KeyName(rune('1'+n)), shift)
		}
		r.menus.typedRune('?')
		if now := r.decisions(); !maps.EqualFunc(before, now, slices.Equal) || r.pages.page() != page || len(r.list.selected()) != 3 {
			t.Fatalf("%s: below the dialog something has changed: %v, page %v, %d selected", name, now, r.pages.page(), len(r.list.selected()))
		}
		if r.win.Canvas().Overlays().Top() != dialog {
			t.Fatalf("%s: something else lies over the dialog", name)
		}
		r.menus.keyDown(fyne.KeyEscape, 0)
		if r.intake.asks() || r.win.Canvas().Overlays().Top() != nil || len(r.list.selected()) != 3 {
			t.Fatalf("%s: after Esc the dialog is open: %v, %d selected", name, r.intake.asks(), len(r.list.selected()))
		}
	}
	r.menus.keyDown(fyne.KeyX, 0)
	r.q.Run()
	if maps.EqualFunc(before, r.decisions(), slices.Equal) {
		t.Error("after the dialogs X rejects nothing")
	}
}
