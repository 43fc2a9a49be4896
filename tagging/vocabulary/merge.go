package vocabulary

import (
	"fmt"
	"slices"
	"strings"

	"catchlight/library/keywords"
)

// Change says what became of a tag that is imported.
type Change string

// What becomes of a tag: it is new; it was there and gets names or prompts, or a new name; it was
// there as it is.
const (
	ChangeNew    Change = "new"
	ChangeMerged Change = "merged"
	ChangeSame   Change = "same"
)

// MergedTag is one tag of an import, in the order of what is imported.
type MergedTag struct {
	Path   string // from the top, with |
	Change Change
	Twice  bool   // its name stands elsewhere, too: it stays, under its own path
	Why    string // what is to be known of it, "" mostly
}

// Merge gives v with the tags of other: those at the same place become one, with the names of both,
// and v's prompts where it has any. At one place are tags of one name below the same parent,
// whatever its case, or where one has the name of the other as another name: then the tag was
// renamed, and gets the name of other where other knows the old one. A name that stands elsewhere
// in v is kept under its own path, too. Nothing of v or other is lost; v is not changed. Pure.
func (v *Vocabulary) Merge(other *Vocabulary) (*Vocabulary, []MergedTag) {
	m := newMerger(v, other)
	at := make([]int, len(other.Tags)) // where a tag of other stands in the result
	changes := make([]MergedTag, len(other.Tags))
	for i := range other.Tags {
		at[i], changes[i] = m.take(i, at)
		m.remark(at[i], other.remarks[i], changes[i].Change == ChangeNew)
	}
	m.v.remarks[len(m.v.Tags)] = v.remarks[len(v.Tags)]
	m.remark(len(m.v.Tags), other.remarks[len(other.Tags)], len(v.Tags) == 0)
	return m.v, changes
}

// merger is a merge under way.
type merger struct {
	v, other *Vocabulary
	theirs   map[place]bool // the tags of other, by their parent there, as they are spelt
	known    map[place]int  // those of the result, by their parent, as they are spelt
	folded   map[place]int  // the same in any case
	synonyms map[place]int  // by another name, in any case
	names    map[string]int // the first tag of a name, in any case
}

func newMerger(v, other *Vocabulary) *merger {
	m := &merger{
		v: &Vocabulary{Name: v.Name, Tags: slices.Clone(v.Tags), remarks: map[int][]string{}}, other: other,
		theirs: map[place]bool{}, known: map[place]int{}, folded: map[place]int{}, synonyms: map[place]int{}, names: map[string]int{},
	}
	for _, t := range other.Tags {
		m.theirs[place{t.Parent, t.Name}] = true
	}
	for i := range v.Tags {
		m.v.remarks[i] = v.remarks[i]
		m.know(i)
	}
	return m
}

// know notes the names of a tag of the result; the first of a name stays.
func (m *merger) know(i int) {
	t := m.v.Tags[i]
	first := func(of map[place]int, name string) {
		if _, taken := of[place{t.Parent, name}]; !taken {
			of[place{t.Parent, name}] = i
		}
	}
	first(m.known, t.Name)
	first(m.folded, keywords.Fold(t.Name))
	for _, name := range t.Synonyms {
		first(m.synonyms, keywords.Fold(name))
	}
	if _, taken := m.names[keywords.Fold(t.Name)]; !taken && !t.Heading {
		m.names[keywords.Fold(t.Name)] = i
	}
}

// take finds the place of a tag of other in the result, or makes one. at says where those before it
// went.
func (m *merger) take(i int, at []int) (int, MergedTag) {
	t, parent := m.other.Tags[i], -1
	if t.Parent >= 0 {
		parent = at[t.Parent]
	}
	change := MergedTag{Path: m.other.fullPath(i)}
	if mine, same := m.find(t, parent); same {
		change.Change, change.Why = m.unite(mine, t)
		return mine, change
	}
	change.Change = ChangeNew
	if elsewhere, twice := m.names[keywords.Fold(t.Name)]; twice && !t.Heading {
		change.Twice = true
		change.Why = fmt.Sprintf("the name stands at %s, too: a prompt below each says which is meant, {= a photo of …}", m.v.fullPath(elsewhere))
	}
	t.Parent = parent
	m.v.Tags = append(m.v.Tags, t)
	m.know(len(m.v.Tags) - 1)
	return len(m.v.Tags) - 1, change
}

