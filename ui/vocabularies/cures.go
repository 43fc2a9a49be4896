package vocabularies

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/lang"
	"fyne.io/fyne/v2/theme"

	"catchlight/library/keywords"
	"catchlight/tagging/vocabulary"
	"catchlight/ui/kit"
	"catchlight/ui/phrase"
)

// panel is a finding with its cures, for the panel beside the tree.
func (dc *doctor) panel(tag int, f vocabulary.Finding) fyne.CanvasObject {
	text := kit.NewParagraph(phrase.Said(f.Text), kit.StyleCaption)
	title := kit.NewLabelled(kit.NewMark(theme.WarningIcon(), 16, kit.TokenAlert), kit.NewParagraph(problemTitle(f.Problem), kit.StyleBold))
	title.Width, title.Centre = 16, true
	cures := kit.NewFlow(6, 6)
	var buttons []fyne.CanvasObject
	for _, c := range dc.cures(tag, f) {
		b := kit.NewButton(c.label, c.do)
		b.Small = true
		buttons = append(buttons, b)
	}
	cures.SetObjects(buttons)
	return kit.NewColumn(4, title, text, cures)
}

// problemTitle names a problem.
func problemTitle(problem string) string {
	switch problem {
	case vocabulary.TwoMeanings:
		return lang.X("vocabularies.twoMeanings", "Two meanings")
	case vocabulary.SameAsOther:
		return lang.X("vocabularies.sameAsOther", "Same as another tag")
	case vocabulary.TooManyNames:
		return lang.X("vocabularies.tooManyNames", "Too many other names")
	case vocabulary.NeverFires:
		return lang.X("vocabularies.neverFires", "Never suggested")
	case vocabulary.FiresOnMost:
		return lang.X("vocabularies.firesOnMost", "Suggested on more than half")
	default:
		return lang.X("vocabularies.otherTongue", "Not in the model's language")
	}
}

// cure is one click that settles a finding.
type cure struct {
	label string
	do    func()
}

// cures are two at most for a finding; each settles it by one click, and can be undone.
func (dc *doctor) cures(tag int, f vocabulary.Finding) []cure {
	switch f.Problem {
	case vocabulary.TwoMeanings:
		return dc.senses(tag, f.Other)
	case vocabulary.SameAsOther:
		if named := dc.nameless(tag, f.Other); named != nil {
			return append(dc.unites(tag, f.Other), *named)
		}
		return append(dc.unites(tag, f.Other), dc.silence(tag))
	case vocabulary.TooManyNames: // which can go, the user alone knows
		return nil
	case vocabulary.NeverFires:
		return append(dc.best(fewBest), dc.silence(tag))
	case vocabulary.FiresOnMost:
		return append(dc.best(f.Count/mostBestPart), dc.silence(tag))
	default:
		return []cure{dc.silence(tag)}
	}
}

// senses say which of two things a tag is: those of its word, or the one that stands above it. other
// has the same name elsewhere.
func (dc *doctor) senses(tag, other int) []cure {
	e, v := dc.e, dc.e.draft.Vocabulary
	says := func(label, prompt string) cure {
		return cure{label, func() { e.set(func(t *vocabulary.Tag) { t.Prompts = []string{prompt} }) }}
	}
	for _, q := range v.Unsettled() {
		if q.Tag == tag {
			return []cure{says(q.Text[0], q.Prompts[0]), says(q.Text[1], q.Prompts[1])}
		}
	}
	list := dc.unites(tag, other)
	if prompt := v.KindPrompt(tag); prompt != "" { // in English, as models read it
		list = append([]cure{says(prompt, prompt)}, list...)
	}
	return list
}

// unites makes a tag one with another, where both can be one.
func (dc *doctor) unites(tag, other int) []cure {
	e, v := dc.e, dc.e.draft.Vocabulary
	if other < 0 || v.IsBelow(other, tag) || v.Tags[tag].Heading != v.Tags[other].Heading || v.Tags[tag].Unsaid != v.Tags[other].Unsaid {
		return nil
	}
	name := v.Tags[other].Name
	if sameName := keywords.Fold(name) == keywords.Fold(v.Tags[tag].Name); sameName {
		name = pathOf(v, other)
	}
	return []cure{{lang.X("vocabularies.mergeWith", "Make one with {{.tag}}", phrase.Tag(name)), func() { e.merge(tag, other) }}}
}

// nameless takes the name of a tag off another one, where that has it as a further name.
func (dc *doctor) nameless(tag, other int) *cure {
	e, v := dc.e, dc.e.draft.Vocabulary
	if other < 0 {
		return nil
	}
	name := v.Tags[tag].Name
	less := v.Tags[other].Without(name)
	if len(less.Synonyms) == len(v.Tags[other].Synonyms) {
		return nil
	}
	label := lang.X("vocabularies.notAName", "No other name of {{.tag}}", phrase.Tag(v.Tags[other].Name))
	what := changed(v.Tags[other], less)
	return &cure{label, func() {
		e.edit(func(d *vocabulary.Draft) (*vocabulary.Draft, vocabulary.Moves, error) { return d.Set(other, less) }, keeps(what), nil)
	}}
}

// best lets the current tag be suggested on so many photos, its best, where a threshold can be set.
func (dc *doctor) best(photos int) []cure {
	if _, _, ok := dc.e.side.from.inUse(); !ok {
		return nil
	}
	label := lang.XN("vocabularies.onBest", "Suggest it on its {{.n}} best photos", photos, phrase.Count(photos))
	return []cure{{label, func() { dc.e.side.from.suggestOn(photos) }}}
}

// silence lets a tag be none of those that are suggested; it can still be typed.
func (dc *doctor) silence(tag int) cure {
	label := lang.X("vocabularies.silence", "Do not suggest {{.tag}}", phrase.Tag(dc.e.draft.Vocabulary.Tags[tag].Name))
	return cure{label, func() { dc.e.set(func(t *vocabulary.Tag) { t.Heading = true }) }}
}
