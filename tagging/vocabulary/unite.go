package vocabulary

import (
	"errors"
	"slices"
	"strings"

	"catchlight/library"
	"catchlight/library/keywords"
)

// MostOn is how many vocabularies suggestions can come from at once.
const MostOn = 3

// InUse are the names or files of the vocabularies that the user has chosen, at most MostOn and
// each once, the one that wins first; the Essentials where he has chosen none. Pure.
func InUse(set library.Settings) []string {
	return MostOf(append([]string{Chosen(set.Vocabulary)}, set.MoreVocabularies...))
}

// MostOf are the first names of vocabularies, each once, that can be on together. Pure.
func MostOf(names []string) []string {
	var on []string
	for _, name := range names {
		if name != "" && !slices.Contains(on, name) && len(on) < MostOn {
			on = append(on, name)
		}
	}
	return on
}

// Use makes the user's choice of vocabularies; none is the Essentials. Pure but for set.
func Use(set *library.Settings, names []string) {
	set.Vocabulary, set.MoreVocabularies = "", nil
	if len(names) > 0 {
		set.Vocabulary, set.MoreVocabularies = names[0], slices.Clone(names[1:])
	}
	if len(set.MoreVocabularies) == 0 {
		set.MoreVocabularies = nil
	}
}

// LoadTogether gives several vocabularies, by the names or files that LoadOwn takes, as one, with
// their tags in a language. Where some cannot be read it gives the others with the error; nil where
// there are none. It blocks for the time of reading.
func LoadTogether(own library.Vocabularies, names []string, language string) (*Vocabulary, error) {
	return loadTogether(LoadOwn, own, names, language)
}

// NamedTogether is LoadTogether for lists that are named for once, see LoadNamed.
func NamedTogether(own library.Vocabularies, names []string, language string) (*Vocabulary, error) {
	return loadTogether(LoadNamed, own, names, language)
}

func loadTogether(load func(library.Vocabularies, string) (*Vocabulary, error), own library.Vocabularies, names []string, language string) (*Vocabulary, error) {
	var lists []*Vocabulary
	var failed []error
	for _, name := range names {
		v, err := load(own, name)
		if err != nil {
			failed = append(failed, err)
			continue
		}
		lists = append(lists, v.In(language))
	}
	if len(lists) == 0 {
		return nil, errors.Join(failed...)
	}
	return Unite(lists...), errors.Join(failed...)
}

// Unite gives the tags of several vocabularies as those of one. A word is one tag, wherever it
// stands: the first list that has it says how it is spelt, where it stands, what the model reads and
// whether its children exclude each other; the others add their names, and what stands below it in
// them. A heading of one list that another suggests is suggested. Categories, which are no words,
// are one at the same place alone; a private tag stays private where a later list has its word, but
// not where that stands above others there. Of one list it is that list. Pure.
func Unite(lists ...*Vocabulary) *Vocabulary {
	u, _ := unite(lists)
	return u
}

// unite is Unite, and says where the tags of each list are in what it gives.
func unite(lists []*Vocabulary) (*Vocabulary, []Moves) {
	if len(lists) == 1 {
		return lists[0], []Moves{lists[0].unmoved()}
	}
	u := &Vocabulary{}
	var names []string
	var at []Moves
	for _, v := range lists {
		names = append(names, v.Name)
		with, moved, its := u.unitedWith(v)
		for i := range at {
			at[i] = at[i].Then(moved)
		}
		u, at = with, append(at, its)
	}
	u.Name = strings.Join(names, " + ")
	return u, at
}

// unitedWith is v with the tags of one more list, and where those of v and of the list are in it.
func (v *Vocabulary) unitedWith(list *Vocabulary) (with *Vocabulary, moved, its Moves) {
	after := &Vocabulary{Tags: slices.Clone(v.Tags), Notes: slices.Concat(v.Notes, list.Notes)}
	places := map[place]int{}
	for i, t := range slices.Backward(v.Tags) { // of two that differ in their case the first
		places[place{t.Parent, keywords.Fold(t.Name)}] = i
	}
	at := make(Moves, len(list.Tags)) // where they are in after
	for i, t := range list.Tags {
		if t.Parent >= 0 {
			t.Parent = at[t.Parent]
		}
		t.English = list.inEnglish(i) // as its own list has it: another one may be in another language
		same, ok := places[place{t.Parent, keywords.Fold(t.Name)}]
		if !ok || after.Tags[same].Unsaid != t.Unsaid {
			same, ok = v.tagFor(list, i)
		}
		if ok {
			at[i] = same
			after.Tags[same] = after.Tags[same].with(t)
			continue
		}
		at[i] = len(after.Tags)
		after.Tags = append(after.Tags, t)
	}
	ordered, order := after.inOrder()
	return ordered, order[:len(v.Tags)], at.Then(order)
}

// tagFor is the tag of v that a tag of another list is, wherever it stands: the one that has its
// name, or is called by another name of it. Where the list tells both names apart they are two.
func (v *Vocabulary) tagFor(list *Vocabulary, tag int) (int, bool) {
	t := list.Tags[tag]
	if t.Unsaid {
		return -1, false
	}
	for _, name := range append([]string{t.Name}, t.Synonyms...) {
		i, known := v.Find(name)
		if known && v.isPrivate(i) && sameName(v.Tags[i].Name, t.Name) && !list.orders(tag) {
			return i, true // the first list keeps it out of files
		}
		if !known || v.Tags[i].Unsaid {
			continue
		}
		its := v.Tags[i].Name
		if sameName(its, t.Name) {
			return i, true
		}
		if _, apart := list.named(its); !apart && (sameName(name, t.Name) || sameName(name, its)) {
			return i, true
		}
	}
	return -1, false
}

// named is the tag whose own name is a name.
func (v *Vocabulary) named(name string) (int, bool) {
	i, ok := v.Find(name)
	return i, ok && sameName(v.Tags[i].Name, name)
}

// with is a tag with what another list says of it beside what its own says.
func (t Tag) with(other Tag) Tag {
	along := slices.Concat(t.Along(), other.Along())
	t.takeWords(other)
	t = t.holding(along)
	t.Heading = t.Heading && (other.Heading || t.Unsaid)
	return t
}

// inOrder is a vocabulary whose tags stand right behind those that they are below, and where they are
// in it.
func (v *Vocabulary) inOrder() (*Vocabulary, Moves) {
	below, at := v.Children(), make(Moves, len(v.Tags))
	ordered := &Vocabulary{Name: v.Name, Notes: v.Notes, Tags: make([]Tag, 0, len(v.Tags))}
	var take func(parent int)
	take = func(parent int) { // as deep as a list can be
		for _, i := range below[parent] {
			t := v.Tags[i]
			if at[i] = len(ordered.Tags); t.Parent >= 0 {
				t.Parent = at[t.Parent]
			}
			ordered.Tags = append(ordered.Tags, t)
			take(i)
		}
	}
	take(-1)
	return ordered, at
}
