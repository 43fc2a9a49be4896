package library

import (
	"fmt"
	"math/rand/v2"
	"os"
	"runtime"
	"testing"

	"catchlight/library/picture"
)

func BenchmarkImport10k(b *testing.B) {
	const n = 10_000
	dir := photosIn(b, n)
	b.ResetTimer()
	for range b.N {
		l := newLibrary(b)
		if in := imported(b, l, dir); in.New != n {
			b.Fatal(in.counts())
		}
	}
	b.ReportMetric(float64(n*b.N)/b.Elapsed().Seconds(), "photos/s")
}

func BenchmarkImportKnown10k(b *testing.B) {
	const n = 10_000
	dir := photosIn(b, n)
	l := newLibrary(b)
	imported(b, l, dir)
	b.ResetTimer()
	for range b.N {
		if in := imported(b, l, dir); in.Known != n {
			b.Fatal(in.counts())
		}
	}
	b.ReportMetric(float64(n*b.N)/b.Elapsed().Seconds(), "photos/s")
}

// synthetic fills a library with photos that exist nowhere.
func synthetic(b *testing.B, n int) *Library {
	b.Helper()
	l := newLibrary(b)
	l.mu.Lock()
	defer l.mu.Unlock()
	c := changes{}
	for i := range n {
		p := &Photo{
			ID: l.newID(), Path: fmt.Sprintf("/photos/2026/%03d/IMG_%06d.jpg", i/1000, i), Size: 5 << 20, Format: picture.JPEG,
			Picture: pictureOf(i), Details: picture.Details{Orientation: 1, Width: 6000, Height: 4000, Camera: "A Camera", Lens: "A Lens"},
		}
		c[p.ID] = newEntry(p, nil)
	}
	if err := l.apply(c, nil); err != nil {
		b.Fatal(err)
	}
	return l
}

// BenchmarkSnapshot measures what a change of one photo costs in memory.
func BenchmarkSnapshot(b *testing.B) {
	for _, n := range []int{1000, 10_000, 100_000} {
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			l := synthetic(b, n)
			snap := l.Snapshot()
			p := *snap.Photos()[n/2]
			p.Missing = true
			c := changes{p.ID: newEntry(&p, nil)}
			b.ResetTimer()
			for range b.N {
				_ = snap.with(c)
			}
		})
	}
}

// BenchmarkOpen measures the start with 100,000 photos, and says what a photo takes in the file.
func BenchmarkOpen100k(b *testing.B) {
	l := synthetic(b, 100_000)
	path, bytes := l.Path(), l.Info().Bytes
	closed(b, l)
	b.ResetTimer()
	for range b.N {
		l, err := Open(path)
		if err != nil {
			b.Fatal(err)
		}
		_ = l.Close()
	}
	b.ReportMetric(float64(bytes)/100_000, "bytes/photo")
}

// BenchmarkLoadVectors100k reads 100,000 vectors of 512 values.
func BenchmarkLoadVectors100k(b *testing.B) {
	const n, dim = 100_000, 512
	l := newLibrary(b)
	r := rand.New(rand.NewPCG(1, 2))
	v := unit(r, dim)
	for i := 0; i < n; i += 2000 {
		var vs []Vector
		for k := i; k < i+2000; k++ {
			vs = append(vs, Vector{Picture: pictureOf(k), Values: v})
		}
		if err := l.StoreVectors("m", vs); err != nil {
			b.Fatal(err)
		}
	}
	b.SetBytes(n * dim * 2)
	b.ReportMetric(float64(l.Info().Bytes)/n, "bytes/photo")
	b.ResetTimer()
	for range b.N {
		l.vectors.Unload()
		if !l.HasVector("m", pictureOf(n-1)) {
			b.Fatal("a vector is lost")
		}
	}
	b.StopTimer()
	held := heap()
	l.vectors.Unload()
	b.ReportMetric(float64(held-heap())/n, "bytes/vector")
}

// heap is how many bytes are in use.
func heap() uint64 {
	var m runtime.MemStats
	runtime.GC()
	runtime.ReadMemStats(&m)
	return m.HeapAlloc
}

func BenchmarkDecide(b *testing.B) {
	l := synthetic(b, 10_000)
	b.ResetTimer()
	for i := range b.N {
		if err := l.Decide("x", Decision{Photo: ID(i%10_000 + 1), Tag: fmt.Sprint(i), Verdict: Typed}); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkWrite writes five words to small photos: journal, verification and syncs on.
func BenchmarkWrite(b *testing.B) {
	const n = 2000
	dir := photosIn(b, n)
	l := newLibrary(b)
	imported(b, l, dir)
	b.ResetTimer()
	for i := range b.N {
		wrote(b, l, addition(fmt.Sprint("word", i), "a", "b", "c", "d"), WriteOptions{})
	}
	b.ReportMetric(float64(n*b.N)/b.Elapsed().Seconds(), "files/s")
}

// BenchmarkWriteFolder writes five words to the photos of $CATCHLIGHT_BENCH_PHOTOS, as a
// photographer gets them, and without syncs and reading back, as other programs write.
func BenchmarkWriteFolder(b *testing.B) {
	from := os.Getenv("CATCHLIGHT_BENCH_PHOTOS")
	if from == "" {
		b.Skip("set CATCHLIGHT_BENCH_PHOTOS to a folder of photos")
	}
	for name, unsafe := range map[string]bool{"safe": false, "unsafe": true} {
		b.Run(name, func(b *testing.B) {
			var o WriteOptions
			o.NoSync = unsafe
			files := 0
			for range b.N {
				b.StopTimer()
				dir := b.TempDir() + "/photos"
				if err := os.CopyFS(dir, os.DirFS(from)); err != nil {
					b.Fatal(err)
				}
				l := newLibrary(b)
				b.StartTimer()
				found, _, err := l.Files(b.Context(), []string{dir}, nil)
				if err != nil {
					b.Fatal(err)
				}
				reqs := make([]WriteRequest, len(found))
				for i, f := range found {
					reqs[i] = WriteRequest{Path: f.Abs, Edit: addition("beach", "sunset", "dog", "mountain", "café")}
				}
				run, err := l.Write(b.Context(), "", reqs, o)
				if err != nil {
					b.Fatal(err)
				}
				files += run.Photos
			}
			b.ReportMetric(float64(files)/b.Elapsed().Seconds(), "files/s")
		})
	}
}
