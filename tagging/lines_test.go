package tagging

import (
	"path/filepath"
	"slices"
	"sync"
	"testing"

	"catchlight/library"
	"catchlight/library/picture"
	"catchlight/tagging/vocabulary"
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
	tags := c.tags.withLines(map[string]float32{"cat": .2}, nil)
	grown := tags.withNulls(sampleOf(c.lib.VectorBlocks("m"), classDim), 90)
	if grown.Cut(1, Balanced) != tags.Cut(1, Balanced) || !agree(grown.Cut(1, Balanced), .2) || grown.Cut(2, Balanced) == tags.Cut(2, Balanced) {
		t.Errorf("cat from %.3f, then %.3f; dog %.3f, %.3f", tags.Cut(1, Balanced), grown.Cut(1, Balanced), tags.Cut(2, Balanced), grown.Cut(2, Balanced))
	}
	if value := grown.value(1, .2, .9); !agree(value, float64(c.tags.rule.Balanced)) {
		t.Errorf("a photo's best score moves the value to %.3f", value)
	}
}

// TestThresholdsByHand: what the user has set holds at the strength at which it was set, goes before
// lines that were fitted, does not move by lessons, outlives a new name, and is of one model alone.
func TestThresholdsByHand(t *testing.T) {
	c := newClassroom(t, 90)
	from := func(x float32) *float32 { return &x }
	var set library.Settings
	renamed := words(t, "pets\n\t{!}\n\tkitty\n\t\t{cat}\n\tdog\n")
	for _, step := range []struct {
		tag      int
		from     *float32
		strength Strength
		cut      float64 // of cat, at that strength
		byHand   bool
	}{
		{1, from(.4), Balanced, .4, true},
		{1, from(.3), Strict, .3, true},
		{2, from(.6), Balanced, .18, true}, // cat's line was set at strict
		{1, nil, Balanced, .2, false},      // the fitted one
	} {
		before := set.Thresholds
		c.tags.SetThreshold(&set, step.tag, step.from, step.strength)
		if len(before["m"]) == 2 && len(set.Thresholds["m"]) == 2 {
			t.Error("what was handed out is changed")
		}
		for _, v := range []*vocabulary.Vocabulary{c.tags.vocabulary, renamed} {
			tags := *c.tags
			tags.vocabulary = v
			got := tags.withLines(map[string]float32{"cat": .2}, set.Thresholds[c.tags.takenKey])
			cut, byHand := got.ByHand(1, step.strength)
			if byHand != step.byHand || byHand && !agree(cut, step.cut) || !agree(got.Cut(1, step.strength), step.cut) {
				t.Errorf("%+v, %q: from %.3f, by hand %v; settings %v", step, v.Tags[1].Name, got.Cut(1, step.strength), byHand, set.Thresholds)
			}
		}
	}
	c.decide(t, "cat", 0, 5, library.Decision{Verdict: library.Accepted})
	c.decide(t, "cat", 1, 5, library.Decision{Verdict: library.Rejected})
	for name, lines := range map[string][2]map[string]float32{"fitted": {{"cat": .2}, nil}, "by hand": {nil, {"cat": .2}}} {
		learned := c.tags.withLines(lines[0], lines[1]).Learn(c.lib, c.lib.Snapshot())
		if still := agree(learned.Cut(1, Balanced), .2); still != (name == "by hand") {
			t.Errorf("%s: cat is suggested from %.3f after lessons", name, learned.Cut(1, Balanced))
		}
	}
}

// TestWhatWasTakenOutlivesATower: a model's towers score alike, so that what the user took over for
// one holds with the other; who looks closer scores otherwise.
func TestWhatWasTakenOutlivesATower(t *testing.T) {
	whole := Profile{Name: "fast", TextName: "fast"}
	small := Profile{Name: "fast-int8", TextName: "fast"}
	closely := Profile{Name: "fast-int8" + CloserSuffix, TextName: "fast"}
	alone := Profile{Name: "mine"}
	if whole.TakenKey() != "fast" || small.TakenKey() != "fast" || closely.TakenKey() != "fast"+CloserSuffix || alone.TakenKey() != "mine" {
		t.Errorf("%q, %q, %q, %q", whole.TakenKey(), small.TakenKey(), closely.TakenKey(), alone.TakenKey())
	}
}

