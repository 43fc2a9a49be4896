package grades

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"catchlight/ui/kit"
	"catchlight/ui/phrase"
)

// TestColumnsSayWhatTheyAre in every language: no word of a head is wider than its column, so that
// none is broken, and two lines hold each.
func TestColumnsSayWhatTheyAre(t *testing.T) {
	test.NewTempApp(t).Settings().SetTheme(kit.NewTheme(kit.LookLight, 1))
	defer phrase.Speak("en")
	for _, language := range []string{"en", "de", "es", "fr", "it", "ja", "uk", "zh"} {
		phrase.Speak(language)
		row, names := heads(), 0
		test.NewTempWindow(t, row).Resize(fyne.NewSize(700, 80))
		for _, o := range row.(*kit.Bar).Objects() {
			f, _ := o.(*kit.Fixed)
			if f == nil {
				continue
			}
			name, _ := f.Objects()[0].(*kit.Paragraph)
			if name == nil {
				continue
			}
			names++
			for _, word := range strings.Fields(name.Text) { // Chinese and Japanese break between signs
				if wide := kit.NewParagraph(word, kit.StyleCaption).Natural(); wide > figureWidth && !strings.Contains(word, "（") {
					t.Errorf("%s: %q is %v wide", language, word, wide)
				}
			}
			if o.MinSize().Height > 32 {
				t.Errorf("%s: %q is %v high", language, name.Text, o.MinSize().Height)
			}
		}
		if names != 5 {
			t.Errorf("%s: %d heads", language, names)
		}
	}
}
