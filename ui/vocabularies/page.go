// Package vocabularies is the page of the words that tags come from: their tree, and the acts that
// change it. What an act does to the text of a list is decided in tagging/vocabulary.
package vocabularies

import (
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"
	"fyne.io/fyne/v2/theme"

	"catchlight/assets"
	"catchlight/library"
	"catchlight/tagging"
	"catchlight/tagging/vocabulary"
	"catchlight/ui/jobs"
	"catchlight/ui/kit"
	"catchlight/ui/page"
	"catchlight/ui/phrase"
	"catchlight/ui/thumbnail"
	"catchlight/ui/view"
)

// ID names the page among the pages.
const ID = "vocabulary"

// Deps is what the page works with. All must be set.
type Deps struct {
	Library    *library.Library
	Jobs       *jobs.Queue
	Errands    *jobs.Errands
	Thumbnails *thumbnail.Source
	Lists      Lists

	// What is known now.
	Snapshot func() *library.Snapshot
	Encoder  func() tagging.Encoder // nil while there is none
	Tags     func() *view.Tagset    // nil while there are none
	Waiting  func(tag string) int   // photos with an open suggestion of a tag
	Settings func() library.Settings

	// Change stores a change of one of the user's lists, which may stand in for another one, as
	// engine.Vocabularies.Change.
	Change  func(name, instead string, store func() error, done func(error))
	Edited  func(library.Step) // says what was done, with its undo
	Rewrite func(Rewriting)    // opens the page of a write of its own
	Note    func(text string)
	Did     func(what string, undo func())           // says what was done that is no step of the library
	Keep    func(change func(set *library.Settings)) // changes the settings, which hold at once
	Retag   func()                                   // makes the tags in use anew, by the settings
	NameIn  func(language string)                    // names tags in a language, by its code; "" as they stand
	Fail    func(what string, err error)
	Saved   func(text, path string) // says that a file was made, with the way to it

	Review    func(tag string)
	Show      func(tag string) // the photos with it
	AskFile   func(chosen func(path string))
	AskFolder func(chosen func(path string))
	PopUp     func(items []*fyne.MenuItem, at fyne.Position)
	Preview   func(file string) // opens the page of an import; "" of the photos' keywords
	Back      func()
	RowKey    func(fyne.KeyName) // what keys do that the page has no use for
	Hint      func(owner any, text string) func(inside bool)
}

// Lists are the vocabularies that there are.
type Lists struct {
	On     func() []string // those in use; of a word in several the first one says what holds
	Files  func() []string // beside the built-in ones
	Title  func(name string) string
	Switch func(name string) // lets suggestions come from a list too, or no more
}

// Editor is the page's subject: the vocabulary that is shown, and what can be done to it. Its
// methods belong to Fyne's goroutine and do not block.
type Editor struct {
	deps    Deps
	page    *page.Page
	name    string // of the vocabulary that is shown
	list    source
	draft   *vocabulary.Draft      // nil until it is read
	words   *vocabulary.Vocabulary // the draft's tags in the language that tags are in
	matches matches
	shown   *vocabulary.Vocabulary
	pending int  // edits that are being stored
	reads   int  // of the list, so far
	held    bool // the list is being changed elsewhere in the window
	outline *outline
	tree    *tree
	picker  *kit.Select
	on      *kit.Check // suggestions come from the list that is shown
	names   []string   // what the picker offers
	many    *kit.Text
	typed   *kit.Button // adds the words that were typed on photos
	strays  *strays
	find    *kit.Entry
	add     *kit.Entry
	child   bool // the new tag goes below the current one, not beside it
	side    *side
	trial   *trial
	doctor  *doctor
	counts  *counts
}

// New makes the page, with an *Editor as its subject; the vocabulary is read in the background.
func New(d Deps) *page.Page {
	e := &Editor{deps: d, name: d.Lists.On()[0], outline: newOutline(), many: kit.NewText("", kit.StyleCaption)}
	e.counts = &counts{e: e}
	e.doctor = &doctor{e: e}
	e.trial = newTrial(e)
	e.tree = newTree(e.outline)
	e.tree.text, e.tree.chosen, e.tree.dropped, e.tree.key, e.tree.hint = e.columns, e.chosen, mover{e}.dropped, e.key, e.pointed
	e.strays = newStrays(e)
	e.side = newSide(e)
	e.page = &page.Page{
		ID: ID, Title: lang.X("cmd.vocabulary", "Vocabulary"), Bare: true, Body: e.body(), Side: e.side.object,
		Tick: e.tick, Look: e.tick, Close: e.trial.close, Enter: e.Rename, First: e.tree, Find: e.find, Subject: e,
	}
	e.read()
	return e.page
}

