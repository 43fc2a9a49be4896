package view

import (
	"path/filepath"
	"slices"

	"catchlight/library"
	"catchlight/tagging"
	"catchlight/tagging/vocabulary"
)

// State is everything that follows from a request. Immutable. What the sidebar counts is counted
// under the filters, for a click on a row keeps them.
type State struct {
	Request Request                                 // what it follows from
	IDs     []library.ID                            // the scope, in order
	Named   int                                     // of a search: so many of the first are found by their words
	Parts   int                                     // of a search: so many of the last are found by parts of words alone
	Open    int                                     // photos of the scope with an open suggestion
	Facets  map[library.Facet]map[library.Value]int // of the scope, for the facets that are to be counted

	Total, Unwritten int // of the whole library: photos, and those that the next write changes

	Counts

	Stacks   *library.Stacks
	Places   Places
	Glossary *Glossary // of when keywords were typed last; nil before that
}

// Counts are what the sidebar says of all photos that the filters leave, whatever scope is open.
// Immutable.
type Counts struct {
	// Photos that a click on the row of a scope shows.
	All, Review, New, Write, Bare, Problem, Bursts, Duplicates, Import int
	Tags                                                               []int                // by tag of the vocabulary; a parent counts those of its children
	Chips                                                              []int                // the same of the tags themselves: what a review of one begins with
	Few                                                                map[int][]library.ID // of tags with at most MostFew such photos: which
	Folders                                                            []*Folder

	Unindexed int // photos that the model has not seen yet, and can see
}

// memory is what the builder remembers from one state to the next. Not for concurrent use.
type memory struct {
	words   wordCache
	counts  countCache
	meaning meaning
	stacks  stackCache
	places  placeCache
	known   glossaryCache
}

// derive counts and selects. It takes some microseconds a photo, and a fraction of one where m has
// its words.
func derive(req Request, lib *library.Library, m *memory) *State {
	c := newCounter(req, lib, m)
	c.result.Counts = m.counts.of(countedFrom{req, m.words.look, looked(req, lib)}, c.countAll)
	found := req.Snapshot.Find(library.Query{
		Where: c.scopeFilter(req.Scope), Known: KnownOf(lib, req.places), Chosen: req.Chosen, Count: req.Count, Order: req.Order.stored(),
	})
	c.result.Facets = found.Counts
	c.list(found.Photos)
	c.result.Glossary = m.known.of(req)
	return c.result
}

// counter goes over all photos once.
type counter struct {
	request Request
	lib     *library.Library
	memory  *memory
	result  *State
	counts  Counts
	kinds   [len(counted)]library.Filter
	dirs    map[string]int // photos in each folder
	away    map[string]int // those of them that are not there
	last    []int          // per tag: the last photo that counted, so that a parent counts a photo once
	n       int
	search  *search // nil without one
}

// counted are the scopes of the sidebar that are counted by their filters.
var counted = [...]ScopeKind{ScopeWrite, ScopeBare, ScopeProblems, ScopeBursts, ScopeDuplicates, ScopeImport}

func newCounter(req Request, lib *library.Library, m *memory) *counter {
	photos := len(req.Snapshot.Photos())
	c := &counter{request: req, lib: lib, memory: m, dirs: map[string]int{}, away: map[string]int{}}
	c.result = &State{Request: req, Stacks: req.stacks, Places: req.places, Total: photos, Unwritten: len(req.Snapshot.ToWrite())}
	for i, kind := range counted {
		c.kinds[i] = c.scopeFilter(Scope{Kind: kind})
	}
	if req.Tags != nil {
		n := len(req.Tags.Vocabulary.Tags)
		c.counts.Few = map[int][]library.ID{}
		c.last, c.counts.Tags, c.counts.Chips = make([]int, n), make([]int, n), make([]int, n)
	}
	if req.Scope.Kind == ScopeSearch {
		c.search = newSearch(req, m.meaning.find(req, lib))
	}
	m.words.begin(photos, newSuggester(req))
	return c
}

// vocabulary is the one in use, nil when there is none yet.
func (req Request) vocabulary() *vocabulary.Vocabulary {
	if req.Tags == nil {
		return nil
	}
	return req.Tags.Vocabulary
}

// words are what counts of those of a photo; not to be changed, and valid until the next call.
func (c *counter) words(p *library.Photo, ds []library.Decision) *brief {
	words, _ := c.memory.words.now(p, ds, c.request.Snapshot.Finished(p.ID))
	return words
}

// open are the suggestions of a photo that the user can decide in the scope: in that of what is
// new, those that wait on a finished photo.
func (c *counter) open(p *library.Photo) []hint {
	words := c.words(p, c.request.Snapshot.Decisions(p.ID))
	if c.request.Scope.Kind == ScopeNew {
		return words.later
	}
	return words.open
}

// where is a filter by the words of photos.
func (c *counter) where(wants func(*library.Photo, *brief) bool) library.Filter {
	return library.Where(func(p *library.Photo, ds []library.Decision) bool { return wants(p, c.words(p, ds)) })
}

