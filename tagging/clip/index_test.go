package clip

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"catchlight/library"
	"catchlight/tagging"
	"catchlight/tagging/query"
	"catchlight/tagging/vocabulary"
)

// copyPhotos puts the free photos into a folder.
func copyPhotos(t testing.TB, dir string) {
	t.Helper()
	photos, err := filepath.Glob(filepath.Join("testdata", "free", "*.jpg"))
	if err != nil || len(photos) != 5 {
		t.Fatalf("%d photos in testdata/free, %v", len(photos), err)
	}
	for _, p := range photos {
		copyFile(t, p, filepath.Join(dir, filepath.Base(p)))
	}
}

func copyFile(t testing.TB, from, to string) {
	t.Helper()
	data, err := os.ReadFile(from)
	if err == nil {
		err = os.WriteFile(to, data, 0o600)
	}
	if err != nil {
		t.Fatal(err)
	}
}

func openLibrary(t testing.TB) *library.Library {
	t.Helper()
	lib, err := library.Open(filepath.Join(t.TempDir(), "library.db"))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := lib.Close(); err != nil {
			t.Error(err)
		}
	})
	return lib
}

func importAll(t testing.TB, lib *library.Library, dir string) []library.ID {
	t.Helper()
	found, err := lib.Import(t.Context(), []string{dir}, library.ImportOptions{})
	if err != nil {
		t.Fatal(err)
	}
	return found.Photos
}

// index runs Index and gives what became of each file, by its base name: "new", "known" or the
// error.
func index(t testing.TB, lib *library.Library, e *Encoder, ids []library.ID) (tagging.Indexed, map[string]string) {
	t.Helper()
	fate := map[string]string{}
	done := 0
	got, err := tagging.Index(t.Context(), lib, nil, e, ids, tagging.IndexOptions{
		Each: func(id library.ID, indexed bool, err error) {
			name := filepath.Base(lib.Snapshot().Photo(id).Path)
			switch {
			case fate[name] != "":
				t.Errorf("%s was reported twice", name)
			case err != nil:
				fate[name] = err.Error()
			case indexed:
				fate[name] = "new"
			default:
				fate[name] = "known"
			}
		},
		Progress: func(p library.Progress) {
			if done++; p.Done != done || p.Total != len(ids) {
				t.Errorf("progress %+v after %d of %d", p, done, len(ids))
			}
		},
	})
	if err != nil {
		t.Fatal(err)
	}
	if len(fate) != len(ids) {
		t.Errorf("%d of %d photos were reported", len(fate), len(ids))
	}
	return got, fate
}

func TestIndexComputesEachPictureOnce(t *testing.T) {
	dir, e, lib := t.TempDir(), openStarter(t), openLibrary(t)
	copyPhotos(t, dir)
	copyFile(t, filepath.Join("testdata", "free", "cat.jpg"), filepath.Join(dir, "copy of cat.jpg"))
	got, fate := index(t, lib, e, importAll(t, lib, dir))
	if got.Indexed != 5 || len(got.Failed) != 0 || fate["cat.jpg"] == fate["copy of cat.jpg"] {
		t.Errorf("%+v, %v; want five pictures of six photos", got, fate)
	}
	for _, name := range []string{"cat.jpg", "rocket.jpg"} {
		if err := os.Rename(filepath.Join(dir, name), filepath.Join(dir, "renamed "+name)); err != nil {
			t.Fatal(err)
		}
	}
	if got, fate = index(t, lib, e, importAll(t, lib, dir)); got.Indexed != 0 {
		t.Errorf("after renaming %+v, %v; want nothing computed", got, fate)
	}
}

// TestAnOlderStartersVectorsMakeRoom: a library of an earlier Catchlight is indexed anew, its
// decisions stay, and what no model makes any more goes.
func TestAnOlderStartersVectorsMakeRoom(t *testing.T) {
	dir, e, lib := t.TempDir(), openStarter(t), openLibrary(t)
	copyFile(t, filepath.Join("testdata", "free", "cat.jpg"), filepath.Join(dir, "cat.jpg"))
	ids := importAll(t, lib, dir)
	shown := lib.Snapshot().Photo(ids[0]).Picture
	older := make([]float32, 384)
	older[0] = 1
	err := errors.Join(
		lib.StoreVectors(starterForerunner, []library.Vector{{Picture: shown, Values: older}}),
		lib.StoreTextVectors(starterForerunner, []string{"a photo of a cat"}, [][]float32{older}),
		lib.Decide("test", library.Decision{Photo: ids[0], Tag: "cat", Verdict: library.Accepted, Model: starterForerunner}),
	)
	if err != nil {
		t.Fatal(err)
	}
	if got, _ := index(t, lib, e, ids); got.Indexed != 1 {
		t.Errorf("%+v; want the photo looked at anew", got)
	}
	if v, ok := lib.Vector(starterVectors, shown); !ok || len(v) != e.Profile().Dim {
		t.Errorf("a vector of %d values", len(v))
	}
	if lib.VectorCount(starterForerunner) != 0 || lib.TextVectors(starterForerunner, []string{"a photo of a cat"})[0] != nil {
		t.Error("the older starter's vectors are kept")
	}
	if ds := lib.Snapshot().Decisions(ids[0]); len(ds) != 1 || ds[0].Tag != "cat" {
		t.Errorf("decisions %+v", ds)
	}
}

