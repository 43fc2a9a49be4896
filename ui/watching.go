package ui

import (
	"context"
	"slices"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/lang"

	"catchlight/library"
	"catchlight/ui/engine"
	"catchlight/ui/jobs"
	"catchlight/ui/message"
	"catchlight/ui/phrase"
	"catchlight/ui/view"
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
		Lane: jobs.Import, Quiet: true, Says: saysReading,
		Begin: func() { changed = paths() },
		Work: func(ctx context.Context, j *jobs.Job) (func(bool), error) {
			r, err := in.w.deps.Library.Import(ctx, changed, library.ImportOptions{Progress: engine.ProgressOf(j)})
			return func(stopped bool) {
				in.rescanned(before, r, err)
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

// rescanned goes on with the pictures that are new.
func (in *intake) rescanned(before *library.Snapshot, r library.Imported, err error) {
	in.w.takeSnapshot()
	if err != nil && !jobs.Cancelled(err) {
		in.w.board.Fail(lang.X("import.failed", "Reading stopped"), err)
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

// folderMenu is the context menu of a folder in the sidebar.
func (in *intake) folderMenu(f *view.Folder) []*fyne.MenuItem {
	source, followed := in.w.snap.SourceOf(f.Path)
	items := []*fyne.MenuItem{
		fyne.NewMenuItem(lang.X("folder.rescan", "Read again"), func() { in.rescan([]string{f.Path}) }),
	}
	if !followed {
		items[0] = fyne.NewMenuItem(lang.X("folder.follow", "Follow changes in this folder"), func() { in.startImport([]string{f.Path}) })
	}
	if f.Away > 0 {
		items = append(items, fyne.NewMenuItem(lang.X("folder.find", "Find folder…"), func() { in.findFolder(f.Path) }))
	}
	if in.leavesOut(f.Path) {
		items = append(items, fyne.NewMenuItem(lang.X("folder.include", "Take in again what was left out"), func() { in.include(f.Path) }))
	}
	items = append(items, fyne.NewMenuItemSeparator())
	if followed && source.Path != f.Path {
		items = append(items, fyne.NewMenuItem(lang.X("folder.exclude", "Leave out this folder…"), func() { in.askExclude(f) }))
		return items
	}
	return append(items, fyne.NewMenuItem(lang.X("folder.remove", "Remove folder from library…"), func() { in.askRemoveFolder(f) }))
}

// leavesOut reports whether something in the folder was removed or left out.
func (in *intake) leavesOut(path string) bool {
	for _, s := range in.w.snap.Sources() {
		for _, out := range s.Excluded {
			if library.Within(path, out) {
				return true
			}
		}
	}
	return false
}

func (in *intake) include(path string) {
	in.changeFolder(func() error { return in.w.deps.Library.Include(path) }, func() { in.startImport([]string{path}) })
}

// changeFolder changes what the library knows of a folder, in the background, and goes on with
// then.
func (in *intake) changeFolder(change func() error, then func()) {
	in.w.errands.Enqueue(change, func(err error) {
		if err != nil {
			in.w.board.Fail(lang.X("folder.failed", "The folder could not be changed"), err)
			return
		}
		then()
	})
}

// askRemoveFolder asks before a folder is removed from the library.
func (in *intake) askRemoveFolder(f *view.Folder) {
	asks := lang.XN("folder.askRemove", "Remove {{.name}} with {{.n}} photos from the library?", f.Count, folderData(f))
	in.askForget(f, in.w.deps.Library.RemoveFolder, asks, lang.X("remove.do", "Remove"))
}

// askExclude asks before a folder is left out of its source.
func (in *intake) askExclude(f *view.Folder) {
	asks := lang.XN("folder.askExclude", "Leave out {{.name}} with {{.n}} photos?", f.Count, folderData(f))
	in.askForget(f, in.w.deps.Library.Exclude, asks, lang.X("folder.leaveOut", "Leave out"))
}

// askForget asks, with what goes along, before the photos of a folder leave the library by forget.
func (in *intake) askForget(f *view.Folder, forget func(folder string) error, asks, button string) {
	decisions := 0
	for _, p := range in.w.snap.Photos() {
		if library.Within(f.Path, p.Path) {
			decisions += len(in.w.snap.Decisions(p.ID))
		}
	}
	in.w.board.Show(&message.Result{Text: asks + " " + forgotten(decisions), Ask: true, Action: button, Do: func() {
		in.changeFolder(func() error { return forget(f.Path) }, func() {
			in.w.board.Show(&message.Result{
				Text:   lang.X("folder.gone", "{{.name}} is no longer in the library. Its files stay.", folderData(f)),
				Action: lang.X("import.again", "Add again"), Do: func() { in.include(f.Path) },
			})
			in.w.enter(view.Scope{Kind: view.ScopeAll})
		})
	}})
}

func folderData(f *view.Folder) map[string]any {
	return map[string]any{"name": f.Name, "n": phrase.Number(f.Count)}
}

// findFolder asks where a folder is now, and lets its photos follow.
func (in *intake) findFolder(from string) {
	in.askFolder(func(to string) {
		in.changeFolder(func() error { return in.w.deps.Library.Relocate(from, to) }, func() { in.startImport([]string{to}) })
	})
}
