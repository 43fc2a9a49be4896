package clip

import (
	"encoding/json"
	"fmt"
	"io/fs"
	"os"

	"catchlight/assets"
	"catchlight/tagging"
)

const manifestFile = "model.json"

// Manifest describes a model; it is the model.json of the model's folder.
type Manifest struct {
	Name      string       `json:"name"`  // key of the stored vectors
	Title     string       `json:"title"` // as the user reads it
	Licence   string       `json:"licence"`
	Source    string       `json:"source"`
	Dim       int          `json:"dim"` // values in a vector
	Files     []File       `json:"files"`
	Image     ImageTower   `json:"image"`
	Text      TextTower    `json:"text"`
	Templates []string     `json:"templates"`
	Rule      tagging.Rule `json:"rule"`
}

// File is one file of a model. A size of 0 or an empty hash is not checked.
type File struct {
	Path   string `json:"path"` // relative to the model's folder, with slashes
	Bytes  int64  `json:"bytes"`
	SHA256 string `json:"sha256"`         // hexadecimal
	Role   string `json:"role,omitempty"` // reserved
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
	Edge      int        `json:"edge"`       // the input is 3 × Edge × Edge
	Fit       string     `json:"fit"`        // "crop": shortest edge to Edge, centre cut out; "squash": both edges
	OtherEdge string     `json:"other_edge"` // of a crop: "round" or "truncate"
	Offset    string     `json:"offset"`     // of a crop: half a pixel goes "down" or to the "even" neighbour
	Mean      [3]float64 `json:"mean"`
	Std       [3]float64 `json:"std"`
}

// TextTower is the graph for texts and how they are cut into tokens.
type TextTower struct {
	File      string `json:"file"`
	Input     string `json:"input"`
	Mask      string `json:"mask,omitempty"` // "" where the graph takes none
	Output    string `json:"output"`
	Batch     int    `json:"batch"`
	Tokenizer string `json:"tokenizer"` // "wordpiece", "clip-bpe"
	Tokens    string `json:"tokens"`    // the tokenizer's file, "" for the built-in table
	Context   int    `json:"context"`   // most tokens of a text
}

// Model is a manifest and the place of its files.
type Model struct {
	Manifest Manifest
	files    fs.FS
}

// Starter is the model inside the program. It only reads the embedded manifest, whose form a test checks.
func Starter() Model {
	m, _ := readManifest(assets.Starter())
	return m
}

// Load reads the model of a folder: by its model.json, else by one of the known layouts. It opens no graph.
func Load(folder string) (Model, error) {
	return readManifest(os.DirFS(folder))
}

func readManifest(files fs.FS) (Model, error) {
	m := Model{files: files}
	data, err := fs.ReadFile(files, manifestFile)
	if err != nil {
		return m, fmt.Errorf("%w: %w", ErrWrongModel, err)
	}
	if err := json.Unmarshal(data, &m.Manifest); err != nil {
		return m, fmt.Errorf("%w: %s: %w", ErrWrongModel, manifestFile, err)
	}
	return m, nil
}
