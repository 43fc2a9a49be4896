package engine

import (
	"fyne.io/fyne/v2/lang"

	"catchlight/tagging"
	"catchlight/ui/phrase"
	"catchlight/ui/view"
)

// Worth says what suggestions of a strength were worth, as the last FindWorth has found out; ""
// while nobody knows, or where one score of the user's holds for all tags.
func (en *Engine) Worth(s tagging.Strength) string {
	if en.deps.Library.Settings().Threshold != nil {
		return ""
	}
	return worthText(en.worth[s])
}

// worthText says what suggestions of a strength were worth; "" where nobody knows.
func worthText(w tagging.Worth) string {
	data := map[string]any{"right": phrase.Number(w.Right), "n": phrase.Number(w.Judged)}
	switch {
	case !w.Known():
		return ""
	case w.ByUser():
		return lang.XN("worth.decisions", "{{.right}} of 100 suggestions were right (by {{.n}} decisions of yours)", w.Judged, data)
	default:
		return lang.XN("worth.photos", "{{.right}} of 100 suggestions were right (on {{.n}} test photos)", w.Judged, data)
	}
}

// StrengthText is the name of a strength.
func StrengthText(s tagging.Strength) string {
	switch s {
	case tagging.Strict:
		return lang.X("prefs.strict", "Strict")
	case tagging.Loose:
		return lang.X("prefs.loose", "Loose")
	default:
		return lang.X("prefs.balanced", "Balanced")
	}
}

// FindWorth finds out in the background what suggestions were worth here: by what the user has said
// yes and no to, once that is enough, else on the photos on which the model was measured. Then it
// calls then, on the window's goroutine; not where there is no model, or another by then.
func (en *Engine) FindWorth(then func()) {
	if !en.Ready() || en.encoder == nil {
		return
	}
	tags, snap, measured, found := en.tags, en.deps.Photos(), en.encoder.Profile().Measured, map[tagging.Strength]tagging.Worth{}
	en.deps.Errands.Enqueue(func() error {
		for _, s := range view.Strengths() {
			found[s] = tags.Vectors.Worth(en.deps.Library, snap, s, measured)
		}
		return nil
	}, func(error) {
		if en.tags != nil && en.tags.Model == tags.Model {
			en.worth = found
			then()
		}
	})
}
