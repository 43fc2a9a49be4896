package kit

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
	"pgregory.net/rapid"
)

func TestFit(t *testing.T) {
	test.NewTempApp(t)
	rapid.Check(t, func(t *rapid.T) {
		text := rapid.StringN(0, 40, -1).Draw(t, "text")
		width := float32(rapid.IntRange(12, 300).Draw(t, "width"))
		got := Fit(text, 13, fyne.TextStyle{}, width)
		if w := fyne.MeasureText(got, 13, fyne.TextStyle{}).Width; w > width+.5 && got != "…" {
			t.Fatalf("%q is %v wide of %v", got, w, width)
		}
		if got != text && !(strings.HasSuffix(got, "…") && strings.HasPrefix(text, strings.TrimSuffix(got, "…"))) {
			t.Fatalf("%q became %q", text, got)
		}
	})
}

func TestTextIsCutAndSaysSo(t *testing.T) {
	line := NewText("Namibia 2026, all of it", StyleBold)
	w := themed(t, LookDark, 1, fyne.NewSize(60, 20), func() fyne.CanvasObject { return line })
	if !line.Cut() {
		t.Error("a text that does not fit is whole")
	}
	w.Resize(fyne.NewSize(400, 20))
	if line.Cut() {
		t.Error("a text that fits is cut")
	}
	line.SetToken(TokenAlert)
	line.SetText("other")
	if line.AccessibilityLabel() != "other" {
		t.Error("the accessible text is old")
	}
}
