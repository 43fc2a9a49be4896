package library

import (
	"fmt"
	"maps"
	"path/filepath"
	"slices"
	"time"

	"catchlight/library/bolt"
	"catchlight/library/disk"
	"catchlight/library/safewrite"
	"catchlight/library/sidecar"
)

// recovery puts right what a crash left of a run: it looks at the files of each intent, keeps an
// undo record of what was written, and forgets what was not.
type recovery struct {
	lib     *Library
	changes changes
	tallies map[uint64]*tally
	silent  map[string]bool // folders that do not answer
}

// answersWithin is how long the start waits for a disk that a write was cut short on. One that slept
// turns by then, and the window does not come before.
const answersWithin = 10 * time.Second

// tally counts the photos of a run that was cut short, by what has become of them.
type tally struct{ written, partly, restored, old, notBack, foreign, away int }

// recover treats the intents that are left, in one transaction.
func (l *Library) recover() error {
	var intents []*bolt.Record
	err := l.store.Read(func(tx *bolt.Tx) error {
		intents = tx.Intents()
		return nil
	})
	if err != nil || len(intents) == 0 {
		return err
	}
	r := &recovery{lib: l, changes: changes{}, tallies: map[uint64]*tally{}}
	var folders []string
	for _, intent := range intents {
		folders = append(folders, r.folders(intent)...)
	}
	r.silent = disk.Silent(folders, answersWithin)
	return r.run(intents)
}

// folders are those that are looked into for an intent, some more than once.
func (r *recovery) folders(intent *bolt.Record) []string {
	folders := []string{filepath.Dir(intent.Path), filepath.Dir(r.lib.pathNow(intent))}
	for _, f := range intent.Files {
		folders = append(folders, filepath.Dir(f.Target()))
	}
	return folders
}

