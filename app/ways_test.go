package main

import (
	"bytes"
	"image"
	"image/png"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"catchlight/library"
	"catchlight/ui/failure"
)

// TestWays: each fault of a library offers what helps it, in the window and by the sentence, and
// nothing that does not.
func TestWays(t *testing.T) {
	overwrite := func(at int64, n int) func(path string) error {
		return func(path string) error {
			f, err := os.OpenFile(path, os.O_RDWR, 0)
			if err != nil {
				return err
			}
			defer f.Close()
			_, err = f.WriteAt(make([]byte, n), at)
			return err
		}
	}
	page := int64(os.Getpagesize())
	for name, c := range map[string]struct {
		harm func(path string) error
		want []failure.WayKind
	}{
		"gone":              {os.Remove, []failure.WayKind{failure.Restore, failure.Anew}},
		"what follows":      {overwrite(2*page, int(8*page)), []failure.WayKind{failure.Repair, failure.Restore}},
		"its beginning":     {overwrite(0, int(2*page)), []failure.WayKind{failure.Restore}},
		"something else":    {func(path string) error { return os.WriteFile(path, []byte(strings.Repeat("no library ", 1000)), 0o600) }, []failure.WayKind{failure.Restore}},
		"nothing, it opens": {func(string) error { return nil }, nil},
	} {
		t.Run(name, func(t *testing.T) {
			p := newProgram(nil, nil, nil)
			p.libraryFile = withCopy(t)
			if err := c.harm(p.libraryFile); err != nil {
				t.Fatal(err)
			}
			lib, err := library.Open(p.libraryFile)
			if err == nil {
				_ = lib.Close()
			}
			var got []failure.WayKind
			for _, way := range p.ways(err) {
				got = append(got, way.Kind)
			}
			if !slices.Equal(got, c.want) {
				t.Errorf("%v leads to %v, want %v", err, got, c.want)
			}
			if err != nil && strings.Contains(err.Error(), "--repair") != slices.Contains(c.want, failure.Repair) {
				t.Errorf("the sentence offers something else: %v", err)
			}
		})
	}
}

// withCopy makes a library that has a sound copy.
func withCopy(t *testing.T) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "library.db")
	lib, err := library.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	var picture bytes.Buffer
	if err := png.Encode(&picture, image.NewGray(image.Rect(0, 0, 8, 8))); err != nil {
		t.Fatal(err)
	}
	photo := filepath.Join(t.TempDir(), "a.png")
	if err := os.WriteFile(photo, picture.Bytes(), 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := lib.Import(t.Context(), []string{photo}, library.ImportOptions{}); err != nil {
		t.Fatal(err)
	}
	copy, err := lib.BackUp(t.Context())
	if err != nil || copy == "" {
		t.Fatalf("%q, %v", copy, err)
	}
	if err := lib.Close(); err != nil {
		t.Fatal(err)
	}
	return path
}
