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
	Holds  bool    // such a line is worth taking over: it is better than the present one also on photos that it was not fitted to
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

// GradeAll grades the tags that photos have as keywords, in the vocabulary's order, and says on how
// many photos. Photos without a keyword of the vocabulary say nothing, and neither do those without
// a vector of the model. A keyword stands for all tags above it. It reads vectors from the
// library's memory and writes nothing; a thousand photos and tags take some tenths of a second.
func GradeAll(lib *library.Library, model string, tags *tagging.TagVectors, v *vocabulary.Vocabulary, photos []*library.Photo, o tagging.SuggestOptions) (grades []Grade, graded int) {
	var all []gradedPhoto
	for _, p := range photos {
		own := tagsOn(v, p)
		if vector, ok := lib.Vector(model, p.Picture); ok && len(own) > 0 {
			found, scores := tags.SuggestScored(vector, o)
			all = append(all, gradedPhoto{own, withAbove(v, found), scores})
		}
	}
	for tag := range v.Tags {
		if g := grade(tag, all); g.Photos > 0 && !v.Tags[tag].Heading {
			grades = append(grades, g)
		}
	}
	return grades, len(all)
}

// gradedPhoto is what a photo has, what is suggested for it, and how all tags score.
type gradedPhoto struct {
	own, suggested map[int]bool
	scores         []float32
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
	g := Grade{Tag: tag}
	right, suggested := 0, 0
	for _, p := range photos {
		if p.own[tag] {
			g.Photos++
		}
		if p.suggested[tag] {
			suggested++
			if p.own[tag] {
				right++
			}
		}
	}
	g.Now = figuresOf(right, suggested, g.Photos)
	g.Best, g.Line = bestLine(tag, photos, g.Photos)
	g.Holds = g.Photos >= leastGraded && g.Best.Precision >= leastRight && holds(tag, photos, g.Now)
	return g
}

// holds reports whether lines fitted to one half of the photos, one in two of those with the tag
// and of the others, are worth more on the other halves than the present line is on all, and right
// often enough.
func holds(tag int, photos []gradedPhoto, now Figures) bool {
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
	return sum.f(1) > now.f1() && float64(sum.right) >= leastRight*float64(sum.suggested)
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
	ranked := slices.Clone(photos)
	slices.SortStableFunc(ranked, func(a, b gradedPhoto) int { return cmp.Compare(b.scores[tag], a.scores[tag]) })
	right := 0
	for i, p := range ranked {
		if p.own[tag] {
			right++
		}
		if i+1 < len(ranked) && ranked[i+1].scores[tag] == p.scores[tag] {
			continue
		}
		if f := figuresOf(right, i+1, all); p.scores[tag] > 0 && f.f1() > best.f1() {
			best, line = f, p.scores[tag]
		}
	}
	return best, line
}
