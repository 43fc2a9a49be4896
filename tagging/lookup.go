package tagging

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"strings"

	"catchlight/library"
	"catchlight/tagging/lexicon"
	"catchlight/tagging/vocabulary"
)

// whollyKnown is the likelihood from which a word of a model's table is taken as it stands: other
// ways to say it are not tried.
const whollyKnown = .9

// lookUp looks for a way to say each tag that a model of classes knows as it stands, before it is
// judged by likeness: the name in English, in the singular, without a qualifier in brackets, the
// English name behind a scientific one, another name of the tag. The first that is known is the
// tag's; where none is, the one that is likeliest true of a class. A tag's own prompts are the
// user's word, and give way only where the model knows nothing of them.
func (t *TagVectors) lookUp(ctx context.Context, enc Encoder, lib *library.Library, template string) error {
	knows := enc.Profile().Knows
	ways, texts := make([][]string, len(t.tags)), []string(nil)
	for row, tag := range t.tags {
		if t.needsOther(row, knows) {
			ways[row] = waysToSay(t.vocabulary, tag)
			texts = append(texts, inTemplate(ways[row], template)...)
		}
	}
	vectors, err := textVectors(ctx, enc, lib, texts, nil)
	if err != nil {
		return fmt.Errorf("vectors of vocabulary %s: %w", t.vocabulary.Name, err)
	}
	for row, names := range ways {
		if len(names) > 0 {
			kept := t.rows[row*t.dim:][:t.dim]
			copy(kept, bestSaid(kept, names, vectors[:len(names)], knows))
			vectors = vectors[len(names):]
		}
	}
	return nil
}

// needsOther reports whether ways to say a row's tag are to be tried.
func (t *TagVectors) needsOther(row int, knows func(string) bool) bool {
	tag, strength := t.tags[row], strongest(t.rows[row*t.dim:][:t.dim])
	switch {
	case len(t.vocabulary.Tags[tag].Prompts) > 0:
		return strength < knownFrom
	case knows != nil:
		return strength < knownFrom || !knows(t.vocabulary.English(tag))
	}
	return strength < whollyKnown
}

// bestSaid is the row of the first name that the model knows as it stands, and knows enough of to
// suggest it; else of that which is likeliest true of a class, present of equal ones.
func bestSaid(present []float32, names []string, rows [][]float32, knows func(string) bool) []float32 {
	for i, row := range rows {
		if knows != nil && knows(names[i]) && strongest(row) >= knownFrom {
			return row
		}
	}
	best := present
	for _, row := range rows {
		if strongest(row) > strongest(best)+.01 {
			best = row
		}
	}
	return best
}

// waysToSay are what a model may be shown for a tag, the nearest to its name first.
func waysToSay(v *vocabulary.Vocabulary, tag int) []string {
	return formsOf(append([]string{v.English(tag)}, v.OtherEnglish(tag)...))
}

// formsOf are names as they stand, without a qualifier in brackets and in the singular, and the
// English ones behind scientific ones, each once.
func formsOf(names []string) []string {
	var forms []string
	add := func(some ...string) {
		for _, name := range some {
			if name != "" && !slices.Contains(forms, name) {
				forms = append(forms, name)
			}
		}
	}
	for _, name := range names {
		plain, qualifier, _ := strings.Cut(strings.ReplaceAll(name, "（", "("), "(")
		plain, qualifier = strings.TrimSpace(plain), strings.Trim(qualifier, ")） ")
		add(name, plain, singular(plain))
		if scientific(plain) {
			add(qualifier, singular(qualifier))
		}
	}
	return forms
}

// inTemplate are names as a model reads them.
func inTemplate(names []string, template string) []string {
	texts := make([]string, len(names))
	for i, name := range names {
		texts[i] = lexicon.InTemplate(template, name)
	}
	return texts
}

