package view

import (
	"context"
	"sync"

	"catchlight/library"
	"catchlight/library/keywords"
	"catchlight/tagging"
	"catchlight/tagging/facts"
	"catchlight/tagging/vocabulary"
)

// sureTags remembers what is known of photos without their model. Any goroutine may use it.
type sureTags struct {
	mu         sync.Mutex
	wanted     facts.Wanted
	vocabulary *vocabulary.Vocabulary
	words      *facts.Words
	of         map[library.ID]*sure
	changes    uint64
	complete   allEvidence // that all photos were gone through with last
}

// allEvidence is what the facts about all photos follow from: while it stays, none is to be found.
type allEvidence struct {
	photos   []*library.Photo
	stacks   *library.Stacks
	looked   int // fingerprints and vectors
	proposed uint64
	strength tagging.Strength
}

func (a allEvidence) same(o allEvidence) bool {
	return sameSlice(a.photos, o.photos) && a.stacks == o.stacks && a.looked == o.looked && a.proposed == o.proposed && a.strength == o.strength
}

// sure is what is known of one photo, and what it was found from: as long as that stays, so does
// it.
type sure struct {
	from   evidence
	proofs []facts.Proof // tags of the vocabulary
	others []facts.Fact  // words that it lacks

	beside *tagging.Suggestion // the first of those that all was made with
	count  int                 // and how many they were
	all    []tagging.Suggestion
}

// evidence is what facts about a photo follow from. Photos and suggestions are immutable, so that
// the same pointers mean the same.
type evidence struct {
	photo         *library.Photo
	proposed      *tagging.Suggestion // the first
	count, burst  int                 // of suggestions, and frames
	people, tones bool                // were looked at
}

// Of gives the suggestions for a photo at strength or above, best first: what is known of it
// without a model, then the tags that its model suggests. ok is false while those are not known.
func (p *Proposals) Of(photo *library.Photo, strength tagging.Strength) (s []tagging.Suggestion, ok bool) {
	found, ok := p.Get(photo.Picture, strength)
	if !ok {
		return nil, false
	}
	return p.sure.beside(photo.ID, found), true
}

// Reason is why a word is true of a photo, as far as that is known without a model; none where it
// is not.
func (p *Proposals) Reason(photo *library.Photo, word string) facts.Reason {
	p.sure.mu.Lock()
	defer p.sure.mu.Unlock()
	known := p.sure.of[photo.ID]
	if known == nil {
		return facts.Reason{}
	}
	key := keywords.Fold(word)
	for _, proof := range known.proofs {
		if keywords.Fold(proof.Name) == key {
			return proof.Reason
		}
	}
	for _, f := range known.others {
		if keywords.Fold(f.Word) == key {
			return f.Reason
		}
	}
	return facts.Reason{}
}

// Knows reports whether a word is known to be true of a photo without a model.
func (p *Proposals) Knows(photo *library.Photo, word string) bool {
	return p.Reason(photo, word).Known()
}

// know finds out what is known of the request's photos, from where it ended before until ctx ends,
// and reports whether that is all of it. A photo whose suggestions are not known has
// to wait: they may say that it was in a room.
func (p *Proposals) know(ctx context.Context, req *Request, lib *library.Library) bool {
	if req.Tags == nil || !p.sure.begin(req.Facts, req.Tags.Vocabulary) {
		return true
	}
	photos := req.Snapshot.Photos()
	from := allEvidence{photos, req.stacks, looked(*req, lib), p.proposed(), req.Strength}
	if p.sure.isComplete(from) {
		return true
	}
	finder := facts.Finder{Library: lib, Words: p.sure.words, Stacks: req.stacks}
	for ; req.known < len(photos) && ctx.Err() == nil; req.known++ {
		if proposed, ok := p.Get(photos[req.known].Picture, req.Strength); ok {
			p.sure.find(finder, photos[req.known], proposed)
		}
	}
	if req.known < len(photos) {
		return false
	}
	p.sure.setComplete(from)
	return true
}

// begin forgets all where other words are wanted than before, and reports whether any are.
func (k *sureTags) begin(wanted facts.Wanted, v *vocabulary.Vocabulary) bool {
	k.mu.Lock()
	defer k.mu.Unlock()
	if k.wanted != wanted || k.vocabulary != v {
		k.wanted, k.vocabulary, k.words, k.of = wanted, v, facts.NewWords(v), map[library.ID]*sure{}
		k.complete = allEvidence{}
		k.changes++
	}
	return wanted != facts.WantNone
}

func (k *sureTags) isComplete(from allEvidence) bool {
	k.mu.Lock()
	defer k.mu.Unlock()
	return k.complete.stacks != nil && k.complete.same(from)
}

func (k *sureTags) setComplete(from allEvidence) {
	k.mu.Lock()
	defer k.mu.Unlock()
	k.complete = from
}

// find finds out what is known of a photo, unless that is remembered.
func (k *sureTags) find(by facts.Finder, p *library.Photo, proposed []tagging.Suggestion) {
	looks, _ := by.Library.Fingerprint(p.Picture)
	from := evidence{p, first(proposed), len(proposed), by.Frames(p), looks.People.Looked, looks.Tones.Known}
	k.mu.Lock()
	defer k.mu.Unlock()
	if old := k.of[p.ID]; old != nil && old.from == from {
		return
	}
	tags := make([]int, len(proposed))
	for i, s := range proposed {
		tags[i] = s.Tag
	}
	found := by.About(p, tags)
	now := &sure{from: from, proofs: k.words.Proofs(found)}
	if k.wanted == facts.WantAll {
		now.others = k.words.Missing(found)
	}
	k.of[p.ID] = now
	k.changes++
}

// beside puts what is known of a photo before what its model suggests.
func (k *sureTags) beside(id library.ID, found []tagging.Suggestion) []tagging.Suggestion {
	k.mu.Lock()
	defer k.mu.Unlock()
	known := k.of[id]
	if known == nil || len(known.proofs)+len(known.others) == 0 {
		return found
	}
	if known.all == nil || known.beside != first(found) || known.count != len(found) {
		known.beside, known.count, known.all = first(found), len(found), k.merge(known, found)
	}
	return known.all
}

func (k *sureTags) merge(known *sure, found []tagging.Suggestion) []tagging.Suggestion {
	var tags []int
	reasons := map[int]facts.Reason{}
	for _, proof := range known.proofs {
		tags, reasons[proof.Tag] = append(tags, proof.Tag), proof.Reason
	}
	merged := tagging.AddSure(k.vocabulary, found, tags, tagging.SuggestOptions{Max: maxCached})
	all, later := make([]tagging.Suggestion, 0, len(merged)+len(known.others)), []tagging.Suggestion(nil)
	for i, s := range merged {
		if because := reasons[s.Tag]; because.Known() {
			s.Reason = because
		}
		if s.Reason == nil {
			later = merged[i:]
			break
		}
		all = append(all, s)
	}
	for _, f := range known.others {
		all = append(all, tagging.Suggestion{Tag: -1, Name: f.Word, Score: 1, Strength: tagging.Strict, Reason: f.Reason})
	}
	return append(all, later...)
}
