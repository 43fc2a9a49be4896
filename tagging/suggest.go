package tagging

import (
	"cmp"
	"context"
	"fmt"
	"runtime"
	"slices"
	"sync/atomic"

	"golang.org/x/sync/errgroup"

	"catchlight/library"
	"catchlight/library/keywords"
	"catchlight/library/picture"
	"catchlight/tagging/vocabulary"
)

// Strength says how sure a suggestion must be.
type Strength string

// The three strengths, the surest first.
const (
	Strict   Strength = "strict"
	Balanced Strength = "balanced"
	Loose    Strength = "loose"
)

// DefaultMax is the most suggestions a photo gets where nothing else is asked for.
const DefaultMax = 8

// Suggestion is a tag proposed for a photo; derived, never stored.
type Suggestion struct {
	Tag      int // index in the vocabulary
	Name     string
	Score    float32      // cosine
	Strength Strength     // the strictest at which it would still be proposed; Loose where only a fixed cut lets it in
	From     Strength     // the loosest: below, a tag that says more is proposed in its place; "" where nobody asked (Each)
	Others   []string     // its other names, folded: a photo that has one of them has the tag; not to be changed
	Reason   fmt.Stringer // why it is known to be true without the model, as whoever knows says it; nil: the model proposes it
}

// SuggestOptions narrow what is proposed.
type SuggestOptions struct {
	Strength  Strength               // "" is Balanced
	Threshold *float64               // a fixed cut of the cosine instead of the rule; then Max 0 means no limit
	Each      bool                   // also what only stricter strengths have: see Suggestion.From. Not with a Threshold
	Max       int                    // 0 is DefaultMax; with Each, of each strength
	Exclude   func(name string) bool // tags not to propose by any of their names, such as those rejected on the photo; may be nil
}

// Suggest proposes tags for the photo of a vector, the highest score first. Of two names that are
// the same but for case, and of a tag and one that it stands below, only the better fitting one is
// proposed: the first, and the more specific. Pure; some 0.04 ms for 1,000 tags.
func (t *TagVectors) Suggest(vector []float32, o SuggestOptions) []Suggestion {
	t = t.scoringFor(o)
	return t.choose(t.scoreRows(vector, nil), o)
}

// SuggestScored is Suggest, and gives the Scores that it went by, too.
func (t *TagVectors) SuggestScored(vector []float32, o SuggestOptions) (found []Suggestion, scores []float32) {
	t = t.scoringFor(o)
	all := t.scoreRows(vector, nil)
	return t.choose(all, o), all[:t.count:t.count]
}

// scoringFor is t as it scores for options: a fixed cut is one of the cosine itself.
func (t *TagVectors) scoringFor(o SuggestOptions) *TagVectors {
	if o.Threshold == nil || t.standard == nil {
		return t
	}
	c := *t
	c.standard = nil
	return &c
}

// choose picks suggestions by the scores that scoreRows has given a photo.
func (t *TagVectors) choose(scores []float32, o SuggestOptions) []Suggestion {
	proposals := t.proposals(scores, o)
	if o.Threshold == nil {
		proposals = t.hedge(proposals, scores, o)
	}
	if !o.Each {
		return t.pick(proposals, o)
	}
	var all []Suggestion
	for _, o.Strength = range [...]Strength{Loose, Balanced, Strict} {
		for _, s := range t.pick(proposals, o) {
			if !slices.ContainsFunc(all, func(known Suggestion) bool { return known.Tag == s.Tag }) {
				s.From = o.Strength
				all = append(all, s)
			}
		}
	}
	slices.SortStableFunc(all, byScore)
	return all
}

// pick makes suggestions of the proposals that are sure enough.
func (t *TagVectors) pick(proposals []proposal, o SuggestOptions) []Suggestion {
	var found []Suggestion
	for _, p := range proposals {
		if t.isSure(p, o) {
			found = append(found, Suggestion{
				Tag: p.tag, Name: t.vocabulary.Tags[p.tag].Name, Score: p.score, Strength: t.rule.strength(p.value), Others: t.vocabulary.OtherNames(p.tag),
			})
		}
	}
	slices.SortStableFunc(found, byScore)
	found = mostSpecific(t.vocabulary, oneOfEach(t.vocabulary, found))
	return found[:min(len(found), o.limit(len(found)))]
}

