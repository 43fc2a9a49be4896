package view

import (
	"path/filepath"
	"slices"
	"strings"
	"unicode"

	"catchlight/library"
	"catchlight/library/keywords"
	"catchlight/tagging"
	"catchlight/tagging/lexicon"
	"catchlight/tagging/query"
	"catchlight/tagging/vocabulary"
)

// MeaningOf is what the model is asked for a search field: what is in quotes is for words alone. ok is
// false when there is nothing for it.
func MeaningOf(field string) (q query.Query, ok bool) {
	terms := slices.DeleteFunc(query.Terms(field), func(t query.Term) bool { return t.Exact })
	return query.Of(terms), len(terms) > 0
}

// search finds photos by their words and file names, and by what the model makes of them.
type search struct {
	like    bool // it begins with a photo: its words only steer the model
	tests   []termTest
	meaning *meaning // nil while the model has not read the search
	groups  []group  // by photo, for the library counts them up
}

// group is how a search finds a photo. The first are shown first.
type group uint8

const (
	unfound group = iota
	named         // its words say what is searched for, as whole ones
	meant         // only its meaning finds it
	part          // a part of a word is all that fits
)

// termTest is a term made ready. One in quotes means a whole word or file name.
type termTest struct {
	query.Term
	folded []string        // what is looked for: as it was typed, and put right
	same   map[string]bool // keys of the everyday words, in all languages, for what it may mean
	word   *nameTest       // whether a word on a photo is meant
	whole  *nameTest       // whether it is meant by a whole word, not by a part of one
}

func newSearch(w Request, m *meaning) *search {
	s := &search{like: w.Scope.Like != 0, meaning: m}
	if s.like {
		return s
	}
	for _, t := range query.Terms(w.Scope.Name) {
		s.tests = append(s.tests, newTermTest(t, putRight(t.Text, w.Direction), w.vocabulary()))
	}
	return s
}

// putRight is the word that a misspelt one was read as, "" where it was read as it stands.
func putRight(word string, read *tagging.Aim) string {
	if read == nil {
		return ""
	}
	for _, p := range read.Phrases() {
		if p.Text != p.Typed && strings.Contains(word, p.Typed) {
			return p.Text
		}
	}
	return ""
}

// newTermTest makes a term ready. right is what is meant by it where it is misspelt, else "".
func newTermTest(t query.Term, right string, v *vocabulary.Vocabulary) termTest {
	test := termTest{Term: t, folded: []string{keywords.Fold(t.Text)}, same: map[string]bool{}}
	if right != "" && !t.Exact {
		test.folded = append(test.folded, keywords.Fold(right))
	}
	for _, text := range test.folded {
		for _, name := range lexicon.Everyday().Names(text) {
			for _, key := range lexicon.Keys(name) {
				test.same[key] = !t.Exact
			}
		}
	}
	any := func(means func(string) bool) *nameTest {
		return newNameTest(func(name string) bool { return means(name) || slices.ContainsFunc(synonyms(v, name), means) })
	}
	test.whole = any(test.meansWhole)
	test.word = any(func(name string) bool { return test.means(name) || test.meansWhole(name) })
	return test
}

// synonyms are the other names of the tag of that name.
func synonyms(v *vocabulary.Vocabulary, name string) []string {
	if v == nil {
		return nil
	}
	i, ok := v.Find(name)
	if !ok {
		return nil
	}
	return append(slices.Clone(v.Tags[i].Synonyms), v.Tags[i].Name)
}

func (t termTest) means(name string) bool { return t.meansFolded(keywords.Fold(name)) }

func (t termTest) meansFolded(name string) bool {
	return slices.ContainsFunc(t.folded, func(text string) bool { return name == text || !t.Exact && strings.Contains(name, text) })
}

// meansWhole reports whether whole words of a name are meant, in the singular or plural, or a word
// of another language for the same: "bus" is not found in Busch Gardens, "Hund" on a dog.
func (t termTest) meansWhole(name string) bool {
	if t.Exact {
		return t.means(name)
	}
	if slices.ContainsFunc(lexicon.Keys(name), t.isSame) {
		return true
	}
	name = keywords.Fold(name)
	apart := strings.FieldsFunc(name, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsMark(r) })
	return slices.ContainsFunc(apart, t.isSame) || slices.ContainsFunc(t.folded, func(text string) bool {
		return name == text || slices.ContainsFunc(apart, func(word string) bool {
			return word == text || word == text+"s" || word+"s" == text
		})
	})
}

func (t termTest) isSame(key string) bool { return t.same[key] }

// on reports whether a photo's name, folded, one of its words or somebody whom it names is meant.
func (t termTest) on(file string, people []string, ws *brief) bool {
	if t.meansFolded(file) || t.Exact && t.meansFolded(strings.TrimSuffix(file, filepath.Ext(file))) {
		return true
	}
	return slices.ContainsFunc(people, t.means) || ws.any(t.word)
}

// wholly reports whether whole words of a photo, or of its name, are meant.
func (t termTest) wholly(file string, people []string, ws *brief) bool {
	return t.on(file, people, ws) && (t.Exact || t.meansWhole(file) || slices.ContainsFunc(people, t.meansWhole) || ws.any(t.whole))
}

// finds reports whether the photo is among the results, and remembers how.
func (s *search) finds(p *library.Photo, ws *brief) bool {
	found := s.group(p, ws)
	if more := int(p.ID) + 1 - len(s.groups); more > 0 {
		s.groups = append(s.groups, make([]group, more)...)
	}
	s.groups[p.ID] = found
	return found != unfound
}

// group is how a photo is found: by its words, or by what it shows. What is exact or left out holds
// for both.
func (s *search) group(p *library.Photo, ws *brief) group {
	file, people := keywords.Fold(filepath.Base(p.Path)), p.Keywords.People
	words := !s.like // that are wanted are all there, and none that is left out
	for _, t := range s.tests {
		on := t.on(file, people, ws)
		if (t.Exact || t.Out) && on == t.Out {
			return unfound
		}
		words = words && on != t.Out
	}
	switch {
	case words && !slices.ContainsFunc(s.tests, func(t termTest) bool { return !t.Out && !t.wholly(file, people, ws) }):
		return named
	case s.meaning.has(p):
		return meant
	case words:
		return part
	}
	return unfound
}
