package library

import (
	"errors"
	"path/filepath"
	"sync"
	"testing"
)

// verdictOn is the decision on a tag of a photo in a snapshot.
func verdictOn(s *Snapshot, id ID, tag string) Verdict {
	if at := indexTag(s.Decisions(id), tag); at >= 0 {
		return s.Decisions(id)[at].Verdict
	}
	return Undecided
}

// TestWhatIsSaidShowsAtOnce: while an import has the library and its disk, decisions, undo and redo
// show and are the last step; then they are stored in their order.
func TestWhatIsSaidShowsAtOnce(t *testing.T) {
	l, id, path := madeUpPhoto(t)
	l.mu.Lock()
	shows := func(want Verdict) {
		t.Helper()
		if got := verdictOn(l.Snapshot(), id, "dog"); got != want {
			t.Errorf("%d shows, want %d", got, want)
		}
	}
	says := func(v Verdict) {
		t.Helper()
		s, ok, err := l.DecideSoon("say", nil, Decision{Photo: id, Tag: "dog", Verdict: v})
		if last, _ := l.LastStep(); err != nil || !ok || last.ID != s.ID {
			t.Errorf("%v, %v: step %d, the last is %d", ok, err, s.ID, last.ID)
		}
		shows(v)
	}
	says(Accepted)
	says(Rejected)
	if _, ok := l.UndoSoon(nil); !ok {
		t.Error("nothing to undo")
	}
	shows(Accepted)
	if _, ok := l.RedoSoon(nil); !ok {
		t.Error("nothing to redo")
	}
	shows(Rejected)
	_, _ = l.UndoSoon(nil)
	_, _ = l.UndoSoon(nil)
	shows(Undecided)
	says(Typed)
	l.mu.Unlock()
	if err := l.Close(); err != nil { // what is not stored yet is stored by it
		t.Fatal(err)
	}
	if got := reopen(t, path).Snapshot().Decisions(id); len(got) != 1 || got[0].Verdict != Typed {
		t.Errorf("in the file: %+v", got)
	}
}

// TestWhatCannotBeStoredIsTakenBack: with all that was said after it, and with the steps; who said
// it is told.
func TestWhatCannotBeStoredIsTakenBack(t *testing.T) {
	l, id, _ := madeUpPhoto(t)
	if err := l.Decide("first", Decision{Photo: id, Tag: "cat", Verdict: Typed}); err != nil {
		t.Fatal(err)
	}
	l.mu.Lock()
	failed := make(chan error, 9)
	tell := func(err error) { failed <- err }
	_, _, err := l.DecideSoon("second", tell, Decision{Photo: id, Tag: "dog", Verdict: Accepted})
	_, undone := l.UndoSoon(tell)
	_, undoneToo := l.UndoSoon(tell)
	if err != nil || !undone || !undoneToo || verdictOn(l.Snapshot(), id, "cat") != Undecided {
		t.Fatal(err, undone, undoneToo)
	}
	if err := l.store.Close(); err != nil { // the disk has gone
		t.Fatal(err)
	}
	l.mu.Unlock()
	for range 3 {
		if err := <-failed; !errors.Is(err, ErrClosed) {
			t.Error(err)
		}
	}
	if verdictOn(l.Snapshot(), id, "cat") != Typed || verdictOn(l.Snapshot(), id, "dog") != Undecided {
		t.Errorf("shown: %+v", l.Snapshot().Decisions(id))
	}
	last, ok := l.LastStep()
	if _, redo := l.NextStep(); !ok || last.Label != "first" || redo {
		t.Errorf("the last step is %q, redo %v", last.Label, redo)
	}
	if err := l.Decide("third", Decision{Photo: id, Tag: "dog", Verdict: Accepted}); !errors.Is(err, ErrClosed) {
		t.Errorf("who waits is told too: %v", err)
	}
}

