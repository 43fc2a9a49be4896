package disk

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
)

// SyncFolders makes last what was done to the names of these files: each folder is synced once. A
// folder that cannot be synced makes no write fail, here and everywhere in the program: the file
// has its new content and says so to everyone who reads it. What may be lost, if the power fails
// before the system stores the folder by itself, is that; loose is a sentence that says so, "" when
// all will last. It blocks on the disk.
func SyncFolders(files ...string) (loose string) {
	done := map[string]bool{}
	for _, path := range files {
		folder := filepath.Dir(path)
		if done[folder] {
			continue
		}
		done[folder] = true
		if err := SyncFolder(path); err != nil {
			loose = fmt.Sprintf("it is done, but could be undone by a power cut now, because the folder %s cannot be synced (%v): check its disk", folder, err)
		}
	}
	return loose
}

// SyncFolder makes a rename in the folder of path last. It blocks on the disk. Windows has no such
// call.
func SyncFolder(path string) error {
	if runtime.GOOS == "windows" {
		return nil
	}
	folder, err := os.Open(filepath.Dir(path))
	if err != nil {
		return err
	}
	defer folder.Close() //nolint:errcheck // only synced
	if err := folder.Sync(); err != nil && !errors.Is(err, errors.ErrUnsupported) && !isInvalid(err) {
		return err
	}
	return nil
}
