// Package phrase is the language of the window: Speak chooses it, the others say numbers, dates,
// names and errors in it. Any goroutine may call these; nothing blocks.
package phrase

import (
	"strings"

	"fyne.io/fyne/v2/lang"
	"golang.org/x/text/language"
	"golang.org/x/text/message"
	"golang.org/x/text/number"
)

// Number writes n with separators as the language has them: 12,480.
func Number(n int) string { return numbers().Sprint(number.Decimal(n)) }

// Decimal writes a score: 0.31.
func Decimal(f float32) string { return Fraction(float64(f), 2) }

// Fraction writes f with that many digits behind the point: 3.2; with -1, with those that it has.
func Fraction(f float64, digits int) string {
	if digits < 0 {
		return numbers().Sprint(number.Decimal(f))
	}
	return numbers().Sprint(number.Decimal(f, number.Scale(digits)))
}

// numbers writes numbers in the locale that the window speaks.
func numbers() *message.Printer {
	return message.NewPrinter(language.Make(Locale()))
}

// Count is the data of a text whose {{.n}} is a number.
func Count(n int) map[string]any { return map[string]any{"n": Number(n)} }

// Photos is "86 photos".
func Photos(n int) string { return lang.XN("count.photos", "{{.n}} photos", n, Count(n)) }

// Unread is "16 files cannot be read".
func Unread(n int) string { return lang.XN("count.unread", "{{.n}} files cannot be read", n, Count(n)) }

// Megabytes writes a size in MB: 606, or <1 of what is there and rounds to none.
func Megabytes(bytes int64) string {
	n := int((bytes + 5e5) / 1e6)
	if n == 0 && bytes > 0 {
		return "<" + Number(1)
	}
	return Number(n)
}

// AndMore is "and 3 more", the last line of a list that does not show them.
func AndMore(n int) string { return lang.XN("list.more", "and {{.n}} more", n, Count(n)) }

// Keywords is "214 keywords".
func Keywords(n int) string { return lang.XN("count.keywords", "{{.n}} keywords", n, Count(n)) }

// Tag is the data of a text whose {{.tag}} is a name.
func Tag(name string) map[string]any { return map[string]any{"tag": name} }

// OneLine is an error's text without line breaks, which the job bar cannot show.
func OneLine(err error) string { return Said(strings.Join(strings.Fields(err.Error()), " ")) }

// Sentence is an error with a capital and a full stop.
func Sentence(err error) string {
	text := OneLine(err)
	if ended := Ended(text); ended != text {
		return raise(ended)
	}
	return text
}

// Ended is a text with a full stop, if it does not end already.
func Ended(text string) string {
	stop := lang.X("sentence.end", ".")
	for _, end := range []string{stop, ".", "…", "?", "？"} {
		if text == "" || strings.HasSuffix(text, end) {
			return text
		}
	}
	return text + stop
}
