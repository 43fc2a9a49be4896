package library

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// told lists sources in one line: "a !a/x, b".
func told(all []Source) string {
	var texts []string
	for _, s := range all {
		texts = append(texts, strings.Join(append([]string{s.Path}, s.Excluded...), " !"))
	}
	return strings.Join(texts, ", ")
}

func TestAddSource(t *testing.T) {
	for _, test := range []struct {
		have []Source
		add  string
		want string
	}{
		{nil, "/a", "/a"},
		{[]Source{{Path: "/a"}}, "/a", "/a"},
		{[]Source{{Path: "/a"}}, "/a/b", "/a"},
		{[]Source{{Path: "/a"}}, "/ab", "/a, /ab"},
		{[]Source{{Path: "/a/b", Excluded: []string{"/a/b/c"}}, {Path: "/z"}}, "/a", "/a !/a/b/c, /z"},
		{[]Source{{Path: "/a", Excluded: []string{"/a/b", "/a/c"}}}, "/a/b", "/a !/a/c"},
		{[]Source{{Path: "/a", Excluded: []string{"/a/b"}}}, "/a/b/c", "/a !/a/b, /a/b/c"},
		{[]Source{{Path: "/a", Excluded: []string{"/a/b"}}, {Path: "/a/b/c"}}, "/a/b", "/a"},
	} {
		l := newLibrary(t)
		err := l.changeSources("test", func([]Source) ([]Source, error) { return addSource(slices.Clone(test.have), test.add, true), nil })
		if got := told(l.Snapshot().Sources()); err != nil || got != test.want {
			t.Errorf("%s and %s: %s, want %s (%v)", told(test.have), test.add, got, test.want, err)
		}
	}
}

func TestSourcesArePersistent(t *testing.T) {
	dir := t.TempDir()
	odd := filepath.Join(dir, "new\nline and not\xffUTF-8")
	long := filepath.Join(dir, strings.Repeat("x", 250))
	for _, folder := range []string{odd, long} {
		if err := os.Mkdir(folder, 0o755); err != nil {
			t.Skip("no such names here")
		}
	}
	write(t, filepath.Join(dir, "photo.jpg"), jpegOf(1))
	l := newLibrary(t)
	if err := l.AddSources(odd, long, filepath.Join(dir, "photo.jpg"), filepath.Join(dir, "gone")); err != nil {
		t.Fatal(err)
	}
	want, path := told(l.Snapshot().Sources()), l.Path()
	closed(t, l)
	if l = opened(t, path); told(l.Snapshot().Sources()) != want || len(l.Snapshot().Sources()) != 2 {
		t.Errorf("%q, want %q", told(l.Snapshot().Sources()), want)
	}
}

// tree is a library of two photos in each of a, a/b, a/c and z, with a and z as sources.
func tree(t *testing.T) (l *Library, dir string) {
	dir = t.TempDir()
	for i, name := range []string{"a/1", "a/2", "a/b/3", "a/b/4", "a/c/5", "a/c/6", "z/7", "z/8"} {
		write(t, filepath.Join(dir, name+".jpg"), jpegOf(i))
	}
	l = newLibrary(t)
	if err := l.AddSources(filepath.Join(dir, "a"), filepath.Join(dir, "z")); err != nil {
		t.Fatal(err)
	}
	imported(t, l, filepath.Join(dir, "a"), filepath.Join(dir, "z"))
	return l, dir
}

// names lists the photos' names, those that are missing in brackets.
func names(l *Library) string {
	var all []string
	for _, p := range l.Snapshot().Photos() {
		name := strings.TrimSuffix(filepath.Base(p.Path), ".jpg")
		if p.Missing {
			name = "(" + name + ")"
		}
		all = append(all, name)
	}
	return strings.Join(all, " ")
}

