package kit

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"
)

// Look is the user's choice of light or dark.
type Look string

// The three looks; an unknown one is dark.
const (
	LookDark   Look = "dark"
	LookLight  Look = "light"
	LookSystem Look = "system"
)

// look is Catchlight's fyne.Theme: colours from the token table, Fyne's icons
// and fonts, sizes of its own. Its variant follows the system only when the
// user asked for that.
type look struct {
	choice Look
	scale  float32
	base   fyne.Theme
}

// NewTheme makes the theme for a look, with text (and the rows, chips and
// controls that hold it) scaled by textScale, 1 to 1.5.
func NewTheme(choice Look, textScale float32) fyne.Theme {
	return &look{choice: choice, scale: min(max(textScale, 1), 1.5), base: theme.DefaultTheme()}
}

// Color implements fyne.Theme.
func (l *look) Color(name fyne.ThemeColorName, system fyne.ThemeVariant) color.Color {
	if row, ok := tokens[name]; ok {
		return row[l.column(system)]
	}
	return l.base.Color(name, l.variant(system))
}

// variant is Fyne's word for the look in use.
func (l *look) variant(system fyne.ThemeVariant) fyne.ThemeVariant {
	switch l.choice {
	case LookLight:
		return theme.VariantLight
	case LookSystem:
		return system
	}
	return theme.VariantDark
}

// column is the column of the token table for the look in use: 0 dark, 1 light.
func (l *look) column(system fyne.ThemeVariant) int {
	if l.variant(system) == theme.VariantLight {
		return 1
	}
	return 0
}

// Font implements fyne.Theme: Noto Sans, regular and bold, as Fyne ships it but for one rule.
func (l *look) Font(style fyne.TextStyle) fyne.Resource {
	if style.Monospace || style.Italic || style.Symbol {
		return l.base.Font(style)
	}
	return textFonts()[style.Bold]
}

// Icon implements fyne.Theme.
func (l *look) Icon(name fyne.ThemeIconName) fyne.Resource { return l.base.Icon(name) }

// Size implements fyne.Theme.
func (l *look) Size(name fyne.ThemeSizeName) float32 {
	if dp, ok := textSizes[name]; ok {
		return dp * l.scale
	}
	if dp, ok := plainSizes[name]; ok {
		return dp
	}
	return l.base.Size(name)
}
