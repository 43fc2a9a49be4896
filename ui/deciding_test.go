package ui

import (
	"fmt"
	"path/filepath"
	"reflect"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"catchlight/library"
	"catchlight/ui/grid"
	"catchlight/ui/kit"
	"catchlight/ui/page"
	"catchlight/ui/view"
)

const sidecarWith = `<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about=""
 xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:subject><rdf:Bag><rdf:li>%s</rdf:li></rdf:Bag></dc:subject></rdf:Description></rdf:RDF></x:xmpmeta>`

// fullWith is full, with a word in the file of the first photo.
func (r *rig) fullWith(word string) {
	r.t.Helper()
	writeFile(r.t, filepath.Join(r.photos(), "a-red.jpg.xmp"), fmt.Sprintf(sidecarWith, word))
	r.intake.dropped(fyne.Position{}, []fyne.URI{fileURI(filepath.Join(r.dir, "photos"))})
	r.until("three photos tagged", func() bool {
		return len(r.list.ids) == 3 && r.jobs.Idle() && r.view.Unindexed == 0 && r.view.Review == 3
	})
}

// decisions are what the library holds of the user's words, without when they were said.
func (r *rig) decisions() map[library.ID][]library.Decision {
	all := map[library.ID][]library.Decision{}
	for _, p := range r.deps.Library.Snapshot().Photos() {
		for _, d := range r.deps.Library.Snapshot().Decisions(p.ID) {
			all[p.ID] = append(all[p.ID], library.Decision{Photo: p.ID, Tag: d.Tag, Verdict: d.Verdict})
		}
	}
	return all
}

// press presses a key where the keyboard is, as the driver does.
func (r *rig) press(name fyne.KeyName, mod fyne.KeyModifier) {
	digit := len(name) == 1 && name[0] >= '0' && name[0] <= '9'
	switch focused := r.win.Canvas().Focused().(type) {
	case *kit.ChipButton:
		focused.KeyDown(&fyne.KeyEvent{Name: name})
		if focused.TypedKey(&fyne.KeyEvent{Name: name}); digit {
			focused.TypedRune(rune(name[0]))
		}
	case *kit.Entry:
		focused.TypedKey(&fyne.KeyEvent{Name: name})
	case *kit.Row:
		focused.TypedKey(&fyne.KeyEvent{Name: name})
	case nil, *grid.Grid, *page.Stop:
		r.menus.keyDown(name, mod)
		r.menus.typedKey(name, mod)
		if digit && mod == 0 {
			r.menus.typedRune(rune(name[0]))
		}
	}
	r.q.Run()
}

// TestKeysThatDecideNeverTouchAKeyword: no open suggestion is left on the photo; whatever its words
// are and however often a key is pressed, nothing happens.
func TestKeysThatDecideNeverTouchAKeyword(t *testing.T) {
	r := newRig(t, nil)
	r.fullWith("Etosha")
	r.list.goTo(0)
	r.press(fyne.KeyX, 0)
	r.list.goTo(0)
	r.decider.put("typed", r.list.selected())
	r.decider.put("written", r.list.selected())
	r.writer.Start(r.writer.Requests())
	r.until("it is written", func() bool { return r.jobs.Idle() && strings.Contains(r.board.Latest().Text, "Wrote") })
	r.decider.put("typed again", r.list.selected())
	before := r.decisions()
	for _, loupe := range []bool{false, true} {
		if loupe {
			r.pages.toggleLoupe()
			r.q.Run()
		}
		for _, k := range []key{plain(fyne.KeyX), plain(fyne.KeyA), plain(fyne.KeyDelete), plain("1"), plain("9"), withShift("1"), withShift("9"), withShift(fyne.KeyA)} {
			for range 3 {
				r.press(k.name, k.mod)
			}
			if now := r.decisions(); !reflect.DeepEqual(now, before) {
				t.Fatalf("%v (loupe %v) changed %v to %v", k, loupe, before, now)
			}
		}
	}
}

