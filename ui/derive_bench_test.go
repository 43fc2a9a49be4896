package ui

import (
	"errors"
	"fmt"
	"image/color"
	"os"
	"path/filepath"
	"testing"

	"catchlight/library"
	"catchlight/tagging"
	"catchlight/tagging/vocabulary"
)

// BenchmarkDerive100k measures what the window makes anew after each change of a library of 100,000 photos: counts, list,
// folders. The photos are links to 500 pictures; each has eight suggestions.
func BenchmarkDerive100k(b *testing.B) {
	const n = 100_000
	dir := b.TempDir()
	lib, err := library.Open(filepath.Join(dir, "library.db"))
	if err != nil {
		b.Fatal(err)
	}
	defer lib.Close()
	linked(b, dir, n)
	if _, err := lib.Import(b.Context(), []string{dir}, library.ImportOptions{}); err != nil {
		b.Fatal(err)
	}
	v, err := vocabulary.Load("essentials")
	if err != nil {
		b.Fatal(err)
	}
	snap := lib.Snapshot()
	w := wish{snap: snap, tags: &tagset{vocabulary: v, model: "m"}, proposals: newProposals(nil), strength: tagging.Loose, order: orderName}
	for i, p := range snap.Photos() {
		w.proposals.put(p.Picture, proposedOf(v, i))
	}
	jpeg := library.Choice{Facet: library.FacetFormat, Value: library.Value{Name: "jpeg"}}
	for _, c := range []struct {
		name string
		wish func(*wish)
	}{
		{"all", func(*wish) {}},
		{"filtered, two facets open", func(w *wish) {
			w.chosen, w.count = []library.Choice{jpeg}, []library.Facet{library.FacetDate, library.FacetCamera}
		}},
		{"tag", func(w *wish) { w.scope = scope{kind: scopeTag, name: "animal"} }},
		{"search by words", func(w *wish) { w.scope = scope{kind: scopeSearch, name: "dog -cat"} }},
	} {
		b.Run(c.name, func(b *testing.B) {
			w := w
			c.wish(&w)
			m := &memory{}
			derive(w, lib, m)
			b.ResetTimer()
			for range b.N {
				derive(w, lib, m)
			}
		})
	}
	benchmarkLearn(b, lib, w)
}

// benchmarkLearn measures what a look at the decisions costs when none is new, and what one new one costs: 2,000 photos
// are decided on by themselves, with 20 tags, and all have vectors.
func benchmarkLearn(b *testing.B, lib *library.Library, w wish) {
	vectors, err := tagging.Vectors(b.Context(), colours{}, nil, w.tags.vocabulary, tagging.VectorOptions{})
	if err != nil {
		b.Fatal(err)
	}
	w.tags = &tagset{vocabulary: w.tags.vocabulary, model: colours{}.Profile().Name, vectors: vectors}
	var ds []library.Decision
	var stored []library.Vector
	for i, p := range w.snap.Photos() {
		stored = append(stored, library.Vector{Picture: p.Picture, Values: unitLength([]float32{float32(i%500 + 1), 200, float32(i % 7)})})
		if i%50 == 0 {
			ds = append(ds, library.Decision{Photo: p.ID, Tag: w.tags.vocabulary.Tags[10+i/50%20].Name, Verdict: library.Accepted})
		}
	}
	if err := errors.Join(lib.StoreVectors(w.tags.model, stored), lib.Decide("decided", ds...)); err != nil {
		b.Fatal(err)
	}
	w.snap = lib.Snapshot()
	d := &deriver{lib: lib}
	b.Run("learn nothing new", func(b *testing.B) {
		for b.Loop() {
			w := w
			d.learn(&w)
		}
	})
	b.Run("learn one decision", func(b *testing.B) {
		for i := 0; b.Loop(); i++ {
			verdict := []library.Verdict{library.Rejected, library.Accepted}[i%2]
			if err := lib.Decide("one", library.Decision{Photo: ds[0].Photo, Tag: ds[0].Tag, Verdict: verdict}); err != nil {
				b.Fatal(err)
			}
			w := w
			w.snap = lib.Snapshot()
			d.learn(&w)
		}
	})
}

func proposedOf(v *vocabulary.Vocabulary, seed int) []tagging.Suggestion {
	var list []tagging.Suggestion
	for k := range 8 {
		tag := (seed*7919 + k*104729) % len(v.Tags)
		list = append(list, tagging.Suggestion{Tag: tag, Name: v.Tags[tag].Name, Score: .5 - float32(k)/20, Strength: tagging.Balanced})
	}
	return list
}

// linked makes n photos in folders of 500: links to as many small pictures.
func linked(b *testing.B, dir string, n int) {
	b.Helper()
	for i := range n {
		folder := filepath.Join(dir, fmt.Sprintf("%04d", i/500))
		path := filepath.Join(folder, fmt.Sprintf("IMG_%06d.jpg", i))
		if i%500 == 0 {
			if err := os.Mkdir(folder, 0o700); err != nil {
				b.Fatal(err)
			}
		}
		if i < 500 {
			paint(b, path, color.RGBA{uint8(i), uint8(i >> 2), 99, 255})
			continue
		}
		if err := os.Link(filepath.Join(dir, "0000", fmt.Sprintf("IMG_%06d.jpg", i%500)), path); err != nil {
			b.Fatal(err)
		}
	}
}
