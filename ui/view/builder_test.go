package view

import (
	"context"
	"sync"
	"testing"
	"time"

	"catchlight/tagging"
)

// TestTheNewestRequestWins: whatever the builder is at, the newest request is the next that it
// makes, and an unfinished one goes on only while there is none.
func TestTheNewestRequestWins(t *testing.T) {
	d := NewBuilder(nil, nil, nil)
	old, middle, newest := Request{Home: "old"}, Request{Home: "middle"}, Request{Home: "newest"}
	for _, c := range []struct {
		name  string
		asked []Request
		whole bool // all of the old one was made
		want  string
	}{
		{"one", []Request{newest}, true, "newest"},
		{"two", []Request{middle, newest}, true, "newest"},
		{"unfinished alone", nil, false, "old"},
		{"unfinished and one", []Request{newest}, false, "newest"},
		{"unfinished and two", []Request{middle, newest}, false, "newest"},
	} {
		for _, w := range c.asked {
			d.Ask(w)
		}
		if got, ok := d.next(t.Context(), old, c.whole); !ok || got.Home != c.want {
			t.Errorf("%s: %q, want %q", c.name, got.Home, c.want)
		}
	}
}

// TestASearchIsShownOnce: what the words find waits for what the model makes of them, and for no
// more than a moment where that does not come.
func TestASearchIsShownOnce(t *testing.T) {
	b := NewBuilder(nil, nil, nil)
	slow, quick, failed := NewReading("m"), NewReading("m"), NewReading("m")
	aim := &tagging.Aim{}
	quick.End(aim)
	failed.End(nil)
	for _, c := range []struct {
		name    string
		reading *Reading
		asked   []Request // while the model reads
		want    string
		aim     *tagging.Aim
	}{
		{"no model is asked", nil, nil, "typed", nil},
		{"the model is slow", slow, nil, "typed", nil},
		{"it has read", quick, nil, "typed", aim},
		{"it could not", failed, nil, "typed", nil},
		{"another is typed, and it is slow", slow, []Request{{Home: "newer", Reading: slow}}, "newer", nil},
		{"another is typed, and it has read", slow, []Request{{Home: "newer", Reading: quick}}, "newer", aim},
	} {
		for _, req := range c.asked {
			b.Ask(req)
		}
		if got := b.read(Request{Home: "typed", Reading: c.reading}); got.Home != c.want || got.Direction != c.aim || len(b.requests) > 0 {
			t.Errorf("%s: %q with %v, want %q; %d requests are left", c.name, got.Home, got.Direction, c.want, len(b.requests))
		}
	}
}

// TestASearchThatWasReadLateIsMadeAgain, once, while nothing else is asked for.
func TestASearchThatWasReadLateIsMadeAgain(t *testing.T) {
	b := NewBuilder(nil, nil, nil)
	for name, aim := range map[string]*tagging.Aim{"read": {}, "not to be read": nil} {
		reading := NewReading("m")
		last := b.read(Request{Home: name, Reading: reading})
		reading.End(aim)
		last, ok := b.next(t.Context(), last, true)
		if !ok || last.Home != name || last.Direction != aim {
			t.Errorf("%s: %q with %v", name, last.Home, last.Direction)
		}
		if last.unread() != nil {
			t.Errorf("%s: it would be made again and again", name)
		}
	}
}

// TestNoRequestIsDropped asks as fast as it can while the builder puts requests aside that it has
// not finished: what is shown in the end is the last one.
func TestNoRequestIsDropped(t *testing.T) {
	var mu sync.Mutex
	var shown string
	d := NewBuilder(nil, func(f func()) { f() }, func(r *State) {
		mu.Lock()
		defer mu.Unlock()
		shown = r.Request.Home
	})
	ctx, cancel := context.WithCancel(t.Context())
	var group sync.WaitGroup
	group.Go(func() {
		last, whole := Request{}, true
		for {
			w, ok := d.next(ctx, last, whole)
			if !ok {
				return
			}
			d.publish(&State{Request: w})
			last, whole = w, false // never done, so that it is put aside each time
		}
	})
	for range 200 {
		for range 50 {
			d.Ask(Request{Home: "older"})
		}
		d.Ask(Request{Home: "newest"})
		for end := time.Now().Add(20 * time.Second); ; {
			mu.Lock()
			got := shown
			mu.Unlock()
			if got == "newest" {
				break
			}
			if time.Now().After(end) {
				t.Fatalf("the newest request was dropped: %q is shown", got)
			}
		}
	}
	cancel()
	group.Wait()
}
