package tagging

import "catchlight/library/keywords"

// withLines is t in which some tags, by their folded names, are suggested from a score of their own
// on, whatever else is on a photo: lines that fit the user's keywords. What strict and loose differ
// by stays, and so does what is learned later.
func (t *TagVectors) withLines(lines map[string]float32) *TagVectors {
	own := map[int]float32{}
	for _, tag := range t.tags {
		if line, ok := lines[keywords.Fold(t.vocabulary.Tags[tag].Name)]; ok {
			own[tag] = line
		}
	}
	if len(own) == 0 {
		return t
	}
	c := *t
	c.lines, c.shifts = own, make([]float32, t.count)
	copy(c.shifts, t.shifts)
	c.shiftToLines()
	return &c
}

// shiftToLines brings a score on a tag's own line to the rule's middle cut.
func (t *TagVectors) shiftToLines() {
	for tag, line := range t.lines {
		t.shifts[tag] = t.rule.Balanced - line
	}
}

// gap is how much of what a score is below the photo's best one is taken off the value of a tag.
func (t *TagVectors) gap(tag int) float32 {
	if _, own := t.lines[tag]; own {
		return 0
	}
	return t.rule.Gap
}
