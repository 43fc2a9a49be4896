package vocabularies

import (
	"context"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/lang"
	"fyne.io/fyne/v2/theme"

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
	asked   *view.Tagset                 // for which they were found
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

// look lets the checker look at the tags in use, once.
func (dc *doctor) look() {
	tags := dc.e.deps.Tags()
	if tags == nil || dc.e.draft == nil || tags == dc.asked || dc.e.pending > 0 || tags.Vectors == nil {
		return
	}
	if dc.asked != nil && tags.SameSource(dc.asked) { // it has only learned
		return
	}
	encoder := dc.e.deps.Encoder()
	if encoder == nil {
		return
	}
	dc.asked = tags
	dc.e.deps.Jobs.Add(&jobs.Job{
		Lane: jobs.Plan, Quiet: true,
		Says: func(int, int) string { return lang.X("job.checking", "Checking the vocabulary") },
		Work: func(context.Context, *jobs.Job) (func(bool), error) {
			known := tags.Vectors.Knowledge(encoder.Profile())
			found := vocabulary.Check(tags.Vocabulary, known)
			return func(bool) { dc.checked(tags, found, known.Unknown) }, nil
		},
	})
}

// checked takes over what was found; the tags of the list in use are those of the draft by their
// order, as soon as no edit is on its way.
func (dc *doctor) checked(tags *view.Tagset, found []vocabulary.Finding, unknown []int) {
	dc.found, dc.strange = map[int][]vocabulary.Finding{}, map[int]bool{}
	here := tags.Vocabulary.Among(dc.e.words)
	for _, f := range found {
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
		if to >= 0 && dc.found[i] != nil {
			found[to] = dc.found[i]
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

// panel is a finding with its cures, for the panel beside the tree.
func (dc *doctor) panel(tag int, f vocabulary.Finding) fyne.CanvasObject {
	text := kit.NewParagraph(phrase.Said(f.Text), kit.StyleCaption)
	title := kit.NewBar(22, []fyne.CanvasObject{kit.NewMark(theme.WarningIcon(), 16, kit.TokenAlert), kit.NewText(problemTitle(f.Problem), kit.StyleBold)}, nil)
	title.Margin = 0
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
	default:
		return lang.X("vocabularies.otherTongue", "Not in the model's language")
	}
}

// cure is one click that settles a finding.
type cure struct {
	label string
	do    func()
}

// cures are at most two for a finding.
func (dc *doctor) cures(tag int, f vocabulary.Finding) []cure {
	e := dc.e
	var list []cure
	switch f.Problem {
	case vocabulary.TwoMeanings:
		for _, q := range e.draft.Vocabulary.Unsettled() {
			if q.Tag != tag {
				continue
			}
			for i, prompt := range q.Prompts {
				list = append(list, cure{q.Text[i], func() { e.set(func(t *vocabulary.Tag) { t.Prompts = []string{prompt} }) }})
			}
			return list
		}
		if up := e.draft.Vocabulary.Tags[tag].Parent; up >= 0 {
			t, parent := e.draft.Vocabulary.Tags[tag], e.draft.Vocabulary.Tags[up].Name
			prompt := lang.X("vocabularies.kindOf", "a photo of a {{.tag}}, a kind of {{.parent}}", map[string]any{"tag": t.Name, "parent": parent})
			list = append(list, cure{prompt, func() { e.set(func(t *vocabulary.Tag) { t.Prompts = []string{prompt} }) }})
		}
	case vocabulary.SameAsOther:
		if other := dc.twin(tag); other >= 0 {
			name := e.draft.Vocabulary.Tags[other].Name
			list = append(list, cure{lang.X("vocabularies.mergeWith", "Make one with {{.tag}}", phrase.Tag(name)), func() { e.mergeInto(e.draft.Vocabulary.Path(other)) }})
		}
	}
	return append(list, cure{lang.X("vocabularies.prompt", "Say what is meant"), func() { e.focusOn(e.side.prompt) }})
}

// twin is the tag that has another one's name as a synonym, −1 for none.
func (dc *doctor) twin(tag int) int {
	v := dc.e.draft.Vocabulary
	for i, t := range v.Tags {
		for _, name := range t.Synonyms {
			if j, ok := v.Find(name); ok && j == tag && i != tag && !t.Heading {
				return i
			}
		}
	}
	return -1
}
