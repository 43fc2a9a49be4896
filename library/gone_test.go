package library

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// kept are the photos on which a word was decided, by path; those that are missing in brackets.
func kept(l *Library, dir, tag string) string {
	var all []string
	snap := l.Snapshot()
	for _, p := range snap.Photos() {
		if indexTag(snap.Decisions(p.ID), tag) < 0 {
			continue
		}
		name, _ := filepath.Rel(dir, p.Path)
		if p.Missing {
			name = "(" + name + ")"
		}
		all = append(all, filepath.ToSlash(name))
	}
	return strings.Join(all, " ")
}

// twoDisks is a library of the folders one and two, with photos in the first that the user has
// decided on, and one more.
func twoDisks(t *testing.T) (l *Library, dir string) {
	dir = t.TempDir()
	for i, name := range []string{"one/a/1.jpg", "one/b/1.jpg", "one/2.jpg", "one/rest.jpg", "two/other.jpg"} {
		write(t, filepath.Join(dir, name), jpegOf(i))
	}
	l = newLibrary(t)
	one, two := filepath.Join(dir, "one"), filepath.Join(dir, "two")
	if err := l.AddSources(one, two); err != nil {
		t.Fatal(err)
	}
	imported(t, l, one, two)
	for _, p := range l.Snapshot().Photos() {
		if name := filepath.Base(p.Path); name == "1.jpg" || name == "2.jpg" {
			decide(t, l, Decision{Photo: p.ID, Tag: "kept", Verdict: Typed})
		}
	}
	return l, dir
}

func copyTree(t *testing.T, from, to string) {
	t.Helper()
	if err := os.CopyFS(to, os.DirFS(from)); err != nil {
		t.Fatal(err)
	}
}

func removed(t *testing.T, paths ...string) {
	t.Helper()
	for _, path := range paths {
		if err := os.RemoveAll(path); err != nil {
			t.Fatal(err)
		}
	}
}

// TestMoveByCopyAndDelete: across disks a move is a copy, seen as new photos, and then a deletion.
// The decisions follow, wherever the deletion is seen: in the same import, in one of its own, file
// by file, folder by folder.
func TestMoveByCopyAndDelete(t *testing.T) {
	const at = "two/new/2.jpg two/new/a/1.jpg two/new/b/1.jpg"
	for name, look := range map[string]func(l *Library, one, two string){
		"apart":       func(l *Library, one, two string) { imported(t, l, two); imported(t, l, one) },
		"all at once": func(l *Library, one, two string) { imported(t, l, one, two) },
		"file by file": func(l *Library, one, two string) {
			imported(t, l, two)
			imported(t, l, one+"/a", one+"/b/1.jpg", one+"/2.jpg")
		},
		"deletion first": func(l *Library, one, two string) { imported(t, l, one); imported(t, l, two) },
	} {
		l, dir := twoDisks(t)
		one, two := filepath.Join(dir, "one"), filepath.Join(dir, "two")
		ids := map[string]ID{}
		for _, p := range l.Snapshot().Photos() {
			ids[string(p.Picture[:])] = p.ID
		}
		copyTree(t, one, filepath.Join(two, "new"))
		removed(t, filepath.Join(two, "new/rest.jpg"))
		if name == "apart" || name == "file by file" {
			imported(t, l, two)
			if got := kept(l, dir, "kept"); got != "one/2.jpg one/a/1.jpg one/b/1.jpg" {
				t.Errorf("%s: a copy has taken decisions: %s", name, got)
			}
		}
		removed(t, filepath.Join(one, "a"), filepath.Join(one, "b/1.jpg"), filepath.Join(one, "2.jpg"))
		look(l, one, two)
		if got := kept(l, dir, "kept"); got != at || strings.Contains(names(l), "(") || len(l.Snapshot().Photos()) != 5 {
			t.Errorf("%s: %s; %s", name, got, names(l))
		}
		for _, p := range l.Snapshot().Photos() {
			if ids[string(p.Picture[:])] != p.ID {
				t.Errorf("%s: %s is another photo than before", name, p.Path)
			}
		}
		path := l.Path()
		closed(t, l)
		if l = opened(t, path); kept(l, dir, "kept") != at {
			t.Errorf("%s: opened again: %s", name, kept(l, dir, "kept"))
		}
	}
}