// TestSuggestBelow: whatever its threshold is now, the pictures are those that a threshold by hand
// lets through at each score, and none where another tag has its place.
func TestSuggestBelow(t *testing.T) {
	c := newClassroom(t, 90)
	blocks := c.lib.VectorBlocks("m")
	all := func(picture.ID) bool { return true }
	for name, most := range map[string]int{"all": 0, "one a photo": 1} {
		o := SuggestOptions{Strength: Loose, Max: most}
		var mu sync.Mutex
		scores := map[picture.ID]float32{}
		err := c.tags.SuggestBelow(t.Context(), blocks, 1, o, all, func(id picture.ID, score float32) {
			mu.Lock()
			defer mu.Unlock()
			scores[id] = score
		})
		if err != nil || len(scores) == 0 {
			t.Fatal(name, len(scores), err)
		}
		for _, from := range []float32{-1, .1, .3, .5, .9} {
			var set library.Settings
			c.tags.SetThreshold(&set, 1, &from, Balanced)
			tags := c.tags.withLines(nil, set.Thresholds[c.tags.takenKey])
			got, want := map[picture.ID]bool{}, 0
			if err := tags.SuggestAll(t.Context(), blocks, o, all, func(id picture.ID, found []Suggestion) {
				mu.Lock()
				defer mu.Unlock()
				for _, s := range found {
					if s.Tag == 1 && s.Strength != Loose {
						got[id] = true
					}
				}
			}); err != nil {
				t.Fatal(err)
			}
			for id, score := range scores {
				if score >= from {
					want++
					if !got[id] {
						t.Errorf("%s, from %.1f: the picture of %.3f is lacking", name, from, score)
					}
				}
			}
			if len(got) != want {
				t.Errorf("%s, from %.1f: %d pictures, want %d", name, from, len(got), want)
			}
		}
	}
}

// TestOrigins: where a line comes from is told without vectors of texts, and as tag vectors tell it
// that have learned and have lines.
func TestOrigins(t *testing.T) {
	for _, c := range []struct {
		name        string
		set, fitted string // tags whose line is set by hand, or fitted
		decide      string // a tag with decisions
		how         library.Decision
		model       string
		want        []Origin // of pets, cat, dog
	}{
		{name: "nothing", model: "m", want: []Origin{"", ByRule, ByRule}},
		{name: "set", set: "cat", model: "m", want: []Origin{"", SetByHand, ByRule}},
		{name: "fitted", fitted: "dog", model: "m", want: []Origin{"", ByRule, Fitted}},
		{name: "learned", decide: "dog", how: library.Decision{Verdict: library.Rejected}, model: "m", want: []Origin{"", ByRule, Learned}},
		{name: "learned before fitted", decide: "cat", fitted: "cat", how: library.Decision{Verdict: library.Accepted}, model: "m", want: []Origin{"", Learned, ByRule}},
		{name: "set before learned", set: "cat", decide: "cat", how: library.Decision{Verdict: library.Accepted}, model: "m", want: []Origin{"", SetByHand, ByRule}},
		{name: "in bulk", decide: "cat", how: library.Decision{Verdict: library.Accepted, Bulk: true}, model: "m", want: []Origin{"", ByRule, ByRule}},
		{name: "another model", set: "cat", fitted: "dog", decide: "dog", how: library.Decision{Verdict: library.Accepted}, model: "other", want: []Origin{"", ByRule, ByRule}},
	} {
		t.Run(c.name, func(t *testing.T) {
			room, set := newClassroom(t, 36), library.Settings{}
			of := func(tag string) map[string]map[string]float32 { return map[string]map[string]float32{"m": {tag: .3}} }
			if c.set != "" {
				set.Thresholds = of(c.set)
			}
			if c.fitted != "" {
				set.Lines = of(c.fitted)
			}
			if err := room.lib.SetSettings(set); err != nil {
				t.Fatal(err)
			}
			if c.decide != "" {
				room.decide(t, c.decide, 0, 3, c.how)
			}
			got := Origins(room.lib, room.tags.vocabulary, c.model, c.model)
			if !slices.Equal(got, c.want) {
				t.Fatalf("%q, want %q", got, c.want)
			}
			if c.model != "m" {
				return
			}
			tags := room.tags.withLines(set.Lines["m"], set.Thresholds["m"]).Learn(room.lib, room.lib.Snapshot())
			for tag, origin := range got {
				own, byHand := tags.OwnLine(tag)
				yes, no := tags.Taught(tag)
				if byHand != (origin == SetByHand) || yes+no > 0 != (origin == Learned || c.set == c.decide && c.set != "" && tag == 1) ||
					origin == Fitted && (!own || byHand) {
					t.Errorf("tag %d: %q, but by hand %v, own %v, taught by %d and %d", tag, origin, byHand, own, yes, no)
				}
			}
		})
	}
}
