package tagging

import (
	"context"
	"math"
	"math/rand/v2"
	"slices"
	"sync"
	"testing"

	"catchlight/library"
	"catchlight/library/picture"
	"catchlight/tagging/query"
)

// likelihoods is a fake model of three classes.
type likelihoods struct {
	fakeEncoder
	known map[string][]float32
}

func (l *likelihoods) Profile() Profile {
	return Profile{
		Name: "classes", Dim: 3, Edge: 2, Batch: 2, Workers: 1, Templates: []string{"{}"}, Measure: Probabilities,
		Rule: Rule{Gap: .5, Strict: .4, Balanced: .2, Loose: .05},
	}
}

func (l *likelihoods) Texts(_ context.Context, texts []string) ([][]float32, error) {
	var all [][]float32
	for _, text := range texts {
		row := l.known[text]
		if row == nil {
			row = make([]float32, 3)
		}
		all = append(all, row)
	}
	return all, nil
}

// agree allows for the rounding of float32.
func agree(got float32, want float64) bool { return math.Abs(float64(got)-want) < 1e-5 }

// roots are the square roots of probabilities.
func roots(p ...float64) []float32 {
	q := make([]float32, len(p))
	for i := range p {
		q[i] = float32(math.Sqrt(p[i]))
	}
	return q
}

// TestProbabilitiesAreAddedUp: tags, searches for words and searches for likeness, each as its
// definition has it.
func TestProbabilitiesAreAddedUp(t *testing.T) {
	enc := &likelihoods{known: map[string][]float32{"dog": {1, 0, 0}, "animal": {1, .9, 0}, "snow": {.1, .2, .8}}}
	v := words(t, "dog\nanimal\nsnow\n")
	tags, err := Vectors(t.Context(), enc, nil, v, VectorOptions{})
	if err != nil {
		t.Fatal(err)
	}
	photo := roots(.5, .3, .2)
	want := []float64{.5, .77, .27}
	for tag, score := range tags.Scores(photo) {
		single, _ := tags.Score(photo, tag)
		if !agree(score, want[tag]) || !agree(single, want[tag]) {
			t.Errorf("%s scores %v and %v, want %v", v.Tags[tag].Name, score, single, want[tag])
		}
	}
	if photo[0] != roots(.5)[0] {
		t.Error("scoring changes the photo's vector")
	}
	other := roots(.1, .1, .8)
	alike := math.Sqrt(.5*.1) + math.Sqrt(.3*.1) + math.Sqrt(.2*.8)
	for name, c := range map[string]struct {
		query query.Query
		want  float64
	}{
		"a word":         {query.Query{With: query.Texts("animal")}, .77},
		"more and less":  {query.Query{With: query.Texts("animal", "snow"), Without: query.Texts("dog")}, .77 * .27 * (1 - .5)},
		"a photo":        {query.Query{Like: []query.Likeness{{Vector: other, Weight: 1}}}, alike},
		"a word, a like": {query.Query{With: query.Texts("dog"), Like: []query.Likeness{{Vector: other, Weight: 1}}}, .5 + alike},
	} {
		aim, err := Direction(t.Context(), enc, nil, c.query, nil)
		if err != nil || !agree(aim.score(photo, nil), c.want) {
			t.Errorf("%s: %v, %v, want %v", name, aim.score(photo, nil), err, c.want)
		}
	}
}

// TestSuggestAllAgreesWithSuggest for models of both kinds, tags that learned among them.
func TestSuggestAllAgreesWithSuggest(t *testing.T) {
	const dim = 40
	random := rand.New(rand.NewPCG(5, 6))
	lib, _, exact := someLibrary(t, 300, dim, 300)
	for _, measure := range []Measure{Cosine, Probabilities} {
		tags := benchmarkVectors(30, dim)
		tags.measure, tags.rule = measure, Rule{Gap: .1, Strict: .2, Balanced: .1, Loose: .01}
		known := map[int]taught{}
		for _, tag := range []int{3, 17} {
			a := measure.aim(randomVector(random, dim), randomVector(random, dim))
			known[tag] = taught{of: 1, row: a.texts, leaning: a.photos, offset: .05, shift: .01}
		}
		tags = tags.withTaught(known)
		all := map[picture.ID][]Suggestion{}
		var mu sync.Mutex
		err := tags.SuggestAll(t.Context(), lib.VectorBlocks("m"), SuggestOptions{}, func(picture.ID) bool { return true },
			func(p picture.ID, s []Suggestion) { mu.Lock(); all[p] = s; mu.Unlock() })
		if err != nil || len(all) != len(exact) {
			t.Fatalf("%d of %d pictures, %v", len(all), len(exact), err)
		}
		for p, suggested := range all {
			vector, _ := lib.Vector("m", p)
			single := tags.Suggest(vector, SuggestOptions{})
			if names(single) != names(suggested) {
				t.Fatalf("%q: %s at once, %s alone", measure, names(suggested), names(single))
			}
		}
	}
}

