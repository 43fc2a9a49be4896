package ui

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"catchlight/library"
	"catchlight/ui/kit"
	"catchlight/ui/phrase"
)

func TestLikely(t *testing.T) {
	for _, c := range []struct{ yes, n, open, low, high int }{
		{14, 15, 16, 12, 16}, // the example of the design
		{8, 8, 100, 75, 100},
		{0, 8, 100, 0, 25},
		{4, 8, 10, 2, 8},
	} {
		if low, high := likely(c.yes, c.n, c.open); low != c.low || high != c.high {
			t.Errorf("%d yes of %d, %d open: %d–%d, want %d–%d", c.yes, c.n, c.open, low, high, c.low, c.high)
		}
	}
}

func TestTheEstimateNeedsEightDecisions(t *testing.T) {
	kit.LoadLanguage()
	if s := (sides{trialsOpen: 7, trialsYes: 7, open: 5}).estimate(); s != "Decide 8 photos above the line for an estimate." {
		t.Errorf("with 7: %q", s)
	}
	if s := (sides{trialsOpen: 8, trialsYes: 8, open: 4}).estimate(); s != "3–4 of the 4 likely right. From your 8 decisions above the line, 90 % certain." {
		t.Errorf("with 8: %q", s)
	}
}

// inReviewOf opens the review of red over three photos: the red one scores high, the others near nothing.
func inReviewOf(t *testing.T) *rig {
	r := newRig(t, nil)
	r.full()
	r.pages.reviewTag("red")
	r.until("the photos are scored", func() bool { return r.pages.review() != nil && len(r.pages.review().photos) == 3 })
	return r
}

func TestReviewOrdersByScoreAndStartsAtTheThreshold(t *testing.T) {
	r := inReviewOf(t)
	v := r.pages.review()
	if p := r.snap.Photo(v.photos[0].id); titleOf([]*library.Photo{p}) != "a-red.jpg" || v.line != 1 {
		t.Errorf("%s stands first, the line after %d", p.Path, v.line)
	}
	r.says(r.centre.object, "red", "3 photos by score, 0 decided", "[Next tag]")
	r.says(v.side.object, "colour › red", "0 yes, 0 no, 1 open", "[Accept 1 above the line]", "[Accept 1, reject 2]", "Decide 8 photos")
	if c := v.cell(1); !c.Dimmed || c.Score == "" {
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
		if got := r.pages.review().line; got != c.want {
			t.Fatalf("after %s the line is after %d, want %d", c.id, got, c.want)
		}
	}
	r.says(r.pages.review().side.object, "1\n")
}

func TestReviewDecidesAndNeverTurnsOverADecision(t *testing.T) {
	r := inReviewOf(t)
	r.menus.keyDown(fyne.KeyX, 0)
	v := r.pages.review()
	if got, _ := v.verdict(0); got != library.Rejected || v.grid.Selection().Current() != 1 {
		t.Fatalf("X made %d, current is %d", got, v.grid.Selection().Current())
	}
	v.setLine(2)
	v.acceptAbove(true)
	verdicts := func() (all [3]library.Verdict) {
		for i := range all {
			all[i], _ = v.verdict(i)
		}
		return all
	}
	if got := verdicts(); got != [3]library.Verdict{library.Rejected, library.Accepted, library.Rejected} {
		t.Errorf("verdicts %v", got)
	}
	if r.pages.review() == v || r.pages.review() == nil {
		t.Error("the next tag is not open")
	}
	r.decider.undo()
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
	r.says(r.inspector.object, "Threshold", phrase.Decimal(before))
	r.menus.keyDown(fyne.KeyX, 0)
	r.until("the no has taught", func() bool { return r.engine.Cut(r.engine.Tags(), tag) > before })
	r.list.goTo(0)
	r.menus.call(r.menus.command("undo"))
	r.until("undo takes the lesson back", func() bool { return r.engine.Cut(r.engine.Tags(), tag) == before })
	r.menus.keyDown(fyne.KeyA, 0)
	r.until("the yes has taught", func() bool { return r.engine.Cut(r.engine.Tags(), tag) < before })
	r.list.goTo(0)
	r.says(r.inspector.object, phrase.Decimal(r.engine.Cut(r.engine.Tags(), tag))+", from your 1 yes, 0 no")
	if strings.Contains(texts(r.inspector.object), "Nearest") {
		t.Error("a photo is near to itself")
	}
	r.decider.put("red", []*library.Photo{r.snap.Photo(r.list.ids[1])})
	r.until("a word typed on one photo has taught", func() bool { yes, _ := r.engine.Tags().Vectors.Taught(tag); return yes == 2 })
	r.list.goTo(0)
	r.says(r.inspector.object, "Nearest photos you accepted")
	if f := r.inspector.why.frames; f[0].id != r.list.ids[1] || f[1].id != 0 {
		t.Errorf("the nearest photos are %d, %d", f[0].id, f[1].id)
	}
	if !r.view.Request.Tags.SameSource(r.engine.Tags()) || r.view.Request.Tags != r.engine.Tags() {
		t.Error("window and builder have other tags")
	}
}

// TestTheLineTeaches: what is accepted above a line teaches by the line's place, and only by that.
func TestTheLineTeaches(t *testing.T) {
	r := inReviewOf(t)
	tag, before := r.pages.review().tag, r.engine.Cut(r.engine.Tags(), r.pages.review().tag)
	r.pages.review().setLine(1)
	r.pages.review().acceptAbove(false)
	r.until("the line has taught", func() bool { return r.engine.Cut(r.engine.Tags(), tag) != before })
	if yes, no := r.engine.Tags().Vectors.Taught(tag); yes+no != 0 {
		t.Errorf("%d yes and %d no have taught one by one", yes, no)
	}
	ds := r.snap.Decisions(r.list.ids[0])
	if len(ds) != 1 || !ds[0].Bulk || !ds[0].Line {
		t.Errorf("%+v", ds)
	}
}
