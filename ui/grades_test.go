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
	"catchlight/library/keywords"
	"catchlight/tagging"
)

// keyworded drops photos that have keywords in their files: half of them are purple and called red,
// which the model does not see in them at its line, the others green.
func (r *rig) keyworded(n int) {
	r.t.Helper()
	dir := filepath.Join(r.dir, "keyworded")
	if err := os.MkdirAll(dir, 0o700); err != nil {
		r.t.Fatal(err)
	}
	var requests []library.WriteRequest
	for i := range n {
		word, c := "red", color.RGBA{100, uint8(i), 160, 255}
		if i%2 == 1 {
			word, c = "green", color.RGBA{0, 200, uint8(i), 255}
		}
		path := filepath.Join(dir, fmt.Sprintf("%02d.jpg", i))
		paint(r.t, path, c)
		requests = append(requests, library.WriteRequest{Path: path, Edit: keywords.Edit{Add: []string{word}}})
	}
	if _, err := r.deps.Library.Write(r.t.Context(), "", requests, library.WriteOptions{}); err != nil {
		r.t.Fatal(err)
	}
	r.intake.dropped(fyne.Position{}, []fyne.URI{fileURI(dir)})
	r.until("they are tagged", func() bool { return len(r.list.ids) == n && r.jobs.Idle() && r.view.Unindexed == 0 })
}

// ofRed is how many of the photos are suggested to be red.
func (r *rig) ofRed() int {
	tag, _ := r.engine.Tags().Vocabulary.Find("red")
	n := 0
	for _, p := range r.snap.Photos() {
		if vector, ok := r.deps.Library.Vector(r.engine.Tags().Model, p.Picture); ok {
			for _, s := range r.engine.Tags().Vectors.Suggest(vector, tagging.SuggestOptions{}) {
				if s.Tag == tag {
					n++
				}
			}
		}
	}
	return n
}

// TestTheBestLinesOfMyKeywords: what is suggested is compared with the keywords in the files; one
// click takes the lines over that hold, one takes that back, and one goes back to the model's rule.
// No file and no decision changes.
func TestTheBestLinesOfMyKeywords(t *testing.T) {
	r := newRig(t, func(d *Deps) { writeFile(t, d.Library.Settings().Vocabulary, "red\ngreen\nblue\n") }) // tags that do not hedge
	r.keyworded(20)
	r.menus.call(r.menus.command("grade"))
	r.shows(r.centre.object, "20 photos have keywords of", "red", "green", "✓ better", "[Take the best lines over]")
	if r.ofRed() != 0 || len(r.settings().Lines) != 0 {
		t.Fatalf("%d photos are red before", r.ofRed())
	}
	compared := func() bool { return r.jobs.Idle() && !strings.Contains(texts(r.centre.object), "is compared with") }
	buttonOf(t, r.centre.object, "Take the best lines over").OnTapped()
	r.until("the line is in use", func() bool { return r.ofRed() == 10 && compared() })
	r.shows(r.centre.object, "taken over")
	r.says(r.bar.Object, "fits your keywords", "[Undo]")
	r.board.Latest().Do()
	r.until("it is taken back", func() bool { return r.ofRed() == 0 && compared() && len(r.settings().Lines) == 0 })
	r.shows(r.centre.object, "✓ better")
	buttonOf(t, r.centre.object, "Take the best lines over").OnTapped()
	r.until("the line is in use again", func() bool { return r.ofRed() == 10 && compared() })
	buttonOf(t, r.centre.object, "Back to the model’s rule").OnTapped()
	r.until("the rule holds again", func() bool { return r.ofRed() == 0 && compared() && len(r.settings().Lines) == 0 })
	if n := r.decisionCount(); n != 0 || r.view.Unwritten != 0 {
		t.Errorf("%d decisions, %d to write", n, r.view.Unwritten)
	}
	r.pages.close()
	r.board.Latest().Do()
	r.until("what comes after the page is closed begins nothing", func() bool { return r.ofRed() == 10 && r.jobs.Idle() })
}

// TestWithoutKeywordsThePageSaysWhatIsNeeded, and leads there; also from the preferences.
func TestWithoutKeywordsThePageSaysWhatIsNeeded(t *testing.T) {
	r := newRig(t, nil)
	r.full()
	r.pages.open(newPreferencesAt(r.Window, "suggestions"))
	buttonOf(t, r.centre.object, "Compare with my keywords…").OnTapped()
	r.shows(r.centre.object, "No photo to compare with yet", "Five photos of a tag", "[From my keywords]")
	if buttonOf(t, r.centre.object, "Take the best lines over").Visible() {
		t.Error("there are lines to take over")
	}
	buttonOf(t, r.centre.object, "From my keywords").OnTapped()
	if p := r.pages.page(); p == nil || p.ID != "import" {
		t.Errorf("it leads to %v", p)
	}
}

// TestTheRuleThatFitsMyKeywords is offered for all tags together where there are photos enough, is
// taken over by one click, and taken back by another.
func TestTheRuleThatFitsMyKeywords(t *testing.T) {
	r := newRig(t, func(d *Deps) { writeFile(t, d.Library.Settings().Vocabulary, "red\ngreen\nblue\n") })
	r.keyworded(48)
	r.menus.call(r.menus.command("grade"))
	r.shows(r.centre.object, "48 photos have keywords of", "All tags together gain from another rule", "[Take this rule over]")
	if len(r.settings().Rules) != 0 {
		t.Fatalf("a rule is taken before: %v", r.settings().Rules)
	}
	buttonOf(t, r.centre.object, "Take this rule over").OnTapped()
	r.until("the rule holds", func() bool { return r.ofRed() == 24 && r.jobs.Idle() })
	r.says(r.bar.Object, "the rule that fits your keywords", "[Undo]")
	buttonOf(t, r.centre.object, "Back to the model’s rule").OnTapped()
	r.until("the model's own rule holds", func() bool { return r.ofRed() == 0 && r.jobs.Idle() && len(r.settings().Rules) == 0 })
}
