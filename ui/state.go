package ui

import (
	"cmp"
	"path/filepath"
	"slices"

	"catchlight/library"
	"catchlight/library/keywords"
	"catchlight/tagging"
	"catchlight/tagging/vocabulary"
)

// derived is everything that follows from a wish. Immutable. What the sidebar counts is counted under the filters, for a
// click on a row keeps them.
type derived struct {
	wish                              wish
	IDs                               []library.ID // the scope, in order
	total, unwritten                  int          // of the whole library: photos, and those that the next write changes
	all, review, write, bare, problem int
	open                              int   // photos of the scope with an open suggestion
	unindexed                         int   // photos that the model has not seen yet, and can see
	tags                              []int // photos with an open suggestion, by tag; a parent counts those of its children
	folders                           []*folder
	stacks                            *library.Stacks
	bursts, duplicates                int // photos
	places                            places
	facets                            map[library.Facet]map[library.Value]int // of the scope, for the facets that are open
}

// memory is what the deriver remembers from one derivation to the next. Not for concurrent use.
type memory struct {
	words   memo
	meaning meaning
	stacks  stackMemo
	places  placeMemo
}

// derive counts and selects. It takes some microseconds a photo, and a fraction of one where m has its words.
func derive(w wish, lib *library.Library, m *memory) *derived {
	c := newCounter(w, lib, m)
	if w.chosen == nil {
		c.countAll(w.snap.Photos())
	} else {
		c.countAll(w.snap.Find(library.Query{Place: w.places.value, Chosen: w.chosen}).Photos)
	}
	found := w.snap.Find(library.Query{
		Where: c.scopeFilter(w.scope), Place: w.places.value, Chosen: w.chosen, Count: w.count, Order: w.order.stored(),
	})
	c.result.facets = found.Counts
	c.list(found.Photos)
	return c.result
}

// counter goes over all photos once.
type counter struct {
	wish    wish
	lib     *library.Library
	memory  *memory
	result  *derived
	kinds   [len(counted)]library.Filter
	dirs    map[string]int // photos in each folder
	away    map[string]int // those of them that are not there
	last    []int          // per tag: the last photo that counted, so that a parent counts a photo once
	n       int
	meaning *meaning // of the search, nil without one
	search  *search
}

// counted are the scopes of the sidebar that are counted by their filters.
var counted = [...]scopeKind{scopeWrite, scopeBare, scopeProblems, scopeBursts, scopeDuplicates}

func newCounter(w wish, lib *library.Library, m *memory) *counter {
	photos := len(w.snap.Photos())
	c := &counter{wish: w, lib: lib, memory: m, dirs: map[string]int{}, away: map[string]int{}}
	c.result = &derived{wish: w, stacks: w.stacks, places: w.places, total: photos, unwritten: len(w.snap.ToWrite())}
	for i, kind := range counted {
		c.kinds[i] = c.scopeFilter(scope{kind: kind})
	}
	if w.tags != nil {
		n := len(w.tags.vocabulary.Tags)
		c.last, c.result.tags = make([]int, n), make([]int, n)
	}
	if w.scope.kind == scopeSearch {
		c.search = newSearch(w)
		c.meaning = m.meaning.find(w, lib)
	}
	m.words.fit(photos)
	return c
}

// vocabulary is the one in use, nil when there is none yet.
func (w wish) vocabulary() *vocabulary.Vocabulary {
	if w.tags == nil {
		return nil
	}
	return w.tags.vocabulary
}

// words are those of a photo, without parents; not to be changed, and valid until the next call.
func (c *counter) words(p *library.Photo, ds []library.Decision) *photoWords {
	proposed, _ := c.wish.proposals.get(p.Picture, c.wish.strength)
	return c.memory.words.words(p, ds, proposed, c.wish.places[p.ID])
}

// where is a filter by the words of photos.
func (c *counter) where(wants func(*library.Photo, *photoWords) bool) library.Filter {
	return library.Where(func(p *library.Photo, ds []library.Decision) bool { return wants(p, c.words(p, ds)) })
}

func (c *counter) countAll(photos []*library.Photo) {
	for _, p := range photos {
		c.count(p)
	}
	c.result.folders = folderTree(c.wish.snap.Sources(), c.dirs, c.away, c.wish.home)
}

