package library

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"catchlight/library/disk"
)

func TestImportKnowsWhatItHasSeen(t *testing.T) {
	dir := photosIn(t, 30)
	l := newLibrary(t)
	if in := imported(t, l, dir); in.counts() != [5]int{30, 0, 0, 0, 0} || len(in.Photos) != 30 || !slices.IsSorted(in.Paths) {
		t.Errorf("first import %v", in)
	}
	first := l.Snapshot()
	if in := imported(t, l, dir); in.counts() != [5]int{0, 30, 0, 0, 0} {
		t.Errorf("second import %v", in.counts())
	}
	if l.Snapshot() != first {
		t.Error("an import of what is known makes a new snapshot")
	}
	path := l.Path()
	closed(t, l)
	l = opened(t, path)
	if in := imported(t, l, dir); in.counts() != [5]int{0, 30, 0, 0, 0} {
		t.Errorf("import after opening again %v", in.counts())
	}
}

func TestImportWalk(t *testing.T) {
	dir := t.TempDir()
	for i, name := range []string{
		"a.jpg", "sub/b.JPEG", "sub/deep/c.jpg", "new\nline.jpg", "not\xff\xfeutf8.jpg", " spaces .jpg",
		strings.Repeat("x", 251) + ".jpg", ".hidden.jpg", ".hidden/d.jpg", "node_modules/e.jpg", "elsewhere/f.jpg",
	} {
		write(t, filepath.Join(dir, name), jpegOf(i))
	}
	write(t, filepath.Join(dir, "thumbs/sub/h.jpg"), jpegOf(20))
	write(t, filepath.Join(dir, "thumbs/.nomedia"), nil)
	write(t, filepath.Join(dir, "notes.txt"), []byte("no photo"))
	write(t, filepath.Join(dir, "a.xmp"), []byte("<x/>"))
	links := map[string]string{"linked": "elsewhere", "loop": ".", "g.jpg": "a.jpg"}
	for name, target := range links {
		if err := os.Symlink(target, filepath.Join(dir, name)); err != nil {
			t.Skip("no symbolic links here")
		}
	}
	l := newLibrary(t)
	in, err := l.Import(context.Background(), []string{dir}, ImportOptions{ExcludeDirs: []string{"node_modules"}})
	if err != nil {
		t.Fatal(err)
	}
	if in.New != 9 || in.Passed.Files != 1 || len(in.Passed.Links) != 2 || len(in.Failed) != 0 { // passed over: notes.txt
		t.Errorf("%v, links %q: %q", in.counts(), in.Passed.Links, in.Paths)
	}
	for _, name := range []string{"new\nline.jpg", "not\xff\xfeutf8.jpg", "sub/deep/c.jpg", "g.jpg"} {
		if l.Snapshot().ByPath(filepath.Join(dir, name)) == nil {
			t.Errorf("%q is not there", name)
		}
	}
}

func TestImportPathsAsFound(t *testing.T) {
	dir := photosIn(t, 2)
	t.Chdir(filepath.Dir(dir))
	base := filepath.Base(dir)
	for _, test := range []struct {
		args []string
		want string
	}{
		{[]string{base}, base + "/p00000.jpg " + base + "/p00001.jpg"},
		{[]string{"./" + base + "/"}, base + "/p00000.jpg " + base + "/p00001.jpg"},
		{[]string{base + "/p00001.jpg", base}, base + "/p00000.jpg " + base + "/p00001.jpg"},
		{[]string{dir, base}, dir + "/p00000.jpg " + dir + "/p00001.jpg"},
	} {
		l := newLibrary(t)
		for _, what := range []string{"new", "known"} {
			if in := imported(t, l, test.args...); strings.Join(in.Paths, " ") != test.want {
				t.Errorf("%v, %s: %q", test.args, what, in.Paths)
			}
		}
	}
}

