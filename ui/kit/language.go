package kit

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/lang"

	"catchlight/assets"
)

// Later runs a function on Fyne's goroutine. Any goroutine may call it; it returns at once.
func Later(do func()) { fyne.Do(do) }

// LoadLanguage hands the catalogue to Fyne: for English, and for the system's language, which would
// otherwise find only Fyne's own words.
func LoadLanguage() {
	languages := []string{"en"}
	if language, _, _ := strings.Cut(lang.SystemLocale().LanguageString(), "-"); language != "en" {
		languages = append(languages, language)
	}
	for _, language := range languages {
		if err := lang.AddTranslationsForLocale(assets.English(), fyne.Locale(language)); err != nil {
			fyne.LogError("catchlight", err)
		}
	}
}
