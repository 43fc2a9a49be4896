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

// lookUp tries other ways to say the tags that a model of classes does not know wholly: without a
// qualifier in brackets, in the singular, by other names, by the English name behind a scientific
// one. The text that is likeliest true of a class is the tag's; of equal ones the one as it stands.
// A tag's own prompts are the user's word, and give way only where the model knows nothing of them.
func (t *TagVectors) lookUp(ctx context.Context, enc Encoder, lib *library.Library, template string) error {
	var texts []string
	var ends []int
	for row, tag := range t.tags {
		if t.needsOther(row) {
			texts = append(texts, otherTexts(t.vocabulary, tag, template)...)
		}
		ends = append(ends, len(texts))
	}
	vectors, err := textVectors(ctx, enc, lib, texts, nil)
	if err != nil {
		return fmt.Errorf("vectors of vocabulary %s: %w", t.vocabulary.Name, err)
	}
	start := 0
	for row, end := range ends {
		kept := t.rows[row*t.dim:][:t.dim]
		for _, other := range vectors[start:end] {
			if strongest(other) > strongest(kept)+.01 {
				copy(kept, other)
			}
		}
		start = end
	}
	return nil
}

// needsOther reports whether other ways to say a row's tag are to be tried.
func (t *TagVectors) needsOther(row int) bool {
	known := strongest(t.rows[row*t.dim:][:t.dim])
	if len(t.vocabulary.Tags[t.tags[row]].Prompts) > 0 {
		return known < knownFrom
	}
	return known < whollyKnown
}

// otherTexts are what else could be said of a tag, the nearest to its name first.
func otherTexts(v *vocabulary.Vocabulary, tag int, template string) []string {
	var names []string
	for _, name := range v.OtherEnglish(tag) {
		plain, qualifier, _ := strings.Cut(name, "(")
		plain, qualifier = strings.TrimSpace(plain), strings.Trim(qualifier, ") ")
		names = append(names, name, plain, singular(plain))
		if scientific(plain) {
			names = append(names, qualifier, singular(qualifier))
		}
	}
	var texts []string
	for _, name := range names {
		text := strings.ReplaceAll(template, "{}", name)
		if name != "" && !slices.Contains(texts, text) {
			texts = append(texts, text)
		}
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

// findUnknown notes the tags whose rows say that the model does not know them.
func (t *TagVectors) findUnknown() {
	t.unknown = map[int]bool{}
	for row, tag := range t.tags {
		if !t.measure.knows(t.rows[row*t.dim:][:t.dim]) {
			t.unknown[tag] = true
		}
	}
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
