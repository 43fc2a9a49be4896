package keywords

import (
	"bytes"
	"regexp"
	"slices"

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

// slashedName is an element whose name has a slash in it. GIMP up to 2.8 wrote such, of Exif's tag
// TIFF/EPStandardID: ExifTool reads their packets all the same, Adobe's toolkit and whatever is
// built on it reads nothing of them.
var slashedName = regexp.MustCompile(`</?[\w.-]+:[\w.-]+(/)[A-Za-z][\w.-]*[\s>]`)

// readMended reads a packet that is malformed by names with slashes alone; nil when that is not so.
func readMended(text []byte) (tree *xmlReader, mended bool) {
	const longest = 1 << 20 // theirs have some kilobytes, and looking is slow
	if len(text) > longest {
		return nil, false
	}
	found := slashedName.FindAllSubmatchIndex(text, -1)
	if len(found) == 0 {
		return nil, false
	}
	text = bytes.Clone(text)
	for _, at := range found {
		text[at[2]] = '_' // of the same length, so that offsets stay
	}
	tree, err := readXML(text)
	return tree, err == nil
}

// wideForms are the other encodings that the XMP specification allows, by how a document's first
// "<" looks in them.
var wideForms = []struct {
	less string
	form encoding.Encoding
}{
	{"\x00\x00\x00<", utf32.UTF32(utf32.BigEndian, utf32.IgnoreBOM)},
	{"<\x00\x00\x00", utf32.UTF32(utf32.LittleEndian, utf32.IgnoreBOM)},
	{"\x00<", unicode.UTF16(unicode.BigEndian, unicode.IgnoreBOM)},
	{"<\x00", unicode.UTF16(unicode.LittleEndian, unicode.IgnoreBOM)},
}

// fromWide returns UTF-16 and UTF-32 as UTF-8, the form, and where the text starts; a nil form
// means that it is neither.
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

// widened turns splices of the decoded text into splices of the text in its form.
func (p *packet) widened(s Splices) Splices {
	if p.form == nil {
		return s
	}
	at := p.wideOffsets(s)
	wide := make(Splices, len(s))
	for i, one := range s {
		start := at[one.at]
		wide[i] = splice{at: start, old: at[one.at+one.old] - start, text: widen(one.text, p.form)}
	}
	return wide
}

// wideOffsets returns where the ends of the splices lie in the text's form. It goes through the
// text once.
func (p *packet) wideOffsets(s Splices) map[int]int {
	var ends []int
	for _, one := range s {
		ends = append(ends, one.at, one.at+one.old)
	}
	slices.Sort(ends)
	at, from, to := make(map[int]int, len(ends)), 0, 0
	for _, end := range ends {
		to += len(widen(p.text[from:end], p.form))
		from, at[end] = end, to
	}
	return at
}

// unit is how many bytes a space takes.
func (p *packet) unit() int {
	if p.form == nil {
		return 1
	}
	return len(widen([]byte(" "), p.form))
}

func widen(text []byte, form encoding.Encoding) []byte {
	wide, _ := form.NewEncoder().Bytes(text) // every rune has its form
	return wide
}
