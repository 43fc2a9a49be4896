package ui

import (
	"path/filepath"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"catchlight/ui/kit"
)

// hinted is the shown button that says something of a word in the hint line.
func (r *rig) hinted(says string) *kit.Button {
	r.t.Helper()
	for _, o := range test.LaidOutObjects(r.centre.object) {
		if b, ok := o.(*kit.Button); ok && b.OnHint != nil && b.Visible() {
			b.OnHint(true)
			if r.bar.HintText() == says {
				return b
			}
		}
	}
	r.t.Fatalf("no button says %q", says)
	return nil
}

// pick goes down from one option of a list of the page to another, by the keyboard.
func (r *rig) pick(from, to string) {
	r.t.Helper()
	s := shownIn(r.centre.object, func(s *kit.Select) bool { return s.AccessibilityLabel() == from })
	for range 10 {
		if s.AccessibilityLabel() == to {
			return
		}
		s.TypedKey(&fyne.KeyEvent{Name: fyne.KeyDown})
	}
	r.t.Fatalf("nothing offers %q", to)
}

// TestAKeyThatLeavesThePreviewActsOnce: Enter and Esc close the preview of an import that was opened
// over the page of the vocabulary, and do nothing there: neither a name has the keyboard, so that the
// next word would rename a tag, nor is that page closed, too. After an import it shows what came.
func TestAKeyThatLeavesThePreviewActsOnce(t *testing.T) {
	for _, ending := range []string{".txt", ".CSV", ".tsv"} {
		for _, name := range []fyne.KeyName{fyne.KeyEscape, fyne.KeyReturn} {
			t.Run(ending+" "+string(name), func(t *testing.T) {
				r := newRig(t, nil)
				r.full()
				e := r.words("colour\n\tred\n")
				file := filepath.Join(r.dir, "other"+ending)
				writeFile(t, file, "keyword\ncrimson\n")
				r.intake.dropped(fyne.Position{}, []fyne.URI{fileURI(file)})
				test.Tap(buttonOf(t, r.bar.Object, "Import"))
				r.shows(r.centre.object, "crimson")
				r.win.Canvas().Unfocus()
				r.keyed(plain(name))
				if r.pages.editor() != e {
					t.Fatalf("the page of the vocabulary is not there: %+v", r.pages.page())
				}
				if field, is := r.win.Canvas().Focused().(*kit.Entry); is {
					t.Errorf("%q has the keyboard", field.Text)
				}
				want := map[fyne.KeyName]string{fyne.KeyEscape: "mine", fyne.KeyReturn: "other"}[name]
				r.until(want+" is shown", func() bool { return r.jobs.Idle() && e.Settled() && e.Name() == want })
				r.keyed(plain(fyne.KeyReturn)) // and again it does
				if r.win.Canvas().Focused() != fyne.Focusable(e.Field("name")) {
					t.Errorf("Enter on a tag gives the keyboard to %T", r.win.Canvas().Focused())
				}
			})
		}
	}
}

// TestAnImportIsWhatTheUserMakesOfIt: its words come into a list that is there, one becomes another
// name of a tag, goes back, and becomes it again; nothing is stored before.
func TestAnImportIsWhatTheUserMakesOfIt(t *testing.T) {
	r := newRig(t, nil)
	r.full()
	r.words("colour\n\tred\n\tgreen\n")
	file := filepath.Join(r.dir, "other.txt")
	writeFile(t, file, "crimson\n\tdark red\ngreen\n")
	r.pages.previewImport(file)
	r.shows(r.centre.object, "other: 3 new.")
	r.pick("other", "mine")
	r.shows(r.centre.object, "mine: 3 new, 1 name at several places.")
	field := func() *kit.Entry {
		return shownIn(r.centre.object, func(e *kit.Entry) bool { return e.PlaceHolder == "Another name of which tag" })
	}
	test.Tap(r.hinted("Takes crimson over as another name of a tag that you name"))
	if r.win.Canvas().Focused() != fyne.Focusable(field()) {
		t.Error("the field has not got the keyboard")
	}
	r.fill(field(), "re")
	r.shows(r.centre.object, "mine: 2 new, 1 merged, 1 name at several places.", `merged · is another name of "red" here`)
	test.Tap(r.hinted("Takes crimson over as a tag of its own again"))
	r.shows(r.centre.object, "mine: 3 new, 1 name at several places.")
	test.Tap(r.hinted("Takes crimson over as another name of a tag that you name"))
	r.fill(field(), "red")
	r.shows(r.centre.object, "mine: 2 new, 1 merged")
	test.Tap(r.hinted("Takes green over as another name of a tag that you name"))
	r.press(fyne.KeyReturn, 0) // the tag of its name is in the field
	r.shows(r.centre.object, "mine: 1 new, 2 merged.")
	if text, _ := r.deps.Library.Vocabularies().Text("mine"); text != "colour\n\tred\n\tgreen\n" {
		t.Errorf("before it is said, the list says %q", text)
	}
	test.Tap(buttonOf(t, r.centre.object, "Import"))
	want := "colour\n\tred\n\t\t{crimson}\n\t\tdark red\n\tgreen\n"
	r.until("it is imported", func() bool {
		text, _ := r.deps.Library.Vocabularies().Text("mine")
		return r.jobs.Idle() && text == want
	})
	r.menus.call(r.menus.command("undo"))
	r.until("it is undone", func() bool {
		text, _ := r.deps.Library.Vocabularies().Text("mine")
		return r.jobs.Idle() && text == "colour\n\tred\n\tgreen\n"
	})
}

// TestKeywordsOfFewPhotosCanStayOut: a list of one's keywords has those on as many photos as is
// wished, and says on how many each stands.
func TestKeywordsOfFewPhotosCanStayOut(t *testing.T) {
	r := newRig(t, nil)
	r.full()
	r.holds(0, "dusk", "place|Etosha")
	r.holds(1, "dusk")
	r.pages.previewImport("")
	r.shows(r.centre.object, "My keywords: 3 new.", "new · 2 photos", "new · 1 photo", "the photos stay as they are")
	r.pick("1 photo", "2 photos")
	r.shows(r.centre.object, "My keywords: 1 new.", "dusk")
	r.pick("2 photos", "100 photos")
	r.shows(r.centre.object, "My keywords: 0 new.")
	if !buttonOf(t, r.centre.object, "Import").Disabled() {
		t.Error("nothing can be imported")
	}
}
