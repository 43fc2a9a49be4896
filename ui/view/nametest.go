package view

import (
	"catchlight/library/keywords"
	"catchlight/tagging/vocabulary"
)

// nameTest is a test of names that is made once for each: a library has many photos, and few names.
// Those of tags are remembered by their place in the vocabulary, which is found sooner than a name.
// Not for concurrent use.
type nameTest struct {
	means func(name string) bool
	names map[string]bool
	tags  []tagAnswer
}

// tagAnswer is what a test says of the name of a tag.
type tagAnswer uint8

const (
	notAsked tagAnswer = iota
	isMeant
	isNotMeant
)

func newNameTest(means func(name string) bool) *nameTest {
	return &nameTest{means: means, names: map[string]bool{}}
}

// name reports whether a name is meant.
func (t *nameTest) name(name string) bool {
	yes, ok := t.names[name]
	if !ok {
		yes = t.means(name)
		t.names[name] = yes
	}
	return yes
}

// hint reports whether the name of a suggestion is meant.
func (t *nameTest) hint(h hint) bool {
	if h.tag < 0 {
		return t.name(h.name)
	}
	if more := int(h.tag) + 1 - len(t.tags); more > 0 {
		t.tags = append(t.tags, make([]tagAnswer, more)...)
	}
	if t.tags[h.tag] == notAsked {
		t.tags[h.tag] = isNotMeant
		if t.name(h.name) {
			t.tags[h.tag] = isMeant
		}
	}
	return t.tags[h.tag] == isMeant
}

// family tells of names whether they are those of a tag or of one below it, in any case. v may be
// nil.
func family(v *vocabulary.Vocabulary, name string) *nameTest {
	names := map[string]bool{keywords.Fold(name): true}
	if v != nil {
		root, ok := v.Find(name)
		for i := range v.Tags {
			for up := i; ok && up >= 0; up = v.Tags[up].Parent {
				if up == root {
					names[keywords.Fold(v.Tags[i].Name)] = true
				}
			}
		}
	}
	return newNameTest(func(name string) bool { return names[keywords.Fold(name)] })
}
