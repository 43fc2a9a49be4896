package clip

import (
	"bufio"
	"bytes"
	"compress/gzip"
	"errors"
	"fmt"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// The vocabulary of CLIP's byte-pair encoding (Radford et al. 2021, after Sennrich
// et al. 2016): 256 bytes, the same bytes at the end of a word, one entry a merge,
// and two marks.
const (
	bpeWordEnd = 256                     // what a byte's id grows by at the end of a word
	bpeStart   = 49406                   // start of text
	bpeEnd     = 49407                   // end of text
	bpeMerges  = bpeStart - 2*bpeWordEnd // merges used; the table holds more
	bpeMark    = "</w>"                  // end of word in the table
)

// bpe is CLIP's tokenizer. A merge's id grows with its rank, and is it here. Safe for concurrent
// use.
type bpe struct {
	bytes   [256]int64
	merges  map[[2]int64]ranked
	context int
}

// newBPE reads the gzipped table of merges that OpenAI published with CLIP.
// A text has context tokens at most, marks included.
func newBPE(table []byte, context int) (*bpe, error) {
	unzipped, err := gzip.NewReader(bytes.NewReader(table))
	if err != nil {
		return nil, fmt.Errorf("token table of CLIP: %w", err)
	}
	t := &bpe{merges: make(map[[2]int64]ranked, bpeMerges), context: context}
	ids := t.alphabet()
	lines := bufio.NewScanner(unzipped)
	lines.Scan() // the first line names the table's version
	for id := int64(2 * bpeWordEnd); id < bpeStart; id++ {
		if err := t.addMerge(lines, ids, id); err != nil {
			return nil, fmt.Errorf("token table of CLIP: merge %d: %w", id-2*bpeWordEnd, err)
		}
	}
	return t, nil
}

// alphabet numbers the bytes as the table's authors did: the printable ones of
// Latin-1 first, then the others, which the table writes as the characters from
// U+0100 on. It returns the ids by the table's spelling.
func (t *bpe) alphabet() map[string]int64 {
	ids := make(map[string]int64, bpeStart)
	next := int64(0)
	name := func(b int, r rune) {
		t.bytes[b] = next
		ids[string(r)], ids[string(r)+bpeMark] = next, next+bpeWordEnd
		next++
	}
	for b := range 256 {
		if printable(b) {
			name(b, rune(b))
		}
	}
	other := rune(256)
	for b := range 256 {
		if !printable(b) {
			name(b, other)
			other++
		}
	}
	return ids
}

func printable(b int) bool {
	return b >= '!' && b <= '~' || b >= '¡' && b <= '¬' || b >= '®' && b <= 'ÿ'
}

func (t *bpe) addMerge(lines *bufio.Scanner, ids map[string]int64, id int64) error {
	if !lines.Scan() {
		return errors.New("the table ends too early")
	}
	left, right, _ := strings.Cut(lines.Text(), " ")
	a, known := ids[left]
	b, alsoKnown := ids[right]
	if !known || !alsoKnown {
		return fmt.Errorf("%q names an unknown token", lines.Text())
	}
	t.merges[[2]int64{a, b}] = ranked{rank: id, id: id}
	ids[left+right] = id
	return nil
}

// encode returns the text's ids with both marks, cut to the context so that the end mark
// stays last, not padded. Marks spelled out in a user's text stay text.
func (t *bpe) encode(text string) []int64 {
	ids := []int64{bpeStart}
	for rest := normalizeForBPE(text); rest != "" && len(ids) < t.context; {
		var word string
		word, rest = nextWord(rest)
		ids = append(ids, t.merge(word)...)
	}
	return append(ids[:min(len(ids), t.context-1)], bpeEnd)
}

// merge splits a word into bytes and joins what merges.
func (t *bpe) merge(word string) []int64 {
	ids := make([]int64, len(word))
	for i := range len(word) {
		ids[i] = t.bytes[word[i]]
	}
	if len(ids) > 0 {
		ids[len(ids)-1] += bpeWordEnd
	}
	return mergePairs(ids, t.merges)
}

// normalizeForBPE composes (NFC), makes one space of each run of white space and lowers.
func normalizeForBPE(text string) string {
	return lower(strings.Join(strings.FieldsFunc(norm.NFC.String(text), unicode.IsSpace), " "))
}

// lower lowers rune by rune, as Hugging Face's tokenizers do: unlike strings.ToLower
// U+0130 becomes i and a combining dot.
func lower(text string) string {
	var b strings.Builder
	for _, r := range text {
		if r == 'İ' {
			b.WriteString("i\u0307")
			continue
		}
		b.WriteRune(unicode.ToLower(r))
	}
	return b.String()
}

// nextWord cuts the next word off: a contraction, a run of letters, one digit, or a
// run of anything else but spaces. The word is empty when only a space was left.
func nextWord(text string) (word, rest string) {
	text = strings.TrimLeft(text, " ")
	for _, c := range []string{"'s", "'t", "'re", "'ve", "'m", "'ll", "'d"} {
		if strings.HasPrefix(text, c) {
			return c, text[len(c):]
		}
	}
	kind, end := kindOf(firstRune(text)), 0
	for i, r := range text {
		if kindOf(r) != kind || kind == digit && i > 0 {
			break
		}
		end = i + len(string(r))
	}
	return text[:end], text[end:]
}

type runeKind uint8

const (
	letter runeKind = iota
	digit
	space
	other
)

func kindOf(r rune) runeKind {
	switch {
	case unicode.IsLetter(r):
		return letter
	case unicode.IsNumber(r):
		return digit
	case unicode.IsSpace(r):
		return space
	}
	return other
}

func firstRune(text string) rune {
	for _, r := range text {
		return r
	}
	return 0
}
