package writing

import (
	"context"
	"errors"
	"fmt"
	"testing"

	"catchlight/library"
	"catchlight/library/safewrite"
	"catchlight/ui/message"
	"catchlight/ui/phrase"
)

// TestHowARunEnds: what meets all photos of a disk is said once, with its remedy, how many were left
// out there, and the ways to try again or to leave them, which says what was written with its undo;
// what met single ones is listed, with the same ways; a run that the user stops says so.
func TestHowARunEnds(t *testing.T) {
	phrase.Speak("en")
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
			"2 of 3 not written", "Show",
			[]string{"Retry", "Undo this write"},
			"2 of 3 not restored", "",
		},
		{
			"the library cannot store", nil, errors.New("store: no space left on device"),
			"Writing stopped after 0 photos: store: no space left on device", "Retry", nil,
			"Undo stopped after 0 photos: store: no space left on device", "Stopped. No file was changed. []",
		},
		{"one is read-only", []library.WriteResult{wrote, some}, nil, "1 of 2 not written", "Show", []string{"Undo this write"}, "1 of 2 not restored", ""},
		{"the user stops", []library.WriteResult{wrote, halted}, context.Canceled, "Stopped. Wrote 1 photo: 1 file. Read back and verified.", "Undo this write", nil, "Stopped. Restored 1 photo to the byte.", ""},
		{"the user stops at once", []library.WriteResult{halted}, context.Canceled, "Stopped. No file was changed.", "", nil, "Stopped. No file was changed.", ""},
		{"all is well", []library.WriteResult{wrote}, nil, "Wrote 1 photo: 1 file. Read back and verified.", "Undo this write", nil, "Restored 1 photo to the byte.", ""},
	} {
		var cures []string
		board := message.NewBoard(message.Hooks{
			Changed: func() {}, Note: func(string) {}, Read: func(string, []string, []message.Cure) {},
			List: func(_ string, _ []library.Failure, all []message.Cure) {
				for _, cure := range all {
					cures = append(cures, cure.Label)
				}
			},
		})
		wr := New(Deps{Board: board, Written: func() {}})
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
		if r := board.Latest(); r.Text != c.text || r.Action != c.action || r.Alert != (c.action == "Retry" || c.action == "Show") {
			t.Errorf("%s: %q [%s]", c.name, r.Text, r.Action)
		}
		if board.Latest().Action == "Show" {
			board.Latest().Do()
		}
		if fmt.Sprint(cures) != fmt.Sprint(c.cures) {
			t.Errorf("%s: cures %q, want %q", c.name, cures, c.cures)
		}
		if c.stop != "" {
			if board.Latest().Close != "Stop" {
				t.Errorf("%s: it is closed by %q", c.name, board.Latest().Close)
			}
			board.Dismiss()
			if got := board.Latest().Text + " [" + board.Latest().Action + "]"; got != c.stop {
				t.Errorf("%s, stopped: %q", c.name, got)
			}
		}
		if wr.undone(undoing{runs: []uint64{1}}, undone, c.err); board.Latest().Text != c.undo {
			t.Errorf("undone when %s: %q", c.name, board.Latest().Text)
		}
	}
}

// TestATryMoreIsForTheSamePhotos: what the user had unticked, and what was decided since, waits for a
// write of its own, and a photo that was renamed meanwhile is still the same.
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
	phrase.Speak("en")
	board := message.NewBoard(message.Hooks{Changed: func() {}, Note: func(string) {}, Read: func(string, []string, []message.Cure) {}, List: func(string, []library.Failure, []message.Cure) {}})
	wr := New(Deps{Board: board, Written: func() {}})
	away := fmt.Errorf("%w: the folder /p is not there", library.ErrStopped)
	asked := []library.WriteRequest{{Photo: 1, Path: "/p/a.jpg"}}
	out := &outcome{results: []library.WriteResult{{Path: "/p/a.jpg", Err: away}}}
	wr.wrote(Plan{Requests: func() []library.WriteRequest { return nil }}, asked, out, away)
	first := board.Latest()
	first.Do()
	if now := board.Latest(); now == nil || now == first || now.Text != "1 of 1 not written: the folder /p is not there" || now.Action != "Retry" {
		t.Errorf("after a try more: %+v", now)
	}
}
