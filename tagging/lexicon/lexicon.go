package lexicon

import (
	"fmt"
	"io/fs"
	"slices"
	"strings"
	"sync"

	"catchlight/assets"
)

// languages are the columns of the table as BCP 47 writes them. English comes first: its words are
// what models are shown.
var languages = []string{"en", "de", "fr", "es", "it", "ja", "zh", "uk"}

const english = 0

// English is the code of the language that models read.
const English = "en"

// Code is the code of the language of a BCP 47 tag ("de-AT" is "de"), "" where the lexicon lacks
// it.
func Code(tag string) string {
	if i := languageOf(tag); i >= 0 {
		return languages[i]
	}
	return ""
}

// Languages are the languages of the lexicon, English first.
func Languages() []string { return slices.Clone(languages) }

// Lexicon is words and what they are called in several languages.
type Lexicon struct {
	entries []entry
	places  map[string][]place // by key, see keyOf
	friends map[string]bool    // keys of English words that mean something else in another language
	senses  map[string]Senses
	letters map[rune][]string // keys by their first letter, for Nearest
}

// entry is one thing: its names by language, the usual one first.
type entry struct{ names [][]string }

// place is where a name stands.
type place struct{ entry, language, rank int }

// Everyday is the lexicon in the program.
func Everyday() *Lexicon { return everyday() }

var everyday = sync.OnceValue(func() *Lexicon {
	files := assets.Lexicon()
	l, err := read(files)
	if err != nil {
		return &Lexicon{} // it is built in, and a test reads it
	}
	return l
})

// read reads the tables lexicon.tsv, senses.tsv and english.txt of a folder. Errors name the file
// and the line.
func read(files fs.FS) (*Lexicon, error) {
	l := &Lexicon{places: map[string][]place{}, friends: map[string]bool{}, senses: map[string]Senses{}, letters: map[rune][]string{}}
	for _, table := range []struct {
		file  string
		cells int
		add   func(cells []string)
	}{
		{"lexicon.tsv", len(languages) + 1, l.addEntry},
		{"senses.tsv", 5, l.addSenses},
	} {
		if err := eachLine(files, table.file, table.cells, table.add); err != nil {
			return nil, err
		}
	}
	friends, err := fs.ReadFile(files, "english.txt")
	if err != nil {
		return nil, err
	}
	for line := range strings.Lines(string(friends)) {
		if !strings.HasPrefix(line, "#") {
			l.addFriends(line)
		}
	}
	l.indexLetters()
	return l, nil
}

// eachLine gives the cells of all lines of a table but its head.
func eachLine(files fs.FS, file string, cells int, add func([]string)) error {
	data, err := fs.ReadFile(files, file)
	if err != nil {
		return err
	}
	number := 0
	for line := range strings.Lines(string(data)) {
		found := strings.Split(strings.TrimRight(line, "\r\n"), "\t")
		if number++; len(found) != cells {
			return fmt.Errorf("%s, line %d: %d cells, want %d", file, number, len(found), cells)
		}
		if number > 1 {
			add(found)
		}
	}
	return nil
}

func (l *Lexicon) addEntry(cells []string) {
	e := entry{names: make([][]string, len(languages))}
	e.names[english] = append([]string{cells[0]}, namesIn(cells[1])...)
	for i := 1; i < len(languages); i++ {
		e.names[i] = namesIn(cells[i+1])
	}
	for language, names := range e.names {
		for rank, name := range names {
			for _, key := range writtenAs(name) {
				l.addPlace(key, place{len(l.entries), language, rank})
			}
		}
	}
	l.entries = append(l.entries, e)
}

func (l *Lexicon) addPlace(key string, p place) {
	same := func(q place) bool { return q.entry == p.entry && q.language == p.language }
	if key != "" && !slices.ContainsFunc(l.places[key], same) {
		l.places[key] = append(l.places[key], p)
	}
}

func (l *Lexicon) addFriends(line string) {
	for word := range strings.FieldsSeq(line) {
		l.friends[word] = true
	}
}

func namesIn(cell string) []string {
	var names []string
	for name := range strings.SplitSeq(cell, ";") {
		if name = strings.TrimSpace(name); name != "" {
			names = append(names, name)
		}
	}
	return names
}

