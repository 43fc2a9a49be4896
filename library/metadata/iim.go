package metadata

import (
	"bytes"
	"encoding/binary"
	"slices"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"
)

// Data sets of IPTC-IIM 4.2 that matter here.
const (
	envelope    = 1 // record: about the file
	application = 2 // record: about the photo
	charsetSet  = 90
	versionSet  = 0
	titleSet    = 5
	keywordSet  = 25

	// maxKeyword is how many bytes 2:25 may have.
	maxKeyword = 64

	// maxDatasets bounds what a crafted stream can claim.
	maxDatasets = 1 << 16
)

// utf8Escape in 1:90 declares UTF-8 (ISO 2022, ESC % G).
const utf8Escape = "\x1b%G"

// dataset is one data set of an IIM stream.
type dataset struct {
	record, number byte
	start, end     int // all of it
	value          []byte
}

func (d dataset) is(record, number byte) bool { return d.record == record && d.number == number }

func (d dataset) after(record, number byte) bool {
	return d.record > record || d.record == record && d.number > number
}

// iim is a parsed IIM stream.
type iim struct {
	data  []byte
	sets  []dataset
	end   int // behind the last data set; NUL padding may follow
	coded charset
}

// parseIIM walks the data sets: tag marker, record, number, length; an extended length has its own length in 15
// bits. What was read before an error is returned with it.
func parseIIM(data []byte) (*iim, error) {
	s := &iim{data: data}
	for s.end < len(data) && data[s.end] == 0x1C && len(s.sets) < maxDatasets {
		d, ok := datasetAt(data, s.end)
		if !ok {
			s.coded = s.charset()
			return s, refuse("its IPTC is cut off")
		}
		s.sets = append(s.sets, d)
		s.end = d.end
	}
	s.coded = s.charset()
	if len(bytes.Trim(data[s.end:], "\x00")) > 0 {
		return s, refuse("its IPTC is malformed")
	}
	return s, nil
}

func datasetAt(data []byte, at int) (dataset, bool) {
	head := data[at:]
	if len(head) < 5 {
		return dataset{}, false
	}
	body, size := 5, uint64(binary.BigEndian.Uint16(head[3:]))
	if size&0x8000 != 0 {
		wide := int(size & 0x7FFF)
		if wide > 8 || len(head) < 5+wide {
			return dataset{}, false
		}
		size = 0
		for _, b := range head[5 : 5+wide] {
			size = size<<8 | uint64(b)
		}
		body += wide
	}
	if size > uint64(len(head)-body) {
		return dataset{}, false
	}
	end := body + int(size)
	return dataset{record: head[1], number: head[2], start: at, end: at + end, value: head[body:end]}, true
}

// charset is how the text of an IIM stream is coded.
type charset uint8

const (
	declaredUTF8 charset = iota // 1:90 says so
	plainUTF8                   // nothing is said, and all text is ASCII or valid UTF-8
	latin                       // legacy text that reads as Windows-1252
	foreign                     // anything else: only ASCII is safe to add
)

// latinEscapes in 1:90 declare ISO 8859-1.
var latinEscapes = []string{"\x1b.A", "\x1b-A", "\x1b,A"}

