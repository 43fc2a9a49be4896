package library

import (
	"errors"
	"testing"
)

// TestAnEditOfAVocabularyIsOneStep: text and decisions are stored, taken back and made again
// together; a file that says something else by then is left alone, and nothing of the step holds.
func TestAnEditOfAVocabularyIsOneStep(t *testing.T) {
	l, id, _ := madeUpPhoto(t)
	own := l.Vocabularies()
	says := func(when, want, tag string) {
		t.Helper()
		got, err := own.Text("mine")
		if err != nil || got != want {
			t.Errorf("%s: the file says %q (%v), want %q", when, got, err, want)
		}
		ds := l.Snapshot().Decisions(id)
		if tag == "" && len(ds) > 0 || tag != "" && (len(ds) != 1 || ds[0].Tag != tag) {
			t.Errorf("%s: decisions %v, want %q", when, ds, tag)
		}
	}
	if err := l.Decide("say", Decision{Photo: id, Tag: "dog", Verdict: Accepted}); err != nil {
		t.Fatal(err)
	}
	rename := []Decision{{Photo: id, Tag: "dog"}, {Photo: id, Tag: "hound", Verdict: Accepted}}
	step, err := l.EditVocabulary("Renamed", VocabularyChange{Name: "mine", From: "essentials", After: "hound\n"}, rename...)
	if err != nil || step.Vocabulary == nil || step.Vocabulary.From != "essentials" {
		t.Fatalf("%+v, %v", step, err)
	}
	says("edited", "hound\n", "hound")
	if _, ok, err := l.Undo(); !ok || err != nil {
		t.Fatal(ok, err)
	}
	says("undone", "", "dog")
	if _, ok, err := l.Redo(); !ok || err != nil {
		t.Fatal(ok, err)
	}
	says("made again", "hound\n", "hound")
	if err := own.Keep("mine", "hound\ncat\n"); err != nil {
		t.Fatal(err)
	}
	if _, _, err := l.Undo(); !errors.Is(err, ErrEdited) {
		t.Errorf("undone over what another program wrote: %v", err)
	}
	says("changed elsewhere", "hound\ncat\n", "hound")
	_, err = l.EditVocabulary("Renamed again", VocabularyChange{Name: "mine", Before: "hound\n", After: "x\n"}, Decision{Photo: id, Tag: "hound"})
	if !errors.Is(err, ErrEdited) {
		t.Errorf("edited over what another program wrote: %v", err)
	}
	says("changed elsewhere", "hound\ncat\n", "hound")
	if s, _ := l.LastStep(); s.Label != "Renamed" {
		t.Errorf("the last step is %q", s.Label)
	}
	if _, err := l.EditVocabulary("Added", VocabularyChange{Name: "mine", Before: "hound\ncat\n", After: "hound\ncat\nfox\n"}); err != nil {
		t.Fatal(err)
	}
	says("a step without decisions", "hound\ncat\nfox\n", "hound")
	if s, ok, err := l.Undo(); !ok || err != nil || s.Label != "Added" {
		t.Errorf("undone %q, %v", s.Label, err)
	}
	says("taken back", "hound\ncat\n", "hound")
}

// TestUndoBesideAnotherProgram: undo and redo of an edit leave alone what another program has
// written into other lines of the list, however often; where it has touched the same ones, or made
// or emptied the list, nothing changes until the step is passed over, and what was before it can be
// undone.
func TestUndoBesideAnotherProgram(t *testing.T) {
	for _, c := range []struct {
		name, before, after, other string
		undone                     string // "" it cannot be
	}{
		{"a line at the end", "a\nb\nc\n", "A\nb\nc\n", "A\nb\nc\nd\n", "a\nb\nc\nd\n"},
		{"a line before", "a\nb\nc\n", "a\nb\nC\n", "new\na\nb\nC\n", "new\na\nb\nc\n"},
		{"an added one", "a\nb\nc\n", "a\nx\nb\nc\n", "a\nx\nb\nC\n", "a\nb\nC\n"},
		{"a removed one", "a\n\tx\nb\nc\n", "a\nb\nc\n", "a\nb\nc\nc2\n", "a\n\tx\nb\nc\nc2\n"},
		{"some of several lines", "a\nb\nc\nd\n", "b\na\nc\nd\n", "b\na\nc\n", "a\nb\nc\n"},
		{"the same line", "a\nb\n", "A\nb\n", "AA\nb\n", ""},
		{"the next line", "a\nb\n", "A\nb\n", "A\n\tchild\nb\n", ""},
		{"a child of an added one", "a\nb\n", "a\nx\nb\n", "a\nx\n\tchild\nb\n", ""},
		{"its parent", "a\n\tx\nb\n", "a\nb\n", "b\n", ""},
		{"all line ends", "a\nb\nc\n", "A\nb\nc\n", "A\r\nb\r\nc\r\n", ""},
		{"emptied", "a\nb\n", "A\nb\n", "", ""},
		{"a list that was made", "", "a\nb\n", "a\nb\nc\n", ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			l, id, _ := madeUpPhoto(t)
			own := l.Vocabularies()
			says := func(when, want, tag string) {
				t.Helper()
				if got, err := own.Text("mine"); err != nil || got != want {
					t.Errorf("%s the file says %q, %v; want %q", when, got, err, want)
				}
				if ds := l.Snapshot().Decisions(id); len(ds) != 1 || ds[0].Tag != tag {
					t.Errorf("%s the decisions are %v, want %s", when, ds, tag)
				}
			}
			keep := func(text string) {
				t.Helper()
				if err := own.Keep("mine", text); err != nil {
					t.Fatal(err)
				}
			}
			if c.before != "" {
				keep(c.before)
			}
			if err := l.Decide("say", Decision{Photo: id, Tag: "a", Verdict: Accepted}); err != nil {
				t.Fatal(err)
			}
			step, err := l.EditVocabulary("Renamed", VocabularyChange{Name: "mine", Before: c.before, After: c.after},
				Decision{Photo: id, Tag: "a"}, Decision{Photo: id, Tag: "A", Verdict: Accepted, Path: "x|A"})
			if err != nil {
				t.Fatal(err)
			}
			keep(c.other)
			if c.undone == "" {
				if _, ok, err := l.Undo(); ok || !errors.Is(err, ErrEdited) {
					t.Fatalf("undone: %v, %v", ok, err)
				}
				says("not undone", c.other, "A")
				l.PassOver(step.ID + 1) // of no step
				l.PassOver(step.ID)
				if s, ok, err := l.Undo(); !ok || err != nil || s.Label != "say" {
					t.Errorf("passed over, undone is %q, %v, %v", s.Label, ok, err)
				}
				return
			}
			for range 2 {
				if _, ok, err := l.Undo(); !ok || err != nil {
					t.Fatal(ok, err)
				}
				says("undone", c.undone, "a")
				if _, ok, err := l.Redo(); !ok || err != nil {
					t.Fatal(ok, err)
				}
				says("made again", c.other, "A")
			}
		})
	}
}
