package vocabularies

import (
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/lang"
	"fyne.io/fyne/v2/theme"

	"catchlight/library"
	"catchlight/library/keywords"
	"catchlight/tagging/vocabulary"
	"catchlight/ui/kit"
	"catchlight/ui/page"
	"catchlight/ui/phrase"
)

// preview is the page of an import before it is made, with what the user has chosen of it.
type preview struct {
	deps   Deps
	wish   wish       // that the plan is of
	want   wish       // the last one, of which there may be no plan yet
	asked  string     // the path of a word whose tag is being named; "" none
	field  *kit.Entry // that names it
	column *kit.Column
	button *kit.Button

	offers      *offers
	into, least *kit.Select
	choices     []fyne.CanvasObject // their rows

	reads int // of the plan, so far
	plan  plan
}

// NewPreview makes the page that shows what taking over a file would do, "" for the keywords of the
// photos. Nothing is taken over before its button is pressed; then the list is copied.
func NewPreview(d Deps, file string) *page.Page {
	p := &preview{deps: d, wish: wish{file: file}, column: page.NewColumn(8)}
	p.button = kit.NewButton(lang.X("vocabularies.import", "Import"), p.take)
	p.button.Accent, p.button.Shortcut = true, phrase.Keys("Enter")
	p.makeChoices()
	p.offers = newOffers(p)
	p.column.SetObjects(kit.NewText(lang.X("vocabularies.reading", "Reading the list"), kit.StyleText))
	p.read(wish{file: file, least: 1})
	return &page.Page{
		ID: "import", Title: lang.X("vocabularies.importTitle", "Import a vocabulary"), Actions: []fyne.CanvasObject{p.button},
		Body: kit.NewScroll(p.column), Enter: p.take,
	}
}

// read makes the plan of a wish, which is kept where there is one: what cannot be done is said, and
// the plan of before stays. The last call wins.
func (p *preview) read(w wish) {
	p.button.Disable()
	p.reads++
	this, d, now := p.reads, p.deps, plan{}
	p.want = w
	d.Errands.Beside(func() (err error) {
		now, err = planOf(d.Library, w)
		return err
	}, func(err error) {
		switch {
		case p.reads != this: // something newer is on its way
		case err == nil:
			p.wish, p.plan = w, now
			p.show()
		case p.plan.Name == "":
			p.column.SetObjects(kit.NewParagraph(phrase.Sentence(err), kit.StyleText))
		default:
			p.want = p.wish
			d.Note(lang.X("vocabularies.refused", "Not changed: {{.why}}", map[string]any{"why": phrase.OneLine(err)}))
			p.show()
		}
	})
}

// show shows the plan.
func (p *preview) show() {
	im := p.plan.Import
	says := lang.X("vocabularies.plan", "{{.name}}: {{.what}}.", map[string]any{"name": im.Name, "what": becomes(im, true)})
	copied := lang.X("vocabularies.copied", "The list is copied into your library; the file stays as it is, and is not looked at again.")
	if p.wish.file == "" {
		copied = lang.X("vocabularies.gathered", "The words are copied into a list of yours; the photos stay as they are.")
	}
	objects := []fyne.CanvasObject{kit.NewParagraph(says, kit.StyleBold), kit.NewParagraph(copied, kit.StyleText)}
	for _, note := range im.Notes {
		objects = append(objects, kit.NewParagraph(phrase.Said(note), kit.StyleCaption))
	}
	p.showChoices()
	objects = append(append(append(objects, p.offers.objects()...), p.choices...), kit.NewRule())
	changes := inOrderOfNeed(im.Changes)
	for _, c := range firstOf(changes, page.MostListed) {
		objects = append(objects, p.row(c))
		if c.Path == p.asked {
			objects = append(objects, p.asks(c))
		}
	}
	if n := len(changes) - page.MostListed; n > 0 {
		objects = append(objects, kit.NewText(phrase.AndMore(n), kit.StyleCaption))
	}
	p.column.SetObjects(objects...)
	p.button.SetDisabled(im.New+im.Merged == 0)
}

// leasts are the numbers of photos that a keyword can be asked to stand on.
var leasts = []int{1, 2, 3, 5, 10, 20, 50, 100}

// makeChoices makes the fields of what can be chosen for the whole list: which of the user's lists
// gets it, and on how many photos a keyword must stand.
func (p *preview) makeChoices() {
	p.into = kit.NewSelect(nil, -1, func(i int) {
		w := p.want.anew()
		w.into = p.plan.targets()[i]
		p.read(w)
	})
	p.into.OnHint = p.deps.Hint(p.into, lang.X("hint.importInto", "The list that gets the words: one of its own, or one that you have, with which it becomes one"))
	var counts []string
	for _, n := range leasts {
		counts = append(counts, phrase.Photos(n))
	}
	p.least = kit.NewSelect(counts, 0, func(i int) {
		w := p.want.anew()
		w.least = leasts[i]
		p.read(w)
	})
	p.least.OnHint = p.deps.Hint(p.least, lang.X("hint.importLeast", "Only keywords on so many photos or more, and those above them"))
	p.choices = []fyne.CanvasObject{choice(lang.X("vocabularies.into", "Into"), p.into)}
	if p.wish.file == "" {
		p.choices = append(p.choices, choice(lang.X("vocabularies.onAtLeast", "On at least"), p.least))
	}
}

