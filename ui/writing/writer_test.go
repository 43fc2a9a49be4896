package writing

import (
	"context"
	"errors"
	"fmt"
	"testing"

	"catchlight/library"
	"catchlight/library/safewrite"
	"catchlight/ui/jobs"
	"catchlight/ui/message"
	"catchlight/ui/phrase"
)

// desk is a writer with what it says, what is on hold and what is kept for the next start.
type desk struct {
	*Writer
	board *message.Board
	queue *jobs.Queue
	cures []string
	kept  string
}

func newDesk(t *testing.T) *desk {
	t.Helper()
	phrase.Speak("en")
	d := &desk{}
	d.board = message.NewBoard(message.Hooks{
		Changed: func() {}, Note: func(string) {}, Read: func(string, []string, []message.Cure) {},
		List: func(_ string, _ []library.Failure, all []message.Cure) {
			for _, cure := range all {
				d.cures = append(d.cures, cure.Label)
			}
		},
	})
	d.queue = jobs.NewQueue(jobs.NewGroup(t.Context()), func(f func()) { f() }, jobs.Hooks{Ring: func() {}, Changed: func() {}, Broke: func(err error) { t.Error(err) }})
	d.Writer = New(Deps{Board: d.board, Jobs: d.queue, Written: func() {}, Keep: func(left string) { d.kept = left }})
	return d
}

// held is the job that is on hold, nil for none.
func (d *desk) held() *jobs.Job {
	for _, j := range d.queue.In(jobs.Write) {
		if j.State() == jobs.Held {
			return j
		}
	}
	return nil
}

// says is what the bar says first: what is on hold, else the result.
func (d *desk) says() (text, action string, alert bool) {
	if j := d.held(); j != nil {
		return j.Line(), j.Held.Again, true
	}
	if r := d.board.Latest(); r != nil {
		return r.Text, r.Action, r.Alert
	}
	return "", "", false
}

// TestHowARunEnds: what meets all photos of a disk is said once, with its remedy, how many were
// left out there, and the ways to try again or to leave them, which says what was written with its
// undo; what met single ones is listed, with the same ways; a run that the user stops says so.
func TestHowARunEnds(t *testing.T) {
	full := fmt.Errorf("write: %w: the disk with /p is full: free some space and write again", library.ErrStopped)
	wrote := library.WriteResult{Path: "/p/a.jpg", Changed: true, To: []safewrite.Destination{safewrite.Embedded}}
	some := library.WriteResult{Path: "/p/b.jpg", Err: errors.New("/p/b.jpg is read-only")}
	left := library.WriteResult{Path: "/p/c.jpg", Err: full}
	halted := library.WriteResult{Path: "/p/c.jpg", Err: context.Canceled}
	for _, c := range []struct {
		name         string
		results      []library.WriteResult
		err          error
		text, action string
		cures        []string
		undo         string // of the same
		stop         string // what is said after Stop
	}{
		{
			"the disk is full",
			[]library.WriteResult{wrote, left},
			full,
			"1 of 2 not written: the disk with /p is full: free some space and write again", "Retry", nil,
			"1 of 2 not restored: the disk with /p is full: free some space and write again",
			"Stopped. Wrote 1 photo: 1 file. Read back and verified. [Undo this write]",
		},
		{
			"the disk is full from the first",
			[]library.WriteResult{left},
			full,
			"1 of 1 not written: the disk with /p is full: free some space and write again", "Retry", nil,
			"1 of 1 not restored: the disk with /p is full: free some space and write again",
			"Stopped. No file was changed. []",
		},
		{
			"the disk is full, and one elsewhere is read-only",
			[]library.WriteResult{wrote, left, some},
			full,
			"2 of 3 not written.", "Show",
			[]string{"Retry", "Undo this write"},
			"2 of 3 not restored.", "",
		},
		{
			"the library cannot store", nil, errors.New("store: no space left on device"),
			"Writing stopped after 0 photos: store: no space left on device", "Retry", nil,
			"Undo stopped after 0 photos: store: no space left on device", "Stopped. No file was changed. []",
		},
		{"one is read-only", []library.WriteResult{wrote, some}, nil, "1 of 2 not written.", "Show", []string{"Undo this write"}, "1 of 2 not restored.", ""},
		{"the user stops", []library.WriteResult{wrote, halted}, context.Canceled, "Stopped. Wrote 1 photo: 1 file. Read back and verified.", "Undo this write", nil, "Stopped. Restored 1 photo to the byte.", ""},
		{"the user stops at once", []library.WriteResult{halted}, context.Canceled, "Stopped. No file was changed.", "", nil, "Stopped. No file was changed.", ""},
		{"all is well", []library.WriteResult{wrote}, nil, "Wrote 1 photo: 1 file. Read back and verified.", "Undo this write", nil, "Restored 1 photo to the byte.", ""},
	} {
		wr := newDesk(t)
		out, undone := &outcome{results: c.results}, &reverted{}
		for _, r := range c.results {
			if r.Changed {
				out.run = []uint64{1}
			}
			if !errors.Is(r.Err, context.Canceled) {
				undone.add(library.Reverted{Path: r.Path, Restored: r.Err == nil, Err: r.Err})
			}
		}
		wr.wrote(Plan{}, nil, out, c.err)
		if text, action, alert := wr.says(); text != c.text || action != c.action || alert != (action == "Retry" || action == "Show") {
			t.Errorf("%s: %q [%s]", c.name, text, action)
		}
		if held := wr.held(); (held != nil) != (c.stop != "") || held != nil && wr.kept != c.text || held == nil && wr.kept != "" {
			t.Errorf("%s: on hold is %v, kept %q", c.name, held, wr.kept)
		}
		if _, action, _ := wr.says(); action == "Show" {
			wr.board.Latest().Do()
		}
		if fmt.Sprint(wr.cures) != fmt.Sprint(c.cures) {
			t.Errorf("%s: cures %q, want %q", c.name, wr.cures, c.cures)
		}
		if c.stop != "" {
			wr.queue.Stop(wr.held())
			if text, action, _ := wr.says(); text+" ["+action+"]" != c.stop || wr.held() != nil || wr.kept != "" {
				t.Errorf("%s, stopped: %q [%s], kept %q", c.name, text, action, wr.kept)
			}
		}
		wr.undone(undoing{runs: []uint64{1}}, undone, c.err)
		if text, _, _ := wr.says(); text != c.undo || wr.kept != "" {
			t.Errorf("undone when %s: %q, kept %q", c.name, text, wr.kept)
		}
	}
}

