package vocabulary

import (
	"cmp"
	"fmt"
	"maps"
	"path/filepath"
	"slices"
	"strings"

	"catchlight/library"
	"catchlight/library/keywords"
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

// ReadImport reads a file that is to be taken over under a name, "" its own. It blocks for reading.
func ReadImport(own library.Vocabularies, file, name string) (Import, error) {
	theirs, data, err := Read(file)
	if err != nil {
		return Import{}, err
	}
	if name == "" {
		name = FileName(file)
	}
	notes := theirs.Compare(file, data)
	if words, ok := theirs.oneLine(); ok {
		notes = []string{fmt.Sprintf("The list is one line, which was read as %s.", library.Counted(len(words.Tags), "word", "words"))}
		theirs = words
	}
	return NewImport(own, name, theirs, notes)
}

// FileName is the name of a vocabulary that is taken over from a file. Pure.
func FileName(file string) string { return strings.TrimSuffix(filepath.Base(file), filepath.Ext(file)) }

// oneLine is a list that is nothing but a line of several words, as a tag each: other programs, and
// people, write what they have of a photo so.
func (v *Vocabulary) oneLine() (*Vocabulary, bool) {
	if len(v.Tags) != 1 || v.table != "" || len(bracesOf(v.Tags[0])) > 0 {
		return nil, false
	}
	words := keywords.LineWords(v.Tags[0].Name)
	if slices.Equal(words, []string{v.Tags[0].Name}) {
		return nil, false
	}
	apart := &Vocabulary{Name: v.Name}
	for _, word := range words {
		if !slices.ContainsFunc(apart.Tags, func(t Tag) bool { return sameName(t.Name, word) }) {
			apart.Tags = append(apart.Tags, Tag{Name: word, Parent: -1})
		}
	}
	return apart, len(apart.Tags) > 0
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
	im.count()
	if im.New+im.Merged == 0 {
		im.After = before
	}
	return im, nil
}

// TakeAs is the import with a word of the list as another name of a tag that is in its result, by
// their paths or names; what stands below it comes to stand below that tag. An error says which of
// them is not there, or is Draft.Merge's. Pure.
func (im Import) TakeAs(word, tag string) (Import, error) {
	d, err := NewDraft(im.Name, []byte(im.After))
	if err != nil {
		return im, err
	}
	from, known := d.Vocabulary.Named(word)
	into, there := d.Vocabulary.Named(tag)
	switch {
	case !known:
		return im, fmt.Errorf("%w: %s", errNoTag, word)
	case !there || from == into:
		return im, fmt.Errorf("%w: %s", errNoTag, tag)
	case d.Vocabulary.IsBelow(into, from):
		return im, fmt.Errorf("%w: %s", ErrLoop, word)
	}
	after, _, err := d.Merge(from, into)
	if err != nil {
		return im, err
	}
	im.After, im.Changes = after.Text(), slices.Clone(im.Changes)
	why := fmt.Sprintf("is another name of %q here", d.Vocabulary.Tags[into].Name)
	for i, c := range im.Changes {
		if c.Path == word || c.Path == d.Vocabulary.fullPath(from) {
			im.Changes[i].Change, im.Changes[i].Twice, im.Changes[i].Why = ChangeMerged, false, why
		}
	}
	im.count()
	return im, nil
}

// count counts the changes anew.
func (im *Import) count() {
	im.New, im.Merged, im.Same, im.Twice = 0, 0, 0, 0
	counts := map[Change]*int{ChangeNew: &im.New, ChangeMerged: &im.Merged, ChangeSame: &im.Same}
	for _, c := range im.Changes {
		*counts[c.Change]++
		if c.Twice {
			im.Twice++
		}
	}
}

// Stray is a word of photos that no tag stands for.
type Stray struct {
	Word   string
	Photos int // that have it
}

// Strays are the words that files hold, or that the user has typed, and that stand for no tag of v,
// those of most photos first. Pure; some 20 ms for 50,000 photos.
func (v *Vocabulary) Strays(snap *library.Snapshot) []Stray {
	known, at := map[string]bool{}, map[string]int{} // by the word as it stands, and folded
	var all []Stray
	count := func(word string) {
		is, seen := known[word]
		if !seen {
			_, is = v.Find(word)
			known[word] = is
		}
		if is {
			return
		}
		key := keywords.Fold(word)
		if _, there := at[key]; !there {
			at[key] = len(all)
			all = append(all, Stray{Word: word})
		}
		all[at[key]].Photos++
	}
	for _, p := range snap.Photos() {
		for _, word := range p.Keywords.All {
			if !strings.Contains(word.Name, "|") && !isRefused(snap, p.ID, word.Name) {
				count(word.Name)
			}
		}
		for _, d := range snap.Decisions(p.ID) {
			if d.Verdict == library.Typed && !p.Keywords.Has(d.Tag) {
				count(d.Tag)
			}
		}
	}
	slices.SortFunc(all, func(a, b Stray) int {
		return cmp.Or(cmp.Compare(b.Photos, a.Photos), strings.Compare(keywords.Fold(a.Word), keywords.Fold(b.Word)))
	})
	return all
}

// TypedWords are the words that the user has typed on photos and that the vocabulary lacks, the
// most frequent first; of those that differ in their case alone the most frequent one. Pure.
func (v *Vocabulary) TypedWords(snap *library.Snapshot) []string {
	photos := map[string]int{}
	for _, p := range snap.Photos() {
		for _, d := range snap.Decisions(p.ID) {
			if _, known := v.Find(d.Tag); d.Verdict == library.Typed && !known {
				photos[d.Tag]++
			}
		}
	}
	words := slices.SortedFunc(maps.Keys(photos), func(a, b string) int {
		return cmp.Or(photos[b]-photos[a], strings.Compare(a, b))
	})
	seen := map[string]bool{}
	return slices.DeleteFunc(words, func(word string) bool {
		key := keywords.Fold(word)
		again := seen[key]
		seen[key] = true
		return again
	})
}
