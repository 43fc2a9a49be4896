package vocabulary

import (
	"cmp"
	"fmt"
	"slices"

	"catchlight/library/keywords"
	"catchlight/tagging/lexicon"
)

// The problems that Check finds.
const (
	TwoMeanings  = "two meanings"
	SameAsOther  = "same as another tag"
	NeverFires   = "never fires"
	FiresOnMost  = "fires on more than half"
	NotItsTongue = "not in the model's language"
	NotKnown     = "not known to the model"
	TooManyNames = "too many other names"
)

// Finding is one thing that is wrong with a tag: a sentence, how many photos or tags it is about,
// and at most two cures.
type Finding struct {
	Tag     int
	Other   int // the tag that it is taken for, or that has its name; −1 for none
	Problem string
	Text    string
	Count   int
	Cures   []string
}

// Knowledge is what a model says of a vocabulary, for Check.
type Knowledge struct {
	Multilingual bool     // it reads other languages than English
	Alike        [][2]int // pairs of tags that are the same to it, the earlier one first
	Unknown      []int    // tags that it does not know
	Fired        Fired    // on how many photos of a library it would suggest each; none, where there is no library
}

// Check looks for tags that cannot work with a model, in the vocabulary's order. It judges by their
// names and by what the model knows, and by the photos of a library only where there are enough of
// them (Fired): a species may still come before the camera. Pure.
func Check(v *Vocabulary, model Knowledge) []Finding {
	l := &linter{v: v}
	l.places()
	l.senses()
	if !model.Multilingual {
		l.scripts()
	}
	l.names()
	l.along()
	l.alike(model.Alike)
	l.unknown(model.Unknown)
	l.fired(model.Fired, model.Unknown)
	slices.SortStableFunc(l.found, func(a, b Finding) int { return cmp.Compare(a.Tag, b.Tag) })
	return l.found
}

// linter collects findings.
type linter struct {
	v     *Vocabulary
	found []Finding
}

// say notes a finding with its sentence.
func (l *linter) say(f Finding, text string, args ...any) {
	f.Text = fmt.Sprintf(text, args...)
	l.found = append(l.found, f)
}

// places finds names that stand at several places, where the model is shown the same text for them.
// A prompt tells them apart.
func (l *linter) places() {
	places := map[string][]int{}
	for i, t := range l.v.Tags {
		if !t.Heading && len(t.Prompts) == 0 {
			key := keywords.Fold(l.v.English(i))
			places[key] = append(places[key], i)
		}
	}
	for i, t := range l.v.Tags {
		same := places[keywords.Fold(l.v.English(i))]
		if len(same) < 2 || !slices.Contains(same, i) || !l.named(t.Name, same) {
			continue
		}
		cures := []string{fmt.Sprintf("say what is meant, on a line below it: {= %s, a kind of …}", lexicon.InTemplate(promptTemplate, t.Name)), "use a longer name"}
		other := same[0]
		if other == i {
			other = same[1]
		}
		l.say(Finding{Tag: i, Other: other, Problem: TwoMeanings, Count: len(same), Cures: cures},
			"%q stands at %d places, and the model reads the same text for all of them.", t.Name, len(same))
	}
}

// named reports whether all of some tags have that name; others that mean the same are no matter of
// places.
func (l *linter) named(name string, tags []int) bool {
	return !slices.ContainsFunc(tags, func(i int) bool { return keywords.Fold(l.v.Tags[i].Name) != keywords.Fold(name) })
}

// senses asks which of two things a word means, where nothing in the vocabulary says it.
func (l *linter) senses() {
	for _, q := range l.v.Unsettled() {
		var cures []string
		for _, prompt := range q.Prompts {
			cures = append(cures, fmt.Sprintf("on a line below it: {= %s}", prompt))
		}
		l.say(Finding{Tag: q.Tag, Other: -1, Problem: TwoMeanings, Count: len(q.Text), Cures: cures},
			"%q can mean %s or %s: say which.", l.v.Tags[q.Tag].Name, q.Text[0], q.Text[1])
	}
}

// unknown tells what the model says it does not know.
func (l *linter) unknown(tags []int) {
	for _, i := range tags {
		name := l.v.Tags[i].Name
		cures := []string{"say it in another way, on a line below it: {another name} or {= a photo of a …}", "teach it: accept it on five photos; or use a CLIP model"}
		l.say(Finding{Tag: i, Other: -1, Problem: NotKnown, Count: 1, Cures: cures},
			"The model does not know %q, and does not suggest it.", name)
	}
}

// scripts finds names in scripts that the model has not learned, and that the lexicon does not
// know.
func (l *linter) scripts() {
	for i, t := range l.v.Tags {
		if !t.Heading && !l.v.InLatin(i) {
			cures := []string{"say it in English, on a line below it: {= a photo of a …}", "choose the multilingual model (best)"}
			l.say(Finding{Tag: i, Other: -1, Problem: NotItsTongue, Count: 1, Cures: cures},
				"The model reads English, and %q has no English prompt.", t.Name)
		}
	}
}

// names finds tags whose name is another name of a tag.
func (l *linter) names() {
	for i, t := range l.v.Tags {
		for _, name := range t.Synonyms {
			j, _ := l.v.Find(name)
			if j != i && !l.v.Tags[j].Heading && keywords.Fold(l.v.Tags[j].Name) == keywords.Fold(name) {
				l.say(Finding{Tag: j, Other: i, Problem: SameAsOther, Count: 2, Cures: l.merge(j, i)},
					"%q is another name of %q.", l.v.Tags[j].Name, t.Name)
			}
		}
	}
}

// along finds tags of which not all other names that the list wants go along.
func (l *linter) along() {
	for i := range l.v.Tags {
		if all, written := len(l.v.wanted(i)), len(l.v.along(i)); written < all {
			cures := []string{"take off other names that nobody looks for", "give some of them a tag of their own below it"}
			l.say(Finding{Tag: i, Other: -1, Problem: TooManyNames, Count: all - written, Cures: cures},
				"%q has more other names than can be written beside it: the last ones are left out.", l.v.Tags[i].Name)
		}
	}
}

func (l *linter) merge(drop, keep int) []string {
	return []string{
		fmt.Sprintf("remove %q and keep it as another name: {%s} below %q", l.v.Tags[drop].Name, l.v.Tags[drop].Name, l.v.Tags[keep].Name),
		"give each a prompt that says how they differ: {= …}",
	}
}

// alike finds tags that are the same to the model. Both may be right: it is the model that does not
// tell them apart.
func (l *linter) alike(pairs [][2]int) {
	for _, pair := range pairs {
		if i, j := pair[0], pair[1]; keywords.Fold(l.v.Tags[i].Name) != keywords.Fold(l.v.Tags[j].Name) {
			cures := []string{"give each a prompt that says how they differ: {= …}", "decide between them on a few photos: each learns"}
			l.say(Finding{Tag: j, Other: i, Problem: SameAsOther, Count: 2, Cures: cures},
				"The model does not tell %q and %q apart.", l.v.Tags[j].Name, l.v.Tags[i].Name)
		}
	}
}
