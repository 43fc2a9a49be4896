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
// it. Immutable.
type sure struct {
	from   evidence
	proofs []facts.Proof // tags of the vocabulary
	others []facts.Fact  // words that it lacks
}

// evidence is what facts about a photo follow from. Photos are immutable, so that the same pointer
// means the same.
type evidence struct {
	photo         *library.Photo
	proposed      origin
	burst         int  // frames
	people, tones bool // were looked at
}

// Of gives the suggestions for a photo at strength or above, best first: what is known of it
// without a model, then the tags that its model suggests. ok is false while those are not known.
func (p *Proposals) Of(photo *library.Photo, strength tagging.Strength) (s []tagging.Suggestion, ok bool) {
	o, ok := p.offered(photo, strength)
	return p.list(o, nil), ok
}

// offered is what Of gives, as it is remembered.
func (p *Proposals) offered(photo *library.Photo, strength tagging.Strength) (o offer, ok bool) {
	if o, ok = p.get(photo.Picture, strength); ok {
		o.known = p.sure.about(photo.ID)
	}
	return o, ok
}

// Reason is why a word is true of a photo, as far as that is known without a model; none where it
// is not.
func (p *Proposals) Reason(photo *library.Photo, word string) facts.Reason {
	known := p.sure.about(photo.ID)
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
		if proposed, ok := p.get(photos[req.known].Picture, req.Strength); ok {
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
func (k *sureTags) find(by facts.Finder, p *library.Photo, proposed offer) {
	looks, _ := by.Library.Fingerprint(p.Picture)
	from := evidence{p, proposed.origin(), by.Frames(p), looks.People.Looked, looks.Tones.Known}
	k.mu.Lock()
	defer k.mu.Unlock()
	if old := k.of[p.ID]; old != nil && old.from == from {
		return
	}
	found := by.About(p, proposed.tags())
	now := &sure{from: from, proofs: k.words.Proofs(found)}
	if k.wanted == facts.WantAll {
		now.others = k.words.Missing(found)
	}
	k.of[p.ID] = now
	k.changes++
}

// about is what is known of a photo, nil where nothing is.
func (k *sureTags) about(id library.ID) *sure {
	k.mu.Lock()
	defer k.mu.Unlock()
	return k.of[id]
}

// beside puts what is known of a photo before what its model suggests.
func (known *sure) beside(v *vocabulary.Vocabulary, found []tagging.Suggestion) []tagging.Suggestion {
	if known == nil || len(known.proofs)+len(known.others) == 0 {
		return found
	}
	var tags []int
	reasons := map[int]facts.Reason{}
	for _, proof := range known.proofs {
		tags, reasons[proof.Tag] = append(tags, proof.Tag), proof.Reason
	}
	merged := tagging.AddSure(v, found, tags, tagging.SuggestOptions{Max: maxCached})
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
