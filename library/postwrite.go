package library

import (
	"os"
	"path/filepath"
	"strings"
	"time"

	"catchlight/library/disk"
	"catchlight/library/keywords"
	"catchlight/library/safewrite"
	"catchlight/library/sidecar"
)

// postWriteState is what a photo is after one of our changes: its keywords and times are new, its picture is the same.
type postWriteState struct {
	path     string // of the photo
	keywords keywords.Keywords
	size     int64
	modTime  time.Time
	statusAt time.Time
	beside   uint64
	changed  bool            // the photo's own file, which was:
	before   safewrite.Stamp // only size and time count
}

// statAfterWrite returns what the photo holds now, its keywords as foretold or else read; nil where it cannot be read, which
// the next import will tell.
func (l *Library) statAfterWrite(folders *sidecar.Folders, path string, files []safewrite.FileChange, back bool, foretold *keywords.Keywords) *postWriteState {
	info, err := os.Stat(path)
	if err != nil {
		return nil
	}
	f := &postWriteState{path: path, size: info.Size(), modTime: info.ModTime().UTC(), beside: sidecarStamp(folders, path, nil)}
	f.statusAt = disk.ChangeTime(info)
	if foretold != nil {
		f.keywords = *foretold
	} else {
		_ = l.walled(path, func() (err error) { // what cannot be read of it could not before either
			f.keywords, err = folders.ReadKeywords(path)
			return err
		})
	}
	for _, fc := range files {
		if isSidecar(fc.Path) {
			continue
		}
		f.changed, f.before = true, fc.Before
		if back {
			f.before = fc.After
		}
	}
	return f
}

func isSidecar(path string) bool { return strings.EqualFold(filepath.Ext(path), ".xmp") }

// of returns the photo as it is now. Where its file was not what the library knew, because another program had
// changed it, its time is left open, so that the next import reads it.
func (f *postWriteState) of(old *Photo) *Photo {
	p := *old
	p.Keywords, p.beside = f.keywords, f.beside
	was, at := f.size, f.modTime
	if f.changed {
		was, at = f.before.Size, f.before.ModTime
	}
	known := p.Size == was && p.ModTime.Equal(at) && (f.changed || p.statusAt.IsZero() || p.statusAt.Equal(f.statusAt))
	p.Size, p.ModTime, p.statusAt = f.size, f.modTime, f.statusAt
	if !known {
		p.ModTime = time.Time{}
	}
	return &p
}
