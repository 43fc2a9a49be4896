package keywords

import (
	"bytes"
	"encoding/binary"
	"slices"
	"unicode/utf8"
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

// parseIIM walks the data sets: tag marker, record, number, length; an extended length has its own
// length in 15 bits. What was read before an error is returned with it.
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

// hidesKeywords reports whether there are keywords behind the place at which the stream is
// malformed.
func (s *iim) hidesKeywords() bool {
	return bytes.Contains(s.data[s.end:], []byte{0x1C, application, keywordSet})
}

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

// splices turns a list edit into splices of the stream: new keywords behind the last data set ≤
// 2:25, 1:90 before record 2 when UTF-8 is not yet declared, 2:00 at the head of record 2.
func (s *iim) splices(edit listEdit) Splices {
	var out Splices
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
	if s.coded.kind == plainUTF8 {
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

// skeleton is what an edit must leave: every data set but the keywords and the name of the
// character set, and the version when it was there.
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
