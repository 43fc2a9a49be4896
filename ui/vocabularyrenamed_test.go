package ui

import (
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2/test"

	"catchlight/library"
	"catchlight/ui/kit"
)

// decided are the tags that something stands decided on, each once, in order.
func (r *rig) decidedTags() []string {
	var tags []string
	snap := r.deps.Library.Snapshot()
	for _, p := range snap.Photos() {
		for _, d := range snap.Decisions(p.ID) {
			tags = append(tags, d.Tag)
		}
	}
	slices.Sort(tags)
	return slices.Compact(tags)
}

// refuseAll refuses tags on all photos.
func (r *rig) refuseAll(tags ...string) {
	r.t.Helper()
	var ds []library.Decision
	for _, p := range r.snap.Photos() {
		for _, tag := range tags {
			ds = append(ds, library.Decision{Photo: p.ID, Tag: tag, Verdict: library.Rejected})
		}
	}
	if err := r.deps.Library.Decide("no", ds...); err != nil {
		r.t.Fatal(err)
	}
}

// TestARenameInATextEditorKeepsDecisions: where the list tells the old name they go along, where it
// does not the user is asked, and the list gets the old name. Both are undone.
func TestARenameInATextEditorKeepsDecisions(t *testing.T) {
	r := newRig(t, nil)
	r.full()
	r.words("red\ngreen\nblue\n")
	r.refuseAll("red", "green")
	own, _ := r.deps.Library.Vocabularies().Find("mine")

	writeFile(t, own, "crimson\n\t{red}\ngreen\nblue\n")
	r.engine.Vocabularies.Look()
	r.until("what was decided went along", func() bool { return slices.Equal(r.decidedTags(), []string{"crimson", "green"}) })
	r.says(r.bar.Object, "along to the new names in mine", "[Undo")

	writeFile(t, own, "crimson\n\t{red}\nemerald\nblue\n")
	r.engine.Vocabularies.Look()
	r.until("the user is asked", func() bool { return r.board.Latest() != nil && r.board.Latest().Action == "Keep the decisions" })
	r.says(r.bar.Object, "mine: green looks renamed to emerald")
	if got := r.decidedTags(); !slices.Equal(got, []string{"crimson", "green"}) {
		t.Errorf("before the answer, decided are %q", got)
	}
	test.Tap(buttonOf(t, r.bar.Object, "Keep the decisions"))
	r.until("they are kept", func() bool { return r.jobs.Idle() && slices.Equal(r.decidedTags(), []string{"crimson", "emerald"}) })
	r.listSays("crimson\n\t{red}\nemerald\n\t{green}\nblue\n")
	r.until("it is said", func() bool { return r.board.Latest() != nil && r.board.Latest().Action == "Undo" })
	r.menus.call(r.menus.command("undo"))
	r.until("it is undone", func() bool { return r.jobs.Idle() && slices.Equal(r.decidedTags(), []string{"crimson", "green"}) })
	r.listSays("crimson\n\t{red}\nemerald\nblue\n")
}

// TestARenameWhileTheListWasNotInUse is seen when it is read the next time.
func TestARenameWhileTheListWasNotInUse(t *testing.T) {
	r := newRig(t, nil)
	r.full()
	r.words("red\ngreen\n")
	r.refuseAll("red")
	r.lists([]string{"other"}, "blue\n")
	own, _ := r.deps.Library.Vocabularies().Find("mine")
	writeFile(t, own, "crimson\n\t{red}\ngreen\n")
	r.engine.Vocabularies.Read("mine")
	r.until("what was decided went along", func() bool { return slices.Equal(r.decidedTags(), []string{"crimson"}) })
}

// TestAChangeInTheWindowIsNoRename: a tag that is removed here and one that is added in its place
// are two, and nothing is asked.
func TestAChangeInTheWindowIsNoRename(t *testing.T) {
	r := newRig(t, nil)
	r.full()
	e := r.words("red\ngreen\nblue\n")
	r.refuseAll("green")
	text := "red\nyellow\nblue\n"
	r.pages.changeWords("mine", "", func() error {
		_, err := r.deps.Library.EditVocabulary("edit", library.VocabularyChange{Name: "mine", Before: "red\ngreen\nblue\n", After: text})
		return err
	}, func(err error) {
		if err != nil {
			t.Error(err)
		}
	})
	r.until("it is in use", func() bool { return r.jobs.Idle() && e.Settled() && slices.Contains(r.tagNames(), "yellow") })
	if l := r.board.Latest(); l != nil && strings.Contains(l.Text, "renamed") {
		t.Errorf("it says %q", l.Text)
	}
}

// TestAnImportOffersToKeepDecisions: of tags that look renamed each can be told, and decisions
// follow; untold, both are tags.
func TestAnImportOffersToKeepDecisions(t *testing.T) {
	r := newRig(t, nil)
	r.full()
	r.words("colour\n\tred\n\t\tcrimson\n\tgreen\n\t\tlime\n\tblue\n")
	r.refuseAll("red", "green", "blue")
	file := filepath.Join(r.dir, "mine.txt")
	writeFile(t, file, "colour\n\trouge\n\t\tcrimson\n\tvert\n\t\tlime\n\tazure\n\t\t{blue}\n")
	tick := func(label string) *kit.Check {
		return shownIn(r.centre.object, func(c *kit.Check) bool { return c.Label == label })
	}
	r.pages.previewImport(file)
	r.shows(r.centre.object, "2 tags look renamed: keep their decisions", "colour › red is rouge now", "the name stands at colour › red › crimson, too")
	test.Tap(tick("2 tags look renamed: keep their decisions"))
	r.until("both are ticked", func() bool {
		return tick("colour › red is rouge now").On() && tick("colour › green is vert now").On()
	})
	test.Tap(tick("colour › green is vert now"))
	r.until("one is not", func() bool {
		return !tick("colour › green is vert now").On() && !tick("2 tags look renamed: keep their decisions").On()
	})
	test.Tap(buttonOf(t, r.centre.object, "Import"))
	r.listSays("colour\n\trouge\n\t\t{red}\n\t\tcrimson\n\tgreen\n\t\tlime\n\tazure\n\t\t{blue}\n\tvert\n\t\tlime\n")
	r.until("what was decided went along", func() bool { return slices.Equal(r.decidedTags(), []string{"azure", "green", "rouge"}) })
	r.menus.call(r.menus.command("undo"))
	r.until("it is undone", func() bool { return slices.Equal(r.decidedTags(), []string{"blue", "green", "red"}) })
}

// TestLinesOfWordsAreCutAtTheirCommas, when the user says so.
func TestLinesOfWordsAreCutAtTheirCommas(t *testing.T) {
	r := newRig(t, nil)
	r.full()
	r.words("red\n")
	file := filepath.Join(r.dir, "lines.txt")
	writeFile(t, file, "beach, sand, sea\nsea; sky\nsnow\nice，snow\nwood, moss\nfog, sky\n")
	r.pages.previewImport(file)
	r.shows(r.centre.object, "lines: 6 new.", "Cut the lines at their commas: 9 tags")
	test.Tap(shownIn(r.centre.object, func(c *kit.Check) bool { return strings.HasPrefix(c.Label, "Cut the lines") }))
	r.shows(r.centre.object, "lines: 9 new.")
	test.Tap(buttonOf(t, r.centre.object, "Import"))
	want := "beach\nsand\nsea\nsky\nsnow\nice\nwood\nmoss\nfog\n"
	r.until("each word is a tag", func() bool {
		text, _ := r.deps.Library.Vocabularies().Text("lines")
		return r.jobs.Idle() && text == want
	})
}
