package vocabulary

import (
	"cmp"
	"fmt"
	"slices"
	"unicode"

	"catchlight/library/keywords"
)

// The problems that Check finds.
const (
	TwoMeanings  = "two meanings"
	SameAsOther  = "same as another tag"
	NeverFires   = "never fires"
	FiresTooMuch = "fires on more than half"
	NotItsTongue = "not in the model's language"
	NotKnown     = "not known to the model"
)

const (
	// A tag that is suggested on none of so many photos will be suggested on few others; on so few half is by chance.
	enoughForNever, enoughForHalf = 500, 50
	// Two tags are the same to the model when so much of the photos with either has both, on so many photos at least.
	samePhotos, enoughForSame = .9, 10
)

// Finding is one thing that is wrong with a tag: a sentence, how many photos or tags it is about, and at most two cures.
type Finding struct {
	Tag     int
	Problem string
	Text    string
	Count   int
	Cures   []string
}

// Check looks for tags that cannot work, in the vocabulary's order. multilingual says whether the model reads other languages
// than English; alike are pairs of tags whose vectors are the same to it, the earlier one first; stats may be nil; unknown are tags that the model says it does not know. Pure.
func Check(v *Vocabulary, multilingual bool, alike [][2]int, stats *SuggestionStats, unknown ...int) []Finding {
	l := &linter{v: v, others: homonyms()}
	l.meanings()
	if !multilingual {
		l.scripts()
	}
	l.names()
	l.alike(alike)
	l.unknown(unknown)
	if stats != nil {
		l.frequency(stats)
		l.twins(stats)
	}
	slices.SortStableFunc(l.found, func(a, b Finding) int { return cmp.Compare(a.Tag, b.Tag) })
	return l.found
}

// linter collects findings.
type linter struct {
	v      *Vocabulary
	others map[string][]string // folded names that mean several things
	found  []Finding
}

func (l *linter) say(tag int, problem string, count int, cures []string, text string, args ...any) {
	l.found = append(l.found, Finding{Tag: tag, Problem: problem, Text: fmt.Sprintf(text, args...), Count: count, Cures: cures})
}

// meanings finds names that stand for several things: twice in the vocabulary, or known to. A prompt tells them apart.
func (l *linter) meanings() {
	places := map[string][]int{}
	for i, t := range l.v.Tags {
		if !t.Heading && len(t.Prompts) == 0 {
			places[keywords.Fold(t.Name)] = append(places[keywords.Fold(t.Name)], i)
		}
	}
	for i, t := range l.v.Tags {
		key := keywords.Fold(t.Name)
		cures := []string{fmt.Sprintf("say what is meant, on a line below it: {= a photo of a %s, a kind of …}", t.Name), "use a longer name"}
		switch same := places[key]; {
		case !slices.Contains(same, i):
		case len(same) > 1:
			l.say(i, TwoMeanings, len(same), cures, "%q stands at %d places, and the model reads the same text for all of them.", t.Name, len(same))
		case len(l.others[key]) > 1 && t.Parent < 0:
			l.say(i, TwoMeanings, len(l.others[key]), cures, "%q can mean %s.", t.Name, either(l.others[key]))
		}
	}
}

func either(all []string) string {
	text := all[0]
	for i, s := range all[1:] {
		if i == len(all)-2 {
			text += " or " + s
		} else {
			text += ", " + s
		}
	}
	return text
}

// homonyms are the names that several classes of ImageNet share, with what the classes are.
func homonyms() map[string][]string {
	classes, err := Load(ImageNet)
	if err != nil {
		return nil // it is built in, and a test reads it
	}
	meanings := map[string][]string{}
	for i, t := range classes.Tags {
		above := classes.Ancestors(i)
		if t.Heading || len(above) == 0 {
			continue
		}
		kind := "a kind of " + above[len(above)-1]
		for _, name := range append([]string{t.Name}, t.Synonyms...) {
			if key := keywords.Fold(name); !slices.Contains(meanings[key], kind) {
				meanings[key] = append(meanings[key], kind)
			}
		}
	}
	return meanings
}

// unknown tells what the model says it does not know.
func (l *linter) unknown(tags []int) {
	for _, i := range tags {
		name := l.v.Tags[i].Name
		cures := []string{"say it in another way, on a line below it: {another name} or {= a photo of a …}", "teach it: accept it on five photos; or use a CLIP model"}
		l.say(i, NotKnown, 1, cures, "The model does not know %q, and does not suggest it.", name)
	}
}

// scripts finds names in scripts that the model has not learned. Words of other languages in Latin letters are not found.
func (l *linter) scripts() {
	for i, t := range l.v.Tags {
		foreign := func(r rune) bool { return unicode.IsLetter(r) && !unicode.Is(unicode.Latin, r) }
		if !t.Heading && len(t.Prompts) == 0 && slices.ContainsFunc([]rune(t.Name), foreign) {
			l.say(i, NotItsTongue, 1, []string{"say it in English, on a line below it: {= a photo of a …}", "choose the multilingual model (best)"},
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
				l.say(j, SameAsOther, 2, l.merge(j, i), "%q is another name of %q.", l.v.Tags[j].Name, t.Name)
			}
		}
	}
}

func (l *linter) merge(drop, keep int) []string {
	return []string{
		fmt.Sprintf("remove %q and keep it as another name: {%s} below %q", l.v.Tags[drop].Name, l.v.Tags[drop].Name, l.v.Tags[keep].Name),
		"give each a prompt that says how they differ: {= …}",
	}
}

// alike finds tags that are the same to the model.
func (l *linter) alike(pairs [][2]int) {
	for _, pair := range pairs {
		if i, j := pair[0], pair[1]; keywords.Fold(l.v.Tags[i].Name) != keywords.Fold(l.v.Tags[j].Name) {
			l.say(j, SameAsOther, 2, l.merge(j, i), "%q and %q are the same to the model.", l.v.Tags[j].Name, l.v.Tags[i].Name)
		}
	}
}

// frequency finds tags that are suggested nowhere or almost everywhere.
func (l *linter) frequency(s *SuggestionStats) {
	for i, t := range l.v.Tags {
		switch {
		case t.Heading || !s.scored(i):
		case s.loose[i] == 0 && s.Photos >= enoughForNever:
			l.say(i, NeverFires, 0, []string{"describe it: {= a photo of …} on a line below it", "remove it"},
				"%q is suggested on none of %d photos, not even loosely.", t.Name, s.Photos)
		case 2*s.below[i] > s.Photos && s.Photos >= enoughForHalf:
			l.say(i, FiresTooMuch, s.below[i], []string{fmt.Sprintf("make it a heading: [%s]", t.Name), "reject it on a few photos: it learns"},
				"%q is suggested on %d of %d photos: it tells them hardly apart.", t.Name, s.below[i], s.Photos)
		}
	}
}

// twins finds tags that are suggested on the same photos.
func (l *linter) twins(s *SuggestionStats) {
	for j, second := range s.usual {
		for i, first := range s.usual[:j] {
			few, many := min(len(first), len(second)), max(len(first), len(second))
			if few < enoughForSame || float64(few) < samePhotos*float64(many) {
				continue
			}
			both := 0
			for picture := range second {
				if first[picture] {
					both++
				}
			}
			if float64(both) >= samePhotos*float64(len(first)+len(second)-both) {
				l.say(j, SameAsOther, both, l.merge(j, i), "%q is suggested on %d of the %d photos with %q.", l.v.Tags[j].Name, both, len(first), l.v.Tags[i].Name)
			}
		}
	}
}
