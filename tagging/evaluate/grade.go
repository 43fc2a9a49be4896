package evaluate

import (
	"cmp"
	"slices"

	"catchlight/library"
	"catchlight/tagging"
	"catchlight/tagging/vocabulary"
)

// Grade is how well a tag would be suggested on photos that have keywords already.
type Grade struct {
	Tag    int     // in the vocabulary
	Photos int     // that have the tag, or one below it, as a keyword
	Now    Figures // at the present line
	Best   Figures // at the line of the highest F1
	Line   float32 // the score of that line
	Holds  bool    // such a line is worth taking over: it is better than the rule also on photos that it was not fitted to
	Taken  bool    // the tag has a line of its own at present
}

const (
	// leastGraded is how many photos must have a tag for its line to be judged by halves.
	leastGraded = 5
	// leastRight is the share of suggestions that must be right: nobody wants to refuse more often
	// than to accept, though a tag of which nothing is found now gains by any line.
	leastRight = .5
)

// Figures are what a line is worth, 0–1. Precision is 0 where nothing is suggested.
type Figures struct {
	Suggested int     `json:"suggested"` // photos
	Precision float64 `json:"precision"`
	Recall    float64 `json:"recall"`
}

// f1 is the harmonic mean of precision and recall; 0 where both are.
func (f Figures) f1() float64 {
	if f.Precision+f.Recall == 0 {
		return 0
	}
	return 2 * f.Precision * f.Recall / (f.Precision + f.Recall)
}

// figuresOf are those of right ones among the suggested, of all that there are.
func figuresOf(right, suggested, all int) Figures {
	return Figures{Suggested: suggested, Precision: share(right, suggested), Recall: share(right, all)}
}

// gradedPhoto is what a photo has, what is suggested for it, and how all tags score.
type gradedPhoto struct {
	photo            *library.Photo
	vector           []float32
	own              map[int]bool
	suggested, ruled map[int]bool // at present, and by the rule alone
	scores           []float32
}

// tagsOn are the tags that a photo has as keywords, and those above them.
func tagsOn(v *vocabulary.Vocabulary, p *library.Photo) map[int]bool {
	on := map[int]bool{}
	for _, word := range p.Keywords.All {
		if tag, ok := v.Find(word.Name); ok {
			addAbove(v, tag, on)
		}
	}
	return on
}

// withAbove are suggested tags and those above them.
func withAbove(v *vocabulary.Vocabulary, found []tagging.Suggestion) map[int]bool {
	set := map[int]bool{}
	for _, s := range found {
		addAbove(v, s.Tag, set)
	}
	return set
}

func addAbove(v *vocabulary.Vocabulary, tag int, to map[int]bool) {
	for ; tag >= 0; tag = v.Tags[tag].Parent {
		to[tag] = true
	}
}

// grade compares one tag.
func grade(tag int, photos []gradedPhoto) Grade {
	now := suggestedOn(tag, photos, func(p gradedPhoto) map[int]bool { return p.suggested })
	byRule := suggestedOn(tag, photos, func(p gradedPhoto) map[int]bool { return p.ruled })
	g := Grade{Tag: tag, Photos: now.labels, Now: now.figures()}
	if g.Photos == 0 {
		return g
	}
	g.Best, g.Line = bestLine(tag, photos, g.Photos)
	g.Holds = g.Photos >= leastGraded && g.Best.Precision >= leastRight && holds(tag, photos, byRule.figures())
	return g
}

// suggestedOn counts the photos for which a tag is among what is suggested.
func suggestedOn(tag int, photos []gradedPhoto, suggested func(gradedPhoto) map[int]bool) (h hits) {
	for _, p := range photos {
		if p.own[tag] {
			h.labels++
		}
		if suggested(p)[tag] {
			h.suggested++
			if p.own[tag] {
				h.right++
			}
		}
	}
	return h
}

// figures are those of the suggestions counted.
func (h hits) figures() Figures { return figuresOf(h.right, h.suggested, h.labels) }

// holds reports whether lines fitted to one half of the photos, one in two of those with the tag
// and of the others, are worth more on the other halves than the rule is on all, and right
// often enough.
func holds(tag int, photos []gradedPhoto, rule Figures) bool {
	var halves [2][]gradedPhoto
	seen := map[bool]int{}
	for _, p := range photos {
		has := p.own[tag]
		halves[seen[has]%2] = append(halves[seen[has]%2], p)
		seen[has]++
	}
	var sum hits
	for i, half := range halves {
		_, line := bestLine(tag, half, above(tag, half, 0).labels)
		sum.add(above(tag, halves[1-i], line))
	}
	return sum.f(1) > rule.f1() && float64(sum.right) >= leastRight*float64(sum.suggested)
}

// above counts the photos from a line on.
func above(tag int, photos []gradedPhoto, line float32) (h hits) {
	for _, p := range photos {
		if p.own[tag] {
			h.labels++
		}
		if score := p.scores[tag]; score > 0 && score >= line {
			h.suggested++
			if p.own[tag] {
				h.right++
			}
		}
	}
	return h
}

// bestLine is the line of the highest F1 of the photos ranked by a tag, and what it is worth.
// Photos of one score stand on one side; a score of 0 says nothing.
func bestLine(tag int, photos []gradedPhoto, all int) (best Figures, line float32) {
	type one struct {
		score float32
		has   bool
	}
	ranked, right := make([]one, len(photos)), 0
	for i, p := range photos {
		ranked[i] = one{p.scores[tag], p.own[tag]}
	}
	slices.SortFunc(ranked, func(a, b one) int { return cmp.Compare(b.score, a.score) })
	for i, p := range ranked {
		if p.has {
			right++
		}
		if i+1 < len(ranked) && ranked[i+1].score == p.score {
			continue
		}
		if f := figuresOf(right, i+1, all); p.score > 0 && f.f1() > best.f1() {
			best, line = f, p.score
		}
	}
	return best, line
}
