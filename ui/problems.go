package ui

import (
	"slices"

	"fyne.io/fyne/v2/lang"

	"catchlight/library"
	"catchlight/library/keywords"
	"catchlight/library/safewrite"
	"catchlight/library/sidecar"
	"catchlight/ui/jobs"
	"catchlight/ui/message"
	"catchlight/ui/page"
	"catchlight/ui/phrase"
	"catchlight/ui/problems"
	"catchlight/ui/view"
	"catchlight/ui/writing"
)

// newBoard makes what says what happened. What there is more to say is a page.
func newBoard(w *Window) *message.Board {
	return message.NewBoard(message.Hooks{
		Changed: func() { w.bar.Refresh(); w.menus.regain() },
		Note:    func(text string) { w.bar.Note(text) },
		Read: func(title string, sentences []string, cures []message.Cure) {
			w.pages.open(problems.NewNotice(title, sentences, cured(w.pages, cures)))
		},
		List: func(title string, failed []library.Failure, cures []message.Cure) {
			w.pages.open(problems.NewFailures(title, failed, cured(w.pages, cures)))
		},
	})
}

// cured are cures that leave the page on which they are offered: what it says is being done about.
func cured(pg *pages, cures []message.Cure) []message.Cure {
	all := slices.Clone(cures)
	for i := range all {
		all[i].Do = func() { pg.close(); cures[i].Do() }
	}
	return all
}

// newProblems makes the page of problems.
func newProblems(w *Window) *page.Page {
	in := w.intake
	return problems.New(problems.Deps{
		Snapshot: func() *library.Snapshot { return w.snap }, Stuck: w.deps.Library.Stuck, Tiles: tiles(w, view.ScopeProblems),
		RetryStuck: in.retryStuck, Show: func() { w.enter(view.Scope{Kind: view.ScopeProblems}) },
		Beside: in.readSidecars,
		Acts: problems.Acts{
			Reveal: func(path string) { revealFile(w, path) }, FindFolder: folders{in}.find, Retry: in.readAgain, Seen: in.pictureSeen,
			Write: func(photos []*library.Photo) {
				w.pages.open(w.writer.PageOf(w.writer.PlanOf(in.pending(photos))))
			},
			UseSidecar: func(photos []*library.Photo) {
				plan := w.writer.PlanOf(in.pending(photos))
				plan.To = safewrite.SidecarFile
				in.seeWrite(plan)
			},
			Settle: in.settle, KeepFile: in.keepFile, KeepMine: in.keepMine, KeepBoth: in.keepBoth, Ignore: in.ignore,
			Remove: func(photos []*library.Photo) { in.askRemove(view.IDsOf(photos)) },
		},
	})
}

// readSidecars reads the sidecars of photos in the background.
func (in *intake) readSidecars(photos []*library.Photo, done func(map[*library.Photo][]keywords.XMPFile)) {
	found := map[*library.Photo][]keywords.XMPFile{}
	in.w.errands.Beside(func() error {
		var folders sidecar.Folders
		for _, p := range photos {
			found[p] = folders.Beside(p.Path)
		}
		return nil
	}, func(error) { done(found) })
}

// noted makes what says, and shows, that something of photos was stored.
func (in *intake) noted(r *message.Result) (done func(error)) {
	return func(err error) {
		if err != nil {
			in.w.board.Fail(lang.X("problems.failed", "It could not be noted"), err)
			return
		}
		in.w.board.Show(r)
		in.w.decider.decided()
	}
}

// pictureSeen takes the mark of a changed picture off photos.
func (in *intake) pictureSeen(photos []*library.Photo) {
	changed := slices.DeleteFunc(slices.Clone(photos), func(p *library.Photo) bool { return !p.PictureChanged })
	lib, n := in.w.deps.Library, len(changed)
	said := lang.XN("seen.done", "{{.n}} changed pictures checked. The decisions on them stay.", n, phrase.Count(n))
	in.w.errands.Enqueue(func() error { return lib.PictureSeen(view.IDsOf(changed)...) }, in.noted(&message.Result{
		Text: said, Action: lang.X("cmd.undo", "Undo"), Do: func() {
			in.w.errands.Enqueue(func() error { return lib.PictureUnseen(changed...) }, in.noted(message.Undone(said)))
		},
	}))
}

// ignore leaves a problem of photos alone until their files change.
func (in *intake) ignore(problem library.Problem, photos []*library.Photo) {
	n := len(photos)
	in.leave(problem, photos, lang.XN("problems.ignored", "Ignored on {{.n}} photos, until their files change.", n, phrase.Count(n)))
}

// leave leaves a problem of photos alone, and says so with its undo.
func (in *intake) leave(problem library.Problem, photos []*library.Photo, said string) {
	ids := view.IDsOf(photos)
	in.w.errands.Enqueue(func() error { return in.w.deps.Library.Ignore(problem, ids...) }, in.noted(&message.Result{
		Text: said, Action: lang.X("cmd.undo", "Undo"), Do: func() { in.tellAgain(problem, ids) },
	}))
}

// tellAgain takes back that a problem is ignored.
func (in *intake) tellAgain(problem library.Problem, ids []library.ID) {
	in.w.errands.Enqueue(func() error { return in.w.deps.Library.TellAgain(problem, ids...) }, in.noted(&message.Result{
		Text: lang.XN("problems.toldAgain", "{{.n}} photos are under Problems again.", len(ids), phrase.Count(len(ids))),
	}))
}

// keepMine lets the next write put right what another program has changed.
func (in *intake) keepMine(photos []*library.Photo) {
	n := len(photos)
	in.leave(library.ProblemOverruled, photos, lang.XN("problems.keptMine", "The next write changes {{.n}} photos back to your words.", n, phrase.Count(n)))
}

