package library

import (
	"errors"
	"maps"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"catchlight/library/bolt"
	"catchlight/library/keywords"
	"catchlight/library/picture"
	"catchlight/library/safewrite"
	"catchlight/library/sidecar"
)

func addition(words ...string) keywords.Edit { return keywords.Edit{Add: words} }

func TestRunsAreUndoneInAnyOrderThatIsPossible(t *testing.T) {
	dir := photosIn(t, 4)
	l := newLibrary(t)
	imported(t, l, dir)
	states := []map[string][32]byte{hashes(t, dir)}
	var runs []Run
	for _, word := range []string{"one", "two", "three"} {
		run, _ := wrote(t, l, addition(word), WriteOptions{})
		runs = append(runs, run)
		states = append(states, hashes(t, dir))
	}
	for _, r := range reverted(t, l, runs[0].ID, WriteOptions{RemoveOurs: true}) {
		if r.Restored || r.Err == nil || !strings.Contains(r.Err.Error(), "run 3: undo that one first") {
			t.Errorf("undo of the first before the last: %+v", r)
		}
	}
	sameFiles(t, "refused undo", hashes(t, dir), states[3])
	for i := 2; i >= 0; i-- {
		for _, r := range reverted(t, l, runs[i].ID, WriteOptions{}) {
			if !r.Restored {
				t.Errorf("undo of run %d: %+v", runs[i].ID, r)
			}
		}
		sameFiles(t, "undo", hashes(t, dir), states[i])
	}
	if len(reverted(t, l, runs[0].ID, WriteOptions{})) > 0 {
		t.Error("an undone run is undone again")
	}
	if err := l.Revert(t.Context(), 99, WriteOptions{}, nil); !errors.Is(err, ErrNoRun) {
		t.Errorf("%v", err)
	}
}

func TestUndoOfSinglePhotos(t *testing.T) {
	dir := photosIn(t, 3)
	before := hashes(t, dir)
	l := newLibrary(t)
	imported(t, l, dir)
	run, _ := wrote(t, l, addition("dog"), WriteOptions{})
	one := dir + "/p00001.jpg"
	if got := reverted(t, l, run.ID, WriteOptions{Photos: []string{one}}); len(got) != 1 || !got[one].Restored {
		t.Errorf("%+v", got)
	}
	if runs, _ := l.Runs(); runs[0].Undone || runs[0].Back != 1 {
		t.Errorf("one of three photos is undone, the run says %+v", runs[0])
	}
	photos, err := l.RunPhotos(run.ID)
	if err != nil || len(photos) != 3 {
		t.Errorf("%+v, %v", photos, err)
	}
	for _, p := range photos {
		if p.Undone != (p.Path == one) || !slices.Equal(p.Added, []string{"dog"}) || !slices.Equal(p.Files, []string{p.Path}) {
			t.Errorf("%+v", p)
		}
	}
	if got := reverted(t, l, run.ID, WriteOptions{}); len(got) != 2 {
		t.Errorf("%+v", got)
	}
	sameFiles(t, "undo", hashes(t, dir), before)
	if runs, _ := l.Runs(); !runs[0].Undone || runs[0].Back != 3 {
		t.Errorf("the run is undone, it says %+v", runs[0])
	}
}

// foreignEdit writes a word with our own writer, outside the library, as another program would.
func foreignEdit(t *testing.T, path string, words ...string) {
	t.Helper()
	c, err := safewrite.Prepare(path, addition(words...), safewrite.Options{})
	if err == nil {
		err = c.Commit()
	}
	if err != nil {
		t.Fatal(err)
	}
}