// TestImportedNamesThePhotoThatBecameACopy: the photos of an import are those that the library
// knows at its end.
func TestImportedNamesThePhotoThatBecameACopy(t *testing.T) {
	l, dir := twoDisks(t)
	one, two := filepath.Join(dir, "one"), filepath.Join(dir, "two")
	copyTree(t, one, filepath.Join(two, "new"))
	imported(t, l, two)
	removed(t, filepath.Join(one, "a"), filepath.Join(one, "2.jpg"))
	in := imported(t, l, two, one)
	if len(in.Photos) != 7 || len(in.Paths) != 7 { // other, four copies, two that stayed
		t.Errorf("%d photos: %q", len(in.Photos), in.Paths)
	}
	for i, id := range in.Photos {
		if p := l.Snapshot().Photo(id); p == nil || p.Path != in.Paths[i] {
			t.Errorf("%s: %+v", in.Paths[i], p)
		}
	}
}

// TestACopyDoesNotSteal: when the whole place of a photo has gone, it may be a disk that comes
// back. A copy that stands elsewhere has the decisions meanwhile; the photo has them when it is
// back.
func TestACopyDoesNotSteal(t *testing.T) {
	for name, gone := range map[string]func(one, away string) error{
		"the disk has gone": os.Rename,
		"the disk is empty": func(one, away string) error { return errors.Join(os.Rename(one, away), os.Mkdir(one, 0o755)) },
	} {
		for _, known := range []bool{true, false} {
			l, dir := twoDisks(t)
			one, two, away := filepath.Join(dir, "one"), filepath.Join(dir, "two"), filepath.Join(dir, "away")
			copyTree(t, one, filepath.Join(two, "new"))
			if known {
				imported(t, l, two)
			}
			if err := gone(one, away); err != nil {
				t.Fatal(err)
			}
			imported(t, l, one)
			imported(t, l, two)
			want := "(one/2.jpg) (one/a/1.jpg) (one/b/1.jpg) two/new/2.jpg two/new/a/1.jpg two/new/b/1.jpg"
			if got := kept(l, dir, "kept"); got != want {
				t.Errorf("%s, known %v: %s", name, known, got)
			}
			removed(t, one)
			if err := os.Rename(away, one); err != nil {
				t.Fatal(err)
			}
			imported(t, l, one, two)
			if got := kept(l, dir, "kept"); got != strings.NewReplacer("(", "", ")", "").Replace(want) {
				t.Errorf("%s, known %v, back: %s", name, known, got)
			}
		}
	}
}

// TestDecidedCopiesKeepTheirOwn: what the user has decided on a copy is never overruled by the
// photo that has gone.
func TestDecidedCopiesKeepTheirOwn(t *testing.T) {
	l, dir := twoDisks(t)
	copyTree(t, filepath.Join(dir, "one"), filepath.Join(dir, "two/new"))
	imported(t, l, filepath.Join(dir, "two"))
	copied := func(name string) ID { return l.Snapshot().ByPath(filepath.Join(dir, "two/new", name)).ID }
	decide(t, l, Decision{Photo: copied("2.jpg"), Tag: "kept", Verdict: Rejected})
	decide(t, l, Decision{Photo: copied("a/1.jpg"), Tag: "kept", Verdict: Typed}, Decision{Photo: copied("a/1.jpg"), Tag: "more", Verdict: Typed})
	decide(t, l, Decision{Photo: copied("b/1.jpg"), Tag: "machine", Verdict: Accepted, Run: true})
	removed(t, filepath.Join(dir, "one/2.jpg"), filepath.Join(dir, "one/a"), filepath.Join(dir, "one/b"))
	imported(t, l, filepath.Join(dir, "one"))
	if got := kept(l, dir, "kept"); got != "(one/2.jpg) two/new/2.jpg two/new/a/1.jpg two/new/b/1.jpg" {
		t.Errorf("%s", got)
	}
	if ds := l.Snapshot().Decisions(copied("2.jpg")); len(ds) != 1 || ds[0].Verdict != Rejected {
		t.Errorf("%+v", ds)
	}
	if got := kept(l, dir, "machine"); got != "two/new/b/1.jpg" {
		t.Errorf("what a run has put there is lost: %s", got)
	}
}

// saving is one way in which programs save a.jpg, step by step.
var saving = map[string][]func(a, beside string) error{
	"by renaming the old one": {
		func(a, beside string) error { return os.Rename(a, beside) },
		func(a, _ string) error { return os.WriteFile(a, jpegOf(1000), 0o644) },
		func(_, beside string) error { return os.Remove(beside) },
	},
	"by a copy of the old one": {
		func(a, beside string) error { return os.WriteFile(beside, jpegOf(0), 0o644) },
		func(a, _ string) error { return os.WriteFile(a, jpegOf(1000), 0o644) },
		func(_, beside string) error { return os.Remove(beside) },
	},
	"by renaming the new one over it": {
		func(_, beside string) error { return os.WriteFile(beside, jpegOf(1000), 0o644) },
		func(a, beside string) error { return os.Rename(beside, a) },
	},
	"by deleting it first": {
		func(_, beside string) error { return os.WriteFile(beside, jpegOf(1000), 0o644) },
		func(a, _ string) error { return os.Remove(a) },
		func(a, beside string) error { return os.Rename(beside, a) },
	},
	"the same picture, by renaming the old one": {
		func(a, beside string) error { return os.Rename(a, beside) },
		func(a, _ string) error { return os.WriteFile(a, jpegOf(0), 0o644) },
		func(_, beside string) error { return os.Remove(beside) },
	},
	"the same picture, by deleting it first": {
		func(a, _ string) error { return os.Remove(a) },
		func(a, _ string) error { return os.WriteFile(a, jpegOf(0), 0o644) },
	},
}

