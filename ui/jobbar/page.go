package jobbar

import (
	"slices"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/lang"
	"fyne.io/fyne/v2/theme"

	"catchlight/ui/jobs"
	"catchlight/ui/kit"
	"catchlight/ui/page"
)

// jobsPage lists all jobs with their progress, pause and cancel. A row stays while its job does: one
// that is made anew ten times a second loses the keyboard, and a click between press and release.
type jobsPage struct {
	queue  *jobs.Queue
	column *kit.Column
	none   fyne.CanvasObject // in place of rows
	rows   map[*jobs.Job]*row
}

// row is a job of the page.
type row struct {
	object fyne.CanvasObject
	shown  shownJob
	show   func(shownJob)
}

// NewPage returns the page of all jobs of a queue.
func NewPage(queue *jobs.Queue) *page.Page {
	p := &jobsPage{queue: queue, column: page.NewColumn(8), rows: map[*jobs.Job]*row{}}
	p.none = kit.NewParagraph(lang.X("jobs.none", "No job is running."), kit.StyleDim)
	p.refresh()
	return &page.Page{ID: "jobs", Title: lang.X("cmd.jobs", "Jobs"), Body: kit.NewScroll(p.column), Tick: p.refresh}
}

func (p *jobsPage) refresh() {
	now, before := time.Now(), p.rows
	p.rows = map[*jobs.Job]*row{}
	var list []fyne.CanvasObject
	for _, j := range p.queue.Shown(now) {
		says := shownOf(j, now)
		r := before[j]
		switch {
		case r == nil || r.shown.held != says.held:
			r = p.row(says)
		case r.shown != says:
			r.show(says)
		}
		r.shown, p.rows[j] = says, r
		list = append(list, r.object)
	}
	if len(list) == 0 {
		list = append(list, p.none)
	}
	if !slices.Equal(list, p.column.Objects()) {
		p.column.SetObjects(list...)
	}
}

func (p *jobsPage) row(says shownJob) *row {
	j := says.job
	if says.held {
		return p.held(says)
	}
	line, speed, part := kit.NewText("", kit.StyleText), kit.NewText("", kit.StyleDim), kit.NewProgress()
	pause := kit.NewIconButton(theme.MediaPauseIcon(), lang.X("access.pause", "Pause or go on"), func() { p.queue.Pause(j) })
	stop := kit.NewIconButton(theme.CancelIcon(), lang.X("access.stop", "Stop"), func() { p.queue.Stop(j) })
	pause.Small, stop.Small, pause.Quiet, stop.Quiet = true, true, true, true
	bar := kit.NewBar(32, []fyne.CanvasObject{line, kit.NewSized(part, 160), speed}, []fyne.CanvasObject{pause, stop})
	r := &row{object: bar, show: func(says shownJob) {
		line.SetText(says.line)
		part.SetValue(says.part)
		speed.SetText(says.speed)
		pause.Icon = says.pauseIcon()
		bar.Refresh()
	}}
	r.show(says)
	return r
}

// held is the row of a job that broke off.
func (p *jobsPage) held(says shownJob) *row {
	j := says.job
	line := kit.NewParagraph(says.line, kit.StyleText)
	again, stop := kit.NewButton(j.Held.Again, func() { p.queue.Pause(j) }), kit.NewButton(stopLabel(), func() { p.queue.Stop(j) })
	again.Small, stop.Small = true, true
	column := kit.NewColumn(4, line, kit.NewBar(32, []fyne.CanvasObject{kit.NewMark(theme.WarningIcon(), 16, kit.TokenAlert), again, stop}, nil))
	return &row{object: column, show: func(says shownJob) {
		line.SetText(says.line)
		p.column.Refresh() // it may have more lines now
	}}
}
