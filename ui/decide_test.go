package ui

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"catchlight/library"
	"catchlight/ui/grid"
	"catchlight/ui/view"
)

func TestKeysDecideOnlyOutsideTextFields(t *testing.T) {
	r := newRig(t, nil)
	r.full()
	r.list.goTo(0)
	r.layout.focusAdd()
	r.q.Run()
	if r.win.Canvas().Focused() != r.addField() {
		t.Fatal("K does not reach the field")
	}
	test.Type(r.addField(), "ax")
	if n := r.view.Write; n != 0 || r.addField().Text != "ax" {
		t.Errorf("letters in a field decided %d photos; the field says %q", n, r.addField().Text)
	}
	r.addField().SetText("")
	r.focusGrid()
	r.menus.keyDown(fyne.KeyA, 0)
	r.until("A accepts", func() bool { return r.view.Write == 1 })
}

func TestAcceptRejectReopenAndUndo(t *testing.T) {
	r := newRig(t, nil)
	r.full()
	r.list.goTo(0)
	state := func() view.WordState { return r.list.words(r.snap.Photo(r.list.ids[0])).State("red") }
	for _, c := range []struct {
		what string
		do   func()
		want view.WordState
	}{
		{"X", func() { r.menus.keyDown(fyne.KeyX, 0); r.list.goTo(0) }, view.Rejected},
		{"U", func() { r.menus.keyDown(fyne.KeyU, 0) }, view.Suggested},
		{"1", func() { r.menus.typedRune('1'); r.list.goTo(0) }, view.Accepted},
		{"Ctrl+Z", r.undoer.undo, view.Suggested},
		{"Ctrl+Shift+Z", r.undoer.redo, view.Accepted},
		{"×", func() { r.chipOf("red").OnCross() }, view.Rejected},
		{"click on a rejected one", func() { r.foldRejected(); r.chipOf("red").OnClicked(0) }, view.Suggested},
		{"Shift+1", func() { r.menus.typedKey("1", shift); r.list.goTo(0) }, view.Rejected},
	} {
		c.do()
		if got := state(); got != c.want {
			t.Fatalf("after %s the state is %d, want %d", c.what, got, c.want)
		}
	}
}

func TestSeveralPhotosAtOnce(t *testing.T) {
	r := newRig(t, nil)
	r.full()
	r.keep(func(s *library.Settings) { s.Ancestors = new(true) })
	r.list.selectAll()
	r.says(r.inspector.Object, "3 photos", "(red, suggested, strong, 1 of 3 photos)")
	r.decider.accept("red", r.list.selected())
	r.decider.put("Etosha", r.list.selected())
	r.says(r.inspector.Object, "(Etosha, typed, not in the file yet, 3 of 3 photos)", "(red, accepted, not in the file yet, 1 of 3 photos)", "(colour, goes along with another tag, 1 of 3 photos)")
	r.undoer.undo()
	if strings.Contains(texts(r.inspector.Object), "Etosha") {
		t.Error("one step of undo does not take the word back from all three")
	}
	r.says(r.bar.Object, "Undone: Added Etosha on 3 photos", "[Redo]")
}

func TestClicksOnChipsOfACell(t *testing.T) {
	r := newRig(t, nil)
	r.full()
	chip := r.cells.cell(2).Chips[0]
	r.cells.chipInCell(grid.Hit{Index: 2, Part: grid.ChipBody, Chip: chip}, 0)
	r.until("blue is accepted on that photo only", func() bool { return r.view.Write == 1 })
	r.cells.chipInCell(grid.Hit{Index: 1, Part: grid.ChipCross, Chip: r.cells.cell(1).Chips[0]}, 0)
	r.until("green is rejected", func() bool { return r.view.Review == 1 })
	r.cells.chipInCell(grid.Hit{Index: 2, Part: grid.ChipBody, Chip: r.cells.cell(2).Chips[0]}, ctrl)
	r.until("Ctrl-click shows the photos with it", func() bool { return len(r.list.ids) == 1 })
	r.says(r.scopeLine.Object, "blue, suggested or there")
}

