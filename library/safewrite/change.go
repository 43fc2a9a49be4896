package safewrite

import (
	"cmp"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"time"

	"catchlight/library/disk"
	"catchlight/library/keywords"
	"catchlight/library/sidecar"
)

// Change is a prepared write: everything is planned and verified in memory, nothing is on the disk
// yet.
type Change struct {
	Photo           string        // path as given to Prepare
	To              []Destination // Embedded, SidecarFile or both; empty when there is nothing to do
	Why             string        // why a sidecar was chosen over embedding, or what was left alone; a sentence or empty
	keywords.Result               // what the edit comes to; Left is to be told as an error
	Files           []FileChange  // in the order of writing; empty: nothing to do

	options Options
}

// FileChange is the replacement of one file. Its exported fields are what a journal needs to
// recover or revert it; the new bytes themselves live in memory until Commit.
type FileChange struct {
	Path       string           // the file itself: symbolic links are resolved
	Temp       string           // the name, in the same folder, that Commit writes under before it renames; Revert has its own after it
	Created    bool             // the file did not exist
	LegacyHash bool             // the hashes are SHA-256 of the whole content, as earlier versions stored them
	Before     Stamp            // zero when Created
	After      Stamp            // ModTime is known after Commit
	Undo       []keywords.Range // ascending

	source *disk.Source    // nil when Created
	like   *disk.Source    // the photo that a file is created for; its data may be released
	data   keywords.Pieces // of which most are the source's
}

// Stamp identifies a file's content and state.
type Stamp struct {
	Size    int64
	ModTime time.Time
	Hash    [32]byte // of the content: see seal
}

func newFileChange(s *disk.Source, done keywords.Splices) FileChange {
	data := done.Pieces(s.Data)
	fc := FileChange{
		Path: s.Path, Temp: tempBeside(s.Path),
		Before: Stamp{Size: s.Info.Size(), ModTime: s.Info.ModTime()}, After: Stamp{Size: data.Size()},
		Undo: done.Undo(s.Data), source: s, data: data,
	}
	fc.seal(keywords.Pieces{s.Data}, data)
	return fc
}

// newCreation is a new file beside the photo that is like: nobody may read it who may not read
// that.
func newCreation(path string, data []byte, like *disk.Source) FileChange {
	fc := FileChange{
		Path: path, Temp: tempBeside(path), Created: true, After: Stamp{Size: int64(len(data))},
		Undo: []keywords.Range{{Length: int64(len(data))}}, like: like, data: keywords.Pieces{data},
	}
	fc.seal(nil, fc.data)
	fc.Before = Stamp{}
	return fc
}

// Prepare reads the photo and its sidecars, plans the edit and verifies the result in memory. It
// writes nothing. It blocks on the disk; any goroutine may call it. A *Refusal comes back when To
// is Embedded and embedding is not safe, or when no sidecar can be written either.
func Prepare(path string, e keywords.Edit, o Options) (*Change, error) {
	p := &preparation{
		Change: &Change{Photo: path, options: o}, options: o, edit: e, folders: cmp.Or(o.Folders, &sidecar.Folders{}),
	}
	err := p.run()
	if len(p.Files) == 0 || p.Files[0].source != p.photo { // the photo comes first
		p.photo.Release()
	}
	var refusal *keywords.Refusal
	if errors.As(err, &refusal) && refusal.Path == "" {
		return nil, &keywords.Refusal{Path: path, Reason: refusal.Reason}
	}
	if err != nil {
		return nil, fmt.Errorf("preparing to write: %w", err)
	}
	return p.Change, nil
}

// Commit writes the prepared files: a temporary file beside each, fsync, read back, compare,
// re-stat the target, rename, fsync the folder. It blocks on the disk. When another program has
// changed a file since Prepare, it returns ErrChanged and that file is left as it is; files already
// written by this change are put back. Commit sets the After.ModTime of every file, and adds to Why
// what may still come undone (see SyncFolders). It may be called once.
func (c *Change) Commit() error {
	for i := range c.Files {
		caveat, err := c.Files[i].commit(c.options)
		if err != nil {
			return errors.Join(err, c.rollBack(i))
		}
		c.Why = JoinSentences(c.Why, caveat)
	}
	return nil
}

// CheckFolders returns the error that Commit would fail with because files may not be made in a
// folder. It is for those who only plan; Commit finds out by itself. It blocks on the disk.
func (c *Change) CheckFolders() error {
	for _, fc := range c.Files {
		if err := checkFolder(filepath.Dir(fc.Path)); err != nil {
			return fmt.Errorf("writing %s: %w", fc.Path, &os.PathError{Op: "open", Path: fc.Temp, Err: err})
		}
	}
	return nil
}

// rollBack puts the first n files back.
func (c *Change) rollBack(n int) error {
	var failed []error
	for _, fc := range c.Files[:n] {
		_, err := Revert(fc, c.options)
		failed = append(failed, err)
	}
	return errors.Join(failed...)
}

func (fc *FileChange) commit(o Options) (caveat string, err error) {
	defer fc.release()
	w := replacement{path: fc.Path, temp: fc.Temp, old: fc.source, like: fc.like, data: fc.data, options: o}
	if o.KeepTime {
		w.time = fc.Before.ModTime
	}
	info, caveat, err := w.run()
	if err != nil {
		return "", fmt.Errorf("writing %s: %w", fc.Path, err)
	}
	fc.After.ModTime = info.ModTime()
	return caveat, nil
}

// release forgets the content: a run of thousands of changes is not to hold it.
func (fc *FileChange) release() {
	fc.data = nil
	fc.source.Release()
	fc.source = nil
}

// Drop gives the memory of a change back that will not be committed. It may be called on nil, and
// after Commit.
func (c *Change) Drop() {
	if c == nil {
		return
	}
	for i := range c.Files {
		c.Files[i].release()
	}
}

// Destination is where keywords are written.
type Destination string

// Auto embeds where that is safe and writes a sidecar elsewhere; Embedded returns a Refusal where
// embedding is not safe; SidecarFile never touches the photo.
const (
	Auto        Destination = "auto"
	Embedded    Destination = "embedded"
	SidecarFile Destination = "sidecar"
)

// Options change how keywords are written. The zero value is Auto with every safety on.
type Options struct {
	keywords.Rules
	To        Destination // empty: Auto
	Naming    sidecar.Naming
	KeepTime  bool                           // keep the file's modification time
	SyncLater bool                           // leave it to the caller to call SyncFolders before it forgets that a write was on its way
	Folders   *sidecar.Folders               // that the caller's run asks about whose sidecars lie where; nil: each photo's folder is listed anew
	Inside    []string                       // real paths of the files and folders that may be changed, with all below them; nil: wherever links lead
	Accept    func(photo *disk.Source) error // refuses a photo once it is read, and keeps nothing of it; nil: none
	NoSync    bool                           // skip fsync and reading back: for benchmarks only
}
