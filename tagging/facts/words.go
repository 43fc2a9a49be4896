package facts

import (
	"slices"
	"strings"

	"catchlight/library/keywords"
	"catchlight/tagging/vocabulary"
)

// Words finds the tags of a vocabulary that facts speak of, by name or synonym in seven languages.
// Immutable; any goroutine may use it.
type Words struct {
	vocabulary *vocabulary.Vocabulary
	tags       map[string][]int // by the word of a fact
	private    map[string]bool  // words of facts that the vocabulary keeps out of files
	rooms      []int            // the tags that say that a photo was taken in a room
	roomKeys   map[string]bool  // and the keywords, folded
}

// Proof is a tag that a fact stands for.
type Proof struct {
	Tag    int // index in the vocabulary
	Name   string
	Reason Reason
}

// NewWords looks all words up. A millisecond.
func NewWords(v *vocabulary.Vocabulary) *Words {
	w := &Words{vocabulary: v, tags: map[string][]int{}, private: map[string]bool{}, rooms: tagsCalled(v, "indoors"), roomKeys: map[string]bool{}}
	for _, name := range namesOf("indoors") {
		w.roomKeys[keywords.Fold(name.text)] = true
	}
	for _, r := range rules {
		w.tags[r.word] = tagsCalled(v, r.word)
		w.private[r.word] = slices.ContainsFunc(namesOf(r.word), func(n name) bool { return v.KeepsPrivate(n.text) })
	}
	return w
}

// tagsCalled are the tags that have one of a word's names. One below another of them is more than the
// word says: of a portrait nobody knows that it is a close one.
func tagsCalled(v *vocabulary.Vocabulary, word string) []int {
	var tags []int
	for _, name := range namesOf(word) {
		tag, known := v.Find(name.text)
		if !known || v.Tags[tag].Heading || slices.Contains(tags, tag) || name.vague && !isColour(v, tag) {
			continue
		}
		tags = append(tags, tag)
	}
	return slices.DeleteFunc(slices.Clone(tags), func(tag int) bool {
		return slices.ContainsFunc(tags, func(other int) bool { return other != tag && v.IsBelow(tag, other) })
	})
}

// isColour reports whether a tag is meant as a colour, which an orange or a rose need not be: what
// stands above it says so, or its prompt.
func isColour(v *vocabulary.Vocabulary, tag int) bool {
	above := keywords.Fold(v.Path(tag) + " " + keywords.WithBeside(v.Written(tag), nil))
	for _, prompt := range v.Tags[tag].Prompts {
		above += " " + keywords.Fold(prompt)
	}
	return slices.ContainsFunc(colourWords, func(word string) bool { return strings.Contains(above, word) })
}

// colourWords are parts of what people put colours below, and of how prompts describe them.
var colourWords = []string{"colo", "mostly", "farbe", "couleur", "色", "колір", "кольор"}

// InRoom reports whether words say that a photo was taken in a room: its keywords, or the tags
// suggested for it. Pure.
func (w *Words) InRoom(has keywords.Keywords, suggested func(tag int) bool) bool {
	if slices.ContainsFunc(has.All, func(word keywords.Keyword) bool { return w.roomKeys[keywords.Fold(word.Name)] }) {
		return true
	}
	return slices.ContainsFunc(w.rooms, suggested)
}

// Proofs are the tags of the vocabulary that facts stand for, each once, with the first reason.
// Pure.
func (w *Words) Proofs(of []Fact) []Proof {
	var found []Proof
	for _, f := range of {
		for _, tag := range w.tags[f.Word] {
			if !slices.ContainsFunc(found, func(p Proof) bool { return p.Tag == tag }) {
				found = append(found, Proof{tag, w.vocabulary.Tags[tag].Name, f.Reason})
			}
		}
	}
	return found
}

// Tells reports whether there are facts that stand for a tag. Pure.
func (w *Words) Tells(tag int) bool {
	for _, tags := range w.tags {
		if slices.Contains(tags, tag) {
			return true
		}
	}
	return false
}

// Missing are the facts of which no tag of the vocabulary speaks, not even a private one, each word
// once. Pure.
func (w *Words) Missing(of []Fact) []Fact {
	return slices.DeleteFunc(slices.Clone(of), func(f Fact) bool { return len(w.tags[f.Word]) > 0 || w.private[f.Word] })
}
