package evaluate

import (
	"context"

	"catchlight/library/keywords"
	"catchlight/tagging"
)

// Offer is a rule that the whole vocabulary gains from, with what it is worth on photos that it was
// not fitted to: each half of them, by the rule that fits the other half.
type Offer struct {
	Rule tagging.TakenRule
	Now  Worth // of the rule at present, on all of these photos
	Then Worth // of this one
}

// Worth is what a rule's suggestions are worth, balanced, over all tags and photos. Shares lie in
// 0–1; the JSON names are a contract.
type Worth struct {
	Precision float64 `json:"precision"`
	Recall    float64 `json:"recall"`
	F1        float64 `json:"f1"`
	PerPhoto  float64 `json:"suggested_per_photo"`
}

const (
	// leastOffered is how many photos a rule is fitted to at least: half as many say something of a
	// vocabulary.
	leastOffered = 40
	// mostOffered is how many it is fitted to at most: more change its constants by less than
	// another choice of photos does.
	mostOffered = 4000
)

// offer fits a rule to one half of the photos and tries it on the other, both ways. It offers what
// gains on both and is right often enough, fitted to all. Models that compare by cosine may bring
// scores to one level, and pair words.
func (g *grader) offer(ctx context.Context) (*Offer, error) {
	photos := evenly(g.photos, mostOffered)
	if len(photos) < leastOffered {
		return nil, nil
	}
	f := &fitter{measure: g.enc.Profile().Measure, own: g.enc.Profile().Rule, ways: []way{{}}, tags: g.tagsBy, pairs: g.pairs}
	if g.enc.Profile().Measure == tagging.Cosine {
		f.ways = []way{{}, {standardise: true}, {pairs: true}, {standardise: true, pairs: true}}
	}
	for i := range photos {
		p := &photos[i]
		f.photos = append(f.photos, known{vector: p.vector, truth: p.own, labels: g.suggestible(p.own), graded: p})
	}
	found, err := f.found(ctx, tagging.RuleAtPresent(g.lib, g.enc.Profile()))
	if err != nil || !gains(found.heldOut, found.before, 0) || share(found.then().right, found.then().suggested) < leastRight {
		return nil, err
	}
	return &Offer{found.rule, worthOf(found.now(), len(photos)), worthOf(found.then(), len(photos))}, nil
}

func worthOf(h hits, photos int) Worth {
	return Worth{share(h.right, h.suggested), share(h.right, h.labels), h.f(1), share(h.suggested, photos)}
}

// tagsBy are the tags as a rule alone has them, in the library, and what each scores on any photo.
func (g *grader) tagsBy(ctx context.Context, rule tagging.TakenRule) (*tagging.TagVectors, []float32, error) {
	tags, err := g.by(ctx, rule)
	if err != nil {
		return nil, nil, err
	}
	return tags, tags.NullsIn(g.lib), nil
}

// pairs are the words that tags are often seen with on photos.
func (g *grader) pairs(photos []known) map[string][]string {
	var all []keywords.Keywords
	for _, p := range photos {
		all = append(all, p.graded.photo.Keywords)
	}
	return tagging.Pairs(g.vocabulary, all)
}

// suggestible counts the tags that can be suggested at all.
func (g *grader) suggestible(own map[int]bool) int {
	n := 0
	for tag := range own {
		if !g.vocabulary.Tags[tag].Heading {
			n++
		}
	}
	return n
}
