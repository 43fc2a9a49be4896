package vocabularies

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/lang"
	"fyne.io/fyne/v2/theme"

	"catchlight/ui/kit"
	"catchlight/ui/phrase"
)

// mostStrays is how many words that are no tags are listed at once.
const mostStrays = 100

// strays lists the words of photos that are no tags beside the tree, each with its photos and a
// button that adds it, in place of what is said of the current tag.
type strays struct {
	e      *Editor
	button *kit.Button // in the bar, with their number
	column *kit.Column
	shown  bool
}

func newStrays(e *Editor) *strays {
	s := &strays{e: e, column: kit.NewColumn(2)}
	s.button = kit.NewButton("", s.toggle)
	s.button.Small = true
	s.button.OnHint = e.deps.Hint(s.button, lang.X("hint.strays", "Lists the words in photos that no tag of this list stands for"))
	s.button.Hide()
	s.column.Hide()
	return s
}

// say says how many words were typed, and how many are on photos, that are no tags.
func (s *strays) say(typed, all int) {
	e := s.e
	e.typed.SetLabel(lang.XN("vocabularies.addTyped", "Add {{.n}} words you typed", typed, phrase.Count(typed)))
	kit.ShowIf(e.typed, typed > 0)
	s.button.SetLabel(lang.X("vocabularies.strays", "Not in the list: {{.n}}", phrase.Count(all)))
	kit.ShowIf(s.button, all > 0)
	s.shown = s.shown && all > 0
}

// toggle shows the list, or the current tag again.
func (s *strays) toggle() { s.show(!s.shown) }

func (s *strays) show(on bool) {
	s.shown = on
	s.e.side.refresh()
}

// refresh shows the words that there are now.
func (s *strays) refresh() {
	all := s.e.counts.strays
	objects := []fyne.CanvasObject{kit.NewText(lang.X("vocabularies.straysTitle", "Words in photos, not in the list"), kit.StyleBold)}
	for _, stray := range firstOf(all, mostStrays) {
		name, count := kit.NewText(stray.Word, kit.StyleText), kit.NewText(phrase.Number(stray.Photos), kit.StyleCaption)
		add := kit.NewIconButton(theme.ContentAddIcon(), lang.X("hint.addStray", "Adds {{.tag}} to the list", phrase.Tag(stray.Word)), func() { s.add(stray.Word) })
		add.Small = true
		add.OnHint = s.e.deps.Hint(add, add.Access)
		name.Width = 1
		row := kit.NewBar(28, []fyne.CanvasObject{kit.NewFixed(180, name)}, []fyne.CanvasObject{count, add})
		row.Margin = 0
		objects = append(objects, row)
	}
	if n := len(all) - mostStrays; n > 0 {
		objects = append(objects, kit.NewText(phrase.AndMore(n), kit.StyleCaption))
	}
	s.column.SetObjects(objects...)
}

// add makes a tag of a word, at the top of the list and behind all others; the list of words
// stays, without it.
func (s *strays) add(word string) {
	what := lang.X("vocabularies.added", "Added {{.tag}} to the vocabulary", phrase.Tag(word))
	if s.e.edit(addsAtTop(word), func(int) string { return what }, nil) {
		s.show(true)
	}
}
