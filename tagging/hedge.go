package tagging

import "slices"

// hedge puts the tag above in the place of tags that compete: where several of the tags below one
// are near each other and none is clear, the one above says what can be said for certain, as
// "animal" does of what may be a lion or a leopard (J. Deng et al., "Hedging your bets", CVPR 2012:
// the most that can be said at a wanted accuracy). It goes by all that reaches the loosest cut,
// whatever is asked for, so that a stricter wish gets a part of what a looser one gets.
func (t *TagVectors) hedge(found []proposal, scores []float32, o SuggestOptions) []proposal {
	for above := t.nextAbove(found, t.count); above >= 0; above = t.nextAbove(found, above) {
		value, unclear := t.unclear(found, above)
		if !unclear || !t.may(above, scores[above], o) {
			continue
		}
		hedged := proposal{above, scores[above], value}
		found = slices.DeleteFunc(found, func(p proposal) bool {
			if p.tag == above {
				hedged.value = max(value, p.value)
			}
			return p.tag == above || t.competes(p.tag, above)
		})
		found = append(found, hedged)
	}
	return found
}

// above is the tag that stands above another one, over headings away; -1 where there is none.
func (t *TagVectors) above(tag int) int {
	up := t.vocabulary.Tags[tag].Parent
	for up >= 0 && t.vocabulary.Tags[up].Heading {
		up = t.vocabulary.Tags[up].Parent
	}
	return up
}

// competes reports whether a tag may give way to one above it. One whose threshold the user has set
// does not: he has said from where on it holds.
func (t *TagVectors) competes(tag, above int) bool { return t.above(tag) == above && !t.byHand[tag] }

// nextAbove is the last tag before another one that has found ones right below it; -1 where there
// is none. What stands above comes first in a vocabulary, so that the deepest are looked at first.
func (t *TagVectors) nextAbove(found []proposal, before int) int {
	next := -1
	for _, p := range found {
		if above := t.above(p.tag); above < before {
			next = max(next, above)
		}
	}
	return next
}

// unclear reports whether several of the tags found below one compete, and the best value among
// them. Near is what differs by less than a strict suggestion from a usual one, clear what is a
// strict one: that is all a rule says of how much a value means.
func (t *TagVectors) unclear(found []proposal, above int) (best float32, unclear bool) {
	best = -1
	for _, p := range found {
		if t.competes(p.tag, above) {
			best = max(best, p.value)
		}
	}
	near := 0
	for _, p := range found {
		if t.competes(p.tag, above) && p.value >= best-(t.rule.Strict-t.rule.Balanced) {
			near++
		}
	}
	return best, near > 1 && best < t.rule.Strict
}
