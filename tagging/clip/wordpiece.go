package clip

import (
	"bufio"
	"bytes"
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// longestWord is BERT's limit: a word of more characters is unknown as a whole.
const longestWord = 100

// wordpiece is BERT's uncased tokenizer (Devlin et al. 2018, arXiv:1810.04805; the rules are those
// of Hugging Face's BertNormalizer, BertPreTokenizer and WordPiece). Immutable.
type wordpiece struct {
	ids               map[string]int64 // pieces; those inside a word start with ##
	first, last, none int64            // [CLS] [SEP] [UNK]
	context           int              // most tokens, first and last included
}

// newWordpiece reads a table of one piece a line, whose number is the line's.
func newWordpiece(table []byte, context int) (*wordpiece, error) {
	w := &wordpiece{ids: make(map[string]int64, 32<<10), context: context}
	lines := bufio.NewScanner(bytes.NewReader(table))
	for lines.Scan() {
		w.ids[lines.Text()] = int64(len(w.ids))
	}
	if err := lines.Err(); err != nil {
		return nil, fmt.Errorf("%w: its token table: %w", ErrWrongModel, err)
	}
	for name, id := range map[string]*int64{"[CLS]": &w.first, "[SEP]": &w.last, "[UNK]": &w.none} {
		var known bool
		if *id, known = w.ids[name]; !known {
			return nil, fmt.Errorf("%w: its token table has no %s", ErrWrongModel, name)
		}
	}
	return w, nil
}

// tokens gives the ids of a text, [CLS] first and [SEP] last. Names of special tokens in the text
// stay plain text.
func (w *wordpiece) tokens(text string) []int64 {
	ids := []int64{w.first}
	for _, word := range bertWords(text) {
		ids = w.pieces(ids, word)
	}
	return append(ids[:min(len(ids), w.context-1)], w.last)
}

// pieces appends the longest pieces that make up the word, greedily from its start.
func (w *wordpiece) pieces(ids []int64, word string) []int64 {
	if utf8.RuneCountInString(word) > longestWord {
		return append(ids, w.none)
	}
	whole, prefix := len(ids), ""
	for word != "" {
		n, id := w.longest(prefix, word)
		if n == 0 {
			return append(ids[:whole], w.none)
		}
		ids, word, prefix = append(ids, id), word[n:], "##"
	}
	return ids
}

// longest gives the length and id of the longest piece at the start of the word, 0 when there is
// none.
func (w *wordpiece) longest(prefix, word string) (int, int64) {
	for n := len(word); n > 0; n-- {
		if n < len(word) && !utf8.RuneStart(word[n]) {
			continue
		}
		if id, ok := w.ids[prefix+word[:n]]; ok {
			return n, id
		}
	}
	return 0, 0
}

// bertWords cleans, lowers and splits a text: at white space, which goes, and around every
// punctuation mark and ideograph, which stay as words.
func bertWords(text string) []string {
	var b strings.Builder
	for _, r := range text {
		switch {
		case r == 0 || r == utf8.RuneError || isBertControl(r):
		case isIdeograph(r):
			b.WriteRune(' ')
			b.WriteRune(r)
			b.WriteRune(' ')
		default:
			b.WriteRune(r)
		}
	}
	plain := strings.Map(lowerWithoutAccent, norm.NFD.String(b.String()))
	var words []string
	for _, field := range strings.FieldsFunc(plain, unicode.IsSpace) {
		words = splitPunctuation(words, field)
	}
	return words
}

func lowerWithoutAccent(r rune) rune {
	if unicode.Is(unicode.Mn, r) {
		return -1
	}
	return unicode.ToLower(r)
}

func splitPunctuation(words []string, field string) []string {
	start := 0
	for i, r := range field {
		if !isBertPunctuation(r) {
			continue
		}
		if i > start {
			words = append(words, field[start:i])
		}
		words = append(words, string(r))
		start = i + utf8.RuneLen(r)
	}
	if start < len(field) {
		words = append(words, field[start:])
	}
	return words
}

// isBertControl tells the characters of Unicode's category Other, but for the control characters
// that are white space and the unassigned ones, which BERT keeps.
func isBertControl(r rune) bool {
	if r == '\t' || r == '\n' || r == '\r' {
		return false
	}
	return unicode.In(r, unicode.Cc, unicode.Cf, unicode.Co)
}

// isBertPunctuation counts all of ASCII's symbols as punctuation, beyond Unicode's category.
func isBertPunctuation(r rune) bool {
	if r < 0x80 {
		return r > ' ' && r < 0x7f && (r < '0' || r > '9') && (r < 'A' || r > 'Z') && (r < 'a' || r > 'z')
	}
	return unicode.IsPunct(r)
}

// isIdeograph knows the blocks that BERT spaces: CJK Unified Ideographs, their extensions A to E
// and compatibility forms.
func isIdeograph(r rune) bool {
	for _, block := range [][2]rune{
		{0x4e00, 0x9fff},
		{0x3400, 0x4dbf},
		{0x20000, 0x2a6df},
		{0x2a700, 0x2b73f},
		{0x2b740, 0x2b81f},
		{0x2b820, 0x2ceaf},
		{0xf900, 0xfaff},
		{0x2f800, 0x2fa1f},
	} {
		if r >= block[0] && r <= block[1] {
			return true
		}
	}
	return false
}
