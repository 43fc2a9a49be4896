package preferences

import (
	"cmp"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/lang"
	"fyne.io/fyne/v2/theme"

	"catchlight/library"
	"catchlight/library/keywords"
	"catchlight/ui/kit"
	"catchlight/ui/phrase"
	"catchlight/ui/view"
)

// keywordSets are the user's sets of nine words, each with a field for its name and for each word.
func (p *preferences) keywordSets() []fyne.CanvasObject {
	list := []fyne.CanvasObject{kit.NewParagraph(lang.X("sets.note", "Alt+1 to Alt+9 put the words of the chosen set on the selected photos, Alt+0 changes the set. Without a set of your own these are the words that you typed last."), kit.StyleCaption)}
	for i, set := range p.settings().KeywordSets {
		list = append(list, kit.NewRule(), p.keywordSet(i, set))
	}
	add := kit.NewButton(lang.X("sets.add", "Add a set of the recent words"), func() {
		p.deps.Apply(func(s *library.Settings) {
			n := len(s.KeywordSets)
			s.KeywordSets = view.WithSet(s.KeywordSets, n, library.KeywordSet{
				Name: lang.X("sets.new", "Set {{.n}}", phrase.Count(n+1)), Words: view.WordSetOf(library.Settings{Recent: s.Recent}).Words,
			})
			s.KeywordSet = n + 1
		})
		p.show()
	})
	return append(list, kit.NewRule(), kit.AtOwnWidth(add))
}

// keywordSet is one set: its name with a button that removes it, and its words, three in a row.
func (p *preferences) keywordSet(n int, set library.KeywordSet) fyne.CanvasObject {
	name := kit.NewEntry(lang.X("sets.name", "Name of the set"), nil, nil)
	name.Stand(set.Name)
	words := make([]*kit.Entry, view.SetSize)
	keep := func() {
		now := library.KeywordSet{Name: cmp.Or(strings.TrimSpace(name.Text), name.Stands), Words: view.SetOfFields(textsOf(words))}
		name.Stand(now.Name)
		for i, word := range now.Words {
			words[i].Stand(keywords.InLine(word))
		}
		p.deps.Apply(func(s *library.Settings) { s.KeywordSets = view.WithSet(s.KeywordSets, n, now) })
	}
	fields := make([]fyne.CanvasObject, view.SetSize)
	for i := range words {
		words[i] = kit.NewEntry(lang.X("sets.word", "Word {{.n}}", phrase.Count(i+1)), nil, kit.NewKeyCaption(phrase.Keys("Alt", phrase.Number(i+1))))
		if i < len(set.Words) {
			words[i].Stand(keywords.InLine(set.Words[i]))
		}
		fields[i] = kit.NewSized(words[i], 200)
	}
	for _, field := range append(words, name) {
		field.OnFocus = func(on bool) {
			if !on {
				keep()
			}
		}
		field.OnSubmitted = func(string) { keep() }
	}
	remove := kit.NewIconButton(theme.DeleteIcon(), lang.X("hint.removeSet", "Removes this keyword set; words on photos stay"), func() { p.removeSet(n) })
	remove.OnHint = p.deps.Hint(remove, remove.Access)
	head, flow := kit.NewFlow(8, 6), kit.NewFlow(8, 6)
	head.SetObjects([]fyne.CanvasObject{kit.NewSized(name, 260), remove})
	flow.SetObjects(fields)
	return kit.NewColumn(8, head, flow)
}

// removeSet removes a set, and says so: nine words of the user's are not lost by a click.
func (p *preferences) removeSet(n int) {
	before := p.settings()
	set := before.KeywordSets[n]
	p.deps.Apply(func(s *library.Settings) { *s = view.WithoutSet(*s, n) })
	p.show()
	p.deps.Done(lang.X("sets.removed", "Removed the keyword set {{.name}}", map[string]any{"name": set.Name}), func() {
		p.deps.Apply(func(s *library.Settings) { *s = view.WithSetBack(*s, n, set, before.KeywordSet == n+1) })
		p.show()
	})
}

// textsOf are what stands in fields.
func textsOf(fields []*kit.Entry) []string {
	texts := make([]string, len(fields))
	for i, field := range fields {
		texts[i] = field.Text
	}
	return texts
}
