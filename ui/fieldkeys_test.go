package ui

import (
	"testing"

	"fyne.io/fyne/v2"

	"catchlight/ui/view"
)

// TestFunctionKeysWorkInAField: they type no text, and whoever types has no other way to the menus by
// keys; letters stay in the field.
func TestFunctionKeysWorkInAField(t *testing.T) {
	r := newRig(t, nil)
	r.full()
	r.list.goTo(0)
	for name, field := range map[string]fyne.Focusable{"the search": r.searchField(), "the keyword": r.addField()} {
		for key, shown := range map[fyne.KeyName]func() bool{
			fyne.KeyF7: r.layout.sidebarShown, fyne.KeyF8: r.layout.inspectorShown, fyne.KeyF11: r.win.FullScreen,
		} {
			before := shown()
			for n := range 2 { // there and back
				r.win.Canvas().Focus(field)
				if r.press(key, 0); (shown() != before) != (n == 0) {
					t.Errorf("%s, in %s: shown %v, before %v", key, name, shown(), before)
				}
			}
		}
		r.win.Canvas().Focus(field)
		if r.press(fyne.KeyF1, 0); r.pages.page() == nil || r.pages.page().ID != "manual" {
			t.Errorf("F1, in %s, opens %+v", name, r.pages.page())
		}
		r.pages.back()
	}
	decisions := len(r.decisions())
	for _, key := range []fyne.KeyName{fyne.KeyF, fyne.KeyX, fyne.KeyD} {
		r.win.Canvas().Focus(r.searchField())
		r.press(key, 0)
	}
	if len(r.decisions()) != decisions || r.pages.page() != nil {
		t.Errorf("a letter that was typed has acted: %v, %+v", r.decisions(), r.pages.page())
	}
}

// TestAPageStaysWhenTheSearchBeforeItIsDone: a page that is opened while the keys of a search are
// not quiet yet is not closed by its results; they lie below it.
func TestAPageStaysWhenTheSearchBeforeItIsDone(t *testing.T) {
	for _, id := range []string{"preferences", "write", "vocabulary", "commands", "manual", "loupe"} {
		t.Run(id, func(t *testing.T) {
			r := newRig(t, nil)
			r.full()
			r.list.goTo(0)
			r.searchField().SetText("red")
			r.menus.call(r.menus.command(id))
			opened := r.pages.page()
			r.until("the search is done", func() bool { return r.scope.Kind == view.ScopeSearch })
			if opened == nil || r.pages.page() != opened {
				t.Errorf("the page %+v was opened; now it is %+v", opened, r.pages.page())
			}
		})
	}
}
