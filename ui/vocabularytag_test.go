package ui

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/test"

	"catchlight/library"
	"catchlight/ui/chips"
	"catchlight/ui/kit"
	"catchlight/ui/view"
)

// fill types into a field of the page of the vocabulary, and leaves it by Enter.
func (r *rig) fill(f *kit.Entry, text string) {
	r.t.Helper()
	r.win.Canvas().Focus(f)
	f.SetText(text)
	r.press(fyne.KeyReturn, 0)
}

// unfold opens a part of the panel beside the page.
func (r *rig) unfold(title string) {
	r.t.Helper()
	for _, o := range test.LaidOutObjects(r.pages.page().Side) {
		if h, ok := o.(*kit.Heading); ok && h.Text == title && h.Fold == kit.ExpandClosed {
			test.Tap(h)
			return
		}
	}
	r.t.Fatalf("there is no %q that is folded", title)
}

// TestNamesInOtherLanguagesByThePage: what the lexicon would say stands dim, what is typed stands in
// the list, and as soon as tags are in that language they are shown and decided by that name, with
// the decisions from before.
func TestNamesInOtherLanguagesByThePage(t *testing.T) {
	r := newRig(t, nil)
	r.full()
	e := r.words("red\ngreen\nblue\n")
	e.Choose("red")
	r.unfold("In other languages")
	if got := e.Field("de").PlaceHolder; got != "rot" {
		t.Errorf("the lexicon’s word is %q", got)
	}
	r.fill(e.Field("de"), "Karmin")
	r.listSays("red\n\t{de= Karmin}\ngreen\nblue\n")
	r.says(r.bar.Object, "Changed what red is called in other languages", "[Undo")
	r.keep(func(set *library.Settings) { set.TagNames = "de" })
	r.engine.Vocabularies.Load()
	r.until("tags are in German", func() bool { return r.jobs.Idle() && strings.Join(r.tagNames(), " ") == "Karmin grün blau" })
	if got := r.engine.Prompt("grün"); !strings.Contains(got, "green") || strings.Contains(got, "grün") {
		t.Errorf("why says that the model is shown %q for grün", got)
	}
	r.showGrid()
	r.list.goTo(0)
	r.decider.addTyped("red")
	if ds := r.snap.Decisions(r.list.ids[0]); len(ds) != 1 || ds[0].Tag != "Karmin" {
		t.Errorf("the English word is decided as %+v", ds)
	}
	nameTagsIn(r.Window, "")
	decided := func(want string) func() bool {
		return func() bool {
			return r.jobs.Idle() && r.snap.Decisions(r.list.ids[0])[0].Tag == want && r.tagNames()[0] == want
		}
	}
	r.until("tags and what was decided are in the list's own words", decided("red"))
	r.undoer.undo()
	r.until("both are in German again", decided("Karmin"))
	e = r.editing()
	e.Find().SetText("grün")
	if e.Tag() != "green" {
		t.Errorf("the German name leads to %q", e.Tag())
	}
	e.Find().SetText("")
	e.Choose("red")
	r.says(r.pages.page().Side, "Shown and written as Karmin")
	r.unfold("In other languages")
	r.fill(e.Field("de"), "")
	r.listSays("red\ngreen\nblue\n")
	r.until("the list speaks no German any more", func() bool { return r.jobs.Idle() && r.tagNames()[0] == "red" })
	if ds := r.snap.Decisions(r.list.ids[0]); len(ds) != 1 || ds[0].Tag != "red" {
		t.Errorf("the decision does not follow the name: %+v", ds)
	}
}

// TestParentsOfOneTag: the tick says what holds; the list says only what is otherwise than for all
// tags, and a decision of before takes it over.
func TestParentsOfOneTag(t *testing.T) {
	r := newRig(t, nil)
	r.full()
	r.words("colour\n\tred\n")
	r.showGrid()
	r.list.goTo(0)
	r.decider.accept("red", r.list.selected())
	e := r.editing()
	e.Choose("red")
	path := func() string { return r.snap.Decisions(r.list.ids[0])[0].Path }
	for _, step := range []struct {
		all  bool // what the preferences say
		want string
		path string
	}{
		{false, "colour\n\tred\n\t\t{^+}\n", "{colour}|red"},
		{false, "colour\n\tred\n", "colour|red"},
		{true, "colour\n\tred\n\t\t{^-}\n", "[colour]|red"},
		{true, "colour\n\tred\n", "colour|red"},
	} {
		r.keep(func(set *library.Settings) { set.Ancestors = &step.all })
		r.pages.refreshPage()
		test.Tap(checkOf(t, r.pages.page().Side, "Also write the parents"))
		r.listSays(step.want)
		if got := path(); got != step.path {
			t.Errorf("%q: the decision’s hierarchy is %q", step.want, got)
		}
	}
}

