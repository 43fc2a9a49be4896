package library

import (
	"time"

	"catchlight/library/keywords"
	"catchlight/library/picture"
)

// ID names a photo for as long as the library knows it: through renames, moves and edits. It is never used twice.
type ID uint64

// Photo is what the library knows of one photo. It is immutable: a change makes a new Photo with the same ID.
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
	// PictureChanged: the file has got another picture since the user last saw it here. Decisions were made on the old one;
	// they hold until the user looks again, see Library.PictureSeen.
	PictureChanged bool

	statusAt time.Time // disk.ChangeTime of the file when it was read; zero: not known
	since    time.Time // when the library met it first; zero: before that was noted

	beside uint64     // what its sidecars looked like, see besides; 0 none
	was    picture.ID // with PictureChanged: the picture that the user has seen
}

// HasPicture reports whether a model can look at the photo: its file is there and was read, whatever its keywords are like.
// Does not block.
func (p *Photo) HasPicture() bool { return !p.Missing && !p.Picture.IsZero() }

// wasNeverHere reports whether the library has never read the photo's file: it waits for its picture since a Merge.
func (p *Photo) wasNeverHere() bool { return p.ModTime.IsZero() && p.Size == 0 }

// follow takes the mark of a changed picture over from what the photo was, or sets it. An edit that is taken back leaves
// no mark.
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
