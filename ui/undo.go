package ui

import (
	"errors"
	"slices"

	"fyne.io/fyne/v2/lang"

	"catchlight/library"
	"catchlight/ui/agencies"
	"catchlight/ui/message"
	"catchlight/ui/phrase"
	"catchlight/ui/view"
)

// The job bar's line of a decision is made of the step that it tells of: sentence and button always
// belong together. Undo shows the photos that it has changed.

// undoer takes back what was decided, step by step, and makes it again.
type undoer struct {
	lib     *library.Library
	board   *message.Board
	key     func(command string) string // the key of a command, as it is read
	notKept func(error)                 // a step could not be stored; any goroutine may call it
	decided func()                      // decisions have changed
	show    func(library.Step)          // shows the photos of a step
	history func()                      // opens the page on which writes are undone

	along map[uint64]func(done bool) // by step: what goes with its decisions, and back with them

	// change stores what changes a list of words, which is on in the place of another one then, ""
	// for none.
	change func(name, instead string, store func() error, done func(error))
}

func newUndoer(w *Window) *undoer {
	return &undoer{
		lib: w.deps.Library, board: w.board,
		key:     func(command string) string { return w.menus.command(command).keys[0].String() },
		notKept: w.decider.notKept, decided: w.decider.decided, show: w.decider.lookAt,
		history: func() { w.pages.open(w.writer.History()) },
		along:   map[uint64]func(bool){},
		change: func(name, instead string, store func() error, done func(error)) {
			w.pages.changeWords(name, instead, store, done)
		},
	}
}

// edited says that a list of words was changed, with what followed from it.
func (u *undoer) edited(s library.Step) {
	u.decided()
	u.showDone(s)
}

// follow makes decisions that follow from what another program did, as one step, and says so.
func (u *undoer) follow(label string, ds []library.Decision) {
	step, ok, err := u.lib.DecideSoon(label, u.notKept, ds...)
	if err != nil {
		u.notKept(err)
		return
	}
	if ok {
		u.edited(step)
	}
}

// showDone says what a step has done, with the button that takes back just that.
func (u *undoer) showDone(s library.Step) {
	text := s.Label
	if s.Strips {
		text = lang.X("decide.leaves", "{{.what}}; the next write takes it out of the file", map[string]any{"what": text})
	}
	u.board.Show(&message.Result{
		Text: text, Action: lang.X("cmd.undo", "Undo"), Key: u.key("undo"),
		Do: func() { u.only(s, u.lib.LastStep, u.undo) },
	})
}

// showDid says what was done that is no step of the library, with the button that takes it back.
func (u *undoer) showDid(what string, undo func()) {
	u.board.Show(&message.Result{Text: what, Action: lang.X("cmd.undo", "Undo"), Do: func() {
		undo()
		u.board.Show(message.Undone(what))
	}})
}

// showUndone says what was taken back, with the button that does it again.
func (u *undoer) showUndone(s library.Step) {
	u.board.Show(&message.Result{
		Text:   message.UndoneText(s.Label),
		Action: lang.X("cmd.redo", "Redo"), Key: u.key("redo"),
		Do: func() { u.only(s, u.lib.NextStep, u.redo) },
	})
}

// only goes on if the step that a button is for is still the one that would be taken back or made
// again.
func (u *undoer) only(s library.Step, due func() (library.Step, bool), then func()) {
	if d, ok := due(); ok && d.ID == s.ID {
		then()
		return
	}
	u.board.Note(lang.X("undo.late", "Not the last step any more: {{.what}}", map[string]any{"what": s.Label}))
}

func (u *undoer) undo() {
	if s, ok := u.lib.LastStep(); ok && s.Vocabulary != nil {
		name, instead := s.Vocabulary.Name, ""
		if s.Vocabulary.From != "" {
			name, instead = s.Vocabulary.From, name
		}
		u.words(name, instead, u.lib.Undo, u.showUndone, func(err error) { u.stays(s, err) })
		return
	}
	u.step(u.lib.UndoSoon, false, u.showUndone, lang.X("undo.none", "Nothing to undo."))
}

func (u *undoer) redo() {
	if s, ok := u.lib.NextStep(); ok && s.Vocabulary != nil {
		u.words(s.Vocabulary.Name, s.Vocabulary.From, u.lib.Redo, u.showDone, func(err error) { u.board.Fail(unchangedText(), err) })
		return
	}
	u.step(u.lib.RedoSoon, true, u.showDone, lang.X("redo.none", "Nothing to do again."))
}

// words takes back a step that changed a list of words, or makes it again. It is stored before it
// shows: another program may have changed the file.
func (u *undoer) words(name, instead string, do func() (library.Step, bool, error), say func(library.Step), failed func(error)) {
	var s library.Step
	u.change(name, instead, func() (err error) {
		s, _, err = do()
		return err
	}, func(err error) {
		u.decided()
		if err != nil {
			failed(err)
			return
		}
		say(s)
	})
}

