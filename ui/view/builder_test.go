package view

import (
	"context"
	"sync"
	"testing"
	"time"
)

// TestTheNewestRequestWins: whatever the builder is at, the newest request is the next that it
// makes, and an unfinished one goes on only while there is none.
func TestTheNewestRequestWins(t *testing.T) {
	d := NewBuilder(nil, nil, nil)
	old, middle, newest := Request{Home: "old"}, Request{Home: "middle"}, Request{Home: "newest"}
	for _, c := range []struct {
		name       string
		asked      []Request
		unfinished *Request
		want       string
	}{
		{"one", []Request{newest}, nil, "newest"},
		{"two", []Request{middle, newest}, nil, "newest"},
		{"unfinished alone", nil, &old, "old"},
		{"unfinished and one", []Request{newest}, &old, "newest"},
		{"unfinished and two", []Request{middle, newest}, &old, "newest"},
	} {
		for _, w := range c.asked {
			d.Ask(w)
		}
		if got, ok := d.next(t.Context(), c.unfinished); !ok || got.Home != c.want {
			t.Errorf("%s: %q, want %q", c.name, got.Home, c.want)
		}
	}
}

// TestASearchIsShownOnce: what the words find waits for what the model makes of them, and for no
// more than a moment where that does not come.
func TestASearchIsShownOnce(t *testing.T) {
	b := NewBuilder(nil, nil, nil)
	typed, read := Request{Home: "typed", Reading: true}, Request{Home: "read"}
	newer := Request{Home: "newer", Reading: true}
	for _, c := range []struct {
		name  string
		asked *Request // while the model reads
		want  string
	}{
		{"the model is slow", nil, "typed"},
		{"it has read", &read, "read"},
		{"another is typed, and it is slow", &newer, "newer"},
	} {
		if c.asked != nil {
			b.Ask(*c.asked)
		}
		if got := b.read(typed); got.Home != c.want || len(b.requests) > 0 {
			t.Errorf("%s: %q, want %q; %d requests are left", c.name, got.Home, c.want, len(b.requests))
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
		var unfinished *Request
		for {
			w, ok := d.next(ctx, unfinished)
			if !ok {
				return
			}
			d.publish(&State{Request: w})
			unfinished = &w // never done, so that it is put aside each time
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
