package library

import (
	"context"
	"errors"
	"fmt"

	bolt "go.etcd.io/bbolt"

	"catchlight/library/keywords"
	"catchlight/library/safewrite"
)

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
		b.report.did(w.Path, w.Err != nil)
		if w.Err == nil {
			settled = append(settled, at[w.Path]...)
		}
		b.tellEach(retraction(w))
	}
	run, err := b.lib.write(ctx, operation{label: fmt.Sprintf("undo of run %d", b.run), again: undoAgain}, reqs, o)
	return errors.Join(err, b.lib.settle(settled, run, b.run))
}

// settle counts records of a run as done with, and takes the decisions back that they stand for.
func (l *Library) settle(settled []*record, by Run, run uint64) error {
	l.mu.Lock()
	defer l.mu.Unlock()
	c := changes{}
	for _, r := range settled {
		if len(r.means) > 0 {
			c.decide(l.Snapshot(), r.photo, func(list []Decision) []Decision { return takenBack(list, r.means) })
		}
	}
	return l.apply(c, func(tx *bolt.Tx) error { return errors.Join(settle(tx, settled, by), settleRun(tx, run)) })
}

// retraction tells what became of a photo.
func retraction(w WriteResult) Reverted {
	r := Reverted{Path: w.Path, Err: w.Err}
	if w.Err == nil {
		r.Note = "another program has changed it since, so it was not put back to the byte: only the keywords of this run were taken back"
	}
	return r
}

// settle marks records as done with, and forgets the run that did it: to undo an undo is to write again.
func settle(tx *bolt.Tx, records []*record, by Run) error {
	for _, r := range records {
		for i := range r.files {
			if r.files[i].state == written {
				r.files[i].state, r.files[i].Undo = retracted, nil
			}
		}
		if err := putUndo(tx, r); err != nil {
			return err
		}
	}
	if by.ID == 0 {
		return nil
	}
	return dropRun(tx, by.ID)
}
