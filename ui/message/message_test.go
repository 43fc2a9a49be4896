package message

import (
	"errors"
	"testing"

	"catchlight/library"
)

// TestAButtonDoesItsDeedOnce: a second click, while what the first has begun is still at work, would
// undo, write or download anew; what only shows something can be pressed again.
func TestAButtonDoesItsDeedOnce(t *testing.T) {
	for _, c := range []struct {
		name  string
		r     Result
		times int
		stays bool
	}{
		{"a result", Result{Action: "Undo"}, 1, false},
		{"a question", Result{Action: "Remove", Ask: true}, 1, false},
		{"a list", Result{Action: "Show", Opens: true}, 2, true},
	} {
		board := NewBoard(Hooks{Changed: func() {}, Note: func(string) {}, Read: func(string, []string, []Cure) {}, List: func(string, []library.Failure, []Cure) {}})
		times := 0
		c.r.Do = func() {
			if gone := board.Latest() == nil && board.Question() == nil; gone == c.stays {
				t.Errorf("%s: it has gone before its deed: %v", c.name, gone)
			}
			times++
		}
		board.Show(&c.r)
		c.r.Do()
		c.r.Do()
		if times != c.times {
			t.Errorf("%s: its deed was done %d times, want %d", c.name, times, c.times)
		}
	}
}

// TestADeedTakesOnlyItsOwnResultAway: the button of an older result leaves the newer one, and the
// one of a question what stands behind it.
func TestADeedTakesOnlyItsOwnResultAway(t *testing.T) {
	board := NewBoard(Hooks{Changed: func() {}, Note: func(string) {}, Read: func(string, []string, []Cure) {}, List: func(string, []library.Failure, []Cure) {}})
	older := &Result{Text: "older", Action: "Undo", Do: func() {}}
	newer := &Result{Text: "newer", Action: "Undo", Do: func() {}}
	asks := &Result{Text: "asks", Action: "Remove", Do: func() {}, Ask: true}
	for _, r := range []*Result{older, newer, asks} {
		board.Show(r)
	}
	older.Do()
	if board.Latest() != newer || board.Question() != asks {
		t.Errorf("%v and %v stand", board.Latest(), board.Question())
	}
	asks.Do()
	if board.Latest() != newer || board.Question() != nil {
		t.Errorf("%v and %v stand", board.Latest(), board.Question())
	}
}

// TestWhyNothingHappenedIsNoResult: it is said in passing, and what was done last stays.
func TestWhyNothingHappenedIsNoResult(t *testing.T) {
	said := ""
	board := NewBoard(Hooks{Changed: func() {}, Note: func(text string) { said = text }, Read: func(string, []string, []Cure) {}, List: func(string, []library.Failure, []Cure) {}})
	for _, last := range []*Result{nil, {Text: "Tagged 3 photos."}, {Text: "Added dog", Action: "Undo", Do: func() {}}} {
		said, board.latest = "", last
		if board.Note("Nothing to undo"); said != "Nothing to undo" || board.Latest() != last {
			t.Errorf("after %v: %q is said, %v stands", last, said, board.Latest())
		}
	}
}

// TestWhatAloneCanBeDoneIsOfferedAtOnce, beside the way to all that there is to say.
func TestWhatAloneCanBeDoneIsOfferedAtOnce(t *testing.T) {
	read := ""
	board := NewBoard(Hooks{Changed: func() {}, Note: func(string) {}, Read: func(title string, _ []string, _ []Cure) { read = title }, List: func(string, []library.Failure, []Cure) {}})
	tried := 0
	board.FailFor("Tagging stopped", errors.New("no room"), TryAgain(func() { tried++ }))
	r := board.Latest()
	if r.Action != "Try again" || r.Close != "Show" {
		t.Fatalf("its buttons are %q and %q", r.Action, r.Close)
	}
	if r.Do(); tried != 1 || board.Latest() != nil || read != "" {
		t.Errorf("tried %d times, %v stands", tried, board.Latest())
	}
	board.FailFor("Tagging stopped", errors.New("no room"), TryAgain(func() { tried++ }))
	if board.Dismiss(); read != "Tagging stopped" || tried != 1 {
		t.Errorf("read %q, tried %d times", read, tried)
	}
	for _, cures := range [][]Cure{nil, {TryAgain(nil), {Label: "Undo"}}} {
		if board.FailFor("Tagging stopped", errors.New("no room"), cures...); board.Latest().Action != "Show" || !board.Latest().Opens {
			t.Errorf("with %d cures its button is %q", len(cures), board.Latest().Action)
		}
	}
}

// TestEveryResultHasAFullStop: a decision, a run and a failure are read in the same place.
func TestEveryResultHasAFullStop(t *testing.T) {
	board := NewBoard(Hooks{Changed: func() {}, Note: func(string) {}})
	for text, want := range map[string]string{
		"Rejected lion on 025.jpg": "Rejected lion on 025.jpg.", "Added 3 photos.": "Added 3 photos.",
		"Import words.txt as vocabulary?": "Import words.txt as vocabulary?", "Wait…": "Wait…", "": "",
	} {
		if board.Show(&Result{Text: text}); board.Latest().Text != want {
			t.Errorf("%q is said as %q", text, board.Latest().Text)
		}
	}
}
