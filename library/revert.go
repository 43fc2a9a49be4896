package library

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"slices"
	"sync"

	"catchlight/library/keywords"
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

// Revert puts the files of a run back to the byte, wherever they are now: at their path, or at one known since where the
// content is what the run left. A file that another program has changed since is left alone, or with o.RemoveOurs
// loses the words that the run added (and gets back those that it took), as a write of its own that is not listed.
// What is missing is kept for later, and so is what a later run has changed: revert that first. each is called once for
// each photo, by one goroutine at a time, and may be nil. The error tells what stopped the whole. It blocks as Write
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
	records      []*record                         // the last one written first
	changedLater func() (map[string]uint64, error) // by path, the last later run that changed it; see loadLater
	foreign      []*record                         // changed by another program since
	restored     map[int]bool                      // by request: those of which nothing is left to put back
}

// backTask is what a task needs to put back.
type backTask struct {
	reversals []*safewrite.Reversal // of the record's files; nil for those that were restored before
	foreign   bool                  // another program has changed a file since
}

func (b *reverting) do(ctx context.Context) error {
	if err := b.lib.store.read(b.load); err != nil {
		return err
	}
	b.changedLater = sync.OnceValues(b.loadLater)
	b.progress = newReporter(b.o.Progress, len(b.records))
	b.o.Folders = &sidecar.Folders{}
	op := b.operation()
	paths := make([]string, len(b.records))
	for n, r := range b.records {
		paths[n], op.weights[n] = b.lib.pathNow(r), r.bytesToRestore()
	}
	b.runner = newRunner(ctx, b.lib, op, b.o.Workers)
	err := b.runAll(paths)
	_, err = b.end(err, len(paths), func(n int, err error) { b.reportEach(Reverted{Path: paths[n], Err: err}) })
	if err == nil {
		err = b.retract(ctx)
	}
	b.progress.reportNow()
	return errors.Join(err, b.lib.store.change(func(tx *transaction) error { return tx.updateUndone(b.run) }))
}

// load reads what is left to put back.
func (b *reverting) load(tx *transaction) error {
	if _, ok := tx.run(b.run); !ok {
		return ErrNoRun
	}
	wanted := map[string]bool{}
	for _, path := range b.o.Photos {
		wanted[path] = true
	}
	for _, r := range tx.undoRecords(b.run) {
		if r.restorable() && (b.o.Photos == nil || wanted[r.path]) {
			b.records = append(b.records, r)
		}
	}
	slices.Reverse(b.records)
	return nil
}

// loadLater reads what later runs have changed and is not put back. Few undos have to know: those that
// meet a file which is not as they left it.
func (b *reverting) loadLater() (map[string]uint64, error) {
	runs := map[string]uint64{}
	err := b.lib.store.read(func(tx *transaction) error {
		for _, r := range tx.undoSince(b.run + 1) {
			for _, f := range r.files {
				if f.state == written {
					runs[f.Path] = r.run
				}
			}
		}
		return nil
	})
	return runs, err
}

// pathNow is where the photo of a record is now, as far as the library knows.
func (l *Library) pathNow(r *record) string {
	snap := l.Snapshot()
	if p := snap.Photo(r.photo); p != nil && !p.Missing {
		return p.Path
	}
	return r.path
}

func (b *reverting) operation() operation {
	return operation{
		begin: b.begin, prepare: b.plan, commit: b.restoreFiles, decide: withoutWritten, store: b.storeUndo, report: b.report,
		weights: make([]int64, len(b.records)), remedy: undoAgain,
	}
}

// bytesToRestore is what an undo holds in memory: each file as it is and as it was.
func (r *record) bytesToRestore() int64 {
	var bytes int64
	for _, f := range r.files {
		bytes += 2 * f.After.Size
	}
	return bytes
}

// undoAgain is what the user is to do after an undo was stopped.
const undoAgain = "undo again"

func (b *reverting) begin(n int) *task {
	return &task{path: b.lib.pathNow(b.records[n]), photo: b.records[n].photo, back: &backTask{}}
}

// plan finds out where the files are, and reads them.
func (b *reverting) plan(t *task) {
	old := b.records[t.n]
	rec := *old
	rec.files, rec.reverting = slices.Clone(old.files), true
	t.back.reversals = make([]*safewrite.Reversal, len(rec.files))
	var problems []error
	for i := range rec.files {
		if rec.files[i].state == written {
			problems = append(problems, b.locate(t, &rec, i))
		}
	}
	if t.err = errors.Join(problems...); t.err == nil {
		t.record, t.decisions = &rec, rec.decisions
	}
}