func (c *counter) count(p *library.Photo) {
	r := c.result
	c.n++
	r.all++
	for i, sum := range [...]*int{&r.write, &r.bare, &r.problem, &r.bursts, &r.duplicates} {
		if c.wish.snap.Fits(p.ID, c.kinds[i]) {
			*sum++
		}
	}
	proposed, known := c.wish.proposals.get(p.Picture, c.wish.strength)
	if !known && c.unindexed(p) {
		r.unindexed++
	}
	words := c.memory.words.words(p, c.wish.snap.Decisions(p.ID), proposed, c.wish.places[p.ID])
	r.review += min(len(words.suggested), 1)
	for _, s := range words.suggested {
		c.countTag(s.tag)
	}
	dir := filepath.Dir(p.Path)
	c.dirs[dir]++
	if p.Missing {
		c.away[dir]++
	}
}

// unindexed reports whether a photo without suggestions has no vector, and can have one.
func (c *counter) unindexed(p *library.Photo) bool {
	return p.HasPicture() && (c.wish.tags == nil || !c.lib.HasVector(c.wish.tags.model, p.Picture))
}

func (c *counter) countTag(tag int) {
	for ; tag >= 0 && tag < len(c.last); tag = c.wish.tags.vocabulary.Tags[tag].Parent {
		if c.last[tag] == c.n {
			return
		}
		c.last[tag] = c.n
		c.result.tags[tag]++
	}
}

// list takes the photos of the scope over, in the order to show them.
func (c *counter) list(photos []*library.Photo) {
	if c.wish.order == orderScore {
		sortByScore(photos, c.score)
	}
	if c.search != nil {
		photos = c.inGroups(photos)
	}
	if c.wish.scope.kind == scopeDuplicates {
		photos = byStack(slices.Clone(photos), c.wish.stacks)
	}
	for _, p := range photos {
		c.result.IDs = append(c.result.IDs, p.ID)
		c.result.open += min(len(c.words(p, c.wish.snap.Decisions(p.ID)).suggested), 1)
	}
}

// inGroups puts the photos that match the words of a search before those that only its meaning finds, best first.
func (c *counter) inGroups(photos []*library.Photo) []*library.Photo {
	var named, meant []*library.Photo
	for _, p := range photos {
		if c.search.names(p, c.words(p, c.wish.snap.Decisions(p.ID))) {
			named = append(named, p)
		} else {
			meant = append(meant, p)
		}
	}
	sortByScore(meant, c.meaning.score)
	return append(named, meant...)
}

// score is what photos are sorted by: that of the search, that of the scope's tag, else that of the best open suggestion.
func (c *counter) score(p *library.Photo) float32 {
	if c.meaning != nil {
		return c.meaning.score(p)
	}
	proposed, _ := c.wish.proposals.get(p.Picture, tagging.Loose)
	if c.wish.scope.kind == scopeTag || c.wish.scope.kind == scopeWord {
		i := slices.IndexFunc(proposed, func(s tagging.Suggestion) bool { return s.Name == c.wish.scope.name })
		if i < 0 {
			return -1
		}
		return proposed[i].Score
	}
	if open := c.words(p, c.wish.snap.Decisions(p.ID)).suggested; len(open) > 0 {
		return open[0].score
	}
	return -1
}

// sortByScore puts the best photo first; equal ones keep their order.
func sortByScore(photos []*library.Photo, score func(*library.Photo) float32) {
	scores := make(map[*library.Photo]float32, len(photos))
	for _, p := range photos {
		scores[p] = score(p)
	}
	slices.SortStableFunc(photos, func(a, b *library.Photo) int { return cmp.Compare(scores[b], scores[a]) })
}

// family tells of names whether they are those of a tag or of one below it, in any case. v may be nil.
func family(v *vocabulary.Vocabulary, name string) func(string) bool {
	names := map[string]bool{keywords.Fold(name): true}
	if v != nil {
		root, ok := v.Find(name)
		for i := range v.Tags {
			for up := i; ok && up >= 0; up = v.Tags[up].Parent {
				if up == root {
					names[keywords.Fold(v.Tags[i].Name)] = true
				}
			}
		}
	}
	return remembered(func(name string) bool { return names[keywords.Fold(name)] })
}

// remembered is a test of names that is made once for each: a library has many photos, and few names. Not for concurrent use.
func remembered(test func(string) bool) func(string) bool {
	known := map[string]bool{}
	return func(name string) bool {
		yes, ok := known[name]
		if !ok {
			yes = test(name)
			known[name] = yes
		}
		return yes
	}
}
