package ui

import (
	"slices"
	"sort"
	"strings"

	"catchlight/library"
	"catchlight/library/keywords"
	"catchlight/tagging"
	"catchlight/tagging/facts"
)

// maxShown is the number of suggestions shown for one photo, and maxTogether for a selection.
const (
	maxShown    = 8
	maxTogether = 20
)

// WordState is how a word stands on a photo.
type WordState uint8

// The states of a word.
const (
	InFile    WordState = iota // in the file before us
	Suggested                  // proposed by a model
	Accepted                   // a yes, the file is not changed yet
	ByHand                     // typed, the file is not changed yet
	Written                    // written by us
	Removed                    // leaves the file with the next write
	Rejected                   // a no
	Parent                     // goes along with a tag below it
	Changed                    // written, then changed by another program
	Absent                     // not on the photo
)

// word is a tag or keyword as it stands on one photo, or on several (n of them, of `of`).
type word struct {
	name     string
	state    WordState
	typed    bool // for Written: by hand
	strength tagging.Strength
	score    float32
	tag      int // index in the vocabulary, for suggestions
	n, of    int
}

// photoWords are all words of one photo: open suggestions by score, then what is not written yet, then keywords in file
// order, then parents and rejected ones.
type photoWords struct {
	suggested, pending, file, parents, rejected []word
}

// chips lists what a cell shows, in its order: parents and rejected never.
func (p photoWords) chips() []word {
	all := make([]word, 0, len(p.suggested)+len(p.pending)+len(p.file))
	return append(append(append(all, p.suggested...), p.pending...), p.file...)
}

// keywords lists what the inspector shows under Keywords.
func (p photoWords) keywords() []word {
	all := make([]word, 0, len(p.pending)+len(p.file)+len(p.parents))
	return append(append(append(all, p.file...), p.pending...), p.parents...)
}

// deciding are the words that a key can act on, in the inspector's order.
func (p photoWords) deciding() []word {
	all := append(slices.Clone(p.suggested), p.file...)
	return append(append(all, p.pending...), p.rejected...)
}

func indexOfWord(list []word, folded string) int {
	return slices.IndexFunc(list, func(x word) bool { return keywords.Fold(x.name) == folded })
}

// state is how a word stands on the photo; Absent where it does not.
func (p photoWords) state(name string) WordState {
	key := keywords.Fold(name)
	for _, list := range [][]word{p.suggested, p.pending, p.file, p.rejected, p.parents} {
		for _, w := range list {
			if keywords.Fold(w.name) == key {
				return w.state
			}
		}
	}
	return Absent
}

// wordsOf gives the words of p. proposed are its suggestions, best first, place may be nil; parents also lists the ancestors of accepted
// tags. Pure; a few microseconds.
func wordsOf(p *library.Photo, ds []library.Decision, proposed []tagging.Suggestion, place *facts.PlaceTag, parents bool) photoWords {
	b := wordBuilder{verdicts: verdictsOf(ds), inFile: foldedKeywords(p)}
	b.suggest(proposed)
	b.suggestPlace(place)
	b.decide(ds)
	b.keep(p.Keywords.All)
	if parents {
		b.addParents(ds)
	}
	return b.words
}

type wordBuilder struct {
	words    photoWords
	verdicts map[string]library.Verdict
	inFile   map[string]bool
}

func verdictsOf(ds []library.Decision) map[string]library.Verdict {
	m := make(map[string]library.Verdict, len(ds))
	for _, d := range ds {
		m[keywords.Fold(d.Tag)] = d.Verdict
	}
	return m
}

func foldedKeywords(p *library.Photo) map[string]bool {
	m := make(map[string]bool, len(p.Keywords.All))
	for _, k := range p.Keywords.All {
		m[keywords.Fold(k.Name)] = true
	}
	return m
}

func (b *wordBuilder) suggest(proposed []tagging.Suggestion) {
	for _, s := range proposed {
		if len(b.words.suggested) == maxShown {
			return
		}
		if !b.settled(keywords.Fold(s.Name)) && !slices.ContainsFunc(s.Others, b.settled) {
			b.words.suggested = append(b.words.suggested,
				word{name: s.Name, state: Suggested, strength: s.Strength, score: s.Score, tag: s.Tag, n: 1, of: 1})
		}
	}
}

