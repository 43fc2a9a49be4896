package library

import (
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"catchlight/library/bolt"
	"catchlight/library/safewrite"
	"catchlight/library/sidecar"
)

// swap exchanges the names of two files.
func swap(t *testing.T, a, b string) {
	t.Helper()
	if err := errors.Join(os.Rename(a, a+"~"), os.Rename(b, a), os.Rename(a+"~", b)); err != nil {
		t.Fatal(err)
	}
}

// TestUndoAfterFilesWereNamedAnew: an undo finds its photos under each other's names, whether the
// library knows them or not, and whether it has seen the renaming or not. From a photo that has the
// name of one that is elsewhere it takes nothing.
func TestUndoAfterFilesWereNamedAnew(t *testing.T) {
	for _, known := range []bool{true, false} {
		dir := photosIn(t, 4)
		l := newLibrary(t)
		name := func(n int) string { return filepath.Join(dir, "p0000"+string(rune('0'+n))+".jpg") }
		if known {
			imported(t, l, dir)
		}
		var reqs []WriteRequest
		for n := range 4 {
			reqs = append(reqs, WriteRequest{Path: name(n), Edit: addition("all", "word"+string(rune('0'+n)))})
		}
		before := hashes(t, dir)
		run, err := l.Write(t.Context(), "", reqs, WriteOptions{})
		if err != nil {
			t.Fatal(err)
		}
		elsewhere := filepath.Join(t.TempDir(), "away.jpg")
		if err := os.Rename(name(3), elsewhere); err != nil {
			t.Fatal(err)
		}
		for n := 2; n >= 0; n-- { // each has the name of the one behind it
			if err := os.Rename(name(n), name(n+1)); err != nil {
				t.Fatal(err)
			}
		}
		var results []Reverted // two of which have one path
		if err := l.Revert(t.Context(), run.ID, WriteOptions{RemoveOurs: true}, func(r Reverted) { results = append(results, r) }); err != nil {
			t.Fatal(err)
		}
		restored := 0
		for _, r := range results {
			if r.Restored {
				restored++
			} else if r.Err == nil || !strings.Contains(r.Err.Error(), "is not there") {
				t.Errorf("known %v: %+v", known, r)
			}
		}
		if restored != 3 || len(results) != 4 {
			t.Errorf("known %v: %d of %d restored", known, restored, len(results))
		}
		if err := errors.Join(os.Rename(name(1), name(0)), os.Rename(name(2), name(1)), os.Rename(name(3), name(2)), os.Rename(elsewhere, name(3))); err != nil {
			t.Fatal(err)
		}
		reverted(t, l, run.ID, WriteOptions{RemoveOurs: true})
		sameFiles(t, "all undone", hashes(t, dir), before)
	}
}

// TestWhatWasDecidedForAPictureIsWrittenIntoNoOther: photos that were renamed since the decision are
// written under their new names where the library knows these; what is another picture is left
// alone. A picture that only other programs' metadata were put into is the same.
func TestWhatWasDecidedForAPictureIsWrittenIntoNoOther(t *testing.T) {
	dir := photosIn(t, 3)
	l := newLibrary(t)
	photos := imported(t, l, dir).Photos
	first, second, third := l.Snapshot().Photo(photos[0]), l.Snapshot().Photo(photos[1]), l.Snapshot().Photo(photos[2])
	other := newLibrary(t)
	if _, err := other.Write(t.Context(), "", []WriteRequest{{Path: third.Path, Edit: addition("theirs")}}, WriteOptions{}); err != nil {
		t.Fatal(err)
	}
	write(t, second.Path, append(slices.Clone(jpegOf(7)), "behind"...)) // no other photo has this picture
	requests := []WriteRequest{
		{Photo: first.ID, Path: first.Path, Edit: addition("first")},
		{Photo: second.ID, Path: second.Path, Edit: addition("second")},
		{Photo: third.ID, Path: third.Path, Edit: addition("third")},
	}
	failed := map[string]error{}
	say := WriteOptions{Each: func(r WriteResult) { failed[filepath.Base(r.Path)] = r.Err }}
	if _, err := l.Write(t.Context(), "", requests, say); err != nil {
		t.Fatal(err)
	}
	if failed["p00000.jpg"] != nil || !errors.Is(failed["p00001.jpg"], ErrOtherPicture) || failed["p00002.jpg"] != nil {
		t.Errorf("%v", failed)
	}
	swap(t, first.Path, third.Path)
	for _, seen := range []string{"not seen yet", "seen"} {
		if seen == "seen" {
			imported(t, l, dir)
		}
		requests[0].Edit, requests[2].Edit = addition(seen+" first"), addition(seen+" third")
		if _, err := l.Write(t.Context(), "", requests, say); err != nil {
			t.Fatal(err)
		}
		if was := errors.Is(failed["p00000.jpg"], ErrOtherPicture) && errors.Is(failed["p00002.jpg"], ErrOtherPicture); was == (seen == "seen") {
			t.Errorf("%s: %v", seen, failed)
		}
	}
	for path, want := range map[string]string{third.Path: "first", first.Path: "third"} {
		k, err := new(sidecar.Folders).ReadKeywords(path)
		if err != nil || !k.Has(want) || !k.Has("seen "+want) || k.Has("not seen yet "+want) {
			t.Errorf("%s: %v, %v", path, k.All, err)
		}
	}
}

