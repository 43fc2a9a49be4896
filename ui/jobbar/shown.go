package jobbar

import (
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"

	"catchlight/ui/jobs"
	"catchlight/ui/phrase"
)

// shownJob is what is shown of a job; the zero value of none. What is shown the same is not drawn
// anew.
type shownJob struct {
	job          *jobs.Job
	held, onHold bool
	matters      bool // something is the matter, and speed says what
	line, speed  string
	part         float64
}

func shownOf(j *jobs.Job, now time.Time) shownJob {
	matters := j.State() == jobs.Stopping || j.Stalled(now)
	return shownJob{j, j.State() == jobs.Held, j.OnHold(), matters, j.Line(), phrase.Job(j, now), j.Fraction()}
}

// pauseIcon is the icon of the button that pauses the job or goes on with it.
func (s shownJob) pauseIcon() fyne.Resource {
	if s.onHold {
		return theme.MediaPlayIcon()
	}
	return theme.MediaPauseIcon()
}
