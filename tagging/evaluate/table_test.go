package evaluate

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"catchlight/library"
	"catchlight/library/thumb"
	"catchlight/tagging"
	"catchlight/tagging/vocabulary"
)

// pointing is a model that compares by cosine, to which each word is a direction of its own, and
// each text with several words the middle of theirs; all may share one direction more or less, the
// last.
type pointing struct {
	words []string
	rule  tagging.Rule
	share func(text string) float32 // of that direction; nil is none
}

func (p pointing) Profile() tagging.Profile {
	return tagging.Profile{Name: "pointing", Dim: len(p.words) + 1, Edge: 1, Templates: []string{"{}"}, Batch: 4, Workers: 1, Rule: p.rule}
}

func (pointing) Prepare(*thumb.Picture) []float32 { return nil }

func (pointing) Images(context.Context, [][]float32) ([][]float32, error) {
	return nil, errors.New("sees nothing")
}

func (p pointing) Texts(ctx context.Context, texts []string) ([][]float32, error) {
	all := make([][]float32, len(texts))
	for i, text := range texts {
		all[i] = make([]float32, len(p.words)+1)
		for k, word := range p.words {
			if strings.Contains(text, word) {
				all[i][k] = 1
			}
		}
		if p.share != nil {
			all[i][len(p.words)] = p.share(text)
		}
		all[i] = unitOf(all[i]...)
	}
	return all, ctx.Err()
}

func (pointing) Close() error { return nil }

// seen is a photo with the keywords that its sidecar has, and its vector.
type seen struct {
	keywords []string
	vector   []float32
}

// libraryOf is a library of photos that a model has seen.
func libraryOf(t *testing.T, model string, photos []seen) *library.Library {
	t.Helper()
	dir := t.TempDir()
	for i, p := range photos {
		path := filepath.Join(dir, fmt.Sprintf("%04d", i))
		// Each its own picture: nobody decodes it.
		text := fmt.Sprintf("P6\n%d 1\n255\n%s%04d", len(photos), strings.Repeat(" ", 3*len(photos)-4), i)
		err := os.WriteFile(path+".ppm", []byte(text), 0o600)
		if err == nil && len(p.keywords) > 0 {
			err = os.WriteFile(path+".xmp", []byte(sidecarWith(p.keywords)), 0o600)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	lib, err := library.Open(filepath.Join(dir, "library.db"))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = lib.Close() })
	if in, err := lib.Import(t.Context(), []string{dir}, library.ImportOptions{}); err != nil || len(in.Photos) != len(photos) {
		t.Fatal(in, err)
	}
	var vectors []library.Vector
	for i, p := range lib.Snapshot().Photos() {
		vectors = append(vectors, library.Vector{Picture: p.Picture, Values: photos[i].vector})
	}
	if err := lib.StoreVectors(model, vectors); err != nil {
		t.Fatal(err)
	}
	return lib
}

func sidecarWith(words []string) string {
	return `<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">` +
		`<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:subject><rdf:Bag><rdf:li>` +
		strings.Join(words, "</rdf:li><rdf:li>") + `</rdf:li></rdf:Bag></dc:subject></rdf:Description></rdf:RDF></x:xmpmeta>`
}

var things = []string{"dog", "cat", "tree", "sky", "boat", "horse", "car", "bird"}

// showing are photos that show two things each, more or less clearly, and have them as keywords, but
// for every sixth, which has none.
func showing(n int) []seen {
	random := rand.New(rand.NewPCG(3, 4))
	var all []seen
	for i := range n {
		v := make([]float32, len(things)+1)
		for k := range things {
			v[k] = .2 * random.Float32()
		}
		a := random.IntN(len(things))
		b := (a + 1 + random.IntN(len(things)-1)) % len(things)
		v[a], v[b] = 1, .4+.3*random.Float32()
		p := seen{keywords: []string{things[a], things[b]}, vector: unitOf(v...)}
		if i%6 == 5 {
			p.keywords = nil
		}
		all = append(all, p)
	}
	return all
}

