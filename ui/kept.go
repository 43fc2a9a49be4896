package ui

import (
	"slices"

	"fyne.io/fyne/v2"

	"catchlight/ui/view"
)

// Keys of the preferences that remember how the user looks at photos.
const (
	keptOrderKey = "view.order"
	keptStepKey  = "view.step"
	keptLinesKey = "view.lines"
	keptNamesKey = "view.names"

	keptLeftKey   = "write.left"     // what a write has left, and why
	keptLeftOfKey = "write.leftOf"   // the library that it is of
	keptFoldedKey = "sidebar.folded" // sections of the sidebar
)

// gridLook is how cells look.
type gridLook struct {
	lines int // of chips
	names bool
}

func keptLook(store fyne.Preferences) gridLook {
	return gridLook{lines: min(max(store.IntWithFallback(keptLinesKey, 2), 0), 2), names: store.Bool(keptNamesKey)}
}

func keptOrder(store fyne.Preferences) view.Order {
	if o := view.Order(store.String(keptOrderKey)); slices.Contains(view.Orders(), o) {
		return o
	}
	return view.OrderTaken
}

// keptLeft is what an earlier window has left to write of the library at a path; "" nothing.
func keptLeft(store fyne.Preferences, library string) string {
	if store.String(keptLeftOfKey) != library {
		return ""
	}
	return store.String(keptLeftKey)
}

// keepLeft keeps it for the next start. Any goroutine may call it.
func keepLeft(store fyne.Preferences, library, left string) {
	store.SetString(keptLeftOfKey, library)
	store.SetString(keptLeftKey, left)
}
