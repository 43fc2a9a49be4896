package tagging

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"unicode"

	"catchlight/library/keywords"
	"catchlight/tagging/lexicon"
	"catchlight/tagging/query"
)

// Phrase is a part of a search that is looked for by itself: as many words in a row as are known
// together.
type Phrase struct {
	Text  string // as it was typed, or put right
	Typed string // as it was typed
	Shown string // what a model is shown for it: the English words
	Not   bool   // photos with it are not wanted
	Known bool   // the model knows it; nobody can tell of one that compares by cosine, and it is true

	// Weight is how much it counts beside the others that are known: 1 on the mean.
	Weight float32

	// Strange: nobody knows it as it was typed: neither the lexicon, nor the model, nor the words of
	// the query. Text is another word where one known is nearly the same.
	Strange bool

	vector []float32 // of a model of probabilities
}

// isStrange reports whether nobody knows the phrase, as far as it was asked.
func (p Phrase) isStrange() bool { return p.Strange || !p.Known }

// longestPhrase is how many words are looked up together.
const longestPhrase = 4

// Phrases cuts the texts of a search into phrases: the longest ones that the lexicon, the query
// (Words) or the model knows, without the words between them. "no", "without" and a minus before a
// word say that it is not wanted. A word that nobody knows is put right where one known is nearly
// the same; otherwise it stays as it is. It blocks while texts are encoded.
func Phrases(ctx context.Context, enc Encoder, q query.Query) ([]Phrase, error) {
	texts, err := newPhraseReader(enc, q).readAll(ctx, q)
	return evenPhrases(texts), err
}

func newPhraseReader(enc Encoder, q query.Query) *phraseReader {
	r := &phraseReader{enc: enc, language: q.Language, said: map[string]said{}}
	r.know(q.Words)
	return r
}

// know takes words as known from now on, in place of those before. What the model says of texts is
// not asked again.
func (r *phraseReader) know(words []string) {
	r.words, r.listed = words, make(map[string]bool, len(words))
	for _, word := range words {
		r.listed[strings.ToLower(word)] = true
	}
}

// readAll are the phrases of each text of a search, of those that are not wanted last.
func (r *phraseReader) readAll(ctx context.Context, q query.Query) ([][]Phrase, error) {
	var texts [][]Phrase
	for i, text := range slices.Concat(q.With, q.Without) {
		found, err := r.read(ctx, text.Words, i >= len(q.With))
		if err != nil {
			return nil, fmt.Errorf("read the search: %w", err)
		}
		for k := range found {
			found[k].Weight = text.Weight
		}
		texts = append(texts, found)
	}
	return texts, nil
}

// readKnowing is readAll; where something is strange without the words that more gives, and there
// are any, the texts are read again with these.
func (r *phraseReader) readKnowing(ctx context.Context, q query.Query, more func() []string) ([][]Phrase, error) {
	texts, err := r.readAll(ctx, q)
	if err != nil || more == nil || !slices.ContainsFunc(slices.Concat(texts...), Phrase.isStrange) {
		return texts, err
	}
	r.know(more())
	return r.readAll(ctx, q)
}

// evenPhrases are the phrases of all texts, the weights of those that the model knows 1 on the mean.
func evenPhrases(texts [][]Phrase) []Phrase {
	all := slices.Concat(texts...)
	var sum, known float32
	for _, p := range all {
		if p.Known {
			sum, known = sum+p.Weight, known+1
		}
	}
	for i := range all {
		if sum > 0 && sum != known {
			all[i].Weight *= known / sum
		}
	}
	return all
}

// phraseReader reads the texts of a search.
type phraseReader struct {
	enc      Encoder
	language string          // in doubt that of the words
	words    []string        // known beside the lexicon's
	listed   map[string]bool // the same, in small letters
	said     map[string]said // by text as it was typed; of a model of classes alone
	speak    []string        // the language of the text that is read
}

// said is how a model of classes is shown a text, and what it makes of that.
type said struct {
	shown string
	row   []float32
	exact bool // it knows that as it stands
}

