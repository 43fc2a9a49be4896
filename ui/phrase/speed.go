package phrase

import (
	"strings"
	"time"

	"fyne.io/fyne/v2/lang"

	"catchlight/ui/jobs"
)

// speed is "46 photos/s, about 3 min left".
func speed(rate float64, left time.Duration) string {
	if rate <= 0 {
		return ""
	}
	return lang.X("job.rate", "{{.n}} photos/s", Count(max(int(rate+.5), 1))) + leftText(left)
}

// transfer is "3.2 MB/s, about 3 min left"; rate is in bytes a second.
func transfer(rate float64, left time.Duration) string {
	if rate <= 0 {
		return ""
	}
	return lang.X("job.transferRate", "{{.n}} MB/s", map[string]any{"n": Fraction(rate/1e6, 1)}) + leftText(left)
}

func leftText(left time.Duration) string {
	switch {
	case left <= 0:
		return ""
	case left < time.Minute:
		seconds := int(left.Seconds()) + 1
		return ", " + lang.XN("job.secondsLeft", "about {{.n}} s left", seconds, Count(seconds))
	default:
		minutes := int(left.Minutes() + .5)
		return ", " + lang.XN("job.minutesLeft", "about {{.n}} min left", minutes, Count(minutes))
	}
}

// Job is the speed of a running job, or what else is the matter with it.
func Job(j *jobs.Job, now time.Time) string {
	stalled := j.Stalled(now)
	switch j.State() {
	case jobs.Paused, jobs.Pausing:
		return lang.X("job.paused", "paused")
	case jobs.Held:
		return ""
	case jobs.Stopping:
		if stalled && j.OnDisk {
			return lang.X("job.stoppingDisk", "stops when the disk answers")
		}
		return lang.X("job.stopping", "stopping")
	case jobs.Waiting:
		return lang.X("job.waiting", "waiting")
	}
	switch {
	case stalled && j.OnDisk:
		return lang.X("job.disk", "waits for the disk")
	case stalled:
		return lang.X("job.again", "no answer, trying again")
	}
	return pace(j.Of, j.Rate(now), j.Left(now))
}

// pace is the speed of a job that counts something; of tags only the time left counts.
func pace(of jobs.Unit, rate float64, left time.Duration) string {
	switch of {
	case jobs.Bytes:
		return transfer(rate, left)
	case jobs.Tags:
		return strings.TrimPrefix(leftText(left), ", ")
	}
	return speed(rate, left)
}

// MegabytesOf is "12 of 606 MB", for a size that is known in part.
func MegabytesOf(done, total int64) string {
	return lang.X("job.megabytes", "{{.n}} of {{.m}} MB", map[string]any{"n": Megabytes(done), "m": Megabytes(total)})
}