func (s *iim) charset() charset {
	declared := slices.IndexFunc(s.sets, func(d dataset) bool { return d.is(envelope, charsetSet) })
	if declared >= 0 {
		switch value := string(s.sets[declared].value); {
		case value == utf8Escape:
			return declaredUTF8
		case slices.Contains(latinEscapes, value):
			return latin
		}
		return foreign
	}
	result := plainUTF8
	for _, d := range s.sets {
		if d.isText() && !utf8.Valid(d.value) {
			result = max(result, legacy(d.value))
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

// legacy tells whether text can be Windows-1252, which leaves five bytes undefined.
func legacy(text []byte) charset {
	for _, b := range text {
		if b == 0x81 || b == 0x8D || b == 0x8F || b == 0x90 || b == 0x9D {
			return foreign
		}
	}
	return latin
}

// decode returns a value as text.
func (c charset) decode(value []byte) string {
	if c <= plainUTF8 || utf8.Valid(value) && c == foreign {
		return string(bytes.ToValidUTF8(value, []byte("\uFFFD")))
	}
	text, _ := charmap.Windows1252.NewDecoder().Bytes(value) // it has no error but for memory
	return string(text)
}

// encode returns the word as it stands in 2:25: at most 64 bytes of UTF-8, or the same runes in the legacy set. It
// reports false when a rune does not fit that set.
func (c charset) encode(word string) ([]byte, bool) {
	word = cutKeyword(word)
	switch {
	case c <= plainUTF8 || isASCII(word):
		return []byte(word), true
	case c == foreign:
		return nil, false
	}
	coded, err := charmap.Windows1252.NewEncoder().Bytes([]byte(word))
	return coded, err == nil
}

// cutKeyword returns at most 64 bytes of a word, cut between runes.
func cutKeyword(word string) string {
	if len(word) <= maxKeyword {
		return word
	}
	end := maxKeyword
	for !utf8.RuneStart(word[end]) {
		end--
	}
	return word[:end]
}

// iptcKey is Fold for words that may have been cut.
func iptcKey(word string) string { return Fold(cutKeyword(word)) }

// keywords returns 2:25 as it stands, decoded.
func (s *iim) keywords() []string {
	var words []string
	for _, d := range s.sets {
		if d.is(application, keywordSet) {
			words = append(words, s.coded.decode(d.value))
		}
	}
	return words
}

func (s *iim) title() string {
	for _, d := range s.sets {
		if d.is(application, titleSet) {
			return s.coded.decode(d.value)
		}
	}
	return ""
}

// fits reports whether every word can be written in the stream's character set.
func (s *iim) fits(words []string) bool {
	return !slices.ContainsFunc(words, func(word string) bool { _, ok := s.coded.encode(word); return !ok })
}

// holds reports whether 2:25 can hold every word whole.
func (s *iim) holds(words []string) bool {
	return s.fits(words) && !slices.ContainsFunc(words, func(word string) bool { return len(word) > maxKeyword })
}

// splices turns a list edit into splices of the stream: new keywords behind the last data set ≤ 2:25, 1:90 before
// record 2 when UTF-8 is not yet declared, 2:00 at the head of record 2.
func (s *iim) splices(edit listEdit) splices {
	var out splices
	var keywords []dataset
	head, keywordAt := 0, 0
	for _, d := range s.sets {
		if d.start == head && d.record <= envelope {
			head = d.end
		}
		if !d.after(application, keywordSet) {
			keywordAt = d.end
		}
		if d.is(application, keywordSet) {
			keywords = append(keywords, d)
		}
	}
	for _, i := range edit.remove {
		out = append(out, splice{at: keywords[i].start, old: keywords[i].end - keywords[i].start})
	}
	if len(edit.add) == 0 {
		return out
	}
	if s.coded == plainUTF8 {
		out = append(out, splice{at: s.charsetAt(head), text: appendDataset(nil, envelope, charsetSet, []byte(utf8Escape))})
	}
	if !s.has(application, versionSet) {
		out = append(out, splice{at: head, text: appendDataset(nil, application, versionSet, []byte{0, 4})})
	}
	return append(out, splice{at: max(keywordAt, head), text: s.coded.datasets(edit.add)})
}

// charsetAt is where 1:90 belongs in record 1, which ends at head.
func (s *iim) charsetAt(head int) int {
	at := 0
	for _, d := range s.sets {
		if d.end <= head && !d.after(envelope, charsetSet) {
			at = d.end
		}
	}
	return at
}

func (c charset) datasets(words []string) []byte {
	var out []byte
	for _, word := range words {
		if coded, ok := c.encode(word); ok {
			out = appendDataset(out, application, keywordSet, coded)
		}
	}
	return out
}

func appendDataset(out []byte, record, number byte, value []byte) []byte {
	out = append(out, 0x1C, record, number)
	out = binary.BigEndian.AppendUint16(out, uint16(len(value)))
	return append(out, value...)
}

// skeleton is what an edit must leave: every data set but the keywords and the name of the character set, and
// the version when it was there.
func (s *iim) skeleton(version bool) []byte {
	var out []byte
	for _, d := range s.sets {
		if !d.is(application, keywordSet) && !d.is(envelope, charsetSet) && (version || !d.is(application, versionSet)) {
			out = append(out, s.data[d.start:d.end]...)
		}
	}
	return out
}

func (s *iim) has(record, number byte) bool {
	return slices.ContainsFunc(s.sets, func(d dataset) bool { return d.is(record, number) })
}
