package metadata

import (
	"bytes"
	"crypto/rand"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io"
	"os"
	"path/filepath"
)

// maxPhoto is the largest file that is read into memory.
const maxPhoto = 2 << 30

// source is a file as it was when it was read.
type source struct {
	path string // absolute, without symbolic links
	info os.FileInfo
	data []byte
}

// readSource opens a file, follows symbolic links, and reads it whole.
func readSource(path string) (*source, error) {
	path, err := realPath(path)
	if err != nil {
		return nil, err
	}
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close() //nolint:errcheck // only read from
	info, err := f.Stat()
	if err != nil {
		return nil, err
	}
	if !info.Mode().IsRegular() || info.Size() > maxPhoto {
		return nil, fmt.Errorf("%s is no ordinary file, or larger than 2 GiB", path)
	}
	data := make([]byte, info.Size())
	if _, err = io.ReadFull(f, data); err != nil {
		return nil, fmt.Errorf("reading %s: %w", path, err)
	}
	return &source{path: path, info: info, data: data}, nil
}

func realPath(path string) (string, error) {
	path, err := filepath.Abs(path)
	if err != nil {
		return path, err
	}
	return filepath.EvalSymlinks(path)
}

// stamp hashes the content.
func (s *source) stamp() Stamp {
	return Stamp{Size: s.info.Size(), ModTime: s.info.ModTime(), Hash: sha256.Sum256(s.data)}
}

// unchanged reports whether path still is the file that was read.
func (s *source) unchanged(path string) bool {
	return s.looksUnchanged(path) && (!s.isRecent() || s.holdsStill(path))
}

// looksUnchanged goes by device, inode, size and time.
func (s *source) looksUnchanged(path string) bool {
	info, err := os.Lstat(path)
	return err == nil && os.SameFile(info, s.info) && info.Size() == s.info.Size() && info.ModTime().Equal(s.info.ModTime())
}

// holdsStill compares the content.
func (s *source) holdsStill(path string) bool {
	f, err := os.Open(path)
	if err != nil {
		return false
	}
	defer f.Close() //nolint:errcheck // only read from
	return holdsData(f, s.data)
}

// holdsData compares a file from its beginning to its end, in pieces.
func holdsData(f io.ReaderAt, data []byte) bool {
	buffer := make([]byte, min(len(data)+1, 1<<16))
	for at := 0; ; {
		n, err := f.ReadAt(buffer, int64(at))
		if n > len(data)-at || !bytes.Equal(buffer[:n], data[at:at+n]) {
			return false
		}
		if at += n; err != nil {
			return err == io.EOF && at == len(data)
		}
	}
}

// tempBeside names a temporary file in the folder of path.
func tempBeside(path string) string {
	var random [4]byte
	_, _ = rand.Read(random[:]) // never fails
	return filepath.Join(filepath.Dir(path), tempPrefix+hex.EncodeToString(random[:]))
}

// tempPrefix begins the name of every temporary file; 8 hexadecimal digits follow.
const tempPrefix = ".clt-"