// TestACopyIsNotTakenForWhatHasMoved: where a photo and its copy were written alike and one has
// moved, with the sidecar that it got, the undo puts back what is there and keeps the rest until it
// is found, instead of taking one for the other and saying that both are restored.
func TestACopyIsNotTakenForWhatHasMoved(t *testing.T) {
	for name, to := range map[string]safewrite.Destination{"in the photo": safewrite.Auto, "sidecars": safewrite.SidecarFile} {
		for _, known := range []bool{true, false} {
			dir := photosIn(t, 0)
			write(t, filepath.Join(dir, "a.jpg"), jpegOf(1))
			write(t, filepath.Join(dir, "in", "b.jpg"), jpegOf(1))
			l := newLibrary(t)
			if known {
				imported(t, l, dir)
			}
			before := hashes(t, dir)
			var reqs []WriteRequest
			for _, file := range []string{"a.jpg", "in/b.jpg"} {
				reqs = append(reqs, WriteRequest{Path: filepath.Join(dir, file), Edit: addition("dog")})
			}
			run, err := l.Write(t.Context(), "", reqs, WriteOptions{Options: safewrite.Options{To: to}})
			if err != nil {
				t.Fatal(err)
			}
			if err := os.Rename(filepath.Join(dir, "in"), filepath.Join(dir, "moved")); err != nil {
				t.Fatal(err)
			}
			restored := 0
			for _, r := range reverted(t, l, run.ID, WriteOptions{RemoveOurs: true}) {
				if r.Restored {
					restored++
				}
			}
			if restored != 1 {
				t.Errorf("%s, known %v: %d said to be restored", name, known, restored)
			}
			if imported(t, l, dir); !known { // its place is all that tells it
				if err := os.Rename(filepath.Join(dir, "moved"), filepath.Join(dir, "in")); err != nil {
					t.Fatal(err)
				}
			}
			reverted(t, l, run.ID, WriteOptions{RemoveOurs: true})
			if known {
				if err := os.Rename(filepath.Join(dir, "moved"), filepath.Join(dir, "in")); err != nil {
					t.Fatal(err)
				}
			}
			sameFiles(t, name, hashes(t, dir), before)
		}
	}
}

// TestACopyOfAnEarlierRunStandsForItself: where the disk of a photo is away, its undo takes nothing
// from a copy elsewhere that an earlier run has written alike.
func TestACopyOfAnEarlierRunStandsForItself(t *testing.T) {
	dir := photosIn(t, 0)
	for _, name := range []string{"here/a.jpg", "disk/a.jpg"} {
		write(t, filepath.Join(dir, name), jpegOf(1))
	}
	l := newLibrary(t)
	imported(t, l, dir)
	wrote := func(name string) uint64 {
		run, err := l.Write(t.Context(), "", []WriteRequest{{Path: filepath.Join(dir, name), Edit: addition("dog")}}, WriteOptions{})
		if err != nil {
			t.Fatal(err)
		}
		return run.ID
	}
	wrote("here/a.jpg")
	run := wrote("disk/a.jpg")
	before := hashes(t, filepath.Join(dir, "here"))
	away := filepath.Join(t.TempDir(), "disk")
	renamed(t, filepath.Join(dir, "disk"), away)
	photo := filepath.Join(dir, "disk", "a.jpg")
	if got := reverted(t, l, run, WriteOptions{}); len(got) != 1 || got[photo].Restored {
		t.Errorf("%+v", got)
	}
	sameFiles(t, "the copy", hashes(t, filepath.Join(dir, "here")), before)
	renamed(t, away, filepath.Join(dir, "disk"))
	if got := reverted(t, l, run, WriteOptions{}); !got[photo].Restored {
		t.Errorf("with its disk: %+v", got)
	}
	sameFiles(t, "the copy", hashes(t, filepath.Join(dir, "here")), before)
}

