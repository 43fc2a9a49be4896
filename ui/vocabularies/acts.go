package vocabularies

import (
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/lang"

	"catchlight/library"
	"catchlight/library/keywords"
	"catchlight/tagging/vocabulary"
	"catchlight/ui/kit"
	"catchlight/ui/phrase"
)

// draftEdit is an edit of a draft.
type draftEdit = func(*vocabulary.Draft) (*vocabulary.Draft, vocabulary.Moves, error)

// current is the current tag; false where there is none.
func (e *Editor) current() (int, bool) {
	return e.outline.current, e.draft != nil && e.outline.current >= 0
}

// keeps is a sentence about what was done, with how many photos keep their decisions.
func keeps(what string) func(int) string {
	return func(n int) string {
		if n == 0 {
			return what
		}
		return what + ". " + lang.XN("vocabularies.keep", "{{.n}} photos keep their decisions", n, phrase.Count(n))
	}
}

// NewTag goes to the field of a new tag beside the current one.
func (e *Editor) NewTag() { e.startAdding(false) }

// NewChild goes to the field of a new tag below the current one.
func (e *Editor) NewChild() { e.startAdding(true) }

func (e *Editor) startAdding(child bool) {
	e.child = child
	e.say()
	e.focusOn(e.add)
}

// placeOfNew is the parent of a new tag, and the brother that it goes behind; −1 for none.
func (e *Editor) placeOfNew() (parent, behind int) {
	tag, ok := e.current()
	switch {
	case !ok:
		return -1, -1
	case e.child:
		return tag, -1
	}
	return e.draft.Vocabulary.Tags[tag].Parent, tag
}

// adding adds the tags of a line that was typed. Of words that the list has already it says so first:
// they may be meant, as another orange is, and mostly are not.
func (e *Editor) adding(text string) {
	parent, behind := e.placeOfNew()
	names := keywords.LineWords(text)
	if len(names) == 0 {
		return
	}
	if there := placesOf(names, e.draft); there != "" && !e.trial.said {
		e.trial.said = true
		e.deps.Note(lang.X("vocabularies.onceMore", "In the list already: {{.tag}}. Enter once more adds it here too", phrase.Tag(there)))
		return
	}
	last := -1
	add := func(d *vocabulary.Draft) (*vocabulary.Draft, vocabulary.Moves, error) {
		after, all := d, d.Unmoved()
		for _, name := range names {
			next, moves, tag, err := after.Add(parent, behind, name)
			if err != nil {
				return nil, nil, err
			}
			after, all = next, all.Then(moves)
			last, behind = tag, tag
			if parent >= 0 {
				parent = moves[parent]
			}
		}
		return after, all, nil
	}
	what := lang.X("vocabularies.added", "Added {{.tag}} to the vocabulary", phrase.Tag(strings.Join(names, ", ")))
	if e.edit(add, func(int) string { return what }, nil) {
		e.add.SetText("")
		e.child = false
		e.outline.reveal(last)
		e.tree.changed()
		e.tree.reveal()
		e.chosen()
	}
}

// placesOf says where a list has some of the names; "" where it has none.
func placesOf(names []string, d *vocabulary.Draft) string {
	if d == nil {
		return ""
	}
	var there []string
	for _, name := range names {
		if tag, ok := d.Vocabulary.Find(name); ok {
			there = append(there, pathOf(d.Vocabulary, tag))
		}
	}
	return strings.Join(there, ", ")
}

// leaveAdding gives the keyboard back to the tree.
func (e *Editor) leaveAdding() {
	e.child = false
	e.say()
	e.tree.focus()
}

// Rename goes to the field of the current tag's name.
func (e *Editor) Rename() {
	if _, ok := e.current(); ok {
		e.focusOn(e.side.name)
		e.side.name.TypedShortcut(&fyne.ShortcutSelectAll{})
	}
}

// renamed gives the current tag another name, and reports whether it is called so now; a name that
// says nothing leaves it as it is.
func (e *Editor) renamed(name string) bool {
	tag, ok := e.current()
	if clean := keywords.Clean(name); !ok || clean == "" || clean == e.draft.Vocabulary.Tags[tag].Name {
		return true
	}
	data := map[string]any{"old": e.draft.Vocabulary.Tags[tag].Name, "new": keywords.Clean(name)}
	done := e.edit(func(d *vocabulary.Draft) (*vocabulary.Draft, vocabulary.Moves, error) { return d.Rename(tag, name) },
		keeps(lang.X("vocabularies.renamed", "Renamed {{.old}} to {{.new}}", data)), nil)
	e.side.refresh()
	return done
}

// set changes what is said of the current tag beside its name, and reports whether it could.
func (e *Editor) set(change func(*vocabulary.Tag)) bool {
	tag, ok := e.current()
	if !ok {
		return false
	}
	was := e.draft.Vocabulary.Tags[tag]
	t := was
	change(&t)
	what := changed(was, t)
	done := e.edit(func(d *vocabulary.Draft) (*vocabulary.Draft, vocabulary.Moves, error) { return d.Set(tag, t) }, keeps(what), nil)
	e.side.refresh()
	return done
}

// Remove takes the current tag out of the list, with all below it; photos keep their words.
func (e *Editor) Remove() { e.remove(false) }

// removeEverywhere takes the current tag out of the list and off the photos; files lose it with the
// next write.
func (e *Editor) removeEverywhere() { e.remove(true) }

