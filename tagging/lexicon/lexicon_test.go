package lexicon

import (
	"strings"
	"testing"

	"catchlight/assets"
)

func TestTablesAreSound(t *testing.T) {
	l, err := read(assets.Lexicon())
	if err != nil {
		t.Fatal(err)
	}
	if len(l.entries) < 1900 || len(l.senses) < 150 || len(l.friends) < 100 {
		t.Errorf("%d words, %d with two senses, %d friends", len(l.entries), len(l.senses), len(l.friends))
	}
	for _, e := range l.entries {
		if len(e.names[english]) == 0 || e.names[english][0] == "" {
			t.Errorf("%v has no English word", e.names)
		}
	}
	for word, s := range l.senses {
		if s.Each[0].Text == "" || s.Each[1].Text == "" || s.Each[0].Text == s.Each[1].Text {
			t.Errorf("%s: %+v", word, s)
		}
	}
}

func TestEnglish(t *testing.T) {
	l := Everyday()
	for _, c := range []struct{ name, preferred, want string }{
		{"Katze", "", "cat"},
		{"KATZEN", "", "cat"},
		{"chats", "", "cat"},
		{"猫", "", "cat"},
		{"кіт", "", "cat"},
		{"der Hund", "", "dog"},
		{"Hund (Haustier)", "", "dog"},
		{"Bäume", "", "tree"},
		{"Baume", "", "tree"},
		{"Baeume", "", "tree"},
		{"árboles", "", "tree"},
		{"arboles", "", "tree"},
		{"l'arbre", "", "tree"},
		{"elefant", "", "elephant"},
		{"Boot", "de", "boat"},
		{"Boot", "de-AT", "boat"},
		{"pain", "fr", "bread"},
		{"Rock", "de", "skirt"},
		// English, or not known: as they stand.
		{"Boot", "", ""},
		{"pain", "", ""},
		{"hose", "en", ""},
		{"cats", "", ""},
		{"Katzenklappensammler", "", ""},
		// Their endings are not those of the language that has the rest as a word.
		{"lace", "", ""},
		{"lace", "fr", ""},
		{"laghi", "", "lake"},
		{"lacs", "", "lake"},
		{"", "", ""},
	} {
		if got, _ := l.English(c.name, c.preferred); got != c.want {
			t.Errorf("%q (%s): %q, want %q", c.name, c.preferred, got, c.want)
		}
	}
}

func TestName(t *testing.T) {
	l := Everyday()
	for _, c := range []struct{ word, language, want string }{
		{"cat", "de", "Katze"},
		{"kitty", "de", "Katze"},
		{"cat", "fr-CA", "chat"},
		{"cat", "en", "cat"},
		{"cat", "nl", ""},
		{"no such word", "de", ""},
	} {
		if got, _ := l.Name(c.word, c.language); got != c.want {
			t.Errorf("%q in %s: %q, want %q", c.word, c.language, got, c.want)
		}
	}
	if names := strings.Join(l.Names("gato"), " "); !strings.Contains(names, "Katze") || !strings.Contains(names, "cat") {
		t.Errorf("names of gato: %s", names)
	}
}

func TestLanguageOf(t *testing.T) {
	l := Everyday()
	for _, c := range []struct{ names, inDoubt, want string }{
		{"Hund Katze Boot See Winter Kind", "", "de"},
		{"dog cat boot see winter kind", "", "en"},
		{"chien chat pain maison", "", "fr"},
		{"winter", "", "en"},
		{"winter", "de", "de"},
		{"Katze chats 猫", "", ""},
		{"Xyzzy", "", ""},
	} {
		if got := l.LanguageOf(strings.Fields(c.names), c.inDoubt); got != c.want {
			t.Errorf("%s: %q, want %q", c.names, got, c.want)
		}
	}
}

func TestSenses(t *testing.T) {
	l := Everyday()
	for _, c := range []struct{ name, above, want string }{
		{"crane", "birds", "crane bird"},
		{"Cranes", "Wild Birds", "crane bird"},
		{"crane", "machines|vehicle", "construction crane"},
		{"orange", "fruit", "oranges"},
		{"squash", "sports", "racket sport"},
		{"seal", "holiday 2019", "?"},
		{"seal", "", "?"},
		{"train", "", "?"},
		{"dog", "animal", ""},
		{"cranberry", "", ""},
		{"barn", "", ""},
		{"football", "soccer", "soccer ball"},
		{"plant", "flower", "plants"},
		{"crane", "crane (bird)", "crane bird"},
		{"glasses", "", "?"},
	} {
		got := ""
		if s, ok := l.SensesOf(c.name); ok {
			got = "?"
			if sense, ok := s.Among(strings.Split(c.above, "|")); ok {
				got = sense.Text
			}
		}
		if got != c.want {
			t.Errorf("%s below %q: %q, want %q", c.name, c.above, got, c.want)
		}
	}
}

func TestNearest(t *testing.T) {
	l := Everyday()
	for _, c := range []struct{ name, more, want string }{
		{"buterfly", "", "butterfly"},
		{"elephnat", "", "elephant"},
		{"giraff", "", "giraffe"},
		{"Schmetterlign", "", "schmetterling"},
		{"Venezja", "Venezia", "Venezia"},
		{"cta", "", ""},
		{"xqzvw", "", ""},
		{"photosynthesis", "", ""},
	} {
		got, _ := l.Nearest(c.name, strings.Fields(c.more))
		if !strings.EqualFold(got, c.want) {
			t.Errorf("%q: %q, want %q", c.name, got, c.want)
		}
	}
}

func FuzzForms(f *testing.F) {
	for _, seed := range []string{"Katze (weiblich", "l'", "ß’-", "\xff", "猫たち"} {
		f.Add(seed)
	}
	l := Everyday()
	f.Fuzz(func(t *testing.T, name string) {
		for _, form := range englishForms(name) {
			if form != keyOf(form) && l.places[form] != nil {
				t.Errorf("%q: the form %q is no key", name, form)
			}
		}
		if word, ok := l.English(name); ok && !l.Knows(word) {
			t.Errorf("%q: the English word %q is not known", name, word)
		}
	})
}

// TestSingular: of a plural, but never of a word of its own, nor of one that is foreign.
func TestSingular(t *testing.T) {
	for name, want := range map[string]string{
		"dogs": "dog", "Dogs": "dog", "butterflies": "butterfly", "dog": "", "glasses": "", "Hunde": "", "grass": "", "bus": "", "cyclocross": "", "": "",
	} {
		if got, ok := Everyday().Singular(name); got != want || ok != (want != "") {
			t.Errorf("%q: %q, want %q", name, got, want)
		}
	}
}
