package tagging

import (
	"slices"
	"strings"
	"testing"

	"catchlight/library"
	"catchlight/tagging/query"
)

// TestPhrases: what is typed becomes phrases, the unwanted ones after a minus.
func TestPhrases(t *testing.T) {
	enc := &likelihoods{known: map[string][]float32{
		"cat": {1, 0, 0}, "beach": {0, 1, 0}, "train station": {0, 1, 0}, "dog": {1, 0, 0}, "person": {0, 0, 1}, "hot dog": {0, 1, 0},
		"butterfly": {1, 0, 0}, "grumpf whistle": {0, 0, 1},
	}}
	for _, c := range []struct{ typed, want string }{
		{"a cat on the beach", "cat beach"},
		{"cats", "cat"},
		{"Katze am Strand", "cat beach"},
		{"beach without people", "beach -person"},
		{"dog no person", "dog -person"},
		{"dog -beach cat", "dog -beach cat"},
		{"train station", "train station"},
		{"hot dog", "hot dog"},
		{"grumpf whistle", "grumpf whistle"},
		{"buterfly", "butterfly"},
		{"anna beach", "anna? beach"},
		{"Anna Lisa beach", "Anna Lisa? beach"},
		{"zzyzx", "zzyzx?"},
		{"the", ""},
		{"no", "no?"},
	} {
		phrases, err := Phrases(t.Context(), enc, query.Query{With: query.Texts(c.typed), Words: []string{"anna lisa", "anna"}})
		if err != nil {
			t.Fatal(err)
		}
		var got []string
		for _, p := range phrases {
			text := p.Shown
			if !p.Known {
				text += "?"
			}
			if p.Not {
				text = "-" + text
			}
			got = append(got, text)
		}
		if strings.Join(got, " ") != c.want {
			t.Errorf("%q: %q, want %q", c.typed, strings.Join(got, " "), c.want)
		}
	}
	without, err := Phrases(t.Context(), enc, query.Query{With: query.Texts("beach"), Without: query.Texts("dog")})
	if err != nil || len(without) != 2 || without[0].Not || !without[1].Not {
		t.Errorf("%+v, %v", without, err)
	}
}

// TestModelsOfOneSpaceAreAskedInEnglish: texts stay as they were typed, but for words of other
// languages, misspelt ones and what is not wanted; so do texts that are not wanted.
func TestModelsOfOneSpaceAreAskedInEnglish(t *testing.T) {
	for _, c := range []struct {
		typed   string
		with    []string
		without []string
	}{
		{"a dog, near the old mill", []string{"a dog, near the old mill"}, nil},
		{"Katze am Strand", []string{"cat beach"}, nil},
		{"beach without people", []string{"beach"}, []string{"people"}},
		{"an old giraff", []string{"old giraffe"}, nil},
		{"Etosha", []string{"Etosha"}, nil}, // no everyday word, and known all the same
	} {
		q, err := askedInEnglish(t, query.Query{With: query.Texts(c.typed), Words: []string{"etosha"}})
		if err != nil || !slices.Equal(q.With, query.Texts(c.with...)) || !slices.Equal(q.Without, query.Texts(c.without...)) {
			t.Errorf("%q: %+v, %v", c.typed, q, err)
		}
		if len(c.without) > 0 {
			continue
		}
		q, err = askedInEnglish(t, query.Query{Without: query.Texts(c.typed), Words: []string{"etosha"}})
		if err != nil || len(q.With) > 0 || !slices.Equal(q.Without, query.Texts(c.with...)) {
			t.Errorf("without %q: %+v, %v", c.typed, q, err)
		}
	}
}

func askedInEnglish(t *testing.T, q query.Query) (query.Query, error) {
	t.Helper()
	texts, err := newPhraseReader(&fakeEncoder{}, q).readAll(t.Context(), q)
	return inEnglish(q, texts), err
}

// TestFloor: far less likely photos than the best are left out; of scores that are no probabilities
// those nearer to the mean, and where the best is no more than noise to the model, all.
func TestFloor(t *testing.T) {
	without := []Phrase{{Text: "dog"}, {Text: "grass", Not: true}}
	for _, c := range []struct {
		aim    Aim
		rule   Rule
		scores []float32
		want   float32
	}{
		{Aim{measure: Probabilities}, Rule{}, []float32{.9, .5, .01}, .18},
		{Aim{measure: Probabilities}, Rule{}, []float32{.2, .1}, leastLikely},
		{Aim{measure: Probabilities}, Rule{Loose: .1}, []float32{.2, .1}, .1},
		{Aim{}, Rule{}, []float32{.3, .2, .1}, .25},
		{Aim{}, Rule{Loose: .23}, []float32{.3, .2, .1}, .25},
		{Aim{}, Rule{Loose: .23}, []float32{.2, .16, .12}, .23},
		{Aim{read: without}, Rule{Loose: .23}, []float32{.2, .16, .12}, .18},
		{Aim{}, Rule{Loose: 2, Standardise: true}, []float32{.3, .2, .1}, .25},
		{Aim{}, Rule{}, nil, 0},
	} {
		var hits []Hit
		for _, s := range c.scores {
			hits = append(hits, Hit{&library.Photo{}, s})
		}
		if got := c.aim.Floor(hits, c.rule); !agree(got, float64(c.want)) {
			t.Errorf("%v, %+v: %v, want %v", c.scores, c.rule, got, c.want)
		}
	}
}