func byScore(a, b Suggestion) int { return cmp.Compare(b.Score, a.Score) }

// isSure reports whether a proposal is sure enough for what is asked for.
func (t *TagVectors) isSure(p proposal, o SuggestOptions) bool {
	return o.Threshold != nil || p.value >= t.rule.cut(o.Strength)
}

// proposal is a tag that may be suggested for a photo.
type proposal struct {
	tag   int
	score float32
	value float32 // of the rule
}

// proposals are the tags that reach the loosest cut, or the fixed one, in the vocabulary's order.
func (t *TagVectors) proposals(scores []float32, o SuggestOptions) []proposal {
	var all []proposal
	best := t.best(scores)
	for tag, score := range scores[:t.count] {
		p := proposal{tag, score, t.value(tag, score, best)}
		enough := p.value >= t.rule.Loose
		if o.Threshold != nil {
			enough = float64(score) >= *o.Threshold
		}
		if enough && t.may(tag, score, o) {
			all = append(all, p)
		}
	}
	return all
}

// may reports whether a tag may be proposed at all.
func (t *TagVectors) may(tag int, score float32, o SuggestOptions) bool {
	v := t.vocabulary
	if v.Tags[tag].Heading || score == unscored && !t.scored(tag) || t.Silent(tag) {
		return false
	}
	return o.Exclude == nil || !o.Exclude(v.Tags[tag].Name) && !slices.ContainsFunc(v.OtherNames(tag), o.Exclude)
}

// best is what a rule compares the scores of a photo with: half way from the best of the vocabulary
// to what the model is surest of, where that is more. A better word speaks against a tag, also one
// that the vocabulary lacks; but what a model of classes knows is one class, and not all that may
// be on the photo beside it.
func (t *TagVectors) best(scores []float32) float32 {
	best := t.bestTag(scores)
	return max(best, (best+scores[t.width()-1])/2)
}

// bestTag is the best score by texts alone: what one tag has learned must not move the others.
// Words that hold for much of any library (common) are left out: that a photo was taken outdoors
// says nothing against what else is on it.
func (t *TagVectors) bestTag(scores []float32) float32 {
	swap := func() {
		for i, tag := range t.plain {
			scores[tag], scores[t.count+i] = scores[t.count+i], scores[tag]
		}
	}
	swap()
	defer swap()
	best, from := float32(unscored), 0
	for _, tag := range append(t.common[:len(t.common):len(t.common)], t.count) {
		for _, score := range scores[from:tag] {
			best = max(best, score)
		}
		from = tag + 1
	}
	return best
}

// Bests are what the scores of a photo are compared with: by the rule, and by one without nulls.
// Models of classes leave common words out of both. Pure.
func (t *TagVectors) Bests(vector []float32) (best, top float32) {
	scores := t.untaught().scoreRows(vector, nil)
	best = t.untaught().best(scores)
	if t.measure == Probabilities {
		return best, best
	}
	return best, slices.Max(scores[:t.count])
}

// SuggestAll proposes tags for the photos of blocks, on all cores. wanted says of which pictures,
// put gets their suggestions; several goroutines call both at once. It blocks until all is done
// (50,000 photos and 1,000 tags: about a second of two cores) or ctx ends, whose error it returns;
// no goroutine outlives it.
func (t *TagVectors) SuggestAll(ctx context.Context, blocks []library.VectorBlock, o SuggestOptions,
	wanted func(picture.ID) bool, put func(picture.ID, []Suggestion),
) error {
	t = t.scoringFor(o)
	return t.scoreAll(ctx, blocks, wanted, func(id picture.ID, scores []float32) { put(id, t.choose(scores, o)) })
}

