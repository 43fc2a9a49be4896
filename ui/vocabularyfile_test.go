package ui

import (
	"os"
	"path/filepath"
	"slices"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"catchlight/library"
	"catchlight/tagging/vocabulary"
	"catchlight/ui/review"
)

func (r *rig) tagNames() []string {
	var names []string
	if r.engine.Tags() != nil {
		for _, t := range r.engine.Tags().Vocabulary.Tags {
			names = append(names, t.Name)
		}
	}
	return names
}

// TestAVocabularyThatOthersChange is read again, one that they delete is said to be gone, and one
// that comes back is read.
func TestAVocabularyThatOthersChange(t *testing.T) {
	r := newRig(t, func(d *Deps) {
		if err := d.Library.Vocabularies().Keep("mine", "red thing\n"); err != nil {
			t.Fatal(err)
		}
	})
	r.full()
	own, _ := r.deps.Library.Vocabularies().Find("mine")
	elsewhere := filepath.Join(r.dir, "elsewhere.txt")
	writeFile(t, elsewhere, "red thing\n")
	for name, file := range map[string]string{"mine": own, elsewhere: elsewhere} {
		r.engine.Vocabularies.Read(name)
		r.until("it is in use", func() bool {
			return r.engine.Vocabularies.Name() == name && slices.Equal(r.tagNames(), []string{"red thing"})
		})
		writeFile(t, file, "red thing\nmeadow\n")
		r.engine.Vocabularies.Look()
		r.until("it is read again", func() bool { return slices.Equal(r.tagNames(), []string{"red thing", "meadow"}) })
		r.says(r.bar.Object, "is read again")
		r.board.Show(nil)
		r.engine.Vocabularies.Look()
		if err := os.Remove(file); err != nil {
			t.Fatal(err)
		}
		r.engine.Vocabularies.Look()
		r.until("it is said to be gone", func() bool { return r.board.Latest() != nil && r.board.Latest().Alert })
		r.says(r.bar.Object, "is gone", "[Choose another]")
		writeFile(t, file, "blue thing\n")
		r.engine.Vocabularies.Look()
		r.until("it is read when it is back", func() bool { return slices.Equal(r.tagNames(), []string{"blue thing"}) })
	}
}

// TestAVocabularyThatIsGoneAtTheStart leaves a way to suggestions.
func TestAVocabularyThatIsGoneAtTheStart(t *testing.T) {
	gone := filepath.Join(t.TempDir(), "gone.txt")
	r := newRig(t, func(d *Deps) {
		if err := d.Library.SetSettings(library.Settings{Vocabulary: gone}); err != nil {
			t.Fatal(err)
		}
	})
	r.until("it is said", func() bool { return r.board.Latest() != nil && r.board.Latest().Action != "" && r.board.Latest().Alert })
	r.says(r.bar.Object, "No suggestions: gone cannot be read", "[Use Essentials]")
	test.Tap(buttonOf(t, r.bar.Object, "Use Essentials"))
	r.until("they are in use", func() bool { return r.engine.Tags() != nil && r.engine.Vocabularies.Name() == vocabulary.Essentials })
}

// TestARenamedTagIsStillRefused: a photo that was refused under a name that is a synonym now is not
// offered again.
func TestARenamedTagIsStillRefused(t *testing.T) {
	r := newRig(t, nil)
	r.full()
	file := filepath.Join(r.dir, "renamed.txt")
	writeFile(t, file, "red thing\n")
	r.engine.Vocabularies.Read(file)
	r.until("it is in use", func() bool {
		return slices.Equal(r.tagNames(), []string{"red thing"}) && r.view.Request.Tags == r.engine.Tags() && r.view.Review > 0
	})
	var ds []library.Decision
	for _, p := range r.snap.Photos() {
		ds = append(ds, library.Decision{Photo: p.ID, Tag: "red thing", Verdict: library.Rejected})
	}
	if err := r.deps.Library.Decide("no", ds...); err != nil {
		t.Fatal(err)
	}
	r.until("all are refused", func() bool { return r.view.Review == 0 })
	writeFile(t, file, "red object\n\t{red thing}\n")
	r.engine.Vocabularies.Look()
	r.until("it is read again", func() bool {
		return slices.Equal(r.tagNames(), []string{"red object"}) && r.view.Request.Tags == r.engine.Tags()
	})
	if r.view.Review != 0 {
		t.Errorf("%d photos are offered again", r.view.Review)
	}
	r.pages.openReview("red object")
	page := r.pages.page()
	r.until("the review is there", func() bool { return onPage[review.Review](page).Len() > 0 })
	for i := range onPage[review.Review](page).Len() {
		if v, _ := onPage[review.Review](page).Verdict(i); v != library.Rejected {
			t.Errorf("photo %d is open again in the review: %v", i, v)
		}
	}
}

