package library

import (
	"time"

	"catchlight/library/metadata"
)

// ID names a photo for as long as the library knows it: through renames, moves and edits. It is never used twice.
type ID uint64

// Photo is what the library knows of one photo. It is immutable: a change makes a new Photo with the same ID.
type Photo struct {
	ID      ID
	Path    string // absolute; the bytes of the file system, which need not be UTF-8
	Size    int64  // bytes
	ModTime time.Time
	Format  metadata.Format
	Picture metadata.PictureID // zero while the file has not been readable
	metadata.Details
	Keywords metadata.Keywords
	Problem  string // why the photo needs the user, a sentence; "" none
	Missing  bool   // the file, or the disk it is on, was away when last looked for

	beside uint64 // what its sidecars looked like, see besides; 0 none
}
