package tagging

import (
	"slices"
	"strings"
	"testing"

	"catchlight/tagging/vocabulary"
)

// TestAddSure: what is known goes first, shuts out what cannot be true beside it, and is as
// specific as it can be.
func TestAddSure(t *testing.T) {
	v, err := vocabulary.Parse("test", []byte("person\n\tportrait\n[seasons]\n\t{|}\n\tsummer\n\twinter\ndog\ncat\n\t{kitty}"))
	if err != nil {
		t.Fatal(err)
	}
	tag := func(name string) int {
		i, ok := v.Find(name)
		if !ok {
			t.Fatalf("there is no %s", name)
		}
		return i
	}
	for name, c := range map[string]struct {
		found, sure []string
		o           SuggestOptions
		want        string
	}{
		"nothing is known":         {found: []string{"dog", "cat"}, want: "dog, cat"},
		"it goes first":            {found: []string{"dog"}, sure: []string{"cat"}, want: "cat, dog"},
		"once":                     {found: []string{"dog", "cat"}, sure: []string{"cat"}, want: "cat, dog"},
		"the other season goes":    {found: []string{"dog", "summer"}, sure: []string{"winter"}, want: "winter, dog"},
		"a suggested one below it": {found: []string{"portrait"}, sure: []string{"person"}, want: "portrait"},
		"a known one below it":     {found: []string{"person"}, sure: []string{"person", "portrait"}, want: "portrait"},
		"refused":                  {sure: []string{"cat", "dog"}, o: SuggestOptions{Exclude: func(n string) bool { return n == "dog" }}, want: "cat"},
		"refused by another name":  {sure: []string{"cat"}, o: SuggestOptions{Exclude: func(n string) bool { return n == "kitty" }}, want: ""},
		"no more than that":        {found: []string{"dog"}, sure: []string{"cat"}, o: SuggestOptions{Max: 1}, want: "cat"},
	} {
		var found []Suggestion
		for i, name := range c.found {
			found = append(found, Suggestion{Tag: tag(name), Name: name, Score: 1 - float32(i+1)/10})
		}
		before := slices.Clone(found)
		var sure []int
		for _, name := range c.sure {
			sure = append(sure, tag(name))
		}
		var names []string
		for _, s := range AddSure(v, found, sure, c.o) {
			names = append(names, s.Name)
		}
		if got := strings.Join(names, ", "); got != c.want {
			t.Errorf("%s: %q, want %q", name, got, c.want)
		}
		if !slices.EqualFunc(found, before, func(a, b Suggestion) bool { return a.Tag == b.Tag }) {
			t.Errorf("%s: what was suggested has changed", name)
		}
	}
}