func TestImportFailuresNameTheFile(t *testing.T) {
	dir := photosIn(t, 3)
	write(t, filepath.Join(dir, "text.jpg"), []byte("this is some text, and not a photo at all"))
	write(t, filepath.Join(dir, "empty.png"), nil)
	write(t, filepath.Join(dir, "notes.txt"), []byte("notes"))
	if err := os.Symlink("nowhere.jpg", filepath.Join(dir, "dangling.jpg")); err != nil {
		t.Skip("no symbolic links here")
	}
	l := newLibrary(t)
	for _, what := range []string{"first", "again"} {
		in := imported(t, l, dir, filepath.Join(dir, "notes.txt"), filepath.Join(dir, "gone.jpg"))
		if len(in.Photos) != 5 { // those of the two that are there and no photos by content, too
			t.Errorf("%s: %d photos: %q", what, len(in.Photos), in.Paths)
		}
		wants := map[string]string{
			"text.jpg": "not a JPEG", "empty.png": "empty", "notes.txt": "no photo by its name",
			"gone.jpg": "not there", "dangling.jpg": "link to nothing",
		}
		for _, f := range in.Failed {
			name := filepath.Base(f.Path)
			if want := wants[name]; want == "" || !strings.Contains(f.Err.Error(), want) || !strings.Contains(f.Err.Error(), name) {
				t.Errorf("%s: %s: %v", what, name, f.Err)
			}
			delete(wants, name)
		}
		if len(wants) > 0 {
			t.Errorf("%s: no failure for %v", what, wants)
		}
	}
	if p := l.Snapshot().ByPath(filepath.Join(dir, "text.jpg")); p == nil || !strings.Contains(p.Problem, "not a JPEG") {
		t.Errorf("text.jpg is no problem: %+v", p)
	}
	write(t, filepath.Join(dir, "text.jpg"), jpegOf(77))
	imported(t, l, dir)
	if p := l.Snapshot().ByPath(filepath.Join(dir, "text.jpg")); p.Problem != "" || p.Picture.IsZero() {
		t.Errorf("a cured photo is still a problem: %+v", p)
	}
}

func TestImportUnreadable(t *testing.T) {
	if os.Geteuid() == 0 {
		t.Skip("root reads everything: run as another user to test unreadable folders")
	}
	dir := photosIn(t, 2)
	write(t, filepath.Join(dir, "closed", "a.jpg"), jpegOf(5))
	if err := os.Chmod(filepath.Join(dir, "closed"), 0); err != nil {
		t.Fatal(err)
	}
	defer os.Chmod(filepath.Join(dir, "closed"), 0o755)
	in := imported(t, newLibrary(t), dir)
	if in.New != 2 || len(in.Failed) != 1 || !strings.Contains(in.Failed[0].Err.Error(), "closed cannot be read") {
		t.Errorf("%+v", in)
	}
}

// pictures lists the names of the photos with their pictures' number.
func idsByName(l *Library) map[string]ID {
	all := map[string]ID{}
	for _, p := range l.Snapshot().Photos() {
		if !p.Missing {
			all[filepath.Base(p.Path)] = p.ID
		}
	}
	return all
}

func TestRenameAllKeepsEverything(t *testing.T) {
	dir := photosIn(t, 50)
	l := newLibrary(t)
	imported(t, l, dir)
	before := idsByName(l)
	decide(t, l, Decision{Photo: before["p00007.jpg"], Tag: "seven", Verdict: Typed})
	to := filepath.Join(filepath.Dir(dir), "moved")
	if err := os.MkdirAll(to, 0o755); err != nil {
		t.Fatal(err)
	}
	for i := range 50 {
		if err := os.Rename(fmt.Sprintf("%s/p%05d.jpg", dir, i), fmt.Sprintf("%s/q%05d.jpg", to, i)); err != nil {
			t.Fatal(err)
		}
	}
	if in := imported(t, l, to); in.counts() != [5]int{0, 0, 50, 0, 0} {
		t.Errorf("%v", in.counts())
	}
	after := idsByName(l)
	for i := range 50 {
		if before[fmt.Sprintf("p%05d.jpg", i)] != after[fmt.Sprintf("q%05d.jpg", i)] {
			t.Errorf("photo %d has another ID", i)
		}
	}
	if ds := l.Snapshot().Decisions(after["q00007.jpg"]); len(ds) != 1 {
		t.Errorf("its decision is lost: %v", ds)
	}
}

