package library

import (
	"path/filepath"
	"slices"
	"testing"

	"catchlight/library/safewrite"
)

func TestFailedWritesAreFound(t *testing.T) {
	dir := photosIn(t, 3)
	l := newLibrary(t)
	imported(t, l, dir)
	broken := filepath.Join(dir, "p00001.jpg")
	id := l.Snapshot().ByPath(broken).ID
	write(t, broken, []byte("no photo"))
	found := func() []string {
		return fileNames(l.Snapshot().Find(Query{Where: Has(FacetState, Value{Name: NotWritten})}).Photos)
	}
	o := WriteOptions{Options: safewrite.Options{To: safewrite.Embedded}}
	wrote(t, l, addition("dog"), o)
	if got := found(); !slices.Equal(got, []string{"p00001.jpg"}) {
		t.Fatalf("failed: %v", got)
	}
	if err := l.Decide("x", Decision{Photo: id, Tag: "cat", Verdict: Typed}); err != nil {
		t.Fatal(err)
	}
	if got := found(); len(got) != 1 {
		t.Errorf("after a decision on it: %v", got)
	}
	write(t, broken, jpegOf(1))
	wrote(t, l, addition("dog"), o)
	if got := found(); len(got) != 0 {
		t.Errorf("after a write that went well: %v", got)
	}
}
