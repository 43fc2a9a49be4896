package find

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"catchlight/library"
	"catchlight/library/picture"
	"catchlight/tagging"
	"catchlight/tagging/query"
	"catchlight/tagging/vocabulary"
)

// classes is a model of four: dog, cat, beach, person. What it is asked besides it does not know.
type classes struct{ tagging.Encoder }

func (classes) Profile() tagging.Profile {
	return tagging.Profile{Name: "m", Dim: 4, Templates: []string{"{}"}, Measure: tagging.Probabilities}
}

func (classes) Texts(_ context.Context, texts []string) ([][]float32, error) {
	rows := make([][]float32, len(texts))
	for i, text := range texts {
		rows[i] = make([]float32, 4)
		if class := strings.Index("dog cat beach person", text); class >= 0 && text != "" {
			rows[i][strings.Count("dog cat beach person"[:class], " ")] = 1
		}
	}
	return rows, nil
}

// photo is a photo of a library to search: how likely it shows a dog, a cat, a beach, a person,
// squared.
type photo struct {
	path, words string // words with commas between
	shows       [4]float32
}

// open makes a library of photos with keywords in sidecars and vectors.
func open(t *testing.T, photos []photo) *library.Library {
	t.Helper()
	lib, err := library.Open(filepath.Join(t.TempDir(), "library.db"))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = lib.Close() })
	in := t.TempDir()
	for i, p := range photos {
		put(t, filepath.Join(in, p.path), bitmap(byte(i)))
		if p.words != "" {
			put(t, filepath.Join(in, p.path)+".xmp", []byte(packet(p.words)))
		}
	}
	if _, err := lib.Import(t.Context(), []string{in}, library.ImportOptions{}); err != nil {
		t.Fatal(err)
	}
	var vectors []library.Vector
	for _, p := range photos {
		known := lib.Snapshot().ByPath(filepath.Join(in, p.path))
		if known == nil || known.Picture == (picture.ID{}) {
			t.Fatalf("%s is not in the library", p.path)
		}
		vectors = append(vectors, library.Vector{Picture: known.Picture, Values: p.shows[:]})
	}
	if err := lib.StoreVectors("m", vectors); err != nil {
		t.Fatal(err)
	}
	return lib
}

func put(t *testing.T, path string, data []byte) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, data, 0o600); err != nil {
		t.Fatal(err)
	}
}

// bitmap is a picture of one pixel in a shade of its own, as a BMP.
func bitmap(shade byte) []byte {
	return append([]byte{
		'B', 'M', 58, 0, 0, 0, 0, 0, 0, 0, 54, 0, 0, 0, 40, 0, 0, 0, 1, 0, 0, 0, 1, 0, 0, 0, 1, 0, 24, 0, 0, 0, 0, 0, 4, 0, 0, 0,
		0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
	}, shade, 0, 0, 0)
}

func packet(words string) string {
	bags := map[bool]string{} // of names, which begin with @, and of words
	for word := range strings.SplitSeq(words, ",") {
		name, isName := strings.CutPrefix(word, "@")
		bags[isName] += "<rdf:li>" + name + "</rdf:li>"
	}
	return `<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about="" ` +
		`xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:I="http://iptc.org/std/Iptc4xmpExt/2008-02-29/"><dc:subject><rdf:Bag>` + bags[false] +
		`</rdf:Bag></dc:subject><I:PersonInImage><rdf:Bag>` + bags[true] + `</rdf:Bag></I:PersonInImage></rdf:Description></rdf:RDF></x:xmpmeta>`
}

// TestNamesOfOthers: a person whom another program has named on a photo is found like a keyword.
func TestNamesOfOthers(t *testing.T) {
	lib := open(t, []photo{
		{"a/IMG_1.bmp", "dog,@Ann Lee", [4]float32{.9, 0, 0, 0}},
		{"a/IMG_2.bmp", "dog", [4]float32{.9, 0, 0, 0}},
	})
	for _, typed := range []string{"Ann Lee", "ann", "lee dog"} {
		found, err := Photos(t.Context(), classes{}, lib, Request{Query: query.Query{With: query.Texts(typed)}, Photos: lib.Snapshot().Photos()})
		if err != nil || ends(found) != "1" || !found.ByWords {
			t.Errorf("%q: %s (by words: %v), %v", typed, ends(found), found.ByWords, err)
		}
	}
}

