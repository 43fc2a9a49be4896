package library

import (
	"cmp"
	"context"
	"fmt"
	"os"
	"time"

	"catchlight/library/bolt"
	"catchlight/library/disk"
	"catchlight/library/keywords"
	"catchlight/library/picture"
	"catchlight/library/safewrite"
	"catchlight/library/sidecar"
)

// WriteRequest asks for an edit of one photo's keywords.
type WriteRequest struct {
	Path string // absolute
	Edit keywords.Edit
	// Photo is the photo for which the edit was decided: it is written where it is then, and a file
	// that shows another picture is not (ErrOtherPicture). 0: what is at Path, whatever it is.
	Photo ID
	// Decided: the edit is what was decided about Photo, as Snapshot.Pending has it. What the user takes
	// back while the run is at work is not written, or goes with the next write.
	Decided bool
	// InPlace: what is added takes the place of what is removed, as the new name of a tag does. A word
	// that the user takes off the photo while the run is at work is not put there under another name.
	InPlace bool
}

// WriteOptions say how a run writes.
type WriteOptions struct {
	safewrite.Options
	Workers  int               // files in work at once; 0 is four, which is also the most
	Each     func(WriteResult) // called for each request that was reached, by one goroutine at a time; may be nil
	Progress func(Progress)    // as in ImportOptions
	DryRun   bool              // plan and report, write nothing
	Photos   []string          // Revert only: paths at the time of the write; nil is all of the run
	// Files that links lead to are changed only within what is named: the paths of the user's,
	// photos and folders. Where there are none, a photo may be changed within the source that
	// covers it, and one that none covers wherever it is.
	Named       []string
	FollowLinks bool // the user has said that they are to be changed wherever they are

	RemoveOurs bool // Revert only: where another program has changed a file since, take the run's own words back

	// Decide gives the decisions that an edit stands for, once it is planned: they are stored with
	// the write of the photo, or at once where nothing has to be written, and Revert takes them
	// back. Their Photo need not be set. It is not called for photos that the library does not
	// know, that fail, or with DryRun. Several goroutines call it; nil: none.
	Decide func(WriteResult) []Decision
}

// WriteResult is what became of one request.
type WriteResult struct {
	Path           string
	Added, Removed []string                // words new to the photo, words taken away
	To             []safewrite.Destination // empty: nothing to do
	Keywords       keywords.Keywords       // what the photo holds after the write; without Err only
	Why            string                  // why it went to a sidecar, or what was left alone; a sentence or ""
	Left           keywords.Remains        // what the edit was to take away and could not; a failure to tell, though Err is nil
	Changed        bool                    // a file was written, or with DryRun would be
	Err            error                   // the photo is as it was
}

// Failure is what a person has to be told of as gone wrong: why the photo is as it was, or which
// words had to be left; nil where all was done.
func (r WriteResult) Failure() error {
	if r.Err != nil || len(r.Left) == 0 {
		return r.Err
	}
	return r.Left
}

// Where says in plain words where keywords go, and why not into the photo itself: "sidecar: it is
// read-only"; or, where they go into the photo, what was left alone. It is "" where there is
// nothing to say.
func (r WriteResult) Where() string {
	switch {
	case len(r.To) == 0:
		return ""
	case r.To[0] != safewrite.SidecarFile:
		return r.Why
	case r.Why == "":
		return "sidecar"
	}
	return "sidecar: " + r.Why
}

// Write edits the keywords of photos: each photo is read again, the edit merged into what it holds
// now, the change journalled, written and verified. Photos that fail are told to Each and stop
// nothing, but on a full disk, or in a folder that has gone, the run leaves all others alone, too:
// Each is told so for each of them, and the error names these places (ErrStopped, with the remedy).
// Photos on other disks are written. What is written stays written. Cancelled, it
// returns ctx's error after the files in work. The run is for Revert; it is zero when no file
// changed. It blocks; no goroutine outlives it. A second run waits for the first.
func (l *Library) Write(ctx context.Context, label string, reqs []WriteRequest, o WriteOptions) (Run, error) {
	if err := l.checkOptions(o.Options); err != nil {
		return Run{}, fmt.Errorf("nothing was written: %w", err)
	}
	if err := l.acquireRun(ctx); err != nil {
		return Run{}, fmt.Errorf("write: %w", err)
	}
	defer l.releaseRun()
	if label == "" {
		label = "write"
	}
	run, err := l.write(ctx, operation{label: label, remedy: "write again"}, reqs, o)
	if err != nil {
		return run, fmt.Errorf("write: %w", err)
	}
	return run, nil
}