// settled reports whether a word, folded, is on the photo or was decided there.
func (b *wordBuilder) settled(key string) bool {
	return b.inFile[key] || b.verdicts[key] != library.Undecided
}

func (b *wordBuilder) decide(ds []library.Decision) {
	for _, d := range ds {
		in := b.inFile[keywords.Fold(d.Tag)]
		w := word{name: d.Tag, n: 1, of: 1}
		switch {
		case d.Verdict == library.Rejected:
			w.state = Rejected
			b.words.rejected = append(b.words.rejected, w)
		case d.Verdict == library.Accepted && !in:
			w.state = Accepted
			b.words.pending = append(b.words.pending, w)
		case d.Verdict == library.Typed && !in:
			w.state = ByHand
			b.words.pending = append(b.words.pending, w)
		case d.Verdict == library.Removed && in:
			w.state = Removed
			b.words.pending = append(b.words.pending, w)
		}
	}
}

// keep adds the keywords that are in the file and stay there.
func (b *wordBuilder) keep(ks []keywords.Keyword) {
	for _, k := range ks {
		w := word{name: k.Name, state: InFile, n: 1, of: 1}
		switch b.verdicts[keywords.Fold(k.Name)] {
		case library.Accepted:
			w.state = Written
		case library.Typed:
			w.state, w.typed = Written, true
		case library.Removed:
			continue
		}
		b.words.file = append(b.words.file, w)
	}
}

// addParents lists the ancestors that go along with accepted tags and stand nowhere else on the photo.
func (b *wordBuilder) addParents(ds []library.Decision) {
	seen := map[string]bool{}
	for _, d := range ds {
		if d.Verdict != library.Accepted && d.Verdict != library.Typed {
			continue
		}
		for _, name := range ancestorsOf(d.Path) {
			key := keywords.Fold(name)
			if seen[key] || b.inFile[key] || b.verdicts[key] == library.Accepted || b.verdicts[key] == library.Typed {
				continue
			}
			seen[key] = true
			b.words.parents = append(b.words.parents, word{name: name, state: Parent, n: 1, of: 1})
		}
	}
}

// ancestorsOf gives "animal", "mammal" for "[things]|animal|mammal|dog": what orders the path is no word.
func ancestorsOf(path string) []string {
	parts := strings.Split(path, "|")
	return slices.DeleteFunc(parts[:len(parts)-1], func(step string) bool {
		return strings.HasPrefix(step, "[") && strings.HasSuffix(step, "]")
	})
}

// together merges the words of several photos: each word once, with the number of photos that have it. A word that
// stands differently on the photos takes the state that asks for more attention.
func together(photos []photoWords) photoWords {
	if len(photos) == 1 {
		return photos[0]
	}
	var m photoWords
	pick := func(get func(photoWords) []word) []word { return mergeWords(photos, get) }
	m.suggested = pick(func(p photoWords) []word { return p.suggested })
	sort.SliceStable(m.suggested, func(i, j int) bool {
		a, b := m.suggested[i], m.suggested[j]
		if a.n != b.n {
			return a.n > b.n
		}
		return a.score > b.score
	})
	if len(m.suggested) > maxTogether {
		m.suggested = m.suggested[:maxTogether]
	}
	m.file = pick(func(p photoWords) []word { return append(append([]word(nil), p.file...), p.pending...) })
	m.parents = pick(func(p photoWords) []word { return p.parents })
	m.rejected = pick(func(p photoWords) []word { return p.rejected })
	return m
}

func mergeWords(photos []photoWords, get func(photoWords) []word) []word {
	var merged []word
	at := map[string]int{}
	for _, p := range photos {
		for _, w := range get(p) {
			key := keywords.Fold(w.name)
			i, known := at[key]
			if !known {
				at[key] = len(merged)
				w.of = len(photos)
				merged = append(merged, w)
				continue
			}
			m := &merged[i]
			m.n++
			m.state = graver(m.state, w.state)
			if w.score > m.score {
				m.score, m.strength = w.score, w.strength
			}
		}
	}
	return merged
}

// graver is the state of a word that has both on different photos: what the next write changes is named first.
func graver(a, b WordState) WordState {
	for _, s := range [...]WordState{Changed, Removed, Accepted, ByHand, Written} {
		if a == s || b == s {
			return s
		}
	}
	return a
}