// TestRenamesInARing: each file takes the name of the next, as renumbering does.
func TestRenamesInARing(t *testing.T) {
	const n = 10
	dir := photosIn(t, n)
	l := newLibrary(t)
	imported(t, l, dir)
	before := idsByName(l)
	name := func(i int) string { return fmt.Sprintf("p%05d.jpg", i%n) }
	for i := range n {
		data := jpegOf(i)
		write(t, filepath.Join(dir, name(i+1)), data)
		future := time.Now().Add(time.Duration(i+1) * time.Second) // the sizes may be equal
		if err := os.Chtimes(filepath.Join(dir, name(i+1)), future, future); err != nil {
			t.Fatal(err)
		}
	}
	if in := imported(t, l, dir); in.Moved != n || in.New != 0 {
		t.Errorf("%v", in.counts())
	}
	after := idsByName(l)
	for i := range n {
		if before[name(i)] != after[name(i+1)] {
			t.Errorf("photo %d did not follow its picture", i)
		}
	}
}

func TestMovedOverAnother(t *testing.T) {
	dir := photosIn(t, 2)
	l := newLibrary(t)
	imported(t, l, dir)
	ids := idsByName(l)
	if err := os.Rename(dir+"/p00000.jpg", dir+"/p00001.jpg"); err != nil {
		t.Fatal(err)
	}
	imported(t, l, dir)
	p := l.Snapshot().ByPath(dir + "/p00001.jpg")
	if p.ID != ids["p00000.jpg"] || p.Missing {
		t.Errorf("the photo did not move: %+v", p)
	}
	if lost := l.Snapshot().Photo(ids["p00001.jpg"]); lost == nil || !lost.Missing {
		t.Errorf("the photo that was there is not missing: %+v", lost)
	}
	write(t, dir+"/back.jpg", jpegOf(1)) // from a backup
	if in := imported(t, l, dir); in.Moved != 1 {
		t.Errorf("%v", in.counts())
	}
	if p := l.Snapshot().ByPath(dir + "/back.jpg"); p.ID != ids["p00001.jpg"] || p.Missing {
		t.Errorf("the photo did not come back: %+v", p)
	}
}

func TestEditedPicturesStayAndCopiesAreNew(t *testing.T) {
	dir := photosIn(t, 3)
	l := newLibrary(t)
	imported(t, l, dir)
	ids := idsByName(l)
	write(t, dir+"/p00000.jpg", jpegOf(1000))
	write(t, dir+"/copy.jpg", jpegOf(1))
	if in := imported(t, l, dir); in.counts() != [5]int{1, 3, 0, 0, 0} {
		t.Errorf("%v", in.counts())
	}
	after := idsByName(l)
	if after["p00000.jpg"] != ids["p00000.jpg"] {
		t.Error("an edited photo has a new ID")
	}
	snap := l.Snapshot()
	if a, b := snap.Photo(after["copy.jpg"]), snap.Photo(ids["p00001.jpg"]); a.ID == b.ID || a.Picture != b.Picture {
		t.Errorf("a copy: %v and %v", a, b)
	}
}

func TestMissingIsMarkedAndComesBack(t *testing.T) {
	dir := photosIn(t, 5)
	l := newLibrary(t)
	imported(t, l, dir)
	away := dir + "-away"
	if err := os.Rename(dir, away); err != nil {
		t.Fatal(err)
	}
	if in := imported(t, l, dir); len(in.Failed) != 1 {
		t.Errorf("%+v", in)
	}
	for _, p := range l.Snapshot().Photos() {
		if !p.Missing {
			t.Errorf("%s is not missing", p.Path)
		}
	}
	if err := os.Rename(away, dir); err != nil {
		t.Fatal(err)
	}
	if in := imported(t, l, dir); in.counts() != [5]int{0, 5, 0, 0, 0} {
		t.Errorf("%v", in.counts())
	}
	for _, p := range l.Snapshot().Photos() {
		if p.Missing {
			t.Errorf("%s is still missing", p.Path)
		}
	}
}

