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

// TestHowARunEnds: what would meet every photo is said once, with its remedy and a way to go on; what
// met single ones is listed, and what was written meanwhile can be undone from there; a run that the
// user stops says so.
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
	}{
		{
			"the disk is full",
			[]library.WriteResult{wrote, left},
			full,
			"Writing stopped after 1 photo: the disk with /p is full: free some space and write again", "Go on", nil,
			"Undo stopped after 1 photo: the disk with /p is full: free some space and write again",
		},
		{
			"the disk is full from the first",
			[]library.WriteResult{left},
			full,
			"Writing stopped after 0 photos: the disk with /p is full: free some space and write again", "Go on", nil,
			"Undo stopped after 0 photos: the disk with /p is full: free some space and write again",
		},
		{"one is read-only", []library.WriteResult{wrote, some}, nil, "1 of 2 not written", "Show", []string{"Undo this write"}, "1 of 2 not restored"},
		{"the user stops", []library.WriteResult{wrote, halted}, context.Canceled, "Stopped. Wrote 1 photo: 1 file. Read back and verified.", "Undo this write", nil, "Stopped. Restored 1 photo to the byte."},
		{"the user stops at once", []library.WriteResult{halted}, context.Canceled, "Stopped. No file was changed.", "", nil, "Stopped. No file was changed."},
		{"all is well", []library.WriteResult{wrote}, nil, "Wrote 1 photo: 1 file. Read back and verified.", "Undo this write", nil, "Restored 1 photo to the byte."},
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
		wr.wrote(Plan{}, out, c.err)
		if r := board.Latest(); r.Text != c.text || r.Action != c.action || r.Alert != (c.action == "Go on" || c.action == "Show") {
			t.Errorf("%s: %q [%s]", c.name, r.Text, r.Action)
		}
		if board.Latest().Action == "Show" {
			board.Latest().Do()
		}
		if fmt.Sprint(cures) != fmt.Sprint(c.cures) {
			t.Errorf("%s: cures %q, want %q", c.name, cures, c.cures)
		}
		if wr.undone(undoing{runs: []uint64{1}}, undone, c.err); board.Latest().Text != c.undo {
			t.Errorf("undone when %s: %q", c.name, board.Latest().Text)
		}
	}
}