func TestUndoLeavesForeignChangesAlone(t *testing.T) {
	dir := photosIn(t, 2)
	before := hashes(t, dir)
	l := newLibrary(t)
	imported(t, l, dir)
	run, _ := wrote(t, l, addition("ours"), WriteOptions{})
	path := dir + "/p00000.jpg"
	foreignEdit(t, path, "theirs")
	foreign := hashes(t, dir)[path]

	got := reverted(t, l, run.ID, WriteOptions{})
	if r := got[path]; r.Restored || !errors.Is(r.Err, ErrForeign) {
		t.Errorf("%+v", r)
	}
	if hashes(t, dir)[path] != foreign {
		t.Error("a file that another program changed was touched")
	}
	if other := dir + "/p00001.jpg"; hashes(t, dir)[other] != before[other] {
		t.Error("the other photo was not restored")
	}

	got = reverted(t, l, run.ID, WriteOptions{RemoveOurs: true})
	if r := got[path]; r.Restored || r.Err != nil || !strings.Contains(r.Note, "only the keywords") {
		t.Errorf("%+v", r)
	}
	k, err := new(sidecar.Folders).ReadKeywords(path)
	if err != nil || k.Has("ours") || !k.Has("theirs") {
		t.Errorf("%+v, %v", k.All, err)
	}
	runs, _ := l.Runs()
	if len(runs) != 1 || !runs[0].Undone {
		t.Errorf("%+v", runs)
	}
}

// TestOurChangesAreTakenBackWithTheirHierarchies: where another program has changed a file since, words
// that we took come back to where they stood, and alone where they stood alone.
func TestOurChangesAreTakenBackWithTheirHierarchies(t *testing.T) {
	for name, ours := range map[string]keywords.Edit{
		"removed": {Remove: []string{"dog", "sea"}}, "by its hierarchy": {Remove: []string{"animal|dog", "sea"}}, "set": {Clear: true, Add: []string{"x"}},
	} {
		dir := photosIn(t, 1)
		path := dir + "/p00000.jpg"
		foreignEdit(t, path, "animal|dog", "animal|cat", "sea")
		l := newLibrary(t)
		imported(t, l, dir)
		run, _ := wrote(t, l, ours, WriteOptions{})
		foreignEdit(t, path, "theirs")
		o := WriteOptions{RemoveOurs: true}
		o.Ancestors = true
		reverted(t, l, run.ID, o)
		k, err := new(sidecar.Folders).ReadKeywords(path)
		slices.Sort(k.IPTC)
		trees := slices.DeleteFunc(k.Hierarchy, func(path string) bool { return !strings.Contains(path, "|") })
		slices.Sort(trees)
		if want := []string{"cat", "dog", "sea", "theirs"}; err != nil || !slices.Equal(k.IPTC, want) || !slices.Equal(trees, []string{"animal|cat", "animal|dog"}) {
			t.Errorf("%s: %q, %q, %v", name, k.IPTC, trees, err)
		}
	}
}

func TestUndoFindsWhatHasMoved(t *testing.T) {
	for _, to := range []safewrite.Destination{safewrite.Embedded, safewrite.SidecarFile} {
		dir := photosIn(t, 3)
		before := hashes(t, dir)
		l := newLibrary(t)
		imported(t, l, dir)
		run, _ := wrote(t, l, addition("dog"), WriteOptions{Options: safewrite.Options{To: to}})
		moved := dir + "-elsewhere"
		if err := os.Rename(dir, moved); err != nil {
			t.Fatal(err)
		}
		for _, r := range reverted(t, l, run.ID, WriteOptions{}) {
			if to == safewrite.Embedded && (r.Restored || r.Err == nil || !strings.Contains(r.Err.Error(), "not there")) {
				t.Errorf("%s, gone: %+v", to, r)
			}
		}
		if to == safewrite.Embedded {
			imported(t, l, moved)
			for _, r := range reverted(t, l, run.ID, WriteOptions{}) {
				if !r.Restored || filepath.Dir(r.Path) != moved {
					t.Errorf("%s, moved: %+v", to, r)
				}
			}
		}
		want := map[string][32]byte{}
		for path, hash := range before {
			want[filepath.Join(moved, filepath.Base(path))] = hash
		}
		if to == safewrite.Embedded {
			sameFiles(t, string(to), hashes(t, moved), want)
		}
	}
}

