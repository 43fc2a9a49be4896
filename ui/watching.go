package ui

import (
	"context"
	"slices"
	"time"

	"fyne.io/fyne/v2/lang"

	"catchlight/library"
	"catchlight/ui/engine"
	"catchlight/ui/jobs"
	"catchlight/ui/message"
	"catchlight/ui/phrase"
)

// Backups are looked after beside the user's work: not while the window comes up, and then every
// hour, for a window may stay open for weeks.
const (
	firstBackup  = time.Minute
	backupRhythm = time.Hour
)

// watching is what the window does to follow what other programs do to the photos.
type watching struct {
	looks chan struct{} // rings when the user comes back to the window; capacity 1
	told  []string      // paths to import, not yet in a job
	job   *jobs.Job     // that reads them, or the last one that did
}

// watch begins to follow the folders that were added, and to keep backups of the library.
func (w *Window) watch() {
	w.intake.watching.looks = make(chan struct{}, 1)
	w.app.Lifecycle().SetOnEnteredForeground(func() {
		select {
		case w.intake.watching.looks <- struct{}{}:
		default:
		}
	})
	w.group.Go(func() {
		w.deps.Library.Watch(w.group.Context(), w.intake.watching.looks, func(paths []string) { w.post(func() { w.intake.rescan(paths) }) })
	})
	w.group.Go(w.backUp)
	w.group.Go(w.engine.Vocabularies.Follow)
}

// backUp keeps the weekly copies of the library. It blocks until the window goes.
func (w *Window) backUp() {
	for wait := firstBackup; jobs.Sleep(w.group.Context(), wait); wait = backupRhythm {
		if _, err := w.deps.Library.BackUp(w.group.Context()); err != nil && !w.group.Ending() {
			w.post(func() { w.board.Fail(lang.X("backup.failed", "No backup of the library was made"), err) })
		}
	}
}

// rescan reads what has changed at paths, without a word: the grid and the counts show it.
func (in *intake) rescan(paths []string) {
	s := &in.watching
	s.told = append(s.told, paths...)
	if in.w.jobs.Holds(s.job) || len(s.told) == 0 || in.w.quitting {
		return
	}
	var changed []string
	s.job = in.rereading(func() []string {
		changed, s.told = append(changed, in.ours(s.told)...), nil // after a pause all of it is read again
		return changed
	}, func(stopped bool, _ error) {
		if stopped {
			s.told = append(changed, s.told...) // until there is more to read, or the user asks
			return
		}
		in.rescan(nil)
	})
	in.w.jobs.Add(s.job)
}

// rereading is the job that reads again what lies at paths, asked for when it begins, and goes on
// with the pictures that are new there; then with then.
func (in *intake) rereading(paths func() []string, then func(stopped bool, err error)) *jobs.Job {
	var changed []string
	before := in.w.snap
	return &jobs.Job{
		Lane: jobs.Import, OnDisk: true, Quiet: true, Says: saysReading,
		Begin: func() { changed = paths() },
		Work: func(ctx context.Context, j *jobs.Job) (func(bool), error) {
			r, err := in.w.deps.Library.Import(ctx, changed, library.ImportOptions{Progress: engine.ProgressOf(j)})
			return func(stopped bool) {
				in.rescanned(changed, before, r, err)
				then(stopped, err)
			}, err
		},
	}
}

// ours are those of the paths that the library still has to do with: what was taken out of it
// meanwhile would come back.
func (in *intake) ours(paths []string) []string {
	snap := in.w.deps.Library.Snapshot()
	return slices.DeleteFunc(slices.Clone(paths), func(path string) bool {
		_, followed := snap.SourceOf(path)
		return !followed && snap.ByPath(path) == nil && len(snap.Find(library.Query{Where: library.In(path)}).Photos) == 0
	})
}

func saysReading(done, _ int) string {
	return lang.XN("job.reading", "Reading {{.n}} photos", done, phrase.Count(done))
}

// rescanned goes on with the pictures that are new at paths.
func (in *intake) rescanned(paths []string, before *library.Snapshot, r library.Imported, err error) {
	in.w.takeSnapshot()
	if err != nil && !jobs.Cancelled(err) {
		again := message.TryAgain(func() { in.rescan(paths) })
		in.w.board.FailFor(lang.X("import.failed", "Reading stopped"), err, again)
	}
	var fresh []*library.Photo
	for _, p := range in.photosOf(r.Photos) {
		if old := before.Photo(p.ID); old == nil || old.Picture != p.Picture {
			fresh = append(fresh, p)
		}
	}
	in.w.engine.Runs.IndexLacking(fresh, true, func(int) {})
	in.w.ask()
}
