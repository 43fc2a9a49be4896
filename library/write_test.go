package library

import (
	"testing"

	"catchlight/library/keywords"
	"catchlight/library/picture"
	"catchlight/library/safewrite"
)

func TestWriteAndRevertToTheByte(t *testing.T) {
	for _, to := range []safewrite.Destination{safewrite.Auto, safewrite.Embedded, safewrite.SidecarFile} {
		t.Run(string(to), func(t *testing.T) {
			dir := photosIn(t, 40)
			before := hashes(t, dir)
			l := newLibrary(t)
			imported(t, l, dir)
			o := WriteOptions{Options: safewrite.Options{To: to}}
			run, results := wrote(t, l, keywords.Edit{Add: []string{"dog", "Käse & \"Brot\""}}, o)
			for path, r := range results {
				if r.Err != nil || !r.Changed || len(r.Added) != 2 {
					t.Errorf("%s: %+v", path, r)
				}
			}
			if run.Photos != 40 || run.Keywords != 80 || run.Undone {
				t.Errorf("run %+v", run)
			}
			for _, p := range l.Snapshot().Photos() {
				if !p.Keywords.Has("dog") {
					t.Fatalf("%s: the library does not know its keyword: %+v", p.Path, p.Keywords)
				}
			}
			if in := imported(t, l, dir); in.counts() != [5]int{0, 40, 0, 0, 0} {
				t.Errorf("import after the write: %v", in.counts())
			}
			after := hashes(t, dir)
			if again, _ := wrote(t, l, keywords.Edit{Add: []string{"dog", "Käse & \"Brot\""}}, o); again.ID != 0 {
				t.Errorf("a second write of the same makes a run: %+v", again)
			}
			sameFiles(t, "second write", hashes(t, dir), after)
			for path, r := range reverted(t, l, run.ID, o) {
				if !r.Restored || r.Err != nil {
					t.Errorf("%s: %+v", path, r)
				}
			}
			sameFiles(t, "undo", hashes(t, dir), before)
			if runs, err := l.Runs(); err != nil || len(runs) != 1 || !runs[0].Undone {
				t.Errorf("runs %+v, %v", runs, err)
			}
			for _, p := range l.Snapshot().Photos() {
				if p.Keywords.Has("dog") {
					t.Fatalf("%s: the library still sees the keyword", p.Path)
				}
			}
		})
	}
}

func TestSmallJPEGsDiffer(t *testing.T) {
	seen := map[picture.ID]int{}
	for i := range 3000 {
		id := picture.Identify(jpegOf(i), picture.JPEG, 1)
		if other, ok := seen[id]; ok {
			t.Fatal(i, "and", other, "have one picture")
		}
		seen[id] = i
	}
}
