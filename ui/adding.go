package ui

import (
	"context"
	"os"
	"path/filepath"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/dialog"
	"fyne.io/fyne/v2/lang"
	"fyne.io/fyne/v2/storage"

	"catchlight/library"
	"catchlight/library/picture"
	"catchlight/ui/engine"
	"catchlight/ui/jobs"
	"catchlight/ui/message"
	"catchlight/ui/phrase"
)

// intake brings photos into the library and keeps up with what other programs do to their folders.
type intake struct {
	w        *Window
	watching watching
}

// Open adds the photos at paths (files or folders) as a drop on the window would, and brings the
// window to the front. Any goroutine may call it; it returns at once. The channel says whether the
// window shows: false when it is being closed. It says nothing while Fyne's goroutine does not
// answer.
func (w *Window) Open(paths []string) (shows <-chan bool) {
	answer := make(chan bool, 1)
	w.post(func() {
		if w.group.Ending() {
			answer <- false
			return
		}
		w.win.RequestFocus()
		w.intake.add(paths)
		answer <- true
	})
	return answer
}

// dropped hears of files and folders dropped anywhere on the window.
func (in *intake) dropped(_ fyne.Position, uris []fyne.URI) {
	paths := make([]string, 0, len(uris))
	for _, u := range uris {
		paths = append(paths, u.Path())
	}
	in.add(paths)
}

// add imports photos. A text file may be a vocabulary: the job bar asks.
func (in *intake) add(paths []string) {
	var photos []string
	for _, p := range paths {
		if strings.EqualFold(filepath.Ext(p), ".txt") {
			in.askVocabulary(p)
			continue
		}
		photos = append(photos, p)
	}
	if len(photos) > 0 {
		in.startImport(photos)
	}
}

// askVocabulary asks whether a text file is to be the vocabulary.
func (in *intake) askVocabulary(path string) {
	in.w.board.Show(&message.Result{
		Text:   lang.X("vocabulary.ask", "Import {{.name}} as vocabulary?", map[string]any{"name": filepath.Base(path)}),
		Action: lang.X("vocabulary.import", "Import"), Ask: true, Do: func() {
			in.w.board.Dismiss()
			in.w.pages.previewImport(path)
		},
	})
}

// startImport queues an import job, and after it the tagging of what it found.
func (in *intake) startImport(paths []string) {
	for in.w.pages.page() != nil {
		in.w.pages.close()
	}
	in.w.jobs.Add(&jobs.Job{
		Lane:    jobs.Import,
		Says:    saysReading,
		Dropped: in.w.refreshCentre,
		Work: func(ctx context.Context, j *jobs.Job) (func(bool), error) {
			if err := in.w.deps.Library.AddSources(paths...); err != nil {
				return func(bool) { in.imported(library.Imported{}, err) }, err
			}
			r, err := in.w.deps.Library.Import(ctx, paths, library.ImportOptions{Progress: engine.ProgressOf(j)})
			return func(bool) { in.imported(r, err) }, err
		},
	})
	in.w.refreshCentre()
}

// imported says what an import found and goes on with tagging it.
func (in *intake) imported(r library.Imported, err error) {
	in.w.takeSnapshot()
	if in.w.grid.Selection().Count() == 0 && in.w.grid.Offset() == 0 {
		in.w.reorder = true // nobody works on the list yet: it may take its final order
	}
	in.w.ask()
	in.w.refreshCentre()
	switch {
	case err != nil && !in.w.group.Ending() && !jobs.Cancelled(err):
		in.w.board.Fail(lang.X("import.failed", "Reading stopped"), err)
	case len(r.Failed) > 0:
		in.w.engine.Runs.Unread = r.Failed
		in.w.board.Failures(lang.X("import.some", "{{.n}} of {{.m}} not read", map[string]any{
			"n": phrase.Number(len(r.Failed)), "m": phrase.Number(r.Files()),
		}), r.Failed)
	case in.w.engine.Err() != nil:
		text := importText(r) + " " + lang.X("import.noModel", "No suggestions: the model is missing.")
		in.w.board.Show(&message.Result{Text: text, Alert: true, Action: lang.X("model.why", "Why"), Do: func() { in.w.engine.SayWhy() }})
	default:
		in.w.board.Show(&message.Result{Text: importText(r)})
	}
	in.w.engine.Runs.IndexLacking(in.photosOf(r.Photos), false, func(n int) {
		if n == 0 {
			in.w.engine.Runs.Unread = nil
		}
	})
	if r.New == 0 && len(r.Photos) > 0 {
		in.reveals(r.Photos)
	}
}