func TestExcludedFoldersAreLeftOut(t *testing.T) {
	l, dir := tree(t)
	a, b := filepath.Join(dir, "a"), filepath.Join(dir, "a/b")
	if err := l.StoreVectors("m", []Vector{{Picture: pictureOf3(l, "3.jpg"), Values: []float32{1}}, {Picture: pictureOf3(l, "5.jpg"), Values: []float32{1}}}); err != nil {
		t.Fatal(err)
	}
	if err := l.Exclude(b); err != nil || names(l) != "1 2 5 6 7 8" || l.Info().Vectors != 1 {
		t.Fatalf("%v: %s, %+v", err, names(l), l.Info())
	}
	if in := imported(t, l, a); in.counts() != [5]int{0, 4, 0, 0, 0} || names(l) != "1 2 5 6 7 8" {
		t.Errorf("a rescan takes what is excluded: %v, %s", in.counts(), names(l))
	}
	if err := l.Exclude(filepath.Join(a, "c")); err != nil || names(l) != "1 2 7 8" {
		t.Errorf("%v: %s", err, names(l))
	}
	if in := imported(t, l, b); in.New != 2 {
		t.Errorf("a folder that is named is read, excluded or not: %v", in.counts())
	}
	if err := l.AddSources(b); err != nil || told(l.Snapshot().Sources()) != a+" !"+filepath.Join(a, "c")+", "+filepath.Join(dir, "z") {
		t.Errorf("%v: %s", err, told(l.Snapshot().Sources()))
	}
}

func TestRemovedPhotosStayAway(t *testing.T) {
	l, dir := tree(t)
	a := filepath.Join(dir, "a")
	if err := os.Remove(filepath.Join(a, "2.jpg")); err != nil {
		t.Fatal(err)
	}
	imported(t, l, a)
	if err := l.Remove(idsByName(l)["1.jpg"], l.Snapshot().ByPath(filepath.Join(a, "2.jpg")).ID); err != nil {
		t.Fatal(err)
	}
	write(t, filepath.Join(a, "2.jpg"), jpegOf(200)) // its name was free
	if imported(t, l, a); names(l) != "2 3 4 5 6 7 8" {
		t.Errorf("%s", names(l))
	}
	if err := l.AddSources(filepath.Join(a, "1.jpg")); err != nil || told(l.Snapshot().Sources()) != a+", "+filepath.Join(dir, "z") {
		t.Errorf("given again: %v, %s", err, told(l.Snapshot().Sources()))
	}
	imported(t, l, a)
	if err := errors.Join(l.Remove(idsByName(l)["1.jpg"]), l.Exclude(filepath.Join(a, "b")), l.Include(a)); err != nil {
		t.Fatal(err)
	}
	if imported(t, l, a); names(l) != "1 2 3 4 5 6 7 8" {
		t.Errorf("included: %s", names(l))
	}
}

func pictureOf3(l *Library, name string) [16]byte {
	return l.Snapshot().Photo(idsByName(l)[name]).Picture
}

func TestRemoveFolder(t *testing.T) {
	l, dir := tree(t)
	before := hashes(t, dir)
	decide(t, l, Decision{Photo: idsByName(l)["7.jpg"], Tag: "stays", Verdict: Typed})
	if err := l.RemoveFolder(filepath.Join(dir, "a")); err != nil || names(l) != "7 8" || told(l.Snapshot().Sources()) != filepath.Join(dir, "z") {
		t.Errorf("%v: %s; %s", err, names(l), told(l.Snapshot().Sources()))
	}
	if ds := l.Snapshot().Decisions(idsByName(l)["7.jpg"]); len(ds) != 1 {
		t.Errorf("%v", ds)
	}
	sameFiles(t, "removed from the library", hashes(t, dir), before)
}

