package tagging

import (
	"errors"
	"slices"
	"strings"
	"testing"
)

func TestParseQuery(t *testing.T) {
	for words, want := range map[string]Query{
		"dog":                    {With: []string{"dog"}},
		"a dog + snow - a leash": {With: []string{"a dog", "snow"}, Without: []string{"a leash"}},
		"- rain + sea":           {With: []string{"sea"}, Without: []string{"rain"}},
		"black-and-white + +":    {With: []string{"black-and-white"}},
	} {
		got, err := ParseQuery(strings.Fields(words))
		if err != nil || !slices.Equal(got.With, want.With) || !slices.Equal(got.Without, want.Without) {
			t.Errorf("%s: %+v, %v", words, got, err)
		}
	}
	for _, words := range []string{"", "+", "- +"} {
		if _, err := ParseQuery(strings.Fields(words)); !errors.Is(err, ErrNoWords) {
			t.Errorf("%q: %v, want ErrNoWords", words, err)
		}
	}
}

func TestDirectionAddsAndTakesAway(t *testing.T) {
	d, err := Direction(t.Context(), &fakeEncoder{}, nil, Query{With: []string{"red"}, Without: []string{"green"}, Like: [][]float32{{0, 1, 0}}})
	if err != nil || !near(float64(d[0]), 1) || !near(float64(d[1]), 0) {
		t.Errorf("%v, %v", d, err)
	}
	if _, err := Direction(t.Context(), &fakeEncoder{}, nil, Query{}); !errors.Is(err, ErrNoWords) {
		t.Errorf("%v, want ErrNoWords", err)
	}
}

func TestSearchText(t *testing.T) {
	one, many := []string{"a photo of a {}"}, []string{"{}", "a photo of a {}"}
	for _, c := range []struct {
		words     string
		templates []string
		want      string
	}{
		{"dog", one, "a photo of a dog"},
		{"The old bridge", one, "a photo of a old bridge"},
		{"another", one, "a photo of a another"},
		{"a photo of the sea", one, "a photo of the sea"},
		{"a dog", many, "a dog"},
	} {
		if got := searchText(c.words, c.templates); got != c.want {
			t.Errorf("%q: %q, want %q", c.words, got, c.want)
		}
	}
}

func TestVectorsSkipHeadingsAndTakePrompts(t *testing.T) {
	v := parse(t, "[colours]\n\tcherry\n\t\t{= red}\n\tgreen\n")
	tags, err := Vectors(t.Context(), &fakeEncoder{}, nil, v, "")
	if err != nil {
		t.Fatal(err)
	}
	scores := tags.Scores([]float32{1, 0, 0})
	if len(scores) != 3 || scores[0] != -1 || !near(float64(scores[1]), 1) || scores[2] != 0 {
		t.Errorf("%v", scores)
	}
}
