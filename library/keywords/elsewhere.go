package keywords

import (
	"encoding/binary"
	"encoding/xml"
	"regexp"
	"strings"
	"unicode/utf16"
)

// Some fields hold keywords that are no list of ours: few programs show them, and nothing is ever
// written there. They matter when a word is taken away: that it stays there is said.

// strayWord is a word in such a field.
type strayWord struct{ name, field string }

// strayFields are the properties of XMP.
var strayFields = map[xml.Name]string{
	pdfKeywords: "pdf:Keywords",
	xmpKeywords: "xmp:Keywords",
	{Space: "http://ns.acdsee.com/iptc/1.0/", Local: "categories"}: "ACDSee's categories",
	{Space: "http://ns.acdsee.com/iptc/1.0/", Local: "keywords"}:   "ACDSee's keywords",
	{Space: nsMicrosoft, Local: "LastKeywordIPTC"}:                 "Microsoft's LastKeywordIPTC",
}

// strayMarks are the XML that ACDSee writes as text, which parts its words, too.
var strayMarks = regexp.MustCompile(`<[^<>]*>`)

func strayWords(text, field string) []strayWord {
	var found []strayWord
	apart := func(r rune) bool { return r == 0 || IsSeparator(r) }
	for _, word := range strings.FieldsFunc(strayMarks.ReplaceAllString(text, ","), apart) {
		if word = Clean(word); word != "" {
			found = append(found, strayWord{word, field})
		}
	}
	return found
}

// strays notes a property that holds such words.
func (p *packet) strays(name xml.Name, text string) {
	if field := strayFields[name]; field != "" {
		p.stray = append(p.stray, strayWords(text, field)...)
	}
}

// tagXPKeywords is where Windows keeps keywords in Exif, as UTF-16 with semicolons.
const tagXPKeywords = 0x9C9E

// windowsWords are those of Exif's first directory.
func (t *tiffFile) windowsWords() []strayWord {
	const longest = 1 << 16
	value := t.value(tagXPKeywords)
	value = value[:min(len(value), longest)]
	units := make([]uint16, len(value)/2)
	for i := range units {
		units[i] = binary.LittleEndian.Uint16(value[2*i:])
	}
	return strayWords(string(utf16.Decode(units)), "Windows' XPKeywords")
}

// strayIn are all such words of the carriers.
func (c carriers) strayIn() []strayWord {
	found := c.stray
	for _, p := range append([]*packet{c.xmp}, c.packets...) {
		if p != nil {
			found = append(found[:len(found):len(found)], p.stray...)
		}
	}
	return found
}

// fieldWords are the texts of a property: of its items, where it is a list.
func fieldWords(property *element) string { return strings.Join(textsIn(property, nil), ";") }
