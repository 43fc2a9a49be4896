package tagging

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"sync"
	"unicode"

	"catchlight/library"
	"catchlight/library/metadata"
	"catchlight/library/picture"
)

// The problems that Check finds.
const (
	TwoMeanings  = "two meanings"
	SameAsOther  = "same as another tag"
	NeverFires   = "never fires"
	FiresTooMuch = "fires on more than half"
	NotItsTongue = "not in the model's language"
)

const (
	// A tag that is suggested on none of so many photos will be suggested on few others; on so few half is by chance.
	enoughForNever, enoughForHalf = 500, 50
	// Two tags are the same to the model when so much of the photos with either has both, on so many photos at least, or
	// when their vectors are so near (the starter's nearest different tags of the essentials: wedding and wedding ceremony,
	// .935).
	samePhotos, enoughForSame, sameVector = .9, 10, .97
)

// Finding is one thing that is wrong with a tag: a sentence, how many photos or tags it is about, and at most two cures.
type Finding struct {
	Tag     int
	Problem string
	Text    string
	Count   int
	Cures   []string
}

// Practice is on which pictures the tags are suggested.
type Practice struct {
	Photos   int
	loose    []int                 // pictures by tag, those of the tags below it too
	balanced []map[picture.ID]bool // the same at the usual strength, without those below
	below    []int                 // how many of a tag's pictures at the usual strength, with those below
}

// Practise suggests for all pictures of a model in the library. It blocks as SuggestAll does, and returns ctx's error.
func (t *TagVectors) Practise(ctx context.Context, lib *library.Library) (*Practice, error) {
	p := &Practice{loose: make([]int, t.count), balanced: make([]map[picture.ID]bool, t.count), below: make([]int, t.count)}
	var mu sync.Mutex
	put := func(picture picture.ID, found []Suggestion) {
		mu.Lock()
		defer mu.Unlock()
		p.Photos++
		p.count(t.vocabulary, picture, found)
	}
	all := func(picture.ID) bool { return true }
	err := t.SuggestAll(ctx, lib.VectorBlocks(t.model), SuggestOptions{Strength: Loose, Max: t.count}, all, put)
	return p, err
}

// count takes over the suggestions for one picture; the tags above them count as well, each once.
func (p *Practice) count(v *Vocabulary, pic picture.ID, found []Suggestion) {
	loose, balanced := map[int]bool{}, map[int]bool{}
	for _, s := range found {
		if s.Strength != Loose {
			if p.balanced[s.Tag] == nil {
				p.balanced[s.Tag] = map[picture.ID]bool{}
			}
			p.balanced[s.Tag][pic] = true
		}
		for i := s.Tag; i >= 0; i = v.Tags[i].Parent {
			loose[i] = true
			balanced[i] = balanced[i] || s.Strength != Loose
		}
	}
	for i := range loose {
		p.loose[i]++
		if balanced[i] {
			p.below[i]++
		}
	}
}

// Check looks for tags that cannot work, in the vocabulary's order. t and p may be nil: then only names are looked at.
// multilingual says whether the model reads other languages than English. Pure.
func Check(v *Vocabulary, t *TagVectors, p *Practice, multilingual bool) []Finding {
	d := &doctor{v: v, others: homonyms()}
	d.meanings()
	if !multilingual {
		d.tongue()
	}
	d.names()
	if t != nil {
		d.vectors(t)
	}
	if p != nil {
		d.practice(p, t)
		d.twins(p)
	}
	slices.SortStableFunc(d.found, func(a, b Finding) int { return cmp.Compare(a.Tag, b.Tag) })
	return d.found
}

// doctor collects findings.
type doctor struct {
	v      *Vocabulary
	others map[string][]string // folded names that mean several things
	found  []Finding
}

func (d *doctor) say(tag int, problem string, count int, cures []string, text string, args ...any) {
	d.found = append(d.found, Finding{Tag: tag, Problem: problem, Text: fmt.Sprintf(text, args...), Count: count, Cures: cures})
}

