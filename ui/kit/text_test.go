package kit

import (
	"slices"
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
		width := float32(rapid.IntRange(0, 300).Draw(t, "width"))
		got := Fit(text, 13, fyne.TextStyle{}, width)
		if w := fyne.MeasureText(got, 13, fyne.TextStyle{}).Width; w > width+.5 {
			t.Fatalf("%q is %v wide of %v", got, w, width)
		}
		if got != text && got != "" && !(strings.HasSuffix(got, "…") && strings.HasPrefix(text, strings.TrimSuffix(got, "…"))) {
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

// TestLinesEndWhereTheyMay: between words, and in Chinese and Japanese between signs, but not
// before a full stop; what is wider than a line is broken.
func TestLinesEndWhereTheyMay(t *testing.T) {
	test.NewTempApp(t)
	for text, want := range map[string]string{
		"one two":                            "one |two",
		"写真を選ぶ。":                             "写|真|を|選|ぶ。",
		"「写真」RAW と":                          "「写|真」|RAW |と",
		"使用 CLIP 模型":                         "使|用 |CLIP |模|型",
		"Il dit « trop tard » : rien ; et ?": "Il |dit |« trop |tard » : |rien ; |et ?",
		"Voyez « Ouvrir », puis : 3":         "Voyez |« Ouvrir », |puis : |3",
		"from :44 on":                        "from |:44 |on",
	} {
		if got := strings.Join(pieces(text), "|"); got != want {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
	}
	for text, want := range map[string][]string{
		"/home/somebody/Pictures": {"/home/", "somebody", "/Pictures"}, `D:\Photos\Namibia`: {`D:\Photos\`, "Namibia"}, "unbreakable/": {"unbreakab", "le/"},
	} {
		if got := wrapped(text, 13, fyne.TextStyle{}, TextWidth("unbreakab", 13, fyne.TextStyle{})+1); !slices.Equal(got, want) {
			t.Errorf("%q is broken into %q", text, got)
		}
	}
	for _, text := range []string{"写真の中のキーワードは、そのまま残ります。", "/home/somebody/Pictures/2026/a-very-long-name.jpg", "a b c"} {
		p := NewParagraph(text, StyleText)
		for _, width := range []float32{30, 80, 200} {
			lines := p.wrap(width)
			if strings.ReplaceAll(strings.Join(lines, ""), " ", "") != strings.ReplaceAll(text, " ", "") {
				t.Errorf("%q became %q", text, lines)
			}
			for _, line := range lines {
				if w := TextWidth(line, 13, fyne.TextStyle{}); w > width && len([]rune(line)) > 2 {
					t.Errorf("%q is %.0f wide of %.0f", line, w, width)
				}
			}
		}
	}
}
