package find

import (
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"unicode"

	"catchlight/library"
	"catchlight/library/keywords"
	"catchlight/tagging"
	"catchlight/tagging/lexicon"
	"catchlight/tagging/vocabulary"
)

// Words are what can be read on photos: read when they are first needed, and remembered for searches
// after that. The zero value is ready. Any goroutine may use it.
type Words struct {
	mu   sync.Mutex
	read *reading
}

// of are the words of a request's photos, or what was read for an earlier one. It blocks for about
// two milliseconds for each thousand photos where nothing was read yet.
func (w *Words) of(snap *library.Snapshot, r Request) *reading {
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.read == nil {
		w.read = newReading(snap, r)
	}
	return w.read
}

// reading is what can be read on photos: for each name that stands on one, in small letters, the
// photos.
type reading struct {
	vocabulary *vocabulary.Vocabulary
	photos     map[string][]library.ID
	known      []string // these names, and those of the vocabulary's tags
}

// newReading reads the words of the request's photos. Folders that all photos lie in say nothing.
func newReading(snap *library.Snapshot, r Request) *reading {
	read := &reading{vocabulary: r.Vocabulary, photos: map[string][]library.ID{}}
	shared := sharedFolder(r.Photos)
	for _, p := range r.Photos {
		seen := map[string]bool{}
		for _, name := range wordsOn(snap, p) {
			read.add(p.ID, name, seen)
		}
		path := strings.TrimSuffix(strings.TrimPrefix(p.Path, shared), filepath.Ext(p.Path))
		for name := range strings.FieldsFuncSeq(path, func(x rune) bool { return x == filepath.Separator || x == '/' }) {
			read.add(p.ID, strings.Join(apart(name), " "), seen)
		}
		if r.Places != nil {
			for name := range strings.SplitSeq(r.Places(p.ID), "|") {
				read.add(p.ID, name, seen)
			}
		}
	}
	read.known = read.names()
	return read
}

func (r *reading) add(id library.ID, name string, seen map[string]bool) {
	if key := keywords.Fold(name); key != "" && !seen[key] {
		seen[key] = true
		r.photos[key] = append(r.photos[key], id)
	}
}

// wordsOn are the keywords of a photo and what the user has decided about it: what he has accepted
// or typed counts, what he has taken away does not. The levels of a hierarchy count each by itself.
func wordsOn(snap *library.Snapshot, p *library.Photo) []string {
	no := map[string]bool{}
	var names []string
	for _, d := range snap.Decisions(p.ID) {
		if d.IsNo() {
			no[keywords.Fold(keywords.Leaf(d.Tag))] = true
		} else {
			names = append(names, d.Tag)
		}
	}
	for _, k := range p.Keywords.All {
		names = append(names, k.Name)
	}
	for _, path := range p.Keywords.Hierarchy {
		names = append(names, strings.Split(path, "|")...)
	}
	names = append(append(names, p.Keywords.People...), p.Keywords.Title)
	return slices.DeleteFunc(names, func(name string) bool { return no[keywords.Fold(name)] })
}

// sharedFolder is the path of the folder that all photos lie in.
func sharedFolder(photos []*library.Photo) string {
	if len(photos) == 0 {
		return ""
	}
	shared := filepath.Dir(photos[0].Path)
	for _, p := range photos[1:] {
		for shared != filepath.Dir(shared) && !strings.HasPrefix(p.Path, shared+string(filepath.Separator)) {
			shared = filepath.Dir(shared)
		}
	}
	return shared
}

// apart are the words of a file's name: "IMG_beachDay-02" is IMG, beach, Day, 02.
func apart(name string) []string {
	var words []string
	start, before := 0, rune(0)
	end := func(i int) {
		if i > start {
			words = append(words, name[start:i])
		}
	}
	for i, x := range name {
		letter, digit := unicode.IsLetter(x), unicode.IsDigit(x)
		switch {
		case !letter && !digit && !unicode.Is(unicode.Mn, x):
			end(i)
			start = i + len(string(x))
		case unicode.IsUpper(x) && unicode.IsLower(before), digit != unicode.IsDigit(before) && i > start:
			end(i)
			start = i
		}
		before = x
	}
	end(len(name))
	return words
}

// names are those on the photos, and those of the vocabulary's tags.
func (r *reading) names() []string {
	var names []string
	for name := range r.photos {
		names = append(names, name)
		if words := strings.Fields(name); len(words) > 1 {
			names = append(names, words...)
		}
	}
	if r.vocabulary != nil {
		for i, t := range r.vocabulary.Tags {
			if !t.Heading {
				names = append(names, r.vocabulary.NamesOf(i)...)
			}
		}
	}
	slices.Sort(names)
	return slices.Compact(names)
}

// saidBy are, for each phrase, the photos whose words say it.
func (r *reading) saidBy(phrases []tagging.Phrase) []map[library.ID]bool {
	said := make([]map[library.ID]bool, len(phrases))
	for i, p := range phrases {
		said[i] = map[library.ID]bool{}
		means := r.meaning(p)
		for name, ids := range r.photos {
			if !holds(name, means) {
				continue
			}
			for _, id := range ids {
				said[i][id] = true
			}
		}
	}
	return said
}

// meaning are the keys of all names that say a phrase: its own, in other languages, its synonyms,
// and those of tags below it.
func (r *reading) meaning(p tagging.Phrase) map[string]bool {
	names := append([]string{p.Text}, lexicon.Everyday().Names(p.Text)...)
	if v := r.vocabulary; v != nil {
		if tag, ok := v.Find(p.Text); ok {
			names = append(names, namesBelow(v, tag)...)
		}
	}
	keys := map[string]bool{}
	for _, name := range names {
		for _, key := range lexicon.Keys(name) {
			keys[key] = true
		}
	}
	return keys
}

// namesBelow are the names of a tag and of all below it. Children follow their parent.
func namesBelow(v *vocabulary.Vocabulary, tag int) []string {
	below := map[int]bool{tag: true}
	names := v.NamesOf(tag)
	for i := tag + 1; i < len(v.Tags); i++ {
		if below[v.Tags[i].Parent] {
			below[i] = true
			names = append(names, v.NamesOf(i)...)
		}
	}
	return names
}

// longestName is how many words of a name are compared together.
const longestName = 4

// holds reports whether some words in a row of a name are among the keys, in the singular or
// plural.
func holds(name string, keys map[string]bool) bool {
	words := strings.Fields(name)
	for i := range words {
		for n := 1; n <= longestName && i+n <= len(words); n++ {
			if slices.ContainsFunc(lexicon.Keys(strings.Join(words[i:i+n], " ")), func(key string) bool { return keys[key] }) {
				return true
			}
		}
	}
	return false
}
