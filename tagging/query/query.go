// Package query reads what is searched for, as it was typed: words and signs, quotes and weights. The
// command line and the window have it from here alike. It knows no model and no photo.
package query

import (
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Query says what to look for: photos near With and Like, and far from Without. How much each counts
// beside the others is its weight; only how weights stand to one another matters.
type Query struct {
	With, Without []Text
	Like          []Likeness
	Language      string   // of tags, BCP 47: words that several languages have are taken to be in it
	Words         []string // known beside the everyday ones, such as those on photos: none of them is put right
}

// Text is words that are looked for together.
type Text struct {
	Words  string
	Weight float32 // above 0; 1 where the user said nothing
}

// Likeness is a photo that others are to be like.
type Likeness struct {
	Vector []float32
	Weight float32 // 1 where the user said nothing; below 0: others are to be unlike it
}

// Texts are texts that count alike. Pure.
func Texts(words ...string) []Text {
	texts := make([]Text, len(words))
	for i, each := range words {
		texts[i] = Text{each, 1}
	}
	return texts
}

// Even is the query with weights of 1 on the mean, so that scores stay what they are: "2:dog" alone
// is "dog". Pure.
func (q Query) Even() Query {
	mean := q.MeanWeight()
	if mean == 1 || mean == 0 {
		return q
	}
	lighter := func(texts []Text) []Text {
		texts = slices.Clone(texts)
		for i := range texts {
			texts[i].Weight /= mean
		}
		return texts
	}
	q.With, q.Without, q.Like = lighter(q.With), lighter(q.Without), slices.Clone(q.Like)
	for i := range q.Like {
		q.Like[i].Weight /= mean
	}
	return q
}

// MeanWeight is how much a part of a query counts on the mean, wanted or not; 0 where there is none.
// Pure.
func (q Query) MeanWeight() float32 {
	var sum float32
	for _, t := range slices.Concat(q.With, q.Without) {
		sum += t.Weight
	}
	for _, l := range q.Like {
		sum += max(l.Weight, -l.Weight)
	}
	return sum / float32(max(1, len(q.With)+len(q.Without)+len(q.Like)))
}

// Term is a word of a search as it was typed, or several in quotes.
type Term struct {
	Text   string
	Exact  bool    // in quotes
	Out    bool    // photos with it are not wanted
	Weight float32 // above 0

	text int // which text it belongs to
}

// Terms reads a search: words, "…" exact, -word and -"…" not wanted. A + or - that stands alone
// says whether the words up to the next one are wanted, as the first ones are. A weight (CutWeight)
// holds for the words from it to the next sign or weight; what weighs nothing is left out. Pure.
func Terms(field string) []Term {
	var terms []Term
	now, texts := Term{Weight: 1}, 0 // what the next word belongs to, and how many texts were begun
	for rest := strings.TrimSpace(field); rest != ""; rest = strings.TrimLeftFunc(rest, unicode.IsSpace) {
		if sign, after, ok := cutSign(rest); ok {
			texts++
			now, rest = Term{Out: sign == "-", Weight: 1, text: texts}, after
			continue
		}
		if weight, after, ok := CutWeight(rest); ok {
			texts++
			now.Weight, now.text, rest = weight, texts, after
			continue
		}
		term := now
		if after, minus := strings.CutPrefix(rest, "-"); minus {
			texts++
			term = Term{Out: true, Weight: 1, text: texts}
			term.Weight, rest, _ = CutWeight(after)
		}
		if term.Text, term.Exact, rest = cutText(rest); term.Text != "" && term.Weight > 0 {
			terms = append(terms, term)
		}
	}
	return terms
}

// cutSign cuts a + or - off that stands alone.
func cutSign(s string) (sign, rest string, ok bool) {
	if s[0] != '+' && s[0] != '-' {
		return "", s, false
	}
	next, _ := utf8.DecodeRuneInString(s[1:])
	return s[:1], s[1:], s[1:] == "" || unicode.IsSpace(next)
}

// cutText cuts the next word off, or what stands in quotes; those that are not closed end with s.
func cutText(s string) (text string, exact bool, rest string) {
	if after, quoted := strings.CutPrefix(s, `"`); quoted {
		text, rest, _ = strings.Cut(after, `"`)
		return strings.TrimSpace(text), true, rest
	}
	end := strings.IndexFunc(s, unicode.IsSpace)
	if end < 0 {
		end = len(s)
	}
	return s[:end], false, s[end:]
}

// weightForm is what may stand before a text: a number and a colon.
var weightForm = regexp.MustCompile(`^([0-9]+\.?[0-9]*|\.[0-9]+):`)

// mostWeight is the largest weight: beside one of a thousand nothing else counts.
const mostWeight = 1000

// CutWeight cuts the weight off that stands before a text or photo, as in "2:dog" and
// "0.5:./cat.jpg", the way rclip has it. ok is false where there is none; before a digit there is
// none either: 10:30 is a time, and 16:9 a shape. Pure.
func CutWeight(s string) (weighs float32, rest string, ok bool) {
	end := len(weightForm.FindString(s))
	if end == 0 || end < len(s) && s[end] >= '0' && s[end] <= '9' {
		return 1, s, false
	}
	number, _ := strconv.ParseFloat(s[:end-1], 64) // one that is too large is infinite
	return float32(min(number, mostWeight)), s[end:], true
}

// Of is what a model is asked for terms. Words in a row make one text, up to the next sign or
// weight; each word with a minus of its own makes one, and those around it go on with theirs. Pure.
func Of(terms []Term) Query {
	var q Query
	last := map[bool]int{} // the text that was begun last, of what is not wanted and of what is
	for _, t := range terms {
		to := &q.With
		if t.Out {
			to = &q.Without
		}
		if n := len(*to); n > 0 && last[t.Out] == t.text {
			(*to)[n-1].Words += " " + t.Text
		} else {
			*to = append(*to, Text{t.Text, t.Weight})
		}
		last[t.Out] = t.text
	}
	return q
}

// Parse reads the words of a command line as one search (Terms). What stands in quotes is words like
// others. Pure.
func Parse(words []string) Query { return Of(Terms(strings.Join(words, " "))) }

// IsEmpty reports whether nothing is searched for. Pure.
func (q Query) IsEmpty() bool { return len(q.With)+len(q.Without)+len(q.Like) == 0 }
