package library

import (
	"path/filepath"
	"testing"
)

// TestExcluded: folders are passed over however they were typed, and no others.
func TestExcluded(t *testing.T) {
	root := t.TempDir()
	at := func(path string) string { return filepath.Join(root, filepath.FromSlash(path)) }
	for _, c := range []struct {
		typed, path string
		want        bool
	}{
		{"private", "private/a.jpg", true},
		{"private", "2024/private/day/a.jpg", true},
		{"private/", "2024/private/a.jpg", true},
		{"./private", "2024/private/a.jpg", true},
		{"2024/private", "x/2024/private/a.jpg", true},
		{"2024/private", "2025/private/a.jpg", false},
		{at("2024/private"), "2024/private/a.jpg", true},
		{at("private"), "2024/private/a.jpg", false},
		{"private", "privately/a.jpg", false},
		{"private", "semiprivate/a.jpg", false},
		{"rivate", "private/a.jpg", false},
		{"private", "Private/a.jpg", false},
		{"a.jpg", "private/a.jpg", false},
		{"", "private/a.jpg", false},
		{filepath.Base(root), "a.jpg", false}, // what the root is called does not count
	} {
		if got := NewExcluded([]string{"other", c.typed}).Holds(root, at(c.path)); got != c.want {
			t.Errorf("%s without %q: %v", c.path, c.typed, got)
		}
	}
	if !NewExcluded([]string{filepath.Base(root)}).Holds("", at("a.jpg")) {
		t.Error("without a root every folder counts")
	}
}

// TestExcludedInARun: an import passes over the same folders.
func TestExcludedInARun(t *testing.T) {
	root, lib := t.TempDir(), newLibrary(t)
	for i, path := range []string{"a.jpg", "2024/private/b.jpg", "2025/private/c.jpg"} {
		write(t, filepath.Join(root, filepath.FromSlash(path)), jpegOf(i))
	}
	for typed, want := range map[string]int{"private": 1, "private/": 1, "2024/private": 2, filepath.Join(root, "2025"): 2, "none": 3} {
		files, _, err := lib.Files(t.Context(), []string{root}, []string{typed})
		if err != nil || len(files) != want {
			t.Errorf("without %s: %d photos, want %d; %v", typed, len(files), want, err)
		}
	}
}
