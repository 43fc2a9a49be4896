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
func (en *engine) renewModel() {
	if en.modelInUse() {
		return
	}
	name := en.model
	en.w.jobs.Add(&jobs.Job{
		Lane: jobs.Model, Quiet: true,
		Says: func(int, int) string { return lang.X("job.model", "Opening the model") },
		Work: func(context.Context, *jobs.Job) (func(bool), error) {
			fresh, err := en.w.deps.OpenModel(name)
			return func(bool) { en.renewed(fresh, err) }, nil
		},
	})
}

// renewed takes over the fresh model, unless a job has begun to work with the old one meanwhile.
func (en *engine) renewed(fresh tagging.Encoder, err error) {
	if err != nil {
		return // the old one goes on
	}
	if en.modelInUse() {
		en.w.group.Go(func() { jobs.LogError(fresh.Close()) })
		return
	}
	before := en.vectorsName()
	en.retire(en.encoder)
	en.encoder = fresh
	if en.vectorsName() != before { // the other tower, with vectors of its own
		en.w.vocabularies.loadVocabulary()
		en.indexLacking(en.w.snap.Photos(), false, func(int) {})
	}
}

// modelInUse reports whether a job works, or will work, with the model.
func (en *engine) modelInUse() bool {
	return len(en.w.jobs.In(jobs.Model, jobs.Index, jobs.Search)) > 0
}

// closeModel ends the model when no goroutine of the window works any more.
func (en *engine) closeModel() {
	for _, e := range en.retired {
		jobs.LogError(e.Close())
	}
	en.retired = nil
	if en.encoder != nil {
		jobs.LogError(en.encoder.Close())
		en.encoder = nil
	}
}
