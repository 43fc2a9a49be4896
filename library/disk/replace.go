package disk

import (
	"crypto/rand"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"catchlight/library/picture"
)

// Replace writes a file of the program's own, never one with the name of a photo, video or sidecar
// (ErrPhotoName): a path may come from a pattern that a shell has filled in. It is made beside its
// place under a name that starts with a dot, synced, and renamed. Whatever happens, the old file or
// the new one is there, whole. A file that is replaced keeps its mode, access list and owner, a new
// one gets what the umask leaves; where path is a link, the file that it leads to is replaced; what
// is no ordinary file, such as a device, never is (ErrNotRegular). write may use the file as it
// likes, but not close it. It blocks on the disk.
func Replace(path string, write func(io.Writer) error) error {
	return ReplaceLike(path, "", write)
}

// ReplaceLike is Replace for what stands for another file, as an export or a copy does for the
// library: a new file is readable by nobody who may not read like. Where there is no like, it is
// Replace.
func ReplaceLike(path, like string, write func(io.Writer) error) error {
	return ReplaceNamed(path, like, func(file *os.File) error { return write(file) })
}

// ReplaceNamed is ReplaceLike for what has to open the file by its name, which is file.Name() until
// fill returns. A file that could be renamed counts as replaced, though its folder could not be
// synced: see SyncFolders.
func ReplaceNamed(path, like string, fill func(file *os.File) error) error {
	path, err := followed(path)
	if err != nil {
		return err
	}
	if isOfPhotos(path) {
		return fmt.Errorf("%s %w", path, ErrPhotoName)
	}
	temp, mode, err := createBeside(path, like)
	if err != nil {
		return err
	}
	if err = errors.Join(fill(temp), copyStatus(temp, path, like), temp.Chmod(mode), temp.Sync(), temp.Close()); err == nil {
		err = os.Rename(temp.Name(), path)
	}
	if err != nil {
		return errors.Join(about(path, temp.Name(), err), os.Remove(temp.Name()))
	}
	_ = SyncFolders(path) // the new file is there
	return nil
}

// isOfPhotos reports whether a name is that of a photo, video or sidecar.
func isOfPhotos(path string) bool {
	_, photo := picture.FormatOf(path)
	return photo || picture.UnreadKind(path) != "" || picture.IsSidecar(path)
}

// copyStatus gives a file the owner of the one that it replaces, and the access list of that or else
// of the one that it stands for.
func copyStatus(temp *os.File, path, like string) error {
	if old, err := os.Stat(path); err == nil {
		copyOwner(temp, old)
		return CopyAccess(temp, path)
	}
	if _, err := os.Stat(like); like == "" || err != nil {
		return nil
	}
	return CopyAccess(temp, like)
}

// about makes an error of a temporary file one of the file that it stands for: nobody knows the
// other.
func about(path, temp string, err error) error {
	var at *fs.PathError
	if errors.As(err, &at) && at.Path == temp {
		at.Path = path
	}
	return err
}

// createBeside makes the file that is to replace path, and says which mode that had or shall have.
// Until its content is complete, what replaces a file is its owner's alone.
func createBeside(path, like string) (temp *os.File, mode fs.FileMode, err error) {
	mode = 0o666
	old, err := os.Stat(path)
	switch {
	case err == nil && !old.Mode().IsRegular():
		return nil, 0, fmt.Errorf("%s is %s, %w: name a file", path, kindOf(old.Mode()), ErrNotRegular)
	case err == nil:
		mode = 0o600
	case !errors.Is(err, fs.ErrNotExist):
		return nil, 0, err
	}
	if model, err := os.Stat(like); like != "" && err == nil {
		mode &= model.Mode().Perm() | 0o600
	}
	name := filepath.Join(filepath.Dir(path), tempName(path, rand.Text()))
	temp, err = os.OpenFile(name, os.O_RDWR|os.O_CREATE|os.O_EXCL, mode)
	if err != nil {
		return nil, 0, about(path, name, err)
	}
	if old != nil {
		return temp, old.Mode().Perm(), nil
	}
	made, err := temp.Stat() // the umask has had its say
	if err != nil {
		return nil, 0, errors.Join(err, temp.Close(), os.Remove(temp.Name()))
	}
	return temp, made.Mode().Perm(), nil
}

// tempName is a name under which the successor of path is written; random has neither dot nor dash.
func tempName(path, random string) string { return "." + filepath.Base(path) + "-" + random + ".tmp" }

// followed is the file that path leads to, which need not be there yet.
func followed(path string) (string, error) {
	for range maxLinks {
		real, err := filepath.EvalSymlinks(path)
		if err == nil {
			return real, nil
		}
		target, notLink := os.Readlink(path)
		if notLink != nil {
			return path, nil // it is new, or what is wrong with it will be told by whoever opens it
		}
		if !filepath.IsAbs(target) {
			target = filepath.Join(filepath.Dir(path), target)
		}
		path = target
	}
	return "", &fs.PathError{Op: "follow", Path: path, Err: errors.New("too many links")}
}

// maxLinks is how many links of one name are followed, as Linux does.
const maxLinks = 40

// SweepBeside removes what replacements of path have left that a crash cut short. Nobody may be
// replacing it.
func SweepBeside(path string) {
	path, err := followed(path)
	if err != nil {
		return
	}
	entries, _ := os.ReadDir(filepath.Dir(path)) // what cannot be listed stays until it can
	for _, entry := range entries {
		random, ours := strings.CutPrefix(strings.TrimSuffix(entry.Name(), ".tmp"), "."+filepath.Base(path)+"-")
		if ours && !strings.ContainsAny(random, ".-") && entry.Name() == tempName(path, random) {
			_ = os.Remove(filepath.Join(filepath.Dir(path), entry.Name())) // else it takes some space until the next start
		}
	}
}