// TestProbabilitiesTeach: a tag leans to all photos of the kind that got a yes, and the photos of
// other kinds stay behind: by far where its text has hardly a word for them, and a little where the
// model knows it already.
func TestProbabilitiesTeach(t *testing.T) {
	for name, c := range map[string]struct {
		known float32 // the largest likelihood of the text
		least float64 // that the 80 photos of the kind rise by together, and beside others
	}{"known": {1, .2}, "hardly known": {.2, 4}} {
		class := newClassroom(t, 240)
		class.tags.measure = Probabilities
		for i, x := range class.tags.rows {
			class.tags.rows[i] = x * x
		}
		row := class.tags.rows[:class.tags.dim] // of the first tag that is no heading
		for i, most := 0, strongest(row); i < len(row); i++ {
			row[i] *= c.known / most
		}
		class.decide(t, "cat", 0, 6, library.Decision{Verdict: library.Accepted})
		class.decide(t, "cat", 1, 6, library.Decision{Verdict: library.Rejected})
		learned := class.tags.Learn(class.lib, class.lib.Snapshot())
		if yes, no := learned.Taught(1); yes != 6 || no != 6 {
			t.Fatalf("%d yes, %d no", yes, no)
		}
		rise := func(kind int) (sum float64) {
			for i, id := range class.ids {
				if v, _ := class.lib.Vector("m", class.lib.Snapshot().Photo(id).Picture); class.kinds[i] == kind {
					before, _ := class.tags.Score(v, 1)
					after, _ := learned.Score(v, 1)
					sum += float64(after - before)
				}
			}
			return sum
		}
		own, refused, others := rise(0), rise(1), rise(2)
		if own < c.least || own-refused < 1.5*c.least || own-others < 1.5*c.least {
			t.Errorf("%s: 80 photos of its kind rise by %.2f together, those of others by %.2f and %.2f", name, own, refused, others)
		}
	}
}

// TestWhatIsFoundIsNotTaught: where the text ranks the photos with a yes before all others, there is
// nothing to be learned; the farther behind they are, the more.
func TestWhatIsFoundIsNotTaught(t *testing.T) {
	for name, c := range map[string]struct {
		yes  []float32 // scores of the photos with a yes
		rest []float32
		want float64
	}{
		"all in front":    {[]float32{.9, .8}, []float32{.7, .1, 0, 0}, 0},
		"one behind one":  {[]float32{.9, .6}, []float32{.7, .1, 0, 0}, .25},
		"all far behind":  {[]float32{.1, .1}, []float32{.7, .6, .5}, .75},
		"as far as one":   {[]float32{.5}, []float32{.5, .5, .1}, 0},
		"nothing decided": {nil, []float32{.5, .4}, 1},
	} {
		base := &TagVectors{measure: Probabilities, dim: 2}
		f := &tagFit{learner: &learner{base: base}, text: []float32{1, 0}}
		for _, p := range c.yes {
			v := roots(float64(p), 1-float64(p))
			f.examples = append(f.examples, example{vector: v, yes: true})
			f.sample, f.yes = append(f.sample, v), f.yes+1
		}
		for _, p := range c.rest {
			f.sample = append(f.sample, roots(float64(p), 1-float64(p)))
		}
		f.examples = append(f.examples, example{vector: roots(0, 1)}) // a no changes nothing
		if got := f.room(); !agree(got, c.want) {
			t.Errorf("%s: room %.3f, want %.3f", name, got, c.want)
		}
	}
}

// TestOnlyLikeYesesTeach: photos with a yes that look like each other teach much, those that have
// nothing in common hardly.
func TestOnlyLikeYesesTeach(t *testing.T) {
	likeness := func(kinds ...int) float32 {
		c := newClassroom(t, 240)
		c.tags.measure = Probabilities
		for _, kind := range kinds {
			c.decide(t, "cat", kind, 6/len(kinds), library.Decision{Verdict: library.Accepted})
		}
		e := examplesOf(c.lib.Snapshot(), c.tags.vocabulary)[1]
		f := &tagFit{learner: newLearner(c.tags, c.lib, c.lib.VectorBlocks("m")), text: c.tags.rows[:c.tags.dim]}
		f.examples = f.withVectors(e)
		for _, x := range f.examples {
			f.count(x, 1)
		}
		return f.likeness()
	}
	if one, three := likeness(0), likeness(0, 1, 2); one < .5 || three > one/2 {
		t.Errorf("six of a kind count %.2f, two of each of three kinds %.2f", one, three)
	}
}

// TestAYesLetsOnePhotoIn: however many photos lie just below the cut, each yes lets in one more of
// the library at most.
func TestAYesLetsOnePhotoIn(t *testing.T) {
	c := newClassroom(t, 240)
	c.decide(t, "cat", 2, 3, library.Decision{Verdict: library.Accepted}) // of another kind: they pull the line down
	l := newLearner(c.tags, c.lib, c.lib.VectorBlocks("m"))
	learned := l.learn(1, examplesOf(c.lib.Snapshot(), c.tags.vocabulary)[1])
	after := c.tags.withTaught(map[int]taught{1: learned})
	without := learned
	without.shift = 0
	before := c.tags.withTaught(map[int]taught{1: without})
	let := 0
	for _, photo := range l.sample {
		count := func(tags *TagVectors) int {
			return len(slices.DeleteFunc(tags.Suggest(photo, SuggestOptions{Max: 100}), func(s Suggestion) bool { return s.Tag != 1 }))
		}
		let += count(after) - count(before)
	}
	if learned.shift <= 0 || let > 3 {
		t.Errorf("three photos with a yes let %d in by a shift of %.3f; want at most 3", let, learned.shift)
	}
}
