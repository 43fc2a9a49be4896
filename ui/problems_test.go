package ui

import (
	"errors"
	"image"
	"image/color"
	"image/jpeg"
	"image/png"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"fyne.io/fyne/v2/test"

	"catchlight/library"
	"catchlight/library/keywords"
	"catchlight/library/safewrite"
	"catchlight/library/sidecar"
	"catchlight/ui/grid"
	"catchlight/ui/kit"
	"catchlight/ui/view"
)

// otherProgram edits a photo outside the window, and lets the window see it.
func (r *rig) otherProgram(path string, e keywords.Edit, to safewrite.Destination) {
	r.t.Helper()
	c, err := safewrite.Prepare(path, e, safewrite.Options{To: to, Naming: sidecar.Append})
	if err == nil {
		err = c.Commit()
	}
	if err != nil {
		r.t.Fatal(err)
	}
	r.intake.rescan([]string{path})
	r.until("it is read", func() bool { return r.jobs.Idle() })
}

// sidecarWith is what another program's sidecar of a photo says with these words; it is not there.
func (r *rig) sidecarWith(path string, words ...string) string {
	r.t.Helper()
	r.otherProgram(path, keywords.Edit{Add: words}, safewrite.SidecarFile)
	data := mustRead(r.t, path+".xmp")
	if err := os.Remove(path + ".xmp"); err != nil {
		r.t.Fatal(err)
	}
	return string(data)
}

// path is the file of one of the three photos.
func (r *rig) path(name string) string { return filepath.Join(r.dir, "photos", name) }

// onProblems opens the page by its row, whose count it must agree with.
func (r *rig) onProblems(count string) {
	r.t.Helper()
	r.until("the sidebar counts "+count, func() bool { return strings.Contains(texts(r.sidebar.Object), "Problems "+count+"\n") })
	test.Tap(shownIn(r.sidebar.Object, func(row *kit.Row) bool { return row.Label == "Problems" }))
	if p := r.pages.page(); p == nil || p.ID != "problems" {
		r.t.Fatal("the row does not open the page")
	}
}

// chipsShown are the words of the page.
func (r *rig) chipsShown() (all []kit.Chip) {
	shownIn(r.pages.page().Body, func(w *kit.Words) bool {
		all = append(all, w.Chips()...)
		return false
	})
	return all
}

// isSolved waits until the page has no problem any more, and neither has the sidebar.
func (r *rig) isSolved() {
	r.t.Helper()
	r.until("no problem is left", func() bool {
		p := r.pages.page()
		return p != nil && p.ID == "problems" && p.Actions[0].(*kit.Button).Disabled() && strings.Contains(texts(p.Body), "No problems") && strings.Contains(texts(r.sidebar.Object), "Problems 0\n")
	})
}

