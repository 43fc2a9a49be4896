package ui

import (
	"context"
	"path/filepath"
	"slices"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/lang"

	"catchlight/library"
	"catchlight/ui/engine"
	"catchlight/ui/jobs"
	"catchlight/ui/message"
	"catchlight/ui/phrase"
	"catchlight/ui/problems"
	"catchlight/ui/view"
)

// mostKept is how many paths of the last import are kept for the next start: more are single files
// that were dropped by the thousand.
const mostKept = 500

// lastImport is what the user has added last. What is added while it is being read belongs to it.
type lastImport struct {
	paths   []string     // absolute
	photos  *view.Import // nil: nothing was added
	reading []*reading   // what of it is not read yet
	skipped problems.Skipped

	found bool        // some photo, so far
	was   *lastImport // the one before, which comes back where nothing is found; nil: it does not
	from  view.Scope  // what was shown before
}

// reading is an import that is under way.
type reading struct {
	paths  []string
	before *library.Snapshot // nil until it begins
}

// Keys of the preferences that keep the last import of one library.
const (
	keptLibraryKey = "import.library"
	keptPathsKey   = "import.paths"
	keptUntilKey   = "import.until"
)

// keptImport is the last import of an earlier window on the library at a path. What it had skipped
// is not kept.
func keptImport(store fyne.Preferences, library string) lastImport {
	until, err := time.Parse(time.RFC3339Nano, store.String(keptUntilKey))
	paths := store.StringList(keptPathsKey)
	if err != nil || len(paths) == 0 || store.String(keptLibraryKey) != library {
		return lastImport{}
	}
	return lastImport{paths: paths, photos: view.NewImport(paths, until)}
}

// keep keeps the import for the next start; one of too many paths is forgotten then.
func (l *lastImport) keep(store fyne.Preferences, library string, until time.Time) {
	paths := l.paths
	if len(paths) > mostKept {
		paths = nil
	}
	store.SetString(keptLibraryKey, library)
	store.SetStringList(keptPathsKey, paths)
	store.SetString(keptUntilKey, until.Format(time.RFC3339Nano))
}

// beginLast shows the photos at paths as they are found, and nothing else.
func (in *intake) beginLast(paths []string) {
	l := &in.last
	if len(l.reading) == 0 {
		was := *l
		was.was = nil
		*l = lastImport{was: &was, from: in.w.scope}
	}
	for _, path := range paths {
		if abs, err := filepath.Abs(path); err == nil {
			l.paths = append(l.paths, abs)
		}
	}
	l.photos = view.NewImport(l.paths, time.Time{})
	in.w.filters.Forget()
	in.w.enter(view.Scope{Kind: view.ScopeImport})
}

// endOf notes that a part of the last import was read, with what it skipped. With the last part the
// import is closed: what comes later is none of it.
func (in *intake) endOf(part *reading, r library.Imported) {
	l := &in.last
	i := slices.Index(l.reading, part)
	if i < 0 {
		return
	}
	l.reading = slices.Delete(l.reading, i, i+1)
	l.found = l.found || r.Files() > 0
	if l.skipped.Add(r); len(l.reading) > 0 {
		return
	}
	if !l.found {
		in.foundNone()
		return
	}
	l.was = nil
	now := time.Now()
	l.photos = view.NewImport(l.paths, now)
	l.keep(in.w.app.Preferences(), in.w.deps.Library.Path(), now)
}

// foundNone lets the import before be the last one again, and shows what was shown then.
func (in *intake) foundNone() {
	from := in.last.from
	in.last = *in.last.was
	if in.w.scope.Kind == view.ScopeImport && (from.Kind != view.ScopeImport || in.last.photos == nil) {
		in.w.enter(from)
	}
}

// allKnown reports whether all paths are files of photos that the library has.
func (in *intake) allKnown(paths []string) bool {
	for _, path := range paths {
		abs, err := filepath.Abs(path)
		if p := in.w.snap.ByPath(abs); err != nil || p == nil || p.Missing {
			return false
		}
	}
	return true
}

// showKnown selects photos that the library has, and reads again what has changed in them.
func (in *intake) showKnown(paths []string) {
	var ids []library.ID
	for i, path := range paths {
		paths[i], _ = filepath.Abs(path)
		ids = append(ids, in.w.snap.ByPath(paths[i]).ID)
	}
	in.w.showGrid()
	in.w.decider.lookAt(library.Step{Photos: ids})
	in.w.board.Show(&message.Result{Text: lang.XN("import.known", "{{.n}} photos, all known already.", len(ids), phrase.Count(len(ids)))})
	in.rescan(paths)
}

