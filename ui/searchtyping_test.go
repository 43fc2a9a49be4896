package ui

import (
	"context"
	"strings"
	"sync/atomic"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"catchlight/library"
	"catchlight/tagging"
	"catchlight/ui/jobs"
)

// TestOnlyTheNewestSearchIsRead: the model reads one search at a time, and one that was typed since
// is not kept waiting by those before it.
func TestOnlyTheNewestSearchIsRead(t *testing.T) {
	r := newRig(t, nil)
	r.started()
	before := holding(jobs.Search)
	r.jobs.Add(before)
	for _, typed := range []string{"r", "re", "red"} {
		r.search.Find(typed)
		if waiting := len(r.jobs.In(jobs.Search)) - 1; waiting != 1 || r.search.Reading() == nil {
			t.Errorf("%q: %d searches wait for the model", typed, waiting)
		}
	}
	r.jobs.Stop(before)
	r.until("the newest is read", func() bool {
		return r.search.Reading().Direction() != nil && r.photoNames(r.list.ids) == "a-red"
	})
}

// TestOnHalfAWordNothingIsSaid: what was typed so far is searched for at each key, but how it was
// read is said when the keys are quiet, or after Enter.
func TestOnHalfAWordNothingIsSaid(t *testing.T) {
	r := newRig(t, nil)
	r.started()
	r.decider.put("butterfly", []*library.Photo{r.list.photoAt(2)})
	r.until("the word is on the photo", func() bool { return len(r.snap.Decisions(r.list.ids[2])) > 0 })
	r.menus.call(r.menus.command("search"))
	const typed = "buterfly"
	for i := range typed {
		test.Type(r.searchField(), typed[i:i+1])
		if line := texts(r.scopeLine.Object); r.scope.Name != typed[:i+1] || strings.Contains(line, "instead of") {
			t.Errorf("after %q the search is for %q, and the line says\n%s", typed[:i+1], r.scope.Name, line)
		}
	}
	r.until("it is read", func() bool { return r.search.Reading().Direction() != nil && !r.search.Searching() })
	r.searchField().TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
	r.until("it is said", func() bool {
		return strings.Contains(texts(r.scopeLine.Object), "Searched for “butterfly” instead of “buterfly”.")
	})
}

// reader counts what it is asked to read.
type reader struct {
	colours
	read *atomic.Int32
}

func (r reader) Texts(ctx context.Context, texts []string) ([][]float32, error) {
	r.read.Add(1)
	return r.colours.Texts(ctx, texts)
}

// TestTheModelWakesWithTheField: what it needs for texts is loaded when the keyboard comes to the
// field, and not when the first word waits for it; once.
func TestTheModelWakesWithTheField(t *testing.T) {
	read := &atomic.Int32{}
	r := newRig(t, func(d *Deps) { d.OpenModel = func(string) (tagging.Encoder, error) { return reader{read: read}, nil } })
	r.started()
	before := read.Load()
	for range 2 {
		r.menus.call(r.menus.command("search"))
		r.until("it has read", r.jobs.Idle)
		r.searchField().TypedKey(&fyne.KeyEvent{Name: fyne.KeyEscape})
	}
	if got := read.Load() - before; got != 1 {
		t.Errorf("the model read %d times before a word was typed", got)
	}
}
