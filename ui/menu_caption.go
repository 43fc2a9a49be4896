package ui

import (
	"runtime"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"

	"catchlight/ui/kit"
)

// Fyne draws the keys of menu items in a fifth of the text's opacity, which nobody can read, and
// has no setting for it. So they stand in the items' labels, one below the other; where the system
// draws the menus, it does so well.

// callable is a shortcut that a menu answers to without drawing it.
type callable struct{ fyne.Shortcut }

// menuShortcut is the shortcut as a menu item has it.
func menuShortcut(s fyne.Shortcut) fyne.Shortcut {
	if runtime.GOOS == "darwin" {
		return s
	}
	return callable{s}
}

// captions are the items of a menu with the keys of their commands.
type captions struct {
	items []*fyne.MenuItem
	keys  []string // "" for none
}

// add appends an item; c is nil for what is no command.
func (cs *captions) add(item *fyne.MenuItem, c *command) {
	key := ""
	if c != nil && len(c.keys) > 0 && runtime.GOOS != "darwin" {
		key = c.keys[0].String()
	}
	cs.items, cs.keys = append(cs.items, item), append(cs.keys, key)
}

// captionGap is between the longest label and the keys, in dp.
const captionGap = 24

// align writes the keys behind the labels, in a column.
func (cs *captions) align() {
	size, column := theme.TextSize(), float32(0)
	for _, item := range cs.items {
		column = max(column, kit.TextWidth(item.Label, size, fyne.TextStyle{}))
	}
	for i, item := range cs.items {
		if cs.keys[i] != "" {
			item.Label = padded(item.Label, column+captionGap, size) + cs.keys[i]
		}
	}
}

// padded is a label with as much space behind it as makes it so wide, in dp, to the width of a
// hair.
func padded(label string, width, size float32) string {
	const hair = "\u200a"
	for _, space := range []string{" ", hair} {
		one := kit.TextWidth("|"+space+"|", size, fyne.TextStyle{}) - kit.TextWidth("||", size, fyne.TextStyle{})
		if lack := width - kit.TextWidth(label+"|", size, fyne.TextStyle{}) + kit.TextWidth("|", size, fyne.TextStyle{}); one > 0 && lack > 0 {
			label += strings.Repeat(space, int(lack/one))
		}
	}
	return label
}
