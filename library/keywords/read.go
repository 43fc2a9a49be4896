package keywords

import (
	"cmp"
	"slices"

	"catchlight/library/picture"
)

// Read returns the keywords embedded in a photo of format f. It is pure and never panics. On an
// error the result holds what could still be read.
func Read(data []byte, f picture.Format) (Keywords, error) {
	c := parse(data, f)
	return c.keywords(), c.problem
}

func (c content) keywords() Keywords {
	k := Keywords{
		IPTC:      c.iptcWords(),
		XMP:       c.subjects(),
		Hierarchy: c.trees(),
		Title:     c.iptc.title(),
	}
	all, whole := newTally(), wholeWords(k.XMP)
	for _, word := range k.IPTC {
		all.note(whole.of(word), IPTC)
	}
	for _, word := range slices.Concat(k.XMP, leaves(k.Hierarchy)) {
		all.note(word, XMP)
	}
	k.All = all.keywords
	k.People = names(append([]*packet{c.xmp}, c.packets...)...)
	k.dates = c.xmp.dates().or(c.iptc.dates())
	if c.xmp != nil {
		k.Title, k.Rating = cmp.Or(c.xmp.title, k.Title), c.xmp.rating
	}
	return k
}

func leaves(paths []string) []string {
	words := make([]string, len(paths))
	for i, path := range paths {
		words[i] = Leaf(path)
	}
	return words
}

// tally collects keywords and where they stand.
type tally struct {
	index    map[string]int
	keywords []Keyword
}

func newTally() *tally { return &tally{index: map[string]int{}} }

func (t *tally) note(word string, in Source) {
	key := Fold(word)
	i, known := t.index[key]
	if !known && key != "" {
		i = len(t.keywords)
		t.index[key] = i
		t.keywords = append(t.keywords, Keyword{Name: Clean(word)})
	}
	if key != "" {
		t.keywords[i].In |= in
	}
}

// AddSidecars adds what the sidecars of the photo hold; their title and rating go before embedded
// ones.
func (k *Keywords) AddSidecars(beside []XMPFile) {
	all := newTally()
	for _, word := range k.All {
		all.note(word.Name, word.In)
	}
	paths, people := newWordSet(Fold, k.Hierarchy...), newWordSet(Fold, k.People...)
	k.Torn = torn(beside)
	for _, sidecar := range beside {
		k.Find = append(k.Find, sidecar.Path)
		p := sidecar.packet
		if p == nil {
			continue
		}
		k.Sidecar = append(k.Sidecar, p.words(subject)...)
		paths.add(p.trees()...)
		people.add(names(p)...)
		for _, word := range slices.Concat(leaves(p.trees()), p.words(subject)) {
			all.note(word, Sidecar)
		}
		k.Title, k.Rating = cmp.Or(p.title, k.Title), cmp.Or(p.rating, k.Rating)
		k.dates = k.dates.or(p.dates())
	}
	k.All, k.Hierarchy, k.People = all.keywords, paths.words, people.words
}

// torn reports whether one of several sidecars lacks keywords that another has. Those that hold no
// keywords at all, as programs write them for other things, say nothing.
func torn(beside []XMPFile) bool {
	var first *wordSet
	for _, sidecar := range beside {
		words := newWordSet(Fold, sidecar.Keywords()...)
		switch {
		case len(words.words) == 0:
		case first == nil:
			first = words
		case len(words.words) != len(first.words) || slices.ContainsFunc(words.words, func(word string) bool { return !first.has(word) }):
			return true
		}
	}
	return false
}
