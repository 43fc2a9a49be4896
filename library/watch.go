package library

import (
	"context"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"time"

	"github.com/fsnotify/fsnotify"

	"catchlight/library/disk"
	"catchlight/library/picture"
)

// Times of watching. A path is told once nothing has happened to it for watchQuiet: a photo that is
// being copied is whole then. rootInterval is how soon a disk that comes or goes is noticed. What
// cannot be watched is told as changed every pollInterval, and when the user comes back to the
// window, but not before minPollInterval has passed.
const (
	watchTick       = 250 * time.Millisecond
	watchQuiet      = 700 * time.Millisecond
	rootInterval    = 2 * time.Second
	pollInterval    = 5 * time.Minute
	minPollInterval = 10 * time.Second
)

// maxWatches is how many folders are watched at most. macOS wants an open file for every photo in a
// watched folder, and Windows a buffer for every folder.
func maxWatches() int {
	switch runtime.GOOS {
	case "linux":
		return 1 << 20 // the system's own limit comes first: see watchTree
	case "windows":
		return 2000
	}
	return 0
}

// Watch follows the sources until ctx ends, and tells paths that are to be imported: files and
// folders that are new, changed or gone, and each source as a whole when it is first seen, when its
// disk comes or goes, or when something may have been missed. Folders on network drives, and those
// for which the system has no watches left, are told from time to time instead, and when look
// rings. changed is called on the caller's goroutine and must not block; it may be told what the
// library has written itself, which costs the import one stat a file. It blocks until ctx ends.
func (l *Library) Watch(ctx context.Context, look <-chan struct{}, changed func(paths []string)) {
	w := &watcher{lib: l, changed: changed, sources: map[string]*watched{}, folders: map[string]bool{}, pending: map[string]time.Time{}}
	var events chan fsnotify.Event
	var errs chan error
	if notify, err := fsnotify.NewWatcher(); err == nil {
		defer notify.Close() //nolint:errcheck // nothing is lost
		w.notify, events, errs = notify, notify.Events, notify.Errors
	}
	beat := time.NewTicker(watchTick)
	defer beat.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case event := <-events:
			w.note(event, time.Now())
		case <-errs: //nolint:errcheck // whatever it is, something may have been missed
			w.missed()
		case <-look:
			w.poll(time.Now(), minPollInterval)
		case now := <-beat.C:
			w.tick(now)
		}
	}
}

// watcher is one Watch; all its state belongs to one goroutine.
type watcher struct {
	lib          *Library
	changed      func([]string)
	notify       *fsnotify.Watcher // nil: the system has none to give, all is polled
	sources      map[string]*watched
	folders      map[string]bool // that have a watch
	pending      map[string]time.Time
	rootsChecked time.Time // when the roots were looked at last
}

// watched is a source that is followed.
type watched struct {
	Source
	root     os.FileInfo // nil: it is not there
	polled   bool
	lastTold time.Time // as a whole
}

// tick brings the sources up to date and tells what is quiet.
func (w *watcher) tick(now time.Time) {
	w.follow(now)
	w.poll(now, pollInterval)
	var paths []string
	for path, last := range w.pending {
		if now.Sub(last) >= watchQuiet {
			paths = append(paths, path)
		}
	}
	if len(paths) == 0 {
		return
	}
	told := outermost(paths)
	for _, path := range paths {
		delete(w.pending, path)
	}
	w.changed(told)
}

// outermost leaves out paths below others, and sorts.
func outermost(paths []string) []string {
	all := map[string]bool{}
	for _, path := range paths {
		all[path] = true
	}
	told := slices.DeleteFunc(paths, func(path string) bool {
		for up := filepath.Dir(path); up != path; path, up = up, filepath.Dir(up) {
			if all[up] {
				return true
			}
		}
		return false
	})
	slices.Sort(told)
	return told
}

// follow begins with sources that are new or have changed, ends with those that have gone, and
// looks from time to time whether their disks are there.
func (w *watcher) follow(now time.Time) {
	sources := w.lib.Snapshot().Sources()
	for _, s := range sources {
		if old := w.sources[s.Path]; old == nil || !old.equal(s) {
			w.end(old)
			w.begin(s, now)
		}
	}
	for path, s := range w.sources {
		if !slices.ContainsFunc(sources, func(now Source) bool { return now.Path == path }) {
			w.end(s)
		}
	}
	if now.Sub(w.rootsChecked) < rootInterval {
		return
	}
	w.rootsChecked = now
	for _, s := range w.sources {
		if !s.isHere() {
			w.end(s)
			w.begin(s.Source, now)
		}
	}
}

// isHere reports whether the source's folder is the one that it was, or as absent. A network drive
// is not asked: it may not answer for minutes.
func (s *watched) isHere() bool {
	if s.polled && s.root != nil {
		return true
	}
	info, err := os.Stat(s.Path)
	if err != nil || s.root == nil {
		return (err != nil) == (s.root == nil)
	}
	return os.SameFile(info, s.root)
}