func TestWriteMergesWhatAnotherProgramWrote(t *testing.T) {
	dir := photosIn(t, 1)
	path := dir + "/p00000.jpg"
	l := newLibrary(t)
	imported(t, l, dir)
	foreignEdit(t, path, "theirs")
	if _, got := wrote(t, l, addition("ours"), WriteOptions{}); got[path].Err != nil {
		t.Fatal(got[path].Err)
	}
	k, err := new(sidecar.Folders).ReadKeywords(path)
	if err != nil || !k.Has("ours") || !k.Has("theirs") {
		t.Errorf("%+v, %v", k.All, err)
	}
	// The library had not seen the other program's version: it must not take it for known.
	data := jpegOf(500)
	info, _ := os.Stat(path)
	write(t, path, append(data, make([]byte, int(info.Size())-len(data))...))
	if err := os.Chtimes(path, info.ModTime(), info.ModTime()); err != nil {
		t.Fatal(err)
	}
	imported(t, l, dir)
	if p := l.Snapshot().ByPath(path); p.Picture != picture.Identify(data, picture.JPEG, 1) {
		t.Error("a picture that changed before our write is not looked at again")
	}
}

// TestSharedSidecar: a RAW and a JPEG of one name, and a photo asked for twice, meet in a file.
func TestSharedSidecar(t *testing.T) {
	dir := t.TempDir()
	write(t, dir+"/a.jpg", jpegOf(1))
	write(t, dir+"/a.png", pngOf(t, 1))
	write(t, dir+"/a.cr2", append([]byte("II*\x00\x10\x00\x00\x00CR\x02\x00"), make([]byte, 300)...))
	write(t, dir+"/a.xmp", []byte(`<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about=""/></rdf:RDF></x:xmpmeta>`))
	if err := os.Symlink("a.jpg", dir+"/link.jpg"); err != nil {
		t.Skip("no symbolic links here")
	}
	before := hashes(t, dir)
	l := newLibrary(t)
	imported(t, l, dir)
	var reqs []WriteRequest
	for i, name := range []string{"a.jpg", "a.cr2", "a.png", "link.jpg", "a.jpg", "a.cr2"} {
		reqs = append(reqs, WriteRequest{Path: filepath.Join(dir, name), Edit: addition("word" + string(rune('a'+i)))})
	}
	var errs []error
	run, err := l.Write(t.Context(), "shared", reqs, WriteOptions{Each: func(r WriteResult) { errs = append(errs, r.Err) }})
	if err = errors.Join(append(errs, err)...); err != nil || len(errs) != len(reqs) {
		t.Fatal(err, len(errs))
	}
	for i, r := range reqs {
		k, err := new(sidecar.Folders).ReadKeywords(r.Path)
		if err != nil || !k.Has(r.Edit.Add[0]) {
			t.Errorf("request %d of %s: %+v, %v", i, filepath.Base(r.Path), k.All, err)
		}
	}
	if err := l.Revert(t.Context(), run.ID, WriteOptions{}, func(r Reverted) {
		if !r.Restored {
			t.Errorf("%+v", r)
		}
	}); err != nil {
		t.Fatal(err)
	}
	sameFiles(t, "undo", hashes(t, dir), before)
}

func TestDryRunWritesNothing(t *testing.T) {
	dir := photosIn(t, 3)
	before := hashes(t, dir)
	l := newLibrary(t)
	imported(t, l, dir)
	run, got := wrote(t, l, addition("dog"), WriteOptions{DryRun: true})
	for _, r := range got {
		if !r.Changed || !slices.Equal(r.Added, []string{"dog"}) || !slices.Equal(r.To, []safewrite.Destination{safewrite.Embedded}) {
			t.Errorf("%+v", r)
		}
	}
	sameFiles(t, "dry run", hashes(t, dir), before)
	if runs, _ := l.Runs(); run.ID != 0 || len(runs) != 0 {
		t.Errorf("%+v, %+v", run, runs)
	}
}

func TestOldRunsAreDropped(t *testing.T) {
	dir := photosIn(t, 1)
	l := newLibrary(t)
	imported(t, l, dir)
	run, _ := wrote(t, l, addition("dog"), WriteOptions{})
	if n, err := l.DropRuns(time.Now().Add(-time.Hour)); n != 0 || err != nil {
		t.Errorf("%d, %v", n, err)
	}
	if n, err := l.DropRuns(time.Now().Add(time.Hour)); n != 1 || err != nil {
		t.Errorf("%d, %v", n, err)
	}
	if err := l.Revert(t.Context(), run.ID, WriteOptions{}, nil); !errors.Is(err, ErrNoRun) {
		t.Errorf("%v", err)
	}
	next, _ := wrote(t, l, addition("cat"), WriteOptions{})
	if next.ID <= run.ID {
		t.Errorf("run %d after run %d", next.ID, run.ID)
	}
}

