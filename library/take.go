package library

import (
	"slices"
	"time"
)

// take counts a file that was looked at and puts it into the batch, or aside.
func (im *importer) take(seen scanResult) {
	im.report.did(seen.path, seen.err != nil)
	if seen.err != nil {
		im.done.Failed = append(im.done.Failed, Failure{seen.path, seen.err})
	}
	switch {
	case seen.photo == nil && seen.known != nil && !seen.gone && seen.candidateFile.err == nil:
		im.meet(seen, seen.known.ID)
		im.done.Known++
	case seen.photo == nil && seen.gone:
		return // part, or nobody, knows it
	case seen.photo != nil:
		im.batch = append(im.batch, seen)
	}
}

// meet notes a photo of the result.
func (im *importer) meet(seen scanResult, id ID) {
	im.seen[id] = true
	im.photos = append(im.photos, located{seen.path, id})
}

// flush stores the batch in one transaction. Photos whose picture stood at another path wait for settle.
func (im *importer) flush() error {
	if len(im.batch) == 0 {
		return nil
	}
	l := im.lib
	l.mu.Lock()
	defer l.mu.Unlock()
	c := changes{}
	for _, seen := range im.batch {
		now := l.Snapshot().ByPath(seen.abs)
		switch {
		case now != nil && now != seen.known:
			im.keep(seen, now) // a write has changed it since it was looked at: that knows better
		case im.mayBeMoved(seen, now):
			im.deferred = append(im.deferred, seen)
		case now != nil:
			im.keep(seen, now)
			im.change(c, now.ID, seen)
		default:
			im.create(c, seen)
		}
	}
	im.batch = im.batch[:0]
	if len(c) == 0 {
		return nil
	}
	return l.apply(c, nil)
}

func (im *importer) keep(seen scanResult, p *Photo) {
	im.meet(seen, p.ID)
	im.done.Known++
}

// create makes a photo of a file, unless it is one that the user has removed.
func (im *importer) create(c changes, seen scanResult) {
	if im.staysAway(seen) {
		return
	}
	id := im.lib.newID()
	im.meet(seen, id)
	im.change(c, id, seen)
	im.created[id] = true
	im.done.New++
	im.restore(c, id)
}

// restore gives a new photo the decisions of the one that was at its path, if that has become a copy of its own since: programs
// that save by deleting first leave none of theirs to a copy.
func (im *importer) restore(c changes, id ID) {
	snap, now := im.lib.Snapshot(), *c[id].photo
	was := snap.Photo(im.lib.departures.back(now.Path))
	if was == nil {
		return
	}
	sameShot := !now.Taken.IsZero() && now.Taken.Equal(was.Taken) && now.Camera == was.Camera
	if now.Picture == was.Picture || sameShot {
		now.follow(was)
		c[id] = newEntry(&now, joint(id, slices.Clone(snap.Decisions(was.ID)), nil))
	}
}

// change gives a photo that was read the ID that it has been found to have.
func (im *importer) change(c changes, id ID, seen scanResult) {
	snap := im.lib.Snapshot()
	p := *seen.photo
	switch old := snap.Photo(id); {
	case old == nil:
		p.since = time.Now()
	case seen.err != nil:
		p = *old // what was known of a file that cannot be read now is kept
		p.Problem = seen.photo.Problem
	default:
		p.follow(old)
		p.since = old.since
	}
	p.ID = id
	c[id] = newEntry(&p, snap.Decisions(id))
}

// mayBeMoved reports whether it takes the whole import to know which photo this is: its path held another picture before,
// or its picture is known from a path that has not been found to hold it still. now is the photo at this path.
// l.mu is held.
func (im *importer) mayBeMoved(seen scanResult, now *Photo) bool {
	picture := seen.photo.Picture
	switch {
	case picture.IsZero(), now != nil && now.Picture == picture:
		return false
	case now != nil && !now.Picture.IsZero():
		return true
	}
	for _, id := range im.lib.images.of(im.lib.Snapshot(), picture) {
		if !im.seen[id] {
			return true
		}
	}
	return false
}