func TestCompletion(t *testing.T) {
	r := newRig(t, nil)
	r.full()
	r.list.goTo(0)
	r.addField().SetText("Etosha, gr")
	if !r.addField().OnTab() || r.addField().Text != "Etosha, green" {
		t.Errorf("Tab makes %q", r.addField().Text)
	}
	r.typed(r.addField().Text)
	r.says(r.inspector.Object, "(Etosha, typed", "(green, typed")
	r.list.goTo(1)
	r.decider.lastAgain()
	if s := r.list.words(r.list.selected()[0]).State("green"); s != view.Accepted {
		t.Errorf("L on a photo with the suggestion makes state %d", s)
	}
}

func TestWriteAndUndoToTheByte(t *testing.T) {
	r := newRig(t, nil)
	r.full()
	path := r.snap.Photo(r.list.ids[0]).Path
	before := mustRead(t, path)
	r.list.goTo(0)
	r.decider.acceptCurrent()
	r.until("one to write", func() bool { return r.view.Write == 1 })
	r.pages.openWrite()
	p := r.pages.page()
	r.until("the plan is made", func() bool { return strings.Contains(texts(p.Body), "1 photo gets") })
	r.says(p.Body, "JPEG: into the file")
	if string(mustRead(t, path)) != string(before) {
		t.Fatal("looking at the Write page changed the file")
	}
	r.says(r.centre.object, "[Write 1 photo]")
	test.Tap(buttonOf(t, p.Body, "Write 1 photo"))
	r.until("it is written", func() bool {
		return r.jobs.Idle() && r.board.Latest() != nil && strings.Contains(r.board.Latest().Text, "Wrote")
	})
	r.says(r.bar.Object, "Wrote 1 photo: 1 file. Read back and verified.", "[Undo this write]")
	if s := r.list.words(r.snap.Photo(r.list.ids[0])).State("red"); s != view.Written {
		t.Errorf("after the write red has state %d", s)
	}
	if string(mustRead(t, path)) == string(before) {
		t.Fatal("the file is as it was")
	}
	r.shows(r.writer.History().Body, "1 photo · ", "[Undo this write]")
	r.board.Latest().Do()
	r.until("it is restored", func() bool { return r.jobs.Idle() && strings.Contains(r.board.Latest().Text, "Restored 1 photo") })
	if string(mustRead(t, path)) != string(before) {
		t.Error("the undo did not restore the file to the byte")
	}
	r.shows(r.writer.History().Body, "undone")
}

func TestAFailedWriteIsNamed(t *testing.T) {
	r := newRig(t, nil)
	r.full()
	r.list.selectAll()
	r.decider.acceptStrong()
	if err := os.Remove(r.snap.Photo(r.list.ids[1]).Path); err != nil {
		t.Fatal(err)
	}
	r.until("three to write", func() bool { return r.view.Write == 3 })
	r.writer.Start(r.writer.Requests())
	r.until("one failed", func() bool { return r.jobs.Idle() && r.board.Latest() != nil && r.board.Latest().Alert })
	r.says(r.bar.Object, "1 of 3 not written", "[Show]")
	r.board.Latest().Do()
	r.says(r.centre.object, filepath.Base(r.snap.Photo(r.list.ids[1]).Path))
}

func TestSidecarIfThePreferenceSaysSo(t *testing.T) {
	r := newRig(t, nil)
	r.full()
	path := r.snap.Photo(r.list.ids[0]).Path
	before := mustRead(t, path)
	r.apply(func(s *library.Settings) { s.To = "sidecar" })
	r.list.goTo(0)
	r.says(r.inspector.Object, "Goes to a sidecar (.xmp). The file is never opened for writing.")
	r.decider.acceptCurrent()
	r.writer.Start(r.writer.Requests())
	r.until("it is written", func() bool {
		return r.jobs.Idle() && r.board.Latest() != nil && strings.Contains(r.board.Latest().Text, "1 sidecar")
	})
	if string(mustRead(t, path)) != string(before) {
		t.Error("the photo was touched")
	}
	if got := r.deps.Library.Settings().To; got != "sidecar" {
		t.Errorf("the preference is kept as %q", got)
	}
}

func mustRead(t *testing.T, path string) []byte {
	t.Helper()
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return data
}

