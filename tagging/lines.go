package tagging

import (
	"maps"

	"catchlight/library"
	"catchlight/library/keywords"
)

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

// TakeLines lets tags, by their names, be suggested from these scores on with a model, in place of
// what was taken before; none goes back to the model's rule. It stores them in the settings and
// blocks on the disk. Tag vectors that were made before do not know.
func TakeLines(lib *library.Library, model string, lines map[string]float32) error {
	set := lib.Settings()
	all, folded := maps.Clone(set.Lines), map[string]float32{}
	for name, line := range lines {
		folded[keywords.Fold(name)] = line
	}
	if all == nil {
		all = map[string]map[string]float32{}
	}
	if all[model] = folded; len(folded) == 0 {
		delete(all, model)
	}
	set.Lines = all
	return lib.SetSettings(set)
}
