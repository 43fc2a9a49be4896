package thumb

import (
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"time"

	"catchlight/library/picture"
	"catchlight/library/testphoto"
)

func photosBelow(t *testing.T, dir string) (paths []string) {
	t.Helper()
	err := filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		if _, ok := picture.FormatOf(path); ok {
			paths = append(paths, path)
		}
		return nil
	})
	if err != nil || len(paths) == 0 {
		t.Fatalf("%d photos in %s: %v", len(paths), dir, err)
	}
	return paths
}

// TestNamedPhotos: every photo of the everyday folder is shown (its .jp2 is a JPEG
// by content).
func TestNamedPhotos(t *testing.T) {
	for _, path := range photosBelow(t, testphoto.Shared(t, "photos", "named")) {
		p, err := DecodeFile(t.Context(), path, 200)
		if err != nil {
			t.Error(err)
			continue
		}
		wantSound(t, p)
		if min(p.Image.Rect.Dx(), p.Image.Rect.Dy()) < 100 {
			t.Errorf("%s: %v", path, p.Image.Rect)
		}
	}
}

// TestOddFiles: nothing in collections of ordinary and of broken files makes us
// panic or take memory without a cause, and every error names the file.
func TestOddFiles(t *testing.T) {
	if testing.Short() {
		t.Skip("takes some seconds")
	}
	_, _ = DecodeFile(t.Context(), filepath.Join("testdata", "made", "quadrants.jxl"), 0) // compiles the decoder, which takes memory once
	shown, refused := 0, 0
	for _, path := range photosBelow(t, testphoto.Shared(t, "corpora")) {
		if tooSlow(t, path) {
			continue
		}
		var before, after runtime.MemStats
		runtime.ReadMemStats(&before)
		start := time.Now()
		p, err := DecodeFile(t.Context(), path, 494)
		runtime.ReadMemStats(&after)
		name, took, pixels := filepath.Base(path), time.Since(start), 0
		if p != nil {
			shown++
			wantSound(t, p)
			pixels = p.Width * p.Height
		}
		if err != nil {
			refused++
			if !strings.Contains(err.Error(), path) {
				t.Errorf("%s: the error does not name it: %v", name, err)
			}
		}
		if p == nil && err == nil {
			t.Errorf("%s: neither a picture nor an error", name)
		}
		if used := after.TotalAlloc - before.TotalAlloc; used > 64<<20+16*uint64(pixels) {
			t.Errorf("%s: %d MB for %d pixels", name, used>>20, pixels)
		}
		if took > time.Second {
			t.Logf("%s took %v", name, took)
		}
	}
	t.Logf("%d shown, %d refused or damaged", shown, refused)
}

// tooSlow leaves out the large HEIC and AVIF files, which take seconds each.
func tooSlow(t *testing.T, path string) bool {
	t.Helper()
	f, _ := picture.FormatOf(path)
	if f != picture.HEIC && f != picture.AVIF {
		return false
	}
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	d := picture.ReadDetails(data, f)
	return d.Width*d.Height > 1_000_000
}
