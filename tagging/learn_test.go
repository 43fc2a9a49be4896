package tagging

import (
	"fmt"
	"math"
	"math/rand/v2"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"testing"

	"catchlight/library"
	"catchlight/library/picture"
	"catchlight/tagging/vocabulary"
)

// classroom is a library of photos of three kinds, whose vectors lie about three directions, and
// the tags "cat" and "dog", which both fit kinds 0 and 1 as well; kind 2 fits neither.
type classroom struct {
	lib   *library.Library
	tags  *TagVectors
	ids   []library.ID
	kinds []int
}

const classDim = 16

func newClassroom(t testing.TB, n int) *classroom {
	t.Helper()
	dir := t.TempDir()
	lib, err := library.Open(filepath.Join(dir, "library.db"))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = lib.Close() })
	for i := range n {
		// Each its own picture: a file with a number in it is enough, for nobody decodes it.
		text := fmt.Sprintf("P6\n%d 1\n255\n%s", n, string(make([]byte, 3*n-2))+fmt.Sprintf("%02x", i%256))
		if err := os.WriteFile(filepath.Join(dir, fmt.Sprintf("%03d.ppm", i)), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	in, err := lib.Import(t.Context(), []string{dir}, library.ImportOptions{})
	if err != nil || len(in.Photos) != n {
		t.Fatal(in, err)
	}
	c := &classroom{lib: lib, ids: in.Photos}
	random := rand.New(rand.NewPCG(1, 2))
	directions := [3][]float32{randomVector(random, classDim), randomVector(random, classDim), randomVector(random, classDim)}
	var vectors []library.Vector
	for i, id := range c.ids {
		c.kinds = append(c.kinds, i%3)
		v := randomVector(random, classDim)
		addScaled(v, directions[i%3], 2)
		vectors = append(vectors, library.Vector{Picture: lib.Snapshot().Photo(id).Picture, Values: unit(v)})
	}
	if err := lib.StoreVectors("m", vectors); err != nil {
		t.Fatal(err)
	}
	both := make([]float32, classDim)
	addScaled(both, directions[0], 1)
	addScaled(both, directions[1], 1)
	v := &vocabulary.Vocabulary{Name: "v", Tags: []vocabulary.Tag{{Name: "pets", Parent: -1, Heading: true}, {Name: "cat", Parent: 0}, {Name: "dog", Parent: 0}}}
	rule := Rule{Gap: .5, Strict: .45, Balanced: .33, Loose: .25}
	c.tags = &TagVectors{vocabulary: v, model: "m", takenKey: "m", rule: rule, count: 3, dim: classDim, tags: []int{1, 2}}
	c.tags.rows = append(append(c.tags.rows, unit(both)...), both...)
	return c
}

// decide decides on the first photos of a kind.
func (c *classroom) decide(t testing.TB, tag string, kind, photos int, d library.Decision) {
	t.Helper()
	var ds []library.Decision
	for i, id := range c.ids {
		if c.kinds[i] == kind && len(ds) < photos {
			d.Photo, d.Tag = id, tag
			ds = append(ds, d)
		}
	}
	if err := c.lib.Decide("test", ds...); err != nil {
		t.Fatal(err)
	}
}

// suggested is the share of a kind's photos for which tags propose a tag.
func (c *classroom) suggested(tags *TagVectors, tag string, kind int) float64 {
	n, of := 0, 0
	for i, id := range c.ids {
		if c.kinds[i] != kind {
			continue
		}
		of++
		v, _ := c.lib.Vector("m", c.lib.Snapshot().Photo(id).Picture)
		for _, s := range tags.Suggest(v, SuggestOptions{}) {
			if s.Name == tag {
				n++
			}
		}
	}
	return float64(n) / float64(of)
}

func TestCorrectionsTeach(t *testing.T) {
	c := newClassroom(t, 90)
	if same := c.tags.Learn(c.lib, c.lib.Snapshot()); same != c.tags {
		t.Error("something was learned of nothing")
	}
	before := c.suggested(c.tags, "cat", 1)
	c.decide(t, "cat", 0, 5, library.Decision{Verdict: library.Accepted})
	c.decide(t, "Cat", 1, 5, library.Decision{Verdict: library.Rejected}) // the case of a name means nothing
	learned := c.tags.Learn(c.lib, c.lib.Snapshot())
	if yes, no := learned.Taught(1); yes != 5 || no != 5 {
		t.Errorf("learned from %d yes and %d no", yes, no)
	}
	v, _ := c.lib.Vector("m", c.lib.Snapshot().Photo(c.ids[3]).Picture) // the second of kind 0: it has a yes itself
	near := learned.Nearest(c.lib, c.lib.Snapshot(), v, 1, 3)
	if len(near) != 3 || slices.Contains(near, c.ids[3]) || !slices.Contains(c.ids[:15], near[0]) {
		t.Errorf("nearest to photo %d are %v", c.ids[3], near)
	}
	right, wrong := c.suggested(learned, "cat", 0), c.suggested(learned, "cat", 1)
	if right < .8 || wrong > .2 || before < .5 {
		t.Errorf("cat is proposed for %.2f of the right and %.2f of the wrong photos (%.2f before)", right, wrong, before)
	}
	for i, id := range c.ids {
		v, _ := c.lib.Vector("m", c.lib.Snapshot().Photo(id).Picture)
		before, after := c.tags.Suggest(v, SuggestOptions{Strength: Loose}), learned.Suggest(v, SuggestOptions{Strength: Loose})
		isDog := func(s Suggestion) bool { return s.Name == "dog" }
		if slices.ContainsFunc(before, isDog) != slices.ContainsFunc(after, isDog) {
			t.Errorf("photo %d: what cat has learned has changed dog: %v before, %v now", i, before, after)
		}
	}
	if again := learned.Learn(c.lib, c.lib.Snapshot()); again != learned {
		t.Error("learned again without a new decision")
	}
	for range 2 {
		if _, ok, err := c.lib.Undo(); !ok || err != nil {
			t.Fatal(ok, err)
		}
	}
	if forgot := learned.Learn(c.lib, c.lib.Snapshot()); c.suggested(forgot, "cat", 1) != before {
		t.Error("undone decisions are not forgotten")
	}
}

func TestWhatDoesNotTeach(t *testing.T) {
	c := newClassroom(t, 60)
	c.decide(t, "cat", 0, 5, library.Decision{Verdict: library.Accepted, Bulk: true})
	c.decide(t, "elephant", 0, 5, library.Decision{Verdict: library.Typed})
	c.decide(t, "pets", 0, 5, library.Decision{Verdict: library.Accepted})
	if c.tags.Learn(c.lib, c.lib.Snapshot()) != c.tags {
		t.Error("decisions in bulk, on words of no vocabulary or on headings taught something")
	}
	c.decide(t, "dog", 0, 5, library.Decision{Verdict: library.Accepted})
	other := *c.tags
	other.model = "other"
	learned := other.Learn(c.lib, c.lib.Snapshot())
	if yes, no := learned.Taught(2); yes+no != 0 || learned.Cut(2, Balanced) != c.tags.Cut(2, Balanced) {
		t.Error("a model without vectors of the photos has learned from them")
	}
}

// TestChangedFindsAllThatDiffers compares the suggestions before and after decisions with what
// Changed says.
func TestChangedFindsAllThatDiffers(t *testing.T) {
	c := newClassroom(t, 150)
	c.decide(t, "cat", 0, 5, library.Decision{Verdict: library.Accepted})
	c.decide(t, "cat", 1, 5, library.Decision{Verdict: library.Rejected})
	learned := c.tags.Learn(c.lib, c.lib.Snapshot())
	touched := map[picture.ID]bool{}
	learned.Changed(c.tags, c.lib.VectorBlocks("m"), nil, func(p picture.ID) { touched[p] = true })
	different := 0
	for _, id := range c.ids {
		picture := c.lib.Snapshot().Photo(id).Picture
		v, _ := c.lib.Vector("m", picture)
		o := SuggestOptions{Strength: Loose}
		if !reflect.DeepEqual(learned.Suggest(v, o), c.tags.Suggest(v, o)) {
			if different++; !touched[picture] {
				t.Errorf("photo %d is not touched, but has other suggestions", id)
			}
		}
	}
	if different == 0 || len(touched) == len(c.ids) {
		t.Errorf("%d photos differ, %d of %d are touched", different, len(touched), len(c.ids))
	}
}

// TestFewPhotosMoveOnlyTheLine: the spread of a library that is almost empty says nothing.
func TestFewPhotosMoveOnlyTheLine(t *testing.T) {
	c := newClassroom(t, 9)
	c.decide(t, "cat", 0, 3, library.Decision{Verdict: library.Rejected})
	learned := c.tags.Learn(c.lib, c.lib.Snapshot())
	if &learned.taught[1].row[0] != &c.tags.rows[0] || learned.Cut(1, Balanced) <= c.tags.Cut(1, Balanced) {
		t.Errorf("%+v", learned.taught[1])
	}
}

func TestTheLineOfAReviewTeachesByItsPlace(t *testing.T) {
	c := newClassroom(t, 90)
	var least float32 = 2
	for i, id := range c.ids {
		if v, _ := c.lib.Vector("m", c.lib.Snapshot().Photo(id).Picture); c.kinds[i] == 0 {
			s, _ := c.tags.Score(v, 1)
			least = min(least, s)
		}
	}
	c.decide(t, "cat", 0, 90, library.Decision{Verdict: library.Accepted, Line: true})
	learned := c.tags.Learn(c.lib, c.lib.Snapshot())
	from, to := c.tags.Cut(1, Balanced), learned.Cut(1, Balanced)
	if yes, no := learned.Taught(1); yes+no != 0 {
		t.Errorf("each of the photos above a line has taught: %d, %d", yes, no)
	}
	if math.Abs(float64(to-least)) > .6*math.Abs(float64(from-least)) {
		t.Errorf("the cut went from %.3f to %.3f, the line lay at %.3f", from, to, least)
	}
}

// BenchmarkLearn learns one tag from as many photos as teach at most.
func BenchmarkLearn(b *testing.B) {
	lib, photos, _ := someLibrary(b, 20_000, 512, 0)
	tags := benchmarkVectors(1000, 512)
	tags.model, tags.rule = "m", testRule
	blocks := lib.VectorBlocks("m")
	l := &examples{}
	for i := range 2 * taughtBy {
		l.add(photos[i*7].Picture, library.Decision{Verdict: []library.Verdict{library.Accepted, library.Rejected}[i%2]})
	}
	for b.Loop() {
		newLearner(tags, lib, blocks).learn(3, l)
	}
}
