package ui

import (
	"strconv"
	"strings"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/lang"

	"catchlight/assets"
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

// number writes n with separators: 12,480.
func number(n int) string {
	s := strconv.Itoa(n)
	start := 0
	if n < 0 {
		start = 1
	}
	for i := len(s) - 3; i > start; i -= 3 {
		s = s[:i] + "," + s[i:]
	}
	return s
}

func countData(n int) map[string]any { return map[string]any{"n": number(n)} }

func photosText(n int) string { return lang.XN("count.photos", "{{.n}} photos", n, countData(n)) }

// speedText is "46 photos/s, about 3 min left".
func speedText(rate float64, left time.Duration) string {
	if rate <= 0 {
		return ""
	}
	return lang.X("job.rate", "{{.n}} photos/s", countData(max(int(rate+.5), 1))) + leftText(left)
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
		return ", " + lang.XN("job.secondsLeft", "about {{.n}} s left", seconds, countData(seconds))
	default:
		minutes := int(left.Minutes() + .5)
		return ", " + lang.XN("job.minutesLeft", "about {{.n}} min left", minutes, countData(minutes))
	}
}

// megabytes writes a size: 606, in MB.
func megabytes(bytes int64) string { return number(int((bytes + 5e5) / 1e6)) }

// decimal writes a score: 0.31.
func decimal(f float32) string { return strconv.FormatFloat(float64(f), 'f', 2, 32) }
