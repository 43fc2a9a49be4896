package ui

import (
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"catchlight/library"
	"catchlight/ui/phrase"
)

// inReviewOf opens the review of red over three photos: the red one scores high, the others near nothing.
func inReviewOf(t *testing.T) *rig {
	r := newRig(t, nil)
	r.full()
	r.pages.reviewTag("red")
	r.until("the photos are scored", func() bool { return r.pages.review() != nil && r.pages.review().Len() == 3 })
	return r
}

func TestReviewOrdersByScoreAndStartsAtTheThreshold(t *testing.T) {
	r := inReviewOf(t)
	v := r.pages.review()
	if p := r.snap.Photo(v.Photo(0)); filepath.Base(p.Path) != "a-red.jpg" || v.Line() != 1 {
		t.Errorf("%s stands first, the line after %d", p.Path, v.Line())
	}
	r.says(r.centre.object, "red", "3 photos by score, 0 decided", "[Next tag]")
	r.says(r.pages.page().Side, "colour › red", "0 yes, 0 no, 1 open", "[Accept 1 above the line]", "[Accept 1, reject 2]", "Decide 8 photos")
	if c := v.Cell(1); !c.Dimmed || c.Score == "" {
		t.Errorf("below the line the cell is %+v", c)
	}
}

func TestTheLineMovesByKeysAndStaysInBounds(t *testing.T) {
	r := inReviewOf(t)
	move := func(id string) { r.menus.call(r.menus.command(id)) }
	for _, c := range []struct {
		id   string
		want int
	}{{"lineOn", 2}, {"lineOn", 3}, {"lineOn", 3}, {"lineBack", 2}, {"lineBack", 1}, {"lineBack", 0}, {"lineBack", 0}, {"cut", 1}} {
		move(c.id)
		if got := r.pages.review().Line(); got != c.want {
			t.Fatalf("after %s the line is after %d, want %d", c.id, got, c.want)
		}
	}
	r.says(r.pages.page().Side, "1\n")
}

func TestReviewDecidesAndNeverTurnsOverADecision(t *testing.T) {
	r := inReviewOf(t)
	r.menus.keyDown(fyne.KeyX, 0)
	v := r.pages.review()
	if got, _ := v.Verdict(0); got != library.Rejected || v.Selection().Current() != 1 {
		t.Fatalf("X made %d, current is %d", got, v.Selection().Current())
	}
	v.SetLine(2)
	v.AcceptAbove(true)
	verdicts := func() (all [3]library.Verdict) {
		for i := range all {
			all[i], _ = v.Verdict(i)
		}
		return all
	}
	if got := verdicts(); got != [3]library.Verdict{library.Rejected, library.Accepted, library.Rejected} {
		t.Errorf("verdicts %v", got)
	}
	if r.pages.review() == v || r.pages.review() == nil {
		t.Error("the next tag is not open")
	}
	r.undoer.undo()
	if got := verdicts(); got != [3]library.Verdict{library.Rejected, library.Undecided, library.Undecided} {
		t.Errorf("after one undo %v", got)
	}
}

// TestAWordTeaches: a no on the red photo moves the threshold of red up, here and in a review; undo takes it back.
func TestAWordTeaches(t *testing.T) {
	r := newRig(t, nil)
	r.full()
	r.list.goTo(0)
	tag, _ := r.engine.Tags().Vocabulary.Find("red")
	before := r.engine.Cut(r.engine.Tags(), tag)
	r.says(r.inspector.Object, "Threshold", phrase.Decimal(before))
	r.menus.keyDown(fyne.KeyX, 0)
	r.until("the no has taught", func() bool { return r.engine.Cut(r.engine.Tags(), tag) > before })
	r.list.goTo(0)
	r.menus.call(r.menus.command("undo"))
	r.until("undo takes the lesson back", func() bool { return r.engine.Cut(r.engine.Tags(), tag) == before })
	r.menus.keyDown(fyne.KeyA, 0)
	r.until("the yes has taught", func() bool { return r.engine.Cut(r.engine.Tags(), tag) < before })
	r.list.goTo(0)
	r.says(r.inspector.Object, phrase.Decimal(r.engine.Cut(r.engine.Tags(), tag))+", from your 1 yes, 0 no")
	if strings.Contains(texts(r.inspector.Object), "Nearest") {
		t.Error("a photo is near to itself")
	}
	r.decider.put("red", []*library.Photo{r.snap.Photo(r.list.ids[1])})
	r.until("a word typed on one photo has taught", func() bool { yes, _ := r.engine.Tags().Vectors.Taught(tag); return yes == 2 })
	r.list.goTo(0)
	r.says(r.inspector.Object, "Nearest photos you accepted")
	if near := r.inspector.Nearest(); !slices.Equal(near, r.list.ids[1:2]) {
		t.Errorf("the nearest photos are %d", near)
	}
	if !r.view.Request.Tags.SameSource(r.engine.Tags()) || r.view.Request.Tags != r.engine.Tags() {
		t.Error("window and builder have other tags")
	}
}

// TestTheLineTeaches: what is accepted above a line teaches by the line's place, and only by that.
func TestTheLineTeaches(t *testing.T) {
	r := inReviewOf(t)
	tag, before := r.pages.review().Tag(), r.engine.Cut(r.engine.Tags(), r.pages.review().Tag())
	r.pages.review().SetLine(1)
	r.pages.review().AcceptAbove(false)
	r.until("the line has taught", func() bool { return r.engine.Cut(r.engine.Tags(), tag) != before })
	if yes, no := r.engine.Tags().Vectors.Taught(tag); yes+no != 0 {
		t.Errorf("%d yes and %d no have taught one by one", yes, no)
	}
	ds := r.snap.Decisions(r.list.ids[0])
	if len(ds) != 1 || !ds[0].Bulk || !ds[0].Line {
		t.Errorf("%+v", ds)
	}
}
