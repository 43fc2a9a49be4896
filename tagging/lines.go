package tagging

import (
	"context"
	"maps"

	"catchlight/library"
	"catchlight/library/picture"
	"catchlight/tagging/vocabulary"
)

// withLines is t in which some tags, by their folded names, are suggested from a score of their own
// on, whatever else is on a photo: lines that fit the user's keywords, and in their place those that
// he has set himself. A tag's other names count too, so that a line outlives a new name. What strict
// and loose differ by stays, and of a fitted line so does what is learned later.
func (t *TagVectors) withLines(fitted, set map[string]float32) *TagVectors {
	own, byHand := map[int]float32{}, map[int]bool{}
	for _, tag := range t.tags {
		if line, ok := lineOf(set, t.vocabulary, tag); ok {
			own[tag], byHand[tag] = line, true
		} else if line, ok := lineOf(fitted, t.vocabulary, tag); ok {
			own[tag] = line
		}
	}
	if len(own) == 0 {
		return t
	}
	c := *t
	c.lines, c.byHand, c.shifts = own, byHand, make([]float32, t.count)
	copy(c.shifts, t.shifts)
	for tag, line := range own {
		c.shifts[tag] = t.rule.Balanced - line // a score on the line has the value of the middle cut
	}
	return &c
}

// lineOf is the line of a tag under the first of its names that has one.
func lineOf(lines map[string]float32, v *vocabulary.Vocabulary, tag int) (float32, bool) {
	if len(lines) == 0 {
		return 0, false
	}
	for _, name := range v.NamesOf(tag) {
		if line, ok := lines[name]; ok {
			return line, true
		}
	}
	return 0, false
}

// ByHand is the score from which a tag is suggested at a strength, where the user has set it. Pure.
func (t *TagVectors) ByHand(tag int, s Strength) (cut float32, ok bool) {
	if !t.byHand[tag] {
		return 0, false
	}
	return t.Cut(tag, s), true
}

// OwnLine reports whether a tag is suggested from a line of its own, and whether the user has set
// that himself or it fits his keywords. Pure.
func (t *TagVectors) OwnLine(tag int) (own, byHand bool) {
	_, own = t.lines[tag]
	return own, t.byHand[tag]
}

// SuggestBelow calls put with the score of a tag for the wanted pictures of blocks on which it would
// be suggested if its threshold were low enough: where no other tag stands in for it or has its
// place. Several goroutines call wanted and put at once. It blocks as SuggestAll does.
func (t *TagVectors) SuggestBelow(ctx context.Context, blocks []library.VectorBlock, tag int, o SuggestOptions,
	wanted func(picture.ID) bool, put func(picture.ID, float32),
) error {
	c := *t
	c.lines, c.byHand, c.shifts = maps.Clone(t.lines), maps.Clone(t.byHand), make([]float32, t.count)
	if c.lines == nil {
		c.lines = map[int]float32{}
	}
	if c.byHand == nil {
		c.byHand = map[int]bool{}
	}
	copy(c.shifts, t.shifts)
	c.lines[tag], c.byHand[tag], c.shifts[tag] = 0, true, 10 // more than any two scores differ by
	return c.SuggestAll(ctx, blocks, o, wanted, func(id picture.ID, found []Suggestion) {
		for _, s := range found {
			if s.Tag == tag {
				put(id, s.Score)
			}
		}
	})
}

// SetThreshold lets a tag be suggested by the model from a score on at a strength, by the word of
// the user; nil goes back to what fits by itself. Tag vectors that were made before do not know.
// Pure but for set, whose maps are replaced.
func (t *TagVectors) SetThreshold(set *library.Settings, tag int, from *float32, s Strength) {
	mine := maps.Clone(set.Thresholds[t.takenKey])
	if mine == nil {
		mine = map[string]float32{}
	}
	names := t.vocabulary.NamesOf(tag)
	for _, name := range names {
		delete(mine, name)
	}
	if from != nil {
		mine[names[0]] = *from + t.rule.Balanced - t.rule.cut(s)
	}
	set.Thresholds = with(set.Thresholds, t.takenKey, mine)
	if len(mine) == 0 {
		delete(set.Thresholds, t.takenKey)
	}
}

// ruleOf is the rule for a tag: where it has a line of its own, nothing is taken off its scores.
func (t *TagVectors) ruleOf(tag int) Rule {
	r := t.rule
	if _, own := t.lines[tag]; own {
		r.Gap, r.Null = 0, 0
	}
	return r
}

// shift is what lines and lessons add to the values of a tag.
func (t *TagVectors) shift(tag int) float32 {
	if t.shifts == nil {
		return 0
	}
	return t.shifts[tag]
}

// Origin says where the line comes from above which a tag is suggested.
type Origin string

// The origins of lines. What the user has set goes before what was learned, and that before what
// was fitted to keywords.
const (
	ByRule    Origin = "rule"    // the model's own, or the one taken over for all tags
	SetByHand Origin = "set"     // by the user
	Learned   Origin = "learned" // from the user's decisions on single photos
	Fitted    Origin = "fitted"  // to the keywords in the user's files
)

// Origins says of each tag of a vocabulary where its line comes from, "" for headings, without
// reading a text: takenKey is what Profile.TakenKey gives for the model, and vectors is the name
// under which it stores those of photos. It looks at all decisions and blocks for as long.
func Origins(lib *library.Library, v *vocabulary.Vocabulary, takenKey, vectors string) []Origin {
	set, decided := lib.Settings(), examplesOf(lib.Snapshot(), v)
	all := make([]Origin, len(v.Tags))
	for tag := range v.Tags {
		_, byHand := lineOf(set.Thresholds[takenKey], v, tag)
		_, fitted := lineOf(set.Lines[takenKey], v, tag)
		switch {
		case v.Tags[tag].Heading:
		case byHand:
			all[tag] = SetByHand
		case decided[tag].teaches(lib, vectors):
			all[tag] = Learned
		case fitted:
			all[tag] = Fitted
		default:
			all[tag] = ByRule
		}
	}
	return all
}

// teaches reports whether a photo that was decided on has a vector of a model, so that it learns
// from it.
func (e *examples) teaches(lib *library.Library, vectors string) bool {
	if e == nil {
		return false
	}
	for _, list := range [][]decided{e.decided, e.line} {
		for _, d := range list {
			if _, ok := lib.Vector(vectors, d.picture); ok {
				return true
			}
		}
	}
	return false
}