// TestProgramsThatSave: whichever of the steps imports see, the photo keeps its decisions, and no
// other one is left.
func TestProgramsThatSave(t *testing.T) {
	for way, steps := range saving {
		for seen := range 1 << (len(steps) - 1) {
			for _, told := range []bool{true, false} { // file by file, as watching does, or as a folder
				playSaving(t, fmt.Sprintf("%s, imports %b, told %v", way, seen, told), steps, seen, told)
			}
		}
	}
}

func playSaving(t *testing.T, name string, steps []func(a, beside string) error, seen int, told bool) {
	t.Helper()
	dir := photosIn(t, 3)
	a, beside := filepath.Join(dir, "p00000.jpg"), filepath.Join(dir, "p00000.orig.jpg")
	l := newLibrary(t)
	defer closed(t, l)
	if err := l.AddSources(dir); err != nil {
		t.Fatal(err)
	}
	imported(t, l, dir)
	decide(t, l, Decision{Photo: idsByName(l)["p00000.jpg"], Tag: "kept", Verdict: Typed})
	for n, step := range steps {
		if err := step(a, beside); err != nil {
			t.Fatal(err)
		}
		if seen>>n&1 == 0 && n < len(steps)-1 {
			continue
		}
		if told {
			imported(t, l, a, beside)
		} else {
			imported(t, l, dir)
		}
	}
	if got := kept(l, dir, "kept"); got != "p00000.jpg" {
		t.Errorf("%s: kept at %q; %s", name, got, names(l))
	}
	if ghost := strings.Contains(names(l), "("); ghost || len(l.Snapshot().Photos()) != 3 {
		t.Errorf("%s: left over: %s", name, names(l))
	}
}

// TestPassingFiles: a file that comes and goes while the folder is watched leaves nothing behind;
// one that the user has decided on stays known.
func TestPassingFiles(t *testing.T) {
	l, dir := tree(t)
	watching(t, l, nil)
	temp, decided := filepath.Join(dir, "a/x-temp.jpg"), filepath.Join(dir, "a/decided.jpg")
	write(t, temp, jpegOf(300))
	write(t, decided, jpegOf(301))
	eventually(t, l, "there", "1 2 3 4 5 6 decided x-temp 7 8")
	decide(t, l, Decision{Photo: idsByName(l)["decided.jpg"], Tag: "kept", Verdict: Typed})
	removed(t, temp, decided)
	eventually(t, l, "gone", "1 2 3 4 5 6 (decided) 7 8")
}

// TestADiskThatIsBackKeepsItsOwn: its photos are there again, though no import has read them yet, and
// a copy elsewhere takes nothing over from them.
func TestADiskThatIsBackKeepsItsOwn(t *testing.T) {
	for name, decided := range map[string]bool{"alike": true, "not at all": false} {
		l, dir := twoDisks(t)
		one, two, away := filepath.Join(dir, "one"), filepath.Join(dir, "two"), filepath.Join(dir, "away")
		copyTree(t, one, filepath.Join(two, "copy"))
		imported(t, l, two)
		for _, p := range l.Snapshot().Photos() {
			if decided && strings.Contains(p.Path, "copy") {
				decide(t, l, Decision{Photo: p.ID, Tag: "kept", Verdict: Typed})
			}
		}
		before := l.Snapshot().Photos()
		renamed(t, one, away)
		imported(t, l, one)
		renamed(t, away, one)
		imported(t, l, filepath.Join(two, "other.jpg"))
		imported(t, l, one, two)
		now := l.Snapshot().Photos()
		if got := kept(l, dir, "kept"); len(now) != len(before) || !strings.HasPrefix(got, "one/2.jpg one/a/1.jpg one/b/1.jpg") {
			t.Errorf("%s: %d photos of %d, decided on %s", name, len(now), len(before), got)
		}
		for i, p := range now {
			if p.ID != before[i].ID {
				t.Errorf("%s: %s is another photo than before", name, p.Path)
			}
		}
	}
}

func renamed(t *testing.T, from, to string) {
	t.Helper()
	if err := os.Rename(from, to); err != nil {
		t.Fatal(err)
	}
}
