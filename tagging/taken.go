package tagging

import (
	"encoding/json"
	"maps"
	"slices"

	"catchlight/library"
	"catchlight/library/keywords"
)

// TakenRule is a way to suggest that stands in place of a model's own, since it fits the keywords
// in the user's files. It is kept with the settings, for one model.
type TakenRule struct {
	Rule

	// Pairs are words that tags are often seen with, by folded name (Pairs): half of a tag's vector
	// is then that of texts which name both. Models of classes read no such texts.
	Pairs map[string][]string `json:"pairs,omitempty"`
}

// RuleTaken is the rule that the user took over for a model, by its key (Profile.TakenKey); false
// where its own holds. A rule that
// makes no sense, as somebody's hand may leave it, is none. It does not block.
func RuleTaken(lib *library.Library, model string) (r TakenRule, ok bool) {
	return ruleIn(lib.Settings(), model)
}

// ruleIn is RuleTaken in settings that are at hand.
func ruleIn(set library.Settings, model string) (r TakenRule, ok bool) {
	data, ok := set.Rules[model]
	if !ok || json.Unmarshal(data, &r) != nil {
		return TakenRule{}, false
	}
	return r, r.Rule != Rule{} && r.Strict >= r.Balanced && r.Balanced >= r.Loose
}

// RuleAtPresent is the rule by which a model suggests: the one taken over, else its own. It does not
// block.
func RuleAtPresent(lib *library.Library, p Profile) TakenRule {
	if r, ok := RuleTaken(lib, p.TakenKey()); ok {
		return r
	}
	return TakenRule{Rule: p.Rule}
}

// in gives the rule by which a model's tags are to be suggested, and whether lines hold beside it.
func (o VectorOptions) in(lib *library.Library, p Profile) (r TakenRule, lines bool) {
	switch {
	case o.Rule != nil:
		return *o.Rule, false
	case lib == nil || o.RuleOnly:
		return TakenRule{Rule: p.Rule}, false
	}
	return RuleAtPresent(lib, p), true
}

// scoresAs reports whether two rules score tags alike, whatever is made of the scores.
func (r TakenRule) scoresAs(other TakenRule) bool {
	return r.Standardise == other.Standardise && maps.EqualFunc(r.Pairs, other.Pairs, slices.Equal)
}

// TakeRule lets a model suggest by a rule in place of its own, or of the one taken before. Lines
// that were taken for other scores are given up. It stores it in the settings and blocks on the
// disk. Tag vectors that were made before do not know.
func TakeRule(lib *library.Library, p Profile, r TakenRule) error {
	set := lib.Settings()
	if err := UseRule(&set, p, r); err != nil {
		return err
	}
	return lib.SetSettings(set)
}

// UseRule is TakeRule in settings that are at hand. Pure but for set, whose maps are replaced.
func UseRule(set *library.Settings, p Profile, r TakenRule) error {
	data, err := json.Marshal(r)
	if err != nil {
		return err
	}
	present, taken := ruleIn(*set, p.TakenKey())
	if !taken {
		present = TakenRule{Rule: p.Rule}
	}
	if !r.scoresAs(present) {
		set.Lines = without(set.Lines, p.TakenKey())
	}
	set.Rules = with(set.Rules, p.TakenKey(), data)
	return nil
}

// TakeLines lets tags, by their names, be suggested from these scores on with a model, by its key
// (Profile.TakenKey), in place of what was taken before; none goes back to the model's rule. It
// stores them in the settings and blocks on the disk. Tag vectors that were made before do not
// know.
func TakeLines(lib *library.Library, model string, lines map[string]float32) error {
	set := lib.Settings()
	UseLines(&set, model, lines)
	return lib.SetSettings(set)
}

// UseLines is TakeLines in settings that are at hand. Pure but for set, whose maps are replaced.
func UseLines(set *library.Settings, model string, lines map[string]float32) {
	folded := map[string]float32{}
	for name, line := range lines {
		folded[keywords.Fold(name)] = line
	}
	if set.Lines = with(set.Lines, model, folded); len(folded) == 0 {
		delete(set.Lines, model)
	}
}

// ForgetTaken goes back to a model's own rule for all tags: lines and a rule that the user took
// over are given up. It blocks on the disk. Tag vectors that were made before do not know.
func ForgetTaken(lib *library.Library, model string) error {
	set := lib.Settings()
	UseOwnRule(&set, model)
	return lib.SetSettings(set)
}

// UseOwnRule is ForgetTaken in settings that are at hand. Pure but for set, whose maps are
// replaced.
func UseOwnRule(set *library.Settings, model string) {
	set.Lines, set.Rules = without(set.Lines, model), without(set.Rules, model)
}

// with is a copy of a map of the settings with another value: what was handed out never changes.
func with[T any](all map[string]T, key string, value T) map[string]T {
	c := maps.Clone(all)
	if c == nil {
		c = map[string]T{}
	}
	c[key] = value
	return c
}

// without is a copy of a map of the settings without a key.
func without[T any](all map[string]T, key string) map[string]T {
	c := maps.Clone(all)
	delete(c, key)
	return c
}