// TestPhotos: words first and alone, what is shown where they are silent, what is not wanted in
// neither.
func TestPhotos(t *testing.T) {
	lib := open(t, []photo{
		{"2024/IMG_1.bmp", "Anna,golden retriever", [4]float32{.9, 0, 0, .3}},
		{"2024/IMG_2.bmp", "", [4]float32{.9, 0, .4, 0}},
		{"2024/Venezia/IMG_3.bmp", "Strand", [4]float32{.7, 0, .7, .1}},
		{"2025/blackCat-01.bmp", "", [4]float32{0, .8, 0, 0}},
		{"2025/IMG_5.bmp", "Anna", [4]float32{.1, 0, .9, .4}},
		{"2025/IMG_6.bmp", "Katzen,Anna", [4]float32{.0, .9, 0, 0}},
		{"2025/IMG_7.bmp", "cattle", [4]float32{.2, .2, .9, .2}},
	})
	v, err := vocabulary.Parse("v", []byte("animal\n\tdog\n\t\t{hound}\n\t\tgolden retriever\n\tcat\n"))
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		typed, want string // the ends of file names, the best first
		byWords     bool
	}{
		{"Anna", "6 1 5", true},
		{"retrievers", "1", true},
		{"hound", "1", true}, // a dog is one, and a golden retriever stands below
		{"cats", "6 01", true},
		{"gatos", "6 01", true},
		{"Venezia", "3", true},
		{"Venezja", "3", true},
		{"2024 Anna", "1", true},
		{"Anna without cat", "1 5", true},
		{"beach", "3", true},
		{"Anna dog", "1", true},
		{"Anna beach", "5", false}, // Anna by the word, the beach by what it shows
		{"dog beach", "3 2", false},
		{"person", "5 1", false},
		{"img", "3 2 1 5 7 6", true},
		{"xqzyw", "", false},
		{"Anna xqzyw", "1 5 6", false},
	} {
		found, err := Photos(t.Context(), classes{}, lib, Request{
			Query: query.Query{With: query.Texts(c.typed)}, Photos: lib.Snapshot().Photos(), Vocabulary: v,
		})
		if err != nil {
			t.Fatal(err)
		}
		if got := ends(found); got != c.want && !(c.byWords && sameWords(got, c.want)) || found.ByWords != c.byWords {
			t.Errorf("%q: %s (by words: %v), want %s; %q", c.typed, got, found.ByWords, c.want, found.Notes)
		}
		if strings.Contains(c.typed, "xqzyw") && (len(found.Notes) != 1 || !found.Notes[0].LeftOut() || !strings.Contains(found.Notes[0].String(), "xqzyw")) {
			t.Errorf("%q: %q does not name the word that nothing knows", c.typed, found.Notes)
		}
	}
}

// directions is a model as classes is, that nobody can ask what it knows.
type directions struct{ classes }

func (directions) Profile() tagging.Profile {
	return tagging.Profile{Name: "m", Dim: 4, Templates: []string{"{}"}}
}

// TestWhatIsReadOtherwiseIsSaid: of every model, by whoever asks, and of a search that begins with a
// photo.
func TestWhatIsReadOtherwiseIsSaid(t *testing.T) {
	lib := open(t, []photo{
		{"IMG_1.bmp", "Etosha", [4]float32{.9, 0, 0, .3}},
		{"IMG_2.bmp", "dog", [4]float32{.9, 0, .4, 0}},
	})
	for typed, want := range map[string][]Note{
		"Etosha": nil, "etosha dog": nil, "dog": nil,
		"Etoscha": {{Typed: "Etoscha", Text: "etosha"}}, "dog -Etoscha": {{Typed: "Etoscha", Text: "etosha"}},
		"giraff dog": {{Typed: "giraff", Text: "giraffe"}},
		"dog xqzyw":  {{Typed: "xqzyw", Text: "xqzyw"}}, // of a model of classes alone
	} {
		for _, enc := range []tagging.Encoder{classes{}, directions{}} {
			want := slices.DeleteFunc(slices.Clone(want), func(n Note) bool {
				return n.LeftOut() && enc.Profile().Measure != tagging.Probabilities
			})
			if enc.Profile().Measure == tagging.Probabilities && strings.Contains(typed, "giraff") {
				want = append(want, Note{Typed: "giraffe", Text: "giraffe"}) // which it does not know
			}
			for _, like := range [][]query.Likeness{nil, {{Vector: []float32{1, 0, 0, 0}, Weight: 1}}} {
				r := Request{Query: query.Query{With: query.Texts(typed), Like: like}, Photos: lib.Snapshot().Photos()}
				found, err := Photos(t.Context(), enc, lib, r)
				aim, notes, readErr := Aim(t.Context(), enc, lib, r)
				if err != nil || readErr != nil || aim == nil || !slices.Equal(found.Notes, want) || !slices.Equal(notes(), want) {
					t.Errorf("%q of %T, like %d: %q, to the window %q, want %q; %v %v", typed, enc, len(like), found.Notes, notes(), want, err, readErr)
				}
			}
		}
	}
}

// listening counts how often a model is asked for each text.
type listening struct {
	tagging.Encoder
	asked map[string]int
}

func (l listening) Texts(ctx context.Context, texts []string) ([][]float32, error) {
	for _, text := range texts {
		l.asked[text]++
	}
	return l.Encoder.Texts(ctx, texts)
}

