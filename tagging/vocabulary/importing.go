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

	// Renamings are the tags of the list that gets it, which look renamed in the list that is taken
	// over, by their indices in these two. Unless Rename is told so they stay, and the others come
	// beside them.
	Renamings []Renaming
	// Words is how many tags it would be if nearly all lines of the list were cut at the commas
	// that they hold, see AtCommas; 0 where they hold none.
	Words int

	mine, theirs *Vocabulary
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
	if len(v.Tags) != 1 {
		return nil, false
	}
	return v.atCommas()
}

// mostApart is how many of ten lines must hold several words for a list to look like lines of
// words. Where it is not each, some are of one word.
const mostApart = 8

// atCommas is a list of lines of words, with a tag for each word; false where it is none, but
// levels, other names, a table, or mostly lines of one word.
func (v *Vocabulary) atCommas() (*Vocabulary, bool) {
	if v.table != "" {
		return nil, false
	}
	words, seen, several := &Vocabulary{Name: v.Name, remarks: map[int][]string{}}, map[string]bool{}, 0
	for _, t := range v.Tags {
		if t.Parent >= 0 || t.Heading || t.Unsaid || len(bracesOf(t)) > 0 {
			return nil, false
		}
		line := keywords.LineWords(t.Name)
		if !slices.Equal(line, []string{t.Name}) {
			several++
		}
		for _, word := range line {
			if key := keywords.Fold(word); !seen[key] {
				seen[key] = true
				words.Tags = append(words.Tags, Tag{Name: word, Parent: -1})
			}
		}
	}
	return words, len(words.Tags) > 0 && several > 0 && 10*several >= mostApart*len(v.Tags)
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
	im := Import{Name: name, Before: before, Notes: notes, mine: mine, theirs: theirs}
	im.takeIn()
	return im, nil
}

// takeIn makes one list of both as they are.
func (im *Import) takeIn() {
	im.merge(im.mine, nil)
	im.Renamings = im.mine.Renamings(im.theirs, im.mine.Became(im.theirs))
	words, are := im.theirs.atCommas()
	if im.Words = 0; are {
		im.Words = len(words.Tags)
	}
}

// AtCommas is the import with the lines of the list cut at their commas, where it is one of Words.
// It comes before Rename. Pure.
func (im Import) AtCommas() Import {
	words, are := im.theirs.atCommas()
	if are {
		im.theirs, im.Notes = words, nil // which are about the lines
		im.takeIn()
	}
	return im
}

// merge makes one list of what is taken over and the user's own, in which tags are renamed already.
func (im *Import) merge(mine *Vocabulary, renamed []Renaming) {
	merged, changes := mine.Merge(im.theirs)
	for _, one := range renamed {
		c := &changes[one.To]
		c.Change, c.Why = ChangeMerged, strings.TrimSuffix(isRenamed(im.mine.Tags[one.From].Name)+"; "+c.Why, "; ")
	}
	im.Changes = changes
	im.count()
	if im.After = merged.Text(Own); im.New+im.Merged == 0 {
		im.After = im.Before
	}
}

// NamesOf are the two names of a tag that looks renamed, by their paths. Pure.
func (im Import) NamesOf(r Renaming) (old, now string) {
	return im.mine.fullPath(r.From), im.theirs.fullPath(r.To)
}

// Rename is the import with tags renamed as the list that is taken over has them: their old names
// become other names, so that what was decided on them goes on to count. It comes before TakeAs.
// Pure.
func (im Import) Rename(list ...Renaming) Import {
	mine := &Vocabulary{Name: im.mine.Name, Tags: slices.Clone(im.mine.Tags), remarks: im.mine.remarks}
	for _, one := range list {
		t, old := &mine.Tags[one.From], im.mine.Tags[one.From].Name
		t.Name = im.theirs.Tags[one.To].Name
		t.Synonyms = append(without(t.Synonyms, t.Name), old)
	}
	im.merge(mine, list)
	return im
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
			if isTyped(d) && !p.Keywords.Has(d.Tag) {
				count(d.Tag)
			}
		}
	}
	slices.SortFunc(all, func(a, b Stray) int {
		return cmp.Or(cmp.Compare(b.Photos, a.Photos), strings.Compare(keywords.Fold(a.Word), keywords.Fold(b.Word)))
	})
	return all
}

// isTyped reports whether somebody has typed a word that no other list keeps private.
func isTyped(d library.Decision) bool { return d.Verdict == library.Typed && !d.IsPrivate() }

// TypedWords are the words that the user has typed on photos and that the vocabulary lacks, the
// most frequent first; of those that differ in their case alone the most frequent one. Pure.
func (v *Vocabulary) TypedWords(snap *library.Snapshot) []string {
	photos := map[string]int{}
	for _, p := range snap.Photos() {
		for _, d := range snap.Decisions(p.ID) {
			if _, known := v.Find(d.Tag); isTyped(d) && !known {
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
