package ui

import (
	"context"
	"sync/atomic"
	"time"

	"catchlight/library"
	"catchlight/tagging"
)

// scoreSlice is how long the deriver scores photos before it shows what it has. Two of them fit between two updates of the
// window.
const scoreSlice = 80 * time.Millisecond

// maxCached is how many suggestions are remembered for a photo: more than are shown, because decided ones make room.
const maxCached = 24

// deriver turns wishes into what the window shows, on a goroutine of its own. Only the newest wish counts.
type deriver struct {
	lib    *library.Library
	wishes chan wish // capacity 1
	latest atomic.Pointer[derived]
	queued atomic.Bool
	post   func(func())
	apply  func(*derived) // on Fyne's goroutine
	memory memory         // of the run loop's goroutine only, as tags is
	tags   *tagset        // of the last wish, as decisions have taught them
}

func newDeriver(lib *library.Library, post func(func()), apply func(*derived)) *deriver {
	return &deriver{lib: lib, wishes: make(chan wish, 1), post: post, apply: apply}
}

// ask replaces a wish that waits by this one. It never blocks, for nobody else fills the channel. Only Fyne's goroutine may
// call it.
func (d *deriver) ask(w wish) {
	select {
	case <-d.wishes:
	default:
	}
	d.wishes <- w
}

// run works until ctx ends.
func (d *deriver) run(ctx context.Context) {
	var unfinished *wish
	for {
		w, ok := d.next(ctx, unfinished)
		if !ok {
			return
		}
		if unfinished = nil; !d.make(ctx, &w) {
			unfinished = &w
		}
	}
}

// next is the newest wish, else the unfinished one, else what comes; ok is false when ctx has ended.
func (d *deriver) next(ctx context.Context, unfinished *wish) (w wish, ok bool) {
	if unfinished != nil {
		select {
		case w = <-d.wishes:
		default:
			w = *unfinished
		}
		return w, ctx.Err() == nil
	}
	select {
	case <-ctx.Done():
		return wish{}, false
	case w = <-d.wishes:
		return w, true
	}
}

// make publishes what follows from a wish, and reports whether that is all of it.
func (d *deriver) make(ctx context.Context, w *wish) (complete bool) {
	d.learn(w)
	complete = d.score(ctx, *w)
	w.stacks = d.memory.stacks.of(*w, d.lib)
	w.places = d.memory.places.of
	d.publish(derive(*w, d.lib, &d.memory))
	if !d.memory.places.fits(*w) {
		d.memory.places.make(*w) // after the first look, which should not wait
		complete = false
	}
	return complete
}

func (d *deriver) publish(r *derived) {
	d.latest.Store(r)
	if d.queued.Swap(true) {
		return
	}
	d.post(func() {
		d.queued.Store(false)
		d.apply(d.latest.Load())
	})
}

// learn lets the decisions teach the wish's tags.
func (d *deriver) learn(w *wish) {
	if w.tags == nil || w.tags.vectors == nil {
		return
	}
	if w.tags.same(d.tags) {
		w.tags = d.tags // the window may not have seen yet what was learned last
	}
	if learned := w.tags.vectors.Learn(d.lib, w.snap); learned != w.tags.vectors {
		learned.Changed(w.tags.vectors, d.lib.VectorBlocks(w.tags.model), w.proposals.threshold, w.proposals.age)
		w.tags = &tagset{model: w.tags.model, vocabulary: w.tags.vocabulary, vectors: learned, rule: w.tags.rule}
	}
	d.tags = w.tags
}

// score fills in the suggestions of photos that have a vector, for one slice of time, on all cores. It reports whether
// all are done.
func (d *deriver) score(ctx context.Context, w wish) bool {
	if w.tags == nil || w.tags.vectors == nil {
		return true
	}
	ctx, cancel := context.WithTimeout(ctx, scoreSlice)
	defer cancel()
	options := tagging.SuggestOptions{Strength: tagging.Loose, Threshold: w.proposals.threshold, Max: maxCached}
	return w.tags.vectors.SuggestAll(ctx, d.lib.VectorBlocks(w.tags.model), options, w.proposals.wants, w.proposals.put) == nil
}
