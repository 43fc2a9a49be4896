package clip

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io"
	"io/fs"
	"path"
	"path/filepath"
	"slices"
	"strings"
)

// layout is a known arrangement of a model's files in a folder without a manifest.
type layout struct {
	image, text string // patterns of the towers' files
	folder      string // below the model's
}

// layouts are rclip's and that of ONNX exports of Hugging Face's models, flat or in their folder.
var layouts = []layout{
	{"visual.onnx", "textual.onnx", "."},
	{"vision_model*.onnx", "text_model*.onnx", "."},
	{"vision_model*.onnx", "text_model*.onnx", "onnx"},
}

// knownLayout describes a folder that has no manifest, after the ladder's model of the same kind.
// What differs (names of files, edge, length of vectors) is read from the graphs.
func knownLayout(folder string, files fs.FS) (Model, error) {
	for _, l := range layouts {
		image, text := pick(files, l.folder, l.image), pick(files, l.folder, l.text)
		if image == "" || text == "" {
			continue
		}
		m := Model{files: files}
		err := m.describe(folder, image, text)
		return m, err
	}
	return Model{}, fmt.Errorf("%w: %s holds neither a %s nor visual.onnx and textual.onnx, nor vision_model.onnx and text_model.onnx",
		ErrWrongModel, folder, manifestFile)
}

// pick gives the file that fits a pattern: the one with the shortest name, which is the one in full
// precision.
func pick(files fs.FS, folder, pattern string) string {
	found, _ := fs.Glob(files, path.Join(folder, pattern)) // the patterns are well formed
	if len(found) == 0 {
		return ""
	}
	return slices.MinFunc(found, func(a, b string) int { return len(a) - len(b) })
}

func (m *Model) describe(folder, image, text string) error {
	imageGraph, err := readGraph(m.files, image)
	if err != nil {
		return err
	}
	textGraph, err := readGraph(m.files, text)
	if err != nil {
		return err
	}
	kind, err := m.kind(imageGraph, textGraph, folder)
	if err != nil {
		return err
	}
	m.Manifest = kind
	m.Manifest.Files = nil // sizes and hashes are not known
	m.Manifest.Image.File, m.Manifest.Text.File = image, text
	if strings.Contains(path.Base(image), "int8") || strings.Contains(path.Base(image), "quantized") {
		m.Manifest.Image.Batch = 1 // its range of values would depend on the batch
	}
	m.adopt(imageGraph, textGraph)
	return m.name(folder, image)
}

// kind is the ladder's model that takes and gives the same things.
func (m *Model) kind(image, text graph, folder string) (Manifest, error) {
	_, err := fs.Stat(m.files, "tokenizer.json")
	for _, kind := range Ladder()[1:] {
		if kind.Text.Tokens != "" && err != nil {
			continue
		}
		if slices.Contains(portNames(image.inputs), kind.Image.Input) && slices.Contains(portNames(image.outputs), kind.Image.Output) &&
			slices.Contains(portNames(text.inputs), kind.Text.Input) && slices.Contains(portNames(text.outputs), kind.Text.Output) {
			return kind, nil
		}
	}
	return Manifest{}, fmt.Errorf("%w: the graphs in %s take %q and %q and give %q and %q, which is neither CLIP nor SigLIP2 with its tokenizer.json: it needs a %s",
		ErrWrongModel, folder, portNames(image.inputs), portNames(text.inputs), portNames(image.outputs), portNames(text.outputs), manifestFile)
}

// adopt takes over the sizes that the graphs fix, and the mask where the text graph wants one.
func (m *Model) adopt(image, text graph) {
	x := &m.Manifest
	if in := named(image.inputs, x.Image.Input); len(in.shape) == 4 && in.shape[3] > 0 {
		x.Image.Edge = int(in.shape[3])
	}
	if out := named(image.outputs, x.Image.Output); len(out.shape) == 2 && out.shape[1] > 0 {
		x.Dim = int(out.shape[1])
	}
	if slices.Contains(portNames(text.inputs), "attention_mask") {
		x.Text.Mask = "attention_mask"
	}
}

func named(ports []port, name string) port {
	return ports[slices.IndexFunc(ports, func(p port) bool { return p.name == name })]
}

// name makes the key of the vectors: the folder's name, and a mark of what the image tower is, so
// that another model in a folder of the same name never passes for this one.
func (m *Model) name(folder, image string) error {
	mark, err := fingerprint(m.files, image)
	if err != nil {
		return fmt.Errorf("%w: %w", ErrWrongModel, err)
	}
	if whole, err := filepath.Abs(folder); err == nil {
		folder = whole
	}
	base := filepath.Base(folder)
	m.Manifest.Name, m.Manifest.Title = base+"-"+mark, base
	m.Manifest.Source, m.Manifest.Revision, m.Manifest.Licence = folder, "", ""
	return nil
}

// sampled is how much of a file's start, middle and end makes its fingerprint.
const sampled = 1 << 20

// fingerprint tells files of models apart without reading all of them.
func fingerprint(files fs.FS, file string) (string, error) {
	f, err := files.Open(file)
	if err != nil {
		return "", err
	}
	defer f.Close() //nolint:errcheck // only read from
	r, size, err := randomAccess(f)
	if err != nil {
		return "", err
	}
	hash := sha256.New()
	fmt.Fprintln(hash, size) //nolint:errcheck // a hash takes everything
	for _, at := range []int64{0, size / 2, max(size-sampled, 0)} {
		if _, err := io.Copy(hash, io.NewSectionReader(r, at, sampled)); err != nil {
			return "", err
		}
	}
	return hex.EncodeToString(hash.Sum(nil)[:4]), nil
}