// unchangedText says that a list stays as it is.
func unchangedText() string { return lang.X("undo.failed", "The vocabulary stays as it is") }

// stays says why a step cannot be taken back. Where another program has changed its list, what was
// done before it can be.
func (u *undoer) stays(s library.Step, err error) {
	if !errors.Is(err, library.ErrEdited) {
		u.board.Fail(unchangedText(), err)
		return
	}
	u.board.Show(&message.Result{
		Text: unchangedText() + ": " + phrase.OneLine(err), Alert: true, Action: lang.X("undo.passOver", "Undo what was before it"),
		Do: func() {
			u.only(s, u.lib.LastStep, func() {
				u.lib.PassOver(s.ID)
				u.undo()
			})
		},
	})
}

// together lets what is no decision go along with the step that commit makes: it is done with it,
// and taken back with it.
func (u *undoer) together(commit func(), do func(done bool)) {
	before, _ := u.lib.LastStep()
	commit()
	if s, ok := u.lib.LastStep(); ok && s.ID != before.ID {
		u.along[s.ID] = do
		do(true)
	}
}

// step takes back a step, or makes it again, says which, and shows its photos.
func (u *undoer) step(do func(failed func(error)) (library.Step, bool), again bool, say func(library.Step), none string) {
	before := u.lib.Snapshot()
	s, ok := do(u.notKept)
	if !ok {
		u.board.Note(none)
		return
	}
	if along := u.along[s.ID]; along != nil {
		along(again)
	}
	u.decided()
	if n := leftInFiles(before, u.lib.Snapshot(), s); n > 0 && !again {
		u.showLeft(s, n)
	} else {
		say(s)
	}
	u.show(s)
}

// leftInFiles counts the photos of a step that was taken back whose files keep words of it: a write
// has put them there.
func leftInFiles(before, now *library.Snapshot, s library.Step) (photos int) {
	for _, id := range s.Photos {
		p := now.Photo(id)
		if p != nil && slices.ContainsFunc(before.Decisions(id), func(d library.Decision) bool {
			undone := !slices.ContainsFunc(now.Decisions(id), func(o library.Decision) bool { return o.Tag == d.Tag })
			return d.IsUsersYes() && undone && p.Keywords.Has(d.Tag)
		}) {
			photos++
		}
	}
	return photos
}

// showLeft says that a step was taken back whose words stay in files, with the way to the undo of
// their write.
func (u *undoer) showLeft(s library.Step, photos int) {
	data := map[string]any{"what": message.UndoneText(s.Label), "n": phrase.Number(photos)}
	u.board.Show(&message.Result{
		Text:   lang.XN("undo.left", "{{.what}}. A write has put it into {{.n}} files, where it stays until that is undone.", photos, data),
		Action: lang.X("undo.leftDo", "Undo the write…"), Opens: true, Do: u.history,
	})
}

// lookAt shows the photos of a step: in the table for an agency, in a review of its tag, among the
// leftovers, in the loupe, or else in the grid.
func (dr *decider) lookAt(s library.Step) {
	if table := onPage[agencies.Agencies](dr.w.pages.page()); table != nil && table.Has(s.Photos) {
		return // its words are there
	}
	if l := dr.w.pages.leftoversOpen(); l != nil {
		if len(s.Tags) != 1 || l.Has(s.Tags[0]) {
			l.LookAt(s)
			return
		}
		dr.w.pages.reviewTag(s.Tags[0])
	}
	if r := dr.w.pages.reviewing(); r != nil {
		r.LookAt(s)
		dr.w.pages.refreshPage()
		return
	}
	if !dr.w.onPhotos() {
		dr.w.showGrid()
	}
	if !dr.w.list.selectPhotos(s.Photos) {
		dr.awaited = s.Photos // until the list of all photos is there
		dr.w.filters.Clear()
		dr.w.enter(view.Scope{})
	}
	if len(s.Tags) == 1 {
		dr.setCurrent(s.Tags[0], view.Suggested)
	}
}

// selectPhotos selects those of the photos that are in the list and brings the first into view;
// false where there are none, although the library has them.
func (ls *list) selectPhotos(ids []library.ID) bool {
	var here []library.ID
	known := false
	for _, id := range ids {
		known = known || ls.w.snap.Photo(id) != nil
		if ls.w.folding.cellOf(id) >= 0 {
			here = append(here, id)
		}
	}
	if len(here) > 0 {
		ls.w.intake.reveals(here)
	}
	return len(here) > 0 || !known
}

// showAwaited selects the photos of an undo that were not in the list, now that they are.
func (dr *decider) showAwaited() {
	ids := dr.awaited
	dr.awaited = nil
	if len(ids) > 0 {
		dr.w.list.selectPhotos(ids)
	}
}
