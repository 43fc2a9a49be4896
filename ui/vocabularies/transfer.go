package vocabularies

import (
	"io"
	"path/filepath"
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"

	"catchlight/library"
	"catchlight/library/disk"
	"catchlight/library/keywords"
	"catchlight/tagging/vocabulary"
	"catchlight/ui/kit"
	"catchlight/ui/page"
	"catchlight/ui/phrase"
)

// Import asks for a list of another program, and shows what taking it over would do.
func (e *Editor) Import() { e.deps.AskFile(e.deps.Preview) }

// FromKeywords shows what taking over the keywords of the photos would do.
func (e *Editor) FromKeywords() { e.deps.Preview("") }

// Export writes the list to a file, in the form that its ending says: a table for .tsv and .csv,
// else as Lightroom has it.
func (e *Editor) Export() {
	if e.draft == nil {
		return
	}
	v := e.draft.Vocabulary
	e.deps.SaveFile(e.list.name+".txt", func(path string) {
		form := vocabulary.FormFor(path)
		e.deps.Errands.Enqueue(func() error {
			return disk.Replace(path, func(w io.Writer) error {
				_, err := io.WriteString(w, v.Text(form))
				return err
			})
		}, func(err error) {
			if err != nil {
				e.deps.Fail(lang.X("vocabularies.notExported", "The list was not written"), err)
				return
			}
			e.deps.Note(lang.XN("vocabularies.exported", "Wrote {{.n}} tags to {{.file}}", len(v.Tags), map[string]any{
				"n": phrase.Number(len(v.Tags)), "file": filepath.Base(path),
			}))
		})
	})
}

// AddTyped makes tags of the words that were typed on photos and are not in the list, at the top of
// it and behind all others.
func (e *Editor) AddTyped() {
	if e.draft == nil {
		return
	}
	words := e.words.TypedWords(e.deps.Snapshot())
	if n := len(words); n > 0 {
		what := lang.XN("vocabularies.typedAdded", "Added {{.n}} words of yours to the vocabulary", n, phrase.Count(n))
		e.edit(addsAtTop(words...), func(int) string { return what }, nil)
	}
}

// addsAtTop is the edit that adds words at the top of a list and behind all others.
func addsAtTop(words ...string) draftEdit {
	return func(d *vocabulary.Draft) (after *vocabulary.Draft, all vocabulary.Moves, err error) {
		after, all = d, d.Unmoved()
		for _, word := range words {
			var moves vocabulary.Moves
			if after, moves, _, err = after.Add(-1, -1, word); err != nil {
				return nil, nil, err
			}
			all = all.Then(moves)
		}
		return after, all, nil
	}
}

// preview is the page of an import before it is made.
type preview struct {
	deps   Deps
	column *kit.Column
	button *kit.Button
	plan   vocabulary.Import
}

// NewPreview makes the page that shows what taking over a file would do, "" for the keywords of the
// photos. Nothing is taken over before its button is pressed; then the list is copied.
func NewPreview(d Deps, file string) *page.Page {
	p := &preview{deps: d, column: page.NewColumn(8)}
	p.button = kit.NewButton(lang.X("vocabularies.import", "Import"), p.take)
	p.button.Accent, p.button.Shortcut = true, "Enter"
	p.button.Disable()
	p.column.SetObjects(kit.NewText(lang.X("vocabularies.reading", "Reading the list"), kit.StyleText))
	d.Errands.Enqueue(func() (err error) {
		p.plan, err = planOf(d, file)
		return err
	}, p.read)
	return &page.Page{
		ID: "import", Title: lang.X("vocabularies.importTitle", "Import a vocabulary"), Actions: []fyne.CanvasObject{p.button},
		Body: container.NewStack(kit.NewSurface(kit.TokenPanel), kit.NewScroll(p.column)), Enter: p.take,
	}
}

// planOf reads what would be taken over. It blocks; any goroutine.
func planOf(d Deps, file string) (vocabulary.Import, error) {
	own := d.Library.Vocabularies()
	if file != "" {
		return vocabulary.ReadImport(own, file, "")
	}
	var all []keywords.Keywords
	for _, p := range d.Library.Snapshot().Photos() {
		all = append(all, p.Keywords)
	}
	v, _ := vocabulary.FromKeywords("", all)
	return vocabulary.NewImport(own, lang.X("vocabularies.myKeywords", "My keywords"), v, nil)
}

