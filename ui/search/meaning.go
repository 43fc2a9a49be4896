package search

import (
	"context"
	"strings"

	"fyne.io/fyne/v2/lang"

	"catchlight/library"
	"catchlight/tagging/find"
	"catchlight/tagging/query"
	"catchlight/ui/jobs"
	"catchlight/ui/phrase"
	"catchlight/ui/view"
)

// understand asks the model what a search means; photos that look like it are appended to those
// that match its words.
func (t *Search) understand(s view.Scope) {
	t.deps.Jobs.Stop(t.job) // nobody waits for an older search any more
	encoder := t.deps.Engine.Encoder()
	meant, ok := view.MeaningOf(s.Name)
	if like, known := t.vectorOf(s.Like); known {
		meant.Like, ok = []query.Likeness{{Vector: like, Weight: 1}}, true
	}
	if encoder == nil || !ok {
		return // words and file names are searched all the same
	}
	request, reading := t.request(meant), view.NewReading(t.deps.Engine.VectorsName())
	t.reading = reading
	t.job = t.run(func(ctx context.Context) (func(bool), error) {
		direction, notes, err := find.Aim(ctx, encoder, t.deps.Library, request)
		reading.End(direction)
		return func(stopped bool) {
			if !stopped && t.reading == reading {
				t.understood(notes, err)
			}
		}, err
	})
}

// run adds a job of the search.
func (t *Search) run(work func(context.Context) (finish func(stopped bool), err error)) *jobs.Job {
	j := &jobs.Job{
		Lane: jobs.Search, Quiet: true,
		Says: func(int, int) string { return lang.X("job.search", "Searching") },
		Work: func(ctx context.Context, _ *jobs.Job) (func(bool), error) { return work(ctx) },
	}
	t.deps.Jobs.Add(j)
	return j
}

// wake lets the model read a word before the first is typed: it loads what it reads texts with, and
// the everyday words are read, when they are first needed, which takes some tenths of a second.
func (t *Search) wake() {
	encoder := t.deps.Engine.Encoder()
	if encoder == nil || t.awake == encoder {
		return
	}
	t.awake = encoder
	sky := query.Query{With: query.Texts("sky")}
	t.run(func(ctx context.Context) (func(bool), error) {
		_, _, err := find.Aim(ctx, encoder, t.deps.Library, find.Request{Query: sky})
		return nil, err // which the first search meets, too, and says
	})
}

// request is what the model is asked, with the words that are known here beside its own.
func (t *Search) request(q query.Query) find.Request {
	q.Language = t.deps.Library.Settings().TagNames
	r := find.Request{Query: q, Photos: t.deps.Snapshot().Photos()}
	if tags := t.deps.Engine.Tags(); tags != nil {
		r.Vocabulary = tags.Vocabulary
	}
	from := wordsFrom{snapshot: t.deps.Snapshot(), tags: t.deps.Engine.Tags()}
	if v := t.deps.View(); v != nil {
		r.Places = v.Places.PathOf
		from.where, from.places = v.Request.Where, len(v.Places)
	}
	if t.words == nil || t.wordsFrom != from {
		t.words, t.wordsFrom = &find.Words{}, from
	}
	r.Words = t.words
	return r
}

// wordsFrom is what the words that can be read on photos follow from.
type wordsFrom struct {
	snapshot *library.Snapshot
	tags     *view.Tagset
	where    view.PlaceRequest
	places   int // none are known at first, and then those of all photos
}

// vectorOf is the vector of a photo; ok is false while it has none.
func (t *Search) vectorOf(id library.ID) (vector []float32, ok bool) {
	p := t.deps.Snapshot().Photo(id)
	if p == nil || t.deps.Engine.Tags() == nil || t.deps.Engine.Tags().Model == "" {
		return nil, false
	}
	return t.deps.Library.Vector(t.deps.Engine.Tags().Model, p.Picture)
}

// Unindexed is how many photos the search cannot see yet: 0 where it asks no model, and while one
// is looking at them.
func (t *Search) Unindexed() int {
	if _, asks := view.MeaningOf(t.deps.Scope().Name); t.deps.View() == nil || t.deps.Scope().Kind != view.ScopeSearch ||
		!asks && t.deps.Scope().Like == 0 || t.deps.Engine.Encoder() == nil || t.deps.Jobs.Indexing() {
		return 0
	}
	return t.deps.View().Unindexed
}

// Index lets the model look at the photos that it has not seen.
func (t *Search) Index() {
	t.deps.Engine.Runs.IndexLacking(t.deps.Snapshot().Photos(), false, func(int) {})
}

// ReadAs says in a sentence which words were not taken as they were typed; "" where all were. A word
// that is only a part of others is left to what its letters find.
func (t *Search) ReadAs() string {
	var said []string
	for _, n := range t.notes {
		data := map[string]any{"typed": n.Typed, "text": n.Text}
		switch v := t.deps.View(); {
		case n.Model != "":
			said = append(said, phrase.Said(n.String()))
		case !n.LeftOut():
			said = append(said, lang.X("search.putRight", "Searched for “{{.text}}” instead of “{{.typed}}”.", data))
		case v == nil || v.Named == 0 && len(v.Request.Chosen) == 0: // a filter may hide who has it
			said = append(said, lang.X("search.leftOut", "No photo has the word “{{.text}}”, and the model does not know it: it was left out.", data))
		}
	}
	return strings.Join(said, " ")
}

// Searching reports whether the list still lacks what a search finds by meaning.
func (t *Search) Searching() bool {
	return len(t.deps.Jobs.In(jobs.Search)) > 0 || t.deps.View() != nil && t.reading.Direction() != t.deps.View().Request.Direction
}

// understood is told how the model has read the search that is shown.
func (t *Search) understood(notes func() []find.Note, err error) {
	if err != nil {
		t.deps.Board.Fail(lang.X("search.failed", "Only words and file names were searched"), err)
	}
	t.unsaid = notes
	t.deps.Read()
	if !t.typed {
		t.say()
	}
}

// say finds out what is to be said of how words were read, which takes as long as reading them, and
// says it.
func (t *Search) say() {
	notes := t.unsaid
	if t.unsaid = nil; notes == nil {
		return
	}
	reading := t.reading
	t.run(func(context.Context) (func(bool), error) {
		found := notes()
		return func(bool) {
			if t.reading == reading {
				t.notes = found
				t.deps.Said()
			}
		}, nil
	})
}

// Again asks the model that has taken over: what is known of the search came from the old one's
// texts and photos.
func (t *Search) Again() {
	if t.reading != nil {
		t.Entered(t.deps.Scope())
		t.deps.Ask()
	}
}