// countAll counts all photos that the filters leave.
func (c *counter) countAll() Counts {
	photos := c.request.Snapshot.Photos()
	if c.request.Chosen != nil {
		photos = c.request.Snapshot.Find(library.Query{Known: KnownOf(c.lib, c.request.places), Chosen: c.request.Chosen}).Photos
	}
	for _, p := range photos {
		c.count(p)
	}
	c.counts.Folders = folderTree(c.request.Snapshot.Sources(), c.dirs, c.away, c.request.Home)
	return c.counts
}

func (c *counter) count(p *library.Photo) {
	r := &c.counts
	c.n++
	r.All++
	for i, sum := range [...]*int{&r.Write, &r.Bare, &r.Problem, &r.Bursts, &r.Duplicates, &r.Import} {
		if c.request.Snapshot.Fits(p.ID, c.kinds[i]) {
			*sum++
		}
	}
	words, known := c.memory.words.now(p, c.request.Snapshot.Decisions(p.ID), c.request.Snapshot.Finished(p.ID))
	if !known && c.unindexed(p) {
		r.Unindexed++
	}
	r.Review += min(len(words.open), 1)
	r.New += min(len(words.later), 1)
	for _, s := range words.open {
		c.countChip(int(s.tag), p.ID)
		c.countTag(int(s.tag))
	}
	dir := filepath.Dir(p.Path)
	c.dirs[dir]++
	if p.Missing {
		c.away[dir]++
	}
}

// unindexed reports whether a photo without suggestions has no vector, and can have one.
func (c *counter) unindexed(p *library.Photo) bool {
	return p.HasPicture() && !p.Partial && (c.request.Tags == nil || !c.lib.HasVector(c.request.Tags.Model, p.Picture))
}

// MostFew is how many photos a tag waits for at most that is not worth a review of its own.
const MostFew = 2

// countChip counts a photo for which a tag itself is suggested.
func (c *counter) countChip(tag int, photo library.ID) {
	r := &c.counts
	if tag < 0 || tag >= len(r.Chips) {
		return
	}
	if r.Chips[tag]++; r.Chips[tag] > MostFew {
		delete(r.Few, tag)
		return
	}
	r.Few[tag] = append(r.Few[tag], photo)
}

func (c *counter) countTag(tag int) {
	for ; tag >= 0 && tag < len(c.last); tag = c.request.Tags.Vocabulary.Tags[tag].Parent {
		if c.last[tag] == c.n {
			return
		}
		c.last[tag] = c.n
		c.counts.Tags[tag]++
	}
}

// list takes the photos of the scope over, in the order to show them.
func (c *counter) list(photos []*library.Photo) {
	if c.search != nil {
		photos = c.inGroups(photos)
	} else {
		photos = c.ordered(photos)
	}
	if c.request.Scope.Kind == ScopeDuplicates {
		photos = byStack(slices.Clone(photos), c.request.stacks)
	}
	for _, p := range photos {
		c.result.IDs = append(c.result.IDs, p.ID)
		c.result.Open += min(len(c.open(p)), 1)
	}
}

// ordered are photos in the order of the request, for which they come but for their scores.
func (c *counter) ordered(photos []*library.Photo) []*library.Photo {
	if c.request.Order != OrderScore {
		return photos
	}
	best := make([]*library.Photo, len(photos))
	for i, hit := range tagging.BestFirst(photos, func(p *library.Photo) (float32, bool) { return c.score(p), true }) {
		best[i] = hit.Photo
	}
	return best
}

// inGroups puts the photos whose words say what is searched for before those that only its meaning
// finds. Last come those where a part of a word is all that fits; where nothing else is found,
// these are the answer. Each group is sorted by itself: in the order in which photos come, memory is
// read far sooner.
func (c *counter) inGroups(photos []*library.Photo) []*library.Photo {
	var by [part + 1][]*library.Photo
	for _, p := range photos {
		found := c.search.groups[p.ID]
		by[found] = append(by[found], p)
	}
	if c.result.Named = len(by[named]); c.result.Named+len(by[meant]) == 0 {
		c.result.Named = len(by[part])
	} else {
		c.result.Parts = len(by[part])
	}
	return slices.Concat(c.ordered(by[named]), c.ordered(by[meant]), c.ordered(by[part]))
}

// score is what photos are sorted by: that of the search, that of the scope's tag, else that of the
// best open suggestion.
func (c *counter) score(p *library.Photo) float32 {
	if c.search != nil && c.search.meaning != nil {
		return c.search.meaning.score(p)
	}
	if c.request.Scope.Kind == ScopeTag || c.request.Scope.Kind == ScopeWord {
		if c.request.Proposals.Knows(p, c.request.Scope.Name) {
			return 1
		}
		return c.request.Proposals.score(p.Picture, c.request.Scope.Name)
	}
	if open := c.open(p); len(open) > 0 {
		return open[0].score
	}
	return unscored
}
