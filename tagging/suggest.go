package tagging

import (
	"cmp"
	"slices"

	"catchlight/library/metadata"
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

// Rule turns scores into suggestions: value = score − Gap·(the photo's best score − score), which must reach the cut of
// the strength. The constants belong to one model and stand in its manifest.
type Rule struct {
	Gap      float32 `json:"gap"`
	Strict   float32 `json:"strict"`
	Balanced float32 `json:"balanced"`
	Loose    float32 `json:"loose"`
}

// Suggestion is a tag proposed for a photo; derived, never stored.
type Suggestion struct {
	Tag      int // index in the vocabulary
	Name     string
	Score    float32  // cosine
	Strength Strength // the strictest at which it would still be proposed; Loose where only a fixed cut lets it in
}

// SuggestOptions narrow what is proposed.
type SuggestOptions struct {
	Strength  Strength               // "" is Balanced
	Threshold *float64               // a fixed cut of the cosine instead of the rule; then Max 0 means no limit
	Max       int                    // 0 is DefaultMax
	Exclude   func(name string) bool // tags not to propose, such as those rejected on the photo; may be nil
}

// Suggest chooses tags by their scores (one for each tag of v), the highest score first. Of two names that are the same
// but for case, and of a tag and one that it stands below, only the better fitting one is proposed: the first, and the
// more specific. Pure; a few microseconds and an allocation or two.
func Suggest(v *Vocabulary, scores []float32, r Rule, o SuggestOptions) []Suggestion {
	best := float32(-1)
	for _, s := range scores {
		best = max(best, s)
	}
	var found []Suggestion
	for i, score := range scores {
		strength, ok := r.strength(score, best, o)
		if !ok || v.Tags[i].Heading || o.Exclude != nil && o.Exclude(v.Tags[i].Name) {
			continue
		}
		found = append(found, Suggestion{Tag: i, Name: v.Tags[i].Name, Score: score, Strength: strength})
	}
	slices.SortStableFunc(found, func(a, b Suggestion) int { return cmp.Compare(b.Score, a.Score) })
	found = v.mostSpecific(found)
	return found[:min(len(found), o.limit(len(found)))]
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

// strength tells whether a score is enough, and for how strict a wish.
func (r Rule) strength(score, best float32, o SuggestOptions) (Strength, bool) {
	value := score - r.Gap*(best-score)
	strength, ok := Loose, value >= r.Loose
	switch {
	case value >= r.Strict:
		strength = Strict
	case value >= r.Balanced:
		strength = Balanced
	}
	if o.Threshold != nil {
		return strength, float64(score) >= *o.Threshold
	}
	return strength, ok && value >= r.cut(o.Strength)
}

func (r Rule) cut(s Strength) float32 {
	switch s {
	case Strict:
		return r.Strict
	case Loose:
		return r.Loose
	default:
		return r.Balanced
	}
}

// mostSpecific drops tags above another one found, and later ones of the same name.
func (v *Vocabulary) mostSpecific(found []Suggestion) []Suggestion {
	above := map[int]bool{}
	for _, s := range found {
		for up := v.Tags[s.Tag].Parent; up >= 0; up = v.Tags[up].Parent {
			above[up] = true
		}
	}
	seen := map[string]bool{}
	return slices.DeleteFunc(found, func(s Suggestion) bool {
		key := metadata.Fold(s.Name)
		again := seen[key] || above[s.Tag]
		seen[key] = true
		return again
	})
}