// scientific reports whether a name has the form of a species' one: a genus with a capital, an
// epithet or two without, and no English word among them. What stands in brackets behind it is its
// English name, "Equus quagga (zebra)", where it else only says which of several things is meant,
// "orange (fruit)", and would be true of too much.
func scientific(name string) bool {
	parts := strings.Fields(name)
	if len(parts) < 2 || len(parts) > 3 {
		return false
	}
	for i, part := range parts {
		lower := strings.ToLower(part)
		if i == 0 && part == lower || i > 0 && part != lower {
			return false
		}
		if strings.Trim(lower, "abcdefghijklmnopqrstuvwxyz") != "" || len(lexicon.Everyday().NamesIn(lower, "en")) > 0 {
			return false
		}
	}
	return true
}

// irregular are plurals that no rule finds.
var irregular = map[string]string{
	"people": "person", "children": "child", "men": "man", "women": "woman", "feet": "foot", "geese": "goose", "mice": "mouse",
	"leaves": "leaf", "wolves": "wolf", "knives": "knife", "loaves": "loaf", "calves": "calf", "shelves": "shelf",
}

// singular is a name whose last word stands in the singular; a name that is none in the plural
// stays.
func singular(name string) string {
	at := strings.LastIndexByte(name, ' ') + 1
	first, last := name[:at], name[at:]
	if one, ok := irregular[strings.ToLower(last)]; ok {
		return first + one
	}
	for _, rule := range []struct{ end, one string }{
		{"ss", "ss"}, {"us", "us"}, {"is", "is"}, {"ies", "y"}, {"ches", "ch"}, {"shes", "sh"}, {"xes", "x"}, {"sses", "ss"}, {"oes", "o"}, {"s", ""},
	} {
		if stem, ok := strings.CutSuffix(last, rule.end); ok && len(stem) > 1 {
			return first + stem + rule.one
		}
	}
	return name
}

// Unknown are the tags that the model does not know, in the vocabulary's order: none is suggested
// until photos have taught it. Of models that compare by cosine nobody can tell. Pure.
func (t *TagVectors) Unknown() []int { return slices.Sorted(maps.Keys(t.unknown)) }

// likeSpecies is the likelihood that a scientific name must reach where likeness alone speaks for it:
// one kind is much like another one that the model knows, and so are words that sound alike.
const likeSpecies = .6

// findUnknown notes the tags whose rows say that the model does not know them.
func (t *TagVectors) findUnknown(knows func(string) bool) {
	t.unknown = map[int]bool{}
	for row, tag := range t.tags {
		values := t.rows[row*t.dim:][:t.dim]
		byLikeness := knows != nil && isSpecies(t.vocabulary, tag) && !slices.ContainsFunc(waysToSay(t.vocabulary, tag), knows)
		if !t.measure.knows(values) || byLikeness && strongest(values) < likeSpecies {
			t.unknown[tag] = true
		}
	}
}

// isSpecies reports whether a tag has the name of a kind of living things, without a prompt of its
// own, which would say more.
func isSpecies(v *vocabulary.Vocabulary, tag int) bool {
	plain, _, _ := strings.Cut(v.Tags[tag].Name, "(")
	return len(v.Tags[tag].Prompts) == 0 && scientific(strings.TrimSpace(plain))
}

// living are words for all that has a scientific name.
var living = []string{"animal", "plant", "flower", "tree", "mushroom"}

// keepLiving takes off the rows of scientific names what is no living thing: a house mouse belongs to
// no computer, and a crane to no building site. It gives how likely each class lives; nil where the
// model does not know that, or no tag has such a name.
func (t *TagVectors) keepLiving(ctx context.Context, enc Encoder, lib *library.Library, template string) ([]float32, error) {
	species := func(tag int) bool { return isSpecies(t.vocabulary, tag) }
	if !slices.ContainsFunc(t.tags, species) {
		return nil, nil
	}
	names := slices.Clone(living)
	if knows := enc.Profile().Knows; knows != nil {
		names = slices.DeleteFunc(names, func(name string) bool { return !knows(name) })
	}
	rows, err := textVectors(ctx, enc, lib, inTemplate(names, template), nil)
	if err != nil {
		return nil, fmt.Errorf("vectors of vocabulary %s: %w", t.vocabulary.Name, err)
	}
	alive := make([]float32, t.dim)
	for _, row := range rows {
		for class, likely := range row {
			alive[class] = max(alive[class], likely)
		}
	}
	if strongest(alive) < knownFrom {
		return nil, nil
	}
	for row, tag := range t.tags {
		if species(tag) {
			atMost(t.rows[row*t.dim:][:t.dim], alive)
		}
	}
	return alive, nil
}

