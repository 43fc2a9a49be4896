package ui

import (
	"errors"
	"net/url"
	"os/exec"
	"path/filepath"
	"runtime"

	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/dialog"
	"fyne.io/fyne/v2/lang"

	"catchlight/library"
	"catchlight/ui/grid"
	"catchlight/ui/jobs"
	"catchlight/ui/kit"
	"catchlight/ui/message"
	"catchlight/ui/phrase"
)

// layout is what of the window shows, and how the grid looks.
type layout struct {
	w    *Window
	look gridLook
}

func (ls *list) hasPhotos() bool        { return len(ls.ids) > 0 }
func (w *Window) gridShown() bool       { return w.pages.page() == nil }
func (la *layout) sidebarShown() bool   { return la.w.panes != nil && la.w.panes.SidebarShown() }
func (la *layout) inspectorShown() bool { return la.w.panes != nil && la.w.panes.InspectorShown() }

// showGrid leaves all pages.
func (w *Window) showGrid() {
	for w.pages.page() != nil {
		w.pages.close()
	}
}

func (la *layout) toggleSidebar() {
	la.w.panes.ShowSidebar(!la.w.panes.SidebarShown())
	la.w.menus.refreshMenu()
}

func (la *layout) toggleInspector() {
	la.w.panes.ShowInspector(!la.w.panes.InspectorShown())
	la.w.menus.refreshMenu()
}

func (la *layout) toggleFullScreen() { la.w.win.SetFullScreen(!la.w.win.FullScreen()) }

func (ls *list) selectAll() {
	ls.w.grid.Selection().All()
	ls.w.grid.SelectionChanged()
	ls.selectionChanged()
}

func (ls *list) selectNone() {
	ls.w.grid.Selection().None()
	ls.w.grid.SelectionChanged()
	ls.selectionChanged()
}

// askRemove takes photos out of the library, and asks first where decisions go with them. Their
// files stay.
func (in *intake) askRemove(ids []library.ID) { askForgets(in.w, ids, func() { in.remove(ids) }) }

// askForgets asks before something is done that takes photos out of the library, where decisions go
// with them.
func askForgets(w *Window, ids []library.ID, do func()) {
	q := forgetting{
		board: w.board, decisions: func() int { return decisionsOn(w.snap, ids) },
		text:   lang.XN("remove.ask", "Remove {{.n}} photos from the library?", len(ids), phrase.Count(len(ids))),
		button: lang.X("remove.do", "Remove"), do: do,
	}
	if q.decisions() == 0 {
		do()
		return
	}
	q.ask()
}

// decisionsOn is how many decisions there are on photos.
func decisionsOn(snap *library.Snapshot, ids []library.ID) (n int) {
	for _, id := range ids {
		n += len(snap.Decisions(id))
	}
	return n
}

// forgetting is a question whose yes makes the library forget decisions.
type forgetting struct {
	board        *message.Board
	text, button string
	decisions    func() int // that would be forgotten now
	do           func()
}

// ask says how many decisions are forgotten. A question waits while the user goes on deciding: where
// more would go by the time of the answer, it is asked again.
func (q forgetting) ask() {
	said := q.decisions()
	q.board.Show(&message.Result{Text: q.text + " " + forgotten(said), Ask: true, Action: q.button, Do: func() {
		if q.decisions() > said {
			q.ask()
			return
		}
		q.do()
	}})
}

// forgotten says what the library forgets with photos.
func forgotten(decisions int) string {
	if decisions == 0 {
		return lang.X("remove.stay", "The files stay as they are.")
	}
	return lang.XN("remove.forgets", "{{.n}} decisions are forgotten. The files stay as they are.", decisions, phrase.Count(decisions))
}

// remove takes photos out of the library. That can be taken back as far as the files can be read
// again.
func (in *intake) remove(ids []library.ID) {
	var paths []string
	for _, p := range in.photosOf(ids) {
		if !p.Missing {
			paths = append(paths, p.Path)
		}
	}
	in.w.list.selectNone()
	in.w.errands.Enqueue(func() error { return in.w.deps.Library.Remove(ids...) }, func(err error) {
		if err != nil {
			in.w.board.Fail(lang.X("remove.failed", "The photos could not be removed"), err)
			return
		}
		r := &message.Result{Text: lang.XN("remove.done", "Removed {{.n}} photos from the library. Their files stay.", len(ids), phrase.Count(len(ids)))}
		if len(paths) > 0 {
			r.Action, r.Do = lang.X("import.again", "Add again"), func() { in.add(paths) }
		}
		in.w.board.Show(r)
		in.w.decider.decided()
	})
}

// reveal opens the folder of the current photo in the system's file manager, with the photo
// selected where it can do that.
func (w *Window) reveal() {
	photos := w.list.selected()
	if len(photos) == 0 {
		return
	}
	revealFile(w, photos[0].Path)
}

// revealFile shows a file in the system's file manager.
func revealFile(w *Window, path string) {
	w.errands.Beside(func() error { return w.openFolderOf(path) }, func(err error) {
		if errors.Is(err, exec.ErrNotFound) { // the toolkit opens folders by the desktop's xdg-open
			err = errors.New(lang.X("reveal.none", "the package xdg-utils is missing. The file is {{.path}}", map[string]any{"path": path}))
		}
		if err != nil {
			w.board.Fail(lang.X("reveal.failed", "The file manager did not open"), err)
		}
	})
}

// openFolderOf waits for the system's file manager to start; any goroutine may call it.
func (w *Window) openFolderOf(path string) error {
	switch runtime.GOOS {
	case "darwin":
		return exec.Command("open", "-R", path).Run()
	case "windows":
		jobs.LogError(exec.Command("explorer", "/select,", path).Run()) // it exits with 1 even when all is well
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

// indexPhotos indexes and tags the selected photos, or all of the scope.
func (w *Window) indexPhotos() {
	photos := w.list.chosenOrAll()
	if w.engine.Err() != nil {
		w.engine.SayWhy()
		return
	}
	w.engine.Runs.IndexLacking(photos, false, func(n int) {
		if n == 0 {
			w.board.Note(lang.X("index.nothing", "All of these photos are indexed."))
		}
	})
}

func (la *layout) setStep(s grid.Size) {
	la.w.grid.SetStep(min(max(s, grid.Tiny), grid.Giant))
	la.w.app.Preferences().SetInt(keptStepKey, int(la.w.grid.Step()))
	la.w.refreshToolbar()
}

func (la *layout) setChipLines(n int) {
	la.look.lines = n
	la.w.grid.SetLines(n)
	la.w.app.Preferences().SetInt(keptLinesKey, n)
	la.w.menus.refreshMenu()
}

func (la *layout) toggleNames() {
	la.look.names = !la.look.names
	la.w.grid.SetNames(la.look.names)
	la.w.app.Preferences().SetBool(keptNamesKey, la.look.names)
	la.w.menus.refreshMenu()
}
