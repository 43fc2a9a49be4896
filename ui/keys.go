package ui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"

	"catchlight/ui/phrase"
)

// key is one way to call a command. Without Ctrl or Alt it is a plain key: it works where no text
// is typed.
type key struct {
	name fyne.KeyName
	mod  fyne.KeyModifier
}

const (
	ctrl  = fyne.KeyModifierShortcutDefault // Cmd on macOS
	shift = fyne.KeyModifierShift
)

func plain(name fyne.KeyName) key     { return key{name, 0} }
func withCtrl(name fyne.KeyName) key  { return key{name, ctrl} }
func withShift(name fyne.KeyName) key { return key{name, shift} }

// isPlain reports whether the key would type text in a field.
func (k key) isPlain() bool { return k.mod&^shift == 0 }

// shortcut is the form in which Fyne reports the key: the standard editing keys arrive as types of
// their own.
func (k key) shortcut() fyne.Shortcut {
	if k.mod == ctrl {
		switch k.name {
		case fyne.KeyZ:
			return &fyne.ShortcutUndo{}
		case fyne.KeyY:
			return &fyne.ShortcutRedo{}
		case fyne.KeyA:
			return &fyne.ShortcutSelectAll{}
		}
	}
	return &desktop.CustomShortcut{KeyName: k.name, Modifier: k.mod}
}

// String is the key as menus, buttons and the page of keys show it.
func (k key) String() string {
	var pressed []string
	if k.mod&ctrl != 0 {
		pressed = append(pressed, "Ctrl")
	}
	if k.mod&fyne.KeyModifierAlt != 0 {
		pressed = append(pressed, "Alt")
	}
	if k.mod&shift != 0 {
		pressed = append(pressed, "Shift")
	}
	name, known := keyNames[k.name]
	if !known {
		name = string(k.name)
	}
	return phrase.Keys(append(pressed, name)...)
}

// keyNames are what people call the keys whose names in Fyne are not what stands on them.
var keyNames = map[fyne.KeyName]string{
	fyne.KeyEscape: "Esc", fyne.KeyReturn: "Enter", fyne.KeyEnter: "Enter", fyne.KeyPlus: "+", fyne.KeyMinus: "−",
	fyne.KeyPageUp: "PgUp", fyne.KeyPageDown: "PgDn", fyne.KeyBackspace: "Backspace",
	fyne.KeyLeft: "←", fyne.KeyRight: "→", fyne.KeyUp: "↑", fyne.KeyDown: "↓",
}
