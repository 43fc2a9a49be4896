package phrase

import (
	"encoding/json"
	"log"
	"reflect"
	"slices"

	"fyne.io/fyne/v2/lang"
	"github.com/nicksnyder/go-i18n/v2/i18n"
	"golang.org/x/text/language"

	"catchlight/assets"
)

// Pseudo is no language: English in foreign letters and longer by a third, which shows what would
// not fit in another language, and what never came from the catalogue.
const Pseudo = "xx"

// tagKey is the text that names the locale of all others, as a BCP 47 tag.
const tagKey = "language.tag"

// toolkit is put before the texts of Fyne's own dialogs and menus, which Fyne knows by their
// English.
const toolkit = "toolkit."

// Speak makes the window speak a language of assets.Languages, or Pseudo; any other, and "", is the
// system's language where that is translated as a whole, and English elsewhere. Texts that were
// asked for before stay as they are: it is called before the first one, and from one goroutine.
//
// Fyne looks for texts in the system's language alone, with the plural forms of that; but it looks
// through variables, and so its own words follow too.
func Speak(chosen string) {
	system := lang.SystemLocale().LanguageString()
	code := spoken(chosen, system)
	tag := localeOf(code, system)
	if !fynesOwn() && Locale() == tag.String() {
		return // spoken already; whoever asks for texts now is not disturbed
	}
	texts, err := newTexts(code, tag)
	if err != nil {
		log.Printf("the texts of %s cannot be read, they stay in English: %v", code, err)
		return
	}
	lang.X = func(key, english string, data ...any) string {
		if text := texts.text(key, nil, data); text != "" {
			return text
		}
		return lang.LocalizeKey(key, english, data...)
	}
	lang.XN = func(key, english string, count int, data ...any) string {
		if text := texts.text(key, count, data); text != "" {
			return text
		}
		return lang.LocalizePluralKey(key, english, count, data...)
	}
	lang.L = func(english string, data ...any) string {
		if text := texts.text(toolkit+english, nil, data); text != "" {
			return text
		}
		return lang.Localize(english, data...)
	}
}

// fynesOwn reports whether texts are still looked for by Fyne, which complains about those that it
// has not.
func fynesOwn() bool {
	return reflect.ValueOf(lang.X).Pointer() == reflect.ValueOf(lang.LocalizeKey).Pointer()
}

// Locale is that of the texts, numbers and dates, as a BCP 47 tag.
func Locale() string { return lang.X("language.tag", "en") }

// spoken is the code of the language to speak, from what the user chose and what the system has.
func spoken(chosen string, system string) string {
	languages := assets.Languages()
	known := func(l assets.Language) bool { return l.Code == chosen }
	if chosen == Pseudo || slices.ContainsFunc(languages, known) {
		return chosen
	}
	base, _ := language.Make(system).Base()
	for _, l := range languages {
		if l.Whole && l.Code == base.String() {
			return l.Code
		}
	}
	return "en"
}

// localeOf is the locale of numbers and dates: the system's own where it has the language, with its
// country, and else that of the language.
func localeOf(code string, system string) language.Tag {
	if code == Pseudo {
		return language.MustParse("en-x-pseudo")
	}
	own := language.Make(system)
	if base, _ := own.Base(); base.String() == code {
		return own
	}
	return language.Make(code)
}

// texts are the catalogue of one language, with English behind it.
type texts struct{ localizer *i18n.Localizer }

func newTexts(code string, locale language.Tag) (*texts, error) {
	bundle := i18n.NewBundle(language.English)
	bundle.RegisterUnmarshalFunc("json", json.Unmarshal)
	catalogue := assets.Catalogue(code)
	tag := language.Make(code)
	if code == Pseudo {
		catalogue, tag = pseudo(assets.English()), language.English
	}
	for _, file := range []struct {
		data []byte
		tag  language.Tag
	}{{assets.English(), language.English}, {catalogue, tag}} {
		if _, err := bundle.ParseMessageFileBytes(file.data, file.tag.String()+".json"); err != nil {
			return nil, err
		}
	}
	if err := bundle.AddMessages(tag, &i18n.Message{ID: tagKey, Other: locale.String()}); err != nil {
		return nil, err
	}
	return &texts{i18n.NewLocalizer(bundle, tag.String())}, nil
}

// text is a text of the catalogue, with its data; "" when no language has it.
func (t *texts) text(key string, count any, data []any) string {
	config := &i18n.LocalizeConfig{MessageID: key, PluralCount: count}
	if len(data) > 0 {
		config.TemplateData = data[0]
	}
	text, _ := t.localizer.Localize(config) // that it is in English says no more than the text
	return text
}
