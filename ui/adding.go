package ui

import (
	"os"
	"path/filepath"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/dialog"
	"fyne.io/fyne/v2/lang"
	"fyne.io/fyne/v2/storage"

	"catchlight/library"
	"catchlight/library/picture"
	"catchlight/ui/jobs"
	"catchlight/ui/message"
)

// intake brings photos into the library and keeps up with what other programs do to their folders.
type intake struct {
	w        *Window
	watching watching
	last     lastImport
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
	switch {
	case len(photos) == 0:
	case in.allKnown(photos):
		in.showKnown(photos)
	default:
		in.beginLast(photos)
		in.last.reading = append(in.last.reading, in.startImport(photos))
	}
}

// askVocabulary asks whether a text file is to be the vocabulary.
func (in *intake) askVocabulary(path string) {
	in.w.board.Show(&message.Result{
		Text:   lang.X("vocabulary.ask", "Import {{.name}} as vocabulary?", map[string]any{"name": filepath.Base(path)}),
		Action: lang.X("vocabulary.import", "Import"), Ask: true, Do: func() { in.w.pages.previewImport(path) },
	})
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
	d.Show() // first: the toolkit asks a dialog that was not shown for its size, and ends the program
	d.Resize(fyne.NewSize(min(size.Width-64, 820), min(size.Height-64, 560)))
}

// photoFilter shows photos in the file dialog.
type photoFilter struct{}

// Matches implements storage.FileFilter.
func (photoFilter) Matches(u fyne.URI) bool {
	_, ok := picture.FormatOf(u.Path())
	return ok
}
