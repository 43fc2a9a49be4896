package library

import (
	"cmp"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"syscall"

	"catchlight/library/metadata"
)

// settling finds out which photo is which, once all paths have been looked at: files may have been renamed in a ring,
// moved over others, edited. A photo follows its picture; only where its picture is nowhere does it stay at its path.
type settling struct {
	*importer
	snap    *Snapshot
	held    map[string]metadata.PictureID // what deferred paths hold now
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
		importer: im, snap: l.Snapshot(), held: map[string]metadata.PictureID{},
		claimed: map[ID]bool{}, changes: changes{},
	}
	for _, seen := range im.deferred {
		s.held[seen.abs] = seen.photo.Picture
	}
	s.stay(s.move(im.deferred))
	s.displace()
	return l.apply(s.changes, nil)
}

// move gives files the photos that had their pictures, and returns those for which there is none.
func (s *settling) move(files []looked) []looked {
	var rest []looked
	for _, seen := range files {
		id := s.follow(seen)
		if id == 0 {
			rest = append(rest, seen)
			continue
		}
		s.claimed[id] = true
		s.meet(seen, id)
		s.change(s.changes, id, seen)
		s.done.Moved++
	}
	return rest
}

// follow returns the displaced photo with the file's picture: rather one of the same name; 0 for none.
func (s *settling) follow(seen looked) ID {
	var ids []ID
	for _, id := range s.lib.images.of(s.snap, seen.photo.Picture) {
		if s.displaced(id, seen) {
			ids = append(ids, id)
		}
	}
	if len(ids) == 0 {
		return 0
	}
	name := filepath.Base(seen.abs)
	return slices.MinFunc(ids, func(a, b ID) int {
		return cmp.Or(otherName(s.snap.Photo(a), name)-otherName(s.snap.Photo(b), name), cmp.Compare(a, b))
	})
}

func otherName(p *Photo, name string) int {
	if filepath.Base(p.Path) == name {
		return 0
	}
	return 1
}

// displaced tells whether a photo is no longer at its path.
func (s *settling) displaced(id ID, seen looked) bool {
	p := s.snap.Photo(id)
	if s.seen[id] || s.claimed[id] {
		return false
	}
	if now, held := s.held[p.Path]; held {
		return p.Missing || now != p.Picture
	}
	return s.snap.ByPath(p.Path) != p || isGone(p.Path) || sameFile(p.Path, seen.abs)
}

// isGone tells whether nothing is at a path.
func isGone(path string) bool {
	_, err := os.Lstat(path)
	return errors.Is(err, fs.ErrNotExist) || errors.Is(err, syscall.ENOTDIR)
}

// sameFile knows two spellings of one name where the file system takes them for one: another case, another form of
// an accent.
func sameFile(a, b string) bool {
	if !strings.EqualFold(metadata.Fold(a), metadata.Fold(b)) {
		return false
	}
	one, err := os.Stat(a)
	if err != nil {
		return false
	}
	other, err := os.Stat(b)
	return err == nil && os.SameFile(one, other)
}

// stay leaves files with the photo at their path, which was edited, and makes new photos of the others.
func (s *settling) stay(files []looked) {
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

// displace marks the photos whose path another one has taken, and whose picture was not found, as missing.
func (s *settling) displace() {
	for path := range s.held {
		if p := s.snap.ByPath(path); p != nil && !s.claimed[p.ID] && !p.Missing {
			missing := *p
			missing.Missing = true
			s.changes[p.ID] = newEntry(&missing, s.snap.Decisions(p.ID))
		}
	}
}
