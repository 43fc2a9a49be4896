package vocabulary

import (
	"maps"
	"slices"

	"catchlight/library/keywords"
	"catchlight/tagging/lexicon"
)

// Called is what a tag says that it is called in a language, by its code; "" where it says nothing.
// In English it is what a model reads. Pure.
func (t Tag) Called(language string) string {
	if language == lexicon.English {
		return t.English
	}
	return t.Names[language]
}

// WithName is the tag with another name in a language, "" for none. Pure.
func (t Tag) WithName(language, name string) Tag {
	t.call(language, keywords.Clean(oneLine.Replace(name)))
	return t
}

// call gives a tag a name in a language, "" for none.
func (t *Tag) call(language, name string) {
	if language == lexicon.English {
		t.English = name
		return
	}
	names := maps.Clone(t.Names)
	if names == nil {
		names = map[string]string{}
	}
	if names[language] = name; name == "" {
		delete(names, language)
	}
	if t.Names = names; len(names) == 0 {
		t.Names = nil
	}
}

// called are the names of a tag in other languages as they stand in a list, "de= Hund".
func (t Tag) called() []string {
	var all []string
	for _, language := range lexicon.Languages() {
		if name := t.Called(language); name != "" {
			all = append(all, language+promptSign+" "+name)
		}
	}
	return all
}

// takeWords gives a tag the names of another one as further names, and what else of its words it
// does not have itself: prompts, and what takeNames gives.
func (t *Tag) takeWords(other Tag) {
	t.Synonyms = slices.Clone(t.Synonyms)
	for _, name := range append([]string{other.Name}, other.Synonyms...) {
		if !sameName(name, t.Name) && !containsName(t.Synonyms, name) {
			t.Synonyms = append(t.Synonyms, name)
		}
	}
	if len(t.Prompts) == 0 {
		t.Prompts = other.Prompts
	}
	t.takeNames(other)
}

// takeNames gives a tag the names of another one in languages in which it has none, and what that
// one says of its parents where it says nothing; of two one is enough for the other names to go
// along.
func (t *Tag) takeNames(other Tag) {
	for _, language := range lexicon.Languages() {
		if t.Called(language) == "" {
			t.call(language, other.Called(language))
		}
	}
	if t.Parents == ParentsAsSet {
		t.Parents = other.Parents
	}
	t.ByAll = t.ByAll || other.ByAll
}

// speaks reports whether a tag of v says what it is called in a language, by a BCP 47 tag: then v
// is a list for it, and In calls the others as the lexicon does. Pure.
func (v *Vocabulary) speaks(language string) bool {
	code := lexicon.Code(language)
	for _, t := range v.Tags {
		if code != "" && t.Called(code) != "" {
			return true
		}
	}
	return false
}

// NameIn is what a tag is called in a language, by a BCP 47 tag, and what it would be called if it
// did not say so itself: the lexicon's word, "" where that knows none. Pure.
func (v *Vocabulary) NameIn(tag int, language string) (said, otherwise string) {
	code := lexicon.Code(language)
	if code == "" {
		return "", ""
	}
	if code == lexicon.English {
		return v.Tags[tag].English, v.wordInEnglish(tag)
	}
	otherwise, _ = lexicon.Everyday().Name(v.inEnglish(tag), code)
	return v.Tags[tag].Called(code), otherwise
}

// namesIn are the names that a tag can have in a language, the best one first.
func (v *Vocabulary) namesIn(tag int, language string) []string {
	names := lexicon.Everyday().NamesIn(v.inEnglish(tag), language)
	said := v.Tags[tag].Called(lexicon.Code(language))
	if said == "" {
		return names
	}
	all := []string{said}
	for _, name := range names {
		if !sameName(name, said) {
			all = append(all, name)
		}
	}
	return all
}
