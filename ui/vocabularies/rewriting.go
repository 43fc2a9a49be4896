package vocabularies

import (
	"fyne.io/fyne/v2/lang"

	"catchlight/library"
	"catchlight/tagging/vocabulary"
	"catchlight/ui/phrase"
)

// Rewriting is a write of its own, by which files say a tag as the list does.
type Rewriting struct {
	Title string // of its page, and of the run in the history
	// Edits are those that are due now; they are asked for again when the library has changed.
	Edits func(*library.Snapshot) []vocabulary.Rewrite
	// Decide gives what is to stand decided on a photo that was written. Any goroutine may call it;
	// nil: all stays.
	Decide func(*library.Snapshot, library.ID) []library.Decision
}

// inFiles lets files follow the list.
type inFiles struct{ e *Editor }

// name opens the page of a write that puts the name of the current tag in the place of its
// other names.
func (in inFiles) name() {
	e := in.e
	tag, ok := e.current()
	if !ok {
		return
	}
	words, name := e.words, phrase.Tag(e.words.Tags[tag].Name)
	e.deps.Rewrite(Rewriting{
		Title: lang.X("vocabularies.nameTitle", "{{.tag}} in place of its other names", name),
		Edits: func(snap *library.Snapshot) []vocabulary.Rewrite { return words.OldNames(snap, tag) },
		Decide: func(snap *library.Snapshot, photo library.ID) []library.Decision {
			return words.AfterRewrite(snap, photo, tag)
		},
	})
}

// place opens the page of a write that puts the current tag, and those below it, where they
// stand in the list.
func (in inFiles) place() {
	e := in.e
	tag, ok := e.current()
	if !ok {
		return
	}
	words, name := e.words, phrase.Tag(e.words.Tags[tag].Name)
	e.deps.Rewrite(Rewriting{
		Title: lang.X("vocabularies.placeTitle", "{{.tag}} where it stands in the list", name),
		Edits: func(snap *library.Snapshot) []vocabulary.Rewrite { return words.OldPaths(snap, tag) },
	})
}
