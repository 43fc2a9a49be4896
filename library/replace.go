package library

import (
	"errors"
	"io"
	"os"
	"path/filepath"
	"runtime"
)

// ReplaceFile writes a file of the program's own, never a photo: beside its place under a name that starts with a dot,
// synced, and renamed. Whatever happens, the old file or the new one is there, whole. write may use the file as it likes,
// but not close it. It blocks on the disk.
func ReplaceFile(path string, write func(io.Writer) error) error {
	temp, err := os.CreateTemp(filepath.Dir(path), "."+filepath.Base(path)+"-*.tmp")
	if err != nil {
		return err
	}
	err = errors.Join(write(temp), temp.Chmod(0o644), temp.Sync(), temp.Close())
	if err == nil {
		err = moveOver(temp.Name(), path)
	}
	if err != nil {
		return errors.Join(err, os.Remove(temp.Name()))
	}
	return nil
}

// moveOver renames a file over another and makes that safe on the disk.
func moveOver(from, to string) error {
	if err := os.Rename(from, to); err != nil {
		return err
	}
	if runtime.GOOS == "windows" {
		return nil // folders cannot be synced there
	}
	dir, err := os.Open(filepath.Dir(to))
	if err != nil {
		return err
	}
	return errors.Join(dir.Sync(), dir.Close())
}
