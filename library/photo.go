package library

import (
	"fmt"
	"time"

	"catchlight/library/bolt"
	"catchlight/library/keywords"
	"catchlight/library/picture"
)

// ID names a photo for as long as the library knows it: through renames, moves and edits. It is
// never used twice.
type ID = bolt.ID

// Photo is what the library knows of one photo. It is immutable: a change makes a new Photo with
// the same ID.
type Photo struct {
	ID      ID
	Path    string // absolute; the bytes of the file system, which need not be UTF-8
	Size    int64  // bytes
	ModTime time.Time
	Format  picture.Format
	Picture picture.ID // zero while the file has not been readable
	picture.Details
	Keywords keywords.Keywords
	Problem  string // why the photo needs the user, a sentence; "" none
	Missing  bool   // the file, or the disk it is on, was away when last looked for
	// PictureChanged: the file has got another picture since the user last saw it here. Decisions
	// were made on the old one; they hold until the user looks again, see Library.PictureSeen.
	PictureChanged bool
	Partial        bool // its picture cannot be decoded, or only a part of it, see Library.NotePartial

	overruled bool     // see ProblemOverruled
	contested []string // the words of that, folded; none where an earlier version has noted it
	ignored   uint64   // problems that the user ignores, a bit each

	statusAt time.Time // disk.ChangeTime of the file when it was read; zero: not known
	since    time.Time // when the library met it first; zero: before that was noted
	reader   uint8     // which photoReader has read it

	sidecarStamp uint64     // what its sidecars looked like, see sidecarStamp; 0 none
	was          picture.ID // with PictureChanged: the picture that the user has seen
}

// record is the photo as the file keeps it.
func (p *Photo) record() *bolt.Photo {
	return &bolt.Photo{
		ID: p.ID, Path: p.Path, Size: p.Size, ModTime: p.ModTime, Format: p.Format, Picture: p.Picture,
		Details: p.Details, Keywords: p.Keywords, Problem: p.Problem, Missing: p.Missing,
		PictureChanged: p.PictureChanged, SeenPicture: p.was,
		StatusAt: p.statusAt, Since: p.since, SidecarStamp: p.sidecarStamp, Reader: p.reader,
		Partial: p.Partial, Overruled: p.overruled, Contested: p.contested, Ignored: p.ignored,
	}
}

// photoOf is the photo that the file keeps as r.
func photoOf(r *bolt.Photo) *Photo {
	return &Photo{
		ID: r.ID, Path: r.Path, Size: r.Size, ModTime: r.ModTime, Format: r.Format, Picture: r.Picture,
		Details: r.Details, Keywords: r.Keywords, Problem: r.Problem, Missing: r.Missing,
		PictureChanged: r.PictureChanged, was: r.SeenPicture,
		statusAt: r.StatusAt, since: r.Since, sidecarStamp: r.SidecarStamp, reader: r.Reader,
		Partial: r.Partial, overruled: r.Overruled, contested: r.Contested, ignored: r.Ignored,
	}
}

// photoReader numbers what the program reads of a file. A photo that was read by an earlier one is
// read again at the next import, though its file is as it was. 1: how the picture was taken, and
// the people that its file names.
const photoReader = 1

// HasPicture reports whether a model can look at the photo: its file is there and was read,
// whatever its keywords are like. Does not block.
func (p *Photo) HasPicture() bool { return !p.Missing && !p.Picture.IsZero() }

// Since is when the library met the photo first; zero: before that was noted. Does not block.
func (p *Photo) Since() time.Time { return p.since }

// wasNeverHere reports whether the library has never read the photo's file: it waits for its
// picture since a Merge.
func (p *Photo) wasNeverHere() bool { return p.ModTime.IsZero() && p.Size == 0 }

// follow takes the mark of a changed picture over from what the photo was, or sets it. An edit that
// is taken back leaves no mark.
func (p *Photo) follow(old *Photo) {
	p.was = old.was
	if !old.PictureChanged {
		p.was = old.Picture
	}
	p.PictureChanged = !p.was.IsZero() && p.was != p.Picture
	if !p.PictureChanged {
		p.was = picture.ID{}
	}
}

// PictureSeen takes the mark of a changed picture off photos: the user has looked, and the
// decisions stand. It blocks on the disk.
func (l *Library) PictureSeen(ids ...ID) error {
	return l.markPictures("note that a changed picture was seen", ids, func(p *Photo) bool {
		changed := p.PictureChanged
		p.PictureChanged, p.was = false, picture.ID{}
		return changed
	})
}

// PictureUnseen takes PictureSeen back on photos, which are given as they were before it. One whose
// picture has changed since stays as it is. It blocks on the disk.
func (l *Library) PictureUnseen(before ...*Photo) error {
	was := map[ID]*Photo{}
	var ids []ID
	for _, p := range before {
		was[p.ID], ids = p, append(ids, p.ID)
	}
	return l.markPictures("note that a changed picture was not seen", ids, func(p *Photo) bool {
		old := was[p.ID]
		if !old.PictureChanged || p.PictureChanged || p.Picture != old.Picture {
			return false
		}
		p.PictureChanged, p.was = true, old.was
		return true
	})
}

// markPictures stores photos that change reports to have changed.
func (l *Library) markPictures(what string, ids []ID, change func(*Photo) bool) error {
	l.mu.Lock()
	defer l.mu.Unlock()
	c, snap := changes{}, l.Snapshot()
	for _, id := range ids {
		if p := snap.Photo(id); p != nil {
			marked := *p
			if change(&marked) {
				c[id] = newEntry(&marked, snap.said(id))
			}
		}
	}
	if len(c) == 0 {
		return nil
	}
	if err := l.apply(c, nil); err != nil {
		return fmt.Errorf("%s: %w", what, err)
	}
	return nil
}

// owners tells which photos have a picture. It is nil until the first use, and made of a snapshot
// then.
type owners map[picture.ID][]ID

// of lists the photos with a picture.
func (o *owners) of(snap *Snapshot, p picture.ID) []ID {
	if *o == nil {
		*o = make(owners, len(snap.photos))
		for _, photo := range snap.photos {
			o.add(photo)
		}
	}
	return (*o)[p]
}

func (o owners) add(p *Photo) {
	if !p.Picture.IsZero() {
		o[p.Picture] = append(o[p.Picture], p.ID)
	}
}

func (o owners) drop(p *Photo) {
	var rest []ID
	for _, id := range o[p.Picture] {
		if id != p.ID {
			rest = append(rest, id)
		}
	}
	if rest == nil {
		delete(o, p.Picture)
		return
	}
	o[p.Picture] = rest
}

// update follows changes of a snapshot.
func (o owners) update(old *Snapshot, c changes) {
	if o == nil {
		return
	}
	for id, e := range c {
		if p := old.Photo(id); p != nil {
			o.drop(p)
		}
		if e != nil {
			o.add(e.photo)
		}
	}
}

// orphans lists the pictures of photos that changes forget and that no other photo has. l.mu is
// held.
func (l *Library) orphans(old *Snapshot, c changes) []picture.ID {
	var orphans []picture.ID
	for id := range c {
		p := old.Photo(id).Picture
		if !p.IsZero() && len(l.images.of(l.Snapshot(), p)) == 0 {
			orphans = append(orphans, p)
		}
	}
	return orphans
}
