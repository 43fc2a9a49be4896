package kit

import (
	"bytes"
	"log"
	"testing"

	"fyne.io/fyne/v2/theme"
	"github.com/go-text/typesetting/fontscan"
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
