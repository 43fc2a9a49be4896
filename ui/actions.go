package ui

import (
	"net/url"
	"os/exec"
	"path/filepath"
	"runtime"

	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/dialog"
	"fyne.io/fyne/v2/lang"

	"catchlight/library"
	"catchlight/ui/kit"
)

func (w *Window) hasPhotos() bool      { return len(w.ids) > 0 }
func (w *Window) hasSelection() bool   { return w.grid != nil && len(w.selected()) > 0 }
func (w *Window) gridShown() bool      { return w.pages.page() == nil }
func (w *Window) sidebarShown() bool   { return w.panes != nil && w.panes.SidebarShown() }
func (w *Window) inspectorShown() bool { return w.panes != nil && w.panes.InspectorShown() }

// showGrid leaves all pages.
func (w *Window) showGrid() {
	for w.pages.page() != nil {
		w.pages.close()
	}
}

func (w *Window) toggleSidebar() {
	w.panes.ShowSidebar(!w.panes.SidebarShown())
	w.menus.refreshMenu()
}

func (w *Window) toggleInspector() {
	w.panes.ShowInspector(!w.panes.InspectorShown())
	w.menus.refreshMenu()
}

func (w *Window) toggleFullScreen() { w.win.SetFullScreen(!w.win.FullScreen()) }

func (w *Window) selectAll() {
	w.grid.Selection().All()
	w.grid.SelectionChanged()
	w.selectionChanged()
}

func (w *Window) selectNone() {
	w.grid.Selection().None()
	w.grid.SelectionChanged()
	w.selectionChanged()
}

// removePhotos takes the selected photos out of the library, and asks first where decisions go with them. Their files
// stay.
func (w *Window) removePhotos() {
	ids := w.selectedIDs()
	decisions := 0
	for _, id := range ids {
		decisions += len(w.snap.Decisions(id))
	}
	if decisions == 0 {
		w.remove(ids)
		return
	}
	w.bar.show(&result{
		text: lang.XN("remove.ask", "Remove {{.n}} photos from the library?", len(ids), countData(len(ids))) + " " + forgotten(decisions),
		ask:  true, action: lang.X("remove.do", "Remove"), do: func() {
			w.bar.dismiss()
			w.remove(ids)
		},
	})
}

// forgotten says what the library forgets with photos.
func forgotten(decisions int) string {
	if decisions == 0 {
		return lang.X("remove.stay", "The files stay as they are.")
	}
	return lang.XN("remove.forgets", "{{.n}} decisions on them are forgotten. The files stay as they are.", decisions, countData(decisions))
}

func (w *Window) remove(ids []library.ID) {
	w.selectNone()
	w.errands.Enqueue(func() error { return w.deps.Library.Remove(ids...) }, func(err error) {
		if err != nil {
			w.bar.fail(lang.X("remove.failed", "The photos could not be removed"), err)
			return
		}
		w.bar.show(&result{text: lang.XN("remove.done", "Removed {{.n}} photos from the library. Their files stay.", len(ids), countData(len(ids)))})
		w.decider.decided()
	})
}

// reveal opens the folder of the current photo in the system's file manager, with the photo selected where it can do that.
func (w *Window) reveal() {
	photos := w.selected()
	if len(photos) == 0 {
		return
	}
	path := photos[0].Path
	w.errands.Enqueue(func() error { return w.openFolderOf(path) }, func(err error) {
		if err != nil {
			w.bar.fail(lang.X("reveal.failed", "The file manager did not open"), err)
		}
	})
}

// openFolderOf waits for the system's file manager to start; any goroutine may call it.
func (w *Window) openFolderOf(path string) error {
	switch runtime.GOOS {
	case "darwin":
		return exec.Command("open", "-R", path).Run()
	case "windows":
		logged(exec.Command("explorer", "/select,", path).Run()) // it exits with 1 even when all is well
		return nil
	default:
		return w.app.OpenURL(&url.URL{Scheme: "file", Path: filepath.Dir(path)})
	}
}

// showBlocking covers the window with a sentence while the program ends.
func (w *Window) showBlocking(text string) {
	d := dialog.NewCustomWithoutButtons(text, container.NewVBox(kit.NewText(lang.X("quit.wait", "The photos in work are written to their end, then the program quits."), kit.StyleDim)), w.win)
	d.Show()
}