// TestAWordThatAnotherProgramTookOut: both lists stand side by side; it goes back with the next
// write, or is not wanted any more, as the user says.
func TestAWordThatAnotherProgramTookOut(t *testing.T) {
	for button, want := range map[string]view.WordState{"Keep both": view.Accepted, "Keep the file’s": view.Rejected} {
		t.Run(button, func(t *testing.T) {
			r := newRig(t, nil)
			r.full()
			r.list.goTo(0)
			r.decider.acceptCurrent()
			r.writer.Start(r.writer.Requests())
			r.until("it is written", func() bool { return r.jobs.Idle() && r.view.Write == 0 })
			r.otherProgram(r.path("a-red.jpg"), keywords.Edit{Remove: []string{"red", "colour"}, Add: []string{"theirs"}}, safewrite.Embedded)
			red := func(word string) view.WordState { return r.list.words(r.snap.ByPath(r.path("a-red.jpg"))).State(word) }
			r.decider.put("later", []*library.Photo{r.snap.ByPath(r.path("a-red.jpg"))})
			if red("red") != view.Changed || red("later") != view.ByHand || red("theirs") != view.InFile {
				t.Errorf("red is in state %d, later in %d, theirs in %d", red("red"), red("later"), red("theirs"))
			}
			r.onProblems("1")
			r.says(r.pages.page().Body, "Changed by another program: 1 photo", "a-red.jpg", "In the file", "Yours", "(theirs)", "(red)", "(later)", "[Show in file manager]")
			states := map[string]kit.State{}
			for _, c := range r.chipsShown() {
				states[c.Name] = c.State
			}
			if states["theirs"] != kit.InFile || states["red"] != kit.Accepted || states["later"] != kit.ByHand {
				t.Errorf("the words are shown as in states %v", states)
			}
			test.Tap(buttonOf(t, r.pages.page().Body, button))
			r.isSolved()
			if red("red") != want || red("later") != view.ByHand {
				t.Errorf("red is in state %d, want %d; later is in %d", red("red"), want, red("later"))
			}
			r.says(r.bar.Object, "[Undo]")
			r.board.Latest().Do()
			r.until("it is a problem again", func() bool { return r.view.Problem == 1 && red("red") == view.Changed })
			if want != view.Rejected {
				return // no decision, which alone can be made again
			}
			r.says(r.bar.Object, "[Redo]")
			r.board.Latest().Do()
			r.until("it is none", func() bool { return r.view.Problem == 0 && red("red") == want })
		})
	}
}

// TestAWordThatAnotherProgramPutBack: a word that the user had removed is in the file again. It is
// shown as that, and leaves with the next write or stays, as the user says.
func TestAWordThatAnotherProgramPutBack(t *testing.T) {
	for button, want := range map[string]view.WordState{"Keep mine": view.Removed, "Keep the file’s": view.InFile, "U": view.InFile} {
		t.Run(button, func(t *testing.T) {
			r := newRig(t, nil)
			r.full()
			path := r.path("a-red.jpg")
			photo := func() *library.Photo { return r.snap.ByPath(path) }
			r.otherProgram(path, keywords.Edit{Add: []string{"theirs"}}, safewrite.Embedded)
			r.decider.strike("theirs", []*library.Photo{photo()})
			r.writer.Start(r.writer.Requests())
			r.until("it is written", func() bool { return r.jobs.Idle() && r.view.Write == 0 && !photo().Keywords.Has("theirs") })
			r.otherProgram(path, keywords.Edit{Add: []string{"theirs"}}, safewrite.Embedded)
			state := func() view.WordState { return r.list.words(photo()).State("theirs") }
			if state() != view.PutBack {
				t.Errorf("it is in state %d", state())
			}
			r.onProblems("1")
			r.says(r.pages.page().Body, "Changed by another program: 1 photo", "put back some that you had removed", "[Keep mine]")
			if strings.Contains(texts(r.pages.page().Body), "[Keep both]") {
				t.Error("there is nothing of both to keep")
			}
			if c := r.chipsShown()[0]; c.Name != "theirs" || c.State != kit.PutBack {
				t.Errorf("it is shown as %+v", c)
			}
			if button == "U" {
				r.showGrid()
				r.list.goTo(0)
				r.decider.setCurrent("theirs", state())
				r.decider.reopenCurrent()
				r.onProblems("0")
			} else {
				test.Tap(buttonOf(t, r.pages.page().Body, button))
			}
			r.isSolved()
			if state() != want {
				t.Errorf("it is in state %d, want %d", state(), want)
			}
			r.says(r.bar.Object, "[Undo")
			if button != "U" {
				r.board.Latest().Do()
				r.until("it is a problem again", func() bool { return r.view.Problem == 1 && state() == view.PutBack })
			}
		})
	}
}

