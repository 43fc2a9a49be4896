package library

import (
	"bytes"
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"hash/fnv"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"

	"catchlight/library/disk"
	"catchlight/library/keywords"
	"catchlight/library/picture"
	"catchlight/library/sidecar"
)

// scanResult is what was found out about a candidate.
type scanResult struct {
	candidateFile
	known *Photo // what the library knew at the path when the import began; nil: nothing
	photo *Photo // what it is now, with no ID yet; nil: as known, or no photo
	err   error  // why it failed; photo then says so too, if the file is there
	gone  bool   // it is not there (any more)
}

// scan decides whether a file is known, and reads it if not. Its error is ctx's.
func (im *importer) scan(ctx context.Context, f candidateFile) (scanResult, error) {
	result := scanResult{candidateFile: f, known: im.start.ByPath(f.abs), err: f.err}
	if f.err != nil {
		return result, nil
	}
	info, err := os.Stat(f.abs)
	if err == nil && !info.Mode().IsRegular() {
		err = fmt.Errorf("%s is no file: leave it out", f.path)
		return scanResult{candidateFile: f, known: result.known, err: err}, nil
	}
	if err != nil {
		result.err, result.gone = whyUnreadable(f.path, err), errors.Is(err, fs.ErrNotExist)
		return result, nil
	}
	stamp := sidecarStamp(&im.folders, f.abs, f.sidecars)
	if unchanged(result.known, info, stamp) {
		result.photo = result.known.reappeared(info)
		return result, nil
	}
	if result.err = disk.CheckHere(f.path, info); result.err != nil {
		return result, nil // what is known of it stays
	}
	release, err := im.acquire(ctx, info.Size())
	if err != nil {
		return result, err
	}
	defer release()
	done, stuck := im.lib.BeginReading(f.abs)
	if result.err = stuck; stuck != nil {
		return result, nil
	}
	defer done()
	result.photo, result.err = im.readPhoto(ctx, f, info, stamp)
	return result, ctx.Err()
}

// acquire waits for the memory of a file of so many bytes. What is larger than all that an import
// takes for itself comes from the budget of those who decode, so that giants go one by one.
func (im *importer) acquire(ctx context.Context, size int64) (release func(), err error) {
	if size > importMemory {
		return im.lib.memory.Acquire(ctx, size)
	}
	size = max(size, 1)
	if err := im.memory.Acquire(ctx, size); err != nil {
		return nil, err
	}
	return func() { im.memory.Release(size) }, nil
}

func whyUnreadable(path string, err error) error {
	if errors.Is(err, disk.ErrName) { // whatever the system says of it
		return err
	}
	if isMissing(err, runtime.GOOS) {
		return fmt.Errorf("%s has vanished, or is a link to nothing: import its folder again", path)
	}
	if errors.Is(err, disk.ErrNotRegular) || errors.Is(err, disk.ErrTooLarge) || errors.Is(err, disk.ErrInCloud) {
		return err
	}
	return unreadable(path, err)
}

// unchanged compares a photo with its file by size and times: programs may put the time of their
// edit back, but not that at which they did so. One with a problem is always read again.
func unchanged(p *Photo, info fs.FileInfo, stamp uint64) bool {
	if p == nil || p.Problem != "" || p.Picture.IsZero() || p.reader < photoReader {
		return false
	}
	at := disk.ChangeTime(info)
	untouched := p.statusAt.IsZero() || at.IsZero() || p.statusAt.Equal(at)
	return untouched && p.Size == info.Size() && p.ModTime.Equal(info.ModTime()) && p.sidecarStamp == stamp
}

// reappeared is a photo whose file is as it was, where that tells something new: it was missing, or
// its change time was not known.
func (p *Photo) reappeared(info fs.FileInfo) *Photo {
	at := disk.ChangeTime(info)
	if !p.Missing && p.statusAt.Equal(at) {
		return nil
	}
	found := *p
	found.Missing, found.statusAt = false, at
	return &found
}

