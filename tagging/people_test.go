package tagging

import (
	"context"
	"errors"
	"image"
	"os"
	"path/filepath"
	"sync/atomic"
	"testing"
	"testing/synctest"

	"catchlight/library"
	"catchlight/library/thumb"
)

// twoPhotos is a library with two photos in it, and a copy of one.
func twoPhotos(t *testing.T) *library.Library {
	t.Helper()
	dir := t.TempDir()
	for name, from := range map[string]string{"cat.jpg": "cat.jpg", "copy.jpg": "cat.jpg", "rocket.jpg": "rocket.jpg"} {
		data, err := os.ReadFile(filepath.Join("..", "library", "thumb", "testdata", from))
		if err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(dir, name), data, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	lib, err := library.Open(filepath.Join(t.TempDir(), "library.db"))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { lib.Close() })
	if _, err := lib.Import(t.Context(), []string{dir}, library.ImportOptions{}); err != nil {
		t.Fatal(err)
	}
	return lib
}

func idsOf(photos []*library.Photo) []library.ID {
	var ids []library.ID
	for _, p := range photos {
		ids = append(ids, p.ID)
	}
	return ids
}

// TestIndexFindsPeople: in the decode that is made anyway, once for each picture, and kept with it.
func TestIndexFindsPeople(t *testing.T) {
	lib := twoPhotos(t)
	photos := lib.Snapshot().Photos()
	var looks atomic.Int32
	find := func(_ context.Context, img *image.RGBA) (thumb.People, error) {
		looks.Add(1)
		if img.Rect.Empty() {
			t.Error("there is no picture")
		}
		return thumb.People{Looked: true, Person: true, Faces: []thumb.Face{{X1: .5, Y1: .5, Score: .75}}}, nil
	}
	done, err := Index(t.Context(), lib, nil, &fakeEncoder{}, idsOf(photos), IndexOptions{People: find})
	if err != nil || done.NoPeople != nil || looks.Load() != 2 {
		t.Errorf("%v, %v, %d looks", err, done.NoPeople, looks.Load())
	}
	for _, p := range photos {
		f, _ := lib.Fingerprint(p.Picture)
		if !f.People.Person || len(f.People.Faces) != 1 || f.Hash == 0 {
			t.Errorf("%s: %+v", p.Path, f)
		}
	}
	if left := WithoutPeople(lib, photos); len(left) != 0 {
		t.Errorf("%d are left", len(left))
	}
	for _, again := range []LookForPeople{nil, find} { // a run anew, as for another model, keeps them and does not look again
		if err := lib.ForgetModel((&fakeEncoder{}).Profile().Name); err != nil {
			t.Fatal(err)
		}
		if _, err := Index(t.Context(), lib, nil, &fakeEncoder{}, idsOf(photos), IndexOptions{People: again}); err != nil {
			t.Fatal(err)
		}
		if f, _ := lib.Fingerprint(photos[0].Picture); !f.People.Person || looks.Load() != 2 {
			t.Errorf("after another run: %+v, %d looks", f.People, looks.Load())
		}
	}
}

// TestIndexWithoutDetectors: a photo is indexed though nobody could look for people on it, which is
// said and made up for.
func TestIndexWithoutDetectors(t *testing.T) {
	lib, broken := twoPhotos(t), errors.New("no detectors")
	photos := lib.Snapshot().Photos()
	fails := func(context.Context, *image.RGBA) (thumb.People, error) { return thumb.People{}, broken }
	done, err := Index(t.Context(), lib, nil, &fakeEncoder{}, idsOf(photos), IndexOptions{People: fails})
	if err != nil || !errors.Is(done.NoPeople, broken) || done.Indexed != 2 || len(done.Failed) != 0 {
		t.Errorf("%+v, %v", done, err)
	}
	left := WithoutPeople(lib, photos)
	if len(left) != 2 {
		t.Errorf("%d pictures are left, want 2", len(left))
	}
	if err := FindPeople(t.Context(), lib, 100, left, IndexOptions{People: fails}); !errors.Is(err, broken) {
		t.Error(err)
	}
	found := func(context.Context, *image.RGBA) (thumb.People, error) { return thumb.People{Looked: true}, nil }
	var last library.Progress
	if err := FindPeople(t.Context(), lib, 100, left, IndexOptions{People: found, Progress: func(p library.Progress) { last = p }}); err != nil || last.Done != 2 {
		t.Errorf("%v, %+v", err, last)
	}
	if left := WithoutPeople(lib, photos); len(left) != 0 {
		t.Errorf("%d are left", len(left))
	}
}

// TestLookingForPeopleKeepsToTheMemory: a photo is decoded for it when there is memory for that, as
// for all who decode photos of the library, and not before.
func TestLookingForPeopleKeepsToTheMemory(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		lib := twoPhotos(t)
		release, err := lib.Memory().Acquire(t.Context(), 1<<40) // all that there is
		if err != nil {
			t.Fatal(err)
		}
		var looks atomic.Int32
		o := IndexOptions{People: func(context.Context, *image.RGBA) (thumb.People, error) {
			looks.Add(1)
			return thumb.People{Looked: true}, nil
		}}
		done := make(chan error, 1)
		go func() { done <- FindPeople(t.Context(), lib, 64, lib.Snapshot().Photos(), o) }()
		synctest.Wait()
		if n := looks.Load(); n > 0 {
			t.Errorf("%d photos were decoded though somebody else had all memory", n)
		}
		release()
		if err := <-done; err != nil || looks.Load() == 0 {
			t.Errorf("%v, %d looks", err, looks.Load())
		}
	})
}
