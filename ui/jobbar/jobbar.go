// Package jobbar is the strip at the bottom of the window: the first job, or else what was said
// last, and the hint line; and the page of all jobs.
package jobbar

import (
	"image/color"
	"slices"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"
	"fyne.io/fyne/v2/theme"

	"catchlight/ui/jobs"
	"catchlight/ui/kit"
	"catchlight/ui/message"
	"catchlight/ui/phrase"
)

// Deps is what the bar works with. All must be set.
type Deps struct {
	Queue    *jobs.Queue
	Board    *message.Board
	OpenJobs func()        // opens the page of all jobs
	Resting  func() string // names the keys that work now
}

// Bar is the strip at the bottom: the first job, or the last result; at the right the hint line.
type Bar struct {
	Object fyne.CanvasObject // the strip
	deps   Deps
	bar    *kit.Bar
	icon   *kit.Icon
	text   *kit.Text
	part   *kit.Progress
	room   fyne.CanvasObject // the progress at its width
	speed  *kit.Text
	more   *kit.Button
	pause  *kit.Button
	stop   *kit.Button
	action *kit.Button
	close  *kit.Button
	beside struct { // a result that can be acted on, beside the job
		icon          *kit.Icon
		text          *kit.Text
		action, close *kit.Button
	}
	hints *kit.Hint
	owner any // who spoke last in the hint line
	first *jobs.Job
	drawn standing
}

// standing is what the bar shows.
type standing struct {
	question, latest *message.Result
	job              shownJob
	more             int // jobs beside it
	rest             string
	ink              color.Color // of signs: another look draws them anew
}

// New returns a bar.
func New(d Deps) *Bar {
	b := &Bar{deps: d, icon: kit.NewIcon(), text: kit.NewText("", kit.StyleJob), speed: kit.NewText("", kit.StyleJobDim), part: kit.NewProgress(), hints: kit.NewHint()}
	b.more = kit.NewButton("", d.OpenJobs)
	b.pause = kit.NewIconButton(theme.MediaPauseIcon(), lang.X("access.pause", "Pause or go on"), func() { d.Queue.Pause(b.first) })
	b.stop = kit.NewIconButton(theme.CancelIcon(), lang.X("access.stop", "Stop"), func() { d.Queue.Stop(b.first) })
	b.action = kit.NewButton("", nil)
	b.close = newClose(d.Board)
	b.beside.icon, b.beside.text = kit.NewIcon(), kit.NewText("", kit.StyleJob)
	b.beside.action, b.beside.close = kit.NewButton("", nil), newClose(d.Board)
	for _, small := range []*kit.Button{b.more, b.pause, b.stop, b.action, b.close, b.beside.action, b.beside.close} {
		small.Small = true
	}
	b.more.Quiet, b.pause.Quiet, b.stop.Quiet = true, true, true
	b.pause.OnHint = b.HintFor(b.pause, lang.X("hint.pause", "Pauses the job or goes on with it (Ctrl+P); what is done stays"))
	b.stop.OnHint = b.HintFor(b.stop, lang.X("hint.stop", "Stops the job; what is done stays"))
	b.icon.SetMinSize(fyne.NewSquareSize(16))
	b.beside.icon.SetMinSize(fyne.NewSquareSize(16))
	b.room = kit.NewSized(b.part, 160)
	b.bar = kit.NewBar(32, []fyne.CanvasObject{
		b.icon.Image, b.text, b.room, b.speed, b.more, b.pause, b.stop, b.action, b.close,
		b.beside.icon.Image, b.beside.text, b.beside.action, b.beside.close,
	}, nil)
	b.Object = container.NewStack(kit.NewSurface(kit.TokenBg), container.New(hinted{b.bar, b.hints}, b.bar, b.hints))
	return b
}

// hinted gives the hint line what it needs, and the job the rest. What is said of the thing under the
// pointer has half of the width at the most; the keys that work have what the bar leaves.
type hinted struct {
	bar   *kit.Bar
	hints *kit.Hint
}

// MinSize implements fyne.Layout.
func (hinted) MinSize(objects []fyne.CanvasObject) fyne.Size { return objects[0].MinSize() }

