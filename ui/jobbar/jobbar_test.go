package jobbar

import (
	"context"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/theme"

	"catchlight/library"
	"catchlight/ui/jobs"
	"catchlight/ui/kit"
	"catchlight/ui/message"
	"catchlight/ui/phrase"
	"catchlight/ui/testwindow"
)

// newBar returns a bar with what it shows, on a window of its own.
func newBar(t *testing.T) (*Bar, Deps) {
	t.Helper()
	app := test.NewTempApp(t)
	app.Settings().SetTheme(kit.NewTheme("", 1))
	phrase.Speak("en")
	var b *Bar
	show := func() { b.Refresh() }
	window, group := &testwindow.Goroutine{}, jobs.NewGroup(t.Context())
	d := Deps{
		Queue:    jobs.NewQueue(group, window.Post, jobs.Hooks{Ring: func() {}, Changed: show, Broke: func(err error) { t.Error(err) }}),
		Board:    message.NewBoard(message.Hooks{Changed: show, Note: func(string) {}, Read: func(string, []string, []message.Cure) {}, List: func(string, []library.Failure, []message.Cure) {}}),
		OpenJobs: func() {}, Resting: func() string { return "keys" },
	}
	b = New(d)
	win := test.NewTempWindow(t, b.Object)
	win.Resize(win.Canvas().Size().AddWidthHeight(900, 40))
	t.Cleanup(func() {
		if !group.End(time.Minute, time.Minute) {
			t.Error("a goroutine is left")
		}
	})
	return b, d
}

// TestTheLineIsClosedByItsButton: the button at the end of the line takes the line away.
func TestTheLineIsClosedByItsButton(t *testing.T) {
	b, d := newBar(t)
	d.Board.Show(&message.Result{Text: "something happened"})
	if b.text.Text != "something happened." || !b.close.Visible() {
		t.Fatalf("it says %q", b.text.Text)
	}
	test.Tap(b.close)
	if d.Board.Latest() != nil || b.text.Text != "" || b.close.Visible() {
		t.Error("what happened stays in the line")
	}
}

// TestTheSignSaysWhatKindOfMessageItIs: what asks has no sign of what was done.
func TestTheSignSaysWhatKindOfMessageItIs(t *testing.T) {
	b, d := newBar(t)
	for _, c := range []struct {
		result *message.Result
		sign   fyne.Resource
	}{
		{&message.Result{Text: "Added 3 photos."}, theme.ConfirmIcon()},
		{&message.Result{Text: "1 of 3 not read", Alert: true}, theme.WarningIcon()},
		{&message.Result{Text: "Remove 3 photos?", Ask: true, Action: "Remove", Do: func() {}}, theme.QuestionIcon()},
	} {
		d.Board.Show(c.result)
		if sign, _ := signOf(c.result); b.text.Text != c.result.Text || sign.Name() != c.sign.Name() {
			t.Errorf("%q, said as %q, has the sign %s", c.result.Text, b.text.Text, sign.Name())
		}
	}
}

// TestWhatStandsInTheLine: a question before a job, a job before what was said last.
func TestWhatStandsInTheLine(t *testing.T) {
	b, d := newBar(t)
	d.Board.Show(&message.Result{Text: "done", Action: "Undo", Do: func() {}})
	if b.text.Text != "done." || b.action.Label != "Undo" || !b.action.Visible() || b.pause.Visible() {
		t.Errorf("of a result it shows %q, [%s]", b.text.Text, b.action.Label)
	}
	d.Queue.Add(&jobs.Job{
		Lane: jobs.Index, Says: func(int, int) string { return "working" },
		Work: func(ctx context.Context, _ *jobs.Job) (func(bool), error) {
			<-ctx.Done()
			return nil, ctx.Err()
		},
	})
	if b.text.Text != "working" || !b.pause.Visible() || !b.stop.Visible() || b.action.Visible() {
		t.Errorf("of a job it shows %q", b.text.Text)
	}
	asked := false
	d.Board.Show(&message.Result{Text: "really?", Action: "Yes", Ask: true, Do: func() { asked = true }})
	if b.text.Text != "really?" {
		t.Errorf("of a question it shows %q", b.text.Text)
	}
	if test.Tap(b.action); !asked || b.text.Text != "working" {
		t.Errorf("after the question it shows %q", b.text.Text)
	}
}