// showChoices shows what holds in them.
func (p *preview) showChoices() {
	names := p.plan.targets()
	p.into.SetOptions(names, max(slices.Index(names, p.plan.Name), 0))
	p.least.SetSelected(max(slices.Index(leasts, p.wish.least), 0))
}

// choice is a control with its name in front.
func choice(name string, control fyne.CanvasObject) fyne.CanvasObject {
	label := kit.NewText(name, kit.StyleDim)
	label.Width = 1
	row := kit.NewLabelled(label, kit.AtOwnWidth(control))
	row.Width, row.Centre = 120, true
	return row
}

// row is a word of the list, and what becomes of it. One that is new, or whose name stands elsewhere,
// can be another name of a tag; one that was taken so can be a tag of its own again.
func (p *preview) row(c vocabulary.MergedTag) fyne.CanvasObject {
	name := kit.NewText(steps(c.Path), kit.StyleText)
	name.Width = 1
	says := []string{changeTitle(c.Change)}
	if n, counted := p.plan.photos[c.Path]; counted {
		says = append(says, phrase.Photos(n))
	}
	if c.Why != "" {
		says = append(says, steps(phrase.Said(c.Why)))
	}
	line := kit.NewPairRow(name, kit.NewParagraph(strings.Join(says, " · "), kit.StyleCaption))
	row := kit.NewLabelled(kit.NewText("", kit.StyleCaption), line)
	if b := p.buttonOf(c); b != nil {
		row = kit.NewLabelled(b, line)
	}
	row.Width, row.Centre = 28, true
	return row
}

// steps is a text with the paths in it as the window shows them.
func steps(text string) string { return strings.ReplaceAll(text, "|", " › ") }

// buttonOf is the button of a row, nil for one without.
func (p *preview) buttonOf(c vocabulary.MergedTag) *kit.Button {
	var b *kit.Button
	switch taken := p.wish.taken(c.Path); {
	case taken >= 0:
		says := lang.X("hint.importApart", "Takes {{.tag}} over as a tag of its own again", phrase.Tag(c.Path))
		b = kit.NewIconButton(theme.CancelIcon(), says, func() { p.read(p.want.without(taken)) })
	case c.Change == vocabulary.ChangeNew:
		says := lang.X("hint.importAs", "Takes {{.tag}} over as another name of a tag that you name", phrase.Tag(c.Path))
		b = kit.NewIconButton(theme.MenuExpandIcon(), says, func() { p.ask(c.Path) })
	default:
		return nil
	}
	b.Small = true
	b.OnHint = p.deps.Hint(b, b.Access)
	return b
}

// ask opens the field that names the tag for a word, or closes it.
func (p *preview) ask(path string) {
	if p.asked == path {
		path = ""
	}
	p.asked = path
	p.show()
	if path != "" {
		p.focus(p.field)
	}
}

// asks is that field.
func (p *preview) asks(c vocabulary.MergedTag) fyne.CanvasObject {
	entry := kit.NewEntry(lang.X("vocabularies.anotherNameOf", "Another name of which tag"), nil, nil)
	entry.OnFocus = func(bool) {}
	p.field = entry
	entry.OnEscape = func() { p.ask(c.Path) }
	of := tagSource{
		tags: func() (v, words *vocabulary.Vocabulary, but int) {
			at, _ := p.plan.after.Named(c.Path)
			return p.plan.after, p.plan.after, at
		},
		photos: func(int) int { return 0 },
		lay:    p.column.Refresh,
	}
	named := newTagField(of, entry, func(tag string) {
		p.asked = ""
		p.read(p.want.with(another{c.Path, tag}))
	})
	if c.Twice { // the tag of that name is likely meant
		entry.SetText(keywords.Leaf(c.Path))
	}
	return indented(named.object)
}

// focus gives a field the keyboard.
func (p *preview) focus(o fyne.Focusable) {
	if c := fyne.CurrentApp().Driver().CanvasForObject(p.column); c != nil {
		c.Focus(o)
	}
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
	im, from := p.plan.Import, ""
	label := lang.X("vocabularies.imported", "Imported {{.name}} ({{.what}})", map[string]any{"name": im.Name, "what": becomes(im, false)})
	if on := p.deps.Lists.On(); !slices.Contains(on, im.Name) {
		from = on[0]
		label = lang.X("vocabularies.importedFor", "Imported {{.name}} ({{.what}}), in the place of {{.other}}", map[string]any{
			"name": im.Name, "what": becomes(im, false), "other": p.deps.Lists.Title(from),
		})
	}
	var step library.Step
	follow := p.plan.follow(p.deps)
	p.deps.Change(im.Name, from, func() (err error) {
		step, err = p.deps.Library.EditVocabulary(label, library.VocabularyChange{Name: im.Name, From: from, Before: im.Before, After: im.After}, follow()...)
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
