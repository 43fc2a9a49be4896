package ui

import (
	"errors"
	"image/color"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/storage"

	"catchlight/tagging"
	"catchlight/ui/view"
)

func fileURI(path string) fyne.URI { return storage.NewFileURI(path) }

func TestTheEmptyLibraryInvites(t *testing.T) {
	r := newRig(t, nil)
	r.until("the model is ready", func() bool { return r.engine.Ready() && r.jobs.Idle() })
	r.says(r.centre.object, "Drop photos or folders here", "[Add folder]", "[Add files]", "Photos stay on this computer.", "Every write can be undone.")
	r.says(r.inspector.Object, "Three steps", "Add photos", "Say yes or no", "Write", "[Skip the tour]")
	r.says(r.sidebar.Object, "All photos 0", "Problems 0", "No folders yet", "colour 3 tags")
	r.says(r.bar.Object, "Starter model ready, works offline")
	if !buttonOf(t, r.toolbar.Object, "Write").Disabled() {
		t.Error("Write is on while there is nothing to write")
	}
	r.tour.Skip()
	r.says(r.inspector.Object, "No photo selected")
}

func TestADropFillsTheWindow(t *testing.T) {
	r := newRig(t, nil)
	r.full()
	r.says(r.sidebar.Object, "All photos 3", "To review 3", "No keywords 3", "photos 3", "colour 3")
	r.says(r.scopeLine.Object, "All photos", "3 photos")
	r.says(r.bar.Object, "Tagged 3 photos.")
	r.list.goTo(0)
	r.says(r.inspector.Object, "a-red.jpg", "(red, suggested, strong)", "Goes into the file itself", "Why red", "a photo of a red")
	c := r.cells.cell(0)
	if len(c.Chips) != 1 || c.Chips[0].Name != "red" || c.Aspect != 1.5 {
		t.Errorf("the cell shows %+v", c)
	}
}

func TestAnArgumentAndASecondDropTakeTheSamePath(t *testing.T) {
	r := newRig(t, nil)
	dir := r.photos()
	more := filepath.Join(r.dir, "more")
	if err := os.Mkdir(more, 0o700); err != nil {
		t.Fatal(err)
	}
	paint(t, filepath.Join(more, "d.jpg"), color.RGBA{200, 10, 0, 255})
	r.Open([]string{dir})
	r.Open([]string{more})
	r.until("four photos", func() bool { return len(r.list.ids) == 4 && r.jobs.Idle() && r.view.Unindexed == 0 })
	r.Open([]string{more})
	r.until("the known one is selected", func() bool {
		return len(r.list.selected()) == 1 && filepath.Base(r.list.selected()[0].Path) == "d.jpg"
	})
	r.says(r.bar.Object, "1 photo, known already.")
}

func TestPhotosKeepTheirPlacesWhileTheyAreDecided(t *testing.T) {
	r := newRig(t, nil)
	r.full()
	r.enter(view.Scope{Kind: view.ScopeReview})
	r.until("three to review", func() bool { return r.view.Request.Scope == r.scope && len(r.list.ids) == 3 })
	first := r.list.ids[0]
	r.list.goTo(0)
	r.decider.acceptCurrent()
	r.until("the count follows", func() bool { return r.view.Review == 2 })
	if len(r.list.ids) != 3 || r.list.ids[0] != first {
		t.Errorf("the list jumped: %v", r.list.ids)
	}
	if at := r.grid.Selection().Current(); at != 1 {
		t.Errorf("photo %d is current after the only suggestion of photo 0 was decided", at)
	}
	r.enter(view.Scope{Kind: view.ScopeReview})
	r.until("a click makes the list afresh", func() bool { return len(r.list.ids) == 2 })
}

func TestAllDecidedAndNothingFound(t *testing.T) {
	r := newRig(t, nil)
	r.full()
	r.enter(view.Scope{Kind: view.ScopeReview})
	r.until("three to review", func() bool { return r.view.Request.Scope == r.scope && len(r.list.ids) == 3 })
	r.list.selectAll()
	r.decider.acceptStrong()
	r.until("all are decided", func() bool { return r.view.Review == 0 && r.view.Write == 3 })
	r.says(r.scopeLine.Object, "Nothing left to review here")
	r.says(r.toolbar.Object, "[Write 3]")
	r.says(r.bar.Object, "Accepted 3 strong suggestions on 3 photos", "[Undo]")
	r.search.Find(`"zebra"`) // which the model is not asked about
	r.until("nothing is found", func() bool { return len(r.list.ids) == 0 })
	r.says(r.centre.object, "No photo matches", `Search: "zebra"`, "No keyword, name, folder or place has these words.", "[Show all photos]")
	r.pages.back()
	r.until("Esc leaves the search", func() bool { return r.scope.Kind == view.ScopeReview })
}

func TestABadPhotoIsNamedAndTheRestGoesOn(t *testing.T) {
	r := newRig(t, nil)
	dir := r.photos()
	writeFile(t, filepath.Join(dir, "broken.jpg"), "this is text")
	r.intake.add([]string{dir})
	r.until("three photos tagged", func() bool { return r.jobs.Idle() && r.view != nil && r.view.Review == 3 })
	if r.board.Latest() == nil || !r.board.Latest().Alert {
		t.Fatalf("the result is %+v", r.board.Latest())
	}
	r.board.Latest().Do()
	r.says(r.centre.object, "broken.jpg", "is not a JPEG")
}

func TestWithoutAModelTheWindowWorksOn(t *testing.T) {
	fails := true
	r := newRig(t, func(d *Deps) {
		d.OpenModel = func(string) (tagging.Encoder, error) {
			if fails {
				return nil, errors.New("ONNX Runtime was not found in /nowhere: run make run")
			}
			return colours{}, nil
		}
	})
	dir := r.photos()
	r.until("the model is missed", func() bool { return r.engine.Err() != nil && r.jobs.Idle() })
	r.says(r.bar.Object, "ONNX Runtime was not found in /nowhere: run make run", "[Try again]")
	r.intake.add([]string{dir})
	r.until("photos without suggestions", func() bool { return len(r.list.ids) == 3 && r.jobs.Idle() })
	r.list.goTo(1)
	r.decider.addTyped("meadow, green")
	r.until("two words to write", func() bool { return r.view.Write == 1 })
	r.says(r.inspector.Object, "(meadow, typed, not in the file yet)", "(green, typed, not in the file yet)", "No suggestions: ONNX Runtime was not found")
	r.indexPhotos()
	if !strings.Contains(r.board.Latest().Text, "ONNX") {
		t.Errorf("Ctrl+R says %q", r.board.Latest().Text)
	}
	fails = false
	r.engine.Retry()
	r.until("what is left is tagged", func() bool { return r.view.Review == 2 })
}

// TestPhotosWithUnreadableKeywordsAreTagged: what is wrong beside the picture does not keep the
// model from it.
func TestPhotosWithUnreadableKeywordsAreTagged(t *testing.T) {
	r := newRig(t, nil)
	sidecar := filepath.Join(r.photos(), "a-red.jpg.xmp")
	if err := os.WriteFile(sidecar, []byte("<x:xmpmeta"), 0o600); err != nil {
		t.Fatal(err)
	}
	r.full()
	r.says(r.sidebar.Object, "Problems 1")
	if n := r.vectorsOf(r.engine.Tags().Model); n != 3 {
		t.Errorf("%d vectors for three photos", n)
	}
}
