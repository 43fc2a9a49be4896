package vocabularies

import (
	"context"
	"slices"

	"fyne.io/fyne/v2/lang"
	"fyne.io/fyne/v2/theme"

	"catchlight/tagging"
	"catchlight/tagging/vocabulary"
	"catchlight/ui/jobs"
	"catchlight/ui/kit"
	"catchlight/ui/phrase"
	"catchlight/ui/view"
)

// doctor knows which tags cannot work, and why.
type doctor struct {
	e       *Editor
	found   map[int][]vocabulary.Finding // by tag
	strange map[int]bool                 // tags that the model does not know
	asked   *view.Tagset                 // for which they were found, where the list is among those in use
	alone   *vocabulary.Vocabulary       // the list that was looked at by itself, where it is not
	next    *kit.Button
}

// button goes from one tag with a finding to the next.
func (dc *doctor) button() *kit.Button {
	dc.next = kit.NewButton("", dc.e.NextFinding)
	dc.next.Icon = theme.WarningIcon()
	dc.next.OnHint = dc.e.deps.Hint(dc.next, lang.X("hint.doctor", "Goes to the next tag that cannot work as it is (F)"))
	dc.say()
	return dc.next
}

func (dc *doctor) say() {
	dc.next.SetLabel(lang.X("vocabularies.doctor", "Doctor: {{.n}}", phrase.Count(len(dc.found))))
	dc.next.SetDisabled(len(dc.found) == 0)
}

// look lets the checker look at the tags in use, or at a list that is not among them, once.
func (dc *doctor) look() {
	encoder := dc.e.deps.Encoder()
	switch {
	case dc.e.draft == nil || dc.e.pending > 0 || encoder == nil:
	case slices.Contains(dc.e.deps.Lists.On(), dc.e.name):
		dc.lookAtUsed(encoder)
	case dc.alone != dc.e.words:
		dc.lookAlone(encoder)
	}
}

// lookAtUsed looks at the tags that suggestions come from.
func (dc *doctor) lookAtUsed(encoder tagging.Encoder) {
	tags := dc.e.deps.Tags()
	if tags == nil || tags == dc.asked || tags.Vectors == nil || dc.asked != nil && tags.SameSource(dc.asked) {
		return // they have only learned
	}
	dc.asked, dc.alone = tags, nil
	fired := dc.firing(tags)
	dc.check(func(ctx context.Context) (found []vocabulary.Finding, unknown []int, err error) {
		known := tags.Vectors.Knowledge(encoder.Profile())
		known.Fired, err = fired(ctx)
		return vocabulary.Check(tags.Vocabulary, known), known.Unknown, err
	}, tags.Vocabulary)
}

// firing is how to count the photos on which each tag would be suggested, as the settings have it.
func (dc *doctor) firing(tags *view.Tagset) func(context.Context) (vocabulary.Fired, error) {
	d, set, snap := dc.e.deps, dc.e.deps.Settings(), dc.e.deps.Snapshot()
	options := tagging.SuggestOptions{Strength: view.StrengthOf(set), Threshold: set.Threshold}
	return func(ctx context.Context) (vocabulary.Fired, error) {
		fired, err := tags.Vectors.Fired(ctx, d.Library, snap, options)
		if tags.Facts != nil {
			fired.Tells = tags.Facts.Tells
		}
		return fired, err
	}
}

// lookAlone looks at a list that no suggestion comes from, by its names: what the model makes of its
// words costs a text for each, and is asked when the list is switched on.
func (dc *doctor) lookAlone(encoder tagging.Encoder) {
	words := dc.e.words
	dc.asked, dc.alone = nil, words
	dc.check(func(context.Context) ([]vocabulary.Finding, []int, error) {
		return vocabulary.Check(words, vocabulary.Knowledge{Multilingual: encoder.Profile().Multilingual}), nil, nil
	}, words)
}

// check looks for findings in the background, of the tags of a list.
func (dc *doctor) check(find func(context.Context) (found []vocabulary.Finding, unknown []int, err error), of *vocabulary.Vocabulary) {
	asked, alone := dc.asked, dc.alone
	dc.e.deps.Jobs.Add(&jobs.Job{
		Lane: jobs.Plan, Quiet: true,
		Says: func(int, int) string { return lang.X("job.checking", "Checking the vocabulary") },
		Work: func(ctx context.Context, _ *jobs.Job) (func(bool), error) {
			found, unknown, err := find(ctx)
			return func(stopped bool) {
				if !stopped && dc.asked == asked && dc.alone == alone {
					dc.checked(of, found, unknown)
				}
			}, err
		},
	})
}

// checked takes over what was found; the tags that were looked at are those of the draft by their
// places and names, as soon as no edit is on its way.
func (dc *doctor) checked(of *vocabulary.Vocabulary, found []vocabulary.Finding, unknown []int) {
	dc.found, dc.strange = map[int][]vocabulary.Finding{}, map[int]bool{}
	here := of.Among(dc.e.words)
	for _, f := range found {
		if f.Other >= 0 {
			f.Other = here[f.Other]
		}
		if tag := here[f.Tag]; tag >= 0 && f.Problem != vocabulary.NotKnown { // which is a quiet mark
			dc.found[tag] = append(dc.found[tag], f)
		}
	}
	for _, i := range unknown {
		if tag := here[i]; tag >= 0 {
			dc.strange[tag] = true
		}
	}
	dc.say()
	dc.e.tree.Refresh()
	dc.e.side.refresh()
}

// moved takes what was found along with the tags.
func (dc *doctor) moved(moves vocabulary.Moves) {
	found, strange := map[int][]vocabulary.Finding{}, map[int]bool{}
	for i, to := range moves {
		for _, f := range dc.found[i] {
			if f.Other >= 0 {
				f.Other = moves[f.Other]
			}
			if to >= 0 {
				found[to] = append(found[to], f)
			}
		}
		if to >= 0 && dc.strange[i] {
			strange[to] = true
		}
	}
	dc.found, dc.strange = found, strange
	dc.say()
}

func (dc *doctor) has(tag int) bool     { return len(dc.found[tag]) > 0 }
func (dc *doctor) unknown(tag int) bool { return dc.strange[tag] }

// NextFinding goes to the next tag that cannot work as it is, from the top again after the last.
func (e *Editor) NextFinding() {
	if e.draft == nil {
		return
	}
	n := len(e.draft.Vocabulary.Tags)
	for step := 1; step <= n; step++ {
		tag := (max(e.outline.current, -1) + step + n) % n
		if !e.doctor.has(tag) {
			continue
		}
		e.outline.find = ""
		e.find.SetText("")
		e.outline.reveal(tag)
		e.tree.changed()
		e.tree.reveal()
		e.chosen()
		e.tree.focus()
		return
	}
}
