package ui

import (
	"slices"

	"fyne.io/fyne/v2/lang"

	"catchlight/library"
	"catchlight/ui/message"
	"catchlight/ui/page"
	"catchlight/ui/phrase"
	"catchlight/ui/problems"
	"catchlight/ui/view"
)

// newProblems makes the page of problems as they are now.
func newProblems(w *Window) *page.Page {
	photos := w.snap.Photos()
	return problems.New(problems.Deps{
		Photos: photos, Stuck: w.deps.Library.Stuck(), Retry: w.intake.retryStuck,
		Seen: func() { w.intake.pictureSeen(photos) },
		Show: func() { w.enter(view.Scope{Kind: view.ScopeProblems}) },
	})
}

// pictureSeen takes the mark of a changed picture off photos.
func (in *intake) pictureSeen(photos []*library.Photo) {
	var ids []library.ID
	for _, p := range photos {
		if p.PictureChanged {
			ids = append(ids, p.ID)
		}
	}
	in.w.errands.Enqueue(func() error { return in.w.deps.Library.PictureSeen(ids...) }, func(err error) {
		if err != nil {
			in.w.board.Fail(lang.X("seen.failed", "The mark could not be taken off"), err)
			return
		}
		in.showSeen(ids)
	})
}

// showSeen shows that the marks are gone.
func (in *intake) showSeen(ids []library.ID) {
	in.w.board.Show(&message.Result{Text: lang.XN("seen.done", "{{.n}} changed pictures checked. The decisions on them stay.", len(ids), phrase.Count(len(ids)))})
	in.w.takeSnapshot()
	in.w.ask()
	if p := in.w.pages.page(); p != nil && p.ID == "problems" {
		in.w.pages.close()
		in.w.pages.open(newProblems(in.w))
	}
}

// changedSelected reports whether the selection has photos whose picture has changed.
func (w *Window) changedSelected() bool {
	return w.grid != nil && slices.ContainsFunc(w.list.selected(), func(p *library.Photo) bool { return p.PictureChanged })
}

// passOver leaves out the photos that were being read when the program hung or ended, and says so:
// they would do it again at each start.
func (in *intake) passOver() {
	stuck := in.w.deps.Library.PassOverStuck()
	if len(stuck) == 0 {
		return
	}
	in.w.board.Show(&message.Result{
		Text:  lang.XN("stuck.passed", "Catchlight ended while it was reading {{.n}} photos: they are passed over.", len(stuck), phrase.Count(len(stuck))),
		Alert: true, Action: lang.X("result.show", "Show"), Do: func() { in.w.pages.open(newProblems(in.w)) },
	})
}

// retryStuck reads again what was passed over.
func (in *intake) retryStuck() {
	paths := in.w.deps.Library.RetryStuck()
	var photos []*library.Photo
	for _, path := range paths {
		if p := in.w.snap.ByPath(path); p != nil {
			photos = append(photos, p)
		}
	}
	in.w.showGrid()
	in.rescan(paths)
	in.w.engine.Runs.IndexLacking(photos, false, func(int) {})
}