// atMost brings values down to limits, of which nil has none.
func atMost(values, limits []float32) {
	for i, limit := range limits {
		values[i] = min(values[i], limit)
	}
}

// findKinds judges the tags that the model takes for their last word ("rainbow lorikeet" for
// "lorikeet"). Where the vocabulary has another kind of that which the model does not know, it cannot
// tell one from the other, and knows neither; where it has none, the model knows enough of this one.
// alive is what keepLiving gave.
func (t *TagVectors) findKinds(ctx context.Context, enc Encoder, lib *library.Library, template string, alive []float32) error {
	var rows []int
	var heads []string
	known := map[int]bool{} // by row: whether the model is to know it
	for row, tag := range t.tags {
		head, ok := t.kindOf(row)
		if alone := ok && !t.hasStranger(head, tag); ok && alone == t.unknown[tag] {
			rows, heads, known[row] = append(rows, row), append(heads, head), alone
		}
	}
	vectors, err := textVectors(ctx, enc, lib, inTemplate(heads, template), nil)
	if err != nil {
		return fmt.Errorf("vectors of vocabulary %s: %w", t.vocabulary.Name, err)
	}
	for i, row := range rows {
		tag := t.tags[row]
		if isSpecies(t.vocabulary, tag) {
			vectors[i] = slices.Clone(vectors[i])
			atMost(vectors[i], alive)
		}
		if strongest(vectors[i]) > 0 && cosine(t.rows[row*t.dim:][:t.dim], vectors[i]) >= sameWord {
			t.unknown[tag] = !known[row]
		}
	}
	maps.DeleteFunc(t.unknown, func(_ int, unknown bool) bool { return !unknown })
	return nil
}

// kindOf is the last word of a row's tag that has several, and of which the model knows something. One
// that has this word as another name is no mere kind of it: so the user has settled it.
func (t *TagVectors) kindOf(row int) (head string, ok bool) {
	tag := t.tags[row]
	words := strings.Fields(commonName(t.vocabulary, tag))
	if len(words) < 2 || !t.measure.knows(t.rows[row*t.dim:][:t.dim]) || len(t.vocabulary.Tags[tag].Prompts) > 0 {
		return "", false
	}
	head = words[len(words)-1]
	return head, !slices.ContainsFunc(waysToSay(t.vocabulary, tag), func(name string) bool { return strings.EqualFold(name, head) })
}

// hasStranger reports whether a tag other than this one is a kind of something that the model does
// not know.
func (t *TagVectors) hasStranger(head string, than int) bool {
	for other := range t.unknown {
		name := strings.ToLower(commonName(t.vocabulary, other))
		if other != than && name != strings.ToLower(head) && strings.HasSuffix(name, strings.ToLower(head)) {
			return true
		}
	}
	return false
}

// commonName is the English name of a tag in the singular, that behind a scientific one, without what
// else stands in brackets.
func commonName(v *vocabulary.Vocabulary, tag int) string {
	plain, qualifier, _ := strings.Cut(v.English(tag), "(")
	if english := strings.Trim(qualifier, ") "); english != "" && isSpecies(v, tag) {
		return singular(english)
	}
	return singular(strings.TrimSpace(plain))
}

// Silent reports whether a tag is not suggested: the model does not know it, and no photo has
// taught it yet. Pure.
func (t *TagVectors) Silent(tag int) bool { return t.unknown[tag] && len(t.taught[tag].accepted) == 0 }

// UnknownNote says which tags the model does not know, and what to do; "" where it knows all. Pure.
func (t *TagVectors) UnknownNote() string {
	var names []string
	for _, tag := range t.Unknown() {
		if t.Silent(tag) {
			names = append(names, t.vocabulary.Tags[tag].Name)
		}
	}
	if len(names) == 0 {
		return ""
	}
	return fmt.Sprintf("The model does not know %s, and does not suggest them: add another name {…} or a prompt {= a photo of a …} on a line below, accept five photos for each, or use a CLIP model.",
		vocabulary.Quote(names))
}