// English is the English word for a name of another language. The languages given are tried first,
// in their order; then a name that is English as well stays what it is. ok is false where the name
// is English, or not known.
func (l *Lexicon) English(name string, preferred ...string) (word string, ok bool) {
	words := l.Readings(name, preferred...)
	if len(words) == 0 {
		return "", false
	}
	return words[0], true
}

// Readings are all English words that a name of another language may stand for, the likeliest
// first; none where the name is English, or not known.
func (l *Lexicon) Readings(name string, preferred ...string) []string {
	found := l.find(name)
	for _, tag := range preferred {
		if language := languageOf(tag); language >= 0 {
			if in := within(found, language); len(in) > 0 {
				return l.heads(in, language == english)
			}
		}
	}
	return l.heads(found, len(within(found, english)) > 0 || slices.ContainsFunc(englishForms(name), l.isFriend))
}

func (l *Lexicon) isFriend(key string) bool { return l.friends[key] }

// heads are the English words of places, the likeliest first; none for names that are English.
func (l *Lexicon) heads(found []place, isEnglish bool) []string {
	if isEnglish {
		return nil
	}
	found = slices.Clone(found)
	slices.SortStableFunc(found, func(a, b place) int { return a.rank - b.rank })
	var words []string
	for _, p := range found {
		if head := l.entries[p.entry].names[english][0]; !slices.Contains(words, head) {
			words = append(words, head)
		}
	}
	return words
}

// Name is the usual word of a language for an English one; ok is false where the lexicon has none.
func (l *Lexicon) Name(word, language string) (name string, ok bool) {
	names := l.NamesIn(word, language)
	if len(names) == 0 {
		return "", false
	}
	return names[0], true
}

// NamesIn are the words of a language for an English one, the usual one first.
func (l *Lexicon) NamesIn(word, language string) []string {
	i := languageOf(language)
	if i < 0 {
		return nil
	}
	best := within(l.places[keyOf(word)], english)
	if len(best) == 0 {
		return nil
	}
	slices.SortStableFunc(best, func(a, b place) int { return a.rank - b.rank })
	return slices.Clone(l.entries[best[0].entry].names[i])
}

// Names are all names, in every language, of the things that a name may mean; none where it is not
// known. A name that is English means what it does in English.
func (l *Lexicon) Names(name string) []string {
	found := l.find(name)
	if in := within(found, english); len(in) > 0 {
		found = in
	}
	var names []string
	for _, p := range found {
		for _, list := range l.entries[p.entry].names {
			names = append(names, list...)
		}
	}
	return names
}

// Singular is the English word that a name is the plural of; ok is false where the name is a word of
// its own ("glasses"), or none. Pure.
func (l *Lexicon) Singular(name string) (word string, ok bool) {
	key := keyOf(name)
	itself := within(l.places[key], english)
	if l.isFriend(key) || len(l.places[key]) > len(itself) {
		return "", false
	}
	for _, e := range endings {
		one, ok := e.cut(key)
		if !ok || !e.isOf(languages[english]) {
			continue
		}
		for _, p := range within(l.places[one], english) {
			if len(itself) == 0 || slices.ContainsFunc(itself, func(q place) bool { return q.entry == p.entry }) {
				return l.entries[p.entry].names[english][p.rank], true
			}
		}
	}
	return "", false
}

// Knows reports whether a name is known in any language.
func (l *Lexicon) Knows(name string) bool { return len(l.find(name)) > 0 }

// LanguageOf is the language that most of the names are in which the lexicon knows, in doubt the
// one given or English; "" where it knows too few of them to say.
func (l *Lexicon) LanguageOf(names []string, inDoubt string) string {
	counts, known := make([]int, len(languages)), 0
	for _, name := range names {
		found := l.places[keyOf(name)]
		known += min(len(found), 1)
		for i := range languages {
			counts[i] += min(len(within(found, i)), 1)
		}
	}
	best := max(languageOf(inDoubt), english)
	for i, n := range counts {
		if n > counts[best] {
			best = i
		}
	}
	if 2*counts[best] <= known {
		return ""
	}
	return languages[best]
}

// within are the places in a language.
func within(found []place, language int) []place {
	var in []place
	for _, p := range found {
		if p.language == language {
			in = append(in, p)
		}
	}
	return in
}

// languageOf is the column of a language tag ("de-AT" is "de"), −1 where there is none.
func languageOf(tag string) int {
	base, _, _ := strings.Cut(strings.ReplaceAll(strings.ToLower(tag), "_", "-"), "-")
	return slices.Index(languages, base)
}
