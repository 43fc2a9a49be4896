package keywords

import (
	"bytes"
	"slices"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"
)

// utf8Escape in 1:90 declares UTF-8 (ISO 2022, ESC % G).
const utf8Escape = "\x1b%G"

// charset is how the text of an IIM stream is coded, as far as the stream as a whole tells. Single
// values may differ: other programs have put UTF-8 into Latin-1 streams and Latin-1 into UTF-8
// ones.
type charset struct {
	kind  charsetKind
	table *charmap.Charmap // of what is not UTF-8; nil: nothing is known of it
}

type charsetKind uint8

const (
	declaredUTF8 charsetKind = iota // 1:90 says so
	plainUTF8                       // nothing is said, and all text is ASCII or valid UTF-8
	legacySet                       // text in the set of the table
	foreign                         // anything else: only ASCII is safe to add
)

// sets are the parts of ISO 8859 by the last byte of the escape that declares them (ISO's register
// of coded character sets). Programs that declare Latin-1 write Windows-1252.
var sets = map[byte]*charmap.Charmap{
	'A': charmap.Windows1252, 'B': charmap.ISO8859_2, 'C': charmap.ISO8859_3, 'D': charmap.ISO8859_4, 'F': charmap.ISO8859_7,
	'G': charmap.ISO8859_6, 'H': charmap.ISO8859_8, 'L': charmap.ISO8859_5, 'M': charmap.ISO8859_9, 'V': charmap.ISO8859_10,
	'Y': charmap.ISO8859_13, '_': charmap.ISO8859_14, 'b': charmap.ISO8859_15, 'f': charmap.ISO8859_16,
}

// declaredSet is the set that 1:90 names.
func declaredSet(value string) charset {
	if value == utf8Escape {
		return charset{declaredUTF8, charmap.Windows1252}
	}
	if len(value) == 3 && value[0] == 0x1B && bytes.IndexByte([]byte(",-./"), value[1]) >= 0 && sets[value[2]] != nil {
		return charset{legacySet, sets[value[2]]}
	}
	return charset{kind: foreign}
}

func (s *iim) charset() charset {
	declared := slices.IndexFunc(s.sets, func(d dataset) bool { return d.is(envelope, charsetSet) })
	if declared >= 0 {
		return declaredSet(string(s.sets[declared].value))
	}
	result := charset{plainUTF8, charmap.Windows1252}
	for _, d := range s.sets {
		if _, isUTF8 := utf8Text(d.value); d.isText() && !isUTF8 {
			result.kind = max(result.kind, legacyKind(d.value))
		}
	}
	return result
}

// isText leaves out the binary data sets of the first two records, and the other records.
func (d dataset) isText() bool {
	switch d.record {
	case envelope:
		return d.number != 0 && d.number != 20 && d.number != 22 && d.number != charsetSet
	case application:
		return d.number != versionSet && d.number != 125 && (d.number < 200 || d.number > 202)
	}
	return false
}

// legacyKind finds out whether text can be Windows-1252, which leaves five bytes undefined.
func legacyKind(text []byte) charsetKind {
	if slices.ContainsFunc(text, isUndefined) {
		return foreign
	}
	return legacySet
}

func isUndefined(b byte) bool { return b == 0x81 || b == 0x8D || b == 0x8F || b == 0x90 || b == 0x9D }

// utf8Text returns a value that is UTF-8, without the beginning of a character at which a program
// cut it. It reports false for text that is in another set: no such text of more than ASCII looks
// like UTF-8 by chance.
func utf8Text(value []byte) (string, bool) {
	if utf8.Valid(value) {
		return string(value), true
	}
	for n := 1; n < min(utf8.UTFMax, len(value)); n++ {
		whole, tail := value[:len(value)-n], value[len(value)-n:]
		if utf8.RuneStart(tail[0]) && !utf8.FullRune(tail) && utf8.Valid(whole) {
			isCut := len(value) == maxKeyword || !IsASCII(string(whole)) // else its last letter is one of Latin-1
			return string(whole), isCut
		}
	}
	return "", false
}

// decode returns a value as text, with U+FFFD for what cannot be read.
func (c charset) decode(value []byte) string {
	if text, ok := utf8Text(value); ok {
		return text
	}
	if c.table == nil || c.table == charmap.Windows1252 && slices.ContainsFunc(value, isUndefined) {
		return string(bytes.ToValidUTF8(value, []byte("\uFFFD")))
	}
	text, _ := c.table.NewDecoder().Bytes(value) // it has no error but for memory
	return string(text)
}

// encode returns the word as it stands in 2:25: at most 64 bytes of UTF-8, or the same runes in the
// legacy set. It reports false when a rune does not fit that set, or would not be read as what it
// is.
func (c charset) encode(word string) ([]byte, bool) {
	word = cutKeyword(word)
	switch {
	case c.kind <= plainUTF8 || IsASCII(word):
		return []byte(word), true
	case c.kind == foreign:
		return nil, false
	}
	coded, err := c.table.NewEncoder().Bytes([]byte(word))
	return coded, err == nil && c.decode(coded) == word
}
