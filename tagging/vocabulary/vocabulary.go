package vocabulary

import (
	"slices"
	"strings"
	"sync"
	"unicode"

	"catchlight/library/keywords"
)

// Tag is an entry of a vocabulary.
type Tag struct {
	Name     string
	Synonyms []string // other names: for search, import and merging; not in the vector
	Prompts  []string // texts that replace the model's templates; usually none
	Parent   int      // index of the tag above, -1 at the top
	Heading  bool     // orders others: is never scored or proposed
	Unsaid   bool     // a [heading]: left out of paths and ancestors, as Lightroom leaves it out of exports
	OneOf    bool     // of the tags right below at most one is true of a photo
	English  string   // what the name is in English, where that is known; "" as the lexicon says
	Parents  Parents  // whether the tags above go along as words of a photo
	ByAll    bool     // its other names go along as words of a photo, too

	// Names are what the tag is called where tags are in another language, by its code (de). Never
	// changed: whoever gives a tag another one replaces the map.
	Names map[string]string

	along []string // of one that got names from elsewhere: those of its own list that go along; nil: as ByAll says
}

// Parents says whether the tags above one are written as words of a photo, too.
type Parents string

// What a tag can say of the tags above it; one that says nothing does as the settings say.
const (
	ParentsAsSet   Parents = ""
	ParentsAlways  Parents = "always"
	ParentsNeither Parents = "never"
)

// InLatin reports whether a text has no letters, or a Latin one.
func InLatin(text string) bool {
	latin := func(r rune) bool { return unicode.Is(unicode.Latin, r) }
	return !strings.ContainsFunc(text, unicode.IsLetter) || strings.ContainsFunc(text, latin)
}

// Vocabulary is an ordered set of tags. A parent stands before its children. Immutable once made;
// pass it by pointer.
type Vocabulary struct {
	Name  string
	Tags  []Tag
	Notes []string // of a list that was read: a sentence for each thing that was taken otherwise than it stands there

	table   Form             // of one that was read from a table; "" a list
	remarks map[int][]string // comments and empty lines, by the tag that they stand before; len(Tags): at the end

	language string      // of tags, as the user has chosen; "" he has not
	around   *Vocabulary // of which it is a part, and in whose language its names are; nil: it is whole

	once   sync.Once
	exact  map[string]int // names of tags as they are spelt; made by the first Find
	byName map[string]int // folded names and synonyms
	others map[int][]string
	spoken []string // languages in which names are looked up first

	placed sync.Once
	paths  map[string]bool // hierarchies of all tags, folded; made by the first who asks
}

// Named is the tag of a name, or of a path with › or | between its steps, with the categories above
// it or without. Pure.
func (v *Vocabulary) Named(text string) (tag int, ok bool) {
	steps := strings.FieldsFunc(text, func(r rune) bool { return r == '›' || r == '|' })
	for i := range steps {
		steps[i] = keywords.Clean(steps[i])
	}
	path := strings.Join(steps, "|")
	for i := range v.Tags {
		if v.Path(i) == path || v.fullPath(i) == path {
			return i, true
		}
	}
	if len(steps) == 1 {
		return v.Find(path)
	}
	return -1, false
}

// Path is the hierarchy of a tag with | between the levels ("animal|dog"); its bare name at the
// top.
func (v *Vocabulary) Path(i int) string {
	return strings.Join(append(v.Ancestors(i), v.Tags[i].Name), "|")
}

// Written is the hierarchy of a tag as files get it: Path with the [categories] above it in their
// brackets, by which whoever writes knows that they belong into the hierarchy, as Lightroom and
// darktable keep them there, and are no words of the photo. So stand all tags above one that never
// takes them along; where it always does, they stand in braces. A private tag has brackets itself:
// see library.Decision. Other names that go along stand before it: see keywords.Beside.
func (v *Vocabulary) Written(i int) string { return keywords.WithBeside(v.inPlace(i), v.along(i)) }

// inPlace is Written without other names.
func (v *Vocabulary) inPlace(i int) string { return v.placeOf(i, v.isPrivate(i)) }

// placeOf is inPlace of a tag that is private, or is not.
func (v *Vocabulary) placeOf(i int, private bool) string {
	steps := []string{v.lastStep(i, private)}
	for up := v.Tags[i].Parent; up >= 0; up = v.Tags[up].Parent {
		name := v.Tags[up].Name
		switch {
		case v.Tags[up].Unsaid, v.Tags[i].Parents == ParentsNeither:
			name = "[" + name + "]"
		case v.Tags[i].Parents == ParentsAlways:
			name = "{" + name + "}"
		}
		steps = append(steps, name)
	}
	slices.Reverse(steps)
	return strings.Join(steps, "|")
}