// locate finds the file of a record that is to be put back, and notes where it is.
func (b *reverting) locate(t *task, r *record, i int) error {
	f := &r.files[i]
	found, err := b.lib.locateFile(r, f)
	if err != nil {
		return err
	}
	t.back.reversals[i] = found
	if err := b.obstacle(t, f, found); err != nil {
		return err
	}
	if f.restoreAt = found.Path; r.photo == 0 && !isSidecar(f.Path) {
		t.path = found.Path // the library did not know the photo at the write
	}
	return nil
}

// obstacle says why a file cannot be put back as it was found, with the remedy; nil where it can.
func (b *reverting) obstacle(t *task, f *fileRecord, found *safewrite.Reversal) error {
	switch {
	case found.State == safewrite.StateMissing, found.State == safewrite.StateOld && isGone(filepath.Dir(found.Path)):
		return fmt.Errorf("%s is not there: connect the disk that it is on, or import it where it is now, and undo again", f.Path)
	case found.State != safewrite.StateForeign:
		return nil
	}
	later, err := b.changedLater()
	if err != nil {
		return err
	}
	if run := later[f.Path]; run > 0 {
		return fmt.Errorf("%s was changed again by run %d: undo that one first", found.Path, run)
	}
	t.back.foreign = true
	return fmt.Errorf("%s is as another program left it, and was not touched: %w", found.Path, safewrite.ErrChanged)
}

// restoreFiles restores the files, the last one written first.
func (b *reverting) restoreFiles(t *task) {
	files := t.record.files
	for i, found := range slices.Backward(t.back.reversals) {
		if found == nil {
			continue // restored before
		}
		caveat, err := found.Commit(syncLater(b.o.Options))
		if err != nil {
			t.err = err
			b.reconcile(t)
			return
		}
		files[i].state, files[i].Undo = restored, nil
		t.caveat = safewrite.JoinSentences(t.caveat, caveat)
	}
	t.postWriteState = b.lib.statAfterWrite(b.o.Folders, t.path, changesOf(files), true, nil)
}

func changesOf(files []fileRecord) []safewrite.FileChange {
	list := make([]safewrite.FileChange, len(files))
	for i, f := range files {
		list[i] = f.FileChange
	}
	return list
}

// storeUndo stores what is left of the undo record. With the last one the run counts as undone, in the same transaction: a power
// cut leaves no run that could be undone once more, and would find nothing to do.
func (b *reverting) storeUndo(tx *transaction, t *task) error {
	if err := tx.putUndo(t.record); err != nil || t.record.restorable() {
		return err
	}
	if b.restored[t.n] = true; len(b.restored) < len(b.records) {
		return nil
	}
	return tx.updateUndone(b.run)
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

// retract takes the words of the run out of photos that another program has changed since, by an ordinary write, and
// then counts them as settled.
func (b *reverting) retract(ctx context.Context) error {
	if len(b.foreign) == 0 {
		return nil
	}
	at := map[string][]*record{}
	var reqs []WriteRequest
	for _, r := range b.foreign {
		path := b.lib.pathNow(r)
		at[path] = append(at[path], r)
		reqs = append(reqs, WriteRequest{path, keywords.Edit{Remove: r.added, Add: r.removed}})
	}
	var settled []*record
	o := WriteOptions{Options: b.o.Options, Workers: b.o.Workers, FollowLinks: true}
	o.To = safewrite.Auto
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

// storeRetracted counts records of a run as done with, and takes the decisions back that they stand for.
func (l *Library) storeRetracted(settled []*record, by Run, run uint64) error {
	l.mu.Lock()
	defer l.mu.Unlock()
	c := changes{}
	for _, r := range settled {
		if len(r.decisions) > 0 {
			c.decide(l.Snapshot(), r.photo, func(list []Decision) []Decision { return withoutWritten(list, r.decisions) })
		}
	}
	return l.apply(c, func(tx *transaction) error { return errors.Join(markRetracted(tx, settled, by), tx.updateUndone(run)) })
}

// retractedResult tells what became of a photo.
func retractedResult(w WriteResult) Reverted {
	r := Reverted{Path: w.Path, Err: w.Err}
	if w.Err == nil {
		r.Note = "another program has changed it since, so it was not put back to the byte: only the keywords of this run were taken back"
	}
	return r
}

// markRetracted marks records as done with, and forgets the run that did it: to undo an undo is to write again.
func markRetracted(tx *transaction, records []*record, by Run) error {
	for _, r := range records {
		for i := range r.files {
			if r.files[i].state == written {
				r.files[i].state, r.files[i].Undo = retracted, nil
			}
		}
		if err := tx.putUndo(r); err != nil {
			return err
		}
	}
	if by.ID == 0 {
		return nil
	}
	return tx.dropRun(by.ID)
}
