package jobbar

import (
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/lang"
	"fyne.io/fyne/v2/theme"

	"catchlight/ui/jobs"
	"catchlight/ui/kit"
	"catchlight/ui/page"
	"catchlight/ui/phrase"
)

// jobsPage lists all jobs with their progress, pause and cancel.
type jobsPage struct {
	queue  *jobs.Queue
	column *kit.Column
}

// NewPage returns the page of all jobs of a queue.
func NewPage(queue *jobs.Queue) *page.Page {
	p := &jobsPage{queue: queue, column: page.NewColumn(8)}
	p.refresh()
	return &page.Page{ID: "jobs", Title: lang.X("cmd.jobs", "Jobs"), Body: kit.NewScroll(p.column), Tick: p.refresh}
}

func (p *jobsPage) refresh() {
	now := time.Now()
	list := []fyne.CanvasObject{}
	for _, j := range p.queue.Shown(now) {
		list = append(list, p.row(j, now))
	}
	if len(list) == 0 {
		list = append(list, kit.NewParagraph(lang.X("jobs.none", "No job is running."), kit.StyleDim))
	}
	p.column.SetObjects(list...)
}

func (p *jobsPage) row(j *jobs.Job, now time.Time) fyne.CanvasObject {
	if j.State() == jobs.Held {
		return p.held(j)
	}
	part := kit.NewProgress()
	part.SetValue(j.Fraction())
	pause := kit.NewIconButton(theme.MediaPauseIcon(), lang.X("access.pause", "Pause or go on"), func() { p.queue.Pause(j) })
	if j.OnHold() {
		pause.Icon = theme.MediaPlayIcon()
	}
	stop := kit.NewIconButton(theme.CancelIcon(), lang.X("access.stop", "Stop"), func() { p.queue.Stop(j) })
	pause.Small, stop.Small, pause.Quiet, stop.Quiet = true, true, true, true
	return kit.NewBar(32, []fyne.CanvasObject{kit.NewText(j.Line(), kit.StyleText), kit.NewSized(part, 160), kit.NewText(phrase.Job(j, now), kit.StyleDim)},
		[]fyne.CanvasObject{pause, stop})
}

// held is the row of a job that broke off.
func (p *jobsPage) held(j *jobs.Job) fyne.CanvasObject {
	icon := kit.NewIcon()
	icon.Set(theme.WarningIcon(), kit.TokenAlert)
	icon.SetMinSize(fyne.NewSquareSize(16))
	again, stop := kit.NewButton(j.Held.Again, func() { p.queue.Pause(j) }), kit.NewButton(stopLabel(), func() { p.queue.Stop(j) })
	again.Small, stop.Small = true, true
	return kit.NewColumn(4, kit.NewParagraph(j.Line(), kit.StyleText), kit.NewBar(32, []fyne.CanvasObject{icon.Image, again, stop}, nil))
}
