package thumb

import (
	"bytes"
	"cmp"
	"context"
	"fmt"
	"image"
	"image/jpeg"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"sync/atomic"
	"time"
)

// store keeps thumbnails as JPEG files: DIR/ab/abcd…-320.jpg, by the picture's ID
// and the long edge. Nothing in it is precious: a damaged file is made anew, any
// file may be deleted at any time, and two programs may share a folder. Its time
// of change says when a file was used last, to a day.
type store struct {
	dir   string
	limit int64
	used  atomic.Int64  // bytes, as far as known
	full  chan struct{} // capacity 1: rings when used passes the limit
}

const (
	jpegQuality = 88 // where a thumbnail of a photo shows no blocks
	tempPattern = "*.tmp"
	useInterval = 24 * time.Hour
)

func openStore(dir string, limit int64) (*store, error) {
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return nil, err
	}
	return &store{dir: dir, limit: limit, full: make(chan struct{}, 1)}, nil
}

func (s *store) path(k Key) string {
	id := k.Picture.String()
	return filepath.Join(s.dir, id[:2], fmt.Sprintf("%s-%d.jpg", id, k.Long))
}

func (s *store) has(k Key) bool {
	_, err := os.Stat(s.path(k))
	return err == nil
}

// load reads a thumbnail, or makes it of a larger one of the same picture, which takes less than to
// read the photo again; nil when there is neither.
func (s *store) load(k Key) *image.RGBA {
	for long := k.Long; long <= max(k.Long, Large); long *= 2 {
		if img := s.read(Key{k.Picture, long}, k.Long); img != nil {
			return img
		}
	}
	return nil
}

// read reads a thumbnail with a long edge of at most so many pixels; nil when there is none. A damaged
// one is removed.
func (s *store) read(k Key, long int) *image.RGBA {
	path := s.path(k)
	data, err := os.ReadFile(path)
	if err != nil {
		return nil
	}
	minShort := 0 // as it is
	if size, err := jpeg.DecodeConfig(bytes.NewReader(data)); err == nil && long < k.Long {
		minShort = max(1, long*min(size.Width, size.Height)/max(size.Width, size.Height))
	}
	r, err := decodeJPEG(newAllowance(context.Background(), len(data)), data, minShort) // our own, and small
	if err != nil || max(r.width, r.height) > k.Long {
		_ = os.Remove(path)
		return nil
	}
	if info, err := os.Stat(path); err == nil && time.Since(info.ModTime()) > useInterval {
		_ = os.Chtimes(path, time.Time{}, time.Now())
	}
	return (&Picture{Image: r.image}).Fit(long, long)
}

// save writes a thumbnail beside its place and renames it. A full disk or a
// missing folder only means that it is made again another time.
func (s *store) save(k Key, img *image.RGBA) {
	var file bytes.Buffer
	if err := jpeg.Encode(&file, img, &jpeg.Options{Quality: jpegQuality}); err != nil {
		return
	}
	path := s.path(k)
	if err := writeAtomically(path, file.Bytes()); err != nil {
		return
	}
	if s.used.Add(int64(file.Len())) > s.limit {
		select {
		case s.full <- struct{}{}:
		default:
		}
	}
}

func writeAtomically(path string, data []byte) error {
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		return err
	}
	temp, err := os.CreateTemp(filepath.Dir(path), tempPattern)
	if err != nil {
		return err
	}
	_, err = temp.Write(data)
	if closed := temp.Close(); err == nil {
		err = closed
	}
	if err == nil {
		err = os.Rename(temp.Name(), path)
	}
	if err != nil {
		_ = os.Remove(temp.Name())
	}
	return err
}

// prune counts the files, and whenever they exceed the limit removes those used
// longest ago until a tenth is free. It runs until ctx ends.
func (s *store) prune(ctx context.Context) {
	for {
		s.sweep(ctx)
		select {
		case <-ctx.Done():
			return
		case <-s.full:
		}
	}
}

type storedFile struct {
	path string
	size int64
	used time.Time
}

func (s *store) sweep(ctx context.Context) {
	files, total := s.list(ctx)
	if total > s.limit {
		slices.SortFunc(files, func(a, b storedFile) int { return cmp.Compare(a.used.UnixNano(), b.used.UnixNano()) })
		for _, f := range files {
			if total <= s.limit/10*9 || ctx.Err() != nil {
				break
			}
			if os.Remove(f.path) == nil {
				total -= f.size
			}
		}
	}
	s.used.Store(total)
}

// list goes through our files, and clears away temporary ones that a killed
// program left.
func (s *store) list(ctx context.Context) (files []storedFile, total int64) {
	_ = filepath.WalkDir(s.dir, func(path string, entry fs.DirEntry, err error) error {
		if ctx.Err() != nil {
			return fs.SkipAll
		}
		if err != nil || entry.IsDir() {
			return nil // what cannot be read is not counted
		}
		info, err := entry.Info()
		if err != nil {
			return nil
		}
		switch {
		case !s.made(path):
		case strings.HasSuffix(path, ".jpg"):
			files = append(files, storedFile{path, info.Size(), info.ModTime()})
			total += info.Size()
		case strings.HasSuffix(path, ".tmp") && time.Since(info.ModTime()) > useInterval:
			_ = os.Remove(path)
		}
		return nil
	})
	return files, total
}

// ownNames are those that path and writeAtomically give, below the store's folder.
var ownNames = regexp.MustCompile(`^([0-9a-f]{2})[/\\](?:([0-9a-f]{2})[0-9a-f]{30}-[0-9]+\.jpg|[0-9]+\.tmp)$`)

// made reports whether a file is one of the store's, by its name: a folder may hold others, which
// nothing may remove.
func (s *store) made(path string) bool {
	name, err := filepath.Rel(s.dir, path)
	if err != nil {
		return false
	}
	parts := ownNames.FindStringSubmatch(name)
	return parts != nil && (parts[2] == "" || parts[2] == parts[1])
}