// meanings finds names that stand for several things: twice in the vocabulary, or known to. A prompt tells them apart.
func (d *doctor) meanings() {
	places := map[string][]int{}
	for i, t := range d.v.Tags {
		if !t.Heading && len(t.Prompts) == 0 {
			places[metadata.Fold(t.Name)] = append(places[metadata.Fold(t.Name)], i)
		}
	}
	for i, t := range d.v.Tags {
		key := metadata.Fold(t.Name)
		cures := []string{fmt.Sprintf("say what is meant, on a line below it: {= a photo of a %s, a kind of …}", t.Name), "use a longer name"}
		switch same := places[key]; {
		case !slices.Contains(same, i):
		case len(same) > 1:
			d.say(i, TwoMeanings, len(same), cures, "%q stands at %d places, and the model reads the same text for all of them.", t.Name, len(same))
		case len(d.others[key]) > 1 && t.Parent < 0:
			d.say(i, TwoMeanings, len(d.others[key]), cures, "%q can mean %s.", t.Name, either(d.others[key]))
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
	classes, err := LoadVocabulary("imagenet-1k")
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
			if key := metadata.Fold(name); !slices.Contains(meanings[key], kind) {
				meanings[key] = append(meanings[key], kind)
			}
		}
	}
	return meanings
}

// tongue finds names in scripts that the model has not learned. Words of other languages in Latin letters are not found.
func (d *doctor) tongue() {
	for i, t := range d.v.Tags {
		foreign := func(r rune) bool { return unicode.IsLetter(r) && !unicode.Is(unicode.Latin, r) }
		if !t.Heading && len(t.Prompts) == 0 && slices.ContainsFunc([]rune(t.Name), foreign) {
			d.say(i, NotItsTongue, 1, []string{"say it in English, on a line below it: {= a photo of a …}", "choose the multilingual model (best)"},
				"The model reads English, and %q has no English prompt.", t.Name)
		}
	}
}

// names finds tags whose name is another name of a tag.
func (d *doctor) names() {
	for i, t := range d.v.Tags {
		for _, name := range t.Synonyms {
			j, _ := d.v.Find(name)
			if j != i && !d.v.Tags[j].Heading && metadata.Fold(d.v.Tags[j].Name) == metadata.Fold(name) {
				d.say(j, SameAsOther, 2, d.merge(j, i), "%q is another name of %q.", d.v.Tags[j].Name, t.Name)
			}
		}
	}
}

func (d *doctor) merge(drop, keep int) []string {
	return []string{
		fmt.Sprintf("remove %q and keep it as another name: {%s} below %q", d.v.Tags[drop].Name, d.v.Tags[drop].Name, d.v.Tags[keep].Name),
		"give each a prompt that says how they differ: {= …}",
	}
}

// vectors finds tags that are the same to the model.
func (d *doctor) vectors(t *TagVectors) {
	t = t.beforeLessons() // whose vectors are of unit length
	for a := range t.tags {
		for b := range a {
			i, j := t.tags[b], t.tags[a]
			if dot(t.rows[a*t.dim:(a+1)*t.dim], t.rows[b*t.dim:(b+1)*t.dim]) >= sameVector && metadata.Fold(d.v.Tags[i].Name) != metadata.Fold(d.v.Tags[j].Name) {
				d.say(j, SameAsOther, 2, d.merge(j, i), "%q and %q are the same to the model.", d.v.Tags[j].Name, d.v.Tags[i].Name)
			}
		}
	}
}

// practice finds tags that are suggested nowhere or almost everywhere.
func (d *doctor) practice(p *Practice, vectors *TagVectors) {
	for i, t := range d.v.Tags {
		switch {
		case t.Heading || vectors != nil && !vectors.scored(i):
		case p.loose[i] == 0 && p.Photos >= enoughForNever:
			d.say(i, NeverFires, 0, []string{"describe it: {= a photo of …} on a line below it", "remove it"},
				"%q is suggested on none of %d photos, not even loosely.", t.Name, p.Photos)
		case 2*p.below[i] > p.Photos && p.Photos >= enoughForHalf:
			d.say(i, FiresTooMuch, p.below[i], []string{fmt.Sprintf("make it a heading: [%s]", t.Name), "reject it on a few photos: it learns"},
				"%q is suggested on %d of %d photos: it tells them hardly apart.", t.Name, p.below[i], p.Photos)
		}
	}
}

// twins finds tags that are suggested on the same photos.
func (d *doctor) twins(p *Practice) {
	for j, second := range p.balanced {
		for i, first := range p.balanced[:j] {
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
				d.say(j, SameAsOther, both, d.merge(j, i), "%q is suggested on %d of the %d photos with %q.", d.v.Tags[j].Name, both, len(first), d.v.Tags[i].Name)
			}
		}
	}
}
