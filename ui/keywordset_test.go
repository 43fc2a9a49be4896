package ui

import (
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"catchlight/library"
	"catchlight/ui/kit"
	"catchlight/ui/preferences"
	"catchlight/ui/view"
)

// alt presses Alt and a key wherever the keyboard is, as the driver does: a field that has no use
// for it lets it pass.
func (r *rig) alt(name fyne.KeyName) {
	pressed := key{name, fyne.KeyModifierAlt}
	if field, ok := r.win.Canvas().Focused().(*kit.Entry); ok && field.Edits(pressed.shortcut()) {
		return
	}
	for i := range r.menus.table {
		if slices.Contains(r.menus.table[i].keys, pressed) {
			r.menus.call(&r.menus.table[i])
		}
	}
	r.q.Run()
}

// TestTheKeywordSetIsThatOfTheWordsTypedLast until the user has made one; its words keep their
// digits while they are used.
func TestTheKeywordSetIsThatOfTheWordsTypedLast(t *testing.T) {
	r := newRig(t, nil)
	r.full()
	r.list.goTo(0)
	r.typed("Etosha, lion")
	r.list.goTo(1)
	r.alt(fyne.Key2)
	r.alt(fyne.Key2)
	r.alt(fyne.Key9) // there is no ninth word
	ds := r.snap.Decisions(r.list.ids[1])
	if len(ds) != 1 || ds[0].Tag != "Etosha" || ds[0].Verdict != library.Typed {
		t.Errorf("decided: %v", ds)
	}
	r.typing("sav")
	r.alt(fyne.Key1) // in the field too: it is no text
	if s := r.list.words(r.list.selected()[0]).State("lion"); s != view.ByHand || r.addField().Text != "sav" {
		t.Errorf("lion has state %d, the field says %q", s, r.addField().Text)
	}
}

// TestSetsOfOnesOwn: Alt+0 goes round, the strip shows what the digits do, and a click does it.
func TestSetsOfOnesOwn(t *testing.T) {
	r := newRig(t, nil)
	r.full()
	r.keep(func(s *library.Settings) {
		s.KeywordSets = []library.KeywordSet{{Name: "people", Words: []string{"Anna", "", "Bob"}}}
	})
	r.list.goTo(0)
	if strings.Contains(texts(r.inspector.Object), "Next set") {
		t.Error("the strip is there before it is switched on")
	}
	r.menus.call(r.menus.command("showSet"))
	r.says(r.inspector.Object, "Recent words", "No words yet")
	stands := r.board.Latest()
	r.alt(fyne.Key0)
	r.says(r.inspector.Object, "people", "[Anna]", "[Bob]")
	if r.bar.HintText() != "Keyword set: people" || r.board.Latest() != stands || stands.Action == "" {
		t.Errorf("the hint line says %q, and the result that could be undone is %+v", r.bar.HintText(), r.board.Latest())
	}
	test.Tap(buttonOf(t, r.inspector.Object, "Bob"))
	r.alt(fyne.Key2) // free
	if ds := r.snap.Decisions(r.list.ids[0]); len(ds) != 1 || ds[0].Tag != "Bob" {
		t.Errorf("decided: %v", ds)
	}
	if r.alt(fyne.Key0); r.settings().KeywordSet != 0 {
		t.Error("Alt+0 does not go round")
	}
}

// TestSetsAreEditedInThePreferences: a new one begins with the recent words, and what is typed is
// kept when its field is left.
func TestSetsAreEditedInThePreferences(t *testing.T) {
	r := newRig(t, nil)
	r.full()
	r.list.goTo(0)
	r.typed("Etosha, lion")
	r.pages.open(newPreferencesAt(r.Window, preferences.KeywordSets))
	body := r.pages.page().Body
	test.Tap(buttonOf(t, body, "Add a set of the recent words"))
	field := shownIn(body, func(e *kit.Entry) bool { return e.PlaceHolder == "Word 2" })
	if field.Text != "Etosha" {
		t.Errorf("the second word is %q", field.Text)
	}
	r.win.Canvas().Focus(field)
	field.SetText(" Namib ， \"Sossusvlei, Namibia\"")
	r.win.Canvas().Unfocus()
	if third := shownIn(body, func(e *kit.Entry) bool { return e.PlaceHolder == "Word 3" }); field.Text != "Namib" || third.Text != `"Sossusvlei, Namibia"` {
		t.Errorf("the fields say %q and %q", field.Text, third.Text)
	}
	if s := r.settings(); len(s.KeywordSets) != 1 || s.KeywordSet != 1 || strings.Join(s.KeywordSets[0].Words, "|") != "lion|Namib|Sossusvlei, Namibia" {
		t.Errorf("%+v", s.KeywordSets)
	}
	name := shownIn(body, func(e *kit.Entry) bool { return e.PlaceHolder == "Name of the set" })
	r.win.Canvas().Focus(name)
	name.SetText(" ")
	if r.win.Canvas().Unfocus(); name.Text != "Set 1" {
		t.Errorf("a set without a name is called %q", name.Text)
	}
	shownIn(body, func(b *kit.Button) bool { return b.Label == "" && b.Icon != nil }).OnTapped()
	if s := r.settings(); len(s.KeywordSets) != 0 || s.KeywordSet != 0 {
		t.Errorf("%+v, %d", s.KeywordSets, s.KeywordSet)
	}
	r.says(r.bar.Object, "Removed the keyword set Set 1", "[Undo")
	r.board.Latest().Do()
	if s := r.settings(); len(s.KeywordSets) != 1 || s.KeywordSet != 1 || strings.Join(s.KeywordSets[0].Words, "|") != "lion|Namib|Sossusvlei, Namibia" {
		t.Errorf("%+v, %d", s.KeywordSets, s.KeywordSet)
	}
	if again := shownIn(body, func(e *kit.Entry) bool { return e.PlaceHolder == "Word 2" }); again.Text != "Namib" {
		t.Errorf("the second word is %q after the undo", again.Text)
	}
}
