package view

import (
	"cmp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"catchlight/library"
	"catchlight/library/keywords"
	"catchlight/tagging/vocabulary"
)

// MostOffers is how many words are offered while one is typed.
const MostOffers = 5

// Offer is a word that the user may be about to type.
type Offer struct {
	Name   string   // as it is written
	Above  []string // what it stands below in the vocabulary, the topmost first
	Other  string   // the other name of the tag that was typed; ""
	Photos int      // that have it, or will after the next write
}

// Glossary is all words that are known: those of the vocabulary, and of the photos. Immutable.
type Glossary struct {
	entries []glossaryEntry
	at      map[string]int // by folded name; of several tags of one name the first
}

type glossaryEntry struct {
	offer  Offer
	key    string   // folded
	others []string // other names, folded
}

// NewGlossary gathers the words of a vocabulary, which may be nil, and of the photos. It takes some
// 50 ms for 100,000 photos.
func NewGlossary(snap *library.Snapshot, v *vocabulary.Vocabulary) *Glossary {
	g := &Glossary{at: map[string]int{}}
	if v != nil {
		g.addTags(v)
	}
	if snap == nil {
		return g
	}
	found := snap.Find(library.Query{Count: []library.Facet{library.FacetKeyword}})
	for word, photos := range found.Counts[library.FacetKeyword] {
		g.addWord(word.Name, photos)
	}
	return g
}

func (g *Glossary) addTags(v *vocabulary.Vocabulary) {
	for i, t := range v.Tags {
		if t.Heading {
			continue
		}
		e := glossaryEntry{Offer{Name: t.Name, Above: v.Ancestors(i)}, keywords.Fold(t.Name), v.OtherNames(i)}
		if _, known := g.at[e.key]; !known {
			g.at[e.key] = len(g.entries)
		}
		g.entries = append(g.entries, e)
	}
}

// addWord counts the photos of a word, which is new where it is no tag.
func (g *Glossary) addWord(name string, photos int) {
	key := keywords.Fold(name)
	if key == "" {
		return
	}
	i, known := g.at[key]
	if !known {
		i = len(g.entries)
		g.at[key] = i
		g.entries = append(g.entries, glossaryEntry{offer: Offer{Name: keywords.Clean(name)}, key: key})
	}
	g.entries[i].offer.Photos += photos
}

// Offers are the words that a text can become, at most MostOffers, the likeliest first: those that
// begin with it, then those of which a later word does, then tags of which another name does, then
// those that hold it. Among equals go before what was used recently (newest first), then what more
// photos have. What is typed on the line already is left out.
func (g *Glossary) Offers(line string, recent []string) []Offer {
	done, word := splitLine(line)
	text := keywords.Fold(word)
	if text == "" {
		return nil
	}
	ages := agesOf(recent)
	var best []ranked
	consider := func(e glossaryEntry) {
		r := ranked{offer: e.offer, key: e.key, closeness: e.closeness(text), age: len(recent)}
		if r.closeness == notLike || slices.Contains(done, e.key) {
			return
		}
		if age, ok := ages[e.key]; ok {
			r.age = age
		}
		if r.closeness == otherName {
			r.offer.Other = e.otherLike(text)
		}
		if len(best) == MostOffers && best[MostOffers-1].compare(r) <= 0 {
			return
		}
		at, _ := slices.BinarySearchFunc(best, r, ranked.compare)
		best = slices.Insert(best, at, r)
		best = best[:min(len(best), MostOffers)]
	}
	for _, e := range g.entries {
		consider(e)
	}
	for _, name := range recent { // decided and taken back: no photo has it, and yet it was typed
		if key := keywords.Fold(name); !g.knows(key) {
			consider(glossaryEntry{offer: Offer{Name: name}, key: key})
		}
	}
	offers := make([]Offer, len(best))
	for i, r := range best {
		offers[i] = r.offer
	}
	return offers
}

func (g *Glossary) knows(key string) bool {
	_, known := g.at[key]
	return known
}

func agesOf(recent []string) map[string]int {
	ages := make(map[string]int, len(recent))
	for i, name := range recent {
		if key := keywords.Fold(name); ages[key] == 0 {
			ages[key] = i
		}
	}
	return ages
}

// ranked is an offer with what its place follows from.
type ranked struct {
	offer     Offer
	key       string
	closeness closeness
	age       int // among the recent words; their number where it is none
}

func (r ranked) compare(other ranked) int {
	return cmp.Or(
		cmp.Compare(r.closeness, other.closeness), cmp.Compare(r.age, other.age), cmp.Compare(other.offer.Photos, r.offer.Photos),
		strings.Compare(r.key, other.key), slices.Compare(r.offer.Above, other.offer.Above),
	)
}

// closeness is how a word is like what is typed, the closest first.
type closeness uint8

const (
	same closeness = iota
	begins
	laterWord // a word within begins with it
	otherName // another name of the tag begins with it
	within
	notLike
)

func (e glossaryEntry) closeness(text string) closeness {
	at := strings.Index(e.key, text)
	switch {
	case e.key == text:
		return same
	case at == 0:
		return begins
	case startsWord(e.key, text):
		return laterWord
	case e.otherLike(text) != "":
		return otherName
	case at > 0:
		return within
	}
	return notLike
}

func (e glossaryEntry) otherLike(text string) string {
	for _, name := range e.others {
		if strings.HasPrefix(name, text) {
			return name
		}
	}
	return ""
}

// startsWord reports whether a word of a name, but the first, begins with a text.
func startsWord(name, text string) bool {
	for from := 0; ; {
		i := strings.Index(name[from:], text)
		if i < 0 {
			return false
		}
		before, _ := utf8.DecodeLastRuneInString(name[:from+i])
		if from+i > 0 && !unicode.IsLetter(before) && !unicode.IsDigit(before) {
			return true
		}
		_, size := utf8.DecodeRuneInString(name[from+i:])
		from += i + size
	}
}
