package view

import (
	"fmt"
	"runtime"
	"testing"

	"catchlight/library"
	"catchlight/library/picture"
	"catchlight/tagging"
	"catchlight/tagging/facts"
	"catchlight/tagging/vocabulary"
)

// memoryOf is how many bytes of the heap are remembered of photos with so many suggestions each, of
// which two are known without a model, when their words have been counted.
func memoryOf(t testing.TB, photos, suggestions int) uint64 {
	t.Helper()
	v, err := vocabulary.Load("essentials")
	if err != nil {
		t.Fatal(err)
	}
	all := make([]library.Photo, photos)
	v.OtherNames(0) // what a vocabulary makes of itself when it is first asked is not of photos
	before := heap()
	proposals := NewProposals(&Tagset{Vocabulary: v}, nil)
	m, by := &wordCache{}, suggester{proposals: proposals, strength: tagging.Loose, most: suggestions}
	m.begin(photos, by)
	proposals.sure.of = map[library.ID]*sure{}
	for i := range all {
		p := &all[i]
		p.ID, p.Picture = library.ID(i+1), picture.ID{byte(i), byte(i >> 8), byte(i >> 16), 1}
		found := proposedOf(v, i, suggestions)
		proposals.put(p.Picture, found)
		dark, wide := found[0], found[len(found)-1]
		proposals.sure.of[p.ID] = &sure{proofs: []facts.Proof{
			{Tag: dark.Tag, Name: dark.Name, Reason: facts.Reason{Kind: facts.AllDark}},
			{Tag: wide.Tag, Name: wide.Name, Reason: facts.Reason{Kind: facts.Focal35, Number: 24}},
		}}
		if words, known := m.now(p, nil, false); !known || len(words.open) < suggestions/2 {
			t.Fatalf("%d of %d suggestions of photo %d", len(words.open), suggestions, i)
		}
	}
	used := heap() - before
	runtime.KeepAlive(m)
	runtime.KeepAlive(all)
	return used
}

func heap() uint64 {
	var s runtime.MemStats
	runtime.GC()
	runtime.GC()
	runtime.ReadMemStats(&s)
	return s.HeapAlloc
}

// TestLittleIsRememberedOfAPhoto, however much is suggested for it: there may be a hundred thousand.
func TestLittleIsRememberedOfAPhoto(t *testing.T) {
	const photos = 4000
	for suggestions, most := range map[int]uint64{2: 700, 8: 950, maxCached: 1600} {
		if each := memoryOf(t, photos, suggestions) / photos; each > most {
			t.Errorf("%d suggestions of a photo take %d bytes, %d are enough", suggestions, each, most)
		}
	}
}

// BenchmarkMemory100k is how much of the heap is remembered of 100,000 photos.
func BenchmarkMemory100k(b *testing.B) {
	for _, suggestions := range []int{2, 8, maxCached} {
		b.Run(fmt.Sprintf("%d suggestions", suggestions), func(b *testing.B) {
			for b.Loop() {
				b.ReportMetric(float64(memoryOf(b, 100_000, suggestions))/1e6, "MB")
			}
		})
	}
}
