package instance

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"github.com/adrg/xdg"
)

// privateFolder is a folder that nobody but this user can look into: in the user's runtime folder,
// else in the temporary one, where another user may have made it first, else in the cache. It makes
// it where it is missing.
func privateFolder() (string, error) {
	cache := filepath.Join(xdg.CacheHome, "catchlight")
	_ = os.MkdirAll(cache, 0o755) // the others are there, or are not to be had
	return firstPrivate([]string{
		filepath.Join(xdg.RuntimeDir, "catchlight"),
		filepath.Join(os.TempDir(), fmt.Sprintf("catchlight-%d", os.Getuid())),
		filepath.Join(cache, "run"),
	})
}

// firstPrivate is the first of some folders that is, or can be made, this user's alone.
func firstPrivate(places []string) (string, error) {
	var all []error
	for _, folder := range places {
		err := makePrivate(folder)
		if err == nil {
			return folder, nil
		}
		all = append(all, err)
	}
	return "", fmt.Errorf("make a folder where the window and later starts meet (set XDG_RUNTIME_DIR to one that is yours alone): %w",
		errors.Join(all...))
}

// errShared: a folder is another user's, or open to others.
var errShared = errors.New("it is not this user's alone")

// makePrivate makes a folder for this user alone, and refuses one that is not.
func makePrivate(folder string) error {
	if err := os.Mkdir(folder, 0o700); err != nil && !errors.Is(err, fs.ErrExist) {
		return err
	}
	info, err := os.Lstat(folder) // a link may lead anywhere
	if err != nil {
		return err
	}
	if !info.IsDir() || !isPrivate(info) {
		return fmt.Errorf("%s: %w", folder, errShared)
	}
	return nil
}
