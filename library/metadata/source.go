package metadata

import (
	"context"
	"crypto/rand"
	"encoding/hex"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"time"
)

// source is a file as it was when it was read. Its data is lent: whoever ends with it may release it.
type source struct {
	path string // absolute, without symbolic links
	info os.FileInfo
	read time.Time
	data []byte
	lent *[]byte // where data comes from; nil once released
}

// buffers are reused, for a run reads thousands of files of like sizes.
var buffers = sync.Pool{New: func() any { return new([]byte) }}

// release gives the data's memory back. Nothing may hold a part of it any more. It may be called on nil, and twice.
func (s *source) release() {
	if s != nil && s.lent != nil {
		buffers.Put(s.lent)
		s.data, s.lent = nil, nil
	}
}

// readSource opens a file of at most so many bytes, follows symbolic links, and reads it whole.
func readSource(path string, most int64) (*source, error) {
	path, err := realPath(path)
	if err != nil {
		return nil, err
	}
	f, err := OpenRegular(context.Background(), path, most)
	if err != nil {
		return nil, err
	}
	defer f.Close() //nolint:errcheck // only read from
	s := &source{path: path, info: f.info, read: time.Now(), lent: buffers.Get().(*[]byte)}
	if size := int(f.info.Size()); cap(*s.lent) < size {
		*s.lent = make([]byte, size, size+min(size/8, 8<<20)) // the next one may be a little larger
	}
	s.data = (*s.lent)[:f.info.Size()]
	if _, err = io.ReadFull(f, s.data); err != nil {
		s.release()
		return nil, fmt.Errorf("reading %s: %w", path, err)
	}
	return s, nil
}

func realPath(path string) (string, error) {
	path, err := filepath.Abs(path)
	if err != nil {
		return path, err
	}
	return filepath.EvalSymlinks(path)
}

// Files are racy when they are so young that a write after ours can leave the same time: FAT and exFAT count in two
// seconds and in ten milliseconds, others by the ticks of the kernel, of which a hundred a second are the fewest.
const (
	coarseRacy = 3 * time.Second
	fineRacy   = 100 * time.Millisecond
	coarseTick = 10 * time.Millisecond
)

// isRacy reports whether the file was written so shortly before it was read that its time proves nothing.
func (s *source) isRacy() bool {
	young := coarseRacy
	if s.info.ModTime().UnixNano()%int64(coarseTick) != 0 {
		young = fineRacy
	}
	return s.read.Sub(s.info.ModTime()) < young
}

// unchanged reports whether path still is the file that was read.
func (s *source) unchanged(path string) bool {
	return s.looksUnchanged(path) && (!s.isRacy() || s.holdsStill(path))
}

// looksUntouched is looksUnchanged for a file that has kept its name: programs that put its time back are found out.
func (s *source) looksUntouched(path string) bool {
	info, err := os.Lstat(path)
	return err == nil && s.looksUnchanged(path) && (sameStatus(info, s.info) || s.holdsStill(path))
}

// looksUnchanged goes by device, inode, size and time.
func (s *source) looksUnchanged(path string) bool {
	info, err := os.Lstat(path)
	return err == nil && os.SameFile(info, s.info) && info.Size() == s.info.Size() && info.ModTime().Equal(s.info.ModTime())
}

// holdsStill compares the content.
func (s *source) holdsStill(path string) bool {
	f, err := OpenRegular(context.Background(), path, int64(len(s.data)))
	if err != nil {
		return false
	}
	defer f.Close() //nolint:errcheck // only read from
	return pieces{s.data}.heldBy(f)
}

// tempBeside names a temporary file in the folder of path.
func tempBeside(path string) string {
	var random [4]byte
	_, _ = rand.Read(random[:]) // never fails
	return filepath.Join(filepath.Dir(path), tempPrefix+hex.EncodeToString(random[:]))
}

// IsTemp reports whether a path is that of a temporary file of ours, whose name tells the user nothing.
func IsTemp(path string) bool { return strings.HasPrefix(filepath.Base(path), tempPrefix) }

// tempPrefix begins the name of every temporary file; 8 hexadecimal digits follow.
const tempPrefix = ".clt-"