// TestAJobThatCannotStopSaysWhy, beside what was done last, too: the × seems to do nothing else.
func TestAJobThatCannotStopSaysWhy(t *testing.T) {
	b, d := newBar(t)
	answers := make(chan struct{})
	d.Board.Show(&message.Result{Text: "done", Action: "Undo", Do: func() {}})
	d.Queue.Add(&jobs.Job{
		Lane: jobs.Import, OnDisk: true, Says: func(int, int) string { return "reading" },
		Work: func(context.Context, *jobs.Job) (func(bool), error) { <-answers; return nil, nil },
	})
	if b.speed.Visible() {
		t.Errorf("beside what can be acted on it says %q", b.speed.Text)
	}
	test.Tap(b.stop)
	if b.Refresh(); !b.speed.Visible() || b.speed.Text != "stopping" {
		t.Errorf("it says %q", b.speed.Text)
	}
	close(answers)
}

// TestAResultStandsBesideAJob: what was done, and what can be acted on, is said at once, and not when
// a job of hours has ended, or one that is paused. How something stands makes no job say less.
func TestAResultStandsBesideAJob(t *testing.T) {
	b, d := newBar(t)
	d.Queue.Add(&jobs.Job{
		Lane: jobs.Index, Says: func(int, int) string { return "working" },
		Work: func(ctx context.Context, _ *jobs.Job) (func(bool), error) {
			<-ctx.Done()
			return nil, ctx.Err()
		},
	})
	d.Board.Mention(&message.Result{Text: "all is as it was"})
	if b.beside.text.Visible() {
		t.Error("how something stands is said beside the job")
	}
	d.Board.Show(message.Undone("wrote 86 photos"))
	if !b.beside.text.Visible() || b.beside.text.Text != "Undone: wrote 86 photos." || b.beside.action.Visible() || !b.beside.close.Visible() || !b.speed.Visible() {
		t.Errorf("of what was done it says %q", b.beside.text.Text)
	}
	if at := b.beside.text.Position().X; b.beside.text.Size().Width < 20 || at+b.beside.text.Size().Width > b.bar.Size().Width {
		t.Errorf("it lies at %v, %v wide", at, b.beside.text.Size().Width)
	}
	undone := 0
	d.Board.Show(&message.Result{Text: "Rejected lion", Action: "Undo", Do: func() { undone++ }})
	d.Board.Mention(&message.Result{Text: "something else"})
	if b.text.Text != "working" || !b.pause.Visible() || b.beside.text.Text != "Rejected lion." || b.beside.action.Label != "Undo" {
		t.Fatalf("it says %q, %q [%s]", b.text.Text, b.beside.text.Text, b.beside.action.Label)
	}
	bar := b.Object.Size()
	for _, o := range []fyne.CanvasObject{b.beside.text, b.beside.action, b.beside.close} {
		if at := fyne.CurrentApp().Driver().AbsolutePositionForObject(o); at.X <= 0 || at.X+o.Size().Width > bar.Width || o.Size().Width < 20 {
			t.Errorf("%T lies at %v, %v wide, in a bar of %v", o, at, o.Size().Width, bar.Width)
		}
	}
	test.Tap(b.beside.action)
	if test.Tap(b.beside.close); undone != 1 || b.beside.text.Visible() || d.Board.Latest() != nil {
		t.Errorf("undone %d times, closed %v", undone, d.Board.Latest() == nil)
	}
}

