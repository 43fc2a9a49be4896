package ui

import (
	"regexp"
	"testing"

	"fyne.io/fyne/v2"

	"catchlight/library"
	"catchlight/ui/phrase"
)

// TestKeysAreNamedInTheLanguage: no page, button, field or menu of a German window calls a key as
// English keyboards do.
func TestKeysAreNamedInTheLanguage(t *testing.T) {
	t.Cleanup(func() { phrase.Speak("en") })
	r := newRig(t, func(d *Deps) {
		set := d.Library.Settings()
		set.Language, set.ShowKeywordSet = "de", true
		d.Library.UseSettings(set)
	})
	r.full()
	r.apply(func(*library.Settings) {})
	english := regexp.MustCompile(`\b(Ctrl|Shift|Enter|Space|Delete|Backspace|Home|PgUp|PgDn)\b`)
	german := regexp.MustCompile(`\b(Strg\+S|Umschalt\+A|Eingabe|Leertaste|Entf)\b`)
	found := map[string]bool{}
	look := func(where, text string) {
		if english.MatchString(text) {
			t.Errorf("%s: %q", where, text)
		}
		found[german.FindString(text)] = true
	}
	for _, menu := range r.win.MainMenu().Items {
		for _, item := range menu.Items {
			look("menu "+menu.Label, item.Label)
		}
	}
	r.views(func(name string) {
		if name == "manual" {
			return // its text is in English, in each language
		}
		var s sheet
		s.look(r.win.Content(), fyne.Position{}, room{}, "window")
		for _, l := range s.lines {
			look(name, l.text)
		}
	})
	for _, key := range []string{"Strg+S", "Umschalt+A", "Eingabe", "Leertaste", "Entf"} {
		if !found[key] {
			t.Errorf("%s is named nowhere", key)
		}
	}
}
