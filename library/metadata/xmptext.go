package metadata

import (
	"bytes"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/unicode"
	"golang.org/x/text/encoding/unicode/utf32"
)

// xmlText cuts a byte order mark and what follows the packet off, and says how long the mark is.
func xmlText(data []byte) (text []byte, lead int) {
	if bytes.HasPrefix(data, []byte("\xEF\xBB\xBF")) {
		lead = 3
	}
	text = data[lead:]
	if i := bytes.LastIndex(text, []byte("<?xpacket end=")); i >= 0 {
		if j := bytes.Index(text[i:], []byte("?>")); j >= 0 {
			text = text[:i+j+2]
		}
	}
	return bytes.TrimRight(text, "\x00"), lead
}

// wideForms are the other encodings that the XMP specification allows, by how a document's first "<" looks in them.
var wideForms = []struct {
	less string
	form encoding.Encoding
}{
	{"\x00\x00\x00<", utf32.UTF32(utf32.BigEndian, utf32.IgnoreBOM)},
	{"<\x00\x00\x00", utf32.UTF32(utf32.LittleEndian, utf32.IgnoreBOM)},
	{"\x00<", unicode.UTF16(unicode.BigEndian, unicode.IgnoreBOM)},
	{"<\x00", unicode.UTF16(unicode.LittleEndian, unicode.IgnoreBOM)},
}

// fromWide returns UTF-16 and UTF-32 as UTF-8, the form, and where the text starts; a nil form means that it is neither.
func fromWide(data []byte) (text []byte, form encoding.Encoding, start int) {
	for _, wide := range wideForms {
		start := bytes.Index(data[:min(8, len(data))], []byte(wide.less))
		if start < 0 || len(bytes.Trim(data[:start], "\xFE\xFF\x00")) > 0 {
			continue
		}
		text, _ = wide.form.NewDecoder().Bytes(data[start:]) // what is malformed is replaced, and noticed where it matters
		return text, wide.form, start
	}
	return nil, nil, 0
}

// widened turns splices of the decoded text into splices of the text in that form.
func (s splices) widened(text []byte, form encoding.Encoding) splices {
	wide := make(splices, len(s))
	for i, one := range s {
		at := len(widen(text[:one.at], form))
		wide[i] = splice{at: at, old: len(widen(text[:one.at+one.old], form)) - at, text: widen(one.text, form)}
	}
	return wide
}

func widen(text []byte, form encoding.Encoding) []byte {
	wide, _ := form.NewEncoder().Bytes(text) // every rune has its form
	return wide
}
