package safewrite

import (
	"bufio"
	"cmp"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"time"

	"catchlight/library/disk"
	"catchlight/library/keywords"
)

// replacement puts new content in the place of a file, or creates one. Whatever happens, path holds
// all of the old content or all of the new, and temp is gone.
type replacement struct {
	path, temp string
	old        *disk.Source // what path must still be; nil: it must not exist
	like       *disk.Source // whose owner and mode a file that is created takes; nil: its maker's alone
	data       keywords.Pieces
	time       time.Time // zero: now
	options    Options
}

// run replaces the file. An error means that it was not: the photo is what it was. Once the new
// file has its name it is written, and what goes wrong after that is no failure, but a caveat: a
// sentence for the user, see SyncFolders.
func (w replacement) run() (info os.FileInfo, caveat string, err error) {
	info, err = w.writeTemp()
	if err == nil {
		err = w.swap()
	}
	if err != nil {
		if info != nil && !errors.Is(err, errStranded) {
			_ = os.Remove(w.temp) // what it holds is ours
		}
		return nil, "", err
	}
	return info, w.finish(), nil
}

// finish tidies up behind a file that is done, and makes that last.
func (w replacement) finish() (caveat string) {
	caveat = w.removeOld()
	if w.options.NoSync || w.options.SyncLater {
		return caveat
	}
	return JoinSentences(caveat, disk.SyncFolders(w.path))
}

// removeOld removes what an exchange has left under the temporary name, and swap has compared.
func (w replacement) removeOld() (caveat string) {
	err := os.Remove(w.temp)
	if err == nil || errors.Is(err, os.ErrNotExist) { // it was renamed
		return ""
	}
	return fmt.Sprintf("it is done, but what it was before could not be removed (%v): delete %s", err, w.temp)
}

// writeTemp writes, syncs and reads back the new content. It returns no info when the file is not
// ours.
func (w replacement) writeTemp() (info os.FileInfo, err error) {
	if isAppendOnly(filepath.Dir(w.temp)) {
		return nil, &os.PathError{Op: "open", Path: w.temp, Err: os.ErrPermission}
	}
	// It is its owner's alone until the content is complete and has the mode that it stands for.
	f, err := os.OpenFile(w.temp, os.O_RDWR|os.O_CREATE|os.O_EXCL, 0o600)
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, f.Close()) }()
	if info, err = f.Stat(); err != nil {
		return info, err
	}
	if err = w.fill(f); err != nil {
		return info, err
	}
	if err = w.copyStatus(f, info); err != nil || w.options.NoSync {
		return info, err
	}
	if err = f.Sync(); err != nil {
		return info, err
	}
	if !w.data.HeldBy(f) {
		return info, errors.New("the disk gave back other bytes than were written")
	}
	return f.Stat()
}

// stride is how many bytes of a large file go to the disk at a time.
const stride = 1 << 20

// fill writes the content, small pieces together. The disk begins with what it is given while the
// rest is being copied.
func (w replacement) fill(f *os.File) error {
	out := bufio.NewWriterSize(f, 1<<14)
	for _, piece := range w.data {
		for part := range slices.Chunk(piece, stride) {
			if _, err := out.Write(part); err != nil {
				return err
			}
			if len(part) == stride && !w.options.NoSync {
				startWriting(f)
			}
		}
	}
	return out.Flush()
}

// copyStatus gives the new file the mode, owner and extended attributes of the old one, or of the
// photo that it is made for, and its time when asked for.
func (w replacement) copyStatus(f *os.File, info os.FileInfo) error {
	if w.old == nil && w.like != nil {
		if err := shareLike(f, info, w.like); err != nil {
			return fmt.Errorf("giving it the photo's mode: %w", err)
		}
	}
	if w.old != nil {
		if err := copyAttributes(f, info, w.old); err != nil {
			return fmt.Errorf("keeping its owner and attributes: %w", err)
		}
		if mode := w.old.Info.Mode(); mode != info.Mode() {
			if err := f.Chmod(mode); err != nil {
				return err
			}
		}
	}
	if w.time.IsZero() {
		return nil
	}
	return os.Chtimes(w.temp, time.Time{}, w.time)
}

// swap renames the new file over the old one, which must not have changed.
func (w replacement) swap() error {
	if w.old == nil {
		return renameNew(w.temp, w.path)
	}
	if !sameStatAndCtime(w.old, w.path) {
		return ErrChanged
	}
	err := exchange(w.temp, w.path)
	if errors.Is(err, errors.ErrUnsupported) {
		return w.swapBlind()
	}
	if err != nil {
		return err
	}
	// Now temp holds the original: or what another program put there since, or is writing still.
	busy := disk.CheckUnwritten(w.temp, w.path)
	if busy == nil && unchanged(w.old, w.temp) {
		return nil
	}
	if err := exchange(w.temp, w.path); err != nil {
		return stranded(w.temp, err)
	}
	if !w.holdsOurs() { // a third program has written what stood there for that moment
		return stranded(w.temp, nil)
	}
	return cmp.Or(busy, ErrChanged)
}

// holdsOurs reports whether temp holds what was written there, and can go.
func (w replacement) holdsOurs() bool {
	f, err := os.Open(w.temp)
	if err != nil {
		return false
	}
	defer f.Close() //nolint:errcheck // only read from
	return w.data.HeldBy(f)
}

// errStranded says that another program's bytes could not be put back in their place.
var errStranded = errors.New("its version is now in")

func stranded(temp string, cause error) error {
	if cause == nil {
		return fmt.Errorf("%w, %w %s", ErrChanged, errStranded, temp)
	}
	return fmt.Errorf("%w, %w %s: %w", ErrChanged, errStranded, temp, cause)
}

// swapBlind renames where files cannot be exchanged: FAT, exFAT, NFS, and systems other than Linux.
// Times are coarse there, so the content is compared once more.
func (w replacement) swapBlind() error {
	if busy := disk.CheckUnwritten(w.path, w.path); busy != nil || !sameContent(w.old, w.path) || !sameStat(w.old, w.path) {
		return cmp.Or(busy, ErrChanged)
	}
	return os.Rename(w.temp, w.path)
}

// renameUnlessThere is renameNew for systems without such a call.
func renameUnlessThere(temp, path string) error {
	if _, err := os.Lstat(path); !errors.Is(err, os.ErrNotExist) {
		return ErrChanged
	}
	return os.Rename(temp, path)
}