func TestOfflineSource(t *testing.T) {
	l, dir := tree(t)
	z := filepath.Join(dir, "z")
	decide(t, l, Decision{Photo: idsByName(l)["7.jpg"], Tag: "kept", Verdict: Typed})
	away := filepath.Join(t.TempDir(), "away")
	if err := os.Rename(z, away); err != nil {
		t.Fatal(err)
	}
	for _, empty := range []bool{false, true} { // the folder has gone, or is a mount point without its disk
		if empty {
			if err := os.Mkdir(z, 0o755); err != nil {
				t.Fatal(err)
			}
		}
		imported(t, l, z)
		if snap := l.Snapshot(); !snap.Offline(z) || snap.Offline(filepath.Join(dir, "a")) || names(l) != "1 2 3 4 5 6 (7) (8)" {
			t.Errorf("empty %v: %s", empty, names(l))
		}
	}
	if err := os.Remove(z); err != nil {
		t.Fatal(err)
	}
	if err := os.Rename(away, z); err != nil {
		t.Fatal(err)
	}
	if in := imported(t, l, z); in.Known != 2 || l.Snapshot().Offline(z) {
		t.Errorf("back: %v", in.counts())
	}
}

func TestRelocate(t *testing.T) {
	l, dir := tree(t)
	a, to := filepath.Join(dir, "a"), filepath.Join(t.TempDir(), "new disk")
	if err := l.Exclude(filepath.Join(a, "c")); err != nil {
		t.Fatal(err)
	}
	decide(t, l, Decision{Photo: idsByName(l)["3.jpg"], Tag: "kept", Verdict: Typed})
	before := idsByName(l)
	if err := os.Rename(a, to); err != nil {
		t.Fatal(err)
	}
	imported(t, l, a)
	if err := l.Relocate(a, to); err != nil {
		t.Fatal(err)
	}
	in := imported(t, l, to)
	after := idsByName(l)
	if in.counts() != [5]int{0, 4, 0, 0, 0} || fmt.Sprint(after) != fmt.Sprint(before) || len(l.Snapshot().Decisions(after["3.jpg"])) != 1 {
		t.Errorf("%v: %v, want %v", in.counts(), after, before)
	}
	want := to + " !" + filepath.Join(to, "c") + ", " + filepath.Join(dir, "z")
	if told(l.Snapshot().Sources()) != want && !strings.Contains(told(l.Snapshot().Sources()), to+" !"+filepath.Join(to, "c")) {
		t.Errorf("%s", told(l.Snapshot().Sources()))
	}
	if err := l.Relocate(to, filepath.Join(to, "below")); err == nil {
		t.Error("into itself")
	}
}

func TestPictureChanged(t *testing.T) {
	dir := photosIn(t, 3)
	l := newLibrary(t)
	imported(t, l, dir)
	one, id := filepath.Join(dir, "p00001.jpg"), idsByName(l)["p00001.jpg"]
	decide(t, l, Decision{Photo: id, Tag: "kept", Verdict: Typed})
	changed := func(want bool) {
		t.Helper()
		imported(t, l, dir)
		p := l.Snapshot().Photo(id)
		if p.PictureChanged != want || p.Path != one || len(l.Snapshot().Decisions(id)) != 1 {
			t.Errorf("%+v, want changed %v", p, want)
		}
	}
	changed(false)
	write(t, one, jpegOf(1001))
	changed(true)
	path := l.Path()
	closed(t, l)
	l = opened(t, path)
	write(t, one, jpegOf(1002))
	changed(true)
	write(t, one, jpegOf(1))
	changed(false) // the edit was taken back
	write(t, one, jpegOf(1003))
	changed(true)
	if _, results := wrote(t, l, addition("word"), WriteOptions{}); results[one].Err != nil {
		t.Error(results[one].Err)
	}
	changed(true) // a write changes no picture
	before := l.Snapshot().Photo(id)
	if err := errors.Join(l.PictureSeen(id), l.PictureUnseen(before)); err != nil {
		t.Error(err)
	}
	changed(true)
	write(t, one, jpegOf(1))
	changed(false) // it is known still what was seen
	if err := l.PictureUnseen(before); err != nil {
		t.Error(err)
	}
	changed(false)
	write(t, one, jpegOf(1003))
	changed(true)
	if err := l.PictureSeen(id, 12345); err != nil {
		t.Error(err)
	}
	changed(false)
	if err := os.Rename(one, filepath.Join(dir, "other.jpg")); err != nil {
		t.Fatal(err)
	}
	one = filepath.Join(dir, "other.jpg")
	changed(false)
}