// TestAnUndoGoesOnWhereOneBrokeOff: what it left beside the photo is in nobody's way.
func TestAnUndoGoesOnWhereOneBrokeOff(t *testing.T) {
	dir := photosIn(t, 1)
	l := newLibrary(t)
	imported(t, l, dir)
	before := hashes(t, dir)
	photo := l.Snapshot().Photos()[0].Path
	original, err := os.ReadFile(photo)
	if err != nil {
		t.Fatal(err)
	}
	run, err := l.Write(t.Context(), "", []WriteRequest{{Path: photo, Edit: addition("dog")}}, WriteOptions{})
	if err != nil {
		t.Fatal(err)
	}
	err = l.store.Read(func(tx *bolt.Tx) error {
		write(t, tx.UndoRecords(run.ID)[0].Files[0].Temp+"-back", original[:len(original)/2])
		return nil
	})
	if got := reverted(t, l, run.ID, WriteOptions{}); err != nil || !got[photo].Restored {
		t.Errorf("%+v, %v", got, err)
	}
	sameFiles(t, "undone", hashes(t, dir), before)
}

// TestAFileOfTwoThatWereSwapped: where two files got each other's names and one of them is imported,
// what was decided goes with the pictures, as it does where both are.
func TestAFileOfTwoThatWereSwapped(t *testing.T) {
	dir := photosIn(t, 2)
	l := newLibrary(t)
	photos := imported(t, l, dir).Photos
	first, second := *l.Snapshot().Photo(photos[0]), *l.Snapshot().Photo(photos[1])
	decide(t, l, Decision{Photo: first.ID, Tag: "first", Verdict: Typed}, Decision{Photo: second.ID, Tag: "second", Verdict: Typed})
	swap(t, first.Path, second.Path)
	said := func(path string) string {
		p := l.Snapshot().ByPath(path)
		if p == nil || p.Missing {
			return "not there"
		}
		return strings.Join(l.Snapshot().Pending(p.ID).Add, " ")
	}
	imported(t, l, first.Path)
	if got := said(first.Path); got != "second" {
		t.Errorf("the one that was imported has %q", got)
	}
	imported(t, l, second.Path)
	if got := said(first.Path) + ", " + said(second.Path); got != "second, first" {
		t.Errorf("both: %q", got)
	}
}

// TestUndoFindsWhatWasRenamedInItsFolder: a photo that the library never knew, and a sidecar whose
// photo another one has taken the place of, under names that nobody has told.
func TestUndoFindsWhatWasRenamedInItsFolder(t *testing.T) {
	for name, to := range map[string]safewrite.Destination{"photo": safewrite.Embedded, "sidecar": safewrite.SidecarFile} {
		dir := photosIn(t, 2)
		first, second := filepath.Join(dir, "p00000.jpg"), filepath.Join(dir, "p00001.jpg")
		before := hashes(t, dir)
		l := newLibrary(t)
		run, err := l.Write(t.Context(), "", []WriteRequest{{Path: first, Edit: addition("dog")}}, WriteOptions{Options: safewrite.Options{To: to}})
		if err != nil {
			t.Fatal(err)
		}
		swap(t, first, second)
		if to == safewrite.SidecarFile {
			if err := os.Rename(first+".xmp", second+".xmp"); err != nil {
				t.Fatal(err)
			}
		}
		reverted(t, l, run.ID, WriteOptions{RemoveOurs: true})
		swap(t, first, second)
		sameFiles(t, name, hashes(t, dir), before)
	}
}
