package ui

import (
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"catchlight/library"
	"catchlight/ui/grid"
	"catchlight/ui/kit"
	"catchlight/ui/phrase"
	"catchlight/ui/view"
)

// inReviewOf opens the review of red over three photos: the red one scores high, the others near
// nothing.
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
	v.DecideBoth()
	verdicts := func() (all [3]library.Verdict) {
		for i := range all {
			all[i], _ = v.Verdict(i)
		}
		return all
	}
	if got := verdicts(); got != [3]library.Verdict{library.Rejected, library.Accepted, library.Rejected} {
		t.Errorf("verdicts %v", got)
	}
	if l := r.pages.leftoversShown(); l == nil || l.Open() != 2 {
		t.Error("the tags with one photo each, which come next, are not open")
	}
	r.undoer.undo()
	if got := verdicts(); got != [3]library.Verdict{library.Rejected, library.Undecided, library.Undecided} {
		t.Errorf("after one undo %v", got)
	}
}

// TestWhyNamesTheLine: a tag's own line is told with who drew it.
func TestWhyNamesTheLine(t *testing.T) {
	line := map[string]map[string]float32{"colours": {"red": .3}}
	for want, change := range map[string]func(*library.Settings){
		"0.30, set by you":            func(set *library.Settings) { set.Thresholds = line },
		"0.30, as fits your keywords": func(set *library.Settings) { set.Lines = line },
	} {
		r := newRig(t, func(d *Deps) {
			set := d.Library.Settings()
			change(&set)
			d.Library.UseSettings(set)
		})
		r.full()
		r.list.goTo(0)
		r.says(r.inspector.Object, "Threshold", want)
	}
}

// TestAWordTeaches: a no on the red photo moves the threshold of red up, here and in a review; undo
// takes it back.
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
	r.pages.review().AcceptAbove()
	r.until("the line has taught", func() bool { return r.engine.Cut(r.engine.Tags(), tag) != before })
	if yes, no := r.engine.Tags().Vectors.Taught(tag); yes+no != 0 {
		t.Errorf("%d yes and %d no have taught one by one", yes, no)
	}
	ds := r.snap.Decisions(r.list.ids[0])
	if len(ds) != 1 || !ds[0].Bulk || !ds[0].Line {
		t.Errorf("%+v", ds)
	}
}

// TestAReviewBeginsWithTheChips: whatever the tag and the strength, what the first Enter accepts is
// what the sidebar counts and the chips show, no photo more and none less.
func TestAReviewBeginsWithTheChips(t *testing.T) {
	tried := 0
	for _, strength := range []string{"strict", "balanced", "loose"} {
		t.Run(strength, func(t *testing.T) {
			r := newRig(t, func(d *Deps) {
				set := d.Library.Settings()
				set.Strength = strength
				writeFile(t, set.Vocabulary, "colour\n\tred\n\tgreen\n\tblue\nred and green\n")
				_ = d.Library.SetSettings(set)
			})
			r.fullOf(60)
			r.decider.reject(r.list.words(r.snap.Photo(r.list.ids[0])).Suggested[0].Name, []*library.Photo{r.snap.Photo(r.list.ids[0])})
			r.settled()
			for tag, name := range r.tagNames() {
				chips := map[library.ID]bool{}
				for _, id := range r.list.ids {
					if r.list.words(r.snap.Photo(id)).State(name) == view.Suggested {
						chips[id] = true
					}
				}
				if r.view.Chips[tag] != len(chips) {
					t.Errorf("%s: %d are counted, %d photos have the chip", name, r.view.Chips[tag], len(chips))
				}
				r.pages.reviewTag(name)
				v := r.pages.review()
				r.until("the photos are scored", func() bool { return v.Len() == 60 })
				r.says(r.pages.page().Side, "[Accept "+phrase.Number(len(chips))+" above the line]")
				for i := range v.Len() {
					if verdict, _ := v.Verdict(i); verdict == library.Undecided && (i < v.Line()) != chips[v.Photo(i)] {
						t.Errorf("%s: photo %d of %d above the line, with the chip: %v", name, i, v.Line(), chips[v.Photo(i)])
					}
				}
				tried += len(chips)
			}
		})
	}
	if tried < 50 {
		t.Errorf("only %d chips were tried", tried)
	}
}

// TestWrongPhotosAreRefusedTogether: a band, Ctrl and Shift select, one X refuses; earlier answers
// among them stay.
func TestWrongPhotosAreRefusedTogether(t *testing.T) {
	r := inReviewOf(t)
	v := r.pages.review()
	v.Choose(1)
	r.press(fyne.KeyA, 0)
	v.Selection().Set([]int{0, 1, 2}, 0)
	r.press(fyne.KeyX, 0)
	want := [3]library.Verdict{library.Rejected, library.Accepted, library.Rejected}
	for i := range want {
		if got, _ := v.Verdict(i); got != want[i] {
			t.Errorf("photo %d: verdict %d, want %d", i, got, want[i])
		}
	}
	r.says(r.bar.Object, "Rejected red on 2 photos")
	r.undoer.undo()
	for i, want := range [3]library.Verdict{library.Undecided, library.Accepted, library.Undecided} {
		if got, _ := v.Verdict(i); got != want {
			t.Errorf("after undo photo %d: verdict %d, want %d", i, got, want)
		}
	}
}

