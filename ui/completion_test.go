package ui

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"catchlight/library"
	"catchlight/library/keywords"
	"catchlight/ui/kit"
	"catchlight/ui/view"
)

// offers are the rows that are shown below Add keyword, the chosen one in brackets.
func (r *rig) offers() string {
	var rows []string
	for _, o := range test.LaidOutObjects(r.inspector.Object) {
		row, ok := o.(*kit.Offer)
		if !ok {
			continue
		}
		text := strings.Join(strings.Fields(row.Label+" "+row.Note+" "+row.Count), " ")
		if row.Chosen {
			text = "[" + text + "]"
		}
		rows = append(rows, text)
	}
	return strings.Join(rows, "|")
}

// typing puts the keyboard into Add keyword and types.
func (r *rig) typing(text string) {
	r.layout.focusAdd()
	r.q.Run()
	test.Type(r.addField(), text)
}

// TestWordsAreOffered: those of the vocabulary, those in files and those that were typed, by keys
// alone.
func TestWordsAreOffered(t *testing.T) {
	r := newRig(t, nil)
	r.fullWith("Greenland")
	r.list.goTo(0)
	r.typing("gr")
	r.until("the words of files are known", func() bool { return strings.Contains(r.offers(), "Greenland") })
	if got := r.offers(); got != "Greenland 1|green colour" {
		t.Fatalf("%q is offered", got)
	}
	r.press(fyne.KeyDown, 0)
	r.press(fyne.KeyDown, 0)
	if got := r.offers(); got != "Greenland 1|[green colour]" {
		t.Errorf("two rows down: %q", got)
	}
	r.press(fyne.KeyTab, 0)
	if text := r.addField().Text; text != "green" {
		t.Errorf("Tab makes %q", text)
	}
	test.Type(r.addField(), ", gree")
	if got := r.offers(); got != "Greenland 1" {
		t.Errorf("what is on the line already is offered again: %q", got)
	}
	r.press(fyne.KeyUp, 0)
	r.press(fyne.KeyReturn, 0)
	r.says(r.inspector.Object, "(green, typed")
	if r.addField().Text != "" || r.offers() != "" {
		t.Errorf("left behind: %q, %q", r.addField().Text, r.offers())
	}
	ds := r.snap.Decisions(r.list.ids[0])
	if len(ds) != 1 || ds[0].Tag != "green" || ds[0].Verdict != library.Typed { // Greenland is in the file
		t.Errorf("decided: %v", ds)
	}
}

// TestAKeywordWithACommaIsOneWord: where it is completed, and where it is copied and pasted.
func TestAKeywordWithACommaIsOneWord(t *testing.T) {
	const word = "Paris, France"
	r := newRig(t, nil)
	r.fullWith(word)
	has := func(i int) bool { return r.list.words(r.snap.Photo(r.list.ids[i])).State(word) != view.Absent }
	r.list.goTo(1)
	r.typing("green, par")
	r.until("the words of files are known", func() bool { return r.offers() == word+" 1" })
	r.press(fyne.KeyTab, 0)
	if text := r.addField().Text; text != `green, "Paris, France"` {
		t.Errorf("Tab makes %q", text)
	}
	r.press(fyne.KeyReturn, 0)
	r.says(r.bar.Object, "Added green, Paris, France on b-green.jpg")
	r.list.goTo(0)
	r.decider.copyKeywords()
	if text := r.app.Clipboard().Content(); text != `"Paris, France"` {
		t.Errorf("the clipboard has %q", text)
	}
	r.list.goTo(2)
	r.decider.pasteKeywords()
	if !has(1) || !has(2) || len(r.snap.Decisions(r.list.ids[1])) != 2 || len(r.snap.Decisions(r.list.ids[2])) != 1 {
		t.Errorf("decided: %v", r.decisions())
	}
	r.typed("green, blue")
	r.says(r.bar.Object, "Added green, blue on c-blue.jpg")
	r.typed("green, new")
	r.says(r.bar.Object, "Added new on c-blue.jpg")
}

// TestWordsOfOtherPhotosComeAsTheyStandThere: a bar in one parts no levels, copied or put there by its
// chip, and what was private stays so where the list that says it is off.
func TestWordsOfOtherPhotosComeAsTheyStandThere(t *testing.T) {
	const word = "Smith|Jones"
	r := newRig(t, nil)
	r.fullWith(word)
	if err := r.deps.Library.Decide("", library.Decision{Photo: r.list.ids[0], Tag: "Oma", Path: "family|[Oma]", Verdict: library.Typed}); err != nil {
		t.Fatal(err)
	}
	r.decider.decided()
	r.list.goTo(0)
	r.decider.copyKeywords()
	r.list.goTo(1)
	r.decider.pasteKeywords()
	r.says(r.bar.Object, "Added "+word+", Oma on b-green.jpg")
	r.list.goTo(2)
	r.decider.put(word, r.list.selected())
	r.says(r.bar.Object, "Added "+word+" on c-blue.jpg")
	for _, id := range r.list.ids[1:] {
		if waits := r.snap.Pending(id).Add; len(waits) != 1 || waits[0] != keywords.Whole(word) {
			t.Errorf("%q waits, decided is %v", waits, r.snap.Decisions(id))
		}
	}
}

// TestATypedWordIsOfferedAgain, also on a photo that has none, and after a restart.
func TestATypedWordIsOfferedAgain(t *testing.T) {
	r := newRig(t, nil)
	r.full()
	r.list.goTo(0)
	r.typed("Etosha")
	r.undoer.undo() // no photo has it now
	r.list.goTo(1)
	r.typing("et")
	if got := r.offers(); got != "Etosha" {
		t.Errorf("%q is offered", got)
	}
	if kept := r.settings().Recent; len(kept) != 1 || kept[0] != "Etosha" {
		t.Errorf("kept: %q", kept)
	}
	r.press(fyne.KeyEscape, 0)
	if r.offers() != "" {
		t.Errorf("after Esc: %q", r.offers())
	}
}

// TestAClickTakesAnOffer and leaves the keyboard in the field.
func TestAClickTakesAnOffer(t *testing.T) {
	r := newRig(t, nil)
	r.full()
	r.list.goTo(0)
	r.typing("holiday, bl")
	row := inspected(r, func(o *kit.Offer) bool { return o.Label == "blue" })
	r.win.Canvas().Unfocus() // as a click beside the field does
	test.Tap(row)
	if r.addField().Text != "holiday, blue" || r.win.Canvas().Focused() != r.addField() {
		t.Errorf("%q, focus on %T", r.addField().Text, r.win.Canvas().Focused())
	}
}