// TestRemovedPhotosStayAwayUnderOtherNames: the user has removed photos, and left out a folder;
// then folders and files are renamed, once and again. A copy of a removed photo, and what is named,
// comes in.
func TestRemovedPhotosStayAwayUnderOtherNames(t *testing.T) {
	l, dir := tree(t)
	a, z := filepath.Join(dir, "a"), filepath.Join(dir, "z")
	if err := errors.Join(l.Remove(idsByName(l)["3.jpg"], idsByName(l)["7.jpg"]), l.Exclude(filepath.Join(a, "c"))); err != nil {
		t.Fatal(err)
	}
	rename := func(from, to string) {
		t.Helper()
		if err := os.Rename(filepath.Join(dir, from), filepath.Join(dir, to)); err != nil {
			t.Fatal(err)
		}
	}
	has := func(what, want string) {
		t.Helper()
		got := strings.Fields(names(l))
		slices.Sort(got)
		if strings.Join(got, " ") != want {
			t.Errorf("%s: %q, want %s", what, got, want)
		}
	}
	for _, step := range [][2]string{{"a/b", "a/b2"}, {"a/c", "z/c2"}, {"z/7.jpg", "a/7.jpg"}, {"a/b2", "z/deep"}, {"z/c2", "a/c"}} {
		rename(step[0], step[1])
		for range 2 { // the second time nothing is new
			imported(t, l, a, z)
		}
		has(step[0]+" is "+step[1]+" now", "1 2 4 8")
		path := l.Path()
		closed(t, l)
		l = opened(t, path)
	}
	write(t, filepath.Join(a, "c/new.jpg"), jpegOf(80)) // left out with its folder
	write(t, filepath.Join(z, "copy.jpg"), jpegOf(2))   // of 3.jpg, which is still there
	imported(t, l, a, z)
	has("a copy", "1 2 4 8 copy")
	rename("z/deep/3.jpg", "z/deep/named.jpg")
	if err := l.AddSources(filepath.Join(z, "deep/named.jpg")); err != nil {
		t.Fatal(err)
	}
	imported(t, l, filepath.Join(z, "deep/named.jpg"))
	has("named", "1 2 4 8 copy named")
	if err := l.Include(a); err != nil {
		t.Fatal(err)
	}
	imported(t, l, a, z)
	has("taken in again", "1 2 4 5 6 7 8 copy named new")
	rename("a/c", "a/c3")
	imported(t, l, a, z)
	has("and renamed", "1 2 4 5 6 7 8 copy named new")
}

// TestRelocateJoinsWhatWasFoundAlready: the new place was imported before the user said that the
// folder had moved.
func TestRelocateJoinsWhatWasFoundAlready(t *testing.T) {
	for _, decided := range []bool{false, true} {
		l, dir := twoDisks(t)
		one, two := filepath.Join(dir, "one"), filepath.Join(dir, "two")
		copyTree(t, one, filepath.Join(two, "new"))
		imported(t, l, two)
		if decided {
			decide(t, l, Decision{Photo: l.Snapshot().ByPath(filepath.Join(two, "new/2.jpg")).ID, Tag: "kept", Verdict: Rejected})
		}
		removed(t, one)
		imported(t, l, one)
		if err := l.Relocate(one, filepath.Join(two, "new")); err != nil {
			t.Fatal(err)
		}
		want := "two/new/2.jpg two/new/a/1.jpg two/new/b/1.jpg"
		if decided { // two words of the user's: neither is lost
			want = "(one/2.jpg) " + want
		}
		if got := kept(l, dir, "kept"); got != want || strings.Contains(names(l), "(") != decided {
			t.Errorf("decided %v: %s; %s", decided, got, names(l))
		}
	}
}
