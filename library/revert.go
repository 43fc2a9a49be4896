package library

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"path/filepath"
	"slices"
	"sync"

	"catchlight/library/bolt"
	"catchlight/library/keywords"
	"catchlight/library/picture"
	"catchlight/library/safewrite"
	"catchlight/library/sidecar"
)

// Reverted is what became of one photo of a run that was reverted.
type Reverted struct {
	Run      uint64
	Path     string // where the photo is now, else where it was
	Restored bool   // its files are what they were before the run, to the byte
	Note     string // what was done instead of restoring, or may still come undone, a sentence; "" nothing
	Err      error  // why neither; the files are as they are and the record is kept
}

// Revert puts the files of a run back to the byte, wherever they are now: at their path, or at one
// known since where the content is what the run left. A file that another program has changed since
// is left alone, or with o.RemoveOurs loses the words that the run added (and gets back those that
// it took), as a write of its own that is not listed. What is missing is kept for later, and so is
// what a later run has changed: revert that first. each is called once for each photo, by one
// goroutine at a time, and may be nil. The error tells what stopped the whole. It blocks as Write
// does.
func (l *Library) Revert(ctx context.Context, run uint64, o WriteOptions, each func(Reverted)) error {
	if err := l.acquireRun(ctx); err != nil {
		return fmt.Errorf("revert run %d: %w", run, err)
	}
	defer l.releaseRun()
	b := &reverting{lib: l, run: run, o: o, each: each, restored: map[int]bool{}}
	if err := b.do(ctx); err != nil {
		return fmt.Errorf("revert run %d: %w", run, err)
	}
	return nil
}

// reverting is a run that puts files back.
type reverting struct {
	*runner
	lib          *Library
	run          uint64
	o            WriteOptions
	each         func(Reverted)
	progress     reporter
	records      []*bolt.Record            // the last one written first
	places       []string                  // of all files of the run, at the write
	changedLater func() (*later, error)    // see loadLater
	byLooks      func() map[looks][]string // see listByLooks
	foreign      []*bolt.Record            // changed by another program since
	restored     map[int]bool              // by request: those of which nothing is left to put back
}

// backTask is what a task needs to put back.
type backTask struct {
	reversals []*safewrite.Reversal // of the record's files; nil for those that were restored before
	foreign   bool                  // another program has changed a file since
}

func (b *reverting) do(ctx context.Context) error {
	if err := b.lib.store.Read(b.load); err != nil {
		return err
	}
	b.changedLater, b.byLooks = sync.OnceValues(b.loadLater), sync.OnceValue(b.listByLooks)
	b.progress = newReporter(b.o.Progress, len(b.records))
	b.o.Folders = &sidecar.Folders{}
	op := b.operation()
	paths := make([]string, len(b.records))
	for n, r := range b.records {
		paths[n], op.weights[n] = b.lib.pathNow(r), bytesToRestore(r)
	}
	b.runner = newRunner(ctx, b.lib, op, b.o.Workers)
	err := b.runAll(paths)
	_, err = b.end(err, len(paths), func(n int, err error) { b.reportEach(Reverted{Path: paths[n], Err: err}) })
	if err == nil {
		err = b.retract(ctx)
	}
	b.progress.reportNow()
	return errors.Join(err, b.lib.store.Change(func(tx *bolt.Tx) error { return tx.UpdateUndone(b.run) }))
}

// load reads what is left to put back.
func (b *reverting) load(tx *bolt.Tx) error {
	if _, ok := tx.Run(b.run); !ok {
		return ErrNoRun
	}
	wanted := map[string]bool{}
	for _, path := range b.o.Photos {
		wanted[path] = true
	}
	for _, r := range tx.UndoRecords(b.run) {
		for _, f := range r.Files {
			b.places = append(b.places, f.Path)
		}
		if r.Restorable() && (b.o.Photos == nil || wanted[r.Path]) {
			b.records = append(b.records, r)
		}
	}
	slices.Reverse(b.records)
	return nil
}

// pathNow is where the photo of a record is now, as far as the library knows.
func (l *Library) pathNow(r *bolt.Record) string {
	snap := l.Snapshot()
	if p := snap.Photo(r.Photo); p != nil && !p.Missing {
		return p.Path
	}
	return r.Path
}

