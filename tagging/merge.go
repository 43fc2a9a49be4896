package tagging

import (
	"fmt"
	"slices"

	"catchlight/library/metadata"
)

// Import says what became of a tag that is imported.
type Import string

// What becomes of a tag: it is new; it was there and gets names or prompts; it was there as it is; it cannot be taken over.
const (
	ImportNew      Import = "new"
	ImportMerged   Import = "merged"
	ImportSame     Import = "same"
	ImportConflict Import = "conflict"
)

// Imported is one tag of an import, in the order of what is imported.
type Imported struct {
	Path   string // from the top, with |
	Change Import
	Why    string // of a conflict, with the remedy
}

// Merge gives v with the tags of other: those at the same place become one, with the names of both, and v's prompts where
// it has any. A tag whose name stands elsewhere in v already is a conflict and left out, with all below it: the same word
// would be proposed twice. Nothing of v is changed or lost. Pure.
func (v *Vocabulary) Merge(other *Vocabulary) (*Vocabulary, []Imported) {
	m := &merger{v: &Vocabulary{Name: v.Name, Tags: slices.Clone(v.Tags)}, places: map[string]int{}, names: map[string]int{}}
	for i := range v.Tags {
		m.know(i)
	}
	at := make([]int, len(other.Tags)) // where a tag of other stands in the result, −1: left out
	var changes []Imported
	for i, t := range other.Tags {
		change := Imported{Path: other.fullPath(i)}
		at[i], change.Change, change.Why = m.take(t, at)
		changes = append(changes, change)
	}
	return m.v, changes
}

// merger is a merge under way.
type merger struct {
	v      *Vocabulary
	places map[string]int // parent and folded name → tag
	names  map[string]int // folded name or synonym → tag
}

func (m *merger) know(i int) {
	t := m.v.Tags[i]
	m.places[placeOf(t.Parent, t.Name)] = i
	for _, name := range append([]string{t.Name}, t.Synonyms...) {
		if key := metadata.Fold(name); !t.Heading {
			if _, taken := m.names[key]; !taken {
				m.names[key] = i
			}
		}
	}
}

func placeOf(parent int, name string) string {
	return fmt.Sprintf("%d|%s", parent, metadata.Fold(name))
}

// take finds a tag's place in the result, or makes one.
func (m *merger) take(t Tag, at []int) (place int, change Import, why string) {
	parent := -1
	if t.Parent >= 0 {
		if parent = at[t.Parent]; parent < 0 {
			return -1, ImportConflict, "the tag above it was left out"
		}
	}
	if i, known := m.places[placeOf(parent, t.Name)]; known {
		return i, m.unite(i, t), ""
	}
	if i, known := m.names[metadata.Fold(t.Name)]; known && !t.Heading {
		return -1, ImportConflict, fmt.Sprintf("%q is known as %s: rename one of them, or move it there", t.Name, m.v.fullPath(i))
	}
	t.Parent = parent
	t.Synonyms = m.free(t.Synonyms, len(m.v.Tags))
	m.v.Tags = append(m.v.Tags, t)
	m.know(len(m.v.Tags) - 1)
	return len(m.v.Tags) - 1, ImportNew, ""
}

// unite gives tag i the names of t that nobody has, and t's prompts where it has none.
func (m *merger) unite(i int, t Tag) Import {
	mine := &m.v.Tags[i]
	more := m.free(t.Synonyms, i)
	prompts := len(mine.Prompts) == 0 && len(t.Prompts) > 0
	if len(more) == 0 && !prompts {
		return ImportSame
	}
	mine.Synonyms = append(slices.Clip(mine.Synonyms), more...)
	if prompts {
		mine.Prompts = t.Prompts
	}
	m.know(i)
	return ImportMerged
}

// free are the names that no tag has, not even tag i.
func (m *merger) free(names []string, i int) []string {
	var free []string
	for _, name := range names {
		if _, taken := m.names[metadata.Fold(name)]; !taken && (i >= len(m.v.Tags) || metadata.Fold(name) != metadata.Fold(m.v.Tags[i].Name)) {
			free = append(free, name)
		}
	}
	return free
}
