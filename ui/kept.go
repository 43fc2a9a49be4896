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
