package clip

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"

	"catchlight/library/disk"
)

// What the files of a model may take in bytes: the largest token table of the ladder has 34 MB, its
// largest tower 1.3 GB.
const (
	mostManifest = 1 << 20
	mostTokens   = 64 << 20
	mostTower    = 16 << 30
)

// modelFolder is a model's folder, which anybody may have made: its files open only where they are
// ordinary ones. A pipe would never end, a device neither. Links are followed, for that is how a
// cache of downloads looks.
type modelFolder string

// Open implements fs.FS. A file is a *modelFile.
func (f modelFolder) Open(name string) (fs.File, error) {
	if !fs.ValidPath(name) {
		return nil, &fs.PathError{Op: "open", Path: name, Err: fs.ErrInvalid}
	}
	path := filepath.Join(string(f), filepath.FromSlash(name))
	if info, err := os.Stat(path); err == nil && info.IsDir() {
		return os.Open(path)
	}
	return openModelFile(path)
}

// modelFile is a file on the disk, which ONNX Runtime can read by its path.
type modelFile struct {
	*disk.Regular
	path string
}

func openModelFile(path string) (fs.File, error) {
	r, err := disk.OpenRegular(context.Background(), path, mostTower)
	if err != nil {
		return nil, err
	}
	return &modelFile{r, path}, nil
}

// readAll reads a file of a model that has to fit into memory.
func readAll(files fs.FS, name string, most int64) (data []byte, err error) {
	f, err := files.Open(name)
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, f.Close()) }()
	data, err = io.ReadAll(io.LimitReader(f, most+1))
	if err == nil && int64(len(data)) > most {
		err = fmt.Errorf("%s has more than %d MB: that is no such file of a model", name, most>>20)
	}
	return data, err
}