func (r *recovery) run(intents []*bolt.Record) error {
	l := r.lib
	var outcomes []outcome
	for _, intent := range intents {
		outcomes = append(outcomes, r.inspect(intent))
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	if err := l.apply(r.changes, func(tx *bolt.Tx) error { return r.store(tx, outcomes) }); err != nil {
		return err
	}
	r.report()
	return nil
}

// outcome is what was found out about an intent.
type outcome struct {
	*bolt.Record
	unresolved bool // nothing: its disk is not there, look again at the next start
	undoable   bool // an undo record
}

// inspect finds out what an intent has left. One that cannot be looked at without an error of ours
// is kept.
func (r *recovery) inspect(intent *bolt.Record) outcome {
	out := outcome{Record: intent}
	t := r.tallies[intent.Run]
	if t == nil {
		t = &tally{}
		r.tallies[intent.Run] = t
	}
	files := len(intent.Files)
	s := reconciled{away: true}
	if slices.ContainsFunc(r.folders(intent), func(folder string) bool { return r.silent[folder] }) {
		t.away++
		out.unresolved = true
		return out
	}
	r.follow(intent)
	_ = r.lib.guarded(intent.Path, func() error { s = reconcile(intent); return nil })
	out.unresolved, out.undoable = s.away || s.missing && r.isToBeFound(intent), len(intent.Files) > 0
	t.count(out, s.foreign, files)
	for _, kept := range s.leftovers {
		r.lib.recovered = append(r.lib.recovered, kept.Error())
	}
	if !out.unresolved {
		r.refreshPhoto(intent)
		r.applyDecisions(intent, out.undoable)
	}
	return out
}

// follow looks for files that have gone where the library has found their photo since: they were
// renamed, or a disk that was lost in a write is back under another name.
func (r *recovery) follow(intent *bolt.Record) {
	p := r.lib.Snapshot().Photo(intent.Photo)
	if p == nil || p.Missing || p.Path == intent.Path {
		return
	}
	for i := range intent.Files {
		if f := &intent.Files[i]; isGone(f.Target()) {
			f.RestoreAt = movedWith(f.Path, intent.Path, p.Path)
		}
	}
}

// isToBeFound reports whether the library has not looked yet where a photo is that has gone from its
// path: the next start knows.
func (r *recovery) isToBeFound(intent *bolt.Record) bool {
	p := r.lib.Snapshot().Photo(intent.Photo)
	return p != nil && !p.Missing && isGone(p.Path)
}

// applyDecisions stores the decisions of a write whose files were found, and takes back those of
// one that was put back.
func (r *recovery) applyDecisions(intent *bolt.Record, done bool) {
	change := withWritten
	if intent.Reverting {
		change, done = withoutWritten, !intent.Restorable()
	}
	if done && len(intent.Decisions) > 0 {
		r.changes.decide(r.lib.Snapshot(), intent.Photo, func(list []Decision) []Decision { return change(list, intent.Decisions) })
	}
}

func (t *tally) count(out outcome, foreign bool, files int) {
	switch {
	case out.unresolved:
		t.away++
	case out.Reverting && !out.Restorable():
		t.restored++
	case foreign:
		t.foreign++
	case out.Reverting:
		t.notBack++
	case len(out.Files) == files:
		t.written++
	case out.undoable:
		t.partly++
	default:
		t.old++
	}
}

// reconciled is what an intent has left besides its record.
type reconciled struct {
	foreign   bool    // another program has changed a file since
	away      bool    // a file cannot be looked at now
	missing   bool    // a file is not where it was
	leftovers []error // what stayed beside files, for the user to decide
}

// reconcile looks at the files of an intent, clears up beside them, and leaves in the record what
// the journal is to know: what a write has changed, all files of an undo.
func reconcile(r *bolt.Record) reconciled {
	var s reconciled
	var left []bolt.FileRecord
	for _, f := range r.Files {
		found, err := inspectFile(&f)
		for _, path := range found.Leftovers {
			s.leftovers = append(s.leftovers, fmt.Errorf("%s was in work, and %s may be another program's version of it: look at both, and delete the one that you do not want", f.Target(), path))
		}
		s.away = s.away || err != nil
		s.foreign = s.foreign || found.State == safewrite.StateForeign
		s.missing = s.missing || found.State == safewrite.StateMissing || found.State == safewrite.StateOld && f.Created
		switch {
		case err != nil:
		case r.Reverting && found.State == safewrite.StateOld && f.State == bolt.Written:
			f.State, f.Undo = bolt.Restored, nil
			left = append(left, f)
		case r.Reverting, found.State == safewrite.StateNew:
			left = append(left, f)
		}
	}
	r.Files = left
	return s
}

// inspectFile says what is there. That there is nothing proves something only while its folder is
// there.
func inspectFile(f *bolt.FileRecord) (safewrite.Found, error) {
	fc := f.FileChange
	fc.Path = f.Target()
	fc.Temp = filepath.Join(filepath.Dir(fc.Path), filepath.Base(fc.Temp))
	if isGone(filepath.Dir(fc.Path)) {
		return safewrite.Found{State: safewrite.StateMissing}, fmt.Errorf("%s: %w", fc.Path, safewrite.ErrMissing)
	}
	return safewrite.Inspect(fc)
}

// refreshPhoto takes over what the photo holds now.
func (r *recovery) refreshPhoto(intent *bolt.Record) {
	path := r.lib.pathNow(intent)
	old := r.lib.Snapshot().ByPath(path)
	if old == nil {
		return
	}
	if after := r.lib.statAfterWrite(new(sidecar.Folders), path, changesOf(intent.Files), intent.Reverting, nil); after != nil {
		r.changes[old.ID] = newEntry(after.update(old), r.lib.Snapshot().said(old.ID))
	}
}

func (r *recovery) store(tx *bolt.Tx, outcomes []outcome) error {
	for _, out := range outcomes {
		if out.unresolved {
			continue
		}
		if err := tx.DropIntent(out.Record); err != nil {
			return err
		}
		if !out.undoable {
			continue
		}
		if err := out.store(tx); err != nil {
			return err
		}
	}
	return r.closeRuns(tx)
}

// store makes an intent an undo record.
func (out outcome) store(tx *bolt.Tx) error {
	if err := tx.PutUndo(out.Record); err != nil || out.Reverting {
		return err
	}
	run, ok := tx.Run(out.Run)
	if !ok {
		return nil
	}
	run.Add(out.Record)
	return tx.PutRun(run)
}

// closeRuns brings the runs up to date: one that changed nothing is forgotten.
func (r *recovery) closeRuns(tx *bolt.Tx) error {
	for id, t := range r.tallies {
		run, ok := tx.Run(id)
		var err error
		switch {
		case !ok || t.away > 0:
		case run.Photos == 0:
			err = tx.DropRun(id)
		case t.restored > 0:
			err = tx.UpdateUndone(id)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// report tells the user, run by run.
func (r *recovery) report() {
	for _, id := range slices.Sorted(maps.Keys(r.tallies)) {
		t := r.tallies[id]
		say := func(n int, text string) {
			if n > 0 {
				r.lib.recovered = append(r.lib.recovered, fmt.Sprintf(text, Counted(n, "photo", "photos"), id))
			}
		}
		say(t.written, "Catchlight ended in the middle of a write: %s had been written whole; undo of run %d takes that back.")
		say(t.partly, "Catchlight ended in the middle of a write: %s had been written in part, of several files; undo of run %d takes that back.")
		say(t.old, "Catchlight ended in the middle of run %[2]d: %[1]s had not been reached, and nothing was changed there.")
		say(t.restored, "Catchlight ended in the middle of an undo: %s had been put back; run %d can be undone again for the rest.")
		say(t.notBack, "Catchlight ended in the middle of an undo: %s had not been put back yet; undo of run %d does it.")
		say(t.foreign, "Catchlight ended in the middle of a write: another program has changed %s since, and that was left alone (run %d).")
		say(t.away, "Catchlight ended in the middle of a write: %s cannot be found or read (moved, or the disk is away); run %d is looked at again at the next start.")
	}
}
