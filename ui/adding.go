package ui

import (
	"path/filepath"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/lang"

	"catchlight/library"
	"catchlight/ui/message"
)

// intake brings photos into the library and keeps up with what other programs do to their folders.
type intake struct {
	w        *Window
	watching watching
	last     lastImport
	asking   asking
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

// add imports photos. A text file or a table may be a vocabulary: the job bar asks.
func (in *intake) add(paths []string) {
	var photos []string
	for _, p := range paths {
		if isList(p) {
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

// isList reports whether a file is read as a list of words, by its name.
func isList(path string) bool {
	switch strings.ToLower(filepath.Ext(path)) {
	case ".txt", ".csv", ".tsv":
		return true
	}
	return false
}

// listFilter shows the lists of words in a dialog.
type listFilter struct{}

// Matches implements storage.FileFilter.
func (listFilter) Matches(u fyne.URI) bool { return isList(u.Path()) }

// askVocabulary asks whether a file is to be the vocabulary.
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
	in.askFile(listFilter{}, chosen)
}
