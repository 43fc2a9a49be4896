package library

import (
	"bytes"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"catchlight/library/bolt"
)

// TestFinishedLasts: it is stored with the step that it belongs to, is undone and redone with it,
// stands in no list of words, and goes wherever decisions go.
func TestFinishedLasts(t *testing.T) {
	l, dir := tree(t)
	imported(t, l, filepath.Join(dir, "a"))
	id := idsByName(l)["1.jpg"]
	decide(t, l, Decision{Photo: id, Tag: "dog", Verdict: Accepted}, Finish(id))
	state := func(l *Library, id ID, want bool, words int) {
		t.Helper()
		if s := l.Snapshot(); s.Finished(id) != want || len(s.Decisions(id)) != words {
			t.Errorf("finished %v with %+v, want %v and %d words", s.Finished(id), s.Decisions(id), want, words)
		}
	}
	state(l, id, true, 1)
	if s, _ := l.LastStep(); len(s.Tags) != 1 || len(s.Photos) != 1 {
		t.Errorf("the step is about %q on %d", s.Tags, s.Photos)
	}
	if words := l.Snapshot().Pending(id).Add; len(words) != 1 {
		t.Errorf("a write adds %q", words)
	}
	_, _, _ = l.Undo()
	state(l, id, false, 0)
	_, _, _ = l.Redo()
	state(l, id, true, 1)
	decide(t, l, Decision{Photo: id, Tag: "cat", Verdict: Rejected, Time: time.Unix(1, 0)}) // an older one comes before it
	state(l, id, true, 2)
	var file bytes.Buffer
	if err := l.Export(&file, nil); err != nil {
		t.Fatal(err)
	}
	path := l.Path()
	closed(t, l)
	l = opened(t, path)
	state(l, id, true, 2)
	decide(t, l, Unfinish(id))
	state(l, id, false, 2)
	if err := l.Check(); err != nil {
		t.Error(err)
	}

	other := mergedElsewhere(t, file.Bytes())
	state(other, idsByName(other)["renamed.jpg"], true, 2)
}

// TestTheOrderOfWordsLasts beside the end of a photo: each is taken back by itself, and both go
// wherever decisions go.
func TestTheOrderOfWordsLasts(t *testing.T) {
	l, dir := tree(t)
	imported(t, l, filepath.Join(dir, "a"))
	id := idsByName(l)["1.jpg"]
	state := func(l *Library, id ID, want string, finished bool) {
		t.Helper()
		s := l.Snapshot()
		if got := strings.Join(s.WordOrder(id), "|"); got != want || s.Finished(id) != finished || len(s.Decisions(id)) != 1 {
			t.Errorf("%q, finished %v, %+v; want %q, %v and one word", got, s.Finished(id), s.Decisions(id), want, finished)
		}
	}
	decide(t, l, Decision{Photo: id, Tag: "dog", Verdict: Accepted})
	decide(t, l, OrderWords(id, []string{"Etosha", "Paris, France", "dog"}))
	if s, _ := l.LastStep(); len(s.Tags) != 0 || len(s.Photos) != 1 {
		t.Errorf("the step is about %q on %d", s.Tags, s.Photos)
	}
	decide(t, l, Finish(id))
	state(l, id, "Etosha|Paris  France|dog", true)
	decide(t, l, OrderWords(id, []string{"dog"}))
	_, _, _ = l.Undo()
	state(l, id, "Etosha|Paris  France|dog", true)
	_, _, _ = l.Undo()
	_, _, _ = l.Undo()
	state(l, id, "", false)
	_, _, _ = l.Redo()
	_, _, _ = l.Redo()
	var file bytes.Buffer
	if err := l.Export(&file, nil); err != nil {
		t.Fatal(err)
	}
	path := l.Path()
	closed(t, l)
	l = opened(t, path)
	state(l, id, "Etosha|Paris  France|dog", true)
	if err := l.Check(); err != nil {
		t.Error(err)
	}

	other := mergedElsewhere(t, file.Bytes())
	state(other, idsByName(other)["renamed.jpg"], "Etosha|Paris  France|dog", true)
	decide(t, l, OrderWords(id, nil), Unfinish(id))
	state(l, id, "", false)
}

// TestOnlyAPhotoIsFinished: a word cannot be, and nothing but the end stands without a word.
func TestOnlyAPhotoIsFinished(t *testing.T) {
	l, dir := tree(t)
	imported(t, l, filepath.Join(dir, "a"))
	id := idsByName(l)["1.jpg"]
	for _, d := range []Decision{
		{Photo: id, Tag: "dog", Verdict: Finished},
		{Photo: id, Tag: "\u200b", Verdict: Finished},
		{Photo: id, Verdict: Accepted},
		{Photo: id, Verdict: Typed},
		{Photo: id, Verdict: bolt.Ordered + 1},
		{Photo: id, Verdict: Ordered, Path: "dog"},
		{Photo: id, Tag: "dog", Verdict: Ordered, Path: "dog"},
		{Photo: id, Tag: bolt.OrderTag, Verdict: Accepted},
		{Photo: id, Tag: bolt.OrderTag, Verdict: Finished},
	} {
		if err := l.Decide("odd", d); err == nil {
			t.Errorf("%+v is taken", d)
		}
	}
	if got := l.Snapshot().Decisions(id); len(got) > 0 || l.Snapshot().Finished(id) {
		t.Errorf("%+v", got)
	}
	picture := strings.Repeat("ab", 16)
	for _, record := range []string{`"decisions":[{"tag":"","verdict":"accepted","time":"2026-01-01T00:00:00Z"}]`, `"decisions":[],"finished":"soon"`, `"decisions":[],"order":{"words":["dog"]}`} {
		text := `{"catchlight":1,"photos":[{"picture":"` + picture + `","path":"/x.jpg",` + record + `}]}`
		if _, err := l.Merge(strings.NewReader(text)); err == nil {
			t.Errorf("%s is taken over", record)
		}
	}
}

// mergedElsewhere is another library that has the picture of 1.jpg as renamed.jpg, and takes over what
// a document says of it.
func mergedElsewhere(t *testing.T, document []byte) *Library {
	t.Helper()
	l, there := newLibrary(t), t.TempDir()
	write(t, filepath.Join(there, "renamed.jpg"), jpegOf(0))
	imported(t, l, there)
	if _, err := l.Merge(bytes.NewReader(document)); err != nil {
		t.Fatal(err)
	}
	return l
}
