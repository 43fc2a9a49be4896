package tagging

import (
	"slices"
	"strings"
	"sync"

	"catchlight/library/metadata"
)

// Tag is an entry of a vocabulary.
type Tag struct {
	Name     string
	Synonyms []string // other names: for search, import and merging; not in the vector
	Prompts  []string // texts that replace the model's templates; usually none
	Parent   int      // index of the tag above, -1 at the top
	Heading  bool     // orders others: is never scored or proposed
	Unsaid   bool     // a [heading]: left out of paths and ancestors, as Lightroom leaves it out of exports
}

// Vocabulary is an ordered set of tags. A parent stands before its children. Immutable once made; pass it by pointer.
type Vocabulary struct {
	Name string
	Tags []Tag

	once   sync.Once
	byName map[string]int // folded names and synonyms; made by the first Find
}

// Path is the hierarchy of a tag with | between the levels ("animal|dog"); its bare name at the top.
func (v *Vocabulary) Path(i int) string {
	return strings.Join(append(v.Ancestors(i), v.Tags[i].Name), "|")
}

// Ancestors are the names above a tag, the topmost first, without [headings].
func (v *Vocabulary) Ancestors(i int) []string {
	var names []string
	for up := v.Tags[i].Parent; up >= 0; up = v.Tags[up].Parent {
		if !v.Tags[up].Unsaid {
			names = append(names, v.Tags[up].Name)
		}
	}
	slices.Reverse(names)
	return names
}

// Find looks a tag up by name, else by synonym, whatever its case or Unicode form. Tags come before headings, the
// first of a name before later ones.
func (v *Vocabulary) Find(name string) (int, bool) {
	v.once.Do(v.index)
	i, ok := v.byName[metadata.Fold(name)]
	return i, ok
}

func (v *Vocabulary) index() {
	v.byName = make(map[string]int, len(v.Tags))
	for _, headings := range []bool{false, true} {
		for i, t := range v.Tags {
			if t.Heading == headings {
				v.add(i, t.Name)
			}
		}
		for i, t := range v.Tags {
			if t.Heading == headings {
				v.add(i, t.Synonyms...)
			}
		}
	}
}

func (v *Vocabulary) add(tag int, names ...string) {
	for _, name := range names {
		key := metadata.Fold(name)
		if _, taken := v.byName[key]; !taken {
			v.byName[key] = tag
		}
	}
}
