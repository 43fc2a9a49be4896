package tagging

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"testing"

	"catchlight/library"
	"catchlight/library/picture"
	"catchlight/library/thumb"
)

// TestFingerprints: Index leaves one for each picture; Fingerprints makes those that are missing,
// once, and passes over what cannot be decoded.
func TestFingerprints(t *testing.T) {
	dir := t.TempDir()
	for _, name := range []string{"cat.jpg", "rocket.jpg"} {
		data, err := os.ReadFile(filepath.Join("..", "library", "thumb", "testdata", name))
		if err != nil {
			t.Fatal(err)
		}
		if err := errors.Join(os.WriteFile(filepath.Join(dir, name), data, 0o644), os.WriteFile(filepath.Join(dir, "copy of "+name), data, 0o644),
			os.WriteFile(filepath.Join(dir, "damaged.jpg"), data[:900], 0o644)); err != nil {
			t.Fatal(err)
		}
	}
	lib, err := library.Open(filepath.Join(t.TempDir(), "library.db"))
	if err != nil {
		t.Fatal(err)
	}
	defer lib.Close()
	if _, err := lib.Import(t.Context(), []string{dir}, library.ImportOptions{}); err != nil {
		t.Fatal(err)
	}
	thumbs, err := thumb.NewCache("", 1<<20, 0)
	if err != nil {
		t.Fatal(err)
	}
	defer thumbs.Close()
	cat := lib.Snapshot().ByPath(filepath.Join(dir, "cat.jpg"))
	if _, err := Index(t.Context(), lib, thumbs, &fakeEncoder{}, []library.ID{cat.ID}, IndexOptions{}); err != nil {
		t.Fatal(err)
	}
	f, ok := lib.Fingerprint(cat.Picture)
	if !ok || f.Hash == 0 || f.Sharpness == 0 {
		t.Errorf("after indexing: %+v, %v", f, ok)
	}
	left := WithoutFingerprint(lib, lib.Snapshot().Photos())
	if len(left) != 2 {
		t.Fatalf("%d pictures without a fingerprint, want the rocket and the damaged one", len(left))
	}
	var last library.Progress
	if err := Fingerprints(t.Context(), lib, thumbs, left, func(p library.Progress) { last = p }); err != nil {
		t.Fatal(err)
	}
	if last.Done != 2 || last.Total != 2 || len(WithoutFingerprint(lib, lib.Snapshot().Photos())) > 1 {
		t.Errorf("%+v, and %d are left", last, len(WithoutFingerprint(lib, lib.Snapshot().Photos())))
	}
	rocket, people := lib.Snapshot().ByPath(filepath.Join(dir, "rocket.jpg")), thumb.People{Looked: true, Person: true}
	if err := lib.StoreFingerprints(map[picture.ID]thumb.Fingerprint{rocket.Picture: {Hash: 1, People: people}}); err != nil {
		t.Fatal(err)
	}
	if left := WithoutFingerprint(lib, []*library.Photo{rocket}); len(left) != 1 {
		t.Error("a picture whose tones are not known is not looked at again")
	}
	if err := Fingerprints(t.Context(), lib, thumbs, []*library.Photo{rocket}, nil); err != nil {
		t.Fatal(err)
	}
	if f, _ := lib.Fingerprint(rocket.Picture); !f.Tones.Known || !f.People.Person {
		t.Errorf("looked at for its tones: %+v", f)
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if err := Fingerprints(ctx, lib, thumbs, left, nil); !errors.Is(err, context.Canceled) {
		t.Errorf("cancelled: %v", err)
	}
}