// find gives the tag of the result that a tag of other is, below a parent there: one of its name,
// else one that has its name as another name, else one whose name it has as another: it was
// renamed. Where other knows both names they are two tags.
func (m *merger) find(t Tag, parent int) (int, bool) {
	key := keywords.Fold(t.Name)
	if i, ok := m.known[place{parent, t.Name}]; ok {
		return i, true
	}
	for _, names := range []map[place]int{m.folded, m.synonyms} {
		if i, ok := names[place{parent, key}]; ok && !m.has(t.Parent, m.v.Tags[i].Name) {
			return i, true
		}
	}
	for _, old := range t.Synonyms {
		if i, ok := m.folded[place{parent, keywords.Fold(old)}]; ok && !m.has(t.Parent, m.v.Tags[i].Name) {
			return i, true
		}
	}
	return 0, false
}

// has reports whether other has a tag of exactly that name below a parent of its own.
func (m *merger) has(parent int, name string) bool { return m.theirs[place{parent, name}] }

// unite gives tag i of the result the names of t, and t's prompts where it has none.
func (m *merger) unite(i int, t Tag) (change Change, why string) {
	mine := &m.v.Tags[i]
	old := mine.Name
	names := slices.Concat([]string{t.Name}, t.Synonyms)
	renamed := !sameName(old, t.Name) && !containsName(mine.Synonyms, t.Name)
	if renamed {
		mine.Name = t.Name
		names = slices.Concat([]string{old}, t.Synonyms)
	}
	more := m.news(*mine, names)
	prompts := len(mine.Prompts) == 0 && len(t.Prompts) > 0
	mine.Synonyms = append(slices.Clip(mine.Synonyms), more...)
	said := len(mine.called())
	mine.takeNames(t)
	named := len(mine.called()) > said
	if prompts {
		mine.Prompts = t.Prompts
	}
	m.know(i)
	why = m.kept(*mine, t, old, renamed, prompts)
	if len(more) == 0 && !prompts && !renamed && !named {
		return ChangeSame, why
	}
	return ChangeMerged, why
}

func sameName(a, b string) bool { return keywords.Fold(a) == keywords.Fold(b) }

func containsName(names []string, name string) bool {
	return slices.ContainsFunc(names, func(other string) bool { return sameName(other, name) })
}

// news are the names that a tag does not have yet, each once.
func (m *merger) news(t Tag, names []string) []string {
	has := map[string]bool{keywords.Fold(t.Name): true}
	for _, name := range t.Synonyms {
		has[keywords.Fold(name)] = true
	}
	var news []string
	for _, name := range names {
		if key := keywords.Fold(name); !has[key] {
			has[key] = true
			news = append(news, name)
		}
	}
	return news
}

// kept says what of a tag that both have is otherwise here than in the list.
func (m *merger) kept(mine, t Tag, old string, renamed, prompts bool) string {
	var says []string
	switch {
	case renamed:
		says = append(says, isRenamed(old))
	case !sameName(mine.Name, t.Name):
		says = append(says, fmt.Sprintf("is another name of %q here", mine.Name))
	case mine.Name != t.Name:
		says = append(says, fmt.Sprintf("stays spelt %q", mine.Name))
	}
	if len(t.Prompts) > 0 && !prompts && !slices.Equal(mine.Prompts, t.Prompts) {
		says = append(says, "keeps its own prompts")
	}
	if mine.kind() != t.kind() {
		says = append(says, fmt.Sprintf("stays a %s; in the list it is a %s", mine.kind(), t.kind()))
	}
	return strings.Join(says, "; ")
}

// isRenamed says what became of a tag's old name.
func isRenamed(old string) string { return fmt.Sprintf("%q is renamed, and its other name now", old) }

// kind is what a tag is, in a word.
func (t Tag) kind() string {
	switch {
	case t.Unsaid:
		return useCategory
	case t.Heading:
		return useHeading
	}
	return "tag"
}

// remark keeps lines that stood before a tag of other: all of them where it is new, else the
// comments that are not there yet.
func (m *merger) remark(i int, lines []string, all bool) {
	for _, line := range lines {
		if all || line != "" && !slices.Contains(m.v.remarks[i], line) {
			m.v.remarks[i] = append(slices.Clip(m.v.remarks[i]), line)
		}
	}
}
