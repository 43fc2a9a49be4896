package library

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

func TestVocabulariesBesideTheLibrary(t *testing.T) {
	l := newLibrary(t)
	v := l.Vocabularies()
	if names, err := v.Names(); err != nil || len(names) != 0 {
		t.Errorf("%q, %v in a new library", names, err)
	}
	for _, text := range []string{"dog\n", "cat\n"} { // the second takes the place of the first
		if err := v.Keep("My pets", text); err != nil {
			t.Fatal(err)
		}
	}
	path, ok := VocabulariesBeside(l.Path()).Find("My pets")
	if data, err := os.ReadFile(path); !ok || string(data) != "cat\n" {
		t.Errorf("%s holds %q, %v", path, data, err)
	}
	write(t, filepath.Join(filepath.Dir(path), "birds.txt"), []byte("crow\n"))
	write(t, filepath.Join(filepath.Dir(path), "notes.md"), []byte("no vocabulary"))
	if names, err := v.Names(); err != nil || !slices.Equal(names, []string{"My pets", "birds"}) {
		t.Errorf("%q, %v", names, err)
	}
	for _, bad := range []string{"", "..", "../x", `a\b`, "a/b", " a", "a\n", "a|b", strings.Repeat("x", 101)} {
		if v.Keep(bad, "dog\n") == nil {
			t.Errorf("%q is a name", bad)
		}
		if _, ok := v.Find(bad); ok {
			t.Errorf("%q was found", bad)
		}
	}
}
