package kit

import (
	"fmt"
	"log"
	"unicode"

	"github.com/go-text/typesetting/font"
	"github.com/go-text/typesetting/fontscan"
	"github.com/go-text/typesetting/language"
)

// LacksFont reports whether this computer has no font for signs of a text that Noto Sans has not,
// which is in the program: Latin, Greek and Cyrillic. The window then draws a box for each; it takes
// what it lacks from the system's fonts as this does. It blocks for the first look at all fonts, up
// to some seconds; any goroutine may call it.
func LacksFont(text string) (bool, error) {
	fonts := fontscan.NewFontMap(log.New(nothing{}, "", 0))
	if err := fonts.UseSystemFonts(""); err != nil {
		return false, fmt.Errorf("look for fonts: %w", err)
	}
	return lacks(fonts, text), nil
}

func lacks(fonts *fontscan.FontMap, text string) bool {
	fonts.SetQuery(fontscan.Query{Families: []string{fontscan.SansSerif}, Aspect: font.Aspect{}})
	for _, r := range text {
		if r < 0x80 || unicode.In(r, unicode.Latin, unicode.Greek, unicode.Cyrillic) {
			continue
		}
		fonts.SetScript(language.LookupScript(r))
		face := fonts.ResolveFace(r)
		if face == nil {
			return true
		}
		if _, has := face.NominalGlyph(r); !has {
			return true
		}
	}
	return false
}

// nothing is where what fontscan says of odd fonts goes.
type nothing struct{}

func (nothing) Write(p []byte) (int, error) { return len(p), nil }