// lastStep is a tag as its hierarchy ends.
func (v *Vocabulary) lastStep(i int, private bool) string {
	if private {
		return "[" + v.Tags[i].Name + "]"
	}
	return v.Tags[i].Name
}

// isPrivate reports whether a tag is never put into a file: one in brackets that orders no others.
func (v *Vocabulary) isPrivate(i int) bool { return v.Tags[i].Unsaid && !v.orders(i) }

// KeepsPrivate reports whether a word is a name of a tag that is never put into a file. Pure.
func (v *Vocabulary) KeepsPrivate(word string) bool {
	tag, known := v.Find(word)
	return known && v.isPrivate(tag)
}

// Sayable is a hierarchy from elsewhere, as a place is one, without the steps that the list keeps
// private; false where its last word is private. Pure.
func (v *Vocabulary) Sayable(path string) (said string, ok bool) {
	steps := slices.DeleteFunc(keywords.Steps(path), v.KeepsPrivate)
	return strings.Join(steps, "|"), !v.KeepsPrivate(keywords.Leaf(path))
}

// orders reports whether a tag has others below it.
func (v *Vocabulary) orders(i int) bool {
	return slices.ContainsFunc(v.Tags[i+1:], func(t Tag) bool { return t.Parent == i })
}

// Ancestors are the names above a tag, the topmost first, without [categories].
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

// IsBelow reports whether a tag is another one, or stands anywhere below it.
func (v *Vocabulary) IsBelow(tag, above int) bool {
	for ; tag >= 0; tag = v.Tags[tag].Parent {
		if tag == above {
			return true
		}
	}
	return false
}

// Find looks a tag up by name, else by synonym, whatever its case or Unicode form. Of several the
// one that is spelt so comes first, then tags before headings, then names before synonyms, then the
// first in the vocabulary.
func (v *Vocabulary) Find(name string) (int, bool) {
	v.once.Do(v.index)
	if i, ok := v.exact[name]; ok {
		return i, true
	}
	i, ok := v.byName[keywords.Fold(name)]
	return i, ok
}

// Has reports whether keywords hold the tag of a name, or what the vocabulary says is another name
// of it: a photo of a "hound" needs no second word where that is what a "dog" is also called. A
// word that is a tag itself stands for that alone. Without a vocabulary (nil) a tag has one name.
func (v *Vocabulary) Has(keywords keywords.Keywords, name string) bool {
	if has := keywords.Has(name); has || v == nil {
		return has
	}
	tag, known := v.Find(name)
	return known && slices.ContainsFunc(v.OtherNames(tag), keywords.Has)
}

// Among says for each tag of v which one of other it is: the one at the same place, else the one of
// its name; −1: none. Pure.
func (v *Vocabulary) Among(other *Vocabulary) []int {
	places, at := make(map[string]int, len(other.Tags)), make([]int, len(v.Tags))
	for i := range other.Tags {
		places[other.fullPath(i)] = i
	}
	for i, t := range v.Tags {
		tag, ok := places[v.fullPath(i)]
		if !ok {
			tag, ok = other.Find(t.Name)
		}
		if at[i] = tag; !ok {
			at[i] = -1
		}
	}
	return at
}

// OtherNames are the names of a tag beside its own, folded, that mean no other tag; not to be
// changed.
func (v *Vocabulary) OtherNames(tag int) []string {
	v.once.Do(v.index)
	return v.others[tag]
}

// NamesOf are the names of a tag, folded: its own, then those that mean no other tag.
func (v *Vocabulary) NamesOf(tag int) []string {
	return append([]string{keywords.Fold(v.Tags[tag].Name)}, v.OtherNames(tag)...)
}

func (v *Vocabulary) index() {
	v.exact, v.byName = make(map[string]int, len(v.Tags)), make(map[string]int, len(v.Tags))
	for i, t := range v.Tags {
		if _, taken := v.exact[t.Name]; !taken && !t.Heading {
			v.exact[t.Name] = i
		}
	}
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
	v.indexOthers()
	v.findLanguage()
}

// indexOthers notes which synonyms stand for one tag alone.
func (v *Vocabulary) indexOthers() {
	v.others = map[int][]string{}
	for i, t := range v.Tags {
		for _, name := range t.Synonyms {
			if key := keywords.Fold(name); v.byName[key] == i && key != keywords.Fold(t.Name) {
				v.others[i] = append(v.others[i], key)
			}
		}
	}
}

func (v *Vocabulary) add(tag int, names ...string) {
	for _, name := range names {
		key := keywords.Fold(name)
		if _, taken := v.byName[key]; !taken {
			v.byName[key] = tag
		}
	}
}
