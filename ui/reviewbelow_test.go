package ui

import (
	"strings"
	"testing"

	"catchlight/library"
	"catchlight/ui/phrase"
	"catchlight/ui/view"
)

// TestAPhotoOfATagBelowIsNotRefused: in the review of a tag the photos that wait for a tag below it,
// or have it, stand in a group of their own behind the line, whatever they score, and say why; what
// rejects the rest leaves them alone.
func TestAPhotoOfATagBelowIsNotRefused(t *testing.T) {
	r := newRig(t, func(d *Deps) { writeFile(t, d.Library.Settings().Vocabulary, "red\n\tdark red\ngreen\nblue\n") })
	r.fullOf(12)
	photo := func(i int) *library.Photo { return r.snap.Photo(r.list.ids[i]) }
	state := func(p *library.Photo, name string) view.WordState { return r.list.words(p).State(name) }
	var reds []*library.Photo
	for i := range r.list.ids {
		if state(photo(i), "dark red") == view.Suggested {
			reds = append(reds, photo(i))
		}
	}
	if len(reds) < 3 {
		t.Fatalf("dark red is suggested for %d photos", len(reds))
	}
	r.decider.reject("dark red", reds[:1])
	r.decider.accept("dark red", reds[1:2])
	r.settled()
	r.pages.reviewTag("red")
	v := r.pages.review()
	r.until("the photos are scored", func() bool { return v.Len() == 12 })
	groups := map[library.ID]int{}
	before, rest := 0, 0
	for i := range v.Len() {
		p, group := r.snap.Photo(v.Photo(i)), 2
		switch {
		case state(p, "red") == view.Suggested:
			group = 0
		case state(p, "dark red") == view.Suggested, state(p, "dark red") == view.Accepted:
			group = 1
		default:
			rest++
		}
		if group < before || (group == 0) != (i < v.Line()) || (group == 1) != strings.HasSuffix(v.Cell(i).Score, " · dark red") {
			t.Errorf("cell %d of group %d, after one of %d, says %q; the line is after %d", i, group, before, v.Cell(i).Score, v.Line())
		}
		before, groups[p.ID] = group, group
	}
	r.says(r.pages.page().Side, "Accept "+phrase.Number(v.Line())+", reject "+phrase.Number(rest), "No button rejects")
	v.AcceptAbove(true)
	want := []library.Verdict{library.Accepted, library.Undecided, library.Rejected}
	for i := range v.Len() {
		if got, _ := v.Verdict(i); got != want[groups[v.Photo(i)]] {
			t.Errorf("a photo of group %d has verdict %d", groups[v.Photo(i)], got)
		}
	}
}
