package vocabulary

import (
	"slices"
	"strings"

	"catchlight/library/keywords"
	"catchlight/tagging/lexicon"
)

// English is what a model is shown for the name of a tag: the English word, where the lexicon knows
// the name in another language, and the sense that the tags above it say, where the word has two.
// Else it is the name. Pure, but for the lexicon's first use.
func (v *Vocabulary) English(tag int) string {
	if sense, ok := v.sense(tag); ok {
		return sense.Text
	}
	return v.inEnglish(tag)
}

// inEnglish is the English word of a tag, whatever it means.
func (v *Vocabulary) inEnglish(tag int) string {
	if word := v.Tags[tag].English; word != "" {
		return word
	}
	return v.wordInEnglish(tag)
}

// wordInEnglish is the lexicon's English word for the name of a tag, or the name. One in letters
// that models cannot read, and that the lexicon lacks, gives way to another name that it has.
func (v *Vocabulary) wordInEnglish(tag int) string {
	t := v.Tags[tag]
	word, known := v.EnglishWord(t.Name)
	if !known && !InLatin(t.Name) {
		for _, synonym := range t.Synonyms {
			if other, known := v.EnglishWord(synonym); known {
				return other
			}
		}
	}
	return word
}

// AlsoEnglish is a word for a tag beside English, where nobody knows that: the first of its other
// names that is known. Pure.
func (v *Vocabulary) AlsoEnglish(tag int) (word string, ok bool) {
	t := v.Tags[tag]
	if _, known := v.EnglishWord(t.Name); known || t.English != "" || len(t.Prompts) > 0 {
		return "", false
	}
	for _, synonym := range t.Synonyms {
		if word, known := v.EnglishWord(synonym); known && word != v.English(tag) {
			return word, true
		}
	}
	return "", false
}

// EnglishWord is the English word for one that stands beside tags of the vocabulary, and so is
// likely in their language; ok is false where the lexicon does not know it. Pure.
func (v *Vocabulary) EnglishWord(name string) (word string, ok bool) {
	if word, ok := lexicon.Everyday().English(name, v.languages()...); ok {
		return word, true
	}
	return name, lexicon.Everyday().Knows(name)
}

// OtherEnglish is what else a model may be shown for a tag that it does not know by its English
// word: the name as it stands, other readings of it, the synonyms and their English words. Where a
// word of two senses is settled there is nothing else.
func (v *Vocabulary) OtherEnglish(tag int) []string {
	if _, settled := v.sense(tag); settled {
		return nil
	}
	t, known := v.Tags[tag], lexicon.Everyday()
	names := append([]string{t.Name}, known.Readings(t.Name, v.languages()...)...)
	for _, synonym := range t.Synonyms {
		names = append(append(names, synonym), known.Readings(synonym, v.languages()...)...)
	}
	return names
}

// InLatin reports whether a model that reads English alone can make something of a tag: it has not
// learned other scripts, and what it makes of them is chance.
func (v *Vocabulary) InLatin(tag int) bool {
	return len(v.Tags[tag].Prompts) > 0 || InLatin(v.English(tag))
}

// sense is which of two senses a tag has by its synonyms, the tags above it or, where these are
// silent, below it; ok is false where its word has one, or nobody says.
func (v *Vocabulary) sense(tag int) (s lexicon.Sense, ok bool) {
	senses, ok := v.senses(tag)
	if !ok {
		return s, false
	}
	around := slices.Clone(v.Tags[tag].Synonyms)
	for up := v.Tags[tag].Parent; up >= 0; up = v.Tags[up].Parent {
		around = append(around, v.Tags[up].Name, v.inEnglish(up))
	}
	if s, ok := senses.Among(around); ok {
		return s, true
	}
	return senses.Among(v.below(tag))
}

// below are the names right below a tag. Children follow their parent.
func (v *Vocabulary) below(tag int) []string {
	var names []string
	for i, t := range v.Tags[tag+1:] {
		if t.Parent < tag {
			break
		}
		if t.Parent == tag {
			names = append(names, v.inEnglish(tag+1+i))
		}
	}
	return names
}

// senses are the two senses of a tag's word; ok is false where it has one, or the tag's own prompt
// says which.
func (v *Vocabulary) senses(tag int) (s lexicon.Senses, ok bool) {
	if t := v.Tags[tag]; len(t.Prompts) > 0 || t.Heading {
		return s, false
	}
	return lexicon.Everyday().SensesOf(v.inEnglish(tag))
}

// TwoSenses is a tag that may mean two things in a photo, and nothing in the vocabulary says which.
type TwoSenses struct {
	Tag     int
	Text    [2]string // what it may mean: "crane bird"
	Prompts [2]string // the prompt that settles it, for each
}

// Unsettled are the tags with two senses, in the vocabulary's order: each is asked about once, and
// a prompt is the answer. Pure.
func (v *Vocabulary) Unsettled() []TwoSenses {
	var all []TwoSenses
	for i := range v.Tags {
		senses, two := v.senses(i)
		if _, settled := v.sense(i); !two || settled {
			continue
		}
		question := TwoSenses{Tag: i}
		for k, sense := range senses.Each {
			question.Text[k], question.Prompts[k] = sense.Text, promptOf(sense.Text)
		}
		all = append(all, question)
	}
	return all
}

