package tagging

import (
	"context"
	"slices"
	"strings"
	"testing"

	"catchlight/tagging/query"
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
		phrases, err := Phrases(t.Context(), enc, query.Query{With: query.Texts(c.list), Language: c.language})
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

// TestSpecies: a scientific name is a living thing, needs more than a likeness to another one, and of
// two kinds of one thing that the model knows as that thing alone none is told from the other.
func TestSpecies(t *testing.T) {
	enc := &unsure{likelihoods{known: map[string][]float32{
		"animal": {.97, .9, 0}, "zebra": {.9, 0, 0}, "honey bee": {0, 1, .7}, "bee": {0, 1, .7}, "crane": {.2, 0, 1}, "mouse": {0, 0, 1},
		"lamp": {0, 0, .5}, "desk lamp": {0, 0, .5}, "lory": {1, 0, 0}, "red lory": {.4, 0, 0}, "blue lory": {.45, 0, 0}, "wallaby": {0, .8, 0}, "red kangaroo": {0, .5, 0},
	}}, map[string]bool{"red lory": true, "blue lory": true, "red kangaroo": true}}
	for _, c := range []struct {
		list  string
		first []float32 // the row of the first tag
		known bool
	}{
		{"Equus quagga (zebra)", []float32{.9, 0, 0}, true},
		{"Grus grus (crane)", []float32{.2, 0, 0}, false}, // on a building site no bird is left
		{"Mus musculus (mouse)", []float32{0, 0, 0}, false},
		{"crane", []float32{.2, 0, 1}, true},
		{"Eos bornea (red lory)", []float32{.4, 0, 0}, true}, // the only lory, by likeness
		{"Eos bornea (red lory)\nEos histrio (blue lory)", []float32{.4, 0, 0}, false},
		{"Eos bornea (red lory)\nlory", []float32{.4, 0, 0}, false},   // one word serves one tag
		{"Macropus rufus (red kangaroo)", []float32{0, .5, 0}, false}, // like another one
		{"Upupa epops (hoopoe)", []float32{0, 0, 0}, false},           // a likeness to something that does not live
		{"Apis mellifera (honey bee)", []float32{0, .9, 0}, true},
		{"Apis mellifera (honey bee)\nBombus terrestris (bumblebee)", []float32{0, .9, 0}, false},
		{"Apis mellifera (honey bee)\n\t{bees}\nBombus terrestris (bumblebee)", []float32{0, .9, 0}, true}, // so is another name
		{"Apis mellifera (honey bee)\nOtis tarda (bustard)", []float32{0, .9, 0}, true},
		{"Apis mellifera (honey bee)\n\t{= bee}\nBombus terrestris (bumblebee)", []float32{0, 1, .7}, true}, // the user's word
	} {
		tags, err := Vectors(t.Context(), enc, nil, words(t, c.list), VectorOptions{})
		if err != nil {
			t.Fatal(err)
		}
		if row := tags.rows[:3]; !slices.Equal(row, c.first) || tags.unknown[0] == c.known {
			t.Errorf("%q: %v, known %v; want %v, %v", c.list, row, !tags.unknown[0], c.first, c.known)
		}
	}
}

// unsure reads a likeness into some of the words that it has rows for.
type unsure struct {
	likelihoods
	likenesses map[string]bool
}

func (u *unsure) Profile() Profile {
	p := u.likelihoods.Profile()
	p.Knows = func(word string) bool { return u.known[word] != nil && !u.likenesses[word] }
	return p
}

// TestKindsOfOneThing: what the model takes for the last word of its name alone it cannot tell from
// another kind of that which it does not know; a word of its own it can.
func TestKindsOfOneThing(t *testing.T) {
	enc := &likelihoods{known: map[string][]float32{
		"lamp": {0, .2, .9}, "desk lamp": {0, .2, .9}, "oil lamp": {.9, 0, 0}, "cake": {.6, 0, 0},
	}}
	for list, unknown := range map[string][]int{
		"desk lamp\noil lamp":           {},
		"desk lamp\noil lamp\nsky lamp": {0, 2},
		"lamp\nsky lamp":                {1},
		"desk lamp\ncupcake":            {1},
		"desk lamp\nlamp\nsky lamp":     {0, 2},
	} {
		tags, err := Vectors(t.Context(), enc, nil, words(t, list), VectorOptions{})
		if err != nil {
			t.Fatal(err)
		}
		if got := tags.Unknown(); !slices.Equal(got, unknown) {
			t.Errorf("%q: %v is not known, want %v", list, got, unknown)
		}
	}
}

// TestAstray: what a model has for a word in another sense is taken off its row, wherever it is used.
func TestAstray(t *testing.T) {
	enc := &astrayClasses{likelihoods{known: map[string][]float32{"craft": {1, 1, .6}, "dog": {1, 0, 0}}}}
	tags, err := Vectors(t.Context(), enc, nil, words(t, "craft\ndog\nBasteln"), VectorOptions{})
	if err != nil {
		t.Fatal(err)
	}
	if !slices.Equal(tags.rows[:6], []float32{0, 0, .6, 1, 0, 0}) {
		t.Error(tags.rows)
	}
	phrases, err := Phrases(t.Context(), enc, query.Query{With: query.Texts("craft")})
	if err != nil || !slices.Equal(phrases[0].vector, []float32{0, 0, .6}) || !slices.Equal(enc.known["craft"], []float32{1, 1, .6}) {
		t.Error(phrases, err, enc.known)
	}
}

// astrayClasses has two classes for a craft that are vessels.
type astrayClasses struct{ likelihoods }

func (a *astrayClasses) Profile() Profile {
	p := a.likelihoods.Profile()
	p.Astray = func(text string) []int {
		if text == "craft" {
			return []int{0, 1}
		}
		return nil
	}
	return p
}
