package library

import (
	"errors"
	"fmt"
	"io/fs"
	"path/filepath"
	"syscall"

	"catchlight/library/disk"
)

// stopReason returns why a run had better stop, with the remedy, when the error of one photo will meet all that follow: a
// full or read-only disk, a folder that has gone. It is nil for errors of one photo. again is what the user is to do then.
func stopReason(photo string, err error, remedy string) error {
	dir := filepath.Dir(photo)
	switch {
	case err == nil, errors.Is(err, ErrStopped):
		return nil
	case disk.IsFull(err):
		return fmt.Errorf("%w: the disk with %s is full: free some space and %s", ErrStopped, dir, remedy)
	case errors.Is(err, syscall.EROFS):
		return fmt.Errorf("%w: the disk with %s is read-only: make it writable and %s", ErrStopped, dir, remedy)
	case errors.Is(err, fs.ErrNotExist) && isGone(dir):
		return fmt.Errorf("%w: the folder %s is not there: connect its disk, or import it where it is now, and %s", ErrStopped, dir, remedy)
	}
	return nil
}

// spare is what a written file may take more than before, in bytes: a packet of XMP with its padding.
const spare = 4096

// checkSpace returns an error when a disk has no room for a run: all that is added, and the files in
// work twice. sizes are those of the files at the paths, in bytes.
func checkSpace(paths []string, sizes []int64, remedy string) error {
	type volume struct {
		dir           string
		free          uint64
		added, inWork uint64
	}
	dirs, disks := map[string]*volume{}, map[uint64]*volume{}
	for n, path := range paths {
		dir := filepath.Dir(path)
		if _, known := dirs[dir]; !known {
			dirs[dir] = nil
			if free, number, ok := disk.FreeSpace(dir); ok {
				if disks[number] == nil {
					disks[number] = &volume{dir: dir, free: free}
				}
				dirs[dir] = disks[number]
			}
		}
		if d := dirs[dir]; d != nil {
			d.added += spare
			d.inWork = max(d.inWork, maxWriters*uint64(sizes[n]))
		}
	}
	for _, d := range disks {
		if needed := d.added + d.inWork; d.free < needed {
			return fmt.Errorf("%w: the disk with %s has %d kB free, and the run may need %d kB: free some space and %s",
				ErrStopped, d.dir, d.free/1000, needed/1000+1, remedy)
		}
	}
	return nil
}
