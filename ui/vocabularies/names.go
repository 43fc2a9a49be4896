package vocabularies

import (
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/lang"

	"catchlight/library/keywords"
	"catchlight/tagging/vocabulary"
	"catchlight/ui/kit"
	"catchlight/ui/phrase"
)

// names are the other names of the current tag: a chip each, which may hold any sign, and a field
// for more.
type names struct {
	e      *Editor
	flow   *kit.Flow
	add    *kit.Entry
	object fyne.CanvasObject
}

func newNames(e *Editor, field func(placeholder string, keeps bool, done func(string)) *kit.Entry) *names {
	n := &names{e: e, flow: kit.NewFlow(6, 6)}
	n.add = field(lang.X("vocabularies.noSynonyms", "Other names, with commas"), true, n.more)
	n.add.Short = "a, b, c"
	n.object = kit.NewColumn(6, n.flow, n.add)
	return n
}

// more gives the tag the names that were typed.
func (n *names) more(text string) {
	news := keywords.LineWords(text)
	if n.e.set(func(t *vocabulary.Tag) { t.Synonyms = slices.Concat(t.Synonyms, news) }) {
		n.add.Stand("")
	}
}

// remove takes a name off the tag, and leaves the keyboard with the panel.
func (n *names) remove(name string) {
	n.e.set(func(t *vocabulary.Tag) {
		t.Synonyms = slices.DeleteFunc(slices.Clone(t.Synonyms), func(other string) bool { return other == name })
	})
	n.e.focusOn(n.add)
}

// show shows the names of another tag.
func (n *names) show(all []string) {
	var chips []fyne.CanvasObject
	for _, name := range all {
		chip := kit.NewChipButton(kit.Chip{Name: name, Label: name})
		says := n.e.deps.Hint(chip, lang.X("hint.otherName", "Another name of the tag: photos that say {{.tag}} have it. × takes the name off", phrase.Tag(name)))
		chip.OnHint = func(inside, _ bool) { says(inside) }
		chip.OnCross = func() { n.remove(name) }
		chip.OnTypedKey = func(key fyne.KeyName) {
			switch key {
			case fyne.KeyDelete, fyne.KeyBackspace:
				n.remove(name)
			case fyne.KeyEscape:
				n.e.tree.focus()
			}
		}
		chips = append(chips, chip)
	}
	n.flow.SetObjects(chips)
	kit.ShowIf(n.flow, len(chips) > 0)
}

// prompts are what the model looks for in place of the name of the current tag: a field each, and
// one for more.
type prompts struct {
	e      *Editor
	field  func(placeholder string, keeps bool, done func(string)) *kit.Entry
	fields []*kit.Entry // the last one that shows is for more
	column *kit.Column
	kept   int // the field whose text has just been kept, −1 for none
}

func newPrompts(e *Editor, field func(placeholder string, keeps bool, done func(string)) *kit.Entry) *prompts {
	p := &prompts{e: e, field: field, kept: -1, column: kit.NewColumn(captionGap)}
	p.show(nil, false)
	return p
}

// show shows the prompts of a tag; same: of the one that they showed before, so that what is being
// typed stays.
func (p *prompts) show(all []string, same bool) {
	for len(p.fields) <= len(all) {
		i := len(p.fields)
		p.fields = append(p.fields, p.field("", true, func(text string) { p.keep(i, text) }))
	}
	var shown []fyne.CanvasObject
	for i, field := range p.fields[:len(all)+1] {
		text := append(slices.Clone(all), "")[i]
		stand(field, text, same && i != p.kept)
		shown = append(shown, field)
	}
	empty := lang.X("vocabularies.addPrompt", "Add a prompt")
	if len(all) == 0 {
		empty = lang.X("vocabularies.noPrompt", "As the name says")
	}
	p.column.SetObjects(shown...)
	p.last().SetPlaceHolder(empty)
}

// last is the field for one more.
func (p *prompts) last() *kit.Entry {
	return p.fields[len(p.column.Objects())-1]
}

// keep puts a text in the place of a prompt; "" is none.
func (p *prompts) keep(i int, text string) {
	p.kept = i
	defer func() { p.kept = -1 }()
	p.e.set(func(t *vocabulary.Tag) {
		now := slices.Clone(t.Prompts)
		if i >= len(now) {
			now = append(now, text)
		} else {
			now[i] = text
		}
		t.Prompts = now // an empty one is left out
	})
}

// stand shows what holds in a field; what is being typed in it stays while it is about the same.
func stand(field *kit.Entry, text string, same bool) {
	typed := same && field.Text != field.Stands
	if field.Stands = text; !typed {
		field.Replace(text)
	}
}
