package tagging

// Rule turns scores into suggestions: their value (Rule.Value) must reach the cut of the strength.
// A tag's null is what it scores on any photo (nulls); the photo's best score is best's. The
// constants belong to one model and stand in its manifest.
type Rule struct {
	Gap      float32 `json:"gap"`
	Null     float32 `json:"null,omitempty"`
	Strict   float32 `json:"strict"`
	Balanced float32 `json:"balanced"`
	Loose    float32 `json:"loose"`

	// Standardise brings the scores of a model that compares by cosine to one level first, by photo
	// and by tag (standard); the other constants are then for these scores.
	Standardise bool `json:"standardise,omitempty"`
}

// Value is what a rule compares with its cuts: score − Gap·(the photo's best − score) − Null·(the
// tag's null). Of probabilities the null counts by what the score leaves open: what a tag scores on
// any photo says little against it where the model is sure. Pure.
func (r Rule) Value(m Measure, score, best, null float32) float32 {
	return m.less(score, r.Null*null) - r.Gap*max(best-score, 0)
}

// strength is the strictest at which a value suffices; Loose where none does.
func (r Rule) strength(value float32) Strength {
	switch {
	case value >= r.Strict:
		return Strict
	case value >= r.Balanced:
		return Balanced
	}
	return Loose
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
