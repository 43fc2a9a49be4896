package view

import (
	"cmp"
	"slices"
	"sort"

	"catchlight/library"
	"catchlight/library/keywords"
	"catchlight/tagging"
	"catchlight/tagging/facts"
)

// maxShown is the usual number of suggestions shown for one photo, and maxTogether for a selection.
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
	Parent                     // goes along with a tag: it stands above that, or is another name of it
	Changed                    // a yes that was written, and that another program has taken out of the file
	PutBack                    // removed from the file, and put there again by another program
	Absent                     // not on the photo
)

// Word is a tag or keyword as it stands on one photo, or on N of several.
type Word struct {
	Name     string
	State    WordState
	Typed    bool // for Written: by hand
	Private  bool // the user's, and never put into a file
	Strength tagging.Strength
	Score    float32
	Reason   facts.Reason // why a suggestion is known to be true without the model; none: the model proposes it
	tag      int          // index in the vocabulary, for suggestions
	N, Of    int
}

// Words are all words of one photo: open suggestions by score, then what is not written yet, then
// keywords in file order, then parents and rejected ones.
type Words struct {
	Suggested, pending, file, parents, Rejected []Word

	Later []Word // suggestions that have turned up since the user was done with the photo
}

// Finished are the words of a photo that the user is done with: none of its suggestions is open.
func (p Words) Finished() Words {
	p.Later, p.Suggested = p.Suggested, nil
	return p
}

// Chips lists what a cell shows, in its order: parents and rejected never.
func (p Words) Chips() []Word {
	all := make([]Word, 0, len(p.Suggested)+len(p.pending)+len(p.file))
	return append(append(append(all, p.Suggested...), p.pending...), p.file...)
}

// Keywords lists what the inspector shows under Keywords.
func (p Words) Keywords() []Word {
	all := make([]Word, 0, len(p.pending)+len(p.file)+len(p.parents))
	return append(append(append(all, p.file...), p.pending...), p.parents...)
}

// Deciding are the words that a key can act on, in the inspector's order.
func (p Words) Deciding() []Word {
	all := append(slices.Clone(p.Suggested), p.file...)
	return append(append(all, p.pending...), p.Rejected...)
}

// IndexOfWord is the place of a word in a list, -1 where it is not there. folded is its name
// without case.
func IndexOfWord(list []Word, folded string) int {
	return slices.IndexFunc(list, func(x Word) bool { return keywords.Fold(x.Name) == folded })
}

// State is how a word stands on the photo; Absent where it does not.
func (p Words) State(name string) WordState {
	w, _ := p.Of(name)
	return w.State
}

// Of is a word as it stands on the photo; ok is false, and it is Absent, where it does not.
func (p Words) Of(name string) (w Word, ok bool) {
	key := keywords.Fold(name)
	for _, list := range [][]Word{p.Suggested, p.pending, p.file, p.Rejected, p.parents} {
		for _, w := range list {
			if keywords.Fold(w.Name) == key {
				return w, true
			}
		}
	}
	return Word{Name: name, State: Absent}, false
}

// Shown is which of a photo's words are shown.
type Shown struct {
	Parents bool // all ancestors of accepted tags, not just those that a tag always takes along
	Most    int  // suggestions at most; 0 is the usual number
}

// WordsOf gives the words of p. proposed are its suggestions, best first, place may be nil. Pure; a
// few microseconds.
func WordsOf(p *library.Photo, ds []library.Decision, proposed []tagging.Suggestion, place *facts.PlaceTag, show Shown) Words {
	b := wordBuilder{photo: p, verdicts: verdictsOf(ds), inFile: foldedKeywords(p), most: cmp.Or(show.Most, maxShown)}
	b.suggest(proposed, place)
	b.suggestPlace(place)
	b.decide(ds)
	b.keep(p.Keywords.All)
	b.addParents(ds, show.Parents)
	return b.words
}

