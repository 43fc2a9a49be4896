package tagging

import (
	"slices"
	"testing"
)

// TestKnowledge: tags that are the same to the model are named, but for a tag and one above it, and
// those of which the model knows nothing.
func TestKnowledge(t *testing.T) {
	v := words(t, "crimson\n\t{= red}\n\tred\ngreen\nscarlet\n\t{= red}\n")
	tags, err := Vectors(t.Context(), &fakeEncoder{}, nil, v, VectorOptions{})
	if err != nil {
		t.Fatal(err)
	}
	known := tags.Knowledge(Profile{Multilingual: true})
	if want := [][2]int{{0, 3}, {1, 3}}; !slices.Equal(known.Alike, want) || !known.Multilingual || len(known.Unknown) > 0 {
		t.Errorf("%+v, want %v", known, want)
	}
	tags.unknown = map[int]bool{3: true}
	if known := tags.Knowledge(Profile{}); len(known.Alike) > 0 || !slices.Equal(known.Unknown, []int{3}) {
		t.Errorf("%+v", known)
	}
}

// TestFired: a tag is counted on each photo on which it is sure enough by itself, however many
// others are there, at each strength and at a fixed cut.
func TestFired(t *testing.T) {
	c := newClassroom(t, 60)
	snap := c.lib.Snapshot()
	for name, o := range map[string]SuggestOptions{
		"strict": {Strength: Strict}, "balanced": {Strength: Balanced}, "loose": {Strength: Loose, Max: 1}, "a fixed cut": {Threshold: cut(.2)},
	} {
		fired, err := c.tags.Fired(t.Context(), c.lib, snap, o)
		if err != nil {
			t.Fatal(err)
		}
		want, photos, most := make([]int, len(fired.On)), 0, 0
		for _, p := range snap.Photos() {
			vector, ok := c.lib.Vector(c.tags.model, p.Picture)
			if !ok {
				continue
			}
			photos++
			sure, scores := c.tags.Sureness(vector), c.tags.Scores(vector)
			for tag := range want {
				value, judged := sure(tag)
				if o.Threshold == nil && judged && value >= c.tags.rule.cut(o.Strength) || o.Threshold != nil && float64(scores[tag]) >= *o.Threshold {
					want[tag]++
				}
				most = max(most, want[tag])
			}
		}
		if fired.Photos != photos || photos == 0 || most == 0 {
			t.Errorf("%s: %d photos, want %d", name, fired.Photos, photos)
		}
		for tag, n := range want {
			if fired.On[tag] != n {
				t.Errorf("%s: tag %d on %d photos, want %d", name, tag, fired.On[tag], n)
			}
		}
	}
}
