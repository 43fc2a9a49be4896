package tagging

import (
	"math"
	"testing"
)

// TestAimScoresAsItsTag: photos that are searched by a tag come in the order of the tag's own
// scores.
func TestAimScoresAsItsTag(t *testing.T) {
	v := words(t, "[colours]\n\tcherry\n\t\t{= red}\n\tgreen\n")
	tags, err := Vectors(t.Context(), &fakeEncoder{}, nil, v, VectorOptions{})
	if err != nil {
		t.Fatal(err)
	}
	for tag := range v.Tags {
		aim, ok := tags.Aim(tag)
		if ok == v.Tags[tag].Heading {
			t.Errorf("%s: there is an aim: %v", v.Tags[tag].Name, ok)
		}
		for _, photo := range [][]float32{{1, 0, 0}, {.6, .8, 0}, {0, 0, 1}} {
			if !ok {
				continue
			}
			if score, _ := tags.Score(photo, tag); math.Abs(float64(score-aim.score(photo, nil))) > 1e-6 {
				t.Errorf("%s: %g, as a tag %g", v.Tags[tag].Name, aim.score(photo, nil), score)
			}
		}
	}
}
