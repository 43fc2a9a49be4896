package tagging

import (
	"fmt"
	"strings"

	"catchlight/library"
)

// leastJudged is how many suggestions the user must have judged before their word counts more than
// what was measured on test photos.
const leastJudged = 100

// Measured says how many of the suggestions were right, as a share, on how many labelled photos; it
// belongs to a model's rule.
type Measured struct {
	Photos   int     `json:"photos"`
	Strict   float32 `json:"strict"`
	Balanced float32 `json:"balanced"`
	Loose    float32 `json:"loose"`
}

// right is the share of a strength.
func (m Measured) right(s Strength) float32 {
	return Rule{Strict: m.Strict, Balanced: m.Balanced, Loose: m.Loose}.cut(s)
}

// Worth is what the suggestions of a strength were worth. The zero value says that nobody knows.
type Worth struct {
	Strength Strength `json:"strength"`
	Right    int      `json:"right"` // of 100
	Judged   int      `json:"judged"`
	By       string   `json:"by"` // who judged: "photos" on which it was measured, or "decisions" of the user's own
}

// What a Worth may rest on, as Worth.By says it.
const (
	testPhotos   = "photos"
	ownDecisions = "decisions"
)

// Known reports whether anybody knows.
func (w Worth) Known() bool { return w.Judged > 0 }

// ByUser reports whether it rests on the user's own decisions, and not on test photos.
func (w Worth) ByUser() bool { return w.By == ownDecisions }

// String is the sentence for the user, in English; "" where nobody knows.
func (w Worth) String() string {
	if !w.Known() {
		return ""
	}
	name := strings.ToUpper(string(w.Strength[:1])) + string(w.Strength[1:])
	if w.ByUser() {
		return fmt.Sprintf("%s: %d of 100 suggestions were right (by %d decisions of yours)", name, w.Right, w.Judged)
	}
	return fmt.Sprintf("%s: %d of 100 suggestions were right (on %d test photos)", name, w.Right, w.Judged)
}

// Worth says what the suggestions of a strength, "" is Balanced, are worth here: by the user's yes
// and no to them, as soon as there are a hundred, else as it was measured for the model's own rule. Only what
// was decided on one photo at a time counts, and only the model without its lessons is judged: it
// would get right what it was told. It looks at decided photos only and blocks for some .1 ms each.
func (t *TagVectors) Worth(lib *library.Library, snap *library.Snapshot, s Strength, m *Measured) Worth {
	if s == "" {
		s = Balanced
	}
	right, judged := 0, 0
	for _, p := range snap.Photos() {
		if said := t.saidOf(snap.Decisions(p.ID)); len(said) > 0 {
			vector, ok := lib.Vector(t.model, p.Picture)
			if !ok || len(vector) != t.dim {
				continue
			}
			for _, found := range t.untaught().Suggest(vector, SuggestOptions{Strength: s}) {
				if yes, decided := said[found.Tag]; decided {
					judged++
					if yes {
						right++
					}
				}
			}
		}
	}
	switch {
	case judged >= leastJudged:
		return Worth{s, (200*right + judged) / (2 * judged), judged, ownDecisions}
	case m != nil && m.Photos > 0 && !t.unmeasured:
		return Worth{s, int(100*m.right(s) + .5), m.Photos, testPhotos}
	}
	return Worth{}
}

// saidOf are the tags that the user has said yes or no to by themselves on a photo.
func (t *TagVectors) saidOf(ds []library.Decision) map[int]bool {
	if len(ds) == 0 {
		return nil // as of most photos
	}
	said := map[int]bool{}
	for _, d := range ds {
		if tag := teachable(t.vocabulary, d.Tag); tag >= 0 && !d.Bulk {
			if yes := d.IsUsersYes(); yes || d.IsNo() {
				said[tag] = yes
			}
		}
	}
	return said
}