func (e *Editor) remove(everywhere bool) {
	tag, ok := e.current()
	if !ok {
		return
	}
	what := e.removes(tag)
	next, behind := e.outline.neighbours(tag)
	if behind >= 0 {
		next = behind
	}
	if next < 0 {
		next = e.draft.Vocabulary.Tags[tag].Parent
	}
	var more func(*library.Snapshot) []library.Decision
	if everywhere {
		what += lang.X("vocabularies.andPhotos", " and from its photos")
		words := e.words
		more = func(snap *library.Snapshot) []library.Decision { return words.FromPhotos(snap, tag) }
	}
	moved := vocabulary.Moves{}
	if e.edit(func(d *vocabulary.Draft) (after *vocabulary.Draft, moves vocabulary.Moves, err error) {
		after, moves, err = d.Delete(tag)
		moved = moves
		return after, moves, err
	}, func(int) string { return what }, more) && next >= 0 {
		e.outline.reveal(moved[next])
		e.tree.changed()
		e.tree.reveal()
		e.chosen()
	}
}

// removes says that a tag goes, with all below it.
func (e *Editor) removes(tag int) string {
	v := e.draft.Vocabulary
	name, below := v.Tags[tag].Name, -1
	for i := range v.Tags {
		if v.IsBelow(i, tag) {
			below++
		}
	}
	if below > 0 {
		return lang.XN("vocabularies.removedAll", "Removed {{.tag}} and {{.n}} tags below it from the list", below, map[string]any{"tag": name, "n": phrase.Number(below)})
	}
	return lang.X("vocabularies.removed", "Removed {{.tag}} from the list", phrase.Tag(name))
}

// reveals makes an edit and shows a tag in its new place.
func (e *Editor) reveals(tag int, do draftEdit, what string) bool {
	at := -1
	done := e.edit(func(d *vocabulary.Draft) (*vocabulary.Draft, vocabulary.Moves, error) {
		after, moves, err := do(d)
		if err == nil {
			at = moves[tag]
		}
		return after, moves, err
	}, keeps(what), nil)
	if done && at >= 0 {
		e.outline.reveal(at)
		e.tree.changed()
		e.tree.reveal()
		e.chosen()
	}
	return done
}

// mergeInto makes the current tag one with the tag of a name or path.
func (e *Editor) mergeInto(name string) {
	tag, ok := e.current()
	into, known := e.named(name)
	if !ok || !known {
		e.deps.Note(lang.X("vocabularies.noTag", "There is no tag {{.tag}}: add it first", phrase.Tag(name)))
		return
	}
	e.merge(tag, into)
}

// merge makes a tag one with another.
func (e *Editor) merge(tag, into int) {
	data := map[string]any{"tag": e.draft.Vocabulary.Tags[tag].Name, "into": e.draft.Vocabulary.Tags[into].Name}
	do := func(d *vocabulary.Draft) (*vocabulary.Draft, vocabulary.Moves, error) { return d.Merge(tag, into) }
	if e.reveals(into, do, lang.X("vocabularies.merged", "Made {{.tag}} and {{.into}} one tag", data)) {
		e.side.done()
	}
}

// Merge goes to the field that names the tag to make one with the current one.
func (e *Editor) Merge() {
	if _, ok := e.current(); ok {
		e.focusOn(e.side.twin.entry)
	}
}

// named is the tag of a name, or of a path with › or | between its steps.
func (e *Editor) named(text string) (tag int, ok bool) {
	if e.draft == nil {
		return -1, false
	}
	return e.draft.Vocabulary.Named(text)
}

// focusOn gives a field the keyboard.
func (e *Editor) focusOn(o fyne.Focusable) {
	if c := fyne.CurrentApp().Driver().CanvasForObject(e.tree); c != nil {
		c.Focus(o)
	}
}

// Tag is the name of the current tag, "" for none.
func (e *Editor) Tag() string {
	if tag, ok := e.current(); ok {
		return e.draft.Vocabulary.Tags[tag].Name
	}
	return ""
}

// Show shows a vocabulary, by its name or file.
func (e *Editor) Show(name string) { e.pick(slices.Index(e.names, name)) }

// Name is the vocabulary that is shown.
func (e *Editor) Name() string { return e.name }

// Choose makes the tag of a name or path current, where there is one.
func (e *Editor) Choose(name string) {
	if tag, ok := e.named(name); ok {
		e.outline.reveal(tag)
		e.tree.changed()
		e.tree.reveal()
		e.chosen()
	}
}

// Field is a field of the panel beside the tree: name, synonyms, prompt, parent, twin, or the code
// of a language.
func (e *Editor) Field(name string) *kit.Entry {
	s := e.side
	if f := s.others.fields[name]; f != nil {
		return f
	}
	return map[string]*kit.Entry{"name": s.name, "synonyms": s.names.add, "prompt": s.prompts.last(), "parent": s.parent.entry, "twin": s.twin.entry}[name]
}

// Threshold is the slider of the current tag's threshold.
func (e *Editor) Threshold() *kit.Slider { return e.side.from.slider }

// Find is the field that tags are looked for in.
func (e *Editor) Find() *kit.Entry { return e.find }

// Typing is the field of a new tag.
func (e *Editor) Typing() *kit.Entry { return e.add }

// Best are the photos that are shown for the word that is typed, or for the current tag.
func (e *Editor) Best() []library.ID { return e.trial.strip.photos }