// TestReopenWhatAnotherProgramTookOut: U opens a yes again that another program has taken out of the
// file, so that the file's word stands; what was typed takes the ring on it.
func TestReopenWhatAnotherProgramTookOut(t *testing.T) {
	r := newRig(t, nil)
	r.full()
	r.list.goTo(0)
	path := r.path("a-red.jpg")
	state := func(word string) view.WordState { return r.list.words(r.snap.ByPath(path)).State(word) }
	r.decider.acceptCurrent()
	r.decider.put("typed", []*library.Photo{r.snap.ByPath(path)})
	r.writer.Start(r.writer.Requests())
	r.until("it is written", func() bool { return r.jobs.Idle() && r.view.Write == 0 })
	r.otherProgram(path, keywords.Edit{Remove: []string{"red", "colour", "typed"}}, safewrite.Embedded)
	r.list.goTo(0)
	if r.decider.reopenCurrent(); state("red") != view.Suggested || state("typed") != view.Changed {
		t.Errorf("after U red is in state %d, typed in %d", state("red"), state("typed"))
	}
	r.decider.setCurrent("typed", view.Changed)
	if r.decider.reopenCurrent(); state("typed") != view.Absent {
		t.Errorf("after U on it typed is in state %d", state("typed"))
	}
}

// TestPhotoAndSidecarDisagree: what ends it is shown on the Write page first, and then the row
// leaves.
func TestPhotoAndSidecarDisagree(t *testing.T) {
	for button, want := range map[string]string{
		"Keep both…": "both photo sidecar", "Keep the photo’s…": "both photo", "Keep the sidecar’s…": "both sidecar",
	} {
		t.Run(button, func(t *testing.T) {
			r := newRig(t, nil)
			r.full()
			path := r.path("a-red.jpg")
			beside := r.sidecarWith(path, "both", "sidecar")
			r.otherProgram(path, keywords.Edit{Add: []string{"both", "photo"}}, safewrite.Embedded)
			writeFile(t, path+".xmp", beside)
			r.intake.rescan([]string{path})
			r.onProblems("1")
			r.says(r.pages.page().Body, "Photo and sidecar disagree: 1 photo", "(both)", "(+ photo)", "(+ sidecar)")
			for _, c := range r.chipsShown() {
				if c.Glyph() != kit.GlyphNone || c.Unwritten() {
					t.Errorf("%q stands in a file, and looks as if the user had decided on it: %+v", c.Name, c)
				}
			}
			test.Tap(buttonOf(t, r.pages.page().Body, button))
			r.until("the plan is made", func() bool { return strings.Contains(texts(r.pages.page().Body), "[Write 1 photo]") })
			r.pages.page().Enter()
			r.isSolved()
			p := r.snap.ByPath(path)
			var words []string
			for _, k := range p.Keywords.All {
				words = append(words, k.Name)
				if k.In&keywords.Sidecar == 0 || k.In == keywords.Sidecar {
					t.Errorf("%s stands in %d alone", k.Name, k.In)
				}
			}
			for _, word := range strings.Fields(want) {
				if !p.Keywords.Has(word) {
					t.Errorf("%s is missing", word)
				}
			}
			if len(words) != len(strings.Fields(want)) {
				t.Errorf("the words are %v, want %s", words, want)
			}
			if len(r.snap.ToWrite()) != 0 {
				t.Error("something waits to be written")
			}
		})
	}
}

// TestTryAgainSaysWhatCameOfIt: whether the file can be read now, and not that it is tried.
func TestTryAgainSaysWhatCameOfIt(t *testing.T) {
	r := newRig(t, nil)
	r.full()
	broken := r.path("broken.jpg")
	writeFile(t, broken, "no picture")
	r.intake.add([]string{broken})
	r.until("it is a problem", func() bool { return r.jobs.Idle() && r.view.Problem == 1 })
	r.showAll()
	r.onProblems("1")
	test.Tap(buttonOf(t, r.pages.page().Body, "Try again"))
	r.shows(r.bar.Object, "1 of 1 photos still cannot be read.")
	paint(t, broken, color.RGBA{0, 0, 200, 255})
	r.onProblems("1")
	test.Tap(buttonOf(t, r.pages.page().Body, "Try again"))
	r.shows(r.bar.Object, "1 photo can be read.")
	r.isSolved()
}

