package tagging

import (
	"catchlight/library"
	"catchlight/library/keywords"
	"catchlight/tagging/vocabulary"
)

// Refusals know which tags of a vocabulary are not to be proposed on a photo, because the user has
// refused the word there or taken it away: under the tag's name, one of its synonyms, in any case
// and form of Unicode, alone or at the end of a hierarchy, and from whatever vocabulary it came.
type Refusals struct {
	called map[string][]string // folded synonym → the folded names of the tags that have it
}

// NewRefusals prepares a vocabulary; nil is one without synonyms.
func NewRefusals(v *vocabulary.Vocabulary) *Refusals {
	r := &Refusals{called: map[string][]string{}}
	if v == nil {
		return r
	}
	for _, t := range v.Tags {
		for _, synonym := range t.Synonyms {
			key := keywords.Fold(synonym)
			r.called[key] = append(r.called[key], keywords.Fold(t.Name))
		}
	}
	return r
}

// On reports, for the decisions on a photo, whether a tag of that name is refused there. Pure.
func (r *Refusals) On(ds []library.Decision) func(name string) bool {
	no := map[string]bool{}
	for _, d := range ds {
		if !d.IsNo() {
			continue
		}
		key := keywords.Fold(keywords.Leaf(d.Tag))
		no[key] = true
		for _, name := range r.called[key] {
			no[name] = true
		}
	}
	return func(name string) bool { return no[keywords.Fold(name)] }
}
