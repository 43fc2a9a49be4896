package chips

import (
	"catchlight/ui/kit"
	"catchlight/ui/view"
)

// Made remembers chips that were made: what a chip says in words takes a dozen texts, and the photos
// of a page have few words that differ. The zero value is ready; it belongs to Fyne's goroutine.
type Made struct{ chips map[view.Word]kit.Chip }

// mostMade bounds what is remembered; then it begins anew.
const mostMade = 2048

// Of is the function Of of the package.
func (m *Made) Of(w view.Word) kit.Chip {
	w.Score = 0 // a chip does not say it, and each photo has another
	c, known := m.chips[w]
	if known {
		return c
	}
	if m.chips == nil || len(m.chips) == mostMade {
		m.chips = map[view.Word]kit.Chip{}
	}
	c = Of(w)
	m.chips[w] = c
	return c
}