// leastFields is the width in dp that the fields for finding and adding tags keep together.
const leastFields = 320

// body is the centre: two bars, the heads of the columns, the tree.
func (e *Editor) body() fyne.CanvasObject {
	d := e.deps
	back := kit.NewIconButton(theme.NavigateBackIcon(), lang.X("hint.back", "Back to the photos (Esc)"), d.Back)
	back.OnHint = d.Hint(back, back.Access)
	e.picker = kit.NewSelect(nil, -1, e.pick)
	e.picker.OnHint = d.Hint(e.picker, lang.X("hint.shownVocabulary", "The vocabulary that is shown here. Suggestions come from up to three that are on; of a word in several the first one says what holds"))
	e.on = kit.NewCheck(lang.X("vocabularies.on", "On"), true, func(bool) {
		d.Lists.Switch(e.name)
		e.offer() // the tick shows what holds
	})
	in := kit.NewButton(lang.X("vocabularies.import", "Import"), e.importFile)
	in.Icon = theme.DownloadIcon()
	in.OnHint = d.Hint(in, lang.X("hint.import", "Takes over a list of keywords: Lightroom, Photo Mechanic, plain or a table; shows it first"))
	out := kit.NewButton(lang.X("vocabularies.export", "Export"), nil)
	out.OnTapped = func() { offerExport(e, out) }
	out.Icon = theme.UploadIcon()
	out.OnHint = d.Hint(out, lang.X("hint.export", "Saves the list as a file for Lightroom and others"))
	mine := kit.NewButton(lang.X("vocabularies.fromKeywords", "From my keywords"), e.fromKeywords)
	mine.Icon = fyne.NewStaticResource("tag.svg", assets.Icon(assets.IconTag))
	mine.OnHint = d.Hint(mine, lang.X("hint.fromKeywords", "Makes a vocabulary of the keywords that your photos have; shows it first"))
	top := kit.NewBar(44, []fyne.CanvasObject{back, e.picker, e.on}, []fyne.CanvasObject{mine, in, out, e.doctor.button()})
	top.Whole = true
	e.typed = kit.NewButton("", e.addTyped)
	e.typed.Small = true
	e.find = kit.NewEntry(lang.X("vocabularies.find", "Find a tag"), theme.SearchIcon(), nil)
	e.find.OnChanged, e.find.OnEscape = e.look, e.tree.focus
	e.find.OnSubmitted = func(string) { e.tree.focus() }
	e.add = kit.NewEntry("", theme.ContentAddIcon(), kit.NewKeyCaption(phrase.Keys("Ctrl", "N")))
	e.add.OnChanged, e.add.OnSubmitted = func(text string) { e.trial.typed(text) }, e.adding
	e.add.OnEscape = e.leaveAdding
	e.many.Width = 240 // as wide as it is in any language; shorter where there is no room
	fields := container.New(kit.Shared{}, kit.NewFixed(220, e.find), kit.NewFixed(280, e.add))
	second := kit.NewBar(42, []fyne.CanvasObject{fields, e.many}, []fyne.CanvasObject{e.strays.button, e.typed})
	second.Keep = leastFields
	head := newHeads(lang.X("vocabularies.tag", "Tag"), lang.X("vocabularies.synonyms", "Synonyms"), lang.X("vocabularies.photos", "Photos"),
		lang.X("vocabularies.threshold", "Threshold"), lang.X("vocabularies.precision", "Precision"))
	bg := func(o fyne.CanvasObject) fyne.CanvasObject { return container.NewStack(kit.NewSurface(kit.TokenBg), o) }
	return container.New(kit.Tight{}, bg(top), kit.NewRule(), container.NewStack(kit.NewSurface(kit.TokenPanel),
		container.New(kit.Tight{}, second, head, kit.NewRule(), e.tree.scroll)))
}