func (r *phraseReader) read(ctx context.Context, text string, not bool) ([]Phrase, error) {
	between := func(x rune) bool {
		return unicode.IsSpace(x) || keywords.IsSeparator(x) || strings.ContainsRune(`"“”„!?！？`, x)
	}
	words := strings.FieldsFunc(text, between)
	r.speak = []string{lexicon.Everyday().LanguageOf(words, r.language)}
	if err := r.look(ctx, words); err != nil {
		return nil, err
	}
	var found []Phrase
	for negated := false; len(words) > 0; {
		word, minus := strings.CutPrefix(words[0], "-")
		switch {
		case word == "":
			words = words[1:]
			continue
		case denials[strings.ToLower(word)] && len(words) > 1:
			negated, words = true, words[1:]
			continue
		}
		words[0] = word
		p, n, err := r.next(ctx, words)
		if err != nil {
			return nil, err
		}
		if words = words[n:]; p != nil {
			p.Not = not || negated || minus
			found, negated = append(found, *p), false
		}
	}
	return found, nil
}

// next is the phrase at the begin of some words, and how many they are; none where a word says
// nothing.
func (r *phraseReader) next(ctx context.Context, words []string) (*Phrase, int, error) {
	for n := min(longestPhrase, len(words)); n > 0; n-- {
		text := strings.Join(words[:n], " ")
		switch silent := between[strings.ToLower(words[0])]; {
		case silent && n == 1:
			return nil, 1, nil
		case silent && !r.listed[strings.ToLower(text)]: // "the beach" is the beach, but "The Hague" is a place
		case r.knows(text):
			return r.phrase(text, text), n, nil
		}
	}
	typed, text := words[0], words[0]
	if right, ok := lexicon.Everyday().Nearest(typed, r.words); ok {
		if err := r.look(ctx, []string{right}); err != nil {
			return nil, 0, err
		}
		text = right
	}
	strange := r.phrase(typed, text)
	strange.Strange = true
	return strange, 1, nil
}

func (r *phraseReader) phrase(typed, text string) *Phrase {
	p := &Phrase{Text: text, Typed: typed, Shown: r.shown(text), Known: true}
	if measure := r.enc.Profile().Measure; measure == Probabilities {
		as := r.said[text]
		p.Shown, p.vector, p.Known = as.shown, as.row, measure.knows(as.row)
	}
	return p
}

// knows reports whether words are known together, to the model wholly: it reads a likeness into
// any, and what is nearly like a known word is better put right.
func (r *phraseReader) knows(text string) bool {
	as := r.said[text]
	return r.listed[strings.ToLower(text)] || lexicon.Everyday().Knows(text) || as.exact || strongest(as.row) >= whollyKnown
}

// shown is what a model is shown for words.
func (r *phraseReader) shown(text string) string {
	if english, ok := lexicon.Everyday().English(text, r.speak...); ok {
		return english
	}
	return text
}

// look asks a model of classes for all that the words may be together. Nothing of it is kept: what
// is typed into a search field is never typed twice alike.
func (r *phraseReader) look(ctx context.Context, words []string) error {
	if r.enc.Profile().Measure != Probabilities {
		return nil
	}
	var typed []string
	ways := map[string][]string{}
	for i := range words {
		for n := 1; n <= longestPhrase && i+n <= len(words); n++ {
			text := strings.TrimPrefix(strings.Join(words[i:i+n], " "), "-")
			if _, known := r.said[text]; !known && ways[text] == nil {
				ways[text] = r.waysToSay(text)
				typed = append(typed, text)
			}
		}
	}
	return r.ask(ctx, typed, ways)
}

// waysToSay are what the model may be shown for a text, the nearest first: where one is known as it
// stands, that alone, as for a tag (lookUp).
func (r *phraseReader) waysToSay(text string) []string {
	names := formsOf(append([]string{r.shown(text), text}, lexicon.Everyday().Readings(text, r.speak...)...))
	knows := r.enc.Profile().Knows
	if knows == nil {
		return names
	}
	if known := slices.IndexFunc(names, knows); known >= 0 {
		return names[known : known+1]
	}
	return names[:1]
}

