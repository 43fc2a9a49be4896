package tagging

import (
	"path/filepath"
	"testing"

	"catchlight/library"
)

// TestWorth: what was measured holds until the user has judged a hundred suggestions one by one;
// then their word does, and lessons do not make the model better than it was.
func TestWorth(t *testing.T) {
	c := newClassroom(t, 360) // cat is suggested for most photos of kinds 0 and 1
	measured := &Measured{Photos: 128, Strict: .9, Balanced: .834, Loose: .67}
	worth := func(s Strength) Worth {
		return c.tags.Learn(c.lib, c.lib.Snapshot()).Worth(c.lib, c.lib.Snapshot(), s, measured)
	}
	before := "Balanced: 83 of 100 suggestions were right (on 128 test photos)"
	c.decide(t, "cat", 0, 60, library.Decision{Verdict: library.Accepted})
	c.decide(t, "dog", 0, 120, library.Decision{Verdict: library.Accepted, Bulk: true})
	c.decide(t, "dog", 1, 120, library.Decision{Verdict: library.Accepted, Bulk: true, Run: true})
	if got := worth("").String(); got != before {
		t.Errorf("after 60 decisions and what was decided together: %s, want %s", got, before)
	}
	if got := worth(Loose); got.Right != 67 || got.Strength != Loose {
		t.Errorf("%+v", got)
	}
	c.decide(t, "cat", 0, 120, library.Decision{Verdict: library.Accepted})
	c.decide(t, "cat", 1, 120, library.Decision{Verdict: library.Rejected})
	got := worth(Balanced)
	right := c.suggested(c.tags, "cat", 0) * 120
	wrong := c.suggested(c.tags, "cat", 1) * 120
	if want := 100 * right / (right + wrong); got.By != ownDecisions || got.Judged != int(right+wrong+.5) || abs(float64(got.Right)-want) > 1 {
		t.Errorf("%+v, want %.1f of %.0f", got, want, right+wrong)
	}
	if nobody := c.tags.Worth(c.lib, c.lib.Snapshot(), Strict, nil); nobody.By == testPhotos {
		t.Errorf("measured by nobody: %+v", nobody)
	}
	if (Worth{}).String() != "" {
		t.Error("a sentence of nothing")
	}
}

func abs(x float64) float64 { return max(x, -x) }

// TestWorthOfARuleTakenOver: what was measured for the model's own rule says nothing of another one.
func TestWorthOfARuleTakenOver(t *testing.T) {
	lib, err := library.Open(filepath.Join(t.TempDir(), "library.db"))
	if err != nil {
		t.Fatal(err)
	}
	defer lib.Close()
	enc := &likelihoods{known: map[string][]float32{"dog": {1, 0, 0}}}
	known := func() bool {
		tags, err := Vectors(t.Context(), enc, lib, words(t, "dog\n"), VectorOptions{})
		if err != nil {
			t.Fatal(err)
		}
		return tags.Worth(lib, lib.Snapshot(), Balanced, &Measured{Photos: 128, Balanced: .8}).Known()
	}
	if !known() {
		t.Error("the model's own rule is not measured")
	}
	if err := TakeRule(lib, enc.Profile(), TakenRule{Rule: Rule{Strict: .5, Balanced: .3, Loose: .1}}); err != nil || known() {
		t.Errorf("%v; what was measured is said of another rule", err)
	}
	if err := ForgetTaken(lib, enc.Profile().TakenKey()); err != nil || !known() {
		t.Errorf("%v; the model's own rule is not measured any more", err)
	}
}
