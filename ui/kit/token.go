package kit

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"
)

// The colour tokens of the interface, as names a fyne.Theme answers to. Where
// Fyne has a name of its own for the same use, the token is that name, so the
// grid also works, less beautifully, in a foreign theme.
const (
	TokenWell                         = theme.ColorNameBackground // behind photos; the toolkit clears the window with it
	TokenBg       fyne.ThemeColorName = "bg"                      // behind what is said of them
	TokenPanel    fyne.ThemeColorName = "panel"                   // sidebar, inspector, placeholder of a photo
	TokenControl                      = theme.ColorNameButton
	TokenEntry                        = theme.ColorNameInputBackground
	TokenChip     fyne.ThemeColorName = "chip"     // filled chip in a panel
	TokenChipCell fyne.ThemeColorName = "chipCell" // filled chip in a cell
	TokenSel                          = theme.ColorNameSelection
	TokenHover                        = theme.ColorNameHover
	TokenLine                         = theme.ColorNameSeparator
	TokenEdge                         = theme.ColorNameInputBorder
	TokenText                         = theme.ColorNameForeground
	TokenDim      fyne.ThemeColorName = "dim" // second text
	TokenFaint                        = theme.ColorNamePlaceHolder
	TokenRing     fyne.ThemeColorName = "ring" // the current photo
	TokenAccent                       = theme.ColorNamePrimary
	TokenFill     fyne.ThemeColorName = "fill"   // body of the accent button
	TokenOnFill   fyne.ThemeColorName = "onFill" // text on it
	TokenAlert                        = theme.ColorNameError
)
