package kit

import (
	"sort"

	"fyne.io/fyne/v2"
)

// Fit returns text if it is at most width dp wide at a font size, and otherwise its longest
// beginning that leaves room for "…". Where not even "…" fits, there is nothing. Widths are those
// of the real font; Fyne keeps them.
func Fit(text string, size float32, style fyne.TextStyle, width float32) string {
	width += .5 // sums of float32 widths must not cut a text that fits
	if TextWidth(text, size, style) <= width {
		return text
	}
	if TextWidth("…", size, style) > width {
		return ""
	}
	runes := []rune(text)
	n := sort.Search(len(runes), func(n int) bool {
		return TextWidth(string(runes[:n+1])+"…", size, style) > width
	})
	return string(runes[:min(n, len(runes))]) + "…"
}

// TextWidth is the width of a text in the font of the theme, in dp.
func TextWidth(text string, size float32, style fyne.TextStyle) float32 {
	return fyne.MeasureText(text, size, style).Width
}
