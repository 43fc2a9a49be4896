package engine

import (
	"context"
	"slices"

	"fyne.io/fyne/v2/lang"

	"catchlight/library"
	"catchlight/tagging"
	"catchlight/ui/jobs"
	"catchlight/ui/message"
	"catchlight/ui/phrase"
)

// Runs let the model in use see photos.
type Runs struct {
	en *Engine
	// Unread is of the import whose photos are being tagged: the answer of the run names what that
	// could not read, too, and offers what the import did.
	Unread Unread
}

// Unread is what an import could not read, and what can be done about the import.
type Unread struct {
	Failed []library.Failure
	Cures  []message.Cure
}

// ProgressOf notes in a job how far the library or the model is. Any goroutine may call what it
// returns.
func ProgressOf(j *jobs.Job) func(library.Progress) {
	return func(p library.Progress) { j.Report(p.Done, p.Total) }
}

// withoutFingerprint lists the photos whose vectors are known to a model, and whose fingerprints
// are not: those of an earlier version of the library. It reads both into memory on the way. It
// blocks on the disk; any goroutine may call it.
func (rs *Runs) withoutFingerprint(encoder tagging.Encoder) []*library.Photo {
	if encoder == nil {
		return nil
	}
	lib, model := rs.en.deps.Library, encoder.Profile().Name
	return slices.DeleteFunc(tagging.WithoutFingerprint(lib, lib.Snapshot().Photos()), func(p *library.Photo) bool {
		return !lib.HasVector(model, p.Picture) // a run will look at it
	})
}

// IndexLacking indexes those of the photos that the model has not seen yet and can see, and calls
// then with their number. What they are is found out in the background. When quiet it is what is left
// from earlier: pictures that could not be decoded are left alone, and others fail without a word.
func (rs *Runs) IndexLacking(photos []*library.Photo, quiet bool, then func(n int)) {
	if rs.en.encoder == nil || len(photos) == 0 {
		then(0)
		return
	}
	model, ids := rs.en.VectorsName(), []library.ID(nil)
	rs.en.deps.Errands.Enqueue(func() error { ids = lacking(rs.en.deps.Library, model, photos, quiet); return nil }, func(error) {
		if model != rs.en.VectorsName() {
			rs.IndexLacking(photos, quiet, then) // another model has taken over meanwhile
			return
		}
		then(len(ids))
		if tagging.LooksCloser(rs.en.encoder) && len(ids) >= manyIndexed {
			rs.en.lookOnce()
			return
		}
		rs.index(ids, quiet)
	})
}

// lacking lists the photos that can be seen and have no vector of a model; sound: without those whose
// pictures could not be decoded. Any goroutine may call it.
func lacking(lib *library.Library, model string, photos []*library.Photo, sound bool) []library.ID {
	var ids []library.ID
	for _, p := range photos {
		if p.HasPicture() && !(sound && p.Partial) && !lib.HasVector(model, p.Picture) {
			ids = append(ids, p.ID)
		}
	}
	return ids
}

// index queues the tagging run for photos: decode, vectors, thumbnails on the way. Suggestions
// appear as vectors come.
func (rs *Runs) index(ids []library.ID, quiet bool) {
	name, encoder := rs.en.model, rs.en.encoder
	if len(ids) == 0 || encoder == nil {
		return // what is left is indexed when the model is there
	}
	rs.en.deps.Queue.Add(&jobs.Job{
		Lane: jobs.Index,
		Says: func(done, total int) string {
			if total == 0 {
				total = len(ids)
			}
			return lang.X("job.tagging", "Tagging {{.n}} of {{.m}}", map[string]any{"n": phrase.Number(done), "m": phrase.Number(total)})
		},
		Work: func(ctx context.Context, j *jobs.Job) (func(bool), error) {
			r, err := tagging.Index(ctx, rs.en.deps.Library, rs.en.deps.Thumbs, encoder, ids, rs.options(j, name, encoder))
			return func(stopped bool) { rs.indexed(r, ids, err, stopped, quiet) }, err
		},
	})
}

