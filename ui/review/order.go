package review

import (
	"cmp"
	"math"
	"slices"

	"catchlight/library"
	"catchlight/ui/view"
)

// withChip are the photos on which the word is suggested now, with those that have it already, and
// those among and above them on which it was refused before.
func (r *Review) withChip(list []scored) map[library.ID]bool {
	chips, least := map[library.ID]bool{}, float32(math.Inf(1))
	for _, s := range list {
		if p := r.deps.Snapshot().Photo(s.id); p != nil && r.deps.Words(p).State(r.name) == view.Suggested {
			chips[s.id], least = true, min(least, s.score)
		}
	}
	for _, s := range list {
		if p := r.deps.Snapshot().Photo(s.id); p != nil {
			v, _ := r.verdictOn(p)
			chips[s.id] = chips[s.id] || v == library.Accepted || v == library.Rejected && s.score >= least
		}
	}
	return chips
}

// withTagBelow are the photos without the word's chip on which a tag below the word stands, or is
// suggested, and which: that tag is the question there, and what it takes along is not. An elephant
// that waits is no animal to refuse.
func (r *Review) withTagBelow(list []scored, chips map[library.ID]bool) map[library.ID]string {
	below, v := map[library.ID]string{}, r.deps.Tags.Vocabulary
	if r.word.Tag < 0 {
		return below
	}
	for _, s := range list {
		p := r.deps.Snapshot().Photo(s.id)
		if p == nil || chips[s.id] {
			continue
		}
		words := r.deps.Words(p)
		for _, w := range append(slices.Clone(words.Suggested), words.Keywords()...) {
			tag, known := v.Find(w.Name)
			if known && tag != r.word.Tag && w.State != view.Removed && v.IsBelow(tag, r.word.Tag) {
				below[s.id] = v.Tags[tag].Name
				break
			}
		}
	}
	return below
}

// inGroups sorts photos by group, the least first; within one they keep their order.
func inGroups(list []scored, group func(library.ID) int) []scored {
	sorted := slices.Clone(list)
	slices.SortStableFunc(sorted, func(a, b scored) int { return cmp.Compare(group(a.id), group(b.id)) })
	return sorted
}

// firstOpen is the cell that the first answer is for: the first above the line that waits for one,
// else the first of all.
func (r *Review) firstOpen() int {
	for i := range r.line {
		if r.asks(i) {
			return i
		}
	}
	return 0
}

// asks reports whether a cell waits for an answer to this review's tag.
func (r *Review) asks(i int) bool {
	v, _ := r.Verdict(i)
	return v == library.Undecided && (i < r.line || r.along[r.photos[i].id] == "")
}