// TestAnAnswerToASuggestionLeavesOtherStatesAlone: of several photos one has the word in its file,
// one was refused it, and on one it is open.
func TestAnAnswerToASuggestionLeavesOtherStatesAlone(t *testing.T) {
	for name, answer := range map[string]func(*rig){
		"A":       func(r *rig) { r.press(fyne.KeyA, 0) },
		"X":       func(r *rig) { r.press(fyne.KeyX, 0) },
		"×":       func(r *rig) { r.openChip().OnCross() },
		"click":   func(r *rig) { r.openChip().OnClicked(0) },
		"1":       func(r *rig) { r.press("1", 0) },
		"Shift+1": func(r *rig) { r.press("1", shift) },
		"Delete":  func(r *rig) { r.press(fyne.KeyDelete, 0) },
	} {
		t.Run(name, func(t *testing.T) {
			r := newRig(t, nil)
			r.fullWith("green")
			r.decider.decide("no", "green", []*library.Photo{r.snap.Photo(r.list.ids[2])}, func(view.WordState) (library.Verdict, bool) { return library.Rejected, true })
			r.list.selectAll()
			for r.openChip().Chip().Name != "green" { // it stands on one photo as the others do
				r.decider.reject(r.openChip().Chip().Name, r.list.selected())
			}
			answer(r)
			states := [3]view.WordState{}
			for i, id := range r.list.ids {
				states[i] = r.list.words(r.snap.Photo(id)).State("green")
			}
			if states[0] != view.InFile || states[2] != view.Rejected || states[1] == view.Suggested {
				t.Errorf("states %v", states)
			}
		})
	}
}

// TestAKeywordIsRemovedOnlyAfterItWasChosen: by a click on its chip, or with Tab and the arrows;
// then Delete, which says so.
func TestAKeywordIsRemovedOnlyAfterItWasChosen(t *testing.T) {
	for name, choose := range map[string]func(*rig, *kit.ChipButton){
		"click":    func(_ *rig, c *kit.ChipButton) { c.OnClicked(0) },
		"keyboard": func(r *rig, c *kit.ChipButton) { r.win.Canvas().Focus(c) },
		"in a cell": func(r *rig, c *kit.ChipButton) {
			r.cells.chipInCell(grid.Hit{Index: 0, Part: grid.ChipBody, Chip: c.Chip()}, 0)
		},
	} {
		t.Run(name, func(t *testing.T) {
			r := newRig(t, nil)
			r.fullWith("Etosha")
			r.list.goTo(0)
			choose(r, r.chipOf("Etosha"))
			r.q.Run()
			state := func() view.WordState { return r.list.words(r.snap.Photo(r.list.ids[0])).State("Etosha") }
			if r.press(fyne.KeyX, 0); state() != view.InFile {
				t.Fatalf("X: state %d", state())
			}
			if hint := r.bar.HintText(); !strings.Contains(hint, "Delete removes it") {
				t.Errorf("X says %q", hint)
			}
			if r.press(fyne.KeyDelete, 0); state() != view.Removed {
				t.Fatalf("Delete: state %d", state())
			}
			r.says(r.bar.Object, "Removed Etosha on a-red.jpg; the next write takes it out of the file", "[Undo]")
			before := r.decisions()
			for range 3 {
				r.press(fyne.KeyDelete, 0)
			}
			if now := r.decisions(); !reflect.DeepEqual(now, before) {
				t.Errorf("Delete again changed %v to %v", before, now)
			}
			if r.press(fyne.KeyA, 0); state() != view.InFile {
				t.Errorf("A does not keep it: state %d", state())
			}
		})
	}
}

// TestTheRingOfASuggestionDoesNotGoOverToTheKeyword: what was a suggestion when the ring came is no
// keyword that was chosen.
func TestTheRingOfASuggestionDoesNotGoOverToTheKeyword(t *testing.T) {
	r := newRig(t, nil)
	r.full()
	r.list.goTo(0)
	r.win.Canvas().Focus(r.openChip())
	r.decider.accept("red", r.list.selected())
	r.q.Run()
	if _, on := r.win.Canvas().Focused().(*kit.ChipButton); on {
		t.Error("the keyboard is on the chip of another word")
	}
	r.press(fyne.KeyDelete, 0)
	if s := r.list.words(r.snap.Photo(r.list.ids[0])).State("red"); s != view.Accepted {
		t.Errorf("state %d", s)
	}
}

func TestWhatIsLeftInTheFieldIsNotGluedToTheNextWord(t *testing.T) {
	for name, leave := range map[string]func(*rig){
		"Esc":               func(r *rig) { r.press(fyne.KeyEscape, 0) },
		"Esc twice":         func(r *rig) { r.press(fyne.KeyEscape, 0); r.press(fyne.KeyEscape, 0) },
		"another photo":     func(r *rig) { r.list.goTo(1) },
		"a click elsewhere": func(r *rig) { r.focusGrid() },
	} {
		t.Run(name, func(t *testing.T) {
			r := newRig(t, nil)
			r.full()
			r.list.goTo(0)
			r.layout.focusAdd()
			r.q.Run()
			test.Type(r.addField(), "snow leopard")
			leave(r)
			r.list.selectAll()
			r.layout.focusAdd()
			r.q.Run()
			test.Type(r.addField(), "trip2026")
			r.press(fyne.KeyReturn, 0)
			for _, id := range r.list.ids {
				if ds := r.snap.Decisions(id); len(ds) != 1 || ds[0].Tag != "trip2026" {
					t.Errorf("decided: %v", ds)
				}
			}
		})
	}
}