// read shows the plan.
func (p *preview) read(err error) {
	if err != nil {
		p.column.SetObjects(kit.NewParagraph(phrase.Sentence(err), kit.StyleText))
		return
	}
	im := p.plan
	says := lang.X("vocabularies.plan", "{{.name}}: {{.what}}.", map[string]any{"name": im.Name, "what": becomes(im, true)})
	objects := []fyne.CanvasObject{kit.NewParagraph(says, kit.StyleBold), kit.NewParagraph(lang.X("vocabularies.copied",
		"The list is copied into your library; the file stays as it is, and is not looked at again."), kit.StyleText)}
	for _, note := range im.Notes {
		objects = append(objects, kit.NewParagraph(phrase.Said(note), kit.StyleCaption))
	}
	objects = append(objects, kit.NewRule())
	changes := inOrderOfNeed(im.Changes)
	for _, c := range firstOf(changes, page.MostListed) {
		name := kit.NewText(strings.ReplaceAll(c.Path, "|", " › "), kit.StyleText)
		name.Width = 1
		objects = append(objects, kit.NewPairRow(name, kit.NewParagraph(strings.TrimSpace(changeTitle(c.Change)+"  "+phrase.Said(c.Why)), kit.StyleCaption)))
	}
	if n := len(changes) - page.MostListed; n > 0 {
		objects = append(objects, kit.NewText(phrase.AndMore(n), kit.StyleCaption))
	}
	p.column.SetObjects(objects...)
	p.button.SetDisabled(im.New+im.Merged == 0)
}

// inOrderOfNeed are changes with those first that somebody should look at: names that stand elsewhere
// too, then what becomes one with a tag that is there, then what is new.
func inOrderOfNeed(changes []vocabulary.MergedTag) []vocabulary.MergedTag {
	need := func(c vocabulary.MergedTag) int {
		switch {
		case c.Twice:
			return 0
		case c.Change == vocabulary.ChangeMerged:
			return 1
		case c.Why != "":
			return 2
		case c.Change == vocabulary.ChangeNew:
			return 3
		}
		return 4
	}
	return slices.SortedStableFunc(slices.Values(changes), func(a, b vocabulary.MergedTag) int { return need(a) - need(b) })
}

// becomes says how many tags an import adds and changes, and with all also how many it leaves. What
// there is none of is not said; where there is nothing at all, that nothing is new.
func becomes(im vocabulary.Import, all bool) string {
	var parts []string
	say := func(n int, text string) {
		if n > 0 {
			parts = append(parts, text)
		}
	}
	say(im.New, lang.XN("vocabularies.planNew", "{{.n}} new", im.New, phrase.Count(im.New)))
	say(im.Merged, lang.XN("vocabularies.planMerged", "{{.n}} merged", im.Merged, phrase.Count(im.Merged)))
	if all {
		say(im.Same, lang.XN("vocabularies.planSame", "{{.n}} as they were", im.Same, phrase.Count(im.Same)))
		say(im.Twice, lang.XN("vocabularies.planTwice", "{{.n}} names at several places", im.Twice, phrase.Count(im.Twice)))
	}
	if len(parts) == 0 {
		return lang.XN("vocabularies.planNew", "{{.n}} new", 0, phrase.Count(0))
	}
	return strings.Join(parts, ", ")
}

// changeTitle says what becomes of a tag.
func changeTitle(c vocabulary.Change) string {
	switch c {
	case vocabulary.ChangeNew:
		return lang.X("vocabularies.changeNew", "new")
	case vocabulary.ChangeMerged:
		return lang.X("vocabularies.changeMerged", "merged")
	default:
		return lang.X("vocabularies.changeSame", "as it was")
	}
}

// take takes the list over, and goes back.
func (p *preview) take() {
	if p.button.Disabled() {
		return
	}
	p.button.Disable()
	im, from := p.plan, ""
	label := lang.X("vocabularies.imported", "Imported {{.name}} ({{.what}})", map[string]any{"name": im.Name, "what": becomes(im, false)})
	if on := p.deps.Lists.On(); !slices.Contains(on, im.Name) {
		from = on[0]
		label = lang.X("vocabularies.importedFor", "Imported {{.name}} ({{.what}}), in the place of {{.other}}", map[string]any{
			"name": im.Name, "what": becomes(im, false), "other": p.deps.Lists.Title(from),
		})
	}
	var step library.Step
	p.deps.Change(im.Name, from, func() (err error) {
		step, err = p.deps.Library.EditVocabulary(label, library.VocabularyChange{Name: im.Name, From: from, Before: im.Before, After: im.After})
		return err
	}, func(err error) {
		if err != nil {
			p.deps.Fail(lang.X("vocabularies.notImported", "The list was not imported"), err)
			return
		}
		p.deps.Edited(step)
	})
	p.deps.Back()
}
