package vocabulary

import "catchlight/library/picture"

// SuggestionStats is on which pictures the tags of a vocabulary are suggested, for Check. One goroutine at a time.
type SuggestionStats struct {
	Photos int // counted

	v      *Vocabulary
	scored func(tag int) bool    // whether the model can score a tag
	loose  []int                 // pictures by tag, those of the tags below it too
	usual  []map[picture.ID]bool // the same at the usual strength, without those below
	below  []int                 // how many of a tag's pictures at the usual strength, with those below
}

// NewSuggestionStats prepares to count for a vocabulary; scored reports whether the model can score a tag.
func NewSuggestionStats(v *Vocabulary, scored func(tag int) bool) *SuggestionStats {
	n := len(v.Tags)
	return &SuggestionStats{v: v, scored: scored, loose: make([]int, n), usual: make([]map[picture.ID]bool, n), below: make([]int, n)}
}

// Count takes over which tags are suggested for one picture: loosely, and which of these at the usual strength. The tags
// above them count as well, each once.
func (s *SuggestionStats) Count(pic picture.ID, loose, usual []int) {
	s.Photos++
	for _, tag := range usual {
		if s.usual[tag] == nil {
			s.usual[tag] = map[picture.ID]bool{}
		}
		s.usual[tag][pic] = true
	}
	for tag := range s.v.withAncestors(loose) {
		s.loose[tag]++
	}
	for tag := range s.v.withAncestors(usual) {
		s.below[tag]++
	}
}

// withAncestors is the set of some tags and all above them.
func (v *Vocabulary) withAncestors(tags []int) map[int]bool {
	set := map[int]bool{}
	for _, tag := range tags {
		for i := tag; i >= 0; i = v.Tags[i].Parent {
			set[i] = true
		}
	}
	return set
}
