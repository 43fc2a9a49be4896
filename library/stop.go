package library

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"syscall"
)

// stopReason returns why a run had better stop, with the remedy, when an error will meet every photo that follows: a full
// or read-only disk, a folder that has gone. It is nil for errors of one photo.
func stopReason(err error) error {
	if err == nil || errors.Is(err, ErrStopped) {
		return nil
	}
	path := pathOf(err)
	dir := filepath.Dir(path)
	switch {
	case isDiskFull(err):
		return fmt.Errorf("%w: the disk with %s is full: free some space and write again", ErrStopped, dir)
	case errors.Is(err, syscall.EROFS):
		return fmt.Errorf("%w: the disk with %s is read-only: make it writable, or choose sidecars elsewhere, and write again", ErrStopped, dir)
	case errors.Is(err, fs.ErrNotExist) && path != "" && isGone(dir):
		return fmt.Errorf("%w: the folder %s is not there: connect its disk, or import it again where it is now", ErrStopped, dir)
	}
	return nil
}

// pathOf is the path that an error of the file system names, "" for none.
func pathOf(err error) string {
	var one *fs.PathError
	var two *os.LinkError
	switch {
	case errors.As(err, &one):
		return one.Path
	case errors.As(err, &two):
		return two.New
	}
	return ""
}

// spare is what a written file may take more than before, in bytes: a packet of XMP with its padding.
const spare = 4096

// checkSpace returns an error when a disk has no room for a run: all that is added, and the files in work twice.
func checkSpace(paths []string, size func(path string) int64) error {
	type disk struct {
		dir           string
		free          uint64
		added, inWork uint64
	}
	dirs, disks := map[string]*disk{}, map[uint64]*disk{}
	for _, path := range paths {
		dir := filepath.Dir(path)
		if _, known := dirs[dir]; !known {
			dirs[dir] = nil
			if free, number, ok := freeSpace(dir); ok {
				if disks[number] == nil {
					disks[number] = &disk{dir: dir, free: free}
				}
				dirs[dir] = disks[number]
			}
		}
		if d := dirs[dir]; d != nil {
			d.added += spare
			d.inWork = max(d.inWork, maxWriters*uint64(size(path)))
		}
	}
	for _, d := range disks {
		if needed := d.added + d.inWork; d.free < needed {
			return fmt.Errorf("%w: the disk with %s has %.1f MB free, and the run may need %.1f MB: free some space and write again",
				ErrStopped, d.dir, float64(d.free)/1e6, float64(needed)/1e6)
		}
	}
	return nil
}
