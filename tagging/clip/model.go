package clip

import (
	"cmp"
	"fmt"
	"io/fs"
	"slices"
	"strconv"
	"strings"

	"catchlight/assets"
	"catchlight/library"
	"catchlight/library/keywords"
	"catchlight/tagging"
	"catchlight/tagging/clip/onnx"
	"catchlight/tagging/lexicon"
)

// check compares the sizes of the files with the manifest's: quick, and enough to notice a half
// copied file. Verify compares the hashes too.
func (m Model) check() error {
	if m.files == nil {
		return fmt.Errorf("%w: no files", ErrWrongModel)
	}
	if err := m.Manifest.checkValues(); err != nil {
		return err
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

// What one inference may be given: some 200 MB of pixels, and attention of a few GB.
const (
	mostPixels      = 1 << 24
	mostBatchTokens = 1 << 14
)

func tooLong(template string) bool { return len(template) > 1<<10 }

// checkValues refuses a manifest that lacks what is needed, or asks for what no model has: anybody
// may write one.
func (m Manifest) checkValues() error {
	t := m.Image
	var lacks []string
	for name, ok := range map[string]bool{
		"dim":              m.Dim > 0 && m.Dim <= 1<<14,
		"image.edge":       t.Edge > 0 && t.Edge <= 1<<11,
		"image.batch":      t.Batch >= 0 && t.Batch <= 1<<10 && max(t.Batch, 1)*t.Edge*t.Edge <= mostPixels,
		"image.std":        t.Std[0]*t.Std[1]*t.Std[2] != 0,
		"image.fit":        t.Fit == "crop" || t.Fit == "squash",
		"text.context":     m.Text.Context > 0 && m.Text.Context <= 1<<11,
		"text.batch":       m.Text.Batch >= 0 && m.Text.Batch <= 1<<10 && max(m.Text.Batch, 1)*m.Text.Context <= mostBatchTokens,
		"rule.balanced":    m.Rule.Balanced != 0,
		"rule.standardise": m.Scores == tagging.Cosine || !m.standardises(),
		"scores":           m.Scores.Sound(),
		"templates":        len(m.Templates) > 0 && len(m.Templates) <= 1<<8 && !slices.ContainsFunc(m.Templates, tooLong),
	} {
		if !ok {
			lacks = append(lacks, name)
		}
	}
	if len(lacks) == 0 {
		return nil
	}
	slices.Sort(lacks)
	return fmt.Errorf("%w: its %s has no sound %s", ErrWrongModel, manifestFile, strings.Join(lacks, ", "))
}

// standardises reports whether one of its rules brings scores to one level.
func (m Manifest) standardises() bool {
	return m.Rule.Standardise || m.CloserRule != nil && m.CloserRule.Standardise
}

// tokenizer makes the tokenizer that the manifest names, from a table that anybody may have
// written.
func (m Model) tokenizer() (tokens tokenizer, err error) {
	err = library.Guard(cmp.Or(m.Manifest.Text.Tokens, "the token table"), func() (err error) {
		tokens, err = m.readTokens()
		return err
	})
	return tokens, err
}

func (m Model) readTokens() (tokenizer, error) {
	t := m.Manifest.Text
	table, err := m.tokenTable()
	if err != nil {
		return nil, fmt.Errorf("%w: %w", ErrWrongModel, err)
	}
	switch t.Tokenizer {
	case "wordpiece":
		w, err := newWordpiece(table, t.Context)
		if err != nil {
			return nil, fmt.Errorf("read %s: %w", t.Tokens, err)
		}
		return w.tokens, nil
	case "clip-bpe":
		b, err := newBPE(table, t.Context)
		if err != nil {
			return nil, err
		}
		return b.encode, nil
	case "sentencepiece":
		s, err := newSentencepiece(table, t.Context)
		if err != nil {
			return nil, fmt.Errorf("read %s: %w", t.Tokens, err)
		}
		return s.encode, nil
	}
	return nil, fmt.Errorf("%w: this Catchlight knows no tokenizer %q", ErrWrongModel, t.Tokenizer)
}

// tokenTable is the tokenizer's file; CLIP's is built in.
func (m Model) tokenTable() ([]byte, error) {
	if m.Manifest.Text.Tokens == "" {
		return assets.CLIPTokens(), nil
	}
	return readAll(m.files, m.Manifest.Text.Tokens, mostTokens)
}

// words reads the words that the model knows as they stand; nil where its manifest names none.
func (m Model) words() (map[string]bool, error) {
	if m.Manifest.Text.Words == "" {
		return nil, nil
	}
	data, err := readAll(m.files, m.Manifest.Text.Words, mostTokens)
	if err != nil {
		return nil, fmt.Errorf("%w: %w", ErrWrongModel, err)
	}
	known := map[string]bool{}
	for line := range strings.Lines(string(data)) {
		known[keywords.Fold(strings.TrimSpace(line))] = true
	}
	return known, nil
}

// astray reads which classes the model's table gives words in another sense than the usual one, by
// folded word: a head, then lines of words, separated by semicolons, a tab, and classes, each its
// number, which may be followed by its name. nil where the manifest names no such table.
func (m Model) astray() (map[string][]int, error) {
	if m.Manifest.Text.Astray == "" {
		return nil, nil
	}
	data, err := readAll(m.files, m.Manifest.Text.Astray, mostTokens)
	if err != nil {
		return nil, fmt.Errorf("%w: %w", ErrWrongModel, err)
	}
	byWord, line := map[string][]int{}, 0
	for text := range strings.Lines(string(data)) {
		if line++; line == 1 {
			continue
		}
		words, classes, _ := strings.Cut(strings.TrimSpace(text), "\t")
		var numbers []int
		for class := range strings.SplitSeq(classes, ";") {
			digits, _, _ := strings.Cut(strings.TrimSpace(class), " ")
			number, err := strconv.Atoi(digits)
			if err != nil || number < 0 || number >= m.Manifest.Dim {
				return nil, fmt.Errorf("%w: %s, line %d: %q is no class", ErrWrongModel, m.Manifest.Text.Astray, line, class)
			}
			numbers = append(numbers, number)
		}
		for word := range strings.SplitSeq(words, ";") {
			byWord[keywords.Fold(strings.TrimSpace(word))] = numbers
		}
	}
	return byWord, nil
}

// shownWord is the word that a text of one of the model's templates shows it, "" of another text.
func (m Manifest) shownWord(text string) string {
	for _, template := range m.Templates {
		if word := lexicon.WordIn(template, text); word != "" {
			return word
		}
	}
	return ""
}

func (m Model) imageInputs() []port {
	t := m.Manifest.Image
	edge := int64(t.Edge)
	return []port{{t.Input, onnx.TensorProto_FLOAT, []int64{-1, 3, edge, edge}}}
}

func (m Model) imageOutput() port {
	return port{m.Manifest.Image.Output, onnx.TensorProto_FLOAT, []int64{-1, int64(m.Manifest.Dim)}}
}

func (m Model) textInputs() []port {
	t := m.Manifest.Text
	shape := []int64{-1, int64(t.Context)}
	if t.Pad == padLongest {
		shape[1] = -1
	}
	ports := []port{{t.Input, onnx.TensorProto_INT64, shape}}
	if t.Mask != "" {
		ports = append(ports, port{t.Mask, onnx.TensorProto_INT64, shape})
	}
	return ports
}

func (m Model) textOutput() port {
	return port{m.Manifest.Text.Output, onnx.TensorProto_FLOAT, []int64{-1, int64(m.Manifest.Dim)}}
}