func TestChangedSidecarIsNoticed(t *testing.T) {
	dir := photosIn(t, 2)
	l := newLibrary(t)
	imported(t, l, dir)
	sidecar := func(word string) {
		write(t, dir+"/p00000.jpg.xmp", []byte(sidecarWith(word)))
	}
	for _, word := range []string{"one", "three"} {
		sidecar(word)
		imported(t, l, dir)
		if p := l.Snapshot().ByPath(dir + "/p00000.jpg"); !p.Keywords.Has(word) {
			t.Errorf("%s is not known: %+v", word, p.Keywords)
		}
	}
	if err := os.Remove(dir + "/p00000.jpg.xmp"); err != nil {
		t.Fatal(err)
	}
	imported(t, l, dir)
	if p := l.Snapshot().ByPath(dir + "/p00000.jpg"); len(p.Keywords.All) > 0 {
		t.Errorf("words of a sidecar that is gone: %+v", p.Keywords)
	}
}

func TestImportCancelled(t *testing.T) {
	dir := photosIn(t, 300)
	l := newLibrary(t)
	ctx, cancel := context.WithCancel(context.Background())
	_, err := l.Import(ctx, []string{dir}, ImportOptions{Progress: func(Progress) { cancel() }})
	if !errors.Is(err, context.Canceled) {
		t.Errorf("%v", err)
	}
	if in := imported(t, l, dir); len(in.Photos) != 300 {
		t.Errorf("%d photos after all", len(in.Photos))
	}
}

// Files finds what an import would, in order of path, and stores nothing.
func TestFiles(t *testing.T) {
	dir := photosIn(t, 3)
	write(t, dir+"/below/b.jpg", jpegOf(7))
	write(t, dir+"/notes.txt", []byte("no photo"))
	l := newLibrary(t)
	files, _, err := l.Files(t.Context(), []string{dir + "/p00002.jpg", dir, dir + "/gone.jpg", dir + "/notes.txt"}, nil)
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, f := range files {
		name := strings.TrimPrefix(f.Path, dir+"/")
		if f.Err != nil {
			name += "!"
		}
		got = append(got, name)
	}
	want := []string{"below/b.jpg", "gone.jpg!", "notes.txt!", "p00000.jpg", "p00001.jpg", "p00002.jpg"}
	if !slices.Equal(got, want) || len(l.Snapshot().Photos()) > 0 {
		t.Errorf("%q, want %q; %d photos in the library", got, want, len(l.Snapshot().Photos()))
	}
	cancelled, cancel := context.WithCancel(t.Context())
	cancel()
	if _, _, err := l.Files(cancelled, []string{dir}, nil); !errors.Is(err, context.Canceled) {
		t.Errorf("cancelled: %v", err)
	}
}

// TestPhotosInTheCloudAreNotRead: what a cloud store keeps elsewhere stays known, and is named with
// the remedy.
func TestPhotosInTheCloudAreNotRead(t *testing.T) {
	dir := photosIn(t, 2)
	l := newLibrary(t)
	imported(t, l, dir)
	one := filepath.Join(dir, "p00000.jpg")
	if err := os.Rename(one, filepath.Join(dir, ".p00000.jpg.icloud")); err != nil {
		t.Fatal(err)
	}
	in := imported(t, l, dir)
	if len(in.Failed) != 1 || !errors.Is(in.Failed[0].Err, disk.ErrInCloud) || l.Snapshot().ByPath(one).Missing {
		t.Errorf("%+v, %+v", in, l.Snapshot().ByPath(one))
	}
}

// TestFilesAreCountedOnce: of ten files one is broken, which the library knows all the same.
func TestFilesAreCountedOnce(t *testing.T) {
	dir := photosIn(t, 9)
	write(t, filepath.Join(dir, "broken.jpg"), []byte("no photo"))
	l := newLibrary(t)
	for range 2 {
		if in := imported(t, l, dir); in.Files() != 10 || len(in.Failed) != 1 {
			t.Errorf("%d files, %d failed", in.Files(), len(in.Failed))
		}
	}
	if in := imported(t, l, filepath.Join(dir, "broken.jpg")); in.Files() != 1 {
		t.Errorf("%d files", in.Files())
	}
}
