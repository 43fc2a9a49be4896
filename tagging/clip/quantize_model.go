package clip

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"runtime/debug"
	"slices"

	"catchlight/library"
	"catchlight/library/disk"
	"catchlight/tagging/clip/onnx"
)

// quantizedName ends the names of models whose image tower computes in 8 bits, so
// that their vectors are never taken for those of the fp32 tower.
const quantizedName = "-int8"

// quantizedTower is the file's name within the model that Quantized returns.
const quantizedTower = "image.int8.onnx"

// ErrNothingToQuantize says that the model's image tower has no product worth quantising.
var ErrNothingToQuantize = errors.New("nothing to quantise")

// Quantized returns the same model with an 8-bit image tower. The tower is made on the
// first call, which needs ONNX Runtime, some seconds, and as much memory as the
// tower's file (half of it where the tower needs no folding); it is kept in dir under
// a mark of the tower that it came from, and the model's own folder is not touched.
// Whether it agrees and gains is for try to say. Errors wrap ErrNothingToQuantize,
// ErrWrongModel or ErrNoRuntime.
func (m Model) Quantized(dir, runtime string) (Model, error) {
	mark, err := fingerprint(m.files, m.Manifest.Image.File)
	if err != nil {
		return Model{}, fmt.Errorf("quantise %s: %w: %w", m.Manifest.Name, ErrWrongModel, err)
	}
	path := filepath.Join(dir, mark+".onnx")
	if _, err := os.Stat(path); err != nil {
		if err := m.makeTower(path, runtime); err != nil {
			return Model{}, fmt.Errorf("quantise %s: %w", m.Manifest.Name, err)
		}
	}
	return m.withTower(path), nil
}

// hasProducts reports whether there is something in the image tower that Quantized would compute in
// 8 bits; true where its file cannot be read, which whoever opens it is told. It reads the graph
// without its weights.
func (m Model) hasProducts() bool {
	s, err := openSkeleton(m.files, m.Manifest.Image.File)
	if err != nil {
		return true
	}
	defer s.close()  //nolint:errcheck // only read from
	if !s.folded() { // a product by what constants make
		return true
	}
	q := newQuantizer(s)
	return slices.ContainsFunc(s.GetGraph().GetNode(), func(node *onnx.NodeProto) bool {
		_, is := q.product(node)
		return is
	})
}

func (m Model) makeTower(path, runtime string) (err error) {
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		return err
	}
	folder, err := os.MkdirTemp(filepath.Dir(path), "making-")
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, os.RemoveAll(folder)) }()
	defer debug.FreeOSMemory() // what is left over is as large as the tower, and a run's memory is bounded
	small, err := m.quantized(folder, runtime)
	if err != nil {
		return err
	}
	return disk.Replace(path, func(w io.Writer) error {
		_, err := w.Write(small)
		return err
	})
}

// quantized is the image tower in 8 bits; a folder is needed for what the runtime works out before.
func (m Model) quantized(folder, runtime string) ([]byte, error) {
	small, products, err := quantizeFile(m.files, m.Manifest.Image.File)
	if errors.Is(err, errNotFolded) {
		if err := m.foldTower(filepath.Join(folder, quantizedTower), runtime); err != nil {
			return nil, err
		}
		small, products, err = quantizeFile(modelFolder(folder), quantizedTower)
	}
	if err == nil && products == 0 {
		err = ErrNothingToQuantize
	}
	return small, err
}

func (m Model) foldTower(path, runtime string) error {
	if err := acquire(runtime); err != nil {
		return err
	}
	t := m.Manifest.Image
	return errors.Join(fold(m.files, t.File, []string{t.Input}, []string{t.Output}, path), release())
}

// errNotFolded: what a product multiplies by has to be computed from constants first.
var errNotFolded = errors.New("the model's constants are not folded")

// quantizeFile is quantize for a file, which must hold its weights as constants.
func quantizeFile(files fs.FS, file string) (small []byte, products int, err error) {
	s, err := openSkeleton(files, file)
	if err != nil {
		return nil, 0, err
	}
	defer s.close() //nolint:errcheck // only read from
	if !s.folded() {
		return nil, 0, errNotFolded
	}
	err = library.Guard(file, func() (err error) {
		small, products, err = quantize(s)
		return err
	})
	return small, products, err
}

// withTower is the model with the other tower in place of its own. Its activations
// share one range a call, so that a photo's vector would depend on its neighbours:
// it runs photos one at a time.
func (m Model) withTower(path string) Model {
	twin := Model{Manifest: m.Manifest, files: overlay{FS: m.files, path: path}, whole: m.Manifest.Name}
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
		return openModelFile(o.path)
	}
	return o.FS.Open(name)
}