// scoreAll calls each with the scores, as scoreRows gives them, of the wanted photos of blocks, as
// SuggestAll suggests. each may keep nothing of them.
func (t *TagVectors) scoreAll(ctx context.Context, blocks []library.VectorBlock, wanted func(picture.ID) bool, each func(picture.ID, []float32)) error {
	var next atomic.Int64
	group, ctx := errgroup.WithContext(ctx)
	for range runtime.GOMAXPROCS(0) {
		group.Go(func() error {
			var work scoring
			for i := next.Add(1) - 1; i < int64(len(blocks)); i = next.Add(1) - 1 {
				if err := ctx.Err(); err != nil {
					return err
				}
				work.block(t, blocks[i], wanted, each)
			}
			return nil
		})
	}
	return group.Wait()
}

// scoring is the memory of a goroutine that scores blocks.
type scoring struct {
	pictures       []picture.ID
	photos, scores []float32
}

// block scores the wanted pictures of a block.
func (s *scoring) block(t *TagVectors, b library.VectorBlock, wanted func(picture.ID) bool, each func(picture.ID, []float32)) {
	s.pictures, s.photos = s.pictures[:0], slices.Grow(s.photos[:0], len(b.Pictures)*t.dim)
	for row, picture := range b.Pictures {
		if b.Dim() != t.dim || picture.IsZero() || !wanted(picture) {
			continue
		}
		n := len(s.photos)
		s.photos = s.photos[:n+t.dim]
		b.Row(row, s.photos[n:])
		s.pictures = append(s.pictures, picture)
	}
	s.scores = t.scoreRows(s.photos, s.scores)
	for i, picture := range s.pictures {
		each(picture, s.scores[i*t.width():(i+1)*t.width()])
	}
}

func (o SuggestOptions) limit(all int) int {
	switch {
	case o.Max > 0:
		return o.Max
	case o.Threshold != nil:
		return all
	}
	return DefaultMax
}

// value is what the rule compares with its cuts: what it makes of a score, or a tag's own line does,
// and what lessons add.
func (t *TagVectors) value(tag int, score, best float32) float32 {
	return t.ruleOf(tag).Value(t.measure, score, best, t.null(tag)) + t.shift(tag)
}

// Sureness gives how sure the model is of each tag on the photo of a vector, by which tags of one
// photo are compared: what the rule compares with its cuts. False for a tag that it cannot judge.
// Pure.
func (t *TagVectors) Sureness(vector []float32) func(tag int) (float32, bool) {
	scores := t.scoreRows(vector, nil)
	best := t.best(scores)
	return func(tag int) (float32, bool) {
		if !t.scored(tag) || t.Silent(tag) {
			return 0, false
		}
		return t.value(tag, scores[tag], best), true
	}
}

// oneOfEach keeps of tags that exclude each other, and of what stands below them, only what belongs
// to the best one.
func oneOfEach(v *vocabulary.Vocabulary, found []Suggestion) []Suggestion {
	best := map[int]int{} // by the tag whose children exclude each other
	return slices.DeleteFunc(found, func(s Suggestion) bool {
		for tag := s.Tag; tag >= 0; tag = v.Tags[tag].Parent {
			up := v.Tags[tag].Parent
			if up < 0 || !v.Tags[up].OneOf {
				continue
			}
			if first, taken := best[up]; taken && first != tag {
				return true
			}
			best[up] = tag
		}
		return false
	})
}

// mostSpecific drops tags above another one found, and later ones of the same name.
func mostSpecific(v *vocabulary.Vocabulary, found []Suggestion) []Suggestion {
	above := map[int]bool{}
	for _, s := range found {
		for up := v.Tags[s.Tag].Parent; up >= 0; up = v.Tags[up].Parent {
			above[up] = true
		}
	}
	seen := map[string]bool{}
	return slices.DeleteFunc(found, func(s Suggestion) bool {
		key := keywords.Fold(s.Name)
		again := seen[key] || above[s.Tag]
		seen[key] = true
		return again
	})
}