func importText(r library.Imported) string {
	text := lang.XN("import.done", "Added {{.n}} photos.", r.New, phrase.Count(r.New))
	if r.New == 0 && r.Known > 0 {
		text = lang.XN("import.known", "{{.n}} photos, all known already.", r.Known, phrase.Count(r.Known))
	}
	if n := r.Passed.Files - r.Passed.Unread(); n > 0 {
		text += " " + lang.XN("import.passed", "{{.n}} files passed over: not photos.", n, phrase.Count(n))
	}
	for _, sentence := range r.Passed.Sentences() {
		text += " " + phrase.Said(sentence) + lang.X("sentence.end", ".")
	}
	return text
}

// photosOf are the photos of IDs that are in the library.
func (in *intake) photosOf(ids []library.ID) []*library.Photo {
	var photos []*library.Photo
	for _, id := range ids {
		if p := in.w.snap.Photo(id); p != nil {
			photos = append(photos, p)
		}
	}
	return photos
}

// reveals selects photos that are in the list and brings the first into view.
func (in *intake) reveals(ids []library.ID) {
	in.w.list.selectIDs(ids, ids[0])
	if i, ok := in.w.list.at[ids[0]]; ok {
		in.w.grid.ScrollTo(i)
	}
	in.w.list.selectionChanged()
}

// addFolder asks for a folder. The dialog begins in the home folder: it is slow in folders of many
// files.
func (in *intake) addFolder() {
	in.askFolder(func(path string) { in.add([]string{path}) })
}

func (in *intake) askFolder(chosen func(path string)) {
	d := dialog.NewFolderOpen(func(u fyne.ListableURI, err error) {
		if err != nil {
			in.w.board.Fail(lang.X("dialog.failed", "The folder could not be opened"), err)
			return
		}
		if u != nil {
			chosen(u.Path())
		}
	}, in.w.win)
	in.showDialog(d)
}

// addFiles asks for a photo.
func (in *intake) addFiles() {
	in.askFile(photoFilter{}, func(path string) { in.add([]string{path}) })
}

// importVocabulary asks for a vocabulary file.
func (in *intake) importVocabulary() {
	in.askVocabularyFile(in.w.pages.previewImport)
}

// askVocabularyFile asks for a list of words.
func (in *intake) askVocabularyFile(chosen func(path string)) {
	in.askFile(storage.NewExtensionFileFilter([]string{".txt", ".TXT", ".csv", ".tsv"}), chosen)
}

// saveFile asks for the name of a file to write.
func (in *intake) saveFile(name string, chosen func(path string)) {
	d := dialog.NewFileSave(func(f fyne.URIWriteCloser, err error) { in.picked(f, err, chosen) }, in.w.win)
	d.SetFileName(name)
	in.showDialog(d)
}

func (in *intake) askFile(filter storage.FileFilter, chosen func(path string)) {
	d := dialog.NewFileOpen(func(f fyne.URIReadCloser, err error) { in.picked(f, err, chosen) }, in.w.win)
	d.SetFilter(filter)
	in.showDialog(d)
}

// picked hands over the path of the file that a dialog has opened; nil is none.
func (in *intake) picked(f interface {
	Close() error
	URI() fyne.URI
}, err error, chosen func(path string),
) {
	if err != nil {
		in.w.board.Fail(lang.X("dialog.failedFile", "The file could not be opened"), err)
		return
	}
	if f != nil {
		jobs.LogError(f.Close())
		chosen(f.URI().Path())
	}
}

// showDialog opens a file dialog in the home folder.
func (in *intake) showDialog(d *dialog.FileDialog) {
	if home, err := os.UserHomeDir(); err == nil {
		if l, err := storage.ListerForURI(storage.NewFileURI(home)); err == nil {
			d.SetLocation(l)
		}
	}
	size := in.w.win.Canvas().Size()
	d.Resize(fyne.NewSize(min(size.Width-64, 820), min(size.Height-64, 560)))
	d.Show()
}

// photoFilter shows photos in the file dialog.
type photoFilter struct{}

// Matches implements storage.FileFilter.
func (photoFilter) Matches(u fyne.URI) bool {
	_, ok := picture.FormatOf(u.Path())
	return ok
}
