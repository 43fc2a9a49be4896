// Package chips shows words as chips, in grid and inspector alike: their faces, and what is said of
// them.
package chips

import (
	"cmp"
	"slices"
	"strings"

	"fyne.io/fyne/v2/lang"

	"catchlight/ui/kit"
	"catchlight/ui/phrase"
	"catchlight/ui/view"
)

// faces are the faces of the states of a word.
var faces = [...]kit.State{
	view.InFile: kit.InFile, view.Suggested: kit.Suggested, view.Accepted: kit.Accepted, view.ByHand: kit.ByHand, view.Written: kit.Written,
	view.Removed: kit.Removed, view.Rejected: kit.Rejected, view.Parent: kit.Parent, view.Changed: kit.Changed, view.PutBack: kit.PutBack,
}

// Face is how a chip shows a state.
func Face(s view.WordState) kit.State { return faces[s] }

// State is the state of a word that a chip shows.
func State(c kit.Chip) view.WordState {
	return view.WordState(slices.Index(faces[:], c.State))
}

// Of is a word as grid and inspector draw it.
func Of(w view.Word) kit.Chip {
	c := kit.Chip{Name: w.Name, State: faces[w.State], Typed: w.Typed, Private: w.Private}
	if w.State == view.Suggested {
		c.Strength = view.Bars(w.Strength)
	}
	if w.Of > 1 {
		c.Of = lang.X("chip.of", "{{.n}} of {{.m}}", map[string]any{"n": phrase.Number(w.N), "m": phrase.Number(w.Of)})
	}
	c.Label = label(c)
	if w.Reason.Known() {
		c.Label += ", " + ReasonText(w.Reason)
	}
	return c
}

// label is a chip in words, for screen readers.
func label(c kit.Chip) string {
	parts := []string{c.Name, StateText(c)}
	if c.State == kit.Suggested {
		parts = append(parts, StrengthText(c.Strength))
	}
	if c.Of != "" {
		parts = append(parts, lang.X("chip.ofPhotos", "{{.of}} photos", map[string]any{"of": c.Of}))
	}
	return strings.Join(parts, ", ")
}

// StrengthText is how sure a suggestion is, from one to three bars.
func StrengthText(bars int) string {
	switch bars {
	case 3:
		return lang.X("strength.strong", "strong")
	case 2:
		return lang.X("strength.likely", "likely")
	default:
		return lang.X("strength.possible", "possible")
	}
}

// StateText is the state of a chip in words.
func StateText(c kit.Chip) string {
	if c.Private && (c.State == kit.Accepted || c.State == kit.ByHand) {
		return lang.X("state.private", "private, stays in the library")
	}
	switch c.State {
	case kit.Suggested:
		return lang.X("state.suggested", "suggested")
	case kit.Accepted:
		return lang.X("state.accepted", "accepted, not in the file yet")
	case kit.ByHand:
		return lang.X("state.typed", "typed, not in the file yet")
	case kit.Written:
		return lang.X("state.written", "written by Catchlight")
	case kit.Removed:
		return lang.X("state.removed", "removed, leaves the file with the next write")
	case kit.Rejected:
		return lang.X("state.rejected", "rejected")
	case kit.Parent:
		return lang.X("state.parent", "goes along with another tag")
	case kit.Changed:
		return lang.X("state.changed", "another program took it out of the file: see Problems")
	case kit.PutBack:
		return lang.X("state.putBack", "removed, another program put it back into the file: see Problems")
	default:
		return lang.X("state.inFile", "in the file")
	}
}

// NotKnown says what a word is that the model does not know, and what helps.
func NotKnown(tag string) string {
	return lang.X("tag.notKnown", "The model does not know {{.tag}}: add another name, accept it on five photos, or get a CLIP model", phrase.Tag(tag))
}

// HintInCell is Hint for a chip of the grid, where keywords have no ×.
func HintInCell(c kit.Chip) string {
	if c.State == kit.Suggested {
		return Hint(c)
	}
	return lang.X("hint.keywordInCell", "{{.chip}}: click shows it at the right", map[string]any{"chip": cmp.Or(c.Label, label(c))})
}

// Hint says what a chip is and what the pointer can do with it.
func Hint(c kit.Chip) string {
	text := cmp.Or(c.Label, label(c))
	switch c.State {
	case kit.Suggested:
		return lang.X("hint.suggested", "{{.chip}}: click accepts, × rejects", map[string]any{"chip": text})
	case kit.Rejected:
		return lang.X("hint.rejected", "{{.chip}}: click opens it again", map[string]any{"chip": text})
	case kit.Parent:
		return text
	case kit.Removed, kit.PutBack:
		return lang.X("hint.removed", "{{.chip}}: A keeps it", map[string]any{"chip": text})
	default:
		return lang.X("hint.keyword", "{{.chip}}: × removes it", map[string]any{"chip": text})
	}
}
