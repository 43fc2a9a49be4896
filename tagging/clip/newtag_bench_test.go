package clip

import (
	"math/rand/v2"
	"path/filepath"
	"strconv"
	"testing"

	"catchlight/library"
	"catchlight/library/picture"
	"catchlight/tagging"
	"catchlight/tagging/vocabulary"
)

// BenchmarkNewTag is what a key costs in the field of a new tag, with 50,000 photos and the text
// tower of the starter, each time for a word that it has never read.
func BenchmarkNewTag(b *testing.B) {
	enc := openStarter(b)
	model := enc.Profile()
	lib, err := library.Open(filepath.Join(b.TempDir(), "library.db"))
	if err != nil {
		b.Fatal(err)
	}
	defer lib.Close()
	random := rand.New(rand.NewPCG(3, 4))
	var photos []*library.Photo
	for len(photos) < 50_000 {
		var batch []library.Vector
		for range 5000 {
			i, v := len(photos), make([]float32, model.Dim)
			v[i%len(v)] = .9 + .1*random.Float32()
			id := picture.ID{1, byte(i), byte(i >> 8), byte(i >> 16)}
			batch = append(batch, library.Vector{Picture: id, Values: v})
			photos = append(photos, &library.Photo{ID: library.ID(i + 1), Picture: id})
		}
		if err := lib.StoreVectors(model.Name, batch); err != nil {
			b.Fatal(err)
		}
	}
	lib.VectorBlocks(model.Name) // into memory
	words := []string{"market stall", "red door", "blue hour", "grandmother", "wolverine", "chess board", "gate", "harbour master"}
	for n := 0; b.Loop(); n++ {
		one := (&vocabulary.Vocabulary{}).Alone(-1, vocabulary.Tag{Name: words[n%len(words)] + " " + strconv.Itoa(n)})
		vectors, err := tagging.Vectors(b.Context(), enc, nil, one, tagging.VectorOptions{})
		if err != nil {
			b.Fatal(err)
		}
		if aim, ok := vectors.Aim(0); ok {
			tagging.Search(lib, model.Name, aim, photos, 24)
		}
	}
}