// TestTheHintLine: what is under the pointer is said until it is left, then the keys again.
func TestTheHintLine(t *testing.T) {
	b, _ := newBar(t)
	b.Refresh()
	if b.HintText() != "keys" {
		t.Errorf("at rest it says %q", b.HintText())
	}
	tell := b.HintFor(b.stop, "stops it")
	tell(true)
	if b.HintText() != "stops it" {
		t.Errorf("over a button it says %q", b.HintText())
	}
	if tell(false); b.HintText() != "keys" {
		t.Errorf("after it %q", b.HintText())
	}
	tell(true)
	if b.UnhintLast(); b.HintText() != "keys" {
		t.Errorf("when the button has gone it says %q", b.HintText())
	}
}

// TestNothingIsDrawnForAHintThatStays: the pointer meets another photo with each row that is scrolled
// by, of which nothing is said.
func TestNothingIsDrawnForAHintThatStays(t *testing.T) {
	b, _ := newBar(t)
	b.Refresh()
	if n := testing.AllocsPerRun(10, func() { b.Unhint(b.stop) }); n != 0 {
		t.Errorf("leaving what said nothing makes %v things", n)
	}
	b.Hint(b.stop, "stops it")
	if n := testing.AllocsPerRun(10, func() { b.Hint(b.stop, "stops it") }); n != 0 {
		t.Errorf("saying the same again makes %v things", n)
	}
}

// TestAHintGoesWithItsOwner: what was said of a thing is not said any more once it is hidden or has
// left the window, though the pointer has not moved.
func TestAHintGoesWithItsOwner(t *testing.T) {
	for name, lose := range map[string]func(in *fyne.Container, o fyne.CanvasObject){
		"hidden":  func(_ *fyne.Container, o fyne.CanvasObject) { o.Hide() },
		"removed": func(in *fyne.Container, o fyne.CanvasObject) { in.Remove(o) },
		"covered": func(in *fyne.Container, _ fyne.CanvasObject) { in.Hide() },
	} {
		t.Run(name, func(t *testing.T) {
			b, _ := newBar(t)
			chip := kit.NewChipButton(kit.Chip{Name: "lion", State: kit.Suggested})
			in := container.NewHBox(kit.NewSpace(20, 20), chip)
			test.NewTempWindow(t, in)
			b.Hint(chip, "lion: click accepts")
			if b.Refresh(); b.HintText() != "lion: click accepts" {
				t.Fatalf("over the chip it says %q", b.HintText())
			}
			lose(in, chip)
			if b.Refresh(); b.HintText() != "keys" {
				t.Errorf("it says %q", b.HintText())
			}
		})
	}
}

// TestTheKeysGiveWay: what happened, or is asked, is said whole wherever the line has room for it; the
// keys that work have what is left, and all of it when they change.
func TestTheKeysGiveWay(t *testing.T) {
	const keys = "A accept   X reject   C cut here   Space loupe   Enter accept above"
	b, d := newBar(t)
	resting := "Esc back"
	b.deps.Resting = func() string { return resting }
	b.Refresh()
	resting = keys
	if b.Rest(); b.hints.Size().Width < kit.TextWidth(keys, kit.TextSize(kit.StyleJobDim, b.hints), fyne.TextStyle{}) {
		t.Errorf("other keys have the %v dp of those before", b.hints.Size().Width)
	}
	for _, says := range []string{"Rejected lion", "Remove 12 photos from the library? 345 decisions are forgotten. The files stay as they are."} {
		d.Board.Show(&message.Result{Text: says, Action: "Remove", Ask: true, Do: func() {}})
		if b.text.Cut() {
			t.Errorf("%q is cut beside %v dp of keys", says, b.hints.Size().Width)
		}
		if end := b.Object.Size().Width; b.close.Position().X+b.close.Size().Width > b.hints.Position().X+.5 || b.hints.Position().X+b.hints.Size().Width > end {
			t.Errorf("%q ends at %v, the keys begin at %v and end at %v of %v", says, b.close.Position().X, b.hints.Position().X, b.hints.Size().Width, end)
		}
	}
}
