package view

import (
	"context"
	"errors"
	"math"
	"testing"

	"catchlight/library"
	"catchlight/library/thumb"
	"catchlight/tagging"
	"catchlight/tagging/vocabulary"
)

// BenchmarkDerive100k measures what the window makes anew after each change of a library of 100,000
// photos: counts, list, folders. The photos are links to 500 pictures; each has eight suggestions.
func BenchmarkDerive100k(b *testing.B) {
	const n = 100_000
	dir := b.TempDir()
	lib := open(b, dir)
	linked(b, dir, n)
	if _, err := lib.Import(b.Context(), []string{dir}, library.ImportOptions{}); err != nil {
		b.Fatal(err)
	}
	v, err := vocabulary.Load("essentials")
	if err != nil {
		b.Fatal(err)
	}
	snap := lib.Snapshot()
	req := Request{Snapshot: snap, Tags: &Tagset{Vocabulary: v, Model: "m"}, Strength: tagging.Loose, Order: OrderName}
	req.Proposals = NewProposals(req.Tags, nil)
	for i, p := range snap.Photos() {
		req.Proposals.put(p.Picture, proposedOf(v, i, 8))
	}
	jpeg := library.Choice{Facet: library.FacetFormat, Value: library.Value{Name: "jpeg"}}
	for _, c := range []struct {
		name    string
		request func(*Request)
	}{
		{"all", func(*Request) {}},
		{"filtered, two facets open", func(req *Request) {
			req.Chosen, req.Count = []library.Choice{jpeg}, []library.Facet{library.FacetDate, library.FacetCamera}
		}},
		{"tag", func(req *Request) { req.Scope = Scope{Kind: ScopeTag, Name: "animal"} }},
		{"search by words", func(req *Request) { req.Scope = Scope{Kind: ScopeSearch, Name: "dog -cat"} }},
	} {
		b.Run(c.name, func(b *testing.B) {
			req := req
			c.request(&req)
			m := &memory{}
			derive(req, lib, m)
			b.ResetTimer()
			for range b.N {
				derive(req, lib, m)
			}
		})
	}
	benchmarkLearn(b, lib, req)
}

// benchmarkLearn measures what a look at the decisions costs when none is new, and what one new one
// costs: 2,000 photos are decided on by themselves, with 20 tags, and all have vectors.
func benchmarkLearn(b *testing.B, lib *library.Library, req Request) {
	vectors, err := tagging.Vectors(b.Context(), blind{}, nil, req.Tags.Vocabulary, tagging.VectorOptions{})
	if err != nil {
		b.Fatal(err)
	}
	req.Tags = &Tagset{Vocabulary: req.Tags.Vocabulary, Model: blind{}.Profile().Name, Vectors: vectors}
	var ds []library.Decision
	var stored []library.Vector
	for i, p := range req.Snapshot.Photos() {
		stored = append(stored, library.Vector{Picture: p.Picture, Values: unitLength([]float32{float32(i%500 + 1), 200, float32(i % 7)})})
		if i%50 == 0 {
			ds = append(ds, library.Decision{Photo: p.ID, Tag: req.Tags.Vocabulary.Tags[10+i/50%20].Name, Verdict: library.Accepted})
		}
	}
	if err := errors.Join(lib.StoreVectors(req.Tags.Model, stored), lib.Decide("decided", ds...)); err != nil {
		b.Fatal(err)
	}
	req.Snapshot = lib.Snapshot()
	builder := &Builder{lib: lib}
	b.Run("learn nothing new", func(b *testing.B) {
		for b.Loop() {
			req := req
			builder.learn(&req)
		}
	})
	b.Run("learn one decision", func(b *testing.B) {
		for i := 0; b.Loop(); i++ {
			verdict := []library.Verdict{library.Rejected, library.Accepted}[i%2]
			if err := lib.Decide("one", library.Decision{Photo: ds[0].Photo, Tag: ds[0].Tag, Verdict: verdict}); err != nil {
				b.Fatal(err)
			}
			req := req
			req.Snapshot = lib.Snapshot()
			builder.learn(&req)
		}
	})
}

func proposedOf(v *vocabulary.Vocabulary, seed, n int) []tagging.Suggestion {
	var list []tagging.Suggestion
	for k := range n {
		tag := (seed*7919 + k*104729) % len(v.Tags)
		list = append(list, tagging.Suggestion{Tag: tag, Name: v.Tags[tag].Name, Score: .5 - float32(k)/20, Strength: tagging.Balanced})
	}
	return list
}

// blind is an encoder that reads texts by their letters, and sees nothing.
type blind struct{}

func (blind) Profile() tagging.Profile {
	return tagging.Profile{Name: "blind", Dim: 3, Edge: 8, Templates: []string{"{}"}, Batch: 4, Rule: tagging.Rule{Strict: .95, Balanced: .6, Loose: .3}}
}

func (blind) Prepare(*thumb.Picture) []float32 { return make([]float32, 3) }

func (blind) Images(_ context.Context, inputs [][]float32) ([][]float32, error) { return inputs, nil }

func (blind) Texts(_ context.Context, texts []string) ([][]float32, error) {
	vectors := make([][]float32, len(texts))
	for i, text := range texts {
		v := []float32{.01, .01, .01}
		for k := range len(text) {
			v[k%3] += float32(text[k])
		}
		vectors[i] = unitLength(v)
	}
	return vectors, nil
}

func (blind) Close() error { return nil }

func unitLength(v []float32) []float32 {
	var sum float64
	for _, x := range v {
		sum += float64(x) * float64(x)
	}
	for i := range v {
		v[i] /= float32(math.Sqrt(sum))
	}
	return v
}
