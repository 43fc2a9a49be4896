package thumb

import (
	"image"
	"os"
	"path/filepath"
	"testing"
	"time"

	"catchlight/library/picture"
)

// TestStoreRemovesNothingOfOthers: photos, and files of other programs, that lie in its folder stay,
// however full it is and however old they are.
func TestStoreRemovesNothingOfOthers(t *testing.T) {
	dir := t.TempDir()
	s, err := openStore(dir, 1)
	if err != nil {
		t.Fatal(err)
	}
	k := Key{picture.ID{1}, 60}
	s.save(k, image.NewRGBA(image.Rect(0, 0, 6, 4)))
	past := time.Now().Add(-3 * useInterval)
	var others []string
	for _, name := range []string{
		"IMG_1.jpg", "draft.tmp", "01/IMG_2.jpg", "01/edit.tmp", "01/0123456789abcdef0123456789abcdef.jpg", "02/" + k.Picture.String() + "-60.jpg",
		"trip/01/" + k.Picture.String() + "-60.jpg", "trip/01/1.tmp",
	} {
		path := filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
			t.Fatal(err)
		}
		others = append(others, writeFile(t, path, []byte("irreplaceable")))
		if err := os.Chtimes(path, past, past); err != nil {
			t.Fatal(err)
		}
	}
	s.sweep(t.Context())
	for _, path := range others {
		if _, err := os.Stat(path); err != nil {
			t.Error(err)
		}
	}
	if s.has(k) {
		t.Error("its own thumbnail is there, though there is no room for it")
	}
}