// compare makes the fingerprints of photos.
func (rs *Runs) compare(photos []*library.Photo) {
	total := len(photos)
	if total == 0 {
		return
	}
	lib := rs.en.deps.Library
	rs.en.deps.Queue.Add(&jobs.Job{
		Lane: jobs.Index,
		Says: func(done, _ int) string {
			return lang.X("job.comparing", "Comparing {{.n}} of {{.m}}", map[string]any{"n": phrase.Number(done), "m": phrase.Number(total)})
		},
		Work: func(ctx context.Context, j *jobs.Job) (func(bool), error) {
			err := tagging.Fingerprints(ctx, lib, rs.en.deps.Thumbs, tagging.WithoutFingerprint(lib, photos), ProgressOf(j))
			return func(stopped bool) {
				if err != nil && !stopped {
					again := message.TryAgain(func() { rs.compare(photos) })
					rs.en.deps.Board.FailFor(lang.X("compare.failed", "The photos could not be compared"), err, again)
				}
				rs.en.deps.VectorsChanged()
			}, err
		},
	})
}

// options are how a job indexes with the model of a name. Any goroutine may call it; it may block
// briefly on the disk.
func (rs *Runs) options(j *jobs.Job, name string, encoder tagging.Encoder) tagging.IndexOptions {
	d := rs.en.deps
	o := tagging.IndexOptions{
		Progress: ProgressOf(j), Yield: d.Working, Rest: d.Resting, Workers: d.Library.Settings().Workers, People: d.People,
	}
	if d.ShouldSwitch != nil && !tagging.LooksCloser(encoder) { // who looks closer stays with the tower that is open
		o.ShouldSwitch = d.ShouldSwitch(name, encoder)
	}
	return o
}

// catchUp lets a model look at the photos that it has not seen, as they are now, those in view
// first. It blocks; any goroutine may call it.
func (rs *Runs) catchUp(ctx context.Context, j *jobs.Job, of successorOf, encoder tagging.Encoder) (tagging.Indexed, error) {
	lib := rs.en.deps.Library
	ids := putFirst(of.inView, lacking(lib, encoder.Profile().Name, lib.Snapshot().Photos(), true))
	return tagging.Index(ctx, lib, nil, encoder, ids, rs.options(j, of.name, encoder))
}

// putFirst puts those of the photos that are in view before the others, in the order of the view.
func putFirst(inView, photos []library.ID) []library.ID {
	wanted := make(map[library.ID]bool, len(photos))
	for _, id := range photos {
		wanted[id] = true
	}
	var all []library.ID
	for _, id := range slices.Concat(inView, photos) {
		if wanted[id] {
			all = append(all, id)
			delete(wanted, id)
		}
	}
	return all
}

// notDone says how many of the photos that were asked for are not indexed, and how many files could
// not be read: these are no photos of the library, and are counted apart.
func notDone(failed, asked, unread int) string {
	some := lang.X("index.some", "{{.n}} of {{.m}} not indexed", map[string]any{"n": phrase.Number(failed), "m": phrase.Number(asked)})
	files := phrase.Unread(unread)
	switch {
	case unread == 0:
		return some
	case failed == 0:
		return files
	}
	return some + ". " + files
}

// indexed says how a tagging run ended.
func (rs *Runs) indexed(r tagging.Indexed, asked []library.ID, err error, stopped, quiet bool) {
	rs.en.deps.VectorsChanged()
	if r.Indexed >= manyIndexed || r.ShouldSwitch {
		rs.en.renew()
	}
	before := rs.Unread
	failed := append(before.Failed, r.Failed...) // those of the import before are part of the same answer
	rs.Unread = Unread{}
	board := rs.en.deps.Board
	switch n := len(failed); {
	case stopped:
		board.Show(&message.Result{Text: lang.XN("index.stopped", "Stopped. {{.n}} photos indexed; Ctrl+R goes on.", r.Indexed, phrase.Count(r.Indexed))})
	case err != nil:
		board.FailFor(lang.X("index.failed", "Tagging stopped"), err, message.TryAgain(func() { rs.index(asked, false) }))
	case quiet && r.Indexed == 0, r.ShouldSwitch: // it goes on with the other tower
	case n > 0 && len(r.Failed) == 0 && board.Latest() != nil && board.Latest().Alert: // the import has said it, and says it still
	case n > 0:
		board.Failures(notDone(len(r.Failed), len(asked), n-len(r.Failed)), failed, before.Cures...)
	case board.Latest() == nil || !board.Latest().Alert:
		board.Mention(&message.Result{Text: lang.XN("index.done", "Tagged {{.n}} photos.", len(asked), phrase.Count(len(asked)))})
	}
}
