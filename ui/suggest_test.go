package ui

import (
	"image/color"
	"testing"

	"catchlight/ui/jobs"
)

// TestReviewsOfEveryTagRunTwice runs the work of a review of each tag twice, as after a pause.
func TestReviewsOfEveryTagRunTwice(t *testing.T) {
	r := newRig(t, func(d *Deps) {
		set := d.Library.Settings()
		writeFile(t, set.Vocabulary, "[colour]\n\tred\n\tgreen\n\t[light]\n\t\tblue\n")
	})
	r.full()
	headings := 0
	for _, tag := range r.engine.Tags().Vocabulary.Tags {
		if tag.Heading {
			headings++
		}
		r.pages.openReview(tag.Name)
		j := r.jobs.In(jobs.Search)[0]
		for range 2 {
			finish, err := j.Work(t.Context(), j)
			if err != nil {
				t.Fatal(err)
			}
			finish(false)
			if n := r.pages.review().Len(); n != 3 {
				t.Errorf("%s: %d photos", tag.Name, n)
			}
		}
		r.until("the review is made", func() bool { return r.jobs.Idle() })
	}
	if headings != 2 {
		t.Errorf("%d headings", headings)
	}
}

// TestWatchingSurvivesAStop: a reading of changes that the user stops, or pauses and stops, leaves
// the next one free to run, and what was not read is read then.
func TestWatchingSurvivesAStop(t *testing.T) {
	for _, pausedFirst := range []bool{false, true} {
		t.Run(map[bool]string{false: "waiting", true: "paused"}[pausedFirst], func(t *testing.T) { stopReading(t, pausedFirst) })
	}
}

func stopReading(t *testing.T, pausedFirst bool) {
	r := newRig(t, nil)
	r.full()
	block := holding(jobs.Import) // so that the reading waits
	r.jobs.Add(block)
	r.intake.rescan([]string{r.dir})
	if pausedFirst {
		r.jobs.Stop(block)
		r.until("the reading runs", func() bool { return r.intake.watching.job.State() == jobs.Running })
		r.jobs.Pause(r.intake.watching.job)
		r.until("it is paused or done", func() bool {
			return r.intake.watching.job.State() == jobs.Paused || !r.jobs.Holds(r.intake.watching.job)
		})
	}
	r.jobs.Stop(r.intake.watching.job)
	r.jobs.Stop(block)
	r.until("nothing is left", func() bool { return r.jobs.Idle() })
	paint(t, r.dir+"/photos/z-late.jpg", color.RGBA{0, 0, 200, 255})
	r.intake.rescan([]string{r.dir + "/photos"})
	r.until("the next change is read", func() bool { return r.snap.ByPath(r.dir+"/photos/z-late.jpg") != nil && r.jobs.Idle() })
	r.until("the list may take its order again", func() bool { return !r.view.Request.Busy })
}