func TestEscapeInTheFieldOfKeywords(t *testing.T) {
	r := newRig(t, nil)
	r.full()
	r.list.goTo(0)
	r.layout.focusAdd()
	r.q.Run()
	test.Type(r.addField(), "snow")
	if r.press(fyne.KeyEscape, 0); r.addField().Text != "" || r.win.Canvas().Focused() != r.addField() {
		t.Errorf("the first Esc: %q, focus on %T", r.addField().Text, r.win.Canvas().Focused())
	}
	if r.press(fyne.KeyEscape, 0); r.win.Canvas().Focused() != r.grid || len(r.list.selected()) != 1 {
		t.Errorf("the second Esc: focus on %T, %d photos selected", r.win.Canvas().Focused(), len(r.list.selected()))
	}
}

func TestCtrlZInTheFieldOfKeywords(t *testing.T) {
	r := newRig(t, nil)
	r.full()
	r.list.goTo(0)
	r.layout.focusAdd()
	r.q.Run()
	test.Type(r.addField(), "Etosha")
	r.press(fyne.KeyReturn, 0)
	if r.win.Canvas().Focused() != r.addField() || len(r.decisions()) != 1 {
		t.Fatal("the word is not there, or the field has lost the keyboard")
	}
	test.Type(r.addField(), "x")
	if r.menus.call(r.menus.command("undo")); len(r.decisions()) != 1 {
		t.Error("Ctrl+Z undoes a decision while there is text to be undone")
	}
	r.addField().SetText("")
	if r.menus.call(r.menus.command("undo")); len(r.decisions()) != 0 {
		t.Error("Ctrl+Z in the empty field undoes nothing")
	}
}

// TestLettersAfterTheKeyOfTheFieldAreItsOwn: where the window is slow the letters of a word come
// with the key that calls the field, before anything that waits has run; and from a menu no letter
// is lost.
func TestLettersAfterTheKeyOfTheFieldAreItsOwn(t *testing.T) {
	r := newRig(t, nil)
	r.started()
	r.list.goTo(0)
	before := fmt.Sprint(r.decisions())
	r.grid.Focus()
	r.grid.KeyDown(&fyne.KeyEvent{Name: fyne.KeyK})
	for _, letter := range "ksea" {
		r.win.Canvas().Focused().TypedRune(letter)
	}
	if r.addField().Text != "sea" || fmt.Sprint(r.decisions()) != before {
		t.Errorf("the field has %q", r.addField().Text)
	}
	r.q.Run()
	r.menus.call(r.menus.command("add"))
	r.q.Run()
	for _, letter := range "kelp" {
		r.win.Canvas().Focused().TypedRune(letter)
	}
	if r.addField().Text != "kelp" {
		t.Errorf("from the menu the field has %q", r.addField().Text)
	}
}

// TestLettersWithoutAFieldAreLost: the key of the field found nothing selected, so that no field has
// opened; the word that is typed behind it, and Enter, decide nothing and open nothing.
func TestLettersWithoutAFieldAreLost(t *testing.T) {
	r := newRig(t, nil)
	r.started()
	for name, act := range map[string]func(){
		"photos":   func() { r.list.selectNone() },
		"a review": func() { r.menus.call(r.menus.command("review")) },
	} {
		r.menus.lost = time.Time{}
		r.pages.close()
		act()
		r.q.Run()
		before, page := fmt.Sprint(r.decisions()), r.pages.page()
		for _, name := range []fyne.KeyName{fyne.KeyK, fyne.KeyM, fyne.KeyA, fyne.KeyR, fyne.KeyK, fyne.KeyX, fyne.Key1, fyne.KeyReturn} {
			r.press(name, 0)
			r.q.Run()
		}
		if fmt.Sprint(r.decisions()) != before || r.pages.page() != page {
			t.Errorf("%s: the letters were commands: %s", name, fmt.Sprint(r.decisions()))
		}
	}
	if r.press(fyne.KeyEscape, 0); r.pages.page() != nil {
		t.Error("Esc is lost, too")
	}
}
