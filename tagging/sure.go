package tagging

import (
	"slices"

	"catchlight/tagging/vocabulary"
)

// AddSure puts tags that are known to be true of a photo, without a model, before those that one
// has suggested, with the score 1. Of tags that exclude each other the sure one stays, and of one
// above another the more specific. Of names that are not wanted, and beyond the limit of o, none.
// Pure; found is not changed.
func AddSure(v *vocabulary.Vocabulary, found []Suggestion, sure []int, o SuggestOptions) []Suggestion {
	var all []Suggestion
	for _, tag := range sure {
		s := Suggestion{Tag: tag, Name: v.Tags[tag].Name, Score: 1, Strength: Strict, Others: v.OtherNames(tag)}
		if o.Exclude == nil || !o.Exclude(s.Name) && !slices.ContainsFunc(s.Others, o.Exclude) {
			all = append(all, s)
		}
	}
	if len(all) == 0 {
		return found
	}
	for _, s := range found {
		if !slices.ContainsFunc(all, func(known Suggestion) bool { return known.Tag == s.Tag }) {
			all = append(all, s)
		}
	}
	all = mostSpecific(v, oneOfEach(v, all))
	return all[:min(len(all), o.limit(len(all)))]
}
