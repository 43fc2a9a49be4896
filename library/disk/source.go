package disk

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"runtime"
	"sync"
	"time"
)

// Source is a file as it was when it was read. Its data is lent: whoever ends with it may release
// it.
type Source struct {
	Path string // absolute, without symbolic links
	Info os.FileInfo
	Read time.Time
	Data []byte
	lent *[]byte // where data comes from; nil once released
}

// buffers are reused, for a run reads thousands of files of like sizes.
var buffers = sync.Pool{New: func() any { return new([]byte) }}

const (
	// mostKept is how large a buffer may be that waits for the next file, in bytes.
	mostKept = 64 << 20
	// giant is what is worth a garbage collection of its own, in bytes: without one, two files of
	// that size that follow each other would lie in memory together.
	giant = 256 << 20
)

// Release gives the data's memory back. Nothing may hold a part of it any more. It may be called on
// nil, and twice.
func (s *Source) Release() {
	if s == nil || s.lent == nil {
		return
	}
	size := cap(*s.lent)
	if size <= mostKept {
		buffers.Put(s.lent)
	}
	s.Data, s.lent = nil, nil
	if size >= giant {
		runtime.GC()
	}
}

// ReadSource opens a file of at most so many bytes, follows symbolic links, and reads it whole.
func ReadSource(path string, most int64) (*Source, error) {
	path, err := realPath(path)
	if err != nil {
		return nil, err
	}
	s, err := ReadLent(context.Background(), path, most)
	if err == nil && int64(len(s.Data)) < s.Info.Size() {
		s.Release()
		s, err = nil, fmt.Errorf("reading %s: %w", path, io.ErrUnexpectedEOF)
	}
	return s, err
}

// ReadLent reads a file as OpenRegular opens it, for somebody who does not mind links, nor that it
// has become shorter on the way: the data then end where it does. What it has grown by is left out.
func ReadLent(ctx context.Context, path string, most int64) (*Source, error) {
	f, err := OpenRegular(ctx, path, most)
	if err != nil {
		return nil, err
	}
	defer f.Close() //nolint:errcheck // only read from
	size := f.info.Size()
	s := &Source{Path: path, Info: f.info, Read: time.Now(), lent: lend(size)}
	n, err := io.ReadFull(f, (*s.lent)[:size])
	s.Data = (*s.lent)[:n]
	if err != nil && !errors.Is(err, io.ErrUnexpectedEOF) && !errors.Is(err, io.EOF) {
		s.Release()
		return nil, fmt.Errorf("reading %s: %w", path, err)
	}
	return s, nil
}

// lend takes a buffer for so many bytes.
func lend(size int64) *[]byte {
	if size > mostKept {
		large := make([]byte, size)
		return &large
	}
	b := buffers.Get().(*[]byte)
	if int64(cap(*b)) < size {
		*b = make([]byte, size, min(size+size/8, mostKept)) // the next one may be a little larger
	}
	return b
}

func realPath(path string) (string, error) {
	path, err := Absolute(path)
	if err != nil {
		return path, err
	}
	return filepath.EvalSymlinks(path)
}
