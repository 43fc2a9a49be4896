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
