package vocabularies

import (
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/lang"

	"catchlight/assets"
	"catchlight/tagging/vocabulary"
	"catchlight/ui/kit"
)

// languages are the fields of what a tag is called in other languages, below a heading that folds
// them away, and the choice of the one that tags are in.
type languages struct {
	e      *Editor
	fold   *kit.Heading
	chosen *kit.Select
	fields map[string]*kit.Entry // by the code of the language
	column *kit.Column
}

// newLanguages begins folded.
func newLanguages(e *Editor, field func(placeholder string, keeps bool, done func(string)) *kit.Entry) *languages {
	l := &languages{e: e, fields: map[string]*kit.Entry{}, column: kit.NewColumn(4)}
	l.fold = kit.NewHeading(lang.X("vocabularies.languages", "In other languages"))
	l.fold.Margin, l.fold.Fold, l.fold.OnFold = 0, kit.ExpandClosed, l.toggle
	titles := []string{lang.X("vocabularies.asTheyStand", "as they stand")}
	for _, own := range assets.Languages() {
		titles = append(titles, own.Name)
	}
	l.chosen = kit.NewSelect(titles, 0, l.choose)
	l.chosen.OnHint = e.deps.Hint(l.chosen, lang.X("hint.tagLanguage", "The language in which tags are shown and written from now on, in all lists that have names in it"))
	rows := []fyne.CanvasObject{labelled(lang.X("vocabularies.tagsIn", "Tags are in"), l.chosen)}
	for _, own := range assets.Languages() {
		f := field("", true, func(name string) {
			e.set(func(t *vocabulary.Tag) { *t = t.WithName(own.Code, name) })
		})
		l.fields[own.Code] = f
		rows = append(rows, labelled(own.Name, f))
	}
	l.column.SetObjects(rows...)
	l.column.Hide()
	return l
}

// labelled is a field with its name in front.
func labelled(name string, field fyne.CanvasObject) fyne.CanvasObject {
	caption := kit.NewText(name, kit.StyleCaption)
	caption.Width = 1
	row := kit.NewLabelled(caption, field)
	row.Width, row.Centre = 72, true
	return row
}

// toggle folds the fields away, or shows them.
func (l *languages) toggle() {
	l.fold.Fold = kit.ExpandIf(true, l.fold.Fold == kit.ExpandClosed)
	l.fold.Refresh()
	l.e.side.refresh()
}

// choose lets tags be in a language.
func (l *languages) choose(i int) {
	code := ""
	if i > 0 {
		code = assets.Languages()[i-1].Code
	}
	l.e.deps.NameIn(code)
}

// show shows what a tag is called; what the lexicon would say stands dim in the fields. same is as
// for stand.
func (l *languages) show(v *vocabulary.Vocabulary, tag int, same bool) {
	for _, own := range assets.Languages() {
		said, otherwise := v.NameIn(tag, own.Code)
		f := l.fields[own.Code]
		f.SetPlaceHolder(otherwise)
		stand(f, said, same)
	}
}

// refresh shows what is chosen.
func (l *languages) refresh() {
	code, _, _ := strings.Cut(l.e.deps.Settings().TagNames, "-")
	at := slices.IndexFunc(assets.Languages(), func(own assets.Language) bool { return own.Code == code }) + 1
	if l.chosen.Selected() != at {
		l.chosen.SetSelected(at)
	}
	kit.ShowIf(l.column, l.fold.Fold == kit.ExpandOpen && l.fold.Visible())
}