// TestATryMoreIsForTheSamePhotos: what the user had unticked, and what was decided since, waits for
// a write of its own, and a photo that was renamed meanwhile is still the same.
func TestATryMoreIsForTheSamePhotos(t *testing.T) {
	asked := []library.WriteRequest{{Photo: 1, Path: "/p/a.jpg"}, {Photo: 2, Path: "/p/b.jpg"}, {Path: "/q/c.jpg"}}
	due := []library.WriteRequest{{Photo: 2, Path: "/r/b.jpg"}, {Photo: 3, Path: "/p/unticked.jpg"}, {Path: "/q/c.jpg"}, {Path: "/q/d.jpg"}}
	rest, paths := again(due, asked)
	got := ""
	for _, r := range rest {
		got += r.Path + " "
	}
	if got != "/r/b.jpg /q/c.jpg " || len(paths) != 2 || !paths["/p/b.jpg"] || !paths["/q/c.jpg"] {
		t.Errorf("tried again are %s of %v", got, paths)
	}
	out := &outcome{results: []library.WriteResult{
		{Path: "/p/a.jpg", Err: library.ErrStopped}, {Path: "/p/b.jpg", Err: library.ErrStopped}, {Path: "/q/c.jpg", Changed: true},
	}}
	if out.forget(paths); len(out.results) != 2 || out.results[0].Path != "/p/a.jpg" || out.results[1].Path != "/q/c.jpg" {
		t.Errorf("what stands is %v", out.results)
	}
}

// TestATryMoreOfWhatIsStillAway says again what was left out.
func TestATryMoreOfWhatIsStillAway(t *testing.T) {
	wr := newDesk(t)
	away := fmt.Errorf("%w: the folder /p is not there", library.ErrStopped)
	asked := []library.WriteRequest{{Photo: 1, Path: "/p/a.jpg"}}
	out := &outcome{results: []library.WriteResult{{Path: "/p/a.jpg", Err: away}}}
	wr.wrote(Plan{Requests: func() []library.WriteRequest { return nil }}, asked, out, away)
	first := wr.held()
	wr.board.Show(&message.Result{Text: "Accepted dog", Action: "Undo"}) // the user has gone on deciding
	wr.queue.Pause(first)
	if now := wr.held(); now == nil || now == first || now.Line() != "1 of 1 not written: the folder /p is not there" || now.Held.Again != "Retry" {
		t.Errorf("after a try more: %+v", now)
	}
}

// TestANewWriteOvertakesWhatIsLeft of those before, which it says itself; what is left of an undo
// waits on.
func TestANewWriteOvertakesWhatIsLeft(t *testing.T) {
	wr := newDesk(t)
	full := fmt.Errorf("%w: the disk with /p is full", library.ErrStopped)
	for range 2 {
		out := &outcome{results: []library.WriteResult{{Path: "/p/a.jpg", Err: full}}}
		wr.wrote(Plan{}, nil, out, full)
	}
	undone := &reverted{}
	undone.add(library.Reverted{Path: "/p/b.jpg", Err: full})
	wr.undone(undoing{runs: []uint64{1}}, undone, full)
	if n := len(wr.queue.In(jobs.Write)); n != 3 {
		t.Fatalf("%d are on hold", n)
	}
	wr.overtake()
	if held := wr.queue.In(jobs.Write); len(held) != 1 || held[0].Line() != "1 of 1 not restored: the disk with /p is full" || wr.board.Latest() != nil {
		t.Errorf("on hold are %d, said is %+v", len(held), wr.board.Latest())
	}
}