// promptTemplate is how prompts are made for the user.
const promptTemplate = "a photo of a {}"

// KindPrompt is a prompt that tells a tag from others of its name by the one above it; "" at the top.
// Pure.
func (v *Vocabulary) KindPrompt(tag int) string {
	up := v.Tags[tag].Parent
	if up < 0 {
		return ""
	}
	return lexicon.InTemplate(promptTemplate, v.English(tag)) + ", a kind of " + v.English(up)
}

// promptOf is the prompt for a thing, or for several.
func promptOf(text string) string {
	several := strings.HasSuffix(text, "s") && !strings.HasSuffix(text, "ss") && !strings.HasSuffix(text, "us")
	switch {
	case several, strings.HasPrefix(text, "the "):
		return "a photo of " + text
	}
	return lexicon.InTemplate(promptTemplate, text)
}

// Alone is a vocabulary of one tag, the last, with those above it as headings: they say which of two
// senses it has. It is in the language of v. parent is -1 where there is none. Pure.
func (v *Vocabulary) Alone(parent int, t Tag) *Vocabulary {
	one := &Vocabulary{Name: t.Name, language: v.language, around: v}
	var above []Tag
	for ; parent >= 0; parent = v.Tags[parent].Parent {
		above = append(above, Tag{Name: v.Tags[parent].Name, English: v.Tags[parent].English, Synonyms: v.Tags[parent].Synonyms, Heading: true})
	}
	slices.Reverse(above)
	for i := range above {
		above[i].Parent = i - 1
	}
	t.Parent = len(above) - 1
	one.Tags = append(above, t)
	return one
}

// languages are those in which the names are looked up first.
func (v *Vocabulary) languages() []string {
	v.once.Do(v.index)
	return v.spoken
}

// findLanguage notes in which language most names are, of those around them where they are few.
func (v *Vocabulary) findLanguage() {
	if v.around != nil {
		v.spoken = v.around.languages()
		return
	}
	var names []string
	for _, t := range v.Tags {
		if !t.Heading && len(t.Prompts) == 0 {
			names = append(names, t.Name)
		}
	}
	v.spoken = slices.DeleteFunc([]string{lexicon.Everyday().LanguageOf(names, v.language), v.language}, func(tag string) bool { return tag == "" })
}

// In is a vocabulary with its names in another language, by a BCP 47 tag: those that its tags say,
// else the lexicon's. One of the user's own is so only where it speaks that language, for its names
// are his word; otherwise, and in a language that the lexicon lacks, it is v with that language
// tried first for names that several languages have. What the tags were called becomes a synonym,
// so that decisions and files which say it go on to count. Pure.
func (v *Vocabulary) In(language string) *Vocabulary {
	in := &Vocabulary{Name: v.Name, Tags: v.Tags, Notes: v.Notes, language: language, table: v.table, remarks: v.remarks}
	if _, built := builtIn[v.Name]; language == "" || !built && !v.speaks(language) {
		return in
	}
	in.Tags = slices.Clone(v.Tags)
	names := make([][]string, len(v.Tags))
	for i := range v.Tags {
		names[i] = v.namesIn(i, language)
	}
	taken := map[string]bool{}
	for _, i := range v.namingOrder(names, lexicon.Code(language)) {
		in.Tags[i] = v.called(i, names[i], taken)
		taken[keywords.Fold(in.Tags[i].Name)] = true
	}
	return in
}

// namingOrder is in which order tags get their names in a language: first those that say it
// themselves; of two others that share a word the one that has fewer gets it.
func (v *Vocabulary) namingOrder(names [][]string, code string) []int {
	order := make([]int, len(names))
	for i := range order {
		order[i] = i
	}
	rank := func(tag int) int {
		if v.Tags[tag].Called(code) != "" {
			return -1
		}
		return len(names[tag])
	}
	slices.SortStableFunc(order, func(a, b int) int { return rank(a) - rank(b) })
	return order
}

// called is a tag under the first of names that no other tag has already, for decisions go by names;
// those that it had become synonyms.
func (v *Vocabulary) called(tag int, names []string, taken map[string]bool) Tag {
	t := v.Tags[tag]
	for i, name := range names {
		if taken[keywords.Fold(name)] {
			continue
		}
		others := append(slices.Delete(slices.Clone(names), i, i+1), t.Name)
		others = slices.DeleteFunc(others, func(other string) bool { return sameName(other, name) || containsName(t.Synonyms, other) })
		t = t.holding(t.Along())
		t.English, t.Name, t.Synonyms = v.inEnglish(tag), name, append(others, t.Synonyms...)
		return t
	}
	return t
}

// NamesIn is the language of a BCP 47 locale in which the built-in tags have names, as
// Vocabulary.In takes it; "" where they have none, and of English, in which they stand. Pure.
func NamesIn(locale string) string {
	if code := lexicon.Code(locale); code != lexicon.English {
		return code
	}
	return ""
}
