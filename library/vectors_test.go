package library

import (
	"fmt"
	"math"
	"math/rand/v2"
	"os"
	"slices"
	"testing"

	"golang.org/x/sync/errgroup"

	"catchlight/library/picture"
)

// unit makes a vector of unit length.
func unit(r *rand.Rand, dim int) []float32 {
	v := make([]float32, dim)
	var sum float64
	for i := range v {
		v[i] = float32(r.NormFloat64())
		sum += float64(v[i]) * float64(v[i])
	}
	for i := range v {
		v[i] = float32(float64(v[i]) / math.Sqrt(sum))
	}
	return v
}

func dot(a, b []float32) (sum float64) {
	for i := range a {
		sum += float64(a[i]) * float64(b[i])
	}
	return sum
}

func pictureOf(n int) picture.ID {
	return picture.ID{1, byte(n), byte(n >> 8), byte(n >> 16)}
}

func TestVectorsSurvive(t *testing.T) {
	const n, dim = 300, 512
	r := rand.New(rand.NewPCG(1, 2))
	l := newLibrary(t)
	want := map[int][]float32{}
	for i := 0; i < n; i += 7 {
		var vs []Vector
		for k := i; k < i+7; k++ {
			want[k] = unit(r, dim)
			vs = append(vs, Vector{Picture: pictureOf(k), Values: want[k]})
		}
		if err := l.StoreVectors("starter", vs); err != nil {
			t.Fatal(err)
		}
	}
	want[5] = unit(r, dim) // computed again
	if err := l.StoreVectors("starter", []Vector{{Picture: pictureOf(5), Values: want[5]}, {Picture: pictureOf(5), Values: want[5]}}); err != nil {
		t.Fatal(err)
	}
	if err := l.vectors.Drop([]picture.ID{pictureOf(9), pictureOf(200)}); err != nil {
		t.Fatal(err)
	}
	want[9] = unit(r, dim)
	if err := l.StoreVectors("starter", []Vector{{Picture: pictureOf(9), Values: want[9]}}); err != nil {
		t.Fatal(err)
	}
	check := func(l *Library) {
		t.Helper()
		probe := unit(r, dim)
		for k, v := range want {
			got, ok := l.Vector("starter", pictureOf(k))
			if k == 200 {
				if ok || l.HasVector("starter", pictureOf(k)) {
					t.Error("a dropped vector is there")
				}
				continue
			}
			if !ok || math.Abs(dot(got, probe)-dot(v, probe)) > 2e-4 || math.Abs(dot(got, v)-1) > 1e-3 {
				t.Fatalf("vector %d: %v", k, ok)
			}
		}
		inBlocks, row := 0, make([]float32, dim)
		for _, b := range l.VectorBlocks("starter") {
			for i, p := range b.Pictures {
				if v, ok := l.Vector("starter", p); ok && slices.Equal(b.Row(i, row), v) {
					inBlocks++
				}
			}
		}
		if inBlocks != len(want)-1 {
			t.Errorf("the blocks hold %d of %d vectors", inBlocks, len(want)-1)
		}
		if l.Info().Vectors != len(want)-1 {
			t.Errorf("%d vectors are counted, there are %d", l.Info().Vectors, len(want)-1)
		}
		if l.HasVector("fast", pictureOf(1)) {
			t.Error("a vector of another model is there")
		}
	}
	check(l)
	path := l.Path()
	closed(t, l)
	check(opened(t, path))
}

func TestVectorsAreRefused(t *testing.T) {
	l := newLibrary(t)
	if err := l.StoreVectors("m", []Vector{{Picture: pictureOf(1), Values: []float32{1, 0}}}); err != nil {
		t.Fatal(err)
	}
	for _, bad := range []Vector{
		{Picture: picture.ID{}, Values: []float32{1, 0}},
		{Picture: pictureOf(2), Values: []float32{1}},
		{Picture: pictureOf(2), Values: nil},
		{Picture: pictureOf(2), Values: []float32{1, float32(math.NaN())}},
		{Picture: pictureOf(2), Values: []float32{1, float32(math.Inf(1))}},
	} {
		if l.StoreVectors("m", []Vector{bad}) == nil {
			t.Errorf("%v was stored", bad)
		}
	}
	if l.HasVector("m", pictureOf(2)) {
		t.Error("a refused vector is there")
	}
}