func listOf(t *testing.T, words ...string) *vocabulary.Vocabulary {
	t.Helper()
	v, err := vocabulary.Parse("list.txt", []byte(strings.Join(words, "\n")))
	if err != nil {
		t.Fatal(err)
	}
	return v
}

// TestARuleIsOffered where it is better on photos that it was not fitted to, and nowhere else;
// taken over it holds for this model, and forgotten the model's own does.
func TestARuleIsOffered(t *testing.T) {
	strict, fitting := tagging.Rule{Gap: 1, Strict: .9, Balanced: .6, Loose: .5}, tagging.Rule{Strict: .5, Balanced: .3, Loose: .2}
	chance := showing(120)
	random := rand.New(rand.NewPCG(5, 6))
	for i := range chance {
		if len(chance[i].keywords) > 0 {
			chance[i].keywords = []string{things[random.IntN(len(things))]}
		}
	}
	for name, c := range map[string]struct {
		photos  []seen
		rule    tagging.Rule
		offered bool
	}{
		"too strict":         {showing(120), strict, true},
		"fits already":       {showing(120), fitting, false},
		"too few":            {showing(leastOffered), strict, false}, // a sixth has no keywords
		"keywords of chance": {chance, strict, false},
	} {
		enc, v := pointing{words: things, rule: c.rule}, listOf(t, things...)
		lib := libraryOf(t, "pointing", c.photos)
		table, err := GradeKeywords(t.Context(), enc, lib, v, lib.Snapshot().Photos(), TableOptions{})
		if err != nil || table.Photos != len(c.photos)-len(c.photos)/6 || len(table.Tags) != len(things) {
			t.Fatalf("%s: %+v, %v", name, table, err)
		}
		if (table.Rule != nil) != c.offered {
			t.Errorf("%s: offered %+v", name, table.Rule)
		}
		if !c.offered {
			continue
		}
		if r := table.Rule; r.Then.F1 < r.Now.F1+.1 || r.Then.Precision < .9 || r.Now.PerPhoto >= r.Then.PerPhoto {
			t.Errorf("%s: %+v", name, r)
		}
		holdsUntilForgotten(t, enc, lib, v, table)
	}
}

// holdsUntilForgotten takes a rule over and goes back.
func holdsUntilForgotten(t *testing.T, enc tagging.Encoder, lib *library.Library, v *vocabulary.Vocabulary, table Table) {
	t.Helper()
	suggested := func() (n int) {
		tags, err := tagging.Vectors(t.Context(), enc, lib, v, tagging.VectorOptions{})
		if err != nil {
			t.Fatal(err)
		}
		for _, p := range lib.Snapshot().Photos() {
			vector, _ := lib.Vector("pointing", p.Picture)
			n += len(tags.Suggest(vector, tagging.SuggestOptions{}))
		}
		return n
	}
	before := suggested()
	if err := errors.Join(table.TakeLines(lib), table.TakeRule(lib)); err != nil {
		t.Fatal(err)
	}
	again, err := GradeKeywords(t.Context(), enc, lib, v, lib.Snapshot().Photos(), TableOptions{})
	if err != nil || !again.RuleTaken || suggested() <= before {
		t.Errorf("taken: %+v, %v, %d suggestions, %d before", again, err, suggested(), before)
	}
	if again.Rule != nil && again.Rule.Then.F1 > table.Rule.Then.F1+.02 {
		t.Errorf("what fitted a moment ago gives way to %+v", again.Rule)
	}
	sameScores := !table.Rule.Rule.Standardise && len(table.Rule.Rule.Pairs) == 0
	for i, g := range again.Tags {
		if want := table.Tags[i].Holds && sameScores; g.Taken != want {
			t.Errorf("the line of tag %d is taken: %v, want %v", g.Tag, g.Taken, want)
		}
	}
	if err := tagging.ForgetTaken(lib, "pointing"); err != nil || suggested() != before {
		t.Errorf("forgotten: %v, %d suggestions, want %d", err, suggested(), before)
	}
	if _, taken := tagging.RuleTaken(lib, "pointing"); taken || len(lib.Settings().Lines) > 0 {
		t.Errorf("%+v is left", lib.Settings())
	}
}

