package ui

import (
	"errors"
	"fmt"
	"io"
	"log"
	"os"
	"slices"
	"strings"
	"testing"

	"catchlight/ui/view"
)

// TestADecisionThatCannotBeStoredIsTakenBack: when the disk refuses it, the window says so and
// shows what holds.
func TestADecisionThatCannotBeStoredIsTakenBack(t *testing.T) {
	r := newRig(t, nil)
	r.full()
	state := func() view.WordState { return r.list.words(r.snap.Photo(r.list.ids[0])).State("red") }
	if err := r.deps.Library.Close(); err != nil { // the disk has gone
		t.Fatal(err)
	}
	r.list.goTo(0)
	r.decider.acceptCurrent()
	r.until("it is taken back", func() bool { return state() == view.Suggested && r.board.Latest() != nil && r.board.Latest().Alert })
	r.says(r.bar.Object, "The decision could not be kept")
}

// TestErrandsKeepTheirOrder: and one that breaks is said, and is not the end of those after it.
func TestErrandsKeepTheirOrder(t *testing.T) {
	log.SetOutput(io.Discard) // the panic is meant
	t.Cleanup(func() { log.SetOutput(os.Stderr) })
	r := newRig(t, nil)
	var did, done []string
	for i := range 20 {
		name := fmt.Sprint(i)
		r.errands.Enqueue(func() error {
			did = append(did, name)
			if i == 3 {
				panic("a fault")
			}
			return errors.New(name)
		}, func(err error) { done = append(done, err.Error()) })
	}
	r.until("all are done", func() bool { return len(done) == 20 })
	if !slices.IsSortedFunc(did, func(a, b string) int { return len(a)*100 - len(b)*100 + strings.Compare(a, b) }) || !strings.Contains(done[3], "fault") || done[4] != "4" {
		t.Errorf("%v, %v", did, done)
	}
}

// TestQuittingDoesTheErrands: a setting that was changed in the last moment is kept.
func TestQuittingDoesTheErrands(t *testing.T) {
	r := newRig(t, nil)
	free, did := make(chan struct{}), false
	r.errands.Enqueue(func() error { <-free; return nil }, func(error) {})
	r.errands.Enqueue(func() error { did = true; return nil }, func(error) {})
	r.Quit()
	close(free)
	<-r.Stopped()
	if !did {
		t.Error("the errand was dropped")
	}
}
