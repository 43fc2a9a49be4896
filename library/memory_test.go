package library

import (
	"bytes"
	"context"
	"encoding/binary"
	"errors"
	"hash/crc32"
	"image"
	"image/png"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"testing/synctest"

	"catchlight/library/disk"
	"catchlight/library/keywords"
	"catchlight/library/picture"
	"catchlight/library/safewrite"
	"catchlight/library/sidecar"
	"catchlight/library/thumb"
)

// TestNoReaderReadsAGiant: whoever reads a whole photo refuses one that is too large by its size,
// before it is in memory.
func TestNoReaderReadsAGiant(t *testing.T) {
	l, dir := newLibrary(t), t.TempDir()
	readers := map[string]func(path string) error{
		"import": func(path string) error {
			in, err := l.Import(t.Context(), []string{path}, ImportOptions{})
			if len(in.Failed) == 1 {
				return in.Failed[0].Err
			}
			return err
		},
		"keywords": func(path string) error { _, err := new(sidecar.Folders).ReadKeywords(path); return err },
		"write": func(path string) error {
			_, err := safewrite.Prepare(path, keywords.Edit{Add: []string{"dog"}}, safewrite.Options{})
			return err
		},
		"thumbnail": func(path string) error { _, err := thumb.ReadFile(t.Context(), path); return err },
	}
	for _, ending := range []string{"tif", "dng", "nef", "psd", "png", "bmp", "ppm", "jp2", "jxl", "jpg", "heic", "webp"} {
		path := filepath.Join(dir, "giant."+ending)
		if err := errors.Join(os.WriteFile(path, []byte("II*\x00"), 0o600), os.Truncate(path, picture.MaxPhoto+1)); err != nil {
			t.Fatal(err)
		}
		for name, read := range readers {
			var before, after runtime.MemStats
			runtime.ReadMemStats(&before)
			err := read(path)
			runtime.ReadMemStats(&after)
			sparse := name == "import" && errors.Is(err, disk.ErrHoles) // for the test's disk it has no content
			if !sparse && (!errors.Is(err, disk.ErrTooLarge) || !strings.Contains(err.Error(), "leave it out")) {
				t.Errorf("%s of %s: %v", name, path, err)
			}
			if spent := (after.TotalAlloc - before.TotalAlloc) >> 20; spent > 64 {
				t.Errorf("%s of %s: %d MB", name, path, spent)
			}
		}
	}
}

// claimingPNG is a PNG whose header says that it is as large.
func claimingPNG(t *testing.T, width, height int) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := png.Encode(&b, image.NewRGBA(image.Rect(0, 0, 8, 8))); err != nil {
		t.Fatal(err)
	}
	header := b.Bytes()[12:33]
	binary.BigEndian.PutUint32(header[4:], uint32(width))
	binary.BigEndian.PutUint32(header[8:], uint32(height))
	binary.BigEndian.PutUint32(header[17:], crc32.ChecksumIEEE(header[:17]))
	return b.Bytes()
}

// TestGiantsInViewGoOneByOne: thumbnails, the loupe and a run that reads photos have one memory
// together.
func TestGiantsInViewGoOneByOne(t *testing.T) {
	l, dir := newLibrary(t), t.TempDir()
	var paths []string
	for i := range 4 { // each claims more than the whole budget
		paths = append(paths, filepath.Join(dir, string(rune('a'+i))+".png"))
		if err := os.WriteFile(paths[i], claimingPNG(t, 15000, 15000+i), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	if in, err := l.Import(t.Context(), []string{dir}, ImportOptions{}); err != nil || in.New != len(paths) {
		t.Fatalf("%v, %+v", err, in)
	}
	var inWork, most atomic.Int64
	begin := func(ctx context.Context, path string, minShort int) (func(), error) {
		done, err := l.BeginDecoding(ctx, path, minShort)
		if err != nil {
			return nil, err
		}
		most.Store(max(most.Load(), inWork.Add(1)))
		runtime.Gosched()
		return func() { inWork.Add(-1); done() }, nil
	}
	var all sync.WaitGroup
	for range 5 {
		for _, path := range paths {
			all.Go(func() {
				done, err := begin(t.Context(), path, 200)
				if err != nil {
					t.Error(err)
					return
				}
				done()
			})
		}
	}
	all.Wait()
	if most.Load() != 1 {
		t.Errorf("%d giants at a time", most.Load())
	}
	whole, err := l.Memory().Acquire(t.Context(), 1<<40) // as a run takes it
	if err != nil {
		t.Fatal(err)
	}
	ended, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := l.BeginDecoding(ended, paths[0], 200); !errors.Is(err, context.Canceled) || len(l.Stuck()) > 0 {
		t.Errorf("beside a run that takes all: %v", err)
	}
	whole()
}

// TestMemoryFollowsThePreferences: the budget is the one that the user has chosen, until somebody
// limits it.
func TestMemoryFollowsThePreferences(t *testing.T) {
	l := newLibrary(t)
	synctest.Test(t, func(t *testing.T) { memoryFollows(t, l) })
}

func memoryFollows(t *testing.T, l *Library) {
	beside := func(held, asked int64) (there bool) {
		release, err := l.Memory().Acquire(t.Context(), held)
		if err != nil {
			t.Fatal(err)
		}
		defer release()
		ctx, cancel := context.WithCancel(t.Context())
		go func() {
			if also, err := l.Memory().Acquire(ctx, asked); err == nil {
				there = true
				also()
			}
		}()
		synctest.Wait()
		cancel()
		synctest.Wait()
		return there
	}
	if !beside(300<<20, 200<<20) || beside(300<<20, 300<<20) {
		t.Error("not the usual 512 MB")
	}
	s := l.Settings()
	s.Memory = 2048
	l.UseSettings(s)
	if !beside(1<<30, 1<<30) || beside(1<<30, 2<<30) {
		t.Error("not the 2 GB of the preferences")
	}
	l.Memory().Limit(256 << 20)
	s.Language = "de"
	l.UseSettings(s)
	if beside(200<<20, 100<<20) {
		t.Error("another choice takes the limit back")
	}
}
