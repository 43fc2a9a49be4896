package ui

import (
	"encoding/json"
	"io"
	"path/filepath"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/lang"

	"catchlight/library"
	"catchlight/library/disk"
	"catchlight/tagging/agency"
	"catchlight/ui/agencies"
	"catchlight/ui/message"
	"catchlight/ui/phrase"
	"catchlight/ui/view"
)

// openAgencies opens the page of tables for the selected photos, or for all that are shown.
func (pg *pages) openAgencies() {
	w := pg.w
	pg.open(agencies.New(agencies.Deps{
		Photos: view.IDsOf(w.list.chosenOrAll()), Snapshot: func() *library.Snapshot { return w.snap }, Tiles: tiles(w, view.ScopeAll),
		Judge: judgeOfWords(w), Work: w.errands.Beside, AskFolder: w.intake.askFolder,
		Save: func(path string, table []byte) error {
			return disk.Replace(path, func(file io.Writer) error { _, err := file.Write(table); return err })
		},
		Saved: func(path string, rows int, err error) { tableSaved(w, path, rows, err) }, Today: time.Now,
		Order: func(id library.ID, words []string, what string) {
			w.decider.commitAs(what, []library.Decision{library.OrderWords(id, words)})
		},
		RowKey: w.menus.rowKey, Hint: func(owner any, text string) func(bool) { return w.bar.HintFor(owner, text) },
		Choice: keptChoice(w.app.Preferences()), Keep: func(c agencies.Choice) { keepChoice(w.app.Preferences(), c) },
	}))
}

// keptAgencyKey is the key of the preferences that keeps what was chosen for tables.
const keptAgencyKey = "agency.choice"

// keptChoice is what was chosen for tables last; the zero value where that cannot be read.
func keptChoice(store fyne.Preferences) (c agencies.Choice) {
	if json.Unmarshal([]byte(store.String(keptAgencyKey)), &c) != nil {
		return agencies.Choice{}
	}
	return c
}

func keepChoice(store fyne.Preferences, c agencies.Choice) {
	if data, err := json.Marshal(c); err == nil {
		store.SetString(keptAgencyKey, string(data))
	}
}

// judgeOfWords makes what fills in how sure the model in use is of the words of a photo: of those
// of the vocabulary, on photos that it has seen. Any goroutine may call that.
func judgeOfWords(w *Window) func(*library.Photo, []agency.Word) {
	tags, lib := w.engine.Tags(), w.deps.Library
	return func(p *library.Photo, words []agency.Word) {
		if tags == nil || tags.Vectors == nil {
			return
		}
		vector, seen := lib.Vector(tags.Model, p.Picture)
		if !seen {
			return
		}
		sure := tags.Vectors.Sureness(vector)
		for i := range words {
			if tag, known := tags.Vocabulary.Find(words[i].Name); known {
				words[i].Score, words[i].Known = sure(tag)
			}
		}
	}
}

// tableSaved says where a table is, or why there is none.
func tableSaved(w *Window, path string, rows int, err error) {
	if err != nil {
		w.board.Fail(lang.X("agency.failed", "The table could not be saved"), err)
		return
	}
	data := map[string]any{"n": phrase.Number(rows), "file": filepath.Base(path)}
	saved(w, lang.XN("agency.saved", "Saved {{.n}} rows as {{.file}}", rows, data), path)
}

// saved says that a file was made, with the way to it.
func saved(w *Window, text, path string) {
	w.board.Show(&message.Result{
		Text: text, Action: lang.X("agency.show", "Show the folder"), Opens: true, Do: func() { revealFile(w, path) },
	})
}
