package tagging

import (
	"path/filepath"
	"testing"

	"catchlight/library"
)

// TestLinesOfTheirOwn: a tag whose line was taken over is suggested from that score on, whatever
// else is on the photo, with this model only, also after lessons and where nulls are known; it goes
// back to the rule when the line is forgotten.
func TestLinesOfTheirOwn(t *testing.T) {
	lib, err := library.Open(filepath.Join(t.TempDir(), "library.db"))
	if err != nil {
		t.Fatal(err)
	}
	defer lib.Close()
	enc := &likelihoods{known: map[string][]float32{"dog": {1, 0, 0}, "Snow": {0, 1, 0}, "sand": {0, 0, 1}}}
	photo := roots(.8, .15, .05)
	suggested := func(o VectorOptions) map[string]bool {
		tags, err := Vectors(t.Context(), enc, lib, words(t, "dog\nSnow\nsand\n"), o)
		if err != nil {
			t.Fatal(err)
		}
		names := map[string]bool{}
		for _, s := range tags.Learn(lib, lib.Snapshot()).Suggest(photo, SuggestOptions{}) {
			names[s.Name] = true
		}
		return names
	}
	for _, step := range []struct {
		model     string
		lines     map[string]float32
		dog, snow bool
	}{
		{"classes", nil, true, false},
		{"classes", map[string]float32{"snow": .1, "elephant": .1}, true, true},
		{"classes", map[string]float32{"Snow": .16}, true, false},
		{"classes", map[string]float32{"dog": .9, "Snow": .1}, false, true},
		{"other", map[string]float32{"dog": .1}, false, true},
		{"classes", nil, true, false},
	} {
		if err := TakeLines(lib, step.model, step.lines); err != nil {
			t.Fatal(err)
		}
		if got := suggested(VectorOptions{}); got["dog"] != step.dog || got["Snow"] != step.snow || got["sand"] {
			t.Errorf("%s %v: %v", step.model, step.lines, got)
		}
		if got := suggested(VectorOptions{RuleOnly: true}); !got["dog"] || got["Snow"] {
			t.Errorf("%s %v: the rule is not alone: %v", step.model, step.lines, got)
		}
	}
	if left := lib.Settings().Lines["classes"]; left != nil {
		t.Errorf("%v is left", left)
	}
}

// TestLinesOutliveNulls: what tags score on any photo is learned anew as a library grows, and does
// not move their own lines.
func TestLinesOutliveNulls(t *testing.T) {
	c := newClassroom(t, 90)
	c.tags.rule.Null = .5
	c.tags.rows[classDim]++ // dog is another direction than cat
	tags := c.tags.withLines(map[string]float32{"cat": .2})
	grown := tags.withNulls(sampleOf(c.lib.VectorBlocks("m"), classDim), 90)
	if grown.Cut(1, Balanced) != tags.Cut(1, Balanced) || !agree(grown.Cut(1, Balanced), .2) || grown.Cut(2, Balanced) == tags.Cut(2, Balanced) {
		t.Errorf("cat from %.3f, then %.3f; dog %.3f, %.3f", tags.Cut(1, Balanced), grown.Cut(1, Balanced), tags.Cut(2, Balanced), grown.Cut(2, Balanced))
	}
	if value := grown.value(1, .2, .9); !agree(value, float64(c.tags.rule.Balanced)) {
		t.Errorf("a photo's best score moves the value to %.3f", value)
	}
}
