package library

import (
	"errors"
	"io/fs"
	"os"
	"slices"
	"strings"
	"syscall"
	"time"

	"catchlight/library/disk"
	"catchlight/library/keywords"
	"catchlight/library/picture"
)

// accept counts a scanned file and puts it into the batch, or aside.
func (im *importer) accept(result scanResult) {
	im.progress.advance(result.path, result.err != nil)
	if result.err != nil {
		im.done.Failed = append(im.done.Failed, Failure{result.path, result.err})
	}
	switch {
	case result.photo == nil && result.known != nil && !result.gone && result.candidateFile.err == nil:
		im.noteKnown(result, result.known.ID)
	case result.photo == nil && result.gone:
		return // nobody knew it, or resolveGone finds that it has gone
	case result.photo != nil:
		im.batch = append(im.batch, result)
	}
}

// noteFound notes a photo of the result.
func (im *importer) noteFound(result scanResult, id ID) {
	im.seen[id] = true
	im.photos = append(im.photos, located{result.path, id})
}

// noteKnown is noteFound for a photo that was known at its path.
func (im *importer) noteKnown(result scanResult, id ID) {
	im.noteFound(result, id)
	im.done.Known++
}

// storeBatch stores the batch in one transaction. Photos whose picture stood at another path wait
// for matchDeferred.
func (im *importer) storeBatch() error {
	if len(im.batch) == 0 {
		return nil
	}
	l := im.lib
	l.mu.Lock()
	defer l.mu.Unlock()
	c := changes{}
	for _, result := range im.batch {
		now := l.Snapshot().ByPath(result.abs)
		switch {
		case now != nil && now != result.known:
			im.noteKnown(result, now.ID) // a write has changed it since it was scanned: that knows better
		case im.mayBeMoved(result, now):
			im.deferred = append(im.deferred, result)
		case now != nil:
			im.noteKnown(result, now.ID)
			im.update(c, now.ID, result)
		default:
			im.create(c, result)
		}
	}
	im.batch = im.batch[:0]
	if len(c) == 0 {
		return nil
	}
	return l.apply(c, nil)
}

// create makes a photo of a file, unless it is one that the user has removed.
func (im *importer) create(c changes, result scanResult) {
	if im.staysAway(result) {
		return
	}
	id := im.lib.newID()
	im.noteFound(result, id)
	im.update(c, id, result)
	im.created[id] = true
	im.done.New++
	im.restoreDecisions(c, id)
}

// restoreDecisions gives a new photo the decisions of the one that was at its path, if that has
// become a copy of its own since: programs that save by deleting first leave none of theirs to a
// copy.
func (im *importer) restoreDecisions(c changes, id ID) {
	snap, now := im.lib.Snapshot(), *c[id].photo
	was := snap.Photo(im.lib.departures.takeFormerAt(now.Path))
	if was == nil {
		return
	}
	sameShot := !now.Taken.IsZero() && now.Taken.Equal(was.Taken) && now.Camera == was.Camera
	if now.Picture == was.Picture || sameShot {
		now.follow(was)
		c[id] = newEntry(&now, mergeDecisions(id, slices.Clone(snap.said(was.ID)), nil))
	}
}

// update gives a photo that was read the ID that it has been found to have.
func (im *importer) update(c changes, id ID, result scanResult) {
	snap := im.lib.Snapshot()
	p := *result.photo
	switch old := snap.Photo(id); {
	case old == nil:
		p.since = time.Now()
	case result.err != nil:
		p = *old // what was known of a file that cannot be read now is kept
		p.Problem = result.photo.Problem
	default:
		p.follow(old)
		p.since = old.since
		p.keepNotes(old, snap.said(id))
	}
	p.ID = id
	c[id] = newEntry(&p, snap.said(id))
}

