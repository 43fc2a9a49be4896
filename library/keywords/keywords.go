package keywords

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/cases"
	"golang.org/x/text/unicode/norm"
)

// Source is the set of places that hold a keyword.
type Source uint8

// The places a keyword can stand in.
const (
	IPTC    Source = 1 << iota // embedded IPTC (2:25)
	XMP                        // embedded XMP, any of its keyword lists
	Sidecar                    // an .xmp file beside the photo
)

// Keyword is one word and where it stands.
type Keyword struct {
	Name string
	In   Source
}

// Keywords is what a photo and its sidecars hold. Lists keep the order of the file; none is ever
// written to.
type Keywords struct {
	All       []Keyword // flat union: IPTC first, then XMP, then sidecars; one entry per Fold
	Hierarchy []string  // union of the hierarchical lists, "animal|dog"
	IPTC      []string  // 2:25 as it stands
	XMP       []string  // embedded dc:subject as it stands
	Sidecar   []string  // dc:subject of the sidecars as it stands
	Find      []string  // paths of the sidecars that exist
	Torn      bool      // of several sidecars one lacks keywords that another has
	People    []string  // names of people that others wrote as such, no keywords: see readPeople; each once per Fold
	Title     string    // dc:title (sidecar, then embedded), else IPTC 2:05
	Rating    int       // xmp:Rating, -1 (rejected) to 5; 0: none

	dates dates // for Dated
}

// Has reports whether the photo holds the keyword in any place.
func (k Keywords) Has(name string) bool {
	key := Fold(name)
	for _, word := range k.All {
		if Fold(word.Name) == key {
			return true
		}
	}
	return false
}

// Fold returns the key under which two names are the same keyword: as [Clean] shows them, case
// folded. It is the one comparison of the program.
func Fold(name string) string {
	name = Clean(name)
	if IsASCII(name) {
		return strings.ToLower(name)
	}
	return norm.NFC.String(cases.Fold().String(norm.NFC.String(name)))
}

// Clean returns the name as it may be written: valid UTF-8 in NFC, in one line, without control
// characters and what XML cannot hold, without spaces around it. An empty result is no keyword.
func Clean(name string) string {
	if isPlain(name) {
		return strings.TrimSpace(name)
	}
	return strings.TrimSpace(norm.NFC.String(strings.Map(printable, oneLine(name))))
}

// oneLine is a name with a space where other programs have left tabs or ends of lines between words:
// as control characters they would go, and the words be one.
func oneLine(name string) string {
	if !strings.ContainsAny(name, "\t\n\v\f\r\u0085") {
		return name
	}
	return strings.Join(strings.Fields(name), " ")
}

func printable(r rune) rune {
	if r == utf8.RuneError || r == 0xFFFE || r == 0xFFFF || unicode.IsControl(r) {
		return -1
	}
	return r
}

// IsASCII reports whether a text has no other letters than those of ASCII. Pure.
func IsASCII(s string) bool {
	for i := range len(s) {
		if s[i] >= utf8.RuneSelf {
			return false
		}
	}
	return true
}

// isPlain reports whether s is printable ASCII only.
func isPlain(s string) bool {
	for i := range len(s) {
		if s[i] < ' ' || s[i] >= 0x7F {
			return false
		}
	}
	return true
}