// tick brings the page up to date with the library and the vocabulary in use.
func (e *Editor) tick() {
	e.offer()
	if t := e.deps.Tags(); t != nil && t.Vocabulary != e.shown && e.pending == 0 && !e.held {
		e.read()
	}
	e.counts.count()
	e.doctor.look()
	e.tree.Refresh()
	e.side.refresh()
}

// offer fills the picker.
func (e *Editor) offer() {
	names := append(vocabulary.BuiltIn(), e.deps.Lists.Files()...)
	at := slices.Index(names, e.name)
	e.on.SetOn(slices.Contains(e.deps.Lists.On(), e.name))
	if slices.Equal(names, e.names) && at == e.picker.Selected() {
		return
	}
	e.names = names
	titles := make([]string, len(names))
	for i, name := range names {
		titles[i] = e.deps.Lists.Title(name)
	}
	e.picker.SetOptions(titles, at)
}

func (e *Editor) pick(i int) {
	if i >= 0 && i < len(e.names) && e.names[i] != e.name && e.pending == 0 {
		e.name = e.names[i]
		e.outline.current = -1
		e.offer()
		e.read()
	}
}

// look finds tags by letters.
func (e *Editor) look(text string) {
	e.outline.find = text
	e.outline.lay()
	if tag := e.outline.first(); tag >= 0 {
		e.outline.current = tag
		e.chosen()
	}
	e.tree.changed()
	e.tree.reveal()
}

// chosen shows the current tag beside the tree.
func (e *Editor) chosen() {
	e.strays.shown = false
	e.say()
	e.side.refresh()
}

// say brings counts and captions up to date.
func (e *Editor) say() {
	if e.draft == nil {
		return
	}
	n := len(e.draft.Vocabulary.Tags)
	e.many.SetText(lang.X("vocabularies.many", "{{.tags}}, {{.levels}}", map[string]any{
		"tags": lang.XN("count.tags", "{{.n}} tags", n, phrase.Count(n)), "levels": lang.XN("count.levels", "{{.n}} levels", e.outline.levels(), phrase.Count(e.outline.levels())),
	}))
	where := lang.X("vocabularies.newTop", "New tag")
	if parent, _ := e.placeOfNew(); parent >= 0 {
		where = lang.X("vocabularies.newBelow", "New tag below {{.tag}}", phrase.Tag(e.draft.Vocabulary.Tags[parent].Name))
	}
	e.add.SetPlaceHolder(where)
}

// key is a key of the tree that the tree has no use for.
func (e *Editor) key(name fyne.KeyName, held fyne.KeyModifier) {
	switch {
	case held == 0 && (name == fyne.KeyDelete || name == fyne.KeyBackspace):
		e.Remove()
	default:
		e.deps.RowKey(name)
	}
}

// pointed says what the tag under the pointer is, and what a hand can do with it; −1: nothing.
func (e *Editor) pointed(tag int) {
	if tag < 0 {
		e.deps.Hint(e.tree, "")(false)
		return
	}
	name := pathOf(e.draft.Vocabulary, tag)
	if others := e.draft.Vocabulary.Tags[tag].Synonyms; len(others) > 0 {
		name += " (" + listed(others) + ")"
	}
	e.deps.Hint(e.tree, lang.X("hint.dragTag", "{{.tag}}: drag it onto a tag to put it below, between two to order", phrase.Tag(name)))(true)
}

// columns is what the tree says of a tag.
func (e *Editor) columns(tag int) columns {
	v := e.draft.Vocabulary
	t := v.Tags[tag]
	c := columns{name: t.Name, synonyms: listed(t.Synonyms), threshold: lang.X("vocabularies.automatic", "automatic"), alert: e.doctor.has(tag)}
	if set := e.byHand(tag); set != "" {
		c.threshold = lang.X("vocabularies.setTo", "set to {{.score}}", map[string]any{"score": set})
	}
	c.photos, c.precision = e.counts.of(tag)
	switch {
	case t.Unsaid && len(e.outline.below[tag]) == 0:
		c.threshold, c.faint = lang.X("vocabularies.privateTag", "private"), true
	case t.Heading:
		c.threshold, c.faint = lang.X("vocabularies.heading", "heading"), true
	case e.doctor.unknown(tag):
		c.threshold, c.faint = lang.X("vocabularies.unknown", "not known"), true
	}
	return c
}
