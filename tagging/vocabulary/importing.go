package vocabulary

import (
	"fmt"
	"path/filepath"
	"slices"
	"strings"

	"catchlight/library"
)

// Import is what taking a list over as one of the user's own would do. Nothing is done yet.
type Import struct {
	Name          string // of the user's vocabulary that gets it
	Before, After string // its text; Before is "" where there is none
	Changes       []MergedTag
	Notes         []string // what was read, or an export would write, otherwise than it stands there

	New, Merged, Same int
	Twice             int // names that stand at several places; none is left out
}

// ReadImport reads a file that is to be taken over under its own name. It blocks for reading.
func ReadImport(own library.Vocabularies, file string) (Import, error) {
	theirs, data, err := Read(file)
	if err != nil {
		return Import{}, err
	}
	name := strings.TrimSuffix(filepath.Base(file), filepath.Ext(file))
	return NewImport(own, name, theirs, theirs.Compare(file, data))
}

// NewImport is an import of a list under a name: where there is one of that name, both become one.
// It blocks for reading that. ErrEmpty where the one that is there holds no tags but other lines,
// which would be lost.
func NewImport(own library.Vocabularies, name string, theirs *Vocabulary, notes []string) (Import, error) {
	if slices.Contains(BuiltIn(), name) {
		name += " 2"
	}
	if err := library.CheckVocabularyName(name); err != nil {
		return Import{}, err
	}
	before, err := own.Text(name)
	if err != nil {
		return Import{}, err
	}
	mine := &Vocabulary{Name: name}
	if strings.TrimSpace(before) != "" {
		err := library.Guard(name, func() (err error) {
			mine, err = Parse(name, []byte(before))
			return err
		})
		if err != nil {
			return Import{}, fmt.Errorf("import into %s: %w", name, err)
		}
	}
	merged, changes := mine.Merge(theirs)
	im := Import{Name: name, Before: before, After: merged.Text(Own), Changes: changes, Notes: notes}
	counts := map[Change]*int{ChangeNew: &im.New, ChangeMerged: &im.Merged, ChangeSame: &im.Same}
	for _, c := range changes {
		*counts[c.Change]++
		if c.Twice {
			im.Twice++
		}
	}
	if im.New+im.Merged == 0 {
		im.After = before
	}
	return im, nil
}

// TypedWords are the words that the user has typed on photos and that the vocabulary lacks, the
// most frequent first. Pure.
func (v *Vocabulary) TypedWords(snap *library.Snapshot) []string {
	photos := map[string]int{}
	for _, p := range snap.Photos() {
		for _, d := range snap.Decisions(p.ID) {
			if _, known := v.Find(d.Tag); d.Verdict == library.Typed && !known {
				photos[d.Tag]++
			}
		}
	}
	var words []string
	for word := range photos {
		words = append(words, word)
	}
	slices.SortFunc(words, func(a, b string) int {
		if photos[a] != photos[b] {
			return photos[b] - photos[a]
		}
		return strings.Compare(a, b)
	})
	return words
}
