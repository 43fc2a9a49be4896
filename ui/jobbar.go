package ui

import (
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

// jobBar is the strip at the bottom: the first job, or the last result; at the right the hint line.
type jobBar struct {
	w      *Window
	object fyne.CanvasObject
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
	hints  *kit.Hint
	owner  any // who spoke last in the hint line
	first  *jobs.Job
}

func newJobBar(w *Window) *jobBar {
	b := &jobBar{w: w, icon: kit.NewIcon(), text: kit.NewText("", kit.StyleJob), speed: kit.NewText("", kit.StyleJobDim), part: kit.NewProgress(), hints: kit.NewHint()}
	b.more = kit.NewButton("", func() { w.menus.call(w.menus.command("jobs")) })
	b.pause = kit.NewIconButton(theme.MediaPauseIcon(), func() { w.jobs.Pause(b.first) })
	b.stop = kit.NewIconButton(theme.CancelIcon(), func() { w.jobs.Stop(b.first) })
	b.action = kit.NewButton("", nil)
	b.close = kit.NewIconButton(theme.CancelIcon(), w.board.Dismiss)
	for _, small := range []*kit.Button{b.more, b.pause, b.stop, b.action, b.close} {
		small.Small = true
	}
	b.more.Quiet, b.pause.Quiet, b.stop.Quiet, b.close.Quiet = true, true, true, true
	b.pause.OnHint = b.hintFor(b.pause, lang.X("hint.pause", "Pauses the job or goes on with it (Ctrl+P); what is done stays"))
	b.stop.OnHint = b.hintFor(b.stop, lang.X("hint.stop", "Stops the job; what is done stays"))
	b.icon.SetMinSize(fyne.NewSquareSize(16))
	b.room = kit.NewSized(b.part, 160)
	b.bar = kit.NewBar(32, []fyne.CanvasObject{b.icon.Image, b.text, b.room, b.speed, b.more, b.pause, b.stop, b.action, b.close}, nil)
	b.object = container.NewStack(kit.NewSurface(kit.TokenBg), container.New(hinted{b.hints}, b.bar, b.hints))
	return b
}

// hinted gives the hint line what it needs, at most half of the width, and the job the rest.
type hinted struct{ hints *kit.Hint }

// MinSize implements fyne.Layout.
func (hinted) MinSize(objects []fyne.CanvasObject) fyne.Size { return objects[0].MinSize() }

// Layout implements fyne.Layout.
func (h hinted) Layout(objects []fyne.CanvasObject, s fyne.Size) {
	const end = 12
	size := kit.TextSize(kit.StyleJobDim, h.hints)
	wide := min(fyne.MeasureText(h.hints.Text(), size, fyne.TextStyle{}).Width+2, s.Width/2)
	high := objects[1].MinSize().Height
	kit.Place(objects[1], s.Width-wide-end, (s.Height-high)/2, wide, high)
	kit.Place(objects[0], 0, 0, max(s.Width-wide-2*end, 0), s.Height)
}

// refresh shows the first job, or the result. It is called at most ten times a second while jobs run.
func (b *jobBar) refresh() {
	now := time.Now()
	shown := b.w.jobs.Shown(now)
	b.first = nil
	for _, o := range []fyne.CanvasObject{b.icon.Image, b.text, b.room, b.speed, b.more, b.pause, b.stop, b.action, b.close} {
		o.Hide()
	}
	if question := b.w.board.Question(); question != nil {
		b.showResult(question)
	} else if len(shown) > 0 {
		b.showJob(shown[0], len(shown)-1, now)
	} else {
		b.showResult(b.w.board.Latest())
	}
	b.hints.Rest(b.restingHint())
	b.object.Refresh()
}

func (b *jobBar) showJob(j *jobs.Job, more int, now time.Time) {
	b.first = j
	b.icon.Set(theme.MediaPhotoIcon(), kit.TokenDim)
	if j.Bytes {
		b.icon.Set(theme.DownloadIcon(), kit.TokenDim)
	}
	b.text.SetText(j.Line())
	b.part.SetValue(j.Fraction())
	b.speed.SetText(phrase.Job(j, now))
	b.pause.Icon = theme.MediaPauseIcon()
	if j.OnHold() {
		b.pause.Icon = theme.MediaPlayIcon()
	}
	b.more.SetLabel(lang.X("job.more", "+{{.n}}", phrase.Count(more)))
	for _, o := range []fyne.CanvasObject{b.icon.Image, b.text, b.room, b.speed, b.pause, b.stop} {
		o.Show()
	}
	kit.ShowIf(b.more, more > 0)
}

func (b *jobBar) showResult(r *message.Result) {
	if r == nil {
		b.text.SetText("")
		return
	}
	b.icon.Set(theme.ConfirmIcon(), kit.TokenAccent)
	if r.Alert {
		b.icon.Set(theme.WarningIcon(), kit.TokenAlert)
	}
	b.text.SetText(r.Text)
	b.action.Shortcut, b.action.OnTapped = r.Key, r.Do
	b.action.SetLabel(r.Action)
	b.icon.Show()
	b.text.Show()
	kit.ShowIf(b.action, r.Action != "")
	b.close.Show()
}

// hint says in the hint line what owner is or does, until unhint.
func (b *jobBar) hint(owner any, text string) {
	b.owner = owner
	b.hints.Say(owner, text)
	b.object.Refresh()
}

func (b *jobBar) unhint(owner any) {
	b.hints.Clear(owner)
	b.object.Refresh()
}

// hintFor makes the function that shows text while the pointer or the keyboard is on owner.
func (b *jobBar) hintFor(owner any, text string) func(bool) {
	return func(inside bool) {
		if inside {
			b.hint(owner, text)
		} else {
			b.unhint(owner)
		}
	}
}

// restingHint names the keys that work here.
func (b *jobBar) restingHint() string {
	_, typing := b.w.win.Canvas().Focused().(*kit.Entry)
	switch {
	case typing:
		return lang.X("hint.typing", "Enter goes   Esc empties, then leaves")
	case b.w.pages.loupeShown():
		return lang.X("hint.loupe", "1–9 accept   Shift+1–9 reject   Z 100 %   Space back")
	case b.w.pages.reviewShown():
		return lang.X("hint.reviewing", "A accept   X reject   C cut here   Enter accept above")
	case b.w.pages.page() != nil:
		return lang.X("hint.page", "Esc back")
	case b.w.list.hasSelection():
		return lang.X("hint.grid", "A accept   X reject   Space loupe")
	default:
		return ""
	}
}

// jobsChanged is called when a job came, went or changed its state.
func (w *Window) jobsChanged() {
	w.engine.CloseRetired()
	w.bar.refresh()
	w.menus.refreshMenu()
	w.pages.refreshPage()
}

// jobBroke tells of a fault in the program. Whatever the job held is free again.
func (w *Window) jobBroke(err error) {
	w.board.Fail(lang.X("job.broke", "The job has ended early; what it did stays, and the program's messages say more"), err)
}

func (b *jobBar) pauseFirst() {
	if shown := b.w.jobs.Shown(time.Now()); len(shown) > 0 {
		b.w.jobs.Pause(shown[0])
	}
}

// sayFinishing tells that the program waits for photos that are being written.
func (b *jobBar) sayFinishing(j *jobs.Job) {
	done, total := j.Counts()
	n := total - done
	text := lang.XN("quit.finishing", "Finishing {{.n}} writes…", n, phrase.Count(n))
	b.w.showBlocking(text)
}