// startImport queues an import job, and after it the tagging of what it found.
func (in *intake) startImport(paths []string) *reading {
	in.w.showGrid()
	part := &reading{paths: paths}
	in.w.jobs.Add(&jobs.Job{
		Lane: jobs.Import, OnDisk: true,
		Says: saysReading,
		Begin: func() {
			if part.before == nil { // else it goes on after a pause
				part.before = in.w.snap
			}
		},
		Dropped: func() {
			in.endOf(part, library.Imported{})
			in.w.refreshCentre()
		},
		Work: func(ctx context.Context, j *jobs.Job) (func(bool), error) {
			if err := in.w.deps.Library.AddSources(paths...); err != nil {
				return func(bool) { in.imported(part, library.Imported{}, err) }, err
			}
			r, err := in.w.deps.Library.Import(ctx, paths, library.ImportOptions{Progress: engine.ProgressOf(j)})
			return func(bool) { in.imported(part, r, err) }, err
		},
	})
	in.w.refreshCentre()
	return part
}

// imported goes on with tagging what an import has found, and says what that is.
func (in *intake) imported(part *reading, r library.Imported, err error) {
	in.w.takeSnapshot()
	in.endOf(part, r)
	idle := in.w.grid.Selection().Count() == 0 && in.w.grid.Offset() == 0
	if idle {
		in.w.sorting++ // nobody works on the list yet: it may take its final order
	}
	in.w.ask()
	in.w.refreshCentre()
	in.w.refreshScopeLine()
	in.sayImported(part, r, err)
	in.w.engine.Runs.IndexLacking(in.photosOf(r.Photos), false, func(n int) {
		if n == 0 && in.w.engine.Encoder() != nil { // else the photos are tagged when it is there
			in.w.engine.Runs.Unread = engine.Unread{}
		}
	})
	if r.New == 0 && len(r.Photos) > 0 {
		if in.reveals(r.Photos); idle {
			in.w.decider.awaited = r.Photos // once more, where they are in that order
		}
	}
}

// sayImported says what an import has found, with its undo.
func (in *intake) sayImported(part *reading, r library.Imported, err error) {
	a := in.added(part, r)
	cures := in.takesOut(a)
	in.w.engine.Runs.Unread = engine.Unread{Failed: r.Failed, Cures: cures}
	switch {
	case err != nil && !in.w.group.Ending() && !jobs.Cancelled(err):
		again := message.TryAgain(func() { in.add(part.paths) })
		in.w.board.FailFor(lang.X("import.failed", "Reading stopped"), err, again)
	case len(r.Failed) > 0:
		in.w.board.Failures(phrase.Unread(len(r.Failed)), r.Failed, cures...)
	case in.w.engine.Err() != nil:
		text := in.importText(part, r) + " " + lang.X("import.noModel", "No suggestions: the model is missing.")
		in.w.board.Show(&message.Result{Text: text, Alert: true, Action: lang.X("model.why", "Why"), Do: func() { in.w.engine.SayWhy() }})
	case r.Files() == 0 && err == nil:
		in.sayNone(part, r)
	case len(a.photos) == 0:
		in.w.board.Show(&message.Result{Text: in.importText(part, r)})
	default:
		in.w.board.Show(&message.Result{Text: in.importText(part, r), Action: lang.X("cmd.undo", "Undo"), Do: func() { in.takeOut(a) }})
	}
}

// sayNone says that an import has found no photo, and what it has found in place of one.
func (in *intake) sayNone(part *reading, r library.Imported) {
	text := lang.X("import.none", "No photos in what was added.")
	if len(part.paths) == 1 {
		text = lang.X("import.noneIn", "No photos in {{.name}}.", map[string]any{"name": filepath.Base(part.paths[0])})
	}
	var skipped problems.Skipped
	skipped.Add(r)
	said := &message.Result{Text: text}
	if why := skipped.Sentence(); why != "" {
		said.Text += " " + why
		said.Action, said.Opens = lang.X("result.show", "Show"), true
		said.Do = func() { in.w.pages.open(problems.NewSkipped(skipped)) }
	}
	in.w.board.Show(said)
}

// takesOut is the undo of an import of which not all could be read, or shown to the model: its
// sentence has the way to the list.
func (in *intake) takesOut(a addition) []message.Cure {
	if len(a.photos) == 0 {
		return nil
	}
	label := lang.XN("import.takeOut", "Take {{.n}} photos out again", len(a.photos), phrase.Count(len(a.photos)))
	return []message.Cure{{Label: label, Do: func() {
		in.w.showGrid() // from the list, whose button would be there for a second click
		in.takeOut(a)
	}}}
}