// TestAPhotoThatIsOfNoUseLeavesTheLibrary from where it is said: one that has gone, and one that
// cannot be read; where decisions go with it that is asked first, and its file stays.
func TestAPhotoThatIsOfNoUseLeavesTheLibrary(t *testing.T) {
	r := newRig(t, nil)
	r.full()
	broken, gone := r.path("broken.jpg"), r.path("c-blue.jpg")
	r.list.goTo(2)
	r.typed("Etosha")
	writeFile(t, broken, "no picture")
	if err := os.Remove(gone); err != nil {
		t.Fatal(err)
	}
	r.intake.add([]string{broken})
	r.intake.rescan([]string{gone})
	r.until("both are problems", func() bool { return r.jobs.Idle() && r.view.Problem == 2 })
	r.showAll()
	r.onProblems("2")
	for _, want := range []struct { // the page names the one that is missing first
		asks bool
		left int
	}{{true, 3}, {false, 2}} {
		test.Tap(buttonOf(t, r.pages.page().Body, "Remove from library"))
		if q := r.board.Question(); (q != nil) != want.asks {
			t.Fatalf("asked: %+v", q)
		} else if want.asks {
			q.Do()
		}
		r.until("one has left", func() bool { return len(r.snap.Photos()) == want.left && r.jobs.Idle() })
		r.pages.refreshPage()
	}
	r.isSolved()
	if r.snap.ByPath(gone) != nil || r.snap.ByPath(broken) != nil || string(mustRead(t, broken)) != "no picture" {
		t.Error("another photo has left, or its file is not as it was")
	}
}

// TestAPhotoThatCannotBeWritten gets a sidecar where the user says so.
func TestAPhotoThatCannotBeWritten(t *testing.T) {
	r := newRig(t, nil)
	path := filepath.Join(r.photos(), "d.png")
	f, err := os.Create(path)
	if err == nil {
		err = png.Encode(f, redSquare())
	}
	if err != nil || f.Close() != nil {
		t.Fatal(err)
	}
	r.intake.add([]string{path})
	r.until("it is tagged", func() bool { return len(r.list.ids) == 1 && r.jobs.Idle() && r.view.Review == 1 })
	r.keep(func(s *library.Settings) { s.To = safewrite.Embedded })
	r.list.goTo(0)
	r.decider.acceptCurrent()
	r.writer.Start(r.writer.Requests())
	r.until("it is refused", func() bool { return r.jobs.Idle() && r.board.Latest().Alert })
	r.onProblems("1")
	r.says(r.pages.page().Body, "Not written: 1 photo", "d.png", "[Write again…]")
	test.Tap(buttonOf(t, r.pages.page().Body, "Use a sidecar…"))
	r.until("the plan is made", func() bool { return strings.Contains(texts(r.pages.page().Body), "[Write 1 photo]") })
	r.pages.page().Enter()
	r.isSolved()
	if k, err := new(sidecar.Folders).ReadKeywords(path); err != nil || !k.Has("red") {
		t.Errorf("%v, %v", k.All, err)
	}
}

// gridMark is a click on the warning of a cell.
func gridMark(i int) grid.Hit {
	return grid.Hit{Index: i, Part: grid.MarkSign, Mark: grid.Mark{Glyph: kit.GlyphWarning}}
}

func redSquare() image.Image {
	square := image.NewRGBA(image.Rect(0, 0, 40, 40))
	for i := range 1600 {
		square.Set(i%40, i/40, color.RGBA{220, 0, 0, 255})
	}
	return square
}

// encode writes a picture as a JPEG.
func encode(t *testing.T, path string, m image.Image) {
	t.Helper()
	f, err := os.Create(path)
	if err == nil {
		err = errors.Join(jpeg.Encode(f, m, nil), f.Close())
	}
	if err != nil {
		t.Fatal(err)
	}
}
