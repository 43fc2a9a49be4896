package library

import (
	"fmt"

	"catchlight/library/picture"
)

// PictureSeen takes the mark of a changed picture off photos: the user has looked, and the decisions stand. It blocks on
// the disk.
func (l *Library) PictureSeen(ids ...ID) error {
	l.mu.Lock()
	defer l.mu.Unlock()
	c, snap := changes{}, l.Snapshot()
	for _, id := range ids {
		if p := snap.Photo(id); p != nil && p.PictureChanged {
			seen := *p
			seen.PictureChanged, seen.was = false, picture.ID{}
			c[id] = newEntry(&seen, snap.Decisions(id))
		}
	}
	if len(c) == 0 {
		return nil
	}
	if err := l.apply(c, nil); err != nil {
		return fmt.Errorf("note that a changed picture was seen: %w", err)
	}
	return nil
}

// Copies lists the photos that have the same picture as this one, itself too, by path; nil when it is the only one. The
// first call on a snapshot takes some milliseconds for 100,000 photos.
func (s *Snapshot) Copies(id ID) []ID {
	if p := s.Photo(id); p != nil {
		return s.copies()[p.Picture]
	}
	return nil
}

// listCopies groups the photos by their picture and keeps the groups of several.
func (s *Snapshot) listCopies() map[picture.ID][]ID {
	first, groups := make(map[picture.ID]ID, len(s.photos)), map[picture.ID][]ID{}
	for _, p := range s.photos {
		one, met := first[p.Picture]
		switch {
		case p.Picture.IsZero():
		case !met:
			first[p.Picture] = p.ID
		case groups[p.Picture] == nil:
			groups[p.Picture] = []ID{one, p.ID}
		default:
			groups[p.Picture] = append(groups[p.Picture], p.ID)
		}
	}
	return groups
}
