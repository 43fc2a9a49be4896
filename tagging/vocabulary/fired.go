package vocabulary

import "slices"

// Fired is on how many photos of a library a model would suggest each tag.
type Fired struct {
	Photos int                // that it has seen
	On     []int              // by tag
	Tells  func(tag int) bool // tags that are suggested without the model, too; nil: none
}

// What photos must be there before they say something of a list: with few of them half is soon
// reached, and of a list with many words most can be on none.
const (
	leastFired  = 20
	firedPerTag = 5
)

// TooFew is how many photos it takes to say which tags of v never fire, where there are fewer; 0
// where there are enough. Pure.
func (f Fired) TooFew(v *Vocabulary) int {
	tags := 0
	for _, t := range v.Tags {
		if !t.Heading {
			tags++
		}
	}
	if least := max(leastFired, firedPerTag*tags); f.Photos < least {
		return least
	}
	return 0
}

// fired finds tags that tell no photo from another: those that would be suggested on more than half
// of a library, and on none. A tag above one that fires goes along with it; what the model does not
// know, and what is known without it, is no matter of photos.
func (l *linter) fired(f Fired, unknown []int) {
	if f.Photos < leastFired || len(f.On) != len(l.v.Tags) {
		return
	}
	enough, alive := f.TooFew(l.v) == 0, l.withAncestors(f.On)
	for i, t := range l.v.Tags {
		switch on := f.On[i]; {
		case t.Heading || slices.Contains(unknown, i):
		case 2*on > f.Photos:
			cures := []string{"raise its threshold on the vocabulary page", "let it be a heading, which is not suggested, by a line below it: {!}"}
			l.say(Finding{Tag: i, Other: -1, Problem: FiresOnMost, Count: on, Cures: cures},
				"%q would be suggested on %d of the %d photos that the model has seen.", t.Name, on, f.Photos)
		case enough && !alive[i] && (f.Tells == nil || !f.Tells(i)):
			cures := []string{"say what it looks like, on a line below it: {= a photo of …}", "lower its threshold on the vocabulary page"}
			l.say(Finding{Tag: i, Other: -1, Problem: NeverFires, Count: f.Photos, Cures: cures},
				"%q would be suggested on none of the %d photos that the model has seen.", t.Name, f.Photos)
		}
	}
}

// withAncestors are the tags that fire, and those above them.
func (l *linter) withAncestors(on []int) []bool {
	alive := make([]bool, len(on))
	for i, n := range on {
		for up := i; n > 0 && up >= 0 && !alive[up]; up = l.v.Tags[up].Parent {
			alive[up] = true
		}
	}
	return alive
}
