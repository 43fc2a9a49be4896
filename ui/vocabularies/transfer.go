package vocabularies

import (
	"io"
	"path/filepath"

	"fyne.io/fyne/v2/lang"

	"catchlight/library/disk"
	"catchlight/tagging/vocabulary"
	"catchlight/ui/phrase"
)

// Import asks for a list of another program, and shows what taking it over would do.
func (e *Editor) Import() { e.deps.AskFile(e.deps.Preview) }

// FromKeywords shows what taking over the keywords of the photos would do.
func (e *Editor) FromKeywords() { e.deps.Preview("") }

// Export writes the list to a file, in the form that its ending says: a table for .tsv and .csv,
// else as Lightroom has it.
func (e *Editor) Export() {
	if e.draft == nil {
		return
	}
	v := e.draft.Vocabulary
	e.deps.SaveFile(e.list.name+".txt", func(path string) {
		form := vocabulary.FormFor(path)
		e.deps.Errands.Enqueue(func() error {
			return disk.Replace(path, func(w io.Writer) error {
				_, err := io.WriteString(w, v.Text(form))
				return err
			})
		}, func(err error) {
			if err != nil {
				e.deps.Fail(lang.X("vocabularies.notExported", "The list was not written"), err)
				return
			}
			e.deps.Note(lang.XN("vocabularies.exported", "Wrote {{.n}} tags to {{.file}}", len(v.Tags), map[string]any{
				"n": phrase.Number(len(v.Tags)), "file": filepath.Base(path),
			}))
		})
	})
}

// AddTyped makes tags of the words that were typed on photos and are not in the list, at the top of
// it and behind all others.
func (e *Editor) AddTyped() {
	if e.draft == nil {
		return
	}
	words := e.words.TypedWords(e.deps.Snapshot())
	if n := len(words); n > 0 {
		what := lang.XN("vocabularies.typedAdded", "Added {{.n}} words of yours to the vocabulary", n, phrase.Count(n))
		e.edit(addsAtTop(words...), func(int) string { return what }, nil)
	}
}

// addsAtTop is the edit that adds words at the top of a list and behind all others.
func addsAtTop(words ...string) draftEdit {
	return func(d *vocabulary.Draft) (after *vocabulary.Draft, all vocabulary.Moves, err error) {
		after, all = d, d.Unmoved()
		for _, word := range words {
			var moves vocabulary.Moves
			if after, moves, _, err = after.Add(-1, -1, word); err != nil {
				return nil, nil, err
			}
			all = all.Then(moves)
		}
		return after, all, nil
	}
}
