package kit

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"
)

// Every surface is grey, R=G=B, so that nothing beside a photo tints it. Two
// hues exist: accent and alert. The columns are dark and light. The contrasts
// that the table promises are computed in theme_test.go.
var tokens = map[fyne.ThemeColorName][2]color.NRGBA{
	TokenWell:     {grey(0x1B), grey(0xD6)}, // grid, loupe; the menu bar, which the toolkit paints
	TokenBg:       {grey(0x24), grey(0xE6)}, // toolbar, job bar, pages
	TokenPanel:    {grey(0x2B), grey(0xF2)}, // sidebar, inspector, menus, placeholder of a photo
	TokenControl:  {grey(0x3A), grey(0xFF)}, // buttons; light ones have an outline in TokenLine
	TokenEntry:    {grey(0x1B), grey(0xFF)}, // text fields
	TokenChip:     {grey(0x45), grey(0xD9)}, // filled chip in a panel
	TokenChipCell: {grey(0x54), grey(0xF2)}, // filled chip in a cell
	TokenSel:      {grey(0x3D), grey(0xC2)}, // selected row or cell
	TokenHover:    {grey(0x33), grey(0xE4)}, // row or control under the pointer
	TokenLine:     {grey(0x3F), grey(0xCB)}, // separators
	TokenEdge:     {grey(0x8A), grey(0x6A)}, // outlines, at least 3:1
	TokenText:     {grey(0xEA), grey(0x1E)}, // text
	TokenDim:      {grey(0xB8), grey(0x47)}, // second text
	TokenFaint:    {grey(0x9C), grey(0x5C)}, // placeholder, disabled, rejected
	TokenRing:     {grey(0xF5), grey(0x1E)}, // the current photo
	TokenAccent:   {accentDark, accentLight},
	TokenFill:     {accentDark, accentDark}, // body of the one accent button
	TokenOnFill:   {grey(0x1B), grey(0x1B)},
	TokenAlert:    {alertDark, alertLight},

	theme.ColorNameMenuBackground:      {grey(0x2B), grey(0xF2)},
	theme.ColorNameOverlayBackground:   {grey(0x2B), grey(0xF2)},
	theme.ColorNameHeaderBackground:    {grey(0x24), grey(0xE6)},
	theme.ColorNameDisabled:            {grey(0x9C), grey(0x5C)},
	theme.ColorNameDisabledButton:      {grey(0x33), grey(0xE4)},
	theme.ColorNameFocus:               {grey(0x54), grey(0xC2)}, // behind the text of an open menu and its item
	theme.ColorNameHyperlink:           {accentDark, accentLight},
	theme.ColorNameForegroundOnPrimary: {grey(0x1B), grey(0xFF)},
	theme.ColorNameSuccess:             {accentDark, accentLight},
	theme.ColorNameForegroundOnSuccess: {grey(0x1B), grey(0xFF)},
	theme.ColorNameWarning:             {alertDark, alertLight},
	theme.ColorNameForegroundOnWarning: {grey(0x1B), grey(0xFF)},
	theme.ColorNameForegroundOnError:   {grey(0x1B), grey(0xFF)},
	theme.ColorNamePressed:             {grey(0x45), grey(0xC2)},
	theme.ColorNameScrollBar:           {grey(0x8A), grey(0x6A)},
	theme.ColorNameScrollBarBackground: {color.NRGBA{}, color.NRGBA{}},
	theme.ColorNameShadow:              {color.NRGBA{A: 0x60}, color.NRGBA{A: 0x40}}, // Fyne's menus and pop-ups only
}

// The two hues. The light look keeps the dark one's fill for its accent button.
var (
	accentDark  = color.NRGBA{R: 0xF0, G: 0xB4, B: 0x5A, A: 0xFF}
	accentLight = color.NRGBA{R: 0x7E, G: 0x4A, B: 0x00, A: 0xFF}
	alertDark   = color.NRGBA{R: 0xFF, G: 0x7F, B: 0x76, A: 0xFF}
	alertLight  = color.NRGBA{R: 0xA3, G: 0x26, B: 0x1B, A: 0xFF}
)

// textSizes grow with the text size that the user chose.
var textSizes = map[fyne.ThemeSizeName]float32{
	theme.SizeNameText:           13,
	theme.SizeNameCaptionText:    11,
	theme.SizeNameSubHeadingText: 16,
	theme.SizeNameHeadingText:    20,
	theme.SizeNameInlineIcon:     16,
}

// plainSizes never change.
var plainSizes = map[fyne.ThemeSizeName]float32{
	theme.SizeNamePadding:         4,
	theme.SizeNameInnerPadding:    6,
	theme.SizeNameInputRadius:     4,
	theme.SizeNameButtonRadius:    4,
	theme.SizeNameSelectionRadius: 4,
	theme.SizeNameCardRadius:      4,
	theme.SizeNameDialogRadius:    4,
	theme.SizeNamePopupRadius:     4,
	theme.SizeNameMenuRadius:      4,
	theme.SizeNameInputBorder:     1,
	theme.SizeNameScrollBar:       8,
	theme.SizeNameScrollBarSmall:  4,
	theme.SizeNameScrollBarRadius: 2,
}

// grey is a neutral colour.
func grey(v uint8) color.NRGBA { return color.NRGBA{R: v, G: v, B: v, A: 0xFF} }
