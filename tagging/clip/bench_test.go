package clip

import (
	"fmt"
	"image"
	"runtime"
	"testing"

	"golang.org/x/sync/errgroup"

	"catchlight/library/testphoto"
	"catchlight/tagging"
)

func BenchmarkTokenize(b *testing.B) {
	w := starterTokens(b)
	for b.Loop() {
		w.tokens("a photo of a German short-haired pointer")
	}
}

func BenchmarkPrepare(b *testing.B) {
	tower := Starter().Manifest.Image
	for _, size := range []image.Point{{640, 480}, {750, 500}, {1500, 1000}} {
		p := testPicture(image.NewRGBA(image.Rectangle{Max: size}), image.Rectangle{Max: size})
		b.Run(size.String(), func(b *testing.B) {
			for b.Loop() {
				tower.prepare(p, new(resampling))
			}
		})
	}
}

// BenchmarkImages compares threads inside an inference with inferences side by side: images/s is
// the figure.
func BenchmarkImages(b *testing.B) {
	for _, threads := range []int{1, 2} {
		e, err := Open(Starter(), Options{Threads: threads})
		if err != nil {
			b.Fatal(err)
		}
		input := make([]float32, 3*260*260)
		for _, batch := range []int{1, 4, 8, 16} {
			workers := max(runtime.GOMAXPROCS(0)/threads, 1)
			b.Run(fmt.Sprintf("threads=%d/workers=%d/batch=%d", threads, workers, batch), func(b *testing.B) {
				inputs := make([][]float32, batch)
				for i := range inputs {
					inputs[i] = input
				}
				for b.Loop() {
					var all errgroup.Group
					for range workers {
						all.Go(func() error {
							_, err := e.Images(b.Context(), inputs)
							return err
						})
					}
					if err := all.Wait(); err != nil {
						b.Fatal(err)
					}
				}
				b.ReportMetric(float64(b.N*batch*workers)/b.Elapsed().Seconds(), "images/s")
			})
		}
		e.Close()
	}
}

func BenchmarkTexts(b *testing.B) {
	e := openStarter(b)
	texts := make([]string, 64)
	for i := range texts {
		texts[i] = fmt.Sprintf("a photo of a dog number %d", i)
	}
	for b.Loop() {
		if _, err := e.Texts(b.Context(), texts); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64(b.N*len(texts))/b.Elapsed().Seconds(), "texts/s")
}

func BenchmarkOpen(b *testing.B) {
	for b.Loop() {
		e, err := Open(Starter(), Options{})
		if err != nil {
			b.Fatal(err)
		}
		e.Close()
	}
}

// BenchmarkIndex is the whole path from file to stored vector on 128 small photos; photos/s is the
// figure.
func BenchmarkIndex(b *testing.B) {
	dir := testphoto.Shared(b, "photos", "coco-128")
	e := openStarter(b)
	photos := 0
	for b.Loop() {
		b.StopTimer()
		lib := openLibrary(b)
		ids := importAll(b, lib, dir)
		b.StartTimer()
		got, err := tagging.Index(b.Context(), lib, nil, e, ids, tagging.IndexOptions{})
		if err != nil || got.Indexed != 128 {
			b.Fatalf("%+v, %v", got, err)
		}
		photos += got.Indexed
	}
	b.ReportMetric(float64(photos)/b.Elapsed().Seconds(), "photos/s")
}
