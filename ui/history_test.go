package ui

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"fyne.io/fyne/v2/test"

	"catchlight/ui/kit"
)

// inHistory writes a word into each of three photos and opens the run in the history. The files are
// given as they were before.
func inHistory(t *testing.T) (r *rig, before map[string]string) {
	t.Helper()
	r = newRig(t, nil)
	r.full()
	r.list.selectAll()
	r.decider.acceptStrong()
	before = r.contents()
	r.writer.Start(r.writer.Requests())
	r.until("they are written", func() bool {
		return r.jobs.Idle() && r.board.Latest() != nil && strings.Contains(r.board.Latest().Text, "Wrote 3")
	})
	r.pages.open(r.writer.History())
	r.shows(r.pages.page().Body, "Run 1", "[Undo this write]")
	r.openRun()
	return r, before
}

// contents are the files of all photos, by name.
func (r *rig) contents() map[string]string {
	all := map[string]string{}
	for _, p := range r.snap.Photos() {
		all[filepath.Base(p.Path)] = string(mustRead(r.t, p.Path))
	}
	return all
}

// openRun clicks the run of the history and waits for its photos.
func (r *rig) openRun() {
	r.t.Helper()
	test.Tap(shownIn(r.pages.page().Body, func(*kit.Row) bool { return true }))
	r.shows(r.pages.page().Body, "a-red.jpg", "b-green.jpg", "c-blue.jpg", "Before", "After")
}

// TestARunThatIsOpenedWhileTheHistoryIsReadOpens, though its photos are none of what is being read.
func TestARunThatIsOpenedWhileTheHistoryIsReadOpens(t *testing.T) {
	r, _ := inHistory(t)
	free := make(chan struct{})
	r.errands.Enqueue(func() error { <-free; return nil }, func(error) {}) // so that what is clicked is read later
	run := shownIn(r.pages.page().Body, func(*kit.Row) bool { return true })
	test.Tap(run) // closed
	test.Tap(run) // opened
	close(free)
	r.errandsDone()
	if text := texts(r.pages.page().Body); !strings.Contains(text, "a-red.jpg") || run.Expand != kit.ExpandOpen {
		t.Errorf("the run was opened last; the page shows\n%s", text)
	}
}

// TestTheHistorySaysWhoseAWordIs: by the sign of its chip, as everywhere.
func TestTheHistorySaysWhoseAWordIs(t *testing.T) {
	r, _ := inHistory(t)
	r.list.goTo(0)
	r.decider.put("my own", r.list.selected())
	r.writer.Start(r.writer.Requests())
	r.until("it is written", func() bool { return r.jobs.Idle() && strings.Contains(r.board.Latest().Text, "Wrote 1") })
	r.pages.open(r.writer.History())
	r.shows(r.pages.page().Body, "Run 2")
	test.Tap(shownIn(r.pages.page().Body, func(*kit.Row) bool { return true }))
	r.shows(r.pages.page().Body, "Before", "After")
	glyphs := map[string]kit.Glyph{}
	for _, o := range test.LaidOutObjects(r.pages.page().Body) {
		if words, ok := o.(*kit.Words); ok {
			for _, c := range words.Chips() {
				glyphs[c.Name] = c.Glyph()
			}
		}
	}
	if glyphs["my own"] != kit.GlyphPencil {
		t.Errorf("the chips carry %v", glyphs)
	}
}

// historyRow is the row of a photo in the history.
func (r *rig) historyRow(name string) *kit.MediaRow {
	return shownIn(r.pages.page().Body, func(row *kit.MediaRow) bool { return strings.Contains(texts(row), name) })
}

// same says which files are as they were.
func same(before, now map[string]string) string {
	text := ""
	for _, name := range []string{"a-red.jpg", "b-green.jpg", "c-blue.jpg"} {
		if before[name] == now[name] {
			text += name[:1]
		}
	}
	return text
}

// TestARunOpensToItsPhotos: with the words before and after; ticked ones and single ones are taken
// back to the byte, and the run says how much of it is.
func TestARunOpensToItsPhotos(t *testing.T) {
	r, before := inHistory(t)
	if text := texts(r.historyRow("a-red.jpg")); !strings.Contains(text, "no keywords") || !strings.Contains(text, "(red)") {
		t.Errorf("the row says %s", text)
	}
	shownIn(r.historyRow("b-green.jpg"), func(*kit.Check) bool { return true }).OnChanged(true)
	test.Tap(buttonOf(t, r.pages.page().Body, "Undo 1 photo"))
	r.until("one is put back", func() bool { return r.jobs.Idle() && strings.Contains(r.board.Latest().Text, "Restored 1 photo") })
	if got := same(before, r.contents()); got != "b" {
		t.Fatalf("as before are %q", got)
	}
	r.shows(r.pages.page().Body, "1 of 3 undone", "[Undo this write]")
	test.Tap(buttonOf(t, r.historyRow("a-red.jpg"), "Undo"))
	r.until("two are put back", func() bool { return same(before, r.contents()) == "ab" })
	r.shows(r.pages.page().Body, "2 of 3 undone")
	r.until("the rows say it", func() bool { return strings.Contains(texts(r.historyRow("a-red.jpg")), "undone") })
	test.Tap(buttonOf(t, r.pages.page().Body, "Undo this write"))
	r.until("the rest is put back", func() bool { return same(before, r.contents()) == "abc" })
	r.until("the run is undone", func() bool { return !strings.Contains(texts(r.pages.page().Body), "[Undo") })
}

// TestAPhotoOfARunThatChangedSince is not touched, says so, and loses only our word when the user
// wants it.
func TestAPhotoOfARunThatChangedSince(t *testing.T) {
	r, before := inHistory(t)
	path := filepath.Join(r.dir, "photos", "c-blue.jpg")
	other := append(mustRead(t, path), "another program was here"...)
	if err := os.WriteFile(path, other, 0o600); err != nil {
		t.Fatal(err)
	}
	test.Tap(buttonOf(t, r.pages.page().Body, "Undo this write"))
	r.until("two are put back", func() bool { return r.jobs.Idle() && strings.Contains(r.board.Latest().Text, "1 of 3 not restored") })
	if got := same(before, r.contents()); got != "ab" || string(mustRead(t, path)) != string(other) {
		t.Fatalf("as before are %q, or the changed file was touched", got)
	}
	r.shows(r.pages.page().Body, "2 of 3 undone", "as another program left it", "[Remove only our keywords]")
	test.Tap(buttonOf(t, r.historyRow("c-blue.jpg"), "Remove only our keywords"))
	r.until("our word is gone", func() bool {
		return r.jobs.Idle() && strings.Contains(r.board.Latest().Text, "Took our keywords out of 1 photo")
	})
	if now := string(mustRead(t, path)); strings.Contains(now, ">blue<") || !strings.HasSuffix(now, "another program was here") {
		t.Error("our word is still there, or the other program's bytes are not")
	}
	r.until("the run is settled", func() bool { return !strings.Contains(texts(r.pages.page().Body), "[Undo") })
}