// TestCopiesShareAVector: it goes with the last photo of its picture, not before.
func TestCopiesShareAVector(t *testing.T) {
	dir := photosIn(t, 1)
	write(t, dir+"/copy.jpg", jpegOf(0))
	l := newLibrary(t)
	in := imported(t, l, dir)
	picture := l.Snapshot().Photo(in.Photos[0]).Picture
	if err := l.StoreVectors("m", []Vector{{Picture: picture, Values: []float32{1}}}); err != nil {
		t.Fatal(err)
	}
	for i, id := range in.Photos {
		if !l.HasVector("m", picture) {
			t.Fatalf("the vector is lost with %d photos left", 2-i)
		}
		if err := l.Remove(id); err != nil {
			t.Fatal(err)
		}
	}
	if l.HasVector("m", picture) || len(l.Snapshot().Photos()) > 0 {
		t.Error("something is left of removed photos")
	}
	if _, err := os.Stat(dir + "/copy.jpg"); err != nil {
		t.Error(err)
	}
	if again := imported(t, l, dir); again.New != 2 || slices.Contains(again.Photos, in.Photos[1]) {
		t.Errorf("an ID is used twice: %v after %v", again.Photos, in.Photos)
	}
}

func TestTextVectors(t *testing.T) {
	l := newLibrary(t)
	long := fmt.Sprintf("%100000d", 7)
	if err := l.StoreTextVectors("m", []string{"a", long}, [][]float32{{1, 2}, {3, 4}}); err != nil {
		t.Fatal(err)
	}
	got := l.TextVectors("m", []string{long, "b", "a"})
	if !slices.Equal(got[0], []float32{3, 4}) || got[1] != nil || !slices.Equal(got[2], []float32{1, 2}) {
		t.Errorf("%v", got)
	}
	if got := l.TextVectors("other", []string{"a"}); got[0] != nil {
		t.Errorf("%v", got)
	}
	if l.StoreTextVectors("m", []string{"a"}, nil) == nil {
		t.Error("texts without vectors are stored")
	}
}

// TestForgetModel: the vectors of one model go, those of the other and the decisions stay, also in
// the file.
func TestForgetModel(t *testing.T) {
	dir := photosIn(t, 1)
	l := newLibrary(t)
	in := imported(t, l, dir)
	p := l.Snapshot().Photo(in.Photos[0])
	for _, model := range []string{"old", "new"} {
		if err := l.StoreVectors(model, []Vector{{Picture: p.Picture, Values: []float32{1}}}); err != nil {
			t.Fatal(err)
		}
		if err := l.StoreTextVectors(model, []string{"a"}, [][]float32{{1}}); err != nil {
			t.Fatal(err)
		}
	}
	if err := l.Decide("a yes", Decision{Photo: p.ID, Tag: "dog", Verdict: Accepted, Model: "old"}); err != nil {
		t.Fatal(err)
	}
	for _, model := range []string{"old", "old", "unknown"} { // twice is once
		if err := l.ForgetModel(model); err != nil {
			t.Fatal(err)
		}
	}
	check := func(l *Library) {
		t.Helper()
		info := l.Info()
		if l.HasVector("old", p.Picture) || l.TextVectors("old", []string{"a"})[0] != nil || info.Models["old"] != 0 {
			t.Error("the old model is still known")
		}
		if !l.HasVector("new", p.Picture) || l.TextVectors("new", []string{"a"})[0] == nil || info.Models["new"] != 1 || info.Decisions != 1 {
			t.Errorf("more is gone than the old model: %+v", info)
		}
	}
	check(l)
	closed(t, l)
	l = opened(t, l.Path())
	check(l)
	if err := l.StoreVectors("old", []Vector{{Picture: p.Picture, Values: []float32{1, 0}}}); err != nil {
		t.Errorf("it cannot begin anew: %v", err)
	}
}

// TestCompactBesideStoring: vectors are stored and dropped while the file is compacted and other
// models come and go.
func TestCompactBesideStoring(t *testing.T) {
	l := newLibrary(t)
	in := imported(t, l, photosIn(t, 50))
	var group errgroup.Group
	each := func(n int, do func(i int) error) {
		group.Go(func() error {
			for i := range n {
				if err := do(i); err != nil {
					return err
				}
			}
			return nil
		})
	}
	pic := func(i int) picture.ID { return l.Snapshot().Photo(in.Photos[i%50]).Picture }
	each(200, func(i int) error {
		return l.StoreVectors("m", []Vector{{Picture: pic(i), Values: []float32{1, float32(i)}}})
	})
	each(200, func(i int) error {
		return l.StoreVectors("m", []Vector{{Picture: pictureOf(1000 + i), Values: []float32{1, 2}}})
	})
	each(200, func(i int) error { l.HasVector("m", pic(i)); l.VectorBlocks("m"); return nil })
	each(30, func(int) error { return l.ForgetModel("other") })
	each(30, func(i int) error { return l.vectors.Drop([]picture.ID{pictureOf(1000 + i)}) })
	each(20, func(int) error { return l.Compact() })
	if err := group.Wait(); err != nil {
		t.Fatal(err)
	}
	for i := range 50 {
		if !l.HasVector("m", pic(i)) {
			t.Errorf("vector %d is lost", i)
		}
	}
}
