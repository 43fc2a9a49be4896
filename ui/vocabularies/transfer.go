package vocabularies

import (
	"io"
	"os"
	"path/filepath"
	"strconv"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/lang"

	"catchlight/library/disk"
	"catchlight/tagging/vocabulary"
	"catchlight/ui/phrase"
)

// importFile asks for a list of another program, and shows what taking it over would do.
func (e *Editor) importFile() { e.deps.AskFile(e.deps.Preview) }

// fromKeywords shows what taking over the keywords of the photos would do.
func (e *Editor) fromKeywords() { e.deps.Preview("") }

// offerExport asks below a button in which form the list is to be written.
func offerExport(e *Editor, below fyne.CanvasObject) {
	item := func(label, ending string) *fyne.MenuItem {
		return fyne.NewMenuItem(label, func() { e.export(ending) })
	}
	e.deps.PopUp([]*fyne.MenuItem{
		item(lang.X("vocabularies.exportList", "A list for Lightroom and others (.txt)"), ".txt"),
		item(lang.X("vocabularies.exportCSV", "A table with commas (.csv)"), ".csv"),
		item(lang.X("vocabularies.exportTSV", "A table with tabs (.tsv)"), ".tsv"),
	}, fyne.CurrentApp().Driver().AbsolutePositionForObject(below).AddXY(0, below.Size().Height))
}

// export asks for a folder, and writes the list there to a file of its own, in the form that the
// ending says: a table for .tsv and .csv, else as Lightroom has it. No file that is there already is
// touched: the toolkit's dialog for a new file empties one that is chosen by mistake, before anybody
// else is asked.
func (e *Editor) export(ending string) {
	if e.draft == nil {
		return
	}
	v, name, path := e.draft.Vocabulary, e.list.name, ""
	e.deps.AskFolder(func(folder string) {
		e.deps.Errands.Beside(func() error {
			path = newPath(folder, name, ending)
			return disk.Replace(path, func(w io.Writer) error {
				_, err := io.WriteString(w, v.Text(vocabulary.FormFor(path)))
				return err
			})
		}, func(err error) {
			if err != nil {
				e.deps.Fail(lang.X("vocabularies.notExported", "The list was not written"), err)
				return
			}
			e.deps.Saved(lang.XN("vocabularies.exported", "Wrote {{.n}} tags to {{.file}}", len(v.Tags), map[string]any{
				"n": phrase.Number(len(v.Tags)), "file": filepath.Base(path),
			}), path)
		})
	})
}

// newPath is a path of that name in a folder at which nothing is, with a number where it is needed.
func newPath(folder, name, ending string) string {
	path := filepath.Join(folder, name+ending)
	for n := 2; ; n++ {
		if _, err := os.Lstat(path); err != nil {
			return path
		}
		path = filepath.Join(folder, name+"-"+strconv.Itoa(n)+ending)
	}
}

// addTyped makes tags of the words that were typed on photos and are not in the list, at the top of
// it and behind all others.
func (e *Editor) addTyped() {
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
