package ui

import (
	"context"

	"fyne.io/fyne/v2/lang"

	"catchlight/tagging"
	"catchlight/ui/jobs"
)

// manyIndexed is from how many photos on a tagging run leaves so much memory with the model (some 300 MB of the runtime's
// own) that the model is opened anew. Opening is quick: it loads nothing before it is used.
const manyIndexed = 64

// renewModel replaces the model by one that has not worked yet, to give back the memory of a run, or because the library
// has outgrown the tower that is open.
func (w *Window) renewModel() {
	if w.modelInUse() {
		return
	}
	name := w.model
	w.jobs.Add(&jobs.Job{
		Lane: jobs.Model, Quiet: true,
		Says: func(int, int) string { return lang.X("job.model", "Opening the model") },
		Work: func(context.Context, *jobs.Job) (func(bool), error) {
			fresh, err := w.deps.OpenModel(name)
			return func(bool) { w.renewed(fresh, err) }, nil
		},
	})
}

// renewed takes over the fresh model, unless a job has begun to work with the old one meanwhile.
func (w *Window) renewed(fresh tagging.Encoder, err error) {
	if err != nil {
		return // the old one goes on
	}
	if w.modelInUse() {
		w.group.Go(func() { logged(fresh.Close()) })
		return
	}
	before := w.vectorsName()
	w.retire(w.encoder)
	w.encoder = fresh
	if w.vectorsName() != before { // the other tower, with vectors of its own
		w.loadVocabulary()
		w.indexLacking(w.snap.Photos(), false, func(int) {})
	}
}

// modelInUse reports whether a job works, or will work, with the model.
func (w *Window) modelInUse() bool {
	return len(w.jobs.In(jobs.Model, jobs.Index, jobs.Search)) > 0
}

// closeModel ends the model when no goroutine of the window works any more.
func (w *Window) closeModel() {
	for _, e := range w.retired {
		logged(e.Close())
	}
	w.retired = nil
	if w.encoder != nil {
		logged(w.encoder.Close())
		w.encoder = nil
	}
}
