package vocabularies

import (
	"context"
	"math/rand/v2"
	"path/filepath"
	"testing"

	"catchlight/library"
	"catchlight/library/picture"
	"catchlight/library/thumb"
	"catchlight/tagging"
	"catchlight/tagging/vocabulary"
)

// classes is an encoder for tests, of a model that knows as many classes as the starter. A text is
// true of the class of its length.
type classes struct{}

const manyClasses = 1000

func (classes) Profile() tagging.Profile {
	return tagging.Profile{
		Name: "classes", Dim: manyClasses, Edge: 8, Templates: []string{"a photo of a {}"}, Batch: 4,
		Measure: tagging.Probabilities, Rule: tagging.Rule{Balanced: .3},
	}
}

func (classes) Prepare(*thumb.Picture) []float32 { return make([]float32, 3*8*8) }

func (classes) Images(context.Context, [][]float32) ([][]float32, error) { return nil, nil }

func (classes) Texts(_ context.Context, texts []string) ([][]float32, error) {
	vectors := make([][]float32, len(texts))
	for i, text := range texts {
		vectors[i] = make([]float32, manyClasses)
		vectors[i][len(text)%manyClasses] = 1
	}
	return vectors, nil
}

func (classes) Close() error { return nil }

// seen is a library with n photos that the model has seen, of which each is one class in full.
func seen(t testing.TB, n int) (*library.Library, []*library.Photo) {
	t.Helper()
	lib, err := library.Open(filepath.Join(t.TempDir(), "library.db"))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = lib.Close() })
	random := rand.New(rand.NewPCG(3, 4))
	var photos []*library.Photo
	for len(photos) < n {
		var batch []library.Vector
		for range min(5000, n-len(photos)) {
			i := len(photos)
			v := make([]float32, manyClasses)
			v[i%manyClasses] = .9 + .1*random.Float32()
			id := picture.ID{1, byte(i), byte(i >> 8), byte(i >> 16)}
			batch = append(batch, library.Vector{Picture: id, Values: v})
			photos = append(photos, &library.Photo{ID: library.ID(i + 1), Picture: id})
		}
		if err := lib.StoreVectors("classes", batch); err != nil {
			t.Fatal(err)
		}
	}
	return lib, photos
}

// TestBestPhotosOfAWord: the likeliest photos come first, at most as many as a word is judged by; a
// word that stands below another one is asked about with it.
func TestBestPhotosOfAWord(t *testing.T) {
	lib, photos := seen(t, 3000)
	v := &vocabulary.Vocabulary{Tags: []vocabulary.Tag{{Name: "animal", Parent: -1}, {Name: "bird", Parent: 0}}}
	one := v.Alone(1, vocabulary.Tag{Name: "crane"})
	if len(one.Tags) != 3 || one.Path(2) != "animal|bird|crane" || !one.Tags[1].Heading {
		t.Fatalf("%+v", one.Tags)
	}
	b, err := bestOf(t.Context(), lib, classes{}, one, photos)
	if err != nil {
		t.Fatal(err)
	}
	class := len("a photo of a ") + len(one.English(2))
	if len(b.photos) != mostBest {
		t.Errorf("%d photos", len(b.photos))
	}
	for i, id := range b.photos[:3] {
		if got := (int(id) - 1) % manyClasses; got != class {
			t.Errorf("photo %d is of class %d, want %d", i, got, class)
		}
	}
	if got, _ := bestOf(t.Context(), lib, classes{}, v.Alone(-1, vocabulary.Tag{Name: "猫は"}), photos); len(got.photos) > 0 || got.note == "" {
		t.Errorf("what the model cannot read has photos: %+v", got)
	}
}

// BenchmarkTrial is what happens for a key in the field of a new tag.
func BenchmarkTrial(b *testing.B) {
	lib, photos := seen(b, 50_000)
	one := (&vocabulary.Vocabulary{}).Alone(-1, vocabulary.Tag{Name: "zebra"})
	lib.VectorBlocks("classes") // into memory
	for b.Loop() {
		if _, err := bestOf(b.Context(), lib, classes{}, one, photos); err != nil {
			b.Fatal(err)
		}
	}
}
