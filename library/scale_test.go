package library

import (
	"fmt"
	"os"
	"path/filepath"
	"testing"
)

// scaleEnv names the folder of TestMakeScale.
const scaleEnv = "CATCHLIGHT_SCALE"

// BenchmarkScale measures what a photo costs in small and large libraries: go test -bench Scale
// -benchtime 1x.
func BenchmarkScale(b *testing.B) {
	root := os.Getenv(scaleEnv)
	if root == "" {
		b.Skipf("set %s to a folder made by TestMakeScale", scaleEnv)
	}
	for _, n := range []int{1000, 10_000, 100_000} {
		var folders []string
		for i := range n / 1000 {
			folders = append(folders, filepath.Join(root, fmt.Sprintf("%04d", i)))
		}
		path := filepath.Join(b.TempDir(), "library.db")
		each := func(b *testing.B) { b.ReportMetric(float64(b.Elapsed().Microseconds())/float64(n*b.N), "µs/photo") }
		b.Run(fmt.Sprintf("new/%d", n), func(b *testing.B) {
			for range b.N {
				_ = os.Remove(path)
				l := opened(b, path)
				if in := imported(b, l, folders...); in.New != n {
					b.Fatal(in.counts())
				}
				b.StopTimer()
				scaleVectors(b, l)
				b.ReportMetric(float64(l.Info().Bytes)/float64(n), "bytes/photo")
				closed(b, l)
				b.StartTimer()
			}
			each(b)
		})
		b.Run(fmt.Sprintf("open/%d", n), func(b *testing.B) {
			for range b.N {
				l, err := Open(path)
				if err != nil {
					b.Fatal(err)
				}
				if err := l.Close(); err != nil {
					b.Fatal(err)
				}
			}
			each(b)
		})
		b.Run(fmt.Sprintf("known/%d", n), func(b *testing.B) {
			l := opened(b, path)
			b.ResetTimer()
			for range b.N {
				if in := imported(b, l, folders...); in.Known != n {
					b.Fatal(in.counts())
				}
			}
			each(b)
		})
	}
}

// scaleVectors stores a vector of 512 dimensions for each photo, in batches as a tagging run does.
func scaleVectors(b *testing.B, l *Library) {
	var batch []Vector
	for i, p := range l.Snapshot().Photos() {
		v := make([]float32, 512)
		v[i%512] = 1
		batch = append(batch, Vector{Picture: p.Picture, Values: v})
		if len(batch) == 256 {
			if err := l.StoreVectors("m", batch); err != nil {
				b.Fatal(err)
			}
			batch = batch[:0]
		}
	}
	if err := l.StoreVectors("m", batch); err != nil {
		b.Fatal(err)
	}
}
