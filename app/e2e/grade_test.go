package e2e

import (
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// graded is one JSON line of grade: that of a tag, or the summary.
type graded struct {
	Tag    string
	Photos int
	Holds  bool
	Taken  bool

	Summary *struct {
		Tags, Photos, Taken int
		RuleTaken           bool `json:"rule_taken"`
		Rule                *struct {
			Now, Then struct {
				F1 float64 `json:"f1"`
			}
		}
	}
}

// TestGrade: photos whose keywords are what the model finds likeliest there, though the rule lets
// none through, get a rule that finds them; the photos are left as they are; forgotten it is gone.
func TestGrade(t *testing.T) {
	h := newHomeWithModel(t)
	h.makePhotos(48)
	list := h.put("words.txt", []byte("dog\ncat\ntree\nsky\n"))
	suggested := func(more ...string) (lines []line, n int) {
		lines, _ = h.run(append([]string{"tag", "--dry-run", "--json", "--vocabulary", list, "photos"}, more...)...).ends(0).summed()
		for _, l := range lines {
			n += len(l.Suggestions)
		}
		return lines, n
	}
	scored, all := suggested("--threshold", "-1")
	var scores []float64
	for _, l := range scored {
		for _, s := range l.Suggestions {
			scores = append(scores, s.Score)
		}
	}
	slices.Sort(scores)
	byWords := map[string][]string{}
	for _, l := range scored {
		var words []string
		for _, s := range l.Suggestions {
			if s.Score >= scores[len(scores)*2/3] {
				words = append(words, s.Tag)
			}
		}
		slices.Sort(words)
		key := strings.Join(words, ",")
		byWords[key] = append(byWords[key], l.Path)
	}
	for key, paths := range byWords {
		if key != "" {
			args := []string{"keywords", "add", "--quiet"}
			for word := range strings.SplitSeq(key, ",") {
				args = append(args, "--keyword", word)
			}
			h.run(append(args, paths...)...).ends(0)
		}
	}
	before := h.hashes()
	_, now := suggested()
	grade := func(more ...string) ([]graded, graded) {
		lines := decode[graded](h.run(append([]string{"grade", "--json", "--vocabulary", list}, more...)...).ends(0))
		return lines[:len(lines)-1], lines[len(lines)-1]
	}
	if tags, sum := grade(); sum.Summary == nil || sum.Summary.Tags != len(tags) || sum.Summary.RuleTaken || sum.Summary.Rule == nil {
		t.Fatalf("%+v, of %d photos with keywords: %+v", tags, len(scored), sum.Summary)
	} else if r := sum.Summary.Rule; r.Then.F1 <= r.Now.F1 {
		t.Errorf("offered: %+v", r)
	}
	if _, still := suggested(); still != now {
		t.Errorf("%d suggestions, %d before it was graded", still, now)
	}
	tags, sum := grade("--take-rule", "--take")
	taken := 0
	for _, tag := range tags {
		if tag.Taken != tag.Holds {
			t.Errorf("%+v", tag)
		}
		if tag.Taken {
			taken++
		}
	}
	if _, then := suggested(); !sum.Summary.RuleTaken || sum.Summary.Taken != taken || then <= now || then >= all {
		t.Errorf("%d suggestions of %d, %d before: %+v", then, all, now, sum.Summary)
	}
	if _, sum := grade("--forget"); sum.Summary.RuleTaken || sum.Summary.Taken != 0 {
		t.Errorf("forgotten: %+v", sum.Summary)
	}
	if _, again := suggested(); again != now {
		t.Errorf("%d suggestions after all was forgotten, %d before", again, now)
	}
	h.unchanged(before)
	h.run("grade", "--take-rule", "--forget").ends(2, "take-rule")
	if none := h.run("grade", "--vocabulary", list, "--in", filepath.Dir(list)).ends(0); !strings.Contains(none.out, "photos with keywords") {
		t.Errorf("%s", none.out)
	}
}
