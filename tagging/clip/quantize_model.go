package clip

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
)

// quantizedName ends the names of models whose image tower computes in 8 bits, so
// that their vectors are never taken for those of the fp32 tower.
const quantizedName = "-int8"

// quantizedTower is the file's name within the model that Quantized returns.
const quantizedTower = "image.int8.onnx"

// ErrNothingToQuantize says that the model's image tower has no product worth quantising.
var ErrNothingToQuantize = errors.New("nothing to quantise")

// Quantized returns the same model with an 8-bit image tower. The tower is made on the
// first call, which needs ONNX Runtime, three times the tower's size in memory and
// some seconds, and is kept in dir under the hash of the tower it came from; the
// model's own folder is not touched. Whether it agrees and gains is for Try to say.
func (m Model) Quantized(dir, runtime string) (Model, error) {
	tower, err := fs.ReadFile(m.files, m.Manifest.Image.File)
	if err != nil {
		return Model{}, fmt.Errorf("quantise %s: %w: %w", m.Manifest.Name, ErrWrongModel, err)
	}
	sum := sha256.Sum256(tower)
	path := filepath.Join(dir, hex.EncodeToString(sum[:8])+".onnx")
	if _, err := os.Stat(path); err != nil {
		if err := m.makeTower(tower, path, runtime); err != nil {
			return Model{}, fmt.Errorf("quantise %s: %w", m.Manifest.Name, err)
		}
	}
	return m.withTower(path), nil
}

func (m Model) makeTower(tower []byte, path, runtime string) (err error) {
	if err := acquire(runtime); err != nil {
		return err
	}
	defer func() { err = errors.Join(err, release()) }()
	folded, err := fold(tower, []string{m.Manifest.Image.Input}, []string{m.Manifest.Image.Output})
	if err != nil {
		return err
	}
	small, products, err := quantize(folded)
	if err != nil {
		return err
	}
	if products == 0 {
		return ErrNothingToQuantize
	}
	return keep(path, small)
}

// keep writes the file under a name of its own first: half a tower is never found.
func keep(path string, data []byte) error {
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		return err
	}
	part, err := os.CreateTemp(filepath.Dir(path), "*.part")
	if err != nil {
		return err
	}
	_, err = part.Write(data)
	if err = errors.Join(err, part.Sync(), part.Close()); err == nil {
		err = os.Rename(part.Name(), path)
	}
	if err != nil {
		return errors.Join(err, os.Remove(part.Name()))
	}
	return nil
}

// withTower is the model with the other tower in place of its own. Its activations
// share one range a call, so that a photo's vector would depend on its neighbours:
// it runs photos one at a time.
func (m Model) withTower(path string) Model {
	twin := Model{Manifest: m.Manifest, files: overlay{FS: m.files, path: path}}
	twin.Manifest.Name += quantizedName
	twin.Manifest.Image.File = quantizedTower
	twin.Manifest.Image.Batch = 1
	twin.Manifest.Files = slices.DeleteFunc(slices.Clone(m.Manifest.Files), func(f File) bool { return f.Path == m.Manifest.Image.File })
	return twin
}

// overlay is a model's folder with the quantised tower added.
type overlay struct {
	fs.FS
	path string
}

// Open opens the tower in its place, everything else in the model's folder.
func (o overlay) Open(name string) (fs.File, error) {
	if name == quantizedTower {
		return os.Open(o.path)
	}
	return o.FS.Open(name)
}
