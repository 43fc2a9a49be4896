package clip

import (
	"cmp"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"slices"
	"strings"

	"catchlight/assets"
	"catchlight/tagging"
)

const manifestFile = "model.json"

// StarterName is the name of the model inside the program.
const StarterName = "starter"

// Chosen is the name of the model to use: the first of the names that is not "", else the starter.
// Callers give what was chosen for this run before what stands in the settings.
func Chosen(names ...string) string { return cmp.Or(append(names, StarterName)...) }

// The keys of its vectors: those that it makes, and those that its forerunner made, which had
// another space.
const (
	starterVectors    = "starter-2"
	starterForerunner = "starter"
)

// VectorsName is under which name a model stores its vectors.
func VectorsName(model string) string {
	if model == StarterName {
		return starterVectors
	}
	return model
}

// padLongest as TextTower.Pad fills the texts of a batch to the longest of them.
const padLongest = "longest"

// Manifest describes a model; it is the model.json of the model's folder.
type Manifest struct {
	Name      string          `json:"name"`  // key of the stored vectors (VectorsName)
	Title     string          `json:"title"` // as the user reads it
	Licence   string          `json:"licence"`
	Source    string          `json:"source"`
	Revision  string          `json:"revision,omitempty"` // of the source: a commit, say
	Dim       int             `json:"dim"`                // values in a vector
	Files     []File          `json:"files"`
	Image     ImageTower      `json:"image"`
	Text      TextTower       `json:"text"`
	Templates []string        `json:"templates"`
	Scores    tagging.Measure `json:"scores,omitempty"` // how vectors are compared: "" by cosine, or as "probabilities"
	Rule      tagging.Rule    `json:"rule"`

	// CloserRule is the rule for the vectors of who looks closer; nil: Rule.
	CloserRule *tagging.Rule `json:"closer_rule,omitempty"`

	Multilingual bool `json:"multilingual,omitempty"` // reads other languages than English

	// Measured is what the suggestions of Rule were worth on labelled photos; nil: nobody has
	// measured it.
	Measured *tagging.Measured `json:"measured,omitempty"`
}

// profile is what the manifest says to those who use the model.
func (m Manifest) profile() tagging.Profile {
	p := tagging.Profile{
		Name: VectorsName(m.Name), Dim: m.Dim, Edge: m.Image.Edge, Templates: slices.Clone(m.Templates),
		Batch: m.Image.Batch, Rule: m.Rule, CloserRule: m.CloserRule, Measure: m.Scores, Multilingual: m.Multilingual, Measured: m.Measured,
	}
	if m.Name == StarterName {
		p.Replaced = []string{starterForerunner}
	}
	return p
}

// File is one file of a model. A size of 0 or an empty hash is not checked.
type File struct {
	Path   string `json:"path"` // relative to the model's folder, with slashes
	Bytes  int64  `json:"bytes"`
	SHA256 string `json:"sha256"`         // hexadecimal
	From   string `json:"from,omitempty"` // where it is downloaded
	// Mirrors are tried in turn where From fails.
	Mirrors []string `json:"mirrors,omitempty"`
}

// ImageTower is the graph for photos and how they are prepared.
type ImageTower struct {
	File      string     `json:"file"`
	Input     string     `json:"input"`
	Output    string     `json:"output"`
	Batch     int        `json:"batch"`
	Edge      int        `json:"edge"`             // the input is 3 × Edge × Edge
	Fit       string     `json:"fit"`              // "crop": shortest edge to Edge, centre cut out; "squash": both edges
	OtherEdge string     `json:"other_edge"`       // of a crop: "round" or "truncate"
	Offset    string     `json:"offset"`           // of a crop: half a pixel goes "down" or to the "even" neighbour
	Colour    string     `json:"colour,omitempty"` // "": sRGB; "stored": the file's numbers, its profile ignored
	Mean      [3]float64 `json:"mean"`
	Std       [3]float64 `json:"std"`
}

// storedColour suits models whose reference pipeline knows no colour profiles.
const storedColour = "stored"

// TextTower is the graph for texts and how they are cut into tokens.
type TextTower struct {
	File      string `json:"file"`
	Input     string `json:"input"`
	Mask      string `json:"mask,omitempty"` // "" where the graph takes none
	Output    string `json:"output"`
	Batch     int    `json:"batch"`
	Pad       string `json:"pad,omitempty"` // "longest" text of a batch, else the context
	Tokenizer string `json:"tokenizer"`     // "wordpiece", "clip-bpe", "sentencepiece"
	Tokens    string `json:"tokens"`        // the tokenizer's file, "" for the built-in table
	Context   int    `json:"context"`       // most tokens of a text
	// Words is a file of the words that the model knows as they stand, one a line; "" where nobody
	// can say which it does.
	Words string `json:"words,omitempty"`
	// Astray is a table of words and the classes that the model gives them in another sense than the
	// usual one; "" where nobody knows of any.
	Astray string `json:"astray,omitempty"`
}