// begin watches a source and tells it as a whole, for nobody knows what happened before.
func (w *watcher) begin(s Source, now time.Time) {
	n := &watched{Source: s, lastTold: now}
	if info, err := os.Stat(s.Path); err == nil {
		n.root = info
	}
	w.sources[s.Path] = n
	n.polled = n.root != nil && (disk.IsRemote(s.Path) || !w.watchTree(s, s.Path))
	w.pending[s.Path] = time.Time{}
}

// watchTree watches a folder of a source and all below. It is false when the system has no more
// watches to give: then those of the source are given back.
func (w *watcher) watchTree(s Source, root string) bool {
	if w.notify == nil {
		return false
	}
	enough := w.watchBelow(s, root)
	if !enough {
		w.unwatch(s.covers)
	}
	return enough
}

// watchBelow is false at the first folder for which there is no watch. A source may be named by a
// link; links that are met in it are not followed, as in imports.
func (w *watcher) watchBelow(s Source, folder string) bool {
	if !s.covers(folder) {
		return true
	}
	if len(w.folders) >= maxWatches() || !w.watch(folder) {
		return false
	}
	entries, _ := os.ReadDir(folder) // what cannot be read is told by the import
	for _, entry := range entries {
		if entry.IsDir() && !LeavesOut(entry.Name()) && !w.watchBelow(s, filepath.Join(folder, entry.Name())) {
			return false
		}
	}
	return true
}

func isHidden(name string) bool { return strings.HasPrefix(name, ".") }

// watch is false when the system refuses for another reason than that the folder has gone.
func (w *watcher) watch(folder string) bool {
	if err := w.notify.Add(folder); err != nil {
		return isGone(folder)
	}
	w.folders[folder] = true
	return true
}

// end forgets a source; nil is none.
func (w *watcher) end(s *watched) {
	if s != nil {
		delete(w.sources, s.Path)
		w.unwatch(s.covers)
	}
}

// unwatch ends the watches of folders.
func (w *watcher) unwatch(folders func(path string) bool) {
	for folder := range w.folders {
		if folders(folder) {
			_ = w.notify.Remove(folder) // it may have ended by itself
			delete(w.folders, folder)
		}
	}
}

// missed tells all that is watched: the system has lost events.
func (w *watcher) missed() {
	for path, s := range w.sources {
		if !s.polled {
			w.pending[path] = time.Time{}
		}
	}
}

// poll tells the sources that are not watched and were not told for a time.
func (w *watcher) poll(now time.Time, rest time.Duration) {
	for path, s := range w.sources {
		if s.polled && now.Sub(s.lastTold) >= rest {
			s.lastTold = now
			w.pending[path] = time.Time{}
		}
	}
}

// note takes an event of the system: something has happened to a file or folder.
func (w *watcher) note(event fsnotify.Event, now time.Time) {
	path := event.Name
	s := w.sourceOf(path)
	if s == nil || event.Op == fsnotify.Chmod || leftOutBelow(s.Path, path) {
		return
	}
	if w.folders[path] && event.Has(fsnotify.Rename|fsnotify.Remove) {
		w.unwatch(func(folder string) bool { return Within(path, folder) })
		w.pending[path] = now
	}
	info, err := os.Lstat(path)
	switch {
	case err == nil && info.IsDir():
		if event.Has(fsnotify.Create) {
			s.polled = !w.watchTree(s.Source, path)
			w.pending[path] = now
		}
	case picture.IsSidecar(path):
		for _, photo := range w.lib.Snapshot().photosOf(path) {
			w.pending[photo] = now
		}
	default:
		if _, photo := picture.FormatOf(path); photo {
			w.pending[path] = now
		}
	}
}

func (w *watcher) sourceOf(path string) *watched {
	for _, s := range w.sources {
		if s.covers(path) {
			return s
		}
	}
	return nil
}

// leftOutBelow reports whether the path is passed over for its own name or that of a folder below
// the root.
func leftOutBelow(root, path string) bool {
	rest, _ := strings.CutPrefix(path, root)
	parts := strings.Split(rest, string(filepath.Separator))
	last := len(parts) - 1
	return isHidden(parts[last]) || slices.ContainsFunc(parts[:last], LeavesOut)
}

// photosOf lists the paths of the photos that a sidecar may belong to: IMG.jpg.xmp and IMG.xmp to
// IMG.jpg.
func (s *Snapshot) photosOf(sidecar string) []string {
	stem := strings.TrimSuffix(sidecar, filepath.Ext(sidecar))
	var paths []string
	for _, p := range s.below(stem) {
		if p.Path == stem || strings.TrimSuffix(p.Path, filepath.Ext(p.Path)) == stem {
			paths = append(paths, p.Path)
		}
	}
	return paths
}