// importText says how many photos are new, or else how many that were away are there again.
func (in *intake) importText(part *reading, r library.Imported) string {
	again := 0
	for _, id := range r.Photos {
		before, now := part.before.Photo(id), in.w.snap.Photo(id)
		if before != nil && now != nil && !now.Missing && (before.Missing || before.Path != now.Path) {
			again++
		}
	}
	switch {
	case r.New == 0 && again > 0:
		return lang.XN("import.found", "Found {{.n}} photos again.", again, phrase.Count(again))
	case r.New == 0 && r.Known > 0:
		return lang.XN("import.known", "{{.n}} photos, all known already.", r.Known, phrase.Count(r.Known))
	}
	return lang.XN("import.done", "Added {{.n}} photos.", r.New, phrase.Count(r.New))
}

// reveals selects photos that are in the list and brings the first into view.
func (in *intake) reveals(ids []library.ID) {
	in.w.list.selectIDs(ids, ids[0])
	if i, ok := in.w.list.at[ids[0]]; ok {
		in.w.grid.ScrollTo(i)
	}
	in.w.list.selectionChanged()
}

// showSkipped opens the page of what the last import has skipped.
func (in *intake) showSkipped() { in.w.pages.open(problems.NewSkipped(in.last.skipped)) }

// addition is what an import has added, as far as it can be taken back.
type addition struct {
	paths   []string     // that were given
	photos  []library.ID // that were not known
	folders []string     // that were not followed, and hold no photo that was known
}

// added is what an import has added.
func (in *intake) added(part *reading, r library.Imported) addition {
	a, before := addition{paths: part.paths}, part.before
	for _, id := range r.Photos {
		if before.Photo(id) == nil {
			a.photos = append(a.photos, id)
		}
	}
	followed := map[string]bool{}
	for _, s := range before.Sources() {
		followed[s.Path] = true
	}
	for _, s := range in.w.snap.Sources() {
		if !followed[s.Path] && len(before.Find(library.Query{Where: library.In(s.Path)}).Photos) == 0 {
			a.folders = append(a.folders, s.Path)
		}
	}
	return a
}

// takeOut takes what was added out of the library again, and asks first where the user has decided on
// it meanwhile, as while the rest was being read. The files stay. It waits for what is being read:
// that would bring photos back.
func (in *intake) takeOut(a addition) {
	askForgets(in.w, a.leaving(in.w.snap), func() {
		in.w.list.selectNone()
		in.w.jobs.Add(&jobs.Job{
			Lane: jobs.Import, Quiet: true,
			Says: func(int, int) string { return lang.X("job.takingOut", "Taking photos out of the library") },
			Work: func(context.Context, *jobs.Job) (func(bool), error) {
				err := in.forget(a)
				return func(bool) { in.tookOut(a, err) }, err
			},
		})
	})
}

// leaving are the photos that go with what was added: also those that have come since into a folder
// that is not followed any more.
func (a addition) leaving(snap *library.Snapshot) []library.ID {
	all := slices.DeleteFunc(slices.Clone(a.photos), func(id library.ID) bool { return snap.Photo(id) == nil })
	for _, folder := range a.folders {
		all = append(all, photosBelow(snap, folder)...)
	}
	slices.Sort(all)
	return slices.Compact(all)
}

// forget takes what was added out of the library. It blocks on the disk.
func (in *intake) forget(a addition) error {
	for _, folder := range a.folders {
		if err := in.w.deps.Library.RemoveFolder(folder); err != nil {
			return err
		}
	}
	return in.w.deps.Library.Remove(a.photos...)
}

// tookOut says that what was added is out of the library, and shows what is left.
func (in *intake) tookOut(a addition, err error) {
	if err != nil {
		in.w.board.Fail(lang.X("remove.failed", "The photos could not be removed"), err)
		return
	}
	in.w.board.Show(&message.Result{
		Text:   lang.XN("import.undone", "Took {{.n}} photos out of the library again. Their files stay.", len(a.photos), phrase.Count(len(a.photos))),
		Action: lang.X("import.again", "Add again"), Do: func() { in.add(a.paths) },
	})
	in.last = lastImport{}
	in.last.keep(in.w.app.Preferences(), in.w.deps.Library.Path(), time.Now())
	in.w.enter(view.Scope{})
	in.w.decider.decided()
}