func (b *reverting) operation() operation {
	return operation{
		begin: b.begin, prepare: b.plan, commit: b.restoreFiles, decide: withoutWritten, store: b.storeUndo, report: b.report,
		weights: make([]int64, len(b.records)), remedy: undoAgain,
	}
}

// bytesToRestore is what an undo holds in memory: each file as it is and as it was.
func bytesToRestore(r *bolt.Record) int64 {
	var bytes int64
	for _, f := range r.Files {
		bytes += 2 * f.After.Size
	}
	return bytes
}

// undoAgain is what the user is to do after an undo was stopped.
const undoAgain = "undo again"

func (b *reverting) begin(n int) *task {
	return &task{path: b.lib.pathNow(b.records[n]), photo: b.records[n].Photo, back: &backTask{}}
}

// plan finds out where the files are, and reads them.
func (b *reverting) plan(t *task) {
	old := b.records[t.n]
	rec := *old
	rec.Files, rec.Reverting = slices.Clone(old.Files), true
	t.back.reversals = make([]*safewrite.Reversal, len(rec.Files))
	var problems []error
	for i := range rec.Files {
		if rec.Files[i].State == bolt.Written {
			problems = append(problems, b.locate(t, &rec, i))
		}
	}
	if t.err = errors.Join(problems...); t.err == nil {
		t.record, t.decisions = &rec, rec.Decisions
	}
}

// locate finds the file of a record that is to be put back, and notes where it is.
func (b *reverting) locate(t *task, r *bolt.Record, i int) error {
	f := &r.Files[i]
	found, err := b.locateFile(r, f)
	if err != nil {
		return err
	}
	t.back.reversals[i] = found
	if err := b.obstacle(t, r, f, found); err != nil {
		return err
	}
	if f.RestoreAt = found.Path; !picture.IsSidecar(f.Path) {
		t.path = found.Path // the library may not know yet where the photo is
	}
	return nil
}

// obstacle says why a file cannot be put back as it was found, with the remedy; nil where it can.
func (b *reverting) obstacle(t *task, r *bolt.Record, f *bolt.FileRecord, found *safewrite.Reversal) error {
	switch {
	case found.State == safewrite.StateMissing, found.State == safewrite.StateOld && isGone(filepath.Dir(found.Path)):
		return notThere(f)
	case found.State == safewrite.StateOld && f.Created && isGone(b.lib.pathNow(r)):
		return notThere(f) // it has gone with its photo
	case found.State != safewrite.StateForeign:
		if why := found.Protected(); why != "" {
			return fmt.Errorf("%s: %s: change that, and undo again", found.Path, why)
		}
		return nil
	}
	later, err := b.changedLater()
	if err != nil {
		return err
	}
	if run := later.runs[f.Path]; run > 0 {
		return fmt.Errorf("%s was changed again by run %d: undo that one first", found.Path, run)
	}
	if later.isOfAnother(found.Path, f) {
		return notThere(f)
	}
	t.back.foreign = true
	return fmt.Errorf("%s %w", found.Path, ErrForeign)
}

func notThere(f *bolt.FileRecord) error {
	return fmt.Errorf("%s is not there: connect the disk that it is on, or import it where it is now, and undo again", f.Path)
}

// restoreFiles restores the files, the last one written first.
func (b *reverting) restoreFiles(t *task) {
	files := t.record.Files
	for i, found := range slices.Backward(t.back.reversals) {
		if found == nil {
			continue // restored before
		}
		caveat, err := found.Commit(syncLater(b.o.Options))
		if errors.Is(err, fs.ErrExist) {
			caveat, err = b.restoreAgain(t, i)
		}
		if err != nil {
			t.err = err
			b.reconcile(t)
			return
		}
		files[i].State, files[i].Undo = bolt.Restored, nil
		t.caveat = safewrite.JoinSentences(t.caveat, caveat)
	}
	t.postWriteState = b.lib.statAfterWrite(b.o.Folders, t.path, changesOf(files), true, nil)
}

// restoreAgain restores a file beside which an undo that broke off, as with its disk, has left what it
// was writing, under the name that this one needs: first that is cleared up.
func (b *reverting) restoreAgain(t *task, i int) (caveat string, err error) {
	reconcile(t.record)
	found, err := b.locateFile(t.record, &t.record.Files[i])
	if err != nil {
		return "", err
	}
	return found.Commit(syncLater(b.o.Options))
}

