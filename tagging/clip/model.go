package clip

import (
	"fmt"
	"io/fs"

	ort "github.com/yalue/onnxruntime_go"
)

// check compares the sizes of the files with the manifest's: quick, and enough to notice a half copied file. Hashes are
// checked once, when a model is installed.
func (m Model) check() error {
	if m.files == nil {
		return fmt.Errorf("%w: no files", ErrWrongModel)
	}
	for _, f := range m.Manifest.Files {
		info, err := fs.Stat(m.files, f.Path)
		if err != nil {
			return fmt.Errorf("%w: %w", ErrWrongModel, err)
		}
		if f.Bytes > 0 && info.Size() != f.Bytes {
			return fmt.Errorf("%w: %s has %d bytes instead of %d: copy or download it again", ErrWrongModel, f.Path, info.Size(), f.Bytes)
		}
	}
	return nil
}

// tokenizer reads the table that the manifest names.
func (m Model) tokenizer() (tokenizer, error) {
	t := m.Manifest.Text
	switch t.Tokenizer {
	case "wordpiece":
		return m.wordpiece()
	}
	return nil, fmt.Errorf("%w: this Catchlight knows no tokenizer %q", ErrWrongModel, t.Tokenizer)
}

func (m Model) wordpiece() (tokenizer, error) {
	t := m.Manifest.Text
	table, err := fs.ReadFile(m.files, t.Tokens)
	if err != nil {
		return nil, fmt.Errorf("%w: %w", ErrWrongModel, err)
	}
	w, err := newWordpiece(table, t.Context)
	if err != nil {
		return nil, fmt.Errorf("read %s: %w", t.Tokens, err)
	}
	return w.tokens, nil
}

func (m Model) imageInputs() []port {
	t := m.Manifest.Image
	edge := int64(t.Edge)
	return []port{{t.Input, ort.TensorElementDataTypeFloat, []int64{-1, 3, edge, edge}}}
}

func (m Model) imageOutput() port {
	return port{m.Manifest.Image.Output, ort.TensorElementDataTypeFloat, []int64{-1, int64(m.Manifest.Dim)}}
}

func (m Model) textInputs() []port {
	t := m.Manifest.Text
	if t.Mask == "" {
		return []port{{t.Input, ort.TensorElementDataTypeInt64, []int64{-1, int64(t.Context)}}}
	}
	free := []int64{-1, -1}
	return []port{{t.Input, ort.TensorElementDataTypeInt64, free}, {t.Mask, ort.TensorElementDataTypeInt64, free}}
}

func (m Model) textOutput() port {
	return port{m.Manifest.Text.Output, ort.TensorElementDataTypeFloat, []int64{-1, int64(m.Manifest.Dim)}}
}
