package tagging

import (
	"context"
	"slices"
	"strings"
	"testing"

	"catchlight/tagging/vocabulary"
)

// TestWaysToSay: what stands in brackets says which of several things is meant, and is tried by
// itself only behind a scientific name, whose English one it is.
func TestWaysToSay(t *testing.T) {
	for name, want := range map[string][]string{
		"Equus quagga (plains zebras)":   {"Equus quagga (plains zebras)", "Equus quagga", "plains zebras", "plains zebra"},
		"plains zebra (Equus quagga)":    {"plains zebra (Equus quagga)", "plains zebra"},
		"Pica pica hudsonia (magpie)":    {"Pica pica hudsonia (magpie)", "Pica pica hudsonia", "magpie"},
		"oranges (fruit)":                {"oranges (fruit)", "oranges", "orange"},
		"Golden eagle (bird)":            {"Golden eagle (bird)", "Golden eagle"},
		"Lena Berger (child)":            {"Lena Berger (child)", "Lena Berger"},
		"Oma (person)":                   {"Oma (person)", "Oma"},
		"Rissa tridactyla":               {"Rissa tridactyla"},
		"Upupa cristata (hoopoe, a bird": {"Upupa cristata (hoopoe, a bird", "Upupa cristata", "hoopoe, a bird"},
		"Equus quagga ()":                {"Equus quagga ()", "Equus quagga"},
	} {
		if got := waysToSay(words(t, name), 0); !slices.Equal(got, want) {
			t.Errorf("%s: %q, want %q", name, got, want)
		}
	}
}

// likening is a model of classes that reads a likeness into any word: the third class, and more
// surely than it knows its own words.
type likening struct{ likelihoods }

func (l *likening) Profile() Profile {
	p := l.likelihoods.Profile()
	p.Knows = func(word string) bool { return l.known[strings.ToLower(word)] != nil }
	return p
}

func (l *likening) Texts(ctx context.Context, texts []string) ([][]float32, error) {
	texts = slices.Clone(texts)
	for i, text := range texts {
		texts[i] = strings.ToLower(text)
	}
	rows, err := l.likelihoods.Texts(ctx, texts)
	for i, text := range texts {
		if l.known[text] == nil {
			rows[i] = []float32{0, 0, .99}
		}
	}
	return rows, err
}

// TestExactBeforeLikeness: a name is looked up as it stands, in English, in the singular, without
// brackets and by another name before a likeness counts, for tags, for one that is being typed
// alone, and for searches.
func TestExactBeforeLikeness(t *testing.T) {
	enc := &likening{likelihoods{known: map[string][]float32{
		"cat": {.5, 0, 0}, "boat": {0, .6, 0}, "boot": {0, .45, 0}, "woods": {.4, 0, 0}, "wood": {0, .7, 0}, "hot dog": {.7, .1, 0}, "giraffe": {.1, 0, 0},
	}}}
	for _, c := range []struct{ list, language, want string }{
		{"cat", "", "cat"},
		{"Cat", "", "cat"},
		{"cats", "", "cat"},
		{"woods", "", "woods"}, // known as it stands
		{"hot dogs", "", "hot dog"},
		{"cat (pet)", "", "cat"},
		{"cats (pets)", "", "cat"},
		{"Felis catus (cat)", "", "cat"},
		{"Katze", "", "cat"},
		{"Katzen", "", "cat"},
		{"Katzen (Haustiere)", "de", "cat"},
		{"Boot", "de", "boat"},
		{"boot", "", "boot"},
		{"chats", "fr", "cat"},
		{"猫", "", "cat"},
		{"猫（ペット）", "ja", "cat"},
		{"кіт", "", "cat"},
		{"Mieze\n\t{Katze}", "", "cat"},
		{"Mieze\n\t{Stubentiger}\n\t{cats}", "", "cat"},
		{"ネコちゃん\n\t{猫}", "", "cat"},
		{"giraffe\n\t{cat}", "", "cat"}, // too little is known of a giraffe
		{"Mauerläufer", "de", ""},       // nobody knows it: a likeness is all there is
	} {
		v := words(t, c.list).In(c.language)
		for way, v := range map[string]*vocabulary.Vocabulary{"a tag": v, "alone": v.Alone(-1, v.Tags[0])} {
			tags, err := Vectors(t.Context(), enc, nil, v, VectorOptions{})
			if err != nil {
				t.Fatal(err)
			}
			want := enc.known[c.want]
			if want == nil {
				want = []float32{0, 0, .99}
			}
			if !slices.Equal(tags.rows, want) {
				t.Errorf("%q in %q as %s: %v, want that of %q", c.list, c.language, way, tags.rows, c.want)
			}
		}
		if strings.Contains(c.list, "{") {
			continue // nobody types other names into a search
		}
		phrases, err := Phrases(t.Context(), enc, Query{With: []string{c.list}, Language: c.language}, nil)
		if err != nil || len(phrases) == 0 {
			t.Fatal(c.list, err)
		}
		if want := enc.known[c.want]; want != nil && (!strings.EqualFold(phrases[0].Shown, c.want) || !slices.Equal(phrases[0].vector, want)) {
			t.Errorf("a search for %q in %q: %+v, want %q", c.list, c.language, phrases[0], c.want)
		}
	}
}

// TestWhatModelsOfOneSpaceAreShown: the English word, one in the singular, and another name of a tag
// where nobody knows the first. A name of the user's own stays beside it.
func TestWhatModelsOfOneSpaceAreShown(t *testing.T) {
	for _, c := range []struct{ list, language, want string }{
		{"dogs", "", "dog"},
		{"Hunde", "", "dog"},
		{"Hunde (Haustiere)", "de", "dog"},
		{"glasses", "", "glasses"},
		{"chats", "fr", "cat"},
		{"猫", "", "cat"},
		{"ネコちゃん\n\t{猫}", "", "cat"},
		{"Mieze\n\t{Katzen}", "", "Mieze cat"},
		{"cyclocross\n\t{cross race}", "", "cyclocross"},
		{"crane (bird)", "", "crane (bird)"},
		{"dogs\n\t{= a {} at play}", "", "a dogs at play"},
	} {
		if got := strings.Join(tagTexts(words(t, c.list).In(c.language), 0, []string{"{}"}, Cosine), " "); got != c.want {
			t.Errorf("%q in %q: %q, want %q", c.list, c.language, got, c.want)
		}
	}
}
