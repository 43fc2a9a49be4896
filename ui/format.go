package ui

import (
	"strconv"
	"strings"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/lang"

	"catchlight/assets"
	"catchlight/ui/phrase"
)

// loadLanguage hands the catalogue to Fyne: for English, and for the system's language, which would otherwise find only
// Fyne's own words.
func loadLanguage() {
	catalogue := assets.English()
	logged(lang.AddTranslationsForLocale(catalogue, "en"))
	if language, _, _ := strings.Cut(lang.SystemLocale().LanguageString(), "-"); language != "en" {
		logged(lang.AddTranslationsForLocale(catalogue, fyne.Locale(language)))
	}
}

// logged notes an error that has no remedy and harms nothing.
func logged(err error) {
	if err != nil {
		fyne.LogError("catchlight", err)
	}
}

// speedText is "46 photos/s, about 3 min left".
func speedText(rate float64, left time.Duration) string {
	if rate <= 0 {
		return ""
	}
	return lang.X("job.rate", "{{.n}} photos/s", phrase.Count(max(int(rate+.5), 1))) + leftText(left)
}

// transferText is "3.2 MB/s, about 3 min left"; rate is in bytes a second.
func transferText(rate float64, left time.Duration) string {
	if rate <= 0 {
		return ""
	}
	return lang.X("job.transferRate", "{{.n}} MB/s", map[string]any{"n": strconv.FormatFloat(rate/1e6, 'f', 1, 64)}) + leftText(left)
}

func leftText(left time.Duration) string {
	switch {
	case left <= 0:
		return ""
	case left < time.Minute:
		seconds := int(left.Seconds()) + 1
		return ", " + lang.XN("job.secondsLeft", "about {{.n}} s left", seconds, phrase.Count(seconds))
	default:
		minutes := int(left.Minutes() + .5)
		return ", " + lang.XN("job.minutesLeft", "about {{.n}} min left", minutes, phrase.Count(minutes))
	}
}
