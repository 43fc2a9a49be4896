package ui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/lang"

	"catchlight/library"
	"catchlight/ui/message"
	"catchlight/ui/phrase"
	"catchlight/ui/view"
)

// folders are what the user does to folders of the library.
type folders struct{ in *intake }

// menu is the context menu of a folder in the sidebar.
func (fo folders) menu(f *view.Folder) []*fyne.MenuItem {
	source, followed := fo.in.w.snap.SourceOf(f.Path)
	items := []*fyne.MenuItem{
		fyne.NewMenuItem(lang.X("folder.rescan", "Read again"), func() { fo.in.rescan([]string{f.Path}) }),
	}
	if !followed {
		items[0] = fyne.NewMenuItem(lang.X("folder.follow", "Follow changes in this folder"), func() { fo.in.startImport([]string{f.Path}) })
	}
	if f.Away > 0 {
		items = append(items, fyne.NewMenuItem(lang.X("folder.find", "Find folder…"), func() { fo.find(f.Path) }))
	}
	if fo.leavesOut(f.Path) {
		items = append(items, fyne.NewMenuItem(lang.X("folder.include", "Take in again what was left out"), func() { fo.include(f.Path) }))
	}
	items = append(items, fyne.NewMenuItemSeparator())
	if followed && source.Path != f.Path {
		items = append(items, fyne.NewMenuItem(lang.X("folder.exclude", "Leave out this folder…"), func() { fo.askExclude(f) }))
		return items
	}
	return append(items, fyne.NewMenuItem(lang.X("folder.remove", "Remove folder from library…"), func() { fo.askRemove(f) }))
}

// leavesOut reports whether something in the folder was removed or left out.
func (fo folders) leavesOut(path string) bool {
	for _, s := range fo.in.w.snap.Sources() {
		for _, out := range s.Excluded {
			if library.Within(path, out) {
				return true
			}
		}
	}
	return false
}

func (fo folders) include(path string) {
	fo.changeFolder(func() error { return fo.in.w.deps.Library.Include(path) }, func() { fo.in.startImport([]string{path}) })
}

// changeFolder changes what the library knows of a folder, in the background, and goes on with
// then.
func (fo folders) changeFolder(change func() error, then func()) {
	fo.in.w.errands.Enqueue(change, func(err error) {
		if err != nil {
			fo.in.w.board.Fail(lang.X("folder.failed", "The folder could not be changed"), err)
			return
		}
		then()
	})
}

// askRemove asks before a folder is removed from the library.
func (fo folders) askRemove(f *view.Folder) {
	asks := lang.XN("folder.askRemove", "Remove {{.name}} with {{.n}} photos from the library?", f.Count, folderData(f))
	fo.askForget(f, fo.in.w.deps.Library.RemoveFolder, asks, lang.X("remove.do", "Remove"))
}

// askExclude asks before a folder is left out of its source.
func (fo folders) askExclude(f *view.Folder) {
	asks := lang.XN("folder.askExclude", "Leave out {{.name}} with {{.n}} photos?", f.Count, folderData(f))
	fo.askForget(f, fo.in.w.deps.Library.Exclude, asks, lang.X("folder.leaveOut", "Leave out"))
}

// askForget asks, with what goes along, before the photos of a folder leave the library by forget.
func (fo folders) askForget(f *view.Folder, forget func(folder string) error, asks, button string) {
	w := fo.in.w
	decisions := func() int { return decisionsOn(w.snap, photosBelow(w.snap, f.Path)) }
	forgetting{board: w.board, text: asks, button: button, decisions: decisions, do: func() {
		fo.changeFolder(func() error { return forget(f.Path) }, func() {
			w.board.Show(&message.Result{
				Text:   lang.X("folder.gone", "{{.name}} is no longer in the library. Its files stay.", folderData(f)),
				Action: lang.X("import.again", "Add again"), Do: func() { fo.include(f.Path) },
			})
			w.enter(view.Scope{Kind: view.ScopeAll})
		})
	}}.ask()
}

// photosBelow are the photos in a folder and below it.
func photosBelow(snap *library.Snapshot, folder string) []library.ID {
	return view.IDsOf(snap.Find(library.Query{Where: library.In(folder)}).Photos)
}

func folderData(f *view.Folder) map[string]any {
	return map[string]any{"name": f.Name, "n": phrase.Number(f.Count)}
}

// find asks where a folder is now, and lets its photos follow.
func (fo folders) find(from string) {
	fo.in.askFolder(func(to string) { fo.found(from, to) })
}

// found follows a folder to its new place, and says how many of the photos that were away are there.
func (fo folders) found(from, to string) {
	before := fo.in.w.snap
	fo.changeFolder(func() error { return fo.in.w.deps.Library.Relocate(from, to) }, func() {
		fo.in.startImport([]string{to}).before = before
	})
}
