package figures

import (
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"catchlight/library"
	"catchlight/library/testphoto"
	"catchlight/tagging"
	"catchlight/tagging/clip"
	"catchlight/tagging/find"
	"catchlight/tagging/query"
	"catchlight/tagging/vocabulary"
)

// TestQueries holds 40 searches of a photographer over the photos of the shared folder to what was
// found when they were looked at: testdata/queries.tsv says of each photo among the first twelve
// whether it is right. One that nobody has judged counts as wrong, and is named.
func TestQueries(t *testing.T) {
	enc := openStarter(t)
	lib := indexedPhotos(t, enc)
	v, err := vocabulary.Load(vocabulary.Essentials)
	if err != nil {
		t.Fatal(err)
	}
	root := testphoto.Shared(t, "photos")
	shown, right, empty := 0, 0, 0
	lines := readLines(t, filepath.Join("testdata", "queries.tsv"))
	for _, line := range lines[1:] {
		columns := strings.Split(line, "\t")
		asked := query.Parse(strings.Fields(columns[0]))
		found, err := find.Photos(t.Context(), enc, lib, find.Request{Query: asked, Photos: lib.Snapshot().Photos(), Vocabulary: v, Top: 12})
		if err != nil {
			t.Fatal(err)
		}
		good, bad := strings.Split(columns[1], ", "), strings.Split(columns[2], ", ")
		for _, hit := range found.Hits {
			name := nameBelow(t, root, hit.Photo.Path)
			switch {
			case slices.Contains(good, name):
				right++
			case !slices.Contains(bad, name):
				t.Errorf("%q: nobody has judged %s", columns[0], name)
			}
		}
		if shown += len(found.Hits); len(found.Hits) == 0 {
			empty++
		}
	}
	t.Logf("%d searches: %d photos shown, %d right (%.2f); %d found none", len(lines)-1, shown, right, float64(right)/float64(shown), empty)
	if len(lines) != 41 || right < 72 || float64(right) < .73*float64(shown) {
		t.Errorf("want 40 searches, at least 72 right photos and .73 of all")
	}
}

// indexedPhotos is a library of the shared photos with their vectors.
func indexedPhotos(t *testing.T, enc *clip.Encoder) *library.Library {
	t.Helper()
	lib, err := library.Open(filepath.Join(t.TempDir(), "library.db"))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { lib.Close() })
	var dirs []string
	for _, name := range []string{"coco-128", "free", "named"} {
		dir, err := filepath.Abs(testphoto.Shared(t, "photos", name))
		if err != nil {
			t.Fatal(err)
		}
		dirs = append(dirs, dir)
	}
	if _, err := lib.Import(t.Context(), dirs, library.ImportOptions{}); err != nil {
		t.Fatal(err)
	}
	var ids []library.ID
	for _, p := range lib.Snapshot().Photos() {
		ids = append(ids, p.ID)
	}
	if _, err := tagging.Index(t.Context(), lib, nil, enc, ids, tagging.IndexOptions{}); err != nil {
		t.Fatal(err)
	}
	return lib
}

// nameBelow is a path below a folder, with slashes.
func nameBelow(t *testing.T, root, path string) string {
	t.Helper()
	root, err := filepath.Abs(root)
	if err != nil {
		t.Fatal(err)
	}
	name, err := filepath.Rel(root, path)
	if err != nil {
		t.Fatal(err)
	}
	return filepath.ToSlash(name)
}
