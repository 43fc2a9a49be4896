package ui

import (
	"os"
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/dialog"
	"fyne.io/fyne/v2/lang"
	"fyne.io/fyne/v2/storage"

	"catchlight/library/picture"
	"catchlight/ui/jobs"
)

// asking is the toolkit's dialog for a file or a folder that was opened last.
type asking struct {
	dialog *dialog.FileDialog
	cover  fyne.CanvasObject // that it lays over the window; nil where the system shows its own
}

// asks reports whether a dialog waits for a file or folder. What lies below it hears no key then.
func (in *intake) asks() bool {
	return in.asking.cover != nil && slices.Contains(in.w.win.Canvas().Overlays().List(), in.asking.cover)
}

// stopAsking closes the dialog as its own button does; not from below one that it has opened itself,
// as for the name of a new folder.
func (in *intake) stopAsking() {
	if in.w.win.Canvas().Overlays().Top() == in.asking.cover {
		in.asking.dialog.Dismiss()
	}
}

// askFolder asks for a folder.
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
	d.SetTitleText(lang.X("dialog.folder", "Choose a folder"))
	d.SetConfirmText(lang.X("dialog.choose", "Choose"))
	in.showDialog(d)
}

// askFile asks for a file that is there.
func (in *intake) askFile(filter storage.FileFilter, chosen func(path string)) {
	d := dialog.NewFileOpen(func(f fyne.URIReadCloser, err error) {
		if err != nil {
			in.w.board.Fail(lang.X("dialog.failedFile", "The file could not be opened"), err)
			return
		}
		if f != nil {
			jobs.LogError(f.Close())
			chosen(f.URI().Path())
		}
	}, in.w.win)
	d.SetFilter(filter)
	in.showDialog(d)
}

// showDialog opens a file dialog in the home folder.
func (in *intake) showDialog(d *dialog.FileDialog) {
	if home, err := os.UserHomeDir(); err == nil {
		if l, err := storage.ListerForURI(storage.NewFileURI(home)); err == nil {
			d.SetLocation(l)
		}
	}
	overlays := in.w.win.Canvas().Overlays()
	below := overlays.Top()
	d.Show() // first: the toolkit asks a dialog that was not shown for its size, and ends the program
	in.asking = asking{dialog: d}
	if top := overlays.Top(); top != below {
		in.asking.cover = top
	}
	size := in.w.win.Canvas().Size()
	d.Resize(fyne.NewSize(min(size.Width-64, 820), min(size.Height-64, 560)))
}

// photoFilter shows photos in the file dialog.
type photoFilter struct{}

// Matches implements storage.FileFilter.
func (photoFilter) Matches(u fyne.URI) bool {
	_, ok := picture.FormatOf(u.Path())
	return ok
}
