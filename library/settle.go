package library

import (
	"errors"
	"io/fs"
	"os"
	"strings"
	"syscall"

	"catchlight/library/keywords"
	"catchlight/library/picture"
)

// settling finds out which photo is which, once all paths have been looked at: files may have been renamed in a ring,
// moved over others, edited. A photo follows its picture; only where its picture is nowhere does it stay at its path.
type settling struct {
	*importer
	snap    *Snapshot
	held    map[string]picture.ID // what deferred paths hold now
	claimed map[ID]bool
	changes changes
}

// settle gives the deferred files their IDs in one transaction, for on the way two photos may have one path.
func (im *importer) settle() error {
	if len(im.deferred) == 0 {
		return nil
	}
	l := im.lib
	l.mu.Lock()
	defer l.mu.Unlock()
	s := settling{
		importer: im, snap: l.Snapshot(), held: map[string]picture.ID{},
		claimed: map[ID]bool{}, changes: changes{},
	}
	for _, seen := range im.deferred {
		s.held[seen.abs] = seen.photo.Picture
	}
	s.keepAtPath(s.move(im.deferred))
	s.markDisplaced()
	return l.apply(s.changes, nil)
}

// move gives files the photos that had their pictures, and returns those for which there is none.
func (s *settling) move(files []scanResult) []scanResult {
	var rest []scanResult
	followed := s.follow(files)
	s.keepDecided(files, followed)
	for i, seen := range files {
		id := followed[i]
		if id == 0 {
			rest = append(rest, seen)
			continue
		}
		s.claimed[id] = true
		s.lib.departures.moved(s.snap.Photo(id), s.lib.next+1)
		s.meet(seen, id)
		s.change(s.changes, id, seen)
		s.done.Moved++
	}
	return rest
}

// keepDecided leaves a file with the photo at its path where the user has decided on that, its picture is nowhere, and the photo
// that had the new picture is one that he has not decided on: a program has saved by way of another file. That one is forgotten.
func (s *settling) keepDecided(files []scanResult, followed []ID) {
	follows := map[ID]bool{}
	for _, id := range followed {
		follows[id] = true
	}
	for i, seen := range files {
		now, id := s.snap.ByPath(seen.abs), followed[i]
		if id == 0 || now == nil || follows[now.ID] || usersOwn(s.snap.Decisions(id)) || !usersOwn(s.snap.Decisions(now.ID)) {
			continue
		}
		followed[i], s.claimed[id], s.changes[id] = 0, true, nil
	}
}

// follow finds for each file the displaced photo with its picture, among several the one with a path most like it; 0 for
// none.
func (s *settling) follow(files []scanResult) []ID {
	same := map[picture.ID][]int{}
	for i, seen := range files {
		same[seen.photo.Picture] = append(same[seen.photo.Picture], i)
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
			if path := s.snap.Photo(id).Path; s.displaced(id, spelled[folded(path)]) {
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

// displaced reports whether a photo is no longer at its path, or that is another spelling of one that was looked at.
func (s *settling) displaced(id ID, spelling string) bool {
	p := s.snap.Photo(id)
	if s.seen[id] || s.claimed[id] {
		return false
	}
	if now, held := s.held[p.Path]; held {
		return p.Missing || now != p.Picture
	}
	return s.snap.ByPath(p.Path) != p || isGone(p.Path) && (p.wasNeverHere() || s.placeOf(p.Path)) || sameFile(p.Path, spelling)
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

// keepAtPath leaves files with the photo at their path, which was edited, and makes new photos of the others.
func (s *settling) keepAtPath(files []scanResult) {
	for _, seen := range files {
		now := s.snap.ByPath(seen.abs)
		if now == nil || s.claimed[now.ID] {
			s.create(s.changes, seen)
			continue
		}
		s.claimed[now.ID] = true
		s.keep(seen, now)
		s.change(s.changes, now.ID, seen)
	}
}

// markDisplaced marks the photos whose path another one has taken, and whose picture was not found, as missing.
func (s *settling) markDisplaced() {
	for path := range s.held {
		if p := s.snap.ByPath(path); p != nil && !s.claimed[p.ID] && !p.Missing {
			missing := *p
			missing.Missing = true
			s.changes[p.ID] = newEntry(&missing, s.snap.Decisions(p.ID))
		}
	}
}
