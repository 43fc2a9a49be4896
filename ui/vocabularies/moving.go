package vocabularies

import (
	"fyne.io/fyne/v2/lang"

	"catchlight/library/keywords"
	"catchlight/tagging/vocabulary"
	"catchlight/ui/phrase"
)

// mover puts tags of the page elsewhere in its list.
type mover struct{ e *Editor }

// move puts the current tag below a parent and behind a brother, −1 for the top and the end.
func (m mover) move(tag, parent, behind int) bool {
	e := m.e
	v := e.draft.Vocabulary
	what := lang.X("vocabularies.movedTop", "Moved {{.tag}} to the top", phrase.Tag(v.Tags[tag].Name))
	if parent >= 0 {
		what = lang.X("vocabularies.moved", "Moved {{.tag}} below {{.parent}}", map[string]any{"tag": v.Tags[tag].Name, "parent": v.Tags[parent].Name})
	}
	return e.reveals(tag, func(d *vocabulary.Draft) (*vocabulary.Draft, vocabulary.Moves, error) {
		return d.Move(tag, parent, behind)
	}, what)
}

// MoveUp puts the current tag before its brother.
func (e *Editor) MoveUp() {
	tag, ok := e.current()
	if !ok {
		return
	}
	before, _ := e.outline.neighbours(tag)
	if before < 0 {
		return
	}
	brother := before
	if before, _ = e.outline.neighbours(brother); before >= 0 {
		mover{e}.move(tag, e.draft.Vocabulary.Tags[tag].Parent, before)
		return
	}
	mover{e}.moveFirst(tag, e.draft.Vocabulary.Tags[tag].Parent)
}

// moveFirst puts a tag below a parent, −1 for the top, before all others there.
func (m mover) moveFirst(tag, parent int) {
	e := m.e
	what := lang.X("vocabularies.first", "Moved {{.tag}} to the beginning", phrase.Tag(e.draft.Vocabulary.Tags[tag].Name))
	e.reveals(tag, func(d *vocabulary.Draft) (*vocabulary.Draft, vocabulary.Moves, error) {
		after, moves, err := d.Move(tag, parent, -1)
		if err != nil {
			return nil, nil, err
		}
		first, more, err := after.MoveFirst(moves[tag])
		return first, moves.Then(more), err
	}, what)
}

// MoveDown puts the current tag behind its brother.
func (e *Editor) MoveDown() {
	if tag, ok := e.current(); ok {
		if _, behind := e.outline.neighbours(tag); behind >= 0 {
			mover{e}.move(tag, e.draft.Vocabulary.Tags[tag].Parent, behind)
		}
	}
}

// MoveIn puts the current tag below the brother before it.
func (e *Editor) MoveIn() {
	if tag, ok := e.current(); ok {
		if before, _ := e.outline.neighbours(tag); before >= 0 {
			mover{e}.move(tag, before, -1)
		}
	}
}

// MoveOut puts the current tag beside its parent.
func (e *Editor) MoveOut() {
	if tag, ok := e.current(); ok {
		if parent := e.draft.Vocabulary.Tags[tag].Parent; parent >= 0 {
			mover{e}.move(tag, e.draft.Vocabulary.Tags[parent].Parent, parent)
		}
	}
}

// moveTo puts the current tag below the tag of a name or path; "" is the top.
func (m mover) moveTo(name string) {
	e := m.e
	tag, ok := e.current()
	parent, known := e.named(name)
	switch {
	case !ok:
	case !known && keywords.Clean(name) != "":
		e.deps.Note(lang.X("vocabularies.noTag", "There is no tag {{.tag}}: add it first", phrase.Tag(name)))
	case mover{e}.move(tag, parent, -1):
		e.side.done()
	}
}

// dropped puts a tag below another one, or beside it.
func (m mover) dropped(tag, on int, at spot) {
	e := m.e
	parent := e.draft.Vocabulary.Tags[on].Parent
	open := !e.outline.closed[e.draft.Vocabulary.Path(on)] && len(e.outline.below[on]) > 0
	switch {
	case at == onto && e.draft.Vocabulary.Tags[tag].Parent != on:
		mover{e}.move(tag, on, -1)
	case at == behind && open: // between it and its first child
		mover{e}.moveFirst(tag, on)
	case at == behind:
		mover{e}.move(tag, parent, on)
	case at == before:
		if brother, _ := e.outline.neighbours(on); brother == tag {
			return
		} else if brother >= 0 {
			mover{e}.move(tag, parent, brother)
			return
		}
		mover{e}.moveFirst(tag, parent)
	}
}