// mayBeMoved reports whether it takes the whole import to know which photo this is: its path held
// another picture before, or its picture is known from a path that has not been found to hold it
// still. now is the photo at this path. l.mu is held.
func (im *importer) mayBeMoved(result scanResult, now *Photo) bool {
	picture := result.photo.Picture
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

// matching finds out which photo is which, once all paths have been scanned: files may have been
// renamed in a ring, moved over others, edited. A photo follows its picture; only where its picture
// is nowhere does it stay at its path.
type matching struct {
	*importer
	snap      *Snapshot
	pictureAt map[string]picture.ID // what deferred paths hold now
	claimed   map[ID]bool
	changes   changes
}

// matchDeferred gives the deferred files their IDs in one transaction, for on the way two photos
// may have one path.
func (im *importer) matchDeferred() error {
	if len(im.deferred) == 0 {
		return nil
	}
	l := im.lib
	l.mu.Lock()
	defer l.mu.Unlock()
	s := matching{
		importer: im, snap: l.Snapshot(), pictureAt: map[string]picture.ID{},
		claimed: map[ID]bool{}, changes: changes{},
	}
	for _, result := range im.deferred {
		s.pictureAt[result.abs] = result.photo.Picture
	}
	s.keepAtPath(s.followPictures(im.deferred))
	s.markDisplaced()
	return l.apply(s.changes, nil)
}

// followPictures gives files the photos that had their pictures, and returns those for which there
// is none.
func (s *matching) followPictures(files []scanResult) []scanResult {
	var rest []scanResult
	followed := s.findFollowed(files)
	s.keepDecided(files, followed)
	for i, result := range files {
		id := followed[i]
		if id == 0 {
			rest = append(rest, result)
			continue
		}
		s.claimed[id] = true
		s.lib.departures.noteMove(s.snap.Photo(id), s.lib.next+1)
		s.noteFound(result, id)
		s.update(s.changes, id, result)
		s.done.Moved++
	}
	return rest
}

// keepDecided leaves a file with the photo at its path where the user has decided on that, its
// picture is nowhere, and the photo that had the new picture is one that he has not decided on: a
// program has saved by way of another file. That one is forgotten.
func (s *matching) keepDecided(files []scanResult, followed []ID) {
	follows := map[ID]bool{}
	for _, id := range followed {
		follows[id] = true
	}
	for i, result := range files {
		now, id := s.snap.ByPath(result.abs), followed[i]
		if id == 0 || now == nil || follows[now.ID] || anyByUser(s.snap.said(id)) || !anyByUser(s.snap.said(now.ID)) {
			continue
		}
		followed[i], s.claimed[id], s.changes[id] = 0, true, nil
	}
}

// findFollowed finds for each file the displaced photo with its picture, among several the one with
// a path most like it; 0 for none.
func (s *matching) findFollowed(files []scanResult) []ID {
	same := map[picture.ID][]int{}
	for i, result := range files {
		same[result.photo.Picture] = append(same[result.photo.Picture], i)
	}
	followed := make([]ID, len(files))
	for picture, of := range same {
		var ids []ID
		var wanted, offered []string
		spelled := map[string]string{}
		for _, i := range of {
			wanted = append(wanted, files[i].abs)
			spelled[folded(files[i].abs)] = files[i].abs
		}
		for _, id := range s.lib.images.of(s.snap, picture) {
			if path := s.snap.Photo(id).Path; s.isDisplaced(id, spelled[folded(path)]) {
				ids, offered = append(ids, id), append(offered, path)
			}
		}
		for n, at := range pairUp(wanted, offered) {
			if at >= 0 {
				followed[of[n]] = ids[at]
			}
		}
	}
	return followed
}

// isDisplaced reports whether a photo is no longer at its path, or that is another spelling of one
// that was scanned.
func (s *matching) isDisplaced(id ID, spelling string) bool {
	p := s.snap.Photo(id)
	if s.seen[id] || s.claimed[id] {
		return false
	}
	if now, held := s.pictureAt[p.Path]; held {
		return p.Missing || now != p.Picture
	}
	gone := isGone(p.Path) && (p.wasNeverHere() || s.placeExists(p.Path))
	return s.snap.ByPath(p.Path) != p || gone || sameFile(p.Path, spelling) || s.showsOther(p)
}

// showsOther reports whether the file at a photo's path, which is not a part of this import, shows
// another picture now: two files may have got each other's names, and one of them is imported. One
// that looks as it did is not read.
func (s *matching) showsOther(p *Photo) (other bool) {
	info, err := os.Stat(p.Path)
	if err != nil || p.Picture.IsZero() || info.Size() == p.Size && info.ModTime().Equal(p.ModTime) {
		return false
	}
	_ = s.lib.guarded(p.Path, func() error { // what cannot be read tells nothing
		file, err := disk.ReadSource(p.Path, p.Format.MaxBytes())
		if err == nil {
			other = picture.Identify(file.Data, p.Format, p.Orientation) != p.Picture
			file.Release()
		}
		return err
	})
	return other
}

// isGone reports whether nothing is at a path.
func isGone(path string) bool {
	_, err := os.Lstat(path)
	return errors.Is(err, fs.ErrNotExist) || errors.Is(err, syscall.ENOTDIR)
}

// folded is what spellings of one path have in common: another case, another form of an accent.
func folded(path string) string { return strings.ToLower(keywords.Fold(path)) }

// sameFile reports whether the file system takes two paths for one.
func sameFile(a, b string) bool {
	one, err := os.Stat(a)
	if err != nil {
		return false
	}
	other, err := os.Stat(b)
	return err == nil && os.SameFile(one, other)
}

// keepAtPath leaves files with the photo at their path, which was edited, and makes new photos of
// the others.
func (s *matching) keepAtPath(files []scanResult) {
	for _, result := range files {
		now := s.snap.ByPath(result.abs)
		if now == nil || s.claimed[now.ID] {
			s.create(s.changes, result)
			continue
		}
		s.claimed[now.ID] = true
		s.noteKnown(result, now.ID)
		s.update(s.changes, now.ID, result)
	}
}

// markDisplaced marks the photos whose path another one has taken, and whose picture was not found,
// as missing.
func (s *matching) markDisplaced() {
	for path := range s.pictureAt {
		if p := s.snap.ByPath(path); p != nil && !s.claimed[p.ID] && !p.Missing {
			missing := *p
			missing.Missing = true
			s.changes[p.ID] = newEntry(&missing, s.snap.said(p.ID))
		}
	}
}

// maxAlike is how many names at the end of two paths are compared.
const maxAlike = 16

// pairUp gives each of the wanted paths one of those that are offered: the same path, else those
// that end in the most names that are the same, so that copies of a photo that lie in folders of
// like names are not confounded; at last any. Each is given once; -1: none was left. It takes time
// in proportion to the lengths of all paths.
func pairUp(wanted, offered []string) []int {
	pairs := slices.Repeat([]int{-1}, len(wanted))
	taken := make([]bool, len(offered))
	pair := func(key func(string) string) {
		free := map[string][]int{}
		for i, path := range offered {
			if !taken[i] {
				free[key(path)] = append(free[key(path)], i)
			}
		}
		for i, path := range wanted {
			if list := free[key(path)]; pairs[i] < 0 && len(list) > 0 {
				pairs[i], free[key(path)] = list[0], list[1:]
				taken[list[0]] = true
			}
		}
	}
	pair(func(path string) string { return path })
	for n := min(maxAlike, mostNames(offered)); n >= 0; n-- {
		if !slices.Contains(pairs, -1) || !slices.Contains(taken, false) {
			break
		}
		pair(func(path string) string { return lastNames(path, n) })
	}
	return pairs
}

// lastNames are the last n names of a path, with the sign of one system between them; a path with
// fewer names is itself.
func lastNames(path string, n int) string {
	at := len(path)
	for ; n > 0 && at > 0; n-- {
		at = strings.LastIndexAny(path[:at], `/\`)
	}
	return strings.ReplaceAll(path[max(at, 0):], `\`, "/")
}

func mostNames(paths []string) int {
	most := 0
	for _, path := range paths {
		most = max(most, strings.Count(path, "/")+strings.Count(path, `\`))
	}
	return most
}
