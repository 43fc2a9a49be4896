package sidecar

import (
	"os"
	"path/filepath"
	"slices"
	"testing"

	"catchlight/library/testphoto"
)

// TestASidecarHasOneSpelling: where every spelling of a name is there, a sidecar is read once, as its
// folder lists it, also where the system takes each spelling for a file of its own; where capitals
// make a difference each file is read.
func TestASidecarHasOneSpelling(t *testing.T) {
	dir := t.TempDir()
	photo := filepath.Join(dir, "A.png")
	for _, name := range []string{"A.png", "A.xmp", "A.XMP", "A.Xmp"} {
		data := []byte(testphoto.Packet(testphoto.Description(testphoto.Bag("dc:subject", name))))
		if err := os.WriteFile(filepath.Join(dir, name), data, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	for _, c := range []struct{ listed, want []string }{
		{[]string{"A.XMP"}, []string{"A.XMP"}},
		{[]string{"A.Xmp"}, []string{"A.Xmp"}},
		{nil, []string{"A.xmp"}},
		{[]string{"A.xmp", "A.XMP", "A.Xmp"}, []string{"A.xmp", "A.XMP", "A.Xmp"}},
	} {
		f := &Folders{known: map[string]folder{dir: {
			media: neighbours{"a": {"A.png"}}, sidecars: map[string][]string{"a.xmp": c.listed},
		}}}
		var got []string
		for _, s := range f.Beside(photo) {
			got = append(got, filepath.Base(s.Path))
		}
		if !slices.Equal(got, c.want) {
			t.Errorf("of %q listed %q are read, want %q", c.listed, got, c.want)
		}
	}
}
