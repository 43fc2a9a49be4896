package ui

import (
	"context"
	"sync"
	"testing"
	"time"
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
