package main

import (
	"fmt"
	"image"
	"image/color"
	"image/jpeg"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"catchlight/library"
	"catchlight/library/testphoto"
	"catchlight/tagging/clip"
)

// programEnv makes the test binary the program, so that it can be killed.
const programEnv = "CATCHLIGHT_TEST_IS_PROGRAM"

func TestMain(m *testing.M) {
	if os.Getenv(programEnv) != "" {
		os.Exit(run(os.Args[1:], os.Stdin, os.Stdout, os.Stderr))
	}
	os.Exit(m.Run())
}

// TestKilledIndex kills an index run again and again, in the hardest way, and lets it go on: in the
// end the library holds the very vectors that an undisturbed run stores, for every photo.
func TestKilledIndex(t *testing.T) {
	model, n := quickModel(t)
	photos := t.TempDir()
	for i := range n {
		paintJPEG(t, filepath.Join(photos, fmt.Sprintf("%04d.jpg", i)), uint64(i))
	}
	undisturbed, disturbed := filepath.Join(t.TempDir(), "a.db"), filepath.Join(t.TempDir(), "b.db")
	started := time.Now()
	if err := indexing(undisturbed, model, photos).Run(); err != nil {
		t.Fatal(err)
	}
	took := time.Since(started)
	random, kills := rand.New(rand.NewPCG(1, 2)), 0
	for ; kills < 6; kills++ {
		cmd := indexing(disturbed, model, photos)
		if err := cmd.Start(); err != nil {
			t.Fatal(err)
		}
		time.Sleep(took/10 + time.Duration(random.Int64N(int64(took/4)+1)))
		_ = cmd.Process.Kill()
		if cmd.Wait() == nil {
			break // it was quicker
		}
	}
	before := vectorsOf(t, disturbed)
	if err := indexing(disturbed, model, photos).Run(); err != nil {
		t.Fatal(err)
	}
	want, got := vectorsOf(t, undisturbed), vectorsOf(t, disturbed)
	if len(want) != n || len(got) != n {
		t.Fatalf("%d and %d vectors, want %d", len(want), len(got), n)
	}
	for name, v := range want {
		if !slices.Equal(v, got[name]) {
			t.Errorf("%s has another vector", name)
		}
	}
	t.Logf("%d photos, %d kills, %d vectors were there after the last", n, kills, len(before))
}

// quickModel is a model of a second for a thousand photos where the reference data are, else the
// starter for fewer.
func quickModel(t *testing.T) (folder string, photos int) {
	t.Helper()
	if tiny := testphoto.FindShared("bench", "tiny"); tiny != "" {
		return tiny, 1000
	}
	return clip.StarterName, 200
}

func indexing(library, model, photos string) *exec.Cmd {
	cmd := exec.Command(os.Args[0], "index", "--quiet", "--no-people", "--quantised", "off", "--library", library, "--model", model, photos)
	cmd.Env = append(os.Environ(), programEnv+"=1")
	return cmd
}

// vectorsOf gives the vectors of a library by the photos' names.
func vectorsOf(t *testing.T, path string) map[string][]float32 {
	t.Helper()
	lib, err := library.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer lib.Close()
	all := map[string][]float32{}
	for model := range lib.Info().Models {
		for _, p := range lib.Snapshot().Photos() {
			if v, ok := lib.Vector(model, p.Picture); ok {
				all[filepath.Base(p.Path)] = v
			}
		}
	}
	if err := lib.Check(); err != nil {
		t.Error(err)
	}
	return all
}

// paintJPEG writes a coarse random pattern, the same for the same seed.
func paintJPEG(t *testing.T, path string, seed uint64) {
	t.Helper()
	random := rand.New(rand.NewPCG(seed, 3))
	img := image.NewRGBA(image.Rect(0, 0, 96, 64))
	for cell := range 24 {
		c := color.RGBA{uint8(random.Uint32()), uint8(random.Uint32()), uint8(random.Uint32()), 255}
		for i := range 256 {
			img.SetRGBA(cell%6*16+i%16, cell/6*16+i/16, c)
		}
	}
	f, err := os.Create(path)
	if err != nil {
		t.Fatal(err)
	}
	if err := jpeg.Encode(f, img, nil); err != nil || f.Close() != nil {
		t.Fatal(err)
	}
}