// ask gets the rows of texts, and takes the best way to say each.
func (r *phraseReader) ask(ctx context.Context, typed []string, ways map[string][]string) error {
	profile := r.enc.Profile()
	var texts []string
	for _, text := range typed {
		for _, name := range ways[text] {
			texts = append(texts, searchText(name, profile.Templates))
		}
	}
	rows, err := textVectors(ctx, r.enc, nil, texts, nil)
	if err != nil {
		return err
	}
	for _, text := range typed {
		names := ways[text]
		best := 0
		for i, row := range rows[:len(names)] {
			if strongest(rows[best]) < whollyKnown && strongest(row) > strongest(rows[best])+.01 {
				best = i
			}
		}
		r.said[text] = said{names[best], rows[best], profile.Knows != nil && profile.Knows(names[best])}
		rows = rows[len(names):]
	}
	return nil
}

// denials say that the word after them is not wanted.
var denials = wordSet("no not without except ohne kein keine keinen nicht außer sans pas sin excepto senza tranne без не")

// between are words that say nothing of a photo by themselves.
var between = wordSet("a an the of in on at by with and or from to for near under over my our his her some photo photos picture pictures " +
	"image images der die das ein eine einen einer im am an auf mit und von zu bei vom zum foto fotos bild bilder mein meine " +
	"le la les un une du de des d' au aux avec et sur dans mon ma mes el los las una del al con y en sobre mi il lo gli i di da nel " +
	"nella su e photo в на с и у з на до мій моя")

func wordSet(list string) map[string]bool {
	set := map[string]bool{}
	for word := range strings.FieldsSeq(list) {
		set[word] = true
	}
	return set
}

// AimAt is what the photos of a model of probabilities are compared with for phrases, those that it
// does not know left out: the score is the product of how likely each phrase is, or is not, true of
// the photo, to the power of its weight. nil where no phrase is left. The phrases belong to it from
// then on. Pure.
func AimAt(phrases []Phrase) *Aim {
	var aim *Aim
	for _, p := range phrases {
		if !p.Known || p.vector == nil {
			continue
		}
		if aim == nil {
			aim = &Aim{measure: Probabilities, texts: p.vector, read: phrases}
		}
		aim.parts = append(aim.parts, part{p.vector, p.Not, p.Weight})
	}
	return aim
}

// inEnglish is a query as models that compare by cosine are asked it: texts as they were typed, but
// for those with words of other languages or misspelt ones, and what a text says is not wanted
// apart. phrases are how each of its texts was read.
func inEnglish(q query.Query, phrases [][]Phrase) query.Query {
	asked := query.Query{Like: q.Like}
	for i, text := range q.With {
		shown, denied := asShown(text, phrases[i], func(p Phrase) bool { return p.Not })
		asked.With, asked.Without = append(asked.With, shown...), append(asked.Without, denied...)
	}
	for i, text := range q.Without {
		shown, _ := asShown(text, phrases[len(q.With)+i], func(Phrase) bool { return false })
		asked.Without = append(asked.Without, shown...)
	}
	return asked
}

// asShown is what a model is shown for a text that was read as phrases: the text, where it needs
// nothing, and apart from it those of its phrases that it denies.
func asShown(text query.Text, phrases []Phrase, denies func(Phrase) bool) (shown, denied []query.Text) {
	var words []string
	same := true
	for _, p := range phrases {
		if denies(p) {
			denied = append(denied, query.Text{Words: p.Shown, Weight: text.Weight})
			continue
		}
		words, same = append(words, p.Shown), same && p.Shown == p.Typed
	}
	switch {
	case same && len(denied) == 0:
		shown = []query.Text{text}
	case len(words) > 0:
		shown = []query.Text{{Words: strings.Join(words, " "), Weight: text.Weight}}
	}
	return shown, denied
}