// TestUndoAfterAnotherProgramHasEditedTheList: what it wrote into other lines stays; where both have
// changed the same, it is said, and a click goes on to what was before.
func TestUndoAfterAnotherProgramHasEditedTheList(t *testing.T) {
	r := newRig(t, nil)
	r.full()
	r.list.goTo(0)
	r.decider.addTyped("red")
	e := r.words("red\ngreen\nblue\n")
	e.Choose("red")
	r.fill(e.Field("name"), "scarlet")
	r.listSays("scarlet\n\t{red}\ngreen\nblue\n")
	elsewhere := func(text string) {
		t.Helper()
		if err := r.deps.Library.Vocabularies().Keep("mine", text); err != nil {
			t.Fatal(err)
		}
		r.engine.Vocabularies.Look()
		r.listSays(text)
	}
	decided := func() (tags []string) {
		for _, d := range r.snap.Decisions(r.list.ids[0]) {
			tags = append(tags, d.Tag)
		}
		return tags
	}
	elsewhere("scarlet\n\t{red}\ngreen\nblue\nyellow\n")
	r.menus.call(r.menus.command("undo"))
	r.listSays("red\ngreen\nblue\nyellow\n")
	if got := decided(); !slices.Equal(got, []string{"red"}) {
		t.Errorf("decided is %q", got)
	}
	r.menus.call(r.menus.command("redo"))
	r.listSays("scarlet\n\t{red}\ngreen\nblue\nyellow\n")
	elsewhere("crimson\ngreen\nblue\nyellow\n")
	r.menus.call(r.menus.command("undo"))
	r.shows(r.bar.Object, "The vocabulary stays as it is", "another program")
	r.listSays("crimson\ngreen\nblue\nyellow\n")
	test.Tap(buttonOf(t, r.bar.Object, "Undo what was before it"))
	r.shows(r.bar.Object, "Undone: Added red")
	if text, err := r.deps.Library.Vocabularies().Text("mine"); err != nil || text != "crimson\ngreen\nblue\nyellow\n" {
		t.Errorf("the list says %q, %v", text, err)
	}
}

// TestAReviewGoesOnWhenItsTagHasGone: N goes to a tag that is there, wherever the list has its place
// by then; what is decided about a word that is no tag any more is a decision about the word.
func TestAReviewGoesOnWhenItsTagHasGone(t *testing.T) {
	r := newRig(t, nil)
	r.full()
	low := -1.
	r.apply(func(s *library.Settings) { s.Threshold = &low })
	r.lists([]string{"mine"}, "red\ngreen\nblue\n")
	r.until("all is suggested", func() bool { return r.view.Request.Tags == r.engine.Tags() && r.view.Tags[2] == 3 })
	r.pages.reviewTag("red")
	r.until("it is scored", func() bool { return r.jobs.Idle() && r.pages.review().Len() == 3 })
	if err := r.deps.Library.Vocabularies().Keep("mine", "green\nblue\n"); err != nil {
		t.Fatal(err)
	}
	r.engine.Vocabularies.Look()
	r.until("it has gone", func() bool { return r.jobs.Idle() && len(r.tagNames()) == 2 && r.view.Request.Tags == r.engine.Tags() })
	r.press(fyne.KeyA, 0)
	if ds := r.snap.Decisions(r.pages.review().Photo(0)); len(ds) != 1 || ds[0].Tag != "red" {
		t.Errorf("decided is %+v", ds)
	}
	for _, want := range []string{"green", "blue"} {
		r.press(fyne.KeyN, 0)
		if v := r.pages.review(); v == nil || v.Name() != want {
			t.Fatalf("the page is %+v, want the review of %s", r.pages.page(), want)
		}
		r.until("it is scored", r.jobs.Idle)
	}
}