// Layout implements fyne.Layout.
func (h hinted) Layout(objects []fyne.CanvasObject, s fyne.Size) {
	const end = 12
	size, most := kit.TextSize(kit.StyleJobDim, h.hints), s.Width/2
	if h.hints.Rests() {
		most = max(s.Width-h.bar.Natural()-2*end, 0)
	}
	wide := min(kit.TextWidth(h.hints.Text(), size, fyne.TextStyle{})+2, most)
	high := objects[1].MinSize().Height
	kit.Place(objects[1], s.Width-wide-end, (s.Height-high)/2, wide, high)
	kit.Place(objects[0], 0, 0, max(s.Width-wide-2*end, 0), s.Height)
}

// Refresh shows the first job, or the result. It is called at most ten times a second while jobs
// run.
func (b *Bar) Refresh() {
	if o, on := b.owner.(fyne.CanvasObject); on && o != b.Object && !kit.Shown(o) {
		b.Unhint(b.owner) // it has gone from under the pointer
	}
	stands := standing{question: b.deps.Board.Question(), latest: b.deps.Board.Latest(), rest: b.deps.Resting(), ink: theme.Color(kit.TokenAccent)}
	now := time.Now()
	if shown := b.deps.Queue.Shown(now); len(shown) > 0 {
		stands.job, stands.more = shownOf(shown[0], now), len(shown)-1
	}
	if stands == b.drawn {
		return // most jobs are over before they are shown, and each drawing is one of the whole window
	}
	b.drawn = stands
	b.draw()
}

// draw shows everything anew.
func (b *Bar) draw() {
	b.first = nil
	for _, o := range []fyne.CanvasObject{
		b.icon.Image, b.text, b.room, b.speed, b.more, b.pause, b.stop, b.action, b.close,
		b.beside.icon.Image, b.beside.text, b.beside.action, b.beside.close,
	} {
		o.Hide()
	}
	switch stands := b.drawn; {
	case stands.question != nil:
		b.showResult(stands.question)
	case stands.job.job != nil:
		b.showJob(stands.job, stands.more)
		b.showBeside(stands.latest)
	default:
		b.showResult(stands.latest)
	}
	b.hints.Rest(b.drawn.rest)
	b.Object.Refresh()
}

func (b *Bar) showJob(says shownJob, more int) {
	b.first = says.job
	if says.held {
		b.showHeld(says, more)
		return
	}
	b.icon.Set(theme.MediaPhotoIcon(), kit.TokenDim)
	if says.job.Of == jobs.Bytes {
		b.icon.Set(theme.DownloadIcon(), kit.TokenDim)
	}
	b.text.SetText(says.line)
	b.part.SetValue(says.part)
	b.speed.SetText(says.speed)
	b.pause.Icon = says.pauseIcon()
	b.more.SetLabel(lang.X("job.more", "+{{.n}}", phrase.Count(more)))
	for _, o := range []fyne.CanvasObject{b.icon.Image, b.text, b.room, b.speed, b.pause, b.stop} {
		o.Show()
	}
	kit.ShowIf(b.more, more > 0)
}

// showHeld shows a job that broke off, with the ways to go on with it and to leave it.
func (b *Bar) showHeld(says shownJob, more int) {
	j := says.job
	b.showResult(&message.Result{
		Text: says.line, Alert: true, Action: j.Held.Again, Close: stopLabel(),
		Do: func() { b.deps.Queue.Pause(j) },
	})
	b.close.OnTapped = func() { b.deps.Queue.Stop(j) }
	b.more.SetLabel(lang.X("job.more", "+{{.n}}", phrase.Count(more)))
	kit.ShowIf(b.more, more > 0)
}

// stopLabel names the button that leaves a job that broke off.
func stopLabel() string { return lang.X("write.stop", "Stop") }

// showBeside shows what was done last beside a job, which says less where that waits for the user.
func (b *Bar) showBeside(r *message.Result) {
	if r == nil || r.Aside {
		return
	}
	if r.Action != "" && !b.drawn.job.matters {
		b.speed.Hide()
	}
	b.beside.icon.Set(signOf(r))
	b.beside.text.SetText(r.Text)
	b.beside.action.OnTapped = r.Do
	b.beside.action.SetLabel(r.Action)
	showClose(b.beside.close, r)
	for _, o := range []fyne.CanvasObject{b.beside.icon.Image, b.beside.text, b.beside.close} {
		o.Show()
	}
	kit.ShowIf(b.beside.action, r.Action != "")
}

