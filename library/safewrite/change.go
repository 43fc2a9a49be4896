package safewrite

import (
	"cmp"
	"errors"
	"fmt"
	"os"
	"time"

	"catchlight/library/disk"
	"catchlight/library/keywords"
	"catchlight/library/sidecar"
)

// Change is a prepared write: everything is planned and verified in memory, nothing is on the disk yet.
type Change struct {
	Photo           string        // path as given to Prepare
	To              []Destination // Embedded, SidecarFile or both; empty when there is nothing to do
	Why             string        // why a sidecar was chosen over embedding, or what was left alone; a sentence or empty
	keywords.Result               // what the edit comes to; Left is to be told as an error
	Files           []FileChange  // in the order of writing; empty: nothing to do

	options Options
}

// FileChange is the replacement of one file. Its exported fields are what a journal needs to recover or revert
// it; the new bytes themselves live in memory until Commit.
type FileChange struct {
	Path    string           // the file itself: symbolic links are resolved
	Temp    string           // the name, in the same folder, that Commit writes under before it renames; Revert has its own after it
	Created bool             // the file did not exist
	Whole   bool             // the hashes are SHA-256 of the whole content, as earlier versions stored them
	Before  Stamp            // zero when Created
	After   Stamp            // ModTime is known after Commit
	Undo    []keywords.Range // ascending

	source *disk.Source    // nil when Created
	like   os.FileInfo     // of the photo that a file is created for
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

// newCreation is a new file beside the photo that is like: nobody may read it who may not read that.
func newCreation(path string, data []byte, like os.FileInfo) FileChange {
	fc := FileChange{
		Path: path, Temp: tempBeside(path), Created: true, After: Stamp{Size: int64(len(data))},
		Undo: []keywords.Range{{Length: int64(len(data))}}, like: like, data: keywords.Pieces{data},
	}
	fc.seal(nil, fc.data)
	fc.Before = Stamp{}
	return fc
}

// Prepare reads the photo and its sidecars, plans the edit and verifies the result in memory. It writes nothing.
// It blocks on the disk; any goroutine may call it. A *Refusal comes back when To is Embedded and embedding is
// not safe, or when no sidecar can be written either.
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