func TestUndoLeavesAFileThatChangedSinceAndOffersToRemoveOurWords(t *testing.T) {
	r := newRig(t, nil)
	r.full()
	path := r.snap.Photo(r.list.ids[0]).Path
	r.list.goTo(0)
	r.decider.acceptCurrent()
	r.writer.Start(r.writer.Requests())
	r.until("it is written", func() bool {
		return r.jobs.Idle() && r.board.Latest() != nil && strings.Contains(r.board.Latest().Text, "Wrote")
	})
	other := append(mustRead(t, path), "another program was here"...)
	if err := os.WriteFile(path, other, 0o600); err != nil {
		t.Fatal(err)
	}
	r.board.Latest().Do()
	r.until("the undo is refused", func() bool { return r.jobs.Idle() && r.board.Latest().Alert })
	r.says(r.bar.Object, "1 of 1 not restored", "[Show]")
	if string(mustRead(t, path)) != string(other) {
		t.Fatal("the file of another program was touched")
	}
	r.board.Latest().Do()
	r.says(r.centre.object, "a-red.jpg", "[Remove only our keywords]")
	test.Tap(buttonOf(t, r.centre.object, "Remove only our keywords"))
	r.until("our word is gone", func() bool { return r.jobs.Idle() && !r.board.Latest().Alert })
	now := string(mustRead(t, path))
	if strings.Contains(now, ">red<") || !strings.HasSuffix(now, "another program was here") {
		t.Error("our word is still there, or the other program's bytes are not")
	}
}

func TestAChipIsDraggedOntoAPhoto(t *testing.T) {
	r := newRig(t, nil)
	r.full()
	r.list.goTo(0)
	at := fyne.CurrentApp().Driver().AbsolutePositionForObject(r.grid).AddXY(280, 60) // in the second cell
	if i := r.cells.targetAt(at); i != 1 {
		t.Fatalf("photo %d is at %v", i, at)
	}
	r.cells.dropWord("red", at)
	r.until("the second photo has the word", func() bool { return r.view.Write == 1 })
	if s := r.list.words(r.snap.Photo(r.list.ids[1])).State("red"); s != view.ByHand {
		t.Errorf("there its state is %d", s)
	}
	r.list.selectAll()
	r.cells.dropWord("red", at)
	r.until("dropped on the selection it goes to all", func() bool { return r.view.Write == 3 })
	r.cells.dropWord("red", fyne.NewPos(5, 5))
	if n := len(r.snap.Decisions(r.list.ids[2])); n != 1 {
		t.Errorf("a drop elsewhere made it %d decisions", n)
	}
}

// TestParentsGoAlongUnlessTheUserSaysNo: in the window, where each photo shows them before.
func TestParentsGoAlongUnlessTheUserSaysNo(t *testing.T) {
	r := newRig(t, nil)
	r.full()
	r.list.selectAll()
	r.decider.accept("red", r.list.selected())
	for _, c := range []struct {
		says *bool
		want bool
	}{{nil, true}, {new(false), false}, {new(true), true}} {
		r.apply(func(s *library.Settings) { s.Ancestors = c.says })
		if got := strings.Contains(texts(r.inspector.Object), "(colour, goes along"); got != c.want {
			t.Errorf("where the settings say %v, the parent goes along: %v", c.says, got)
		}
	}
}

// TestAnUndoSaysWhatAWriteHasKept: taking back a yes changes no file, and so it says where the word
// still is, with the way to take that back.
func TestAnUndoSaysWhatAWriteHasKept(t *testing.T) {
	r := newRig(t, nil)
	r.full()
	r.list.goTo(0)
	r.decider.acceptCurrent()
	r.until("one to write", func() bool { return r.view.Write == 1 })
	r.pages.openWrite()
	p := r.pages.page()
	r.until("the plan is made", func() bool { return strings.Contains(texts(p.Body), "1 photo gets") })
	test.Tap(buttonOf(t, p.Body, "Write 1 photo"))
	r.until("it is written", func() bool {
		return r.jobs.Idle() && r.board.Latest() != nil && strings.Contains(r.board.Latest().Text, "Wrote")
	})
	r.undoer.undo()
	r.says(r.bar.Object, "Undone: Accepted red on a-red.jpg. A write has put it into 1 file, where it stays until that is undone.", "[Undo the write…]")
	r.undoer.redo()
	r.says(r.bar.Object, "Accepted red on a-red.jpg", "[Undo]")
	r.undoer.undo()
	r.board.Latest().Do()
	r.shows(r.pages.page().Body, "Run 1", "[Undo this write]")
}