// readPhoto reads all that the library keeps of a photo. A file that fails is a photo with a
// Problem.
func (im *importer) readPhoto(ctx context.Context, f candidateFile, info fs.FileInfo, stamp uint64) (*Photo, error) {
	p := &Photo{Path: f.abs, Size: info.Size(), ModTime: info.ModTime().UTC(), Format: f.format, sidecarStamp: stamp}
	p.statusAt = disk.ChangeTime(info)
	err := im.lib.guarded(f.path, func() error { return p.read(ctx, f.path, &im.folders) })
	if err != nil {
		p.Problem = err.Error()
	}
	return p, err
}

// read fills in what the content says.
func (p *Photo) read(ctx context.Context, path string, folders *sidecar.Folders) error {
	file, err := disk.ReadLent(ctx, p.Path, p.Format.MaxBytes())
	if err != nil {
		return whyUnreadable(path, err)
	}
	defer file.Release()
	data := file.Data
	if int64(len(data)) != p.Size {
		p.ModTime = p.ModTime.Add(-1) // another program is writing: look again at the next import
	}
	name := filepath.Base(path)
	if err := picture.CheckContent(name, p.Format, data[:min(len(data), 512)]); err != nil {
		return err
	}
	p.Details, p.reader = picture.ReadDetails(data, p.Format), photoReader
	p.Picture = picture.Identify(data, p.Format, p.Orientation)
	p.Keywords, err = p.readKeywords(data, folders)
	p.Details = p.Keywords.Dated(p.Details)
	if err != nil {
		p.Problem = fmt.Sprintf("the keywords of %s cannot all be read: %v", name, err)
		if remedy := readingRemedy(err); remedy != "" {
			p.Problem += ": " + remedy
		}
	}
	return nil
}

// readKeywords reads what is embedded, and the sidecars where there are any.
func (p *Photo) readKeywords(data []byte, folders *sidecar.Folders) (keywords.Keywords, error) {
	if p.sidecarStamp == 0 {
		return keywords.Read(data, p.Format)
	}
	return folders.ReadKeywords(p.Path)
}

// sidecarNamesFor are the names that a photo's sidecars may have; with names not nil, those among
// them. The result is never nil.
func sidecarNamesFor(name string, names map[string]bool) []string {
	all := []string{}
	for _, sidecar := range sidecar.Names(name) {
		if names == nil || names[sidecar] {
			all = append(all, sidecar)
		}
	}
	return all
}

// sidecarStamp condenses size and times of a photo's sidecars into a number, so that a change of
// them is noticed without reading them; 0 where there is none. Whose IMG_1.xmp is depends on what
// else is called IMG_1, so that counts, too. names are candidates, nil for all. The same state
// found under two spellings, as file systems without case have it, counts once.
func sidecarStamp(folders *sidecar.Folders, abs string, names []string) uint64 {
	if names == nil {
		names = sidecarNamesFor(filepath.Base(abs), nil)
	}
	var states [][]byte
	common := false
	for _, name := range names {
		info, err := os.Stat(filepath.Join(filepath.Dir(abs), name))
		if err != nil || !info.Mode().IsRegular() {
			continue
		}
		state := binary.LittleEndian.AppendUint64(nil, uint64(info.Size()))
		state = binary.LittleEndian.AppendUint64(state, uint64(info.ModTime().UnixNano()))
		state = binary.LittleEndian.AppendUint64(state, uint64(disk.ChangeTime(info).UnixNano()))
		if !slices.ContainsFunc(states, func(other []byte) bool { return bytes.Equal(other, state) }) {
			states = append(states, state)
		}
		common = common || !strings.HasPrefix(name, filepath.Base(abs))
	}
	if common {
		for _, twin := range folders.Twins(abs) {
			states = append(states, []byte(twin))
		}
	}
	return condense(states)
}

func condense(states [][]byte) uint64 {
	if len(states) == 0 {
		return 0
	}
	slices.SortFunc(states, bytes.Compare)
	h := fnv.New64a()
	for _, state := range states {
		_, _ = h.Write(state) // a hash never fails
	}
	return max(1, h.Sum64())
}
