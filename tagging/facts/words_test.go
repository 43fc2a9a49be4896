package facts

import (
	"slices"
	"strings"
	"testing"

	"catchlight/library/keywords"
	"catchlight/tagging/vocabulary"
)

func vocabularyOf(t *testing.T, text string) *vocabulary.Vocabulary {
	t.Helper()
	v, err := vocabulary.Parse("test", []byte(text))
	if err != nil {
		t.Fatal(err)
	}
	return v
}

// TestProofs: a fact speaks of a tag by its name or synonym, in any of the languages, and of no
// other.
func TestProofs(t *testing.T) {
	for name, c := range map[string]struct {
		vocabulary, fact string
		want             string // the names of tags
	}{
		"its name":                     {"sunset", "sunset", "sunset"},
		"a synonym of the lexicon":     {"Sundown", "sunset", "Sundown"},
		"a synonym of the tag":         {"evening sky\n\t{sunset}", "sunset", "evening sky"},
		"German":                       {"Sonnenuntergang", "sunset", "Sonnenuntergang"},
		"French":                       {"coucher de soleil", "sunset", "coucher de soleil"},
		"Spanish":                      {"puesta de sol", "sunset", "puesta de sol"},
		"Italian":                      {"tramonto", "sunset", "tramonto"},
		"Japanese":                     {"夕焼け", "sunset", "夕焼け"},
		"Chinese":                      {"日落", "sunset", "日落"},
		"Ukrainian":                    {"захід сонця", "sunset", "захід сонця"},
		"people in German":             {"Menschengruppe", "group of people", "Menschengruppe"},
		"two tags for one word":        {"winter\nHiver", "winter", "winter, Hiver"},
		"not there":                    {"dog\ncat", "sunset", ""},
		"a heading":                    {"[sunset]\n\tsea", "sunset", ""},
		"private":                      {"sea\n[sunset]", "sunset", ""},
		"private, by another name":     {"sea\n[Abend]\n\t{Sonnenuntergang}", "sunset", ""},
		"a fruit is no colour":         {"fruit\n\torange", "orange", ""},
		"a colour":                     {"[colour]\n\torange", "orange", "orange"},
		"a colour by its prompt":       {"orange\n\t{= a photo that is mostly orange}", "orange", "orange"},
		"a colour in German":           {"Farben\n\tRosa", "pink", "Rosa"},
		"a flower is no colour":        {"flower\n\trose", "pink", ""},
		"a drone as what it makes":     {"aerial\n\t{drone}", "drone", "aerial"},
		"the lexicon does not have":    {"Weitwinkel", "wide angle", "Weitwinkel"},
		"not one below, which is more": {"portrait\n\tclose one\n\t\t{portraiture}", "portrait", "portrait"},
		"nor one further below":        {"sunset\n\tsky\n\t\tsundown\ndusk", "sunset", "sunset"},
		"a headshot is a close one":    {"close-up\n\t{headshot}", "portrait", ""},
		"golden or blue, nobody knows": {"マジックアワー", "golden hour", ""},
	} {
		w := NewWords(vocabularyOf(t, c.vocabulary))
		var names []string
		for _, p := range w.Proofs([]Fact{{Word: c.fact, Reason: Reason{Kind: Figure}}}) {
			names = append(names, p.Name)
		}
		if got := strings.Join(names, ", "); got != c.want {
			t.Errorf("%s: %q, want %q", name, got, c.want)
		}
		private := strings.HasPrefix(name, "private")
		if missing := len(w.Missing([]Fact{{Word: c.fact}})) == 1; missing != (c.want == "" && !private) {
			t.Errorf("%s: missing %v", name, missing)
		}
	}
}

// TestEveryWordHasNames: each word is known in all seven other languages, and no name stands for
// two words that can be told from each other.
func TestEveryWordHasNames(t *testing.T) {
	seen := map[string]string{}
	for _, r := range rules {
		names := namesOf(r.word)
		scripts := map[string]bool{}
		for _, n := range names {
			key := keywords.Fold(n.text)
			if first := seen[key]; first != "" && first != r.word && !alike(first, r.word) {
				t.Errorf("%q is %s and %s", n.text, first, r.word)
			}
			seen[key] = r.word
			for script, within := range map[string][2]rune{"uk": {0x400, 0x4ff}, "CJK": {0x3040, 0x9fff}} {
				if strings.ContainsFunc(n.text, func(r rune) bool { return r >= within[0] && r <= within[1] }) {
					scripts[script] = true
				}
			}
		}
		if r.word != "HDR" && (!scripts["uk"] || !scripts["CJK"] || len(names) < 8) {
			t.Errorf("%s has only %v", r.word, names)
		}
	}
}

// alike are words of which one says more than the other: they may share names.
func alike(a, b string) bool {
	pairs := [][]string{{"drone", "aerial"}, {"crowd", "group of people"}, {"person", "portrait"}}
	return slices.ContainsFunc(pairs, func(p []string) bool { return slices.Contains(p, a) && slices.Contains(p, b) })
}

func TestInRoom(t *testing.T) {
	w := NewWords(vocabularyOf(t, "indoors\n\tkitchen\noutdoors"))
	none := func(int) bool { return false }
	if w.InRoom(keywords.Keywords{}, none) {
		t.Error("nothing says so")
	}
	if !w.InRoom(keywords.Keywords{}, func(tag int) bool { return tag == 0 }) {
		t.Error("it was suggested")
	}
	if !w.InRoom(keywords.Keywords{All: []keywords.Keyword{{Name: "Indoors"}}}, none) {
		t.Error("a keyword says so")
	}
}
