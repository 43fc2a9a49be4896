package library

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"sync"
	"testing"
	"time"

	"github.com/fsnotify/fsnotify"
)

// watching imports what Watch tells, as the window does, until the test ends.
func watching(t *testing.T, l *Library, look <-chan struct{}) {
	t.Helper()
	ctx, cancel := context.WithCancel(t.Context())
	told := make(chan []string, 1000)
	var group sync.WaitGroup
	group.Go(func() { l.Watch(ctx, look, func(paths []string) { told <- paths }) })
	group.Go(func() {
		for {
			select {
			case <-ctx.Done():
				return
			case paths := <-told:
				if _, err := l.Import(ctx, paths, ImportOptions{}); err != nil && ctx.Err() == nil {
					t.Error(err)
				}
			}
		}
	})
	t.Cleanup(func() { cancel(); group.Wait() })
}

// eventually waits until the photos' names are as wanted.
func eventually(t *testing.T, l *Library, what, want string) {
	t.Helper()
	for end := time.Now().Add(20 * time.Second); names(l) != want; time.Sleep(20 * time.Millisecond) {
		if time.Now().After(end) {
			t.Fatalf("%s: %s, want %s", what, names(l), want)
		}
	}
}

func TestWatch(t *testing.T) {
	l, dir := tree(t)
	path := func(name string) string { return filepath.Join(dir, name+".jpg") }
	rename := func(from, to string) {
		t.Helper()
		if err := os.Rename(filepath.Join(dir, from), filepath.Join(dir, to)); err != nil {
			t.Fatal(err)
		}
	}
	write(t, path("a/early"), jpegOf(99)) // before it was watched
	watching(t, l, nil)
	eventually(t, l, "at the start", "1 2 3 4 5 6 early 7 8")
	write(t, path("a/new"), jpegOf(100))
	write(t, path("a/.hidden"), jpegOf(101))
	write(t, filepath.Join(dir, "a/.hidden/x.jpg"), jpegOf(102))
	eventually(t, l, "a new file", "1 2 3 4 5 6 early new 7 8")
	ids := idsByName(l)
	rename("a/b", "z/moved")
	eventually(t, l, "a folder is moved", "1 2 5 6 early new 7 8 3 4")
	if after := idsByName(l); after["3.jpg"] != ids["3.jpg"] {
		t.Error("a photo in a moved folder is another one")
	}
	rename("z/moved", "z/again")
	eventually(t, l, "and again", "1 2 5 6 early new 7 8 3 4")
	write(t, path("z/again/deep/er/9"), jpegOf(103))
	write(t, path("z/again/10"), jpegOf(104))
	eventually(t, l, "new files in a moved folder", "1 2 5 6 early new 7 8 10 3 4 9")
	if err := os.RemoveAll(filepath.Join(dir, "z/again")); err != nil {
		t.Fatal(err)
	}
	eventually(t, l, "a folder is deleted", "1 2 5 6 early new 7 8 (10) (3) (4) (9)")
	if err := l.RemoveFolder(filepath.Join(dir, "z")); err != nil {
		t.Fatal(err)
	}
	write(t, path("z/11"), jpegOf(105))
	if err := l.Exclude(filepath.Join(dir, "a/c")); err != nil {
		t.Fatal(err)
	}
	write(t, path("a/c/12"), jpegOf(106))
	write(t, path("a/last"), jpegOf(107))
	eventually(t, l, "folders that are followed no more", "1 2 early last new")
}

func TestWatchSeesADiskComeAndGo(t *testing.T) {
	l, dir := tree(t)
	watching(t, l, nil)
	z, away := filepath.Join(dir, "z"), filepath.Join(dir, "away")
	if err := os.Rename(z, away); err != nil {
		t.Fatal(err)
	}
	eventually(t, l, "gone", "1 2 3 4 5 6 (7) (8)")
	if err := os.Rename(away, z); err != nil {
		t.Fatal(err)
	}
	eventually(t, l, "back", "1 2 3 4 5 6 7 8")
	write(t, filepath.Join(z, "9.jpg"), jpegOf(9))
	eventually(t, l, "a new photo on it", "1 2 3 4 5 6 7 8 9")
}

func TestWatchNoticesSidecarsAndEdits(t *testing.T) {
	l, dir := tree(t)
	watching(t, l, nil)
	one := filepath.Join(dir, "a/1.jpg")
	until := func(what string, done func(p *Photo) bool) {
		t.Helper()
		for end := time.Now().Add(20 * time.Second); !done(l.Snapshot().ByPath(one)); time.Sleep(20 * time.Millisecond) {
			if time.Now().After(end) {
				t.Fatalf("%s: %+v", what, l.Snapshot().ByPath(one))
			}
		}
	}
	write(t, filepath.Join(dir, "a/1.xmp"), []byte(`<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:subject><rdf:Bag><rdf:li>beside</rdf:li></rdf:Bag></dc:subject></rdf:Description></rdf:RDF></x:xmpmeta>`))
	until("a sidecar", func(p *Photo) bool { return p.Keywords.Has("beside") })
	write(t, one, jpegOf(1000))
	until("an edit", func(p *Photo) bool { return p.PictureChanged })
}