// newClose is the button that closes the result that is shown.
func newClose(board *message.Board) *kit.Button {
	return kit.NewIconButton(theme.CancelIcon(), lang.X("access.closeResult", "Close the message"), board.Dismiss)
}

// showClose gives the button that closes a result its label, or the × of most.
func showClose(b *kit.Button, r *message.Result) {
	b.Icon, b.Label, b.Quiet = theme.CancelIcon(), "", true
	if r.Close != "" {
		b.Icon, b.Label, b.Quiet = nil, r.Close, false
	}
	b.Refresh()
}

// signOf is the sign before a result.
func signOf(r *message.Result) (fyne.Resource, fyne.ThemeColorName) {
	switch {
	case r.Alert:
		return theme.WarningIcon(), kit.TokenAlert
	case r.Ask: // nothing has been done yet
		return theme.QuestionIcon(), kit.TokenAccent
	}
	return theme.ConfirmIcon(), kit.TokenAccent
}

func (b *Bar) showResult(r *message.Result) {
	if r == nil {
		b.text.SetText("")
		return
	}
	b.icon.Set(signOf(r))
	b.text.SetText(r.Text)
	b.action.Shortcut, b.action.OnTapped, b.close.OnTapped = r.Key, r.Do, b.deps.Board.Dismiss
	b.action.SetLabel(r.Action)
	showClose(b.close, r)
	b.icon.Show()
	b.text.Show()
	kit.ShowIf(b.action, r.Action != "")
	b.close.Show()
}

// Hint says in the hint line what owner is or does, until Unhint.
func (b *Bar) Hint(owner any, text string) {
	b.owner = owner
	b.saying(func() { b.hints.Say(owner, text) })
}

// saying draws the bar anew where the hint line says something else after a change. The pointer
// meets another photo with each row that is scrolled by, and mostly nothing is said of it.
func (b *Bar) saying(change func()) {
	before := b.hints.Text()
	if change(); b.hints.Text() != before {
		b.Object.Refresh()
	}
}

// Unhint ends what owner says in the hint line.
func (b *Bar) Unhint(owner any) {
	if b.owner == owner {
		b.owner = nil
	}
	b.saying(func() { b.hints.Clear(owner) })
}

// HintFor makes the function that shows text while the pointer or the keyboard is on owner.
func (b *Bar) HintFor(owner any, text string) func(bool) {
	return func(inside bool) {
		if inside {
			b.Hint(owner, text)
		} else {
			b.Unhint(owner)
		}
	}
}

// Answer is the button that answers to what the bar says, nil where it has none.
func (b *Bar) Answer() *kit.Button {
	for _, button := range b.answers() {
		if button.Visible() {
			return button
		}
	}
	return nil
}

// Answers reports whether an object is a button that answers to what the bar says, or said.
func (b *Bar) Answers(o fyne.CanvasObject) bool {
	button, ok := o.(*kit.Button)
	return ok && slices.Contains(b.answers(), button)
}

func (b *Bar) answers() []*kit.Button {
	return []*kit.Button{b.action, b.beside.action, b.close, b.beside.close}
}

// PauseFirst pauses the first job, or goes on with it.
func (b *Bar) PauseFirst() {
	if shown := b.deps.Queue.Shown(time.Now()); len(shown) > 0 {
		b.deps.Queue.Pause(shown[0])
	}
}

// Note says in the hint line why a key did nothing, until EndNote.
func (b *Bar) Note(text string) { b.Hint(b, text) }

// EndNote ends a note: something has changed.
func (b *Bar) EndNote() { b.Unhint(b) }

// Rest shows in the hint line the keys that work now.
func (b *Bar) Rest() { b.saying(func() { b.hints.Rest(b.deps.Resting()) }) }

// UnhintLast ends what was said last in the hint line: who said it may be gone from under the
// pointer.
func (b *Bar) UnhintLast() { b.Unhint(b.owner) }

// HintText is what the hint line says.
func (b *Bar) HintText() string { return b.hints.Text() }