// keepBoth lets words that another program has taken out go back with the next write, and those that
// it has put back stay.
func (in *intake) keepBoth(photos []*library.Photo) {
	if in.yield(photos, lang.X("problems.keptBoth", "Kept both"), (*library.Photo).PutBack) {
		return
	}
	n := len(photos)
	in.leave(library.ProblemOverruled, photos, lang.XN("problems.kept", "Your words go back into {{.n}} photos with the next write.", n, phrase.Count(n)))
}

// keepFile lets it stand that another program has changed words: what it took out is not wanted any
// more, and what it put back stays.
func (in *intake) keepFile(photos []*library.Photo) {
	all := func(*library.Photo, string) bool { return true }
	if kept := lang.X("problems.keptFile", "Kept what the file says"); !in.yield(photos, kept, all) {
		in.leave(library.ProblemOverruled, photos, kept)
	}
}

// yield lets the file's word stand where another program has changed some, and ends the problem. It
// reports whether there was any to decide on.
func (in *intake) yield(photos []*library.Photo, what string, on func(*library.Photo, string) bool) bool {
	var ds []library.Decision
	for _, p := range photos {
		for _, word := range in.w.snap.Overruled(p.ID) {
			if v, ok := view.KeepsFile(in.w.list.words(p).State(word)); ok && on(p, word) {
				ds = append(ds, in.w.decider.decision(p, word, v, true))
			}
		}
	}
	if len(ds) == 0 {
		return false
	}
	ids := view.IDsOf(photos)
	in.w.undoer.together(func() { in.w.decider.commit(what, ds) }, func(done bool) {
		note := in.w.deps.Library.TellAgain
		if done {
			note = in.w.deps.Library.Ignore
		}
		in.w.errands.Enqueue(func() error { return note(library.ProblemOverruled, ids...) }, func(err error) {
			jobs.LogError(err)
			in.w.decider.decided()
		})
	})
	return true
}

// pending are the requests of a write of photos, as they are when it is asked for.
func (in *intake) pending(photos []*library.Photo) func() []library.WriteRequest {
	wanted := map[library.ID]bool{}
	for _, p := range photos {
		wanted[p.ID] = true
	}
	return func() []library.WriteRequest {
		return slices.DeleteFunc(in.w.writer.Requests(), func(r library.WriteRequest) bool {
			p := in.w.snap.ByPath(r.Path)
			return p == nil || !wanted[p.ID]
		})
	}
}

// settle shows what would be written to end the contradictions between photos and their sidecars.
// What leaves a file is not wanted any more.
func (in *intake) settle(photos []*library.Photo, choice problems.Choice) {
	ids := view.IDsOf(photos)
	requests := func() []library.WriteRequest {
		var reqs []library.WriteRequest
		for _, id := range ids {
			if p := in.w.snap.Photo(id); p != nil {
				reqs = append(reqs, library.WriteRequest{Photo: id, Path: p.Path, Edit: choice(p)})
			}
		}
		return reqs
	}
	plan := in.w.writer.PlanOf(requests)
	plan.Decide = func(r library.WriteResult) []library.Decision {
		var ds []library.Decision
		for _, word := range r.Removed {
			ds = append(ds, library.Decision{Tag: word, Verdict: library.Removed, Bulk: true})
		}
		return ds
	}
	in.seeWrite(plan)
}

// seeWrite shows what would be written to end problems; the page of what is left comes after it.
func (in *intake) seeWrite(plan writing.Plan) {
	plan.Then = func() { in.w.pages.open(newProblems(in.w)) }
	in.w.pages.open(in.w.writer.PageOf(plan))
}

// readAgain reads photos again.
func (in *intake) readAgain(photos []*library.Photo) {
	var paths []string
	for _, p := range photos {
		paths = append(paths, p.Path)
	}
	in.again(paths, photos)
}

// changedSelected reports whether the selection has photos whose picture has changed.
func (w *Window) changedSelected() bool {
	return w.list.anySelected(func(p *library.Photo) bool { return p.PictureChanged })
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
		Alert: true, Action: lang.X("result.show", "Show"), Opens: true, Do: func() { in.w.pages.open(newProblems(in.w)) },
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
	in.again(paths, photos)
}

// again reads the files of photos again, lets the model look at those that it has not seen, and says
// what came of it.
func (in *intake) again(paths []string, photos []*library.Photo) {
	ids := view.IDsOf(photos)
	in.w.jobs.Add(in.rereading(func() []string { return paths }, func(_ bool, err error) {
		in.w.engine.Runs.IndexLacking(in.photosOf(ids), false, func(int) {})
		if err == nil {
			in.sayRead(in.photosOf(ids))
		}
	}))
}

// sayRead says how many of photos that were read again can be read now. Of those that are damaged in
// part the model says whether they still are.
func (in *intake) sayRead(photos []*library.Photo) {
	broken, whole := 0, 0
	for _, p := range photos {
		switch {
		case p.Missing || p.Problem != "":
			broken++
		case !p.Partial:
			whole++
		}
	}
	switch {
	case broken > 0:
		data := map[string]any{"n": phrase.Number(broken), "m": phrase.Number(len(photos))}
		in.w.board.Show(&message.Result{Text: lang.XN("problems.stillBroken", "{{.n}} of {{.m}} photos still cannot be read.", broken, data), Alert: true})
	case whole > 0:
		in.w.board.Show(&message.Result{Text: lang.XN("problems.readable", "{{.n}} photos can be read.", whole, phrase.Count(whole))})
	}
}
