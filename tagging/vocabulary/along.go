package vocabulary

import (
	"slices"

	"catchlight/library"
	"catchlight/library/keywords"
)

// mostAlong bounds the other names that go along with a tag, in bytes: each decision has them.
const mostAlong = 2000

// Along are the other names that the list lets go along with the tag, as they are spelt there.
func (t Tag) Along() []string {
	if t.ByAll && t.along == nil {
		return t.Synonyms
	}
	return t.along
}

// holding is a tag that is about to get more names from elsewhere: those go along with nothing.
func (t Tag) holding(along []string) Tag {
	if t.ByAll {
		t.along = append([]string{}, along...)
	}
	return t
}

// along are the other names that are written beside a tag: those that are wanted, as far
// as there is room.
func (v *Vocabulary) along(tag int) []string {
	names := v.wanted(tag)
	size := 0
	for i, name := range names {
		if size += len(name); size > mostAlong {
			return names[:i]
		}
	}
	return names
}

// wanted are the other names that the list wants to be written beside a tag: those that mean no
// other tag, and of a private one none.
func (v *Vocabulary) wanted(tag int) []string {
	said := v.Tags[tag].Along()
	if len(said) == 0 || v.isPrivate(tag) {
		return nil
	}
	var names []string
	own := v.OtherNames(tag)
	for _, name := range said {
		key := keywords.Fold(name)
		if slices.Contains(own, key) && !containsName(names, name) {
			names = append(names, name)
		}
	}
	return names
}

// Hierarchy is Written as decisions keep it: "" for a tag that its bare name says all of.
func (v *Vocabulary) Hierarchy(tag int) string { return v.kept(tag, v.Written(tag)) }

// HierarchyOn is Hierarchy for a decision on a photo. Of the other names it has those that the file
// does not hold already, and those that it was the tag to bring, by the hierarchy of the decision
// before; "" where there was none: so the removal of the tag leaves alone what is not its own. What
// it brought and the file holds stays its own where the list does not let that name go along any
// more.
func (v *Vocabulary) HierarchyOn(p *library.Photo, tag int, before string) string {
	brought := keywords.Beside(before)
	names := slices.DeleteFunc(v.along(tag), func(name string) bool {
		return p.Keywords.Has(name) && !containsName(brought, name)
	})
	for _, name := range brought {
		if p.Keywords.Has(name) && !containsName(names, name) && keywords.Fold(name) != keywords.Fold(v.Tags[tag].Name) {
			names = append(names, name)
		}
	}
	return v.kept(tag, keywords.WithBeside(v.placeOf(tag, v.staysPrivate(tag, before)), names))
}

// staysPrivate reports whether a decision with that hierarchy keeps the tag out of files: one that
// did goes on to where others stand below the tag now, for it is still in brackets.
func (v *Vocabulary) staysPrivate(tag int, before string) bool {
	return v.isPrivate(tag) || v.Tags[tag].Unsaid && enclosed(keywords.Leaf(before), '[', ']')
}

func (v *Vocabulary) kept(tag int, path string) string {
	if path == v.Tags[tag].Name {
		return ""
	}
	return path
}

// IsOldName reports whether a word of a photo's file is another name of a tag, in whose place the
// tag's own can be put. Names that go along are none where the file has the tag's own, too.
func (v *Vocabulary) IsOldName(p *library.Photo, tag int, word string) bool {
	if v.Tags[tag].Unsaid || !slices.Contains(v.OtherNames(tag), keywords.Fold(word)) {
		return false
	}
	return !containsName(v.along(tag), word) || !p.Keywords.Has(v.Tags[tag].Name)
}
