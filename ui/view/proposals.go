package view

import (
	"slices"
	"sync"

	"catchlight/library/picture"
	"catchlight/tagging"
	"catchlight/tagging/vocabulary"
)

// Proposals remembers the suggestions of pictures for one vocabulary, model and threshold, and what
// is known of photos without a model. Any goroutine may use it.
type Proposals struct {
	vocabulary *vocabulary.Vocabulary
	threshold  *float64
	mu         sync.RWMutex
	of         map[picture.ID][]proposal // best first; replaced, and never changed
	stale      map[picture.ID]bool       // shown until there are others, for what the tags have learned since
	changes    uint64
	sure       sureTags
}

// proposal is a suggestion as it is remembered, for as many as two dozen of each of a hundred
// thousand photos: all else about it is the vocabulary's.
type proposal struct {
	tag   int32
	score float32
	bars  uint8
	from  uint8 // bars: at a weaker strength a tag that says more stands in its place
}

// version counts the changes: while it stays, so do all suggestions.
func (p *Proposals) version() uint64 {
	p.mu.RLock()
	defer p.mu.RUnlock()
	p.sure.mu.Lock()
	defer p.sure.mu.Unlock()
	return p.changes + p.sure.changes
}

// proposed counts the pictures that got suggestions: while it stays, so do those of the model.
func (p *Proposals) proposed() uint64 {
	p.mu.RLock()
	defer p.mu.RUnlock()
	return p.changes
}

// NewProposals returns an empty memory for suggestions of tags; nil while there are none. With a
// threshold a picture has all suggestions above it, whatever strength is asked for; nil is the rule
// of the model.
func NewProposals(tags *Tagset, threshold *float64) *Proposals {
	p := &Proposals{threshold: threshold, of: map[picture.ID][]proposal{}, stale: map[picture.ID]bool{}}
	if tags != nil {
		p.vocabulary = tags.Vocabulary
	}
	return p
}

// age makes a picture's suggestions stale.
func (p *Proposals) age(id picture.ID) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.stale[id] = true
}

// wants reports whether a picture has no suggestions, or stale ones.
func (p *Proposals) wants(id picture.ID) bool {
	p.mu.RLock()
	defer p.mu.RUnlock()
	_, known := p.of[id]
	return !known || p.stale[id]
}

// mostRemembered is how many proposals of a picture are remembered at most: as many as an origin can
// name.
const mostRemembered = 64

// put remembers the suggestions of a picture, which are of the vocabulary.
func (p *Proposals) put(id picture.ID, found []tagging.Suggestion) {
	found = found[:min(len(found), mostRemembered)]
	all := make([]proposal, len(found))
	for i, s := range found {
		all[i] = proposal{int32(s.Tag), s.Score, uint8(Bars(s.Strength)), uint8(Bars(s.From))}
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	p.of[id] = all
	p.changes++
	delete(p.stale, id)
}

// get gives what is remembered of a picture, for suggestions at strength or above; ok is false while
// nothing is.
func (p *Proposals) get(id picture.ID, strength tagging.Strength) (o offer, ok bool) {
	p.mu.RLock()
	defer p.mu.RUnlock()
	o.all, ok = p.of[id]
	if p.threshold == nil {
		o.bars = uint8(Bars(strength))
	}
	return o, ok
}

// score is that of a tag for a picture, unscored where it is not suggested at any strength.
func (p *Proposals) score(id picture.ID, tag string) float32 {
	o, _ := p.get(id, tagging.Loose)
	i := slices.IndexFunc(o.all, func(each proposal) bool { return p.vocabulary.Tags[each.tag].Name == tag })
	if i < 0 {
		return unscored
	}
	return o.all[i].score
}

// list appends the suggestions of an offer to into, the best first.
func (p *Proposals) list(o offer, into []tagging.Suggestion) []tagging.Suggestion {
	for _, each := range o.all {
		if o.means(each) {
			into = append(into, tagging.Suggestion{
				Tag: int(each.tag), Name: p.vocabulary.Tags[each.tag].Name, Score: each.score,
				Strength: strengths[each.bars], Others: p.vocabulary.OtherNames(int(each.tag)),
			})
		}
	}
	return o.known.beside(p.vocabulary, into)
}

// offer is what is proposed for a photo, as it is remembered.
type offer struct {
	all   []proposal
	bars  uint8 // of the strength; 0: all are meant
	known *sure // without a model; nil: nothing
}

// means reports whether a proposal is one of those that are asked for.
func (o offer) means(p proposal) bool { return o.bars == 0 || p.from <= o.bars && o.bars <= p.bars }

// origin is what the suggestions of an offer follow from. What is remembered is replaced and never
// changed, so that equal origins mean equal suggestions.
type origin struct {
	first *proposal
	meant uint64 // those that are meant, by place
	known *sure
}

func (o offer) origin() origin {
	from := origin{first: first(o.all), known: o.known}
	for i, each := range o.all {
		if o.means(each) {
			from.meant |= 1 << i
		}
	}
	return from
}

// tags are those that are meant.
func (o offer) tags() []int {
	var tags []int
	for _, each := range o.all {
		if o.means(each) {
			tags = append(tags, int(each.tag))
		}
	}
	return tags
}

// strengths are the strengths by their bars.
var strengths = [...]tagging.Strength{1: tagging.Loose, tagging.Balanced, tagging.Strict}

// Bars orders strengths, and is the number of bars on a chip: strict 3, balanced 2, loose 1.
func Bars(s tagging.Strength) int {
	return max(slices.Index(strengths[:], s), 1)
}
