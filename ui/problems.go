package ui

import (
	"path/filepath"
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/lang"

	"catchlight/library"
	"catchlight/ui/kit"
	"catchlight/ui/message"
	"catchlight/ui/page"
	"catchlight/ui/phrase"
	"catchlight/ui/view"
)

// newProblems lists the photos that need the user, grouped by reason, each group with what to do.
func newProblems(w *Window) *page.Page {
	var missing, broken, changed []fyne.CanvasObject
	for _, p := range w.snap.Photos() {
		if p.PictureChanged {
			changed = append(changed, page.PhotoRow(p.Path, filepath.Dir(p.Path)))
		}
		switch {
		case p.Missing:
			missing = append(missing, page.PhotoRow(p.Path, filepath.Dir(p.Path)))
		case p.Problem != "":
			broken = append(broken, page.PhotoRow(p.Path, p.Problem))
		}
	}
	list := problemGroup(lang.X("problems.missing", "Missing"),
		lang.X("problems.missingDo", "The file is not where it was. Connect the disk, or add the folder at its new place: Catchlight knows the photos again."), missing)
	list = append(list, problemGroup(lang.X("problems.broken", "Cannot be read"),
		lang.X("problems.brokenDo", "The rest of the library is not affected. Replace the file by a sound copy, then add it again; or remove it from the library."), broken)...)
	list = append(list, problemGroup(lang.X("problems.changed", "Picture changed"),
		lang.X("problems.changedDo", "Another program has edited the picture. Your decisions were kept, but they were made on the old one: look whether they still hold."), changed)...)
	actions := []fyne.CanvasObject{}
	if stuck := w.deps.Library.Stuck(); len(stuck) > 0 {
		list = append(w.intake.stuckGroup(stuck), list...)
		actions = append(actions, kit.NewButton(lang.X("problems.retry", "Try again"), w.intake.retryStuck))
	}
	if len(changed) > 0 {
		actions = append(actions, kit.NewButton(lang.X("problems.seen", "Keep all decisions on changed pictures"), func() { w.intake.pictureSeen(w.snap.Photos()) }))
	}
	if len(list) == 0 {
		list = append(list, kit.NewParagraph(lang.X("none.problems", "No problems"), kit.StylePage))
	} else if len(missing)+len(broken) > 0 {
		actions = append(actions, kit.NewButton(lang.X("problems.show", "Show these photos"), func() { w.enter(view.Scope{Kind: view.ScopeProblems}) }))
	}
	return &page.Page{ID: "problems", Title: lang.X("cmd.problems", "Problems"), Body: page.Body(list...), Actions: actions}
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

// problemGroup is a group with its remedy; nothing when it has no photos.
func problemGroup(title, remedy string, rows []fyne.CanvasObject) []fyne.CanvasObject {
	if len(rows) == 0 {
		return nil
	}
	if len(rows) > page.MostListed {
		left := len(rows) - page.MostListed
		rows = append(slices.Clone(rows[:page.MostListed]), kit.NewText(lang.XN("list.more", "and {{.n}} more", left, phrase.Count(left)), kit.StyleCaption))
	}
	head := []fyne.CanvasObject{kit.NewText(title, kit.StyleTitle), kit.NewParagraph(remedy, kit.StyleDim)}
	return append(append(head, rows...), kit.NewSpace(0, 12))
}

// newFailures lists what a run could not do: name and reason.
func newFailures(title string, failed []library.Failure, cures []message.Cure) *page.Page {
	list := []fyne.CanvasObject{kit.NewParagraph(title, kit.StylePage)}
	for i, f := range failed {
		if i == page.MostListed {
			left := len(failed) - i
			list = append(list, kit.NewText(lang.XN("list.more", "and {{.n}} more", left, phrase.Count(left)), kit.StyleCaption))
			break
		}
		list = append(list, page.PhotoRow(f.Path, library.Sentence(f.Path, f.Err)))
	}
	var buttons []fyne.CanvasObject
	for _, c := range cures {
		buttons = append(buttons, kit.NewButton(c.Label, c.Do))
	}
	return &page.Page{ID: "failures", Title: lang.X("failures.title", "Not done"), Body: page.Body(list...), Actions: buttons}
}

// newNotice is a page of sentences.
func newNotice(title string, sentences []string) *page.Page {
	list := []fyne.CanvasObject{kit.NewParagraph(title, kit.StylePage)}
	for _, s := range sentences {
		list = append(list, kit.NewParagraph(s, kit.StyleText))
	}
	return &page.Page{ID: "notice", Title: title, Body: page.Body(list...)}
}