// acquireRun waits for the run before to end.
func (l *Library) acquireRun(ctx context.Context) error {
	select {
	case l.running <- struct{}{}:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

func (l *Library) releaseRun() { <-l.running }

// write is Write while the right to run is held. op says what the run is called, and what the user
// is to do again.
func (l *Library) write(ctx context.Context, op operation, reqs []WriteRequest, o WriteOptions) (Run, error) {
	o.Folders = cmp.Or(o.Folders, &sidecar.Folders{})
	snap := l.Snapshot()
	reqs = snap.followed(reqs)
	w := &writing{
		lib: l, reqs: reqs, o: o, within: newBoundary(snap, o), progress: newReporter(o.Progress, len(reqs)),
		failed: map[ID]bool{},
	}
	op = w.operation(op)
	paths := make([]string, len(reqs))
	for n, r := range reqs {
		paths[n], op.weights[n] = r.Path, snap.sizeOf(r.Path)
	}
	w.runner = newRunner(ctx, l, op, o.Workers)
	if !o.DryRun {
		w.halted.checkSpace(paths, op.weights, op.remedy)
	}
	err := w.runAll(paths)
	run, err := w.end(err, len(reqs), func(n int, err error) { w.each(WriteResult{Path: reqs[n].Path, Err: err}) })
	w.progress.reportNow()
	if !o.DryRun {
		l.markFailed(w.failed)
	}
	return run, err
}

// sizeOf is the size of a photo's file in bytes as the library knows it, to spare a look at the
// disk.
func (s *Snapshot) sizeOf(path string) int64 {
	if p := s.ByPath(path); p != nil {
		return p.Size
	}
	return disk.Size(path)
}

// writing is a run that writes.
type writing struct {
	*runner
	lib      *Library
	reqs     []WriteRequest
	o        WriteOptions
	progress reporter
	within   boundary
	failed   map[ID]bool // of the photos that are reported
}

// writeTask is what a task needs to write.
type writeTask struct {
	change *safewrite.Change
	result WriteResult
}

func (w *writing) operation(op operation) operation {
	op.begin, op.prepare, op.commit, op.decide, op.store, op.report = w.begin, w.plan, w.commitFiles, withWritten, w.storeUndo, w.report
	op.overtake = w.overtake
	op.weights = make([]int64, len(w.reqs)) // what the photos take; what is new is small
	return op
}

// begin looks up which photo a request is about, once for all that follows.
func (w *writing) begin(n int) *task {
	path := w.reqs[n].Path
	t := &task{path: path, write: &writeTask{result: WriteResult{Path: path}}}
	if p := w.lib.Snapshot().ByPath(path); p != nil {
		t.photo = p.ID
	}
	return t
}

// plan reads the photo as it is now and plans the edit.
func (w *writing) plan(t *task) {
	req := w.reqs[t.n]
	o := syncLater(w.o.Options)
	o.Inside = w.within.inside(req.Path)
	if p := w.lib.Snapshot().Photo(req.Photo); p != nil {
		o.Accept = p.isMeant
	}
	change, err := safewrite.Prepare(req.Path, req.still(w.lib.Snapshot().said(req.Photo)), o)
	if err != nil {
		t.err = err
		return
	}
	if w.o.DryRun {
		if t.err = change.CheckFolders(); t.err != nil {
			change.Drop()
			return
		}
	}
	r := &t.write.result
	r.Added, r.Removed, r.To, r.Why = change.Added, change.Removed, change.To, change.Why
	r.Keywords, r.Left = change.Keywords, change.Left
	r.Changed = len(change.Files) > 0
	if !w.o.DryRun && w.o.Decide != nil && t.photo != 0 {
		said := w.lib.Snapshot().said(t.photo)
		t.decisions = planned(said, writeDecisions(t.photo, w.o.Decide(*r)))
	}
	if !r.Changed || w.o.DryRun {
		change.Drop()
		return
	}
	t.write.change = change
	t.record = &bolt.Record{
		Photo: t.photo, Path: req.Path, Added: change.Added, Removed: change.Removed, Cut: change.Cut, Files: intended(change.Files), Decisions: t.decisions,
	}
}

// intended lists changes for the journal, without the bytes to write and what else only Commit
// needs.
func intended(files []safewrite.FileChange) []bolt.FileRecord {
	list := make([]bolt.FileRecord, len(files))
	for i, fc := range files {
		list[i] = bolt.FileRecord{FileChange: safewrite.FileChange{
			Path: fc.Path, Temp: fc.Temp, Created: fc.Created, LegacyHash: fc.LegacyHash,
			Before: fc.Before, After: fc.After, Undo: fc.Undo,
		}}
	}
	return list
}

// commitFiles writes the files. Where that fails half way, the record keeps what was written and
// could not be put back.
func (w *writing) commitFiles(t *task) {
	change := t.write.change
	t.err = change.Commit()
	t.record.Files = intended(change.Files)
	if t.err != nil {
		w.reconcile(t)
		return
	}
	t.write.result.Why = change.Why
	t.postWriteState = w.lib.statAfterWrite(w.o.Folders, t.record.Path, change.Files, false, &change.Keywords)
}

// storeUndo stores the undo record.
func (w *writing) storeUndo(tx *bolt.Tx, t *task) error {
	if len(t.record.Files) == 0 {
		return nil
	}
	w.run.Add(t.record)
	return tx.PutUndo(t.record)
}

func (w *writing) report(t *task) {
	result := t.write.result
	if t.err != nil {
		result = WriteResult{Path: result.Path, Err: t.err}
	}
	result.Why = safewrite.JoinSentences(result.Why, t.caveat)
	if t.photo != 0 && !t.skipped {
		w.failed[t.photo] = t.err != nil
	}
	w.progress.advance(result.Path, t.err != nil)
	w.each(result)
}

// each tells a result, whose sentences stand beside the photo's name.
func (w *writing) each(r WriteResult) {
	if w.o.Each != nil {
		r.Why = besideIts(r.Path, r.Why)
		for i := range r.Left {
			r.Left[i].Place = besideIts(r.Path, r.Left[i].Place)
		}
		w.o.Each(r)
	}
}

// postWriteState is what a photo is after one of our changes: its keywords and times are new, its
// picture is the same.
type postWriteState struct {
	path         string // of the photo
	keywords     keywords.Keywords
	size         int64
	modTime      time.Time
	statusAt     time.Time
	sidecarStamp uint64
	changed      bool            // the photo's own file, which was:
	before       safewrite.Stamp // only size and time count
}

// statAfterWrite returns what the photo holds now, its keywords as foretold or else read; nil where
// it cannot be read, which the next import will tell.
func (l *Library) statAfterWrite(folders *sidecar.Folders, path string, files []safewrite.FileChange, back bool, foretold *keywords.Keywords) *postWriteState {
	info, err := os.Stat(path)
	if err != nil {
		return nil
	}
	f := &postWriteState{path: path, size: info.Size(), modTime: info.ModTime().UTC(), sidecarStamp: sidecarStamp(folders, path, nil)}
	f.statusAt = disk.ChangeTime(info)
	if foretold != nil {
		f.keywords = *foretold
	} else {
		_ = l.guarded(path, func() (err error) { // what cannot be read of it could not before either
			f.keywords, err = folders.ReadKeywords(path)
			return err
		})
	}
	for _, fc := range files {
		if picture.IsSidecar(fc.Path) {
			continue
		}
		f.changed, f.before = true, fc.Before
		if back {
			f.before = fc.After
		}
	}
	return f
}

// update returns the photo as it is now. Where its file was not what the library knew, because
// another program had changed it, its time is left open, so that the next import reads it.
func (f *postWriteState) update(old *Photo) *Photo {
	p := *old
	p.Keywords, p.sidecarStamp = f.keywords, f.sidecarStamp
	p.overruled, p.contested = false, nil // what waited is in the file now, or was taken back
	was, at := f.size, f.modTime
	if f.changed {
		was, at = f.before.Size, f.before.ModTime
	}
	known := p.Size == was && p.ModTime.Equal(at) && (f.changed || p.statusAt.IsZero() || p.statusAt.Equal(f.statusAt))
	p.Size, p.ModTime, p.statusAt = f.size, f.modTime, f.statusAt
	if !known {
		p.ModTime = time.Time{}
	}
	return &p
}

// followed are the requests with the paths of their photos now: since they were made a photo may
// have been renamed, and another one may be at its path.
func (s *Snapshot) followed(reqs []WriteRequest) []WriteRequest {
	all := make([]WriteRequest, len(reqs))
	for i, r := range reqs {
		if p := s.Photo(r.Photo); p != nil && !p.Missing {
			r.Path = p.Path
		}
		all[i] = r
	}
	return all
}

// isMeant refuses a file, once it is read, that does not show the picture for which something was
// decided: files were renamed, and the library does not know it yet. One that looks as it did when
// it was last read is taken for that, and so is one of which the picture is not known.
func (p *Photo) isMeant(file *disk.Source) error {
	known := file.Info.Size() == p.Size && file.Info.ModTime().Equal(p.ModTime)
	if known || p.Picture.IsZero() || picture.Identify(file.Data, p.Format, p.Orientation) == p.Picture {
		return nil
	}
	return fmt.Errorf("%s %w: look at it again, and try again", file.Path, ErrOtherPicture)
}
