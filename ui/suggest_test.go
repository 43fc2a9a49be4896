package ui

import (
	"context"
	"image/color"
	"sync"
	"testing"
	"time"

	"catchlight/ui/jobs"
)

// TestTheNewestWishWins: whatever the deriver is at, the newest wish is the next that it makes, and an unfinished one goes on
// only while there is none.
func TestTheNewestWishWins(t *testing.T) {
	d := newDeriver(nil, nil, nil)
	old, middle, newest := wish{home: "old"}, wish{home: "middle"}, wish{home: "newest"}
	for _, c := range []struct {
		name       string
		asked      []wish
		unfinished *wish
		want       string
	}{
		{"one", []wish{newest}, nil, "newest"},
		{"two", []wish{middle, newest}, nil, "newest"},
		{"unfinished alone", nil, &old, "old"},
		{"unfinished and one", []wish{newest}, &old, "newest"},
		{"unfinished and two", []wish{middle, newest}, &old, "newest"},
	} {
		for _, w := range c.asked {
			d.ask(w)
		}
		if got, ok := d.next(t.Context(), c.unfinished); !ok || got.home != c.want {
			t.Errorf("%s: %q, want %q", c.name, got.home, c.want)
		}
	}
}

// TestNoWishIsDropped asks as fast as it can while the deriver puts wishes aside that it has not finished: what is shown in
// the end is the last one.
func TestNoWishIsDropped(t *testing.T) {
	var mu sync.Mutex
	var shown string
	d := newDeriver(nil, func(f func()) { f() }, func(r *derived) {
		mu.Lock()
		defer mu.Unlock()
		shown = r.wish.home
	})
	ctx, cancel := context.WithCancel(t.Context())
	var group sync.WaitGroup
	group.Go(func() {
		var unfinished *wish
		for {
			w, ok := d.next(ctx, unfinished)
			if !ok {
				return
			}
			d.publish(&derived{wish: w})
			unfinished = &w // never done, so that it is put aside each time
		}
	})
	for range 200 {
		for range 50 {
			d.ask(wish{home: "older"})
		}
		d.ask(wish{home: "newest"})
		for end := time.Now().Add(20 * time.Second); ; {
			mu.Lock()
			got := shown
			mu.Unlock()
			if got == "newest" {
				break
			}
			if time.Now().After(end) {
				t.Fatalf("the newest wish was dropped: %q is shown", got)
			}
		}
	}
	cancel()
	group.Wait()
}

// TestReviewsOfEveryTagRunTwice runs the work of a review of each tag twice, as after a pause.
func TestReviewsOfEveryTagRunTwice(t *testing.T) {
	r := newRig(t, func(d *Deps) {
		set := d.Library.Settings()
		writeFile(t, set.Vocabulary, "[colour]\n\tred\n\tgreen\n\t[light]\n\t\tblue\n")
	})
	r.full()
	headings := 0
	for i, tag := range r.engine.tags.vocabulary.Tags {
		if tag.Heading {
			headings++
		}
		r.pages.open(newReview(r.Window, i))
		j := r.jobs.In(jobs.Search)[0]
		for range 2 {
			finish, err := j.Work(t.Context(), j)
			if err != nil {
				t.Fatal(err)
			}
			finish(false)
			if n := len(r.pages.review().photos); n != 3 {
				t.Errorf("%s: %d photos", tag.Name, n)
			}
		}
		r.until("the review is made", func() bool { return r.jobs.Idle() })
	}
	if headings != 2 {
		t.Errorf("%d headings", headings)
	}
}

// TestWatchingSurvivesAStop: a reading of changes that the user stops, or pauses and stops, leaves the next one free to run, and
// what was not read is read then.
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
	r.until("the list may take its order again", func() bool { return !r.derived.wish.busy })
}