func changesOf(files []bolt.FileRecord) []safewrite.FileChange {
	list := make([]safewrite.FileChange, len(files))
	for i, f := range files {
		list[i] = f.FileChange
	}
	return list
}

// storeUndo stores what is left of the undo record. With the last one the run counts as undone, in
// the same transaction: a power cut leaves no run that could be undone once more, and would find
// nothing to do.
func (b *reverting) storeUndo(tx *bolt.Tx, t *task) error {
	if err := tx.PutUndo(t.record); err != nil || t.record.Restorable() {
		return err
	}
	if b.restored[t.n] = true; len(b.restored) < len(b.records) {
		return nil
	}
	return tx.UpdateUndone(b.run)
}

func (b *reverting) report(t *task) {
	if t.back.foreign && b.o.RemoveOurs {
		b.foreign = append(b.foreign, b.records[t.n])
		return // when that is done
	}
	b.progress.advance(t.path, t.err != nil)
	b.reportEach(Reverted{Path: t.path, Restored: t.err == nil, Note: t.caveat, Err: t.err})
}

func (b *reverting) reportEach(r Reverted) {
	r.Run = b.run
	if b.each != nil {
		b.each(r)
	}
}

// retract takes the words of the run out of photos that another program has changed since, by an
// ordinary write, and then counts them as settled.
func (b *reverting) retract(ctx context.Context) error {
	if len(b.foreign) == 0 {
		return nil
	}
	at := map[string][]*bolt.Record{}
	var reqs []WriteRequest
	for _, r := range b.foreign {
		path := b.lib.pathNow(r)
		at[path] = append(at[path], r)
		back := slices.Concat(keywords.AllWhole(r.Removed), r.Cut)
		reqs = append(reqs, WriteRequest{Photo: r.Photo, Path: path, Edit: keywords.Edit{Remove: keywords.AllWhole(r.Added), Add: back}})
	}
	var settled []*bolt.Record
	o := WriteOptions{Options: b.o.Options, Workers: b.o.Workers, FollowLinks: true}
	o.To, o.Ancestors = safewrite.Auto, false // what had stood alone comes back alone
	o.Each = func(w WriteResult) {
		b.progress.advance(w.Path, w.Err != nil)
		if w.Err == nil {
			settled = append(settled, at[w.Path]...)
		}
		b.reportEach(retractedResult(w))
	}
	run, err := b.lib.write(ctx, operation{label: fmt.Sprintf("undo of run %d", b.run), remedy: undoAgain}, reqs, o)
	return errors.Join(err, b.lib.storeRetracted(settled, run, b.run))
}

// storeRetracted counts records of a run as done with, and takes the decisions back that they stand
// for.
func (l *Library) storeRetracted(settled []*bolt.Record, by Run, run uint64) error {
	l.mu.Lock()
	defer l.mu.Unlock()
	c := changes{}
	for _, r := range settled {
		if len(r.Decisions) > 0 {
			c.decide(l.Snapshot(), r.Photo, func(list []Decision) []Decision { return withoutWritten(list, r.Decisions) })
		}
	}
	return l.apply(c, func(tx *bolt.Tx) error { return errors.Join(markRetracted(tx, settled, by), tx.UpdateUndone(run)) })
}

// retractedResult tells what became of a photo.
func retractedResult(w WriteResult) Reverted {
	r := Reverted{Path: w.Path, Err: w.Err}
	if w.Err == nil {
		r.Note = "another program has changed it since, so it was not put back to the byte: only the keywords of this run were taken back"
	}
	return r
}

// markRetracted marks records as done with, and forgets the run that did it: to undo an undo is to
// write again.
func markRetracted(tx *bolt.Tx, records []*bolt.Record, by Run) error {
	for _, r := range records {
		for i := range r.Files {
			if r.Files[i].State == bolt.Written {
				r.Files[i].State, r.Files[i].Undo = bolt.Retracted, nil
			}
		}
		if err := tx.PutUndo(r); err != nil {
			return err
		}
	}
	if by.ID == 0 {
		return nil
	}
	return tx.DropRun(by.ID)
}