// TestPolling: where nothing can be watched, a look at the window tells all.
func TestPolling(t *testing.T) {
	l, dir := tree(t)
	var told []string
	w := &watcher{lib: l, changed: func(paths []string) { told = append(told, paths...) }, sources: map[string]*watched{}, pending: map[string]time.Time{}}
	now := time.Now()
	both := []string{filepath.Join(dir, "a"), filepath.Join(dir, "z")}
	for _, step := range []struct {
		what  string
		after time.Duration
		look  bool
		want  []string
	}{
		{"begin", 0, false, both},
		{"a look at once", time.Second, true, nil},
		{"a look later", minPollInterval, true, both},
		{"nothing", time.Minute, false, nil},
		{"time has passed", pollInterval, false, both},
	} {
		now, told = now.Add(step.after), nil
		if step.look {
			w.poll(now, minPollInterval)
		}
		w.tick(now)
		if !slices.Equal(told, step.want) {
			t.Errorf("%s: %q, want %q", step.what, told, step.want)
		}
	}
}

func TestWatchForgetsNothingWhenEventsAreLost(t *testing.T) {
	l, dir := tree(t)
	var told []string
	w := &watcher{lib: l, changed: func(paths []string) { told = append(told, paths...) }, sources: map[string]*watched{}, folders: map[string]bool{}, pending: map[string]time.Time{}}
	notify, err := fsnotify.NewWatcher()
	if err != nil {
		t.Skip("nothing can be watched here")
	}
	defer notify.Close()
	w.notify = notify
	now := time.Now()
	w.tick(now)
	w.missed()
	told = nil
	w.tick(now.Add(time.Second))
	if want := []string{filepath.Join(dir, "a"), filepath.Join(dir, "z")}; !slices.Equal(told, want) {
		t.Errorf("%q, want %q", told, want)
	}
}

func TestOutermost(t *testing.T) {
	got := outermost([]string{"/a/b/c.jpg", "/a-b", "/a/b", "/ab/c", "/a/c/d.jpg"})
	if want := []string{"/a-b", "/a/b", "/a/c/d.jpg", "/ab/c"}; !slices.Equal(got, want) {
		t.Errorf("%q, want %q", got, want)
	}
}

// TestWatchFollowsASourceThatIsALink: to the folder itself, on the way to it, and to another folder
// from now on.
func TestWatchFollowsASourceThatIsALink(t *testing.T) {
	dir := t.TempDir()
	real, other := filepath.Join(dir, "real"), filepath.Join(dir, "other")
	write(t, filepath.Join(real, "sub/1.jpg"), jpegOf(1))
	write(t, filepath.Join(other, "3.jpg"), jpegOf(3))
	link, way := filepath.Join(dir, "link"), filepath.Join(dir, "way")
	for name, target := range map[string]string{link: real, way: dir} {
		if err := os.Symlink(target, name); err != nil {
			t.Skip("no symbolic links here")
		}
	}
	for _, source := range []string{link, filepath.Join(way, "real"), filepath.Join(way, "link")} {
		l := newLibrary(t)
		if err := l.AddSources(source); err != nil {
			t.Fatal(err)
		}
		watching(t, l, nil)
		eventually(t, l, source, "1")
		write(t, filepath.Join(real, "sub/2.jpg"), jpegOf(2))
		eventually(t, l, source+": a new photo", "1 2")
		if l.Snapshot().ByPath(filepath.Join(source, "sub/2.jpg")) == nil {
			t.Errorf("%s: the photo goes by another path", source)
		}
		if err := os.Remove(filepath.Join(real, "sub/2.jpg")); err != nil {
			t.Fatal(err)
		}
		eventually(t, l, source+": and gone", "1")
	}
	l := newLibrary(t)
	if err := l.AddSources(link); err != nil {
		t.Fatal(err)
	}
	watching(t, l, nil)
	eventually(t, l, "the first folder", "1")
	if err := errors.Join(os.Remove(link), os.Symlink(other, link)); err != nil {
		t.Fatal(err)
	}
	eventually(t, l, "the link leads elsewhere", "3 (1)")
	write(t, filepath.Join(other, "4.jpg"), jpegOf(4))
	eventually(t, l, "a new photo there", "3 4 (1)")
}

// TestWatchLeavesOutForeignFolders: those that are there at the start, and new ones.
func TestWatchLeavesOutForeignFolders(t *testing.T) {
	l, dir := tree(t)
	write(t, filepath.Join(dir, "a/@eaDir/1.jpg/THUMB.jpg"), jpegOf(50))
	watching(t, l, nil)
	eventually(t, l, "at the start", "1 2 3 4 5 6 7 8")
	for i, name := range []string{"@eaDir/2.jpg", "#recycle", "z.lrdata"} {
		write(t, filepath.Join(dir, "a", name, "THUMB.jpg"), jpegOf(60+i))
	}
	write(t, filepath.Join(dir, "a/@eaDir/1.jpg/MORE.jpg"), jpegOf(70))
	write(t, filepath.Join(dir, "a/last.jpg"), jpegOf(71))
	eventually(t, l, "new ones", "1 2 3 4 5 6 last 7 8")
}