// TestAnAnswerIsNeverTurnedOver: A and X leave an earlier answer of a single photo, here and in the
// loupe, and say what opens it again; then they answer anew.
func TestAnAnswerIsNeverTurnedOver(t *testing.T) {
	for name, open := range map[string]func(*rig){
		"review": func(*rig) {},
		"loupe":  func(r *rig) { r.menus.call(r.menus.command("loupe")) },
	} {
		for first, second := range map[fyne.KeyName]fyne.KeyName{fyne.KeyA: fyne.KeyX, fyne.KeyX: fyne.KeyA, fyne.KeyDelete: fyne.KeyA} {
			t.Run(name+" "+string(first), func(t *testing.T) {
				r := inReviewOf(t)
				v := r.pages.review()
				v.Choose(1)
				r.press(first, 0)
				said, _ := v.Verdict(1)
				v.Choose(1)
				open(r)
				r.press(second, 0)
				if now, _ := v.Verdict(1); now != said || v.Selection().Current() != 1 || r.bar.HintText() != "red is answered here: U opens it again" {
					t.Errorf("%v became %v, current is %d, the hint is %q", said, now, v.Selection().Current(), r.bar.HintText())
				}
				r.press(fyne.KeyU, 0)
				r.press(second, 0)
				if now, _ := v.Verdict(1); now == said || now == library.Undecided {
					t.Errorf("opened again, %v became %v", said, now)
				}
			})
		}
	}
}

// TestTheLoupeOfAReview: Space and a double-click open it; A and X answer for the tag there, arrows
// go on, and Esc leads back to the same photo. Nothing that is done there touches the grid's
// photos.
func TestTheLoupeOfAReview(t *testing.T) {
	r := inReviewOf(t)
	v := r.pages.review()
	v.Choose(1)
	before := r.grid.Selection().Indices()
	r.menus.call(r.menus.command("loupe"))
	r.q.Run()
	if !r.pages.loupeShown() || r.pages.reviewing() != v {
		t.Fatal("Space does not open the loupe over the review")
	}
	r.press(fyne.KeyA, 0)
	if got, _ := v.Verdict(1); got != library.Accepted || v.Selection().Current() != 2 {
		t.Errorf("A made %d, and the current photo is %d", got, v.Selection().Current())
	}
	r.press(fyne.KeyHome, 0)
	r.press(fyne.KeyX, 0)
	if got, _ := v.Verdict(0); got != library.Rejected {
		t.Errorf("X made %d", got)
	}
	for _, k := range []key{plain("1"), withShift("1"), withShift(fyne.KeyA), plain(fyne.KeyD), plain(fyne.KeyE), withShift(fyne.KeyD)} {
		r.press(k.name, k.mod)
	}
	n := 0
	for _, ds := range r.decisions() {
		n += len(ds)
	}
	if n != 2 {
		t.Errorf("keys that are not of the review decided: %v", r.decisions())
	}
	r.says(r.pages.page().Side, "1 no")
	r.pages.back()
	r.q.Run()
	if r.pages.review() != v {
		t.Error("Esc does not lead back to the review")
	}
	if !slices.Equal(r.grid.Selection().Indices(), before) {
		t.Errorf("the grid's selection is %v, it was %v", r.grid.Selection().Indices(), before)
	}
}

// TestTheSidebarFollowsTheReview: the row of the tag is the selected one, its parents are open.
func TestTheSidebarFollowsTheReview(t *testing.T) {
	r := inReviewOf(t)
	if got := r.selectedRows(); !slices.Equal(got, []string{"red"}) {
		t.Errorf("the sidebar has %q selected", got)
	}
	r.pages.openReview("blue")
	if got := r.selectedRows(); !slices.Equal(got, []string{"blue"}) {
		t.Errorf("the sidebar has %q selected", got)
	}
	r.pages.back()
	if got := r.selectedRows(); !slices.Equal(got, []string{"All photos"}) {
		t.Errorf("after it the sidebar has %q selected", got)
	}
}

// TestAnyWordHasAReview: a word of the user's that no vocabulary has, from its chip.
func TestAnyWordHasAReview(t *testing.T) {
	r := newRig(t, nil)
	r.fullWith("Etosha")
	r.list.goTo(0)
	r.decider.setCurrent("Etosha", view.InFile)
	r.menus.call(r.menus.command("review"))
	v := r.pages.review()
	if v == nil || v.Name() != "Etosha" {
		t.Fatal("R on a keyword does not open its review")
	}
	r.until("the photos are scored", func() bool { return v.Len() == 3 })
	r.says(r.pages.page().Side, "1 yes, 0 no, 0 open", "[Accept 0 above the line]")
	v.AcceptAbove()
	if got := r.decisions(); len(got) != 0 {
		t.Errorf("Enter decided %v", got)
	}
}

// TestEightSamplesAreMarked: with more than eight open photos above the line eight of them are
// marked until there is an estimate.
func TestEightSamplesAreMarked(t *testing.T) {
	r := newRig(t, nil)
	r.fullOf(60)
	tag := 0
	for i, n := range r.view.Chips {
		if n > r.view.Chips[tag] {
			tag = i
		}
	}
	if r.view.Chips[tag] <= 8 {
		t.Fatalf("%v", r.view.Chips)
	}
	r.pages.reviewTag(r.tagNames()[tag])
	v := r.pages.review()
	r.until("the photos are scored", func() bool { return v.Len() == 60 })
	marked := func() (cells []int) {
		for i := range v.Len() {
			if slices.Contains(v.Cell(i).Marks, grid.Mark{Glyph: kit.GlyphSample}) {
				cells = append(cells, i)
			}
		}
		return cells
	}
	cells := marked()
	if len(cells) != 8 || cells[7] >= v.Line() {
		t.Fatalf("marked: %v, the line is after %d", cells, v.Line())
	}
	r.says(r.pages.page().Side, "Decide 8 photos above the line for an estimate.", "drawn at random")
	for _, i := range cells {
		v.Choose(i)
		r.press(fyne.KeyA, 0)
	}
	r.says(r.pages.page().Side, "From your 8 decisions")
	if left := marked(); len(left) > 0 {
		t.Errorf("decided ones are marked: %v", left)
	}
}