// checkOf finds a check box by its label.
func checkOf(t *testing.T, in fyne.CanvasObject, label string) *kit.Check {
	t.Helper()
	for _, o := range test.LaidOutObjects(in) {
		if c, ok := o.(*kit.Check); ok && c.Label == label {
			return c
		}
	}
	t.Fatalf("there is no %q", label)
	return nil
}

// TestAThresholdByHand: the slider counts while it moves, the place where it is left holds and
// stands in the tree, Undo and Automatic go back.
func TestAThresholdByHand(t *testing.T) {
	r := newRig(t, nil)
	r.full()
	e := r.words("red\ngreen\n")
	e.Choose("red")
	beside := r.pages.page().Side
	r.shows(beside, "as it fits the model")
	settled := func() bool { return r.jobs.Idle() }
	r.until("the photos are counted", settled)
	suggested := func() int {
		n := 0
		for _, id := range r.list.ids {
			if r.list.words(r.snap.Photo(id)).Suggested != nil {
				n++
			}
		}
		return n
	}
	before := suggested()
	s := e.Threshold()
	s.Resize(fyne.NewSize(200, 24))
	s.MouseDown(&desktop.MouseEvent{PointEvent: fyne.PointEvent{Position: fyne.NewPos(0, 12)}})
	r.says(beside, "3 photos reach ")
	if r.settings().Thresholds != nil {
		t.Error("it is kept while the slider moves")
	}
	s.MouseUp(&desktop.MouseEvent{})
	s.DragEnd()
	r.until("it holds", func() bool { return settled() && strings.Contains(texts(r.bar.Object), "Set the threshold of red to ") })
	set := r.settings().Thresholds["colours"]
	if len(set) != 1 || suggested() < before {
		t.Errorf("settings %v, %d photos have suggestions, %d before", set, suggested(), before)
	}
	r.until("the tree says so", func() bool { return strings.Contains(texts(r.centre.object), "set to ") })
	test.Tap(buttonOf(t, r.bar.Object, "Undo"))
	r.until("it is undone", func() bool { return settled() && r.settings().Thresholds == nil })
	r.says(r.bar.Object, "Undone: Set the threshold of red to ")
	r.until("the tree says so", func() bool { return !strings.Contains(texts(r.centre.object), "set to ") })
	s.TypedKey(&fyne.KeyEvent{Name: fyne.KeyLeft})
	r.until("a key holds, too", func() bool { return settled() && len(r.settings().Thresholds["colours"]) == 1 })
	e.Choose("red")
	test.Tap(buttonOf(t, beside, "Automatic"))
	r.until("it is automatic", func() bool { return settled() && len(r.settings().Thresholds) == 0 })
}

// TestFindGoesToTheTagThatMatches: not to one above it, which shows for its sake, and not away from
// the current one while that matches.
func TestFindGoesToTheTagThatMatches(t *testing.T) {
	r := newRig(t, nil)
	r.full()
	e := r.words("colour\n\tred\n\t\t{crimson}\n\tgreen\n\tgrey\n")
	for _, c := range []struct{ typed, want string }{{"gr", "green"}, {"gre", "green"}, {"grey", "grey"}, {"gr", "grey"}, {"crims", "red"}, {"colo", "colour"}, {"", "colour"}, {"xyz", "colour"}} {
		e.Find().SetText(c.typed)
		if got := e.Tag(); got != c.want {
			t.Errorf("%q goes to %q, want %q", c.typed, got, c.want)
		}
	}
}

// TestAPrivateTagIsNeverWritten: not where it was typed after, nor where it waits to be written when
// it becomes private; its chip has no dot and says so. Undo lets it be written again.
func TestAPrivateTagIsNeverWritten(t *testing.T) {
	r := newRig(t, nil)
	r.full()
	r.words("red\nfamily\n\tOma\n")
	r.showGrid()
	typed := func(i int) {
		r.list.goTo(i)
		r.decider.addTyped("Oma")
	}
	waiting := func(want int) {
		t.Helper()
		r.until("so many photos are to be written", func() bool { return r.jobs.Idle() && len(r.snap.ToWrite()) == want })
	}
	typed(0)
	waiting(1)
	e := r.editing()
	e.Choose("Oma")
	test.Tap(checkOf(t, r.pages.page().Side, "Private: never written"))
	r.listSays("red\nfamily\n\t[Oma]\n")
	waiting(0)
	r.showGrid()
	typed(1)
	waiting(0)
	for i := range 2 {
		w, _ := r.list.words(r.snap.Photo(r.list.ids[i])).Of("Oma")
		if c := chips.Of(w); w.State != view.ByHand || c.Unwritten() || !strings.Contains(c.Label, "private, stays in the library") {
			t.Errorf("photo %d shows %+v as %q", i, w, c.Label)
		}
	}
	r.menus.call(r.menus.command("undo"))
	r.menus.call(r.menus.command("undo"))
	waiting(1)
}