// TestNoTextIsEncodedTwice: also where a word is strange, so that the words on photos are read and
// the search is read anew; and what was typed wrong is not shown to a model that reads all texts.
func TestNoTextIsEncodedTwice(t *testing.T) {
	lib := open(t, []photo{{"IMG_1.bmp", "Etosha", [4]float32{.9, 0, 0, .3}}, {"IMG_2.bmp", "dog", [4]float32{.9, 0, .4, 0}}})
	for _, typed := range []string{"dog", "Etoscha dog", "giraff", "dog xqzyw", "dog -Etoscha"} {
		for _, enc := range []tagging.Encoder{classes{}, directions{}} {
			heard := listening{enc, map[string]int{}}
			r := Request{Query: query.Parse(strings.Fields(typed)), Photos: lib.Snapshot().Photos()}
			if _, _, err := Aim(t.Context(), heard, lib, r); err != nil || len(heard.asked) == 0 {
				t.Fatal(typed, err, heard.asked)
			}
			for text, times := range heard.asked {
				if times > 1 || enc == (directions{}) && strings.Contains(text, "Etoscha") {
					t.Errorf("%q: %T is asked for %q %d times", typed, enc, text, times)
				}
			}
		}
	}
}

// TestWordsAreReadOnce: searches one after the other read what stands on the photos once, when the
// first needs it, and find what they would by themselves.
func TestWordsAreReadOnce(t *testing.T) {
	lib := open(t, []photo{{"IMG_1.bmp", "Etosha", [4]float32{.9, 0, 0, .3}}, {"IMG_2.bmp", "dog", [4]float32{.9, 0, .4, 0}}})
	words := &Words{}
	var first *reading
	for _, typed := range []string{"dog", "Etoscha", "giraff", "Etosch"} {
		r := Request{Query: query.Parse([]string{typed}), Photos: lib.Snapshot().Photos()}
		_, alone, err := Aim(t.Context(), classes{}, lib, r)
		r.Words = words
		_, together, errs := Aim(t.Context(), classes{}, lib, r)
		if err != nil || errs != nil || !slices.Equal(alone(), together()) {
			t.Errorf("%s: %v %v; %q with words that are remembered, %q without", typed, err, errs, together(), alone())
		}
		if read := words.read; first == nil {
			first = read
		} else if read != first {
			t.Errorf("%s: the words are read again", typed)
		}
		if typed == "dog" && first != nil {
			t.Error("the words are read though none is strange")
		}
	}
	if first == nil {
		t.Error("the words were never read")
	}
}

// TestAnUnreadLanguageIsSaid: a model that compares by cosine finds something for any text; where it
// cannot read it, that is chance, and said, unless photos have the word.
func TestAnUnreadLanguageIsSaid(t *testing.T) {
	lib := open(t, []photo{{"IMG_1.bmp", "弥生土器", [4]float32{.9, 0, 0, .3}}, {"IMG_2.bmp", "dog", [4]float32{.9, 0, .4, 0}}})
	for typed, unread := range map[string]string{
		"dog": "", "犬": "", "弥生土器": "", "須恵器 гербарій": "須恵器 гербарій", "dog 須恵器": "須恵器",
	} {
		r := Request{Query: query.Query{With: query.Texts(typed)}, Photos: lib.Snapshot().Photos()}
		found, err := Photos(t.Context(), directions{}, lib, r)
		_, notes, readErr := Aim(t.Context(), directions{}, lib, r)
		if err != nil || readErr != nil {
			t.Fatal(err, readErr)
		}
		for way, notes := range map[string][]Note{"photos": found.Notes, "the window": notes()} {
			said := fmt.Sprint(notes)
			if (unread == "") != (len(notes) == 0) || unread != "" && !strings.Contains(said, "cannot read the language of “"+unread+"”:") {
				t.Errorf("%s by %s: %s", typed, way, said)
			}
		}
	}
}

// ends are the last parts of the names of hits.
func ends(found Result) string {
	var names []string
	for _, h := range found.Hits {
		name := strings.TrimSuffix(filepath.Base(h.Photo.Path), ".bmp")
		names = append(names, name[strings.LastIndexAny(name, "_-")+1:])
	}
	return strings.Join(names, " ")
}

// sameWords compares without order: among photos that are all certain it matters less than who they
// are.
func sameWords(a, b string) bool {
	count := map[string]int{}
	for _, w := range strings.Fields(a) {
		count[w]++
	}
	for _, w := range strings.Fields(b) {
		count[w]--
	}
	for _, n := range count {
		if n != 0 {
			return false
		}
	}
	return true
}

func TestApart(t *testing.T) {
	for name, want := range map[string]string{
		"IMG_beachDay-02": "IMG beach Day 02",
		"DSC00123":        "DSC 00123",
		"black cat":       "black cat",
		"été2024":         "été 2024",
		"":                "",
		"__":              "",
	} {
		if got := strings.Join(apart(name), " "); got != want {
			t.Errorf("%q: %q, want %q", name, got, want)
		}
	}
}

func FuzzApart(f *testing.F) {
	for _, seed := range []string{"a\xff1B", "ÀbC", "猫2"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, name string) {
		for _, word := range apart(name) {
			if word == "" || !strings.Contains(name, word) {
				t.Errorf("%q: %q", name, word)
			}
		}
	})
}
