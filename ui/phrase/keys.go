package phrase

import (
	"runtime"
	"strings"

	"fyne.io/fyne/v2/lang"
)

// Keys names keys that are pressed together as they stand on a keyboard of the language: "Ctrl", "S"
// is "Strg+S" in German, and "⌘S" on a Mac. What has no other name anywhere stays as it is. Menus,
// buttons, fields and the page of keys have their captions from here; hints are sentences of the
// catalogue, which a test holds to the same names.
func Keys(keys ...string) string {
	var b strings.Builder
	for i, key := range keys {
		switch {
		case key == "Ctrl" && runtime.GOOS == "darwin":
			b.WriteString("⌘")
		case i < len(keys)-1:
			b.WriteString(keyName(key) + "+")
		default:
			b.WriteString(keyName(key))
		}
	}
	return b.String()
}

func keyName(key string) string {
	switch key {
	case "Ctrl":
		return lang.X("key.ctrl", "Ctrl")
	case "Alt":
		return lang.X("key.alt", "Alt")
	case "Shift":
		return lang.X("key.shift", "Shift")
	case "Enter":
		return lang.X("key.enter", "Enter")
	case "Space":
		return lang.X("key.space", "Space")
	case "Esc":
		return lang.X("key.escape", "Esc")
	case "Tab":
		return lang.X("key.tab", "Tab")
	case "Delete":
		return lang.X("key.delete", "Delete")
	case "Backspace":
		return lang.X("key.backspace", "Backspace")
	case "Home":
		return lang.X("key.home", "Home")
	case "End":
		return lang.X("key.end", "End")
	case "PgUp":
		return lang.X("key.pageUp", "PgUp")
	case "PgDn":
		return lang.X("key.pageDown", "PgDn")
	}
	return key
}