func TestKeptTimesAreKnown(t *testing.T) {
	dir := photosIn(t, 2)
	l := newLibrary(t)
	imported(t, l, dir)
	old := map[string]time.Time{}
	for _, p := range l.Snapshot().Photos() {
		old[p.Path] = p.ModTime
	}
	o := WriteOptions{Options: safewrite.Options{KeepTime: true}}
	run, _ := wrote(t, l, addition("dog"), o)
	reverted(t, l, run.ID, o)
	now := map[string]time.Time{}
	for _, p := range l.Snapshot().Photos() {
		now[p.Path] = p.ModTime
	}
	if !maps.EqualFunc(old, now, time.Time.Equal) {
		t.Errorf("times %v become %v", old, now)
	}
	first := l.Snapshot()
	imported(t, l, dir)
	if l.Snapshot() != first {
		t.Error("photos are read again after a write and its undo")
	}
}

// A record of the time when hashes were of the whole content says so, also when it is stored again.
func TestRecordOfAnEarlierVersion(t *testing.T) {
	dir := photosIn(t, 1)
	l := newLibrary(t)
	imported(t, l, dir)
	before := hashes(t, dir)
	run, _ := wrote(t, l, addition("dog"), WriteOptions{})
	now := hashes(t, dir)
	err := l.store.Change(func(tx *bolt.Tx) error {
		r := tx.UndoRecords(run.ID)[0]
		f := &r.Files[0]
		f.LegacyHash, f.Before.Hash, f.After.Hash = true, before[f.Path], now[f.Path]
		err := tx.PutUndo(r)
		if again := tx.UndoRecords(run.ID); len(again) != 1 || !reflect.DeepEqual(again[0], r) {
			t.Errorf("read back %+v", again)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	for path, r := range reverted(t, l, run.ID, WriteOptions{}) {
		if !r.Restored {
			t.Errorf("%s: %+v", path, r)
		}
	}
	sameFiles(t, "undo", hashes(t, dir), before)
}

// A photo that the library did not know at the write, and that has moved since, is found once it
// has been imported.
func TestUndoOfPhotosThatWereNotKnown(t *testing.T) {
	dir := photosIn(t, 2)
	write(t, dir+"/raw.nef", []byte("II*\x00\x08\x00\x00\x00\x00\x00\x00\x00\x00\x00"))
	before := hashes(t, dir)
	l := newLibrary(t)
	files, _, _ := l.Files(t.Context(), []string{dir}, nil)
	var reqs []WriteRequest
	for _, f := range files {
		reqs = append(reqs, WriteRequest{Path: f.Abs, Edit: addition("dog")})
	}
	run, err := l.Write(t.Context(), "", reqs, WriteOptions{})
	if err != nil || run.Photos != 3 {
		t.Fatal(run, err)
	}
	moved := t.TempDir() + "/moved"
	if err := os.Rename(dir, moved); err != nil {
		t.Fatal(err)
	}
	if err := os.Rename(moved+"/p00000.jpg", moved+"/renamed.jpg"); err != nil {
		t.Fatal(err)
	}
	for path, r := range reverted(t, l, run.ID, WriteOptions{RemoveOurs: true}) {
		if r.Restored || r.Err == nil {
			t.Errorf("%s: %+v", path, r)
		}
	}
	imported(t, l, moved)
	for path, r := range reverted(t, l, run.ID, WriteOptions{RemoveOurs: true}) {
		if !r.Restored {
			t.Errorf("%s: %+v", path, r)
		}
	}
	now := hashes(t, moved)
	if now[moved+"/renamed.jpg"] != before[dir+"/p00000.jpg"] || now[moved+"/raw.nef"] != before[dir+"/raw.nef"] || len(now) != 3 {
		t.Errorf("not as before: %q", slices.Sorted(maps.Keys(now)))
	}
	if p := l.Snapshot().ByPath(moved + "/renamed.jpg"); p == nil || p.Keywords.Has("dog") {
		t.Error("the library does not know what the photo holds now")
	}
}
