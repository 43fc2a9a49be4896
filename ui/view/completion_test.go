package view

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"catchlight/tagging/vocabulary"
)

// glossaryOf is one of a vocabulary and of words with the number of photos that have them.
func glossaryOf(t *testing.T, tags string, words map[string]int) *Glossary {
	t.Helper()
	v, err := vocabulary.Parse("test", []byte(tags))
	if err != nil {
		t.Fatal(err)
	}
	g := NewGlossary(nil, v)
	for word, photos := range words {
		g.addWord(word, photos)
	}
	return g
}

// offered are offers as text: "dog<animal=hound:3".
func offered(offers []Offer) string {
	var all []string
	for _, o := range offers {
		text := o.Name
		for _, above := range slices.Backward(o.Above) {
			text += "<" + above
		}
		if o.Other != "" {
			text += "=" + o.Other
		}
		if o.Photos > 0 {
			text += fmt.Sprint(":", o.Photos)
		}
		all = append(all, text)
	}
	return strings.Join(all, "|")
}

const someTags = "[things]\n\tanimal\n\t\tdog\n\t\t\t{hound}\n\t\t\tdoghouse dog\n\t\tcat\nstreet photography\ngarden\nwatchdog\ncrane\nbird\n\tcrane\n"

// TestOffers: what a text can become, from vocabulary, photos and what was typed, in the order in
// which one would look for it.
func TestOffers(t *testing.T) {
	photos := map[string]int{
		"Busch Gardens": 4, "Etosha": 2, "dog": 7, "DOGGY": 9, "Straße": 1, "Ärmel": 1, "naïve bus-stop": 3, "Bussard": 3, "bus": 1, "autobus": 30,
		"dog show": 1, "dog park": 1, "dog day": 1, "dog sled": 1,
	}
	g := glossaryOf(t, someTags, photos)
	for name, c := range map[string]struct {
		line   string
		recent []string
		want   string
	}{
		"nothing":                      {"", []string{"Etosha"}, ""},
		"spaces":                       {"  ", nil, ""},
		"after a comma":                {"dog, ", nil, ""},
		"a word of a file, not within": {"et", nil, "Etosha:2|street photography"},
		"a word that was typed":        {"et", []string{"Etretat"}, "Etretat|Etosha:2|street photography"},
		"a later word":                 {"gard", nil, "garden|Busch Gardens:4"},
		"its own first word":           {"busc", nil, "Busch Gardens:4"},
		"five, the exact one first":    {"dog", nil, "dog<animal:7|DOGGY:9|dog day:1|dog park:1|dog show:1"},
		"recent before frequent":       {"dog", []string{"dog sled", "Dog Park"}, "dog<animal:7|dog sled:1|dog park:1|DOGGY:9|dog day:1"},
		"another name of a tag":        {"hou", nil, "dog<animal=hound:7|doghouse dog<dog<animal"},
		"two of one name":              {"cra", nil, "crane|crane<bird"},
		"no heading":                   {"thing", nil, ""},
		"a category is not above":      {"cat", nil, "cat<animal"},
		"after a hyphen":               {"sto", nil, "naïve bus-stop:3"},
		"what is on the line already":  {"Dog, doggy, dog s", nil, "dog show:1|dog sled:1"},
		"case and spaces of the text":  {"  ETO ", nil, "Etosha:2"},
		"other letters":                {"ärm", nil, "Ärmel:1"},
		"folded":                       {"STRASSE", nil, "Straße:1"},
		"nothing like it":              {"xylophone", nil, ""},
	} {
		if got := offered(g.Offers(c.line, c.recent)); got != c.want {
			t.Errorf("%s: %q offers %s, want %s", name, c.line, got, c.want)
		}
	}
}

// TestOffersAreTheSameEachTime, though the words of photos come in no order.
func TestOffersAreTheSameEachTime(t *testing.T) {
	words := map[string]int{}
	for i := range 200 {
		words[fmt.Sprint("word ", i)] = i % 3
	}
	want := offered(glossaryOf(t, "x\n", words).Offers("wo", nil))
	for range 20 {
		if got := offered(glossaryOf(t, "x\n", words).Offers("wo", nil)); got != want {
			t.Fatalf("%s, then %s", want, got)
		}
	}
}

func TestCompletedLines(t *testing.T) {
	for line, want := range map[string]string{"et": "Etosha", " et": "Etosha", "dog,et": "dog, Etosha", "dog, cat , e": "dog, cat , Etosha", "": "Etosha"} {
		if got := Completed(line, "Etosha"); got != want {
			t.Errorf("%q becomes %q, want %q", line, got, want)
		}
	}
	for line, want := range map[string]bool{"a, Etosha": false, "etosha": true, " Etosha ": false, "Etosha, ": true} {
		if Completes(line, "Etosha") != want {
			t.Errorf("%q: %v", line, !want)
		}
	}
}

func TestRemembered(t *testing.T) {
	for name, c := range map[string]struct{ recent, typed, want string }{
		"first":        {"", "a|b", "b|a"},
		"again":        {"a|b|c", "B", "B|a|c"},
		"nothing":      {"a|b", "", "a|b"},
		"twice at one": {"", "a|b|A", "A|b"},
	} {
		split := func(text string) []string { return strings.FieldsFunc(text, func(r rune) bool { return r == '|' }) }
		recent := split(c.recent)
		got := Remembered(recent, split(c.typed))
		if strings.Join(got, "|") != c.want || strings.Join(recent, "|") != c.recent {
			t.Errorf("%s: %q of %q", name, got, recent)
		}
	}
	if got := Remembered(make([]string, 99), nil); len(got) != 0 {
		t.Errorf("empty words are remembered: %d", len(got))
	}
	var many []string
	for i := range 99 {
		many = append(many, fmt.Sprint(i))
	}
	if got := Remembered(nil, many); len(got) != mostRecent || got[0] != "98" {
		t.Errorf("%d words, first %q", len(got), got[0])
	}
}

// FuzzOffers: whatever is typed, no offer is empty, twice the same or more than fit.
func FuzzOffers(f *testing.F) {
	f.Add("dog", "Straße")
	f.Add("a,b", "\xff")
	f.Add("ſ", "K")
	f.Fuzz(func(t *testing.T, line, word string) {
		g := NewGlossary(nil, nil)
		g.addWord(word, 1)
		g.addWord("dog", 2)
		offers := g.Offers(line, []string{word, "doge"})
		if len(offers) > MostOffers {
			t.Errorf("%d offers", len(offers))
		}
		for i, o := range offers {
			if o.Name == "" || slices.ContainsFunc(offers[:i], func(x Offer) bool { return x.Name == o.Name }) {
				t.Errorf("%q", offered(offers))
			}
		}
	})
}

func BenchmarkOffers20k(b *testing.B) {
	g := NewGlossary(nil, nil)
	for i := range 20000 {
		g.addWord(fmt.Sprint("a word of the photos ", i), i)
	}
	for b.Loop() {
		g.Offers("wo", nil)
	}
}
