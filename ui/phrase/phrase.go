// Package phrase says numbers, names and errors as the window writes them, in the user's language.
// Any goroutine may call it; nothing blocks.
package phrase

import (
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"fyne.io/fyne/v2/lang"
)

// Number writes n with separators: 12,480.
func Number(n int) string {
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

// Count is the data of a text whose {{.n}} is a number.
func Count(n int) map[string]any { return map[string]any{"n": Number(n)} }

// Photos is "86 photos".
func Photos(n int) string { return lang.XN("count.photos", "{{.n}} photos", n, Count(n)) }

// Megabytes writes a size: 606, in MB.
func Megabytes(bytes int64) string { return Number(int((bytes + 5e5) / 1e6)) }

// Decimal writes a score: 0.31.
func Decimal(f float32) string { return strconv.FormatFloat(float64(f), 'f', 2, 32) }

// Keywords is "214 keywords".
func Keywords(n int) string { return lang.XN("count.keywords", "{{.n}} keywords", n, Count(n)) }

// Tag is the data of a text whose {{.tag}} is a name.
func Tag(name string) map[string]any { return map[string]any{"tag": name} }

// OneLine is an error's text without line breaks, which the job bar cannot show.
func OneLine(err error) string { return strings.Join(strings.Fields(err.Error()), " ") }

// Sentence is an error with a capital and a full stop.
func Sentence(err error) string {
	text := OneLine(err)
	if text == "" || strings.HasSuffix(text, ".") {
		return text
	}
	first, size := utf8.DecodeRuneInString(text)
	return string(unicode.ToUpper(first)) + text[size:] + "."
}