type wordBuilder struct {
	photo    *library.Photo
	words    Words
	verdicts map[string]library.Verdict
	inFile   map[string]bool
	most     int // suggestions
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

// suggest takes up to most suggestions over, and leaves room for a place: of a photo as many words are
// remembered as it has.
func (b *wordBuilder) suggest(proposed []tagging.Suggestion, place *facts.PlaceTag) {
	room := min(len(proposed), b.most)
	if place != nil {
		room++
	}
	if room == 0 {
		return
	}
	b.words.Suggested = make([]Word, 0, room)
	for _, s := range proposed {
		if len(b.words.Suggested) == b.most {
			return
		}
		if !b.settled(keywords.Fold(s.Name)) && !slices.ContainsFunc(s.Others, b.settled) {
			because, _ := s.Reason.(facts.Reason)
			b.words.Suggested = append(b.words.Suggested,
				Word{Name: s.Name, State: Suggested, Strength: s.Strength, Score: s.Score, Reason: because, tag: s.Tag, N: 1, Of: 1})
		}
	}
}

// settled reports whether a word, folded, is on the photo or was decided there.
func (b *wordBuilder) settled(key string) bool {
	return b.inFile[key] || b.verdicts[key] != library.Undecided
}

// decide lists what was decided, but for what the file says all the same.
func (b *wordBuilder) decide(ds []library.Decision) {
	for _, d := range ds {
		in := b.inFile[keywords.Fold(d.Tag)]
		state, shown := b.decided(d, in)
		w := Word{Name: d.Tag, State: state, Typed: state == Changed && d.Verdict == library.Typed, N: 1, Of: 1, Private: !in && d.IsPrivate()}
		switch {
		case shown && state == Rejected:
			b.words.Rejected = append(b.words.Rejected, w)
		case shown:
			b.words.pending = append(b.words.pending, w)
		}
	}
}

// decided is the state of a word that was decided; shown is false where it stands with the keywords
// of the file, or nowhere.
func (b *wordBuilder) decided(d library.Decision, in bool) (state WordState, shown bool) {
	switch d.Verdict {
	case library.Rejected:
		return Rejected, !in
	case library.Removed:
		if b.photo.PutBack(d.Tag) {
			return PutBack, true
		}
		return Removed, in
	case library.Accepted, library.Typed:
		if !in && b.photo.TakenOut(d.Tag) {
			return Changed, true
		}
		if d.Verdict == library.Typed {
			return ByHand, !in
		}
		return Accepted, !in
	}
	return 0, false
}

// keep adds the keywords that are in the file and stay there.
func (b *wordBuilder) keep(ks []keywords.Keyword) {
	for _, k := range ks {
		w := Word{Name: k.Name, State: InFile, N: 1, Of: 1}
		switch b.verdicts[keywords.Fold(k.Name)] {
		case library.Accepted:
			w.State = Written
		case library.Typed:
			w.State, w.Typed = Written, true
		case library.Removed:
			continue
		}
		b.words.file = append(b.words.file, w)
	}
}

// addParents lists the words that go along with accepted tags and stand nowhere else on the photo:
// of the ancestors all, or those that a tag always takes along.
func (b *wordBuilder) addParents(ds []library.Decision, all bool) {
	seen := map[string]bool{}
	for _, d := range ds {
		if !d.IsYes() {
			continue
		}
		for _, name := range library.Along(d, ds, all) {
			key := keywords.Fold(name)
			if seen[key] || b.inFile[key] || b.verdicts[key] == library.Accepted || b.verdicts[key] == library.Typed {
				continue
			}
			seen[key] = true
			b.words.parents = append(b.words.parents, Word{Name: name, State: Parent, N: 1, Of: 1})
		}
	}
}

// Together merges the words of several photos: each word once, with the number of photos that have
// it. A word that stands differently on the photos takes the state that asks for more attention.
func Together(photos []Words) Words {
	if len(photos) == 1 {
		return photos[0]
	}
	var m Words
	pick := func(get func(Words) []Word) []Word { return mergeWords(photos, get) }
	m.Suggested = pick(func(p Words) []Word { return p.Suggested })
	sort.SliceStable(m.Suggested, func(i, j int) bool {
		a, b := m.Suggested[i], m.Suggested[j]
		if a.N != b.N {
			return a.N > b.N
		}
		return a.Score > b.Score
	})
	if len(m.Suggested) > maxTogether {
		m.Suggested = m.Suggested[:maxTogether]
	}
	m.file = pick(func(p Words) []Word { return append(append([]Word(nil), p.file...), p.pending...) })
	m.parents = pick(func(p Words) []Word { return p.parents })
	m.Rejected = pick(func(p Words) []Word { return p.Rejected })
	m.Later = pick(func(p Words) []Word { return p.Later })
	return m
}

func mergeWords(photos []Words, get func(Words) []Word) []Word {
	var merged []Word
	at := map[string]int{}
	for _, p := range photos {
		for _, w := range get(p) {
			key := keywords.Fold(w.Name)
			i, known := at[key]
			if !known {
				at[key] = len(merged)
				w.Of = len(photos)
				merged = append(merged, w)
				continue
			}
			m := &merged[i]
			m.N++
			m.State, m.Private = graver(m.State, w.State), m.Private && w.Private
			if w.Score > m.Score {
				m.Score, m.Strength, m.Reason = w.Score, w.Strength, w.Reason
			}
		}
	}
	return merged
}

// graver is the state of a word that has both on different photos: what the next write changes is
// named first.
func graver(a, b WordState) WordState {
	for _, s := range [...]WordState{Changed, PutBack, Removed, Accepted, ByHand, Written} {
		if a == s || b == s {
			return s
		}
	}
	return a
}
