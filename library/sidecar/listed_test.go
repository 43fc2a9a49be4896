package sidecar

import (
	"os"
	"path/filepath"
	"slices"
	"testing"

	"catchlight/library/testphoto"
)

// One Folders lists each folder once, however many photos are asked about; another one sees what
// has come since.
func TestFoldersAreListedOnce(t *testing.T) {
	put := func(path string, data []byte) {
		if err := os.WriteFile(path, data, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	path := filepath.Join(t.TempDir(), "a.png")
	put(path, []byte("\x89PNG\r\n\x1a\n"))
	dir := filepath.Dir(path)
	put(filepath.Join(dir, "a.xmp"), []byte(testphoto.Packet(testphoto.Description(testphoto.Bag("dc:subject", "old")))))
	run := &Folders{}
	for n := range 3 {
		k, err := run.ReadKeywords(path)
		if err != nil || !k.Has("old") || len(run.known) != 1 || len(run.Twins(path)) != 0 {
			t.Errorf("look %d: %v, %q, %d folders", n, err, k.All, len(run.known))
		}
		put(filepath.Join(dir, "a.webp"), nil)
	}
	if twins := new(Folders).Twins(path); !slices.Equal(twins, []string{"a.webp"}) {
		t.Errorf("%q", twins)
	}
	alone := &Folders{}
	for _, name := range []string{"b.jpg", "c.jpg"} {
		put(filepath.Join(dir, name), testphoto.JPEG(t))
		if _, err := alone.ReadKeywords(filepath.Join(dir, name)); err != nil || alone.known != nil {
			t.Errorf("%s: %v; a folder is listed for a photo without a sidecar", name, err)
		}
	}
}