// TestAnImportKeepsWhatIsSaidMeanwhile: a change of a photo that was made of what stood before does
// not put it back, and a mark in memory alone does not pass for what the file holds.
func TestAnImportKeepsWhatIsSaidMeanwhile(t *testing.T) {
	l, id, path := madeUpPhoto(t)
	l.mu.Lock() // an import has looked at the photo
	snap := l.Snapshot()
	changed := *snap.Photo(id)
	changed.Size++
	c := changes{id: newEntry(&changed, snap.Decisions(id))}
	if _, _, err := l.DecideSoon("meanwhile", nil, Decision{Photo: id, Tag: "dog", Verdict: Accepted}); err != nil {
		t.Fatal(err)
	}
	if err := l.apply(c, nil); err != nil {
		t.Fatal(err)
	}
	if p := l.Snapshot().Photo(id); p.Size != changed.Size || verdictOn(l.Snapshot(), id, "dog") != Accepted {
		t.Errorf("size %d, %+v", p.Size, l.Snapshot().Decisions(id))
	}
	var marking sync.WaitGroup
	marking.Go(func() { l.markFailed(map[ID]bool{changed.ID: true}) })
	l.mu.Unlock()
	marking.Wait()
	if err := l.Close(); err != nil {
		t.Fatal(err)
	}
	again := reopen(t, path)
	if p := again.Snapshot().Photo(id); p.Size != changed.Size || verdictOn(again.Snapshot(), id, "dog") != Accepted {
		t.Errorf("in the file: size %d, %+v", p.Size, again.Snapshot().Decisions(id))
	}
}

// TestSayingFromManySides: decisions and undo of a window beside imports, in whatever order, end in
// what is shown.
func TestSayingFromManySides(t *testing.T) {
	l, id, path := madeUpPhoto(t)
	var others sync.WaitGroup
	for range 3 {
		others.Go(func() {
			for range 50 {
				l.mu.Lock()
				changed := *l.Snapshot().Photo(id)
				changed.Size++
				if err := l.apply(changes{id: newEntry(&changed, l.Snapshot().Decisions(id))}, nil); err != nil {
					t.Error(err)
				}
				l.mu.Unlock()
			}
		})
	}
	for i := range 200 {
		if _, _, err := l.DecideSoon("say", func(err error) { t.Error(err) }, Decision{Photo: id, Tag: "dog", Verdict: Verdict(1 + i%4)}); err != nil {
			t.Fatal(err)
		}
		if i%3 == 0 {
			l.UndoSoon(nil)
		}
	}
	want := verdictOn(l.Snapshot(), id, "dog")
	others.Wait()
	if got := verdictOn(l.Snapshot(), id, "dog"); got != want {
		t.Errorf("%d shows, %d was said", got, want)
	}
	if err := l.Close(); err != nil {
		t.Fatal(err)
	}
	if got := verdictOn(reopen(t, path).Snapshot(), id, "dog"); got != want {
		t.Errorf("%d is in the file, %d was said", got, want)
	}
}

// madeUpPhoto is a library with one photo, which exists nowhere.
func madeUpPhoto(t *testing.T) (l *Library, id ID, path string) {
	t.Helper()
	path = filepath.Join(t.TempDir(), "library.db")
	l = reopen(t, path)
	l.mu.Lock()
	defer l.mu.Unlock()
	p := &Photo{ID: l.newID(), Path: "/photos/a.jpg", Size: 1, Picture: pictureOf(1)}
	if err := l.apply(changes{p.ID: newEntry(p, nil)}, nil); err != nil {
		t.Fatal(err)
	}
	return l, p.ID, path
}

func reopen(t *testing.T, path string) *Library {
	t.Helper()
	l, err := Open(path)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = l.Close() })
	return l
}

// TestAStepMaySayOneWordTwice: what it says last is in the file, whatever stood there before.
func TestAStepMaySayOneWordTwice(t *testing.T) {
	verdicts := []Verdict{Undecided, Accepted, Rejected}
	for _, before := range verdicts {
		for _, first := range verdicts {
			for _, last := range verdicts {
				l, id, path := madeUpPhoto(t)
				say := func(tag string, v Verdict) Decision { return Decision{Photo: id, Tag: tag, Verdict: v} }
				err := errors.Join(l.Decide("before", say("dog", before)), l.Decide("twice", say("dog", first), say("cat", Typed), say("Dog", last)), l.Close())
				if err != nil {
					t.Fatal(err)
				}
				again := reopen(t, path)
				if got := verdictOn(again.Snapshot(), id, "dog"); got != last || verdictOn(again.Snapshot(), id, "cat") != Typed {
					t.Errorf("%d, then %d and %d: %d is in the file", before, first, last, got)
				}
				if err := again.Close(); err != nil {
					t.Fatal(err)
				}
			}
		}
	}
}
