package assets

import "embed"

// catalogues are the texts of the interface: a file a language, go-i18n's JSON, one key a text,
// with the plural forms of the language (Unicode CLDR) where the text counts something.
//
//go:embed lang/*.json
var catalogues embed.FS

// Language is one that the window speaks.
type Language struct {
	Code  string // BCP 47
	Name  string // in the language itself
	Whole bool   // every text is there; a language that lacks some is not offered
}

// Languages are those that there is a catalogue for, English first, the others by name.
func Languages() []Language {
	return []Language{
		{"en", "English", true},
		{"de", "Deutsch", true},
		{"es", "Español", true},
		{"fr", "Français", true},
		{"it", "Italiano", true},
		{"uk", "Українська", true},
		{"zh", "中文", true},
		{"ja", "日本語", true},
	}
}

// Catalogue is the catalogue of a language of Languages; nil for any other.
func Catalogue(code string) []byte {
	data, err := catalogues.ReadFile("lang/" + code + ".json")
	if err != nil {
		return nil
	}
	return data
}

// English is the catalogue in English, which has every text.
func English() []byte { return Catalogue("en") }
