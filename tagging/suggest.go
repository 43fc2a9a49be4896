package tagging

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
	Strength Strength // the strictest at which it would still be proposed
}

// SuggestOptions narrow what is proposed.
type SuggestOptions struct {
	Strength  Strength               // "" is Balanced
	Threshold *float64               // a fixed cut of the cosine instead of the rule; then Max 0 means no limit
	Max       int                    // 0 is DefaultMax
	Exclude   func(name string) bool // tags not to propose, such as those rejected on the photo; may be nil
}

// Suggest chooses tags by their scores (one for each tag of v), the highest score first. Pure.
func Suggest(v *Vocabulary, scores []float32, r Rule, o SuggestOptions) []Suggestion { return nil }
