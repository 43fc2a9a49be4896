package ui

import (
	"path/filepath"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/lang"

	"catchlight/library"
	"catchlight/ui/message"
	"catchlight/ui/page"
	"catchlight/ui/phrase"
)

// passOver leaves out the photos that were being read when the program hung or ended, and says so: they would do it again at
// each start.
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

// stuckGroup lists the photos that are passed over, under Problems.
func (in *intake) stuckGroup(paths []string) []fyne.CanvasObject {
	var rows []fyne.CanvasObject
	for _, path := range paths {
		rows = append(rows, page.PhotoRow(path, filepath.Dir(path)))
	}
	return problemGroup(lang.X("problems.stuck", "Passed over"),
		lang.X("problems.stuckDo", "Catchlight hung or was ended while it was reading these. If one of them hangs again, replace it by a sound copy, or move it away."), rows)
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
