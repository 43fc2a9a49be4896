package kit

import (
	"bytes"
	"log"
	"testing"

	"fyne.io/fyne/v2/theme"
	"github.com/go-text/typesetting/di"
	"github.com/go-text/typesetting/font"
	"github.com/go-text/typesetting/fontscan"
	"github.com/go-text/typesetting/language"
	"github.com/go-text/typesetting/shaping"
	"golang.org/x/image/math/fixed"
)

// TestLacks: what the program's own font has never lacks one; Japanese does where the system has
// no font that knows it.
func TestLacks(t *testing.T) {
	fonts := fontscan.NewFontMap(log.New(nothing{}, "", 0))
	if err := fonts.AddFont(bytes.NewReader(theme.DefaultTextFont().Content()), "noto", ""); err != nil {
		t.Fatal(err)
	}
	for text, want := range map[string]bool{"English": false, "Español": false, "Українська": false, "日本語": true, "中文": true, "": false} {
		if got := lacks(fonts, text); got != want {
			t.Errorf("%q lacks a font: %v", text, got)
		}
	}
}

// TestUkrainianKeepsItsDots: what is shaped are the signs of the text, none without its dot.
func TestUkrainianKeepsItsDots(t *testing.T) {
	for bold, res := range textFonts() {
		face, err := font.ParseTTF(bytes.NewReader(res.Content()))
		if err != nil {
			t.Fatal(err)
		}
		text := []rune("Бібліотека")
		in := shaping.Input{Text: text, RunEnd: len(text), Direction: di.DirectionLTR, Face: face, Size: fixed.I(13), Script: language.Cyrillic}
		for i, glyph := range (&shaping.HarfbuzzShaper{}).Shape(in).Glyphs {
			if want, _ := face.NominalGlyph(text[i]); glyph.GlyphID != want {
				t.Errorf("bold %v: %q is drawn as another sign", bold, text[i])
			}
		}
	}
}

// FuzzFont: no font can stop it, and it changes four bytes at a time at most.
func FuzzFont(f *testing.F) {
	f.Add([]byte("\x00\x01\x00\x00\x00\x01\x00\x00\x00\x00\x00\x00GSUB\x00\x00\x00\x00\x00\x00\x00\x1c\x00\x00\x00\x20\x00\x01\x00\x00\x00\x06\x00\x01cyrl\x00\x00"))
	f.Add([]byte(nil))
	f.Fuzz(func(t *testing.T, data []byte) {
		if got := withoutCyrillicRules(data); len(got) != len(data) {
			t.Errorf("%d bytes became %d", len(data), len(got))
		}
	})
}
