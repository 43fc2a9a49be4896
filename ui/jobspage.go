package ui

import (
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/lang"
	"fyne.io/fyne/v2/theme"

	"catchlight/ui/jobs"
)

// jobsPage lists all jobs with their progress, pause and cancel.
type jobsPage struct {
	w      *Window
	column *Column
}

func newJobsPage(w *Window) *page {
	p := &jobsPage{w: w, column: NewColumn(8)}
	p.column.Margin, p.column.Top = 32, 24
	p.refresh()
	return &page{id: "jobs", title: lang.X("cmd.jobs", "Jobs"), body: NewScroll(p.column), tick: p.refresh}
}

func (p *jobsPage) refresh() {
	now := time.Now()
	list := []fyne.CanvasObject{}
	for _, j := range p.w.jobs.Shown(now) {
		list = append(list, p.row(j, now))
	}
	if len(list) == 0 {
		list = append(list, NewParagraph(lang.X("jobs.none", "No job is running."), StyleDim))
	}
	p.column.SetObjects(list...)
}

func (p *jobsPage) row(j *jobs.Job, now time.Time) fyne.CanvasObject {
	part := NewProgress()
	part.SetValue(j.Fraction())
	pause := NewIconButton(theme.MediaPauseIcon(), func() { p.w.jobs.Pause(j) })
	if j.OnHold() {
		pause.Icon = theme.MediaPlayIcon()
	}
	stop := NewIconButton(theme.CancelIcon(), func() { p.w.jobs.Stop(j) })
	pause.Small, stop.Small, pause.Quiet, stop.Quiet = true, true, true, true
	return NewBar(32, []fyne.CanvasObject{NewText(j.Line(), StyleText), sized(part, 160), NewText(jobNote(j, now), StyleDim)},
		[]fyne.CanvasObject{pause, stop})
}