func TestBrokenPhotosStopNothing(t *testing.T) {
	dir, e, lib := t.TempDir(), openStarter(t), openLibrary(t)
	copyPhotos(t, dir)
	whole, err := os.ReadFile(filepath.Join(dir, "cat.jpg"))
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(dir, "half.jpg"), whole[:len(whole)/3], 0o600); err != nil {
		t.Fatal(err)
	}
	ids := importAll(t, lib, dir)
	copyFile(t, filepath.Join(dir, "rocket.jpg"), filepath.Join(dir, "espresso.jpg")) // edited meanwhile
	if err := os.Remove(filepath.Join(dir, "astronaut.jpg")); err != nil {
		t.Fatal(err)
	}
	got, fate := index(t, lib, e, ids)
	if got.Indexed != 3 || !strings.Contains(fate["astronaut.jpg"], "has gone") || !strings.Contains(fate["espresso.jpg"], "was edited") {
		t.Errorf("%+v, %v", got, fate)
	}
	for _, f := range got.Failed {
		if !strings.Contains(f.Err.Error(), filepath.Base(f.Path)) {
			t.Errorf("%v does not name %s", f.Err, f.Path)
		}
	}
}

func TestCancelledIndexKeepsWhatIsDone(t *testing.T) {
	dir, e, lib := t.TempDir(), openStarter(t), openLibrary(t)
	copyPhotos(t, dir)
	ids := importAll(t, lib, dir)
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := tagging.Index(ctx, lib, nil, e, ids, tagging.IndexOptions{}); !errors.Is(err, context.Canceled) {
		t.Errorf("%v, want context.Canceled", err)
	}
	if got, _ := index(t, lib, e, ids); got.Indexed > 5 {
		t.Errorf("%+v", got)
	}
	for _, p := range lib.Snapshot().Photos() {
		if !lib.HasVector(starterVectors, p.Picture) {
			t.Errorf("%s has no vector", p.Path)
		}
	}
}

// TestTagsOfTheFreePhotos is the main job on real photos: read, decode, encode, store, score,
// suggest, search.
func TestTagsOfTheFreePhotos(t *testing.T) {
	dir, e, lib := t.TempDir(), openStarter(t), openLibrary(t)
	copyPhotos(t, dir)
	index(t, lib, e, importAll(t, lib, dir))
	v, err := vocabulary.Load("imagenet-1k")
	if err != nil {
		t.Fatal(err)
	}
	tags, err := tagging.Vectors(t.Context(), e, lib, v, tagging.VectorOptions{})
	if err != nil {
		t.Fatal(err)
	}
	want := map[string]string{"cat.jpg": "Egyptian cat", "espresso.jpg": "espresso", "camera-on-tripod.jpg": "tripod"}
	for _, p := range lib.Snapshot().Photos() {
		vector, ok := lib.Vector(starterVectors, p.Picture)
		found := tags.Suggest(vector, tagging.SuggestOptions{})
		sure := func(s tagging.Suggestion) bool {
			return s.Name == want[filepath.Base(p.Path)] && s.Strength == tagging.Strict
		}
		if !ok || want[filepath.Base(p.Path)] != "" && !slices.ContainsFunc(found, sure) {
			t.Errorf("%s: %v, want %s among the surest", filepath.Base(p.Path), found, want[filepath.Base(p.Path)])
		}
	}
	checkSearch(t, lib, e)
}

func checkSearch(t *testing.T, lib *library.Library, e *Encoder) {
	t.Helper()
	for words, want := range map[string]string{"kitten": "cat.jpg", "cup of coffee": "espresso.jpg", "space + launch - coffee": "rocket.jpg"} {
		direction, err := tagging.Direction(t.Context(), e, lib, query.Parse(strings.Fields(words)), nil)
		if err != nil {
			t.Fatal(err)
		}
		hits := tagging.Search(lib, starterVectors, direction, lib.Snapshot().Photos(), 2)
		if len(hits) != 2 || filepath.Base(hits[0].Photo.Path) != want || hits[0].Score < hits[1].Score {
			t.Errorf("%s: %+v, want %s first", words, hits, want)
		}
	}
}
