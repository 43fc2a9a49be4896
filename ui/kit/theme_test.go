package kit

import (
	"image/color"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/theme"

	"catchlight/ui/testwindow"
)

func TestContrasts(t *testing.T) {
	surfaces := func(t ...fyne.ThemeColorName) []fyne.ThemeColorName { return t }
	all := surfaces(TokenWell, TokenBg, TokenPanel, TokenControl, TokenEntry, TokenChip, TokenChipCell, TokenSel, TokenHover)
	noCell := surfaces(TokenWell, TokenBg, TokenPanel, TokenControl, TokenEntry, TokenChip, TokenSel, TokenHover)
	plain := surfaces(TokenWell, TokenBg, TokenPanel)
	controls := surfaces(TokenWell, TokenBg, TokenPanel, TokenControl)
	for _, c := range []struct {
		ink         fyne.ThemeColorName
		on          []fyne.ThemeColorName
		dark, light float64
	}{
		{TokenText, all, 6.3, 9.4},
		{TokenDim, noCell, 4.8, 5.2},
		{TokenFaint, plain, 5.2, 4.6},
		{TokenAlert, controls, 4.6, 5.1},
		{TokenAccent, controls, 6.2, 5.0},
		{TokenOnFill, surfaces(TokenFill), 9.3, 9.3},
		// Graphics: outlines, glyphs, dots, the ring.
		{TokenEdge, surfaces(TokenWell, TokenPanel, TokenSel), 3.1, 3.0},
		{TokenAccent, all, 3, 3},
		{TokenAlert, all, 3, 3},
		{TokenRing, surfaces(TokenWell, TokenSel), 3, 3},
		{theme.ColorNameForegroundOnPrimary, surfaces(TokenAccent), 4.5, 4.5},
		{theme.ColorNameForegroundOnError, surfaces(TokenAlert), 4.5, 4.5},
	} {
		for _, surface := range c.on {
			for i, want := range []float64{c.dark, c.light} {
				if got := testwindow.Contrast(tokens[c.ink][i], tokens[surface][i]); got < want-.05 {
					t.Errorf("%s on %s, column %d: %.2f, want %.1f", c.ink, surface, i, got, want)
				}
			}
		}
	}
}

// TestMenusCanBeRead pairs what Fyne's menus draw: text and what is disabled, on a menu, and text
// on the title and the item that are open or under the pointer.
func TestMenusCanBeRead(t *testing.T) {
	for look := range 2 {
		for _, pair := range [][2]fyne.ThemeColorName{
			{theme.ColorNameForeground, theme.ColorNameMenuBackground},
			{theme.ColorNameForeground, theme.ColorNameOverlayBackground},
			{theme.ColorNameForeground, theme.ColorNameBackground},
			{theme.ColorNameForeground, theme.ColorNameHover},
			{theme.ColorNameForeground, theme.ColorNameFocus},
			{theme.ColorNameDisabled, theme.ColorNameOverlayBackground},
			{theme.ColorNameDisabled, theme.ColorNameMenuBackground},
		} {
			if got := testwindow.Contrast(tokens[pair[0]][look], tokens[pair[1]][look]); got < 4.5 {
				t.Errorf("column %d: %s on %s has %.1f : 1", look, pair[0], pair[1], got)
			}
		}
	}
}

func TestTwoHuesOnly(t *testing.T) {
	hues := map[color.NRGBA]bool{accentDark: true, accentLight: true, alertDark: true, alertLight: true}
	for name, row := range tokens {
		for i, c := range row {
			if c.A != 0 && !hues[c] && (c.R != c.G || c.G != c.B) {
				t.Errorf("%s, column %d, is not grey: %v", name, i, c)
			}
		}
	}
}

func TestEveryColourOfFyneIsOurs(t *testing.T) {
	for _, name := range []fyne.ThemeColorName{
		theme.ColorNameBackground, theme.ColorNameButton, theme.ColorNameDisabledButton, theme.ColorNameDisabled, theme.ColorNameError,
		theme.ColorNameFocus, theme.ColorNameForeground, theme.ColorNameForegroundOnError, theme.ColorNameForegroundOnPrimary,
		theme.ColorNameForegroundOnSuccess, theme.ColorNameForegroundOnWarning, theme.ColorNameHeaderBackground, theme.ColorNameHover,
		theme.ColorNameHyperlink, theme.ColorNameInputBackground, theme.ColorNameInputBorder, theme.ColorNameMenuBackground,
		theme.ColorNameOverlayBackground, theme.ColorNamePlaceHolder, theme.ColorNamePressed, theme.ColorNamePrimary,
		theme.ColorNameScrollBar, theme.ColorNameScrollBarBackground, theme.ColorNameSelection, theme.ColorNameSeparator,
		theme.ColorNameShadow, theme.ColorNameSuccess, theme.ColorNameWarning,
	} {
		if _, ok := tokens[name]; !ok {
			t.Errorf("%s comes from Fyne", name)
		}
	}
}

func TestLooks(t *testing.T) {
	for _, c := range []struct {
		look   Look
		system fyne.ThemeVariant
		want   color.NRGBA
	}{
		{LookDark, theme.VariantLight, grey(0x24)},
		{LookLight, theme.VariantDark, grey(0xE6)},
		{LookSystem, theme.VariantDark, grey(0x24)},
		{LookSystem, theme.VariantLight, grey(0xE6)},
		{"unheard of", theme.VariantLight, grey(0x24)},
	} {
		if got := NewTheme(c.look, 1).Color(TokenBg, c.system); got != c.want {
			t.Errorf("look %q in a system of variant %d: %v", c.look, c.system, got)
		}
	}
}

func TestTextScale(t *testing.T) {
	for scale, want := range map[float32]float32{1: 13, 1.25: 16.25, 1.5: 19.5, 0: 13, 9: 19.5} {
		th := NewTheme(LookDark, scale)
		if got := th.Size(theme.SizeNameText); got != want {
			t.Errorf("text at %v: %v", scale, got)
		}
		if th.Size(theme.SizeNamePadding) != 4 || th.Size(theme.SizeNameCaptionText) < 11 {
			t.Errorf("at %v: padding %v, caption %v", scale, th.Size(theme.SizeNamePadding), th.Size(theme.SizeNameCaptionText))
		}
	}
	for style, f := range typefaces {
		if got := NewTheme(LookDark, 1).Size(f.size) * f.ratio; got < 11 {
			t.Errorf("style %d is written in %v", style, got)
		}
	}
}

// redrawn counts how often an object is drawn anew.
type redrawn struct {
	*canvas.Rectangle
	times int
}

func (d *redrawn) Refresh() { d.times++ }

// TestWhatComesIsDrawn: the toolkit does not know what was hidden, such as the ring of a button that
// gets the keyboard, and would draw it with the next thing that changes.
func TestWhatComesIsDrawn(t *testing.T) {
	ring, body := canvas.NewRectangle(color.Black), &redrawn{Rectangle: canvas.NewRectangle(color.Black)}
	hide := func(hidden bool) func() { return func() { ring.Hidden = hidden } }
	for _, c := range []struct {
		what   string
		change func()
		want   int
	}{
		{"the ring goes", hide(true), 0},
		{"the ring comes", hide(false), 1},
		{"it stays", hide(false), 1},
		{"it gets another colour", func() { ring.FillColor = color.White }, 1},
	} {
		if Redraw(c.change, ring, body); body.times != c.want {
			t.Errorf("%s: the body was drawn %d times, want %d", c.what, body.times, c.want)
		}
	}
}
