package disk

import (
	"context"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"sync"
	"time"
)

// Source is a file as it was when it was read. Its data is lent: whoever ends with it may release it.
type Source struct {
	Path string // absolute, without symbolic links
	Info os.FileInfo
	Read time.Time
	Data []byte
	lent *[]byte // where data comes from; nil once released
}

// buffers are reused, for a run reads thousands of files of like sizes.
var buffers = sync.Pool{New: func() any { return new([]byte) }}

// Release gives the data's memory back. Nothing may hold a part of it any more. It may be called on nil, and twice.
func (s *Source) Release() {
	if s != nil && s.lent != nil {
		buffers.Put(s.lent)
		s.Data, s.lent = nil, nil
	}
}

// ReadSource opens a file of at most so many bytes, follows symbolic links, and reads it whole.
func ReadSource(path string, most int64) (*Source, error) {
	path, err := realPath(path)
	if err != nil {
		return nil, err
	}
	f, err := OpenRegular(context.Background(), path, most)
	if err != nil {
		return nil, err
	}
	defer f.Close() //nolint:errcheck // only read from
	s := &Source{Path: path, Info: f.info, Read: time.Now(), lent: buffers.Get().(*[]byte)}
	if size := int(f.info.Size()); cap(*s.lent) < size {
		*s.lent = make([]byte, size, size+min(size/8, 8<<20)) // the next one may be a little larger
	}
	s.Data = (*s.lent)[:f.info.Size()]
	if _, err = io.ReadFull(f, s.Data); err != nil {
		s.Release()
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
