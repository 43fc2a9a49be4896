package ui

import (
	"fmt"
	"image/color"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"catchlight/library"
	"catchlight/ui/phrase"
	"catchlight/ui/view"
)

// TestAPhotoOfATagBelowIsNotRefused: in the review of a tag the photos that wait for a tag below it,
// or have it, stand in a group of their own behind the line, whatever they score, and say why; what
// rejects the rest leaves them alone.
func TestAPhotoOfATagBelowIsNotRefused(t *testing.T) {
	r := newRig(t, func(d *Deps) { writeFile(t, d.Library.Settings().Vocabulary, "red\n\tgreen\nblue\n") })
	dir := filepath.Join(r.dir, "three of each")
	if err := os.MkdirAll(dir, 0o700); err != nil {
		t.Fatal(err)
	}
	for i := range uint8(3) {
		paint(t, filepath.Join(dir, fmt.Sprintf("red%d.jpg", i)), color.RGBA{200 + i, 0, 0, 255})
		paint(t, filepath.Join(dir, fmt.Sprintf("green%d.jpg", i)), color.RGBA{0, 200 + i, 0, 255})
		paint(t, filepath.Join(dir, fmt.Sprintf("blue%d.jpg", i)), color.RGBA{0, 0, 200 + i, 255})
	}
	r.intake.dropped(fyne.Position{}, []fyne.URI{fileURI(dir)})
	r.until("the photos are tagged", func() bool {
		return len(r.list.ids) == 9 && r.jobs.Idle() && r.view.Unindexed == 0 && !r.view.Request.Busy && r.view.Review == 9
	})
	photo := func(i int) *library.Photo { return r.snap.Photo(r.list.ids[i]) }
	state := func(p *library.Photo, name string) view.WordState { return r.list.words(p).State(name) }
	var greens []*library.Photo
	for i := range r.list.ids {
		if state(photo(i), "green") == view.Suggested {
			greens = append(greens, photo(i))
		}
	}
	if len(greens) != 3 {
		t.Fatalf("green is suggested for %d photos", len(greens))
	}
	var answers []library.Decision // of many at once, which teach nothing
	for _, p := range greens[:2] {
		answers = append(answers, r.decider.decision(p, "green", library.Accepted, true))
	}
	r.decider.commit("answers", answers)
	r.settled()
	r.pages.reviewTag("red")
	v := r.pages.review()
	r.until("the photos are scored", func() bool { return v.Len() == 9 })
	groups := map[library.ID]int{}
	before, rest := 0, 0
	for i := range v.Len() {
		p, group := r.snap.Photo(v.Photo(i)), 2
		switch {
		case state(p, "red") == view.Suggested:
			group = 0
		case state(p, "green") == view.Suggested, state(p, "green") == view.Accepted:
			group = 1
		default:
			rest++
		}
		if group < before || (group == 0) != (i < v.Line()) || (group == 1) != strings.HasSuffix(v.Cell(i).Score, " · green") {
			t.Errorf("cell %d of group %d, after one of %d, says %q; the line is after %d", i, group, before, v.Cell(i).Score, v.Line())
		}
		before, groups[p.ID] = group, group
	}
	if v.Line() != 3 || rest != 3 {
		t.Fatalf("%d photos have the chip, %d neither it nor the tag below", v.Line(), rest)
	}
	r.says(r.pages.page().Side, "Accept "+phrase.Number(v.Line())+", reject "+phrase.Number(rest), "No button rejects them")
	v.DecideBoth()
	want := []library.Verdict{library.Accepted, library.Undecided, library.Rejected}
	for i := range v.Len() {
		if got, _ := v.Verdict(i); got != want[groups[v.Photo(i)]] {
			t.Errorf("a photo of group %d has verdict %d", groups[v.Photo(i)], got)
		}
	}
}
