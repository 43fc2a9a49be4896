package vocabularies

import (
	"slices"
	"strings"

	"catchlight/library/keywords"
	"catchlight/tagging/vocabulary"
	"catchlight/ui/kit"
	"catchlight/ui/phrase"
)

// mostOffers is how many tags are offered below the field that names one.
const mostOffers = 5

// tagField is a field for the name or path of a tag of the list. Those that may be meant are offered
// below it; Enter takes the one that is chosen, the first where nobody has chosen.
type tagField struct {
	from    tagSource
	entry   *kit.Entry
	rows    []*kit.Offer
	offers  []int // tags
	chosen  int
	pressed bool // an offer: what was typed stays until the click has ended
	object  *kit.Column
	done    func(path string)
}

// tagSource is where the tags come from that a field offers.
type tagSource struct {
	tags   func() (v, words *vocabulary.Vocabulary, but int) // words in the language of tags; nil: not read yet; but: one that is not meant
	photos func(tag int) int                                 // that have a tag
	lay    func()                                            // lays out what the field is in
}

// ofEditor are the tags of the list that is shown, but the current one.
func ofEditor(e *Editor) tagSource {
	return tagSource{
		tags: func() (v, words *vocabulary.Vocabulary, but int) {
			if e.draft == nil {
				return nil, nil, -1
			}
			return e.draft.Vocabulary, e.words, e.outline.current
		},
		photos: func(tag int) int { return e.counts.at(tag).photos },
		lay:    func() { e.side.column.Refresh() },
	}
}

func newTagField(from tagSource, entry *kit.Entry, done func(path string)) *tagField {
	f := &tagField{from: from, entry: entry, done: done}
	for i := range mostOffers {
		row := kit.NewOffer(func() { f.take(i) })
		row.OnPressed = func() { f.pressed = true }
		row.Hide()
		f.rows = append(f.rows, row)
	}
	f.object = kit.NewColumn(0, entry)
	for _, row := range f.rows {
		f.object.SetObjects(append(f.object.Objects(), row)...)
	}
	leave := entry.OnFocus
	entry.OnFocus = func(on bool) {
		if !f.pressed {
			leave(on)
		}
		f.pressed = false
	}
	entry.OnChanged = func(string) { f.look() }
	entry.OnArrow = func(by int) { f.choose(f.chosen + by) }
	entry.OnSubmitted = f.submit
	return f
}

// look offers what the text can mean; nothing where nobody has typed.
func (f *tagField) look() {
	f.offers = nil
	v, words, but := f.from.tags()
	if f.entry.Text != f.entry.Stands && v != nil {
		f.offers = likely(v, words, but, f.entry.Text)
	}
	for i, row := range f.rows {
		kit.ShowIf(row, i < len(f.offers))
		if i >= len(f.offers) {
			continue
		}
		tag := f.offers[i]
		row.Label, row.Note, row.Count = words.Tags[tag].Name, strings.Join(words.Ancestors(tag), " › "), ""
		if n := f.from.photos(tag); n > 0 {
			row.Count = phrase.Number(n)
		}
	}
	f.choose(0)
	f.from.lay()
	if len(f.offers) > 0 {
		kit.Reveal(f.object)
	}
}

// choose marks an offer, and stays inside.
func (f *tagField) choose(i int) {
	f.chosen = max(min(i, len(f.offers)-1), 0)
	for i, row := range f.rows {
		row.Chosen = i == f.chosen
		row.Refresh()
	}
}

// take takes an offer by a click, which has taken the keyboard out of the field.
func (f *tagField) take(i int) {
	if v, _, _ := f.from.tags(); i < len(f.offers) {
		f.done(v.Path(f.offers[i]))
	}
	f.entry.Replace(f.entry.Stands)
}

// submit takes what is chosen, else the text as it stands.
func (f *tagField) submit(text string) {
	if v, _, _ := f.from.tags(); f.chosen < len(f.offers) {
		text = v.Path(f.offers[f.chosen])
	}
	f.done(text)
}

// likely are the tags that a text may mean, but for one, the likeliest first: those of that name or
// path, then those that begin with it, then those that hold it. words are the same tags in the
// language that tags are in.
func likely(v, words *vocabulary.Vocabulary, but int, text string) []int {
	want := keywords.Fold(strings.TrimSpace(text))
	if want == "" {
		return nil
	}
	var found [3][]int
	for tag := range v.Tags {
		near := len(found)
		for _, name := range append([]string{pathOf(words, tag), v.Tags[tag].Name}, words.NamesOf(tag)...) {
			near = min(near, nearness(keywords.Fold(name), want))
		}
		if near < len(found) && tag != but {
			found[near] = append(found[near], tag)
		}
	}
	all := slices.Concat(found[0], found[1], found[2])
	return all[:min(len(all), mostOffers)]
}

// nearness is how near a name is to a text: the same, beginning with it, holding it, or none of it.
func nearness(name, text string) int {
	switch {
	case name == text:
		return 0
	case strings.HasPrefix(name, text):
		return 1
	case strings.Contains(name, text):
		return 2
	}
	return 3
}
