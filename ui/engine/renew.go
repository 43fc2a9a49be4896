package engine

import (
	"context"

	"catchlight/library"
	"catchlight/tagging"
	"catchlight/tagging/clip"
	"catchlight/ui/jobs"
	"catchlight/ui/message"
	"catchlight/ui/phrase"
)

// manyIndexed is from how many photos on a tagging run leaves so much memory with the model (some
// 300 MB of the runtime's own) that the model is opened anew. Opening is quick: it loads nothing
// before it is used.
const manyIndexed = 64

// renew replaces the model by one that has not worked yet, to give back the memory of a run, or
// because the library has outgrown the tower that is open.
func (en *Engine) renew() {
	if en.inUse() {
		return
	}
	name, closer := en.model, tagging.LooksCloser(en.encoder)
	en.deps.Queue.Add(&jobs.Job{
		Lane: jobs.Model, Quiet: true, Says: saysOpening,
		Work: func(context.Context, *jobs.Job) (func(bool), error) {
			fresh, err := en.open(name, closer)
			return func(bool) { en.renewed(fresh, err) }, nil
		},
	})
}

// renewed takes over the fresh model, unless a job has begun to work with the old one meanwhile.
func (en *Engine) renewed(fresh tagging.Encoder, err error) {
	if err != nil {
		return // the old one goes on
	}
	if en.inUse() {
		en.deps.Group.Go(func() { jobs.LogError(fresh.Close()) })
		return
	}
	before := en.VectorsName()
	en.retire(en.encoder)
	en.encoder = fresh
	if en.VectorsName() != before { // the other tower, with vectors of its own
		en.Vocabularies.Load()
		en.Runs.IndexLacking(en.deps.Photos().Photos(), false, func(int) {})
	}
}

// inUse reports whether a job works, or will work, with the model.
func (en *Engine) inUse() bool {
	return len(en.deps.Queue.In(jobs.Model, jobs.Index, jobs.Search, jobs.Try)) > 0
}

// retire closes an encoder once no job can be working with it.
func (en *Engine) retire(encoder tagging.Encoder) {
	if encoder != nil {
		en.retired = append(en.retired, encoder)
	}
	en.CloseRetired()
}

// CloseRetired closes the models that others have replaced, in the background, when no job can be
// working with them.
func (en *Engine) CloseRetired() {
	if len(en.retired) == 0 || en.inUse() {
		return
	}
	retired := en.retired
	en.retired = nil
	en.deps.Group.Go(func() {
		for _, e := range retired {
			jobs.LogError(e.Close())
		}
	})
}

// Close ends the model. It may only be called when no goroutine of the window works any more; it
// blocks.
func (en *Engine) Close() {
	for _, e := range en.retired {
		jobs.LogError(e.Close())
	}
	en.retired = nil
	if en.encoder != nil {
		jobs.LogError(en.encoder.Close())
		en.encoder = nil
	}
}

// SetQuantised says when the 8-bit tower of the model is used; the model in use goes on until the
// other tower is ready.
func (en *Engine) SetQuantised(q clip.Quantised) {
	en.deps.Keep(func(set *library.Settings) { set.Quantised = string(q) })
	en.UseAgain()
}

// SetCloser says whether the model looks at parts of photos, too. It goes on as before until it has
// looked at all of them so: what it saw either way is kept apart, and never mixed.
func (en *Engine) SetCloser(on bool) {
	en.deps.Keep(func(set *library.Settings) { set.Closer = on })
	en.UseAgain()
}

// SetDevice says what computes photos from the next run on.
func (en *Engine) SetDevice(d clip.Device) {
	en.computing = ""
	en.deps.Keep(func(set *library.Settings) { set.Device = string(d) })
	en.UseAgain()
}

// Computing is a sentence about which device computes photos, "" where nothing is known of it.
func (en *Engine) Computing() string { return en.computing }

// SayComputing says which device computes photos.
func (en *Engine) SayComputing(sentence string) {
	en.computing = phrase.Said(sentence)
	en.deps.Board.Mention(&message.Result{Text: en.computing})
	en.deps.StateChanged()
}

// Devices are what photos can be computed on beside the processor. They are not known before
// FindDevices has found them.
func (en *Engine) Devices() (devices []clip.Device, known bool) { return en.devices, en.devices != nil }

// FindDevices asks the model's runtime what there is, which loads it, in the background, and calls
// then.
func (en *Engine) FindDevices(then func()) {
	found := []clip.Device{}
	en.deps.Errands.Enqueue(func() error {
		devices, err := en.deps.Devices()
		found = append(found, devices...)
		return err
	}, func(err error) {
		jobs.LogError(err)
		en.devices = found // empty, not nil: they are known
		then()
	})
}