// Model is a manifest and the place of its files.
type Model struct {
	Manifest Manifest
	files    fs.FS
	whole    string // of a model with an 8-bit tower, the name of the model that it came from
}

// textName is the key of the vectors of texts, for which both towers of a model have the same.
func (m Model) textName() string { return VectorsName(cmp.Or(m.whole, m.Manifest.Name)) }

// Starter is the model inside the program. It only reads the embedded manifest, whose form a test
// checks.
func Starter() Model {
	m, _ := readManifest(assets.Starter(), manifestFile)
	return m
}

// Ladder lists the manifests of the models that Catchlight offers, in order: the starter, which is
// inside the program, and fast, standard and best, which Shelf.Get downloads.
func Ladder() []Manifest {
	all := []Manifest{Starter().Manifest}
	for _, name := range []string{"fast.json", "standard.json", "best.json"} {
		m, _ := readManifest(assets.Models(), name) // a test reads them all
		all = append(all, m.Manifest)
	}
	return all
}

// Load reads the model of a folder: by its model.json, else by one of the known layouts. It opens
// no graph but looks at what goes in and out. Errors wrap ErrWrongModel.
func Load(folder string) (Model, error) {
	if info, err := os.Stat(folder); err != nil || !info.IsDir() {
		return Model{}, fmt.Errorf("%w: there is no folder %s", ErrWrongModel, folder)
	}
	files := modelFolder(folder)
	if _, err := fs.Stat(files, manifestFile); errors.Is(err, fs.ErrNotExist) {
		return knownLayout(folder, files)
	}
	return readManifest(files, manifestFile)
}

// Verify compares size and SHA-256 of every file with the manifest. It blocks for reading them all
// (about a second for 600 MB). Errors wrap ErrWrongModel and name the file.
func (m Model) Verify(ctx context.Context) error {
	if err := m.check(); err != nil {
		return err
	}
	for _, f := range m.Manifest.Files {
		if err := m.verify(ctx, f); err != nil {
			return err
		}
	}
	return nil
}

func (m Model) verify(ctx context.Context, f File) error {
	got := f
	if err := m.measure(ctx, &got); err != nil {
		return fmt.Errorf("%w: %w", ErrWrongModel, err)
	}
	return f.compare(got)
}

// compare refuses a file that is not what the manifest says.
func (f File) compare(got File) error {
	if f.Bytes > 0 && got.Bytes != f.Bytes {
		return fmt.Errorf("%w: %s has %d bytes instead of %d: download or copy it again", ErrWrongModel, f.Path, got.Bytes, f.Bytes)
	}
	if f.SHA256 != "" && !strings.EqualFold(got.SHA256, f.SHA256) {
		return fmt.Errorf("%w: %s has the SHA-256 %.12s… instead of %.12s…: download or copy it again", ErrWrongModel, f.Path, got.SHA256, f.SHA256)
	}
	return nil
}

// measure reads a file for its size and hash.
func (m Model) measure(ctx context.Context, f *File) error {
	file, err := m.files.Open(f.Path)
	if err != nil {
		return err
	}
	defer file.Close() //nolint:errcheck // only read from
	hash := sha256.New()
	n, err := io.Copy(hash, cancelled{ctx, file})
	if err != nil {
		return fmt.Errorf("read %s: %w", f.Path, err)
	}
	f.Bytes, f.SHA256 = n, hex.EncodeToString(hash.Sum(nil))
	return nil
}

// cancelled reads until ctx ends.
type cancelled struct {
	ctx context.Context
	io.Reader
}

// Read implements io.Reader.
func (c cancelled) Read(p []byte) (int, error) {
	if err := c.ctx.Err(); err != nil {
		return 0, err
	}
	return c.Reader.Read(p)
}

func readManifest(files fs.FS, name string) (Model, error) {
	m := Model{files: files}
	data, err := readAll(files, name, mostManifest)
	if err != nil {
		return m, fmt.Errorf("%w: %w", ErrWrongModel, err)
	}
	if err := json.Unmarshal(data, &m.Manifest); err != nil {
		return m, fmt.Errorf("%w: %s: %w", ErrWrongModel, name, err)
	}
	return m, nil
}