// TestLinesAreComparedWithTheRule: taking lines over a second time gives none of them up.
func TestLinesAreComparedWithTheRule(t *testing.T) {
	enc, v := pointing{words: things, rule: tagging.Rule{Gap: 1, Strict: .9, Balanced: .6, Loose: .5}}, listOf(t, things...)
	lib := libraryOf(t, "pointing", showing(120))
	var first map[string]float32
	for range 2 {
		table, err := GradeKeywords(t.Context(), enc, lib, v, lib.Snapshot().Photos(), TableOptions{})
		if err != nil || len(table.Lines()) == 0 || first != nil && len(table.Lines()) != len(first) {
			t.Fatalf("%v, then %v, %v", first, table.Lines(), err)
		}
		if first = table.Lines(); table.TakeLines(lib) != nil {
			t.Fatal("not taken")
		}
	}
}

// TestGradingStops when it is no longer wanted, and says how far it came.
func TestGradingStops(t *testing.T) {
	enc, v := pointing{words: things, rule: tagging.Rule{Strict: .5, Balanced: .3, Loose: .2}}, listOf(t, things...)
	lib := libraryOf(t, "pointing", showing(120))
	ctx, cancel := context.WithCancel(t.Context())
	done := 0
	_, err := GradeKeywords(ctx, enc, lib, v, lib.Snapshot().Photos(), TableOptions{Progress: func(p library.Progress) {
		if done = p.Done; p.Total != 100 {
			t.Errorf("%+v", p)
		}
		cancel()
	}})
	if !errors.Is(err, context.Canceled) || done != gradedAtOnce {
		t.Errorf("%v after %d photos", err, done)
	}
	if none, err := GradeKeywords(t.Context(), enc, lib, v, nil, TableOptions{}); err != nil || none.Photos != 0 || len(none.Tags) != 0 || none.Rule != nil {
		t.Errorf("without photos: %+v, %v", none, err)
	}
}

// TestAWayToScoreIsOffered only where it gains on photos that it was not fitted to: one level where
// the model is partial to photos and words, pairs where words are seen together.
func TestAWayToScoreIsOffered(t *testing.T) {
	random := rand.New(rand.NewPCG(9, 10))
	partial := showing(200)
	for i := range partial {
		v := partial[i].vector
		v[len(things)] = 2 * random.Float32()
		partial[i].vector = unitOf(v...)
	}
	favourites := func(text string) float32 { return float32(len(text)%4) / 3 }
	// What the model takes for a bird is on no photo; the user's bird stands by a boat, and most boats
	// have one.
	together := showing(200)
	for i, p := range together {
		if slices.Contains(p.keywords, "bird") {
			together[i].keywords = []string{"bird", "boat"}
			v := make([]float32, len(things)+1)
			for k := range things[:len(things)-1] {
				v[k] = .2 * random.Float32()
			}
			v[4] = 1
			together[i].vector = unitOf(v...)
		}
	}
	for name, c := range map[string]struct {
		photos             []seen
		share              func(string) float32
		standardise, pairs bool
	}{
		"a just model":            {showing(200), nil, false, false},
		"photos and words differ": {partial, favourites, true, false},
		"words are seen together": {together, nil, false, true},
	} {
		rule := tagging.Rule{Gap: 1, Strict: .9, Balanced: .6, Loose: .5}
		enc, v := pointing{things, rule, c.share}, listOf(t, things...)
		lib := libraryOf(t, "pointing", c.photos)
		table, err := GradeKeywords(t.Context(), enc, lib, v, lib.Snapshot().Photos(), TableOptions{})
		if err != nil || table.Rule == nil {
			t.Fatalf("%s: %+v, %v", name, table.Rule, err)
		}
		if r := table.Rule.Rule; r.Standardise != c.standardise || len(r.Pairs) > 0 != c.pairs {
			t.Errorf("%s: %+v", name, table.Rule)
		}
		if c.pairs && !slices.Equal(table.Rule.Rule.Pairs["bird"], []string{"boat"}) {
			t.Errorf("%s: %+v", name, table.Rule.Rule.Pairs)
		}
		holdsUntilForgotten(t, enc, lib, v, table)
	}
}
