package evaluate

import (
	"context"

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
	// neighbours is how many photos in a row belong to one half: they are often of one series, and
	// a rule that has seen some of it knows the rest.
	neighbours = 8
)

// offer fits a rule to one half of the photos and tries it on the other, both ways. It offers what
// gains on both and is right often enough, and fits that to all.
func (g *grader) offer(ctx context.Context) (*Offer, error) {
	photos := evenly(g.photos, mostOffered)
	if len(photos) < leastOffered {
		return nil, nil
	}
	present := g.rule()
	halves, err := g.trials(ctx, present, photos)
	if err != nil {
		return nil, err
	}
	own := g.enc.Profile().Rule
	var now, then [2]hits
	for i := range halves {
		rule := apart(fitRule(halves[1-i].photos, halves[1-i].nulls), own)
		now[i] = count(halves[i].photos, halves[i].nulls, present.Rule)
		then[i] = count(halves[i].photos, halves[i].nulls, rule)
		if then[i].f(1) <= now[i].f(1) {
			return nil, ctx.Err()
		}
	}
	all := append(halves[0].photos, halves[1].photos...)
	rule := tagging.TakenRule{Rule: apart(fitRule(all, halves[0].nulls), own)}
	o := &Offer{rule, worthOf(now, len(all)), worthOf(then, len(all))}
	if o.Then.Precision < leastRight {
		return nil, ctx.Err()
	}
	return o, ctx.Err()
}

func worthOf(halves [2]hits, photos int) Worth {
	h := halves[0]
	h.add(halves[1])
	return Worth{share(h.right, h.suggested), share(h.right, h.labels), h.f(1), share(h.suggested, photos)}
}

// half are the scores of half of the photos, for a fit.
type half struct {
	photos []rated
	nulls  []float32
}

// trials scores photos by a rule's way, in two halves.
func (g *grader) trials(ctx context.Context, rule tagging.TakenRule, photos []gradedPhoto) (halves [2]half, err error) {
	tags, err := g.by(ctx, rule)
	if err != nil {
		return halves, err
	}
	rates := make([]rated, len(photos))
	err = each(ctx, len(photos), func(i int) {
		scores := tags.Scores(photos[i].vector)
		best, top := tags.Bests(photos[i].vector)
		rates[i] = rate(g.enc.Profile().Measure, best, top, scores, photos[i].own, g.suggestible(photos[i].own))
	})
	nulls := tags.NullsIn(g.lib)
	halves = [2]half{{nulls: nulls}, {nulls: nulls}}
	for i, r := range rates {
		h := &halves[i/neighbours%2]
		h.photos = append(h.photos, r)
	}
	return halves, err
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

// apart keeps the cuts of a fitted rule from falling together where few photos say little of them:
// half of the distance that the model's own have stays between them.
func apart(rule, own tagging.Rule) tagging.Rule {
	rule.Strict = max(rule.Strict, rule.Balanced+(own.Strict-own.Balanced)/2)
	rule.Loose = min(rule.Loose, rule.Balanced-(own.Balanced-own.Loose)/2)
	return rule
}
