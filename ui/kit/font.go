package kit

import (
	"encoding/binary"
	"fmt"
	"log"
	"slices"
	"sync"
	"unicode"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"
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

// textFonts are Noto Sans, regular and bold, as Fyne ships it, but for one rule.
var textFonts = sync.OnceValue(func() map[bool]fyne.Resource {
	fonts := map[bool]fyne.Resource{}
	for bold, res := range map[bool]fyne.Resource{false: theme.DefaultTextFont(), true: theme.DefaultTextBoldFont()} {
		fonts[bold] = fyne.NewStaticResource("dotted-"+res.Name(), withoutCyrillicRules(res.Content()))
	}
	return fonts
})

// withoutCyrillicRules is a font whose substitutions for the Cyrillic script nobody finds: by them
// the shaper takes the dot off each Ukrainian "і", as if an accent were to come. A font that has no
// such table is returned as it is.
func withoutCyrillicRules(sfnt []byte) []byte {
	const head, record, cyrillic, other = 12, 16, "cyrl", "cyrk" // other keeps the order of tags
	data := slices.Clone(sfnt)
	u16 := func(at int) int {
		if at < 0 || at+2 > len(data) {
			return 0
		}
		return int(binary.BigEndian.Uint16(data[at:]))
	}
	for i := range u16(4) {
		at := head + record*i
		if at+record > len(data) || string(data[at:at+4]) != "GSUB" {
			continue
		}
		table := int(binary.BigEndian.Uint32(data[at+8:]))
		scripts := table + u16(table+4)
		for k := range u16(scripts) {
			tag := scripts + 2 + 6*k
			if tag+4 <= len(data) && string(data[tag:tag+4]) == cyrillic {
				copy(data[tag:], other)
			}
		}
	}
	return data
}
