package view

import (
	"context"
	"sync/atomic"
	"time"

	"catchlight/library"
	"catchlight/tagging"
)

// firstSlice is how long the builder scores photos, and then finds out what is known of them, before it
// shows what it has for the first time: two of them fit between two updates of the window.
const firstSlice = 80 * time.Millisecond

// doublings bounds the slices that follow the first, each twice as long, for what is shown of
// 100,000 photos takes as long to make as a slice: with few of them to a second little is lost, and
// a new request ends them.
const doublings = 4

// maxCached is how many suggestions are remembered for a photo: more than are shown, because
// decided ones make room.
const maxCached = 24

// Builder turns requests into what the window shows, on the goroutine that calls Run. Only the
// newest request counts.
type Builder struct {
	lib      *library.Library
	requests chan Request // capacity 1
	latest   atomic.Pointer[State]
	hurry    atomic.Pointer[context.CancelFunc] // ends a slice that is not the first
	queued   atomic.Bool
	post     func(func())
	apply    func(*State) // on Fyne's goroutine
	memory   memory       // of the run loop's goroutine only, as tags is
	tags     *Tagset      // of the last request, as decisions have taught them
}

// NewBuilder returns a builder for a library, which works once Run is called. apply is called with
// each new state, through post.
func NewBuilder(lib *library.Library, post func(func()), apply func(*State)) *Builder {
	return &Builder{lib: lib, requests: make(chan Request, 1), post: post, apply: apply}
}

// Ask replaces a request that waits by this one. It never blocks, for nobody else fills the
// channel. Only Fyne's goroutine may call it.
func (b *Builder) Ask(req Request) {
	select {
	case <-b.requests:
	default:
	}
	b.requests <- req
	b.Hurry()
}

// Hurry lets the builder look soon at what is new, though it is at work on an older request: another
// request, or that a search was read. Any goroutine may call it; it does not block.
func (b *Builder) Hurry() {
	if end := b.hurry.Load(); end != nil {
		(*end)()
	}
}

// Run works until ctx ends. It blocks.
func (b *Builder) Run(ctx context.Context) {
	last, whole := Request{}, true
	for {
		req, ok := b.next(ctx, last, whole)
		if !ok {
			return
		}
		if whole = b.make(ctx, &req); !whole {
			req.slices++
		}
		last = req
	}
}

// slice is a context that ends with a request's next slice.
func (b *Builder) slice(ctx context.Context, req *Request) (context.Context, context.CancelFunc) {
	ctx, end := context.WithTimeout(ctx, firstSlice<<min(req.slices, doublings))
	if req.slices == 0 {
		b.hurry.Store(nil)
		return ctx, end
	}
	b.hurry.Store(&end)
	if len(b.requests) > 0 { // it came before there was anything to end
		end()
	}
	return ctx, end
}

// next is the newest request, else the last one while not the whole of it was made, or once its
// search was read, else what comes; ok is false when ctx has ended.
func (b *Builder) next(ctx context.Context, last Request, whole bool) (req Request, ok bool) {
	if !whole {
		select {
		case req = <-b.requests:
			return b.read(req), ctx.Err() == nil
		default:
			return last.read(), ctx.Err() == nil
		}
	}
	select {
	case <-ctx.Done():
		return Request{}, false
	case req = <-b.requests:
		return b.read(req), true
	case <-last.unread():
		return last.read(), true
	}
}

// readTime is how long what the words of a search find is held back for what the model makes of it:
// where the model is quick, the photos are shown once, and not first without those that it finds.
const readTime = 50 * time.Millisecond

// read is a request, or a newer one, with what the model has made of its search by then.
func (b *Builder) read(req Request) Request {
	for deadline := time.After(readTime); req.unread() != nil; {
		select {
		case req = <-b.requests:
		case <-req.unread():
			return req.read()
		case <-deadline:
			return req
		}
	}
	return req
}

// make publishes what follows from a request, and reports whether that is all of it.
func (b *Builder) make(ctx context.Context, req *Request) (complete bool) {
	b.learn(req)
	part, end := b.slice(ctx, req)
	defer end()
	complete = b.score(part, *req)
	req.stacks = b.memory.stacks.of(*req, b.lib)
	complete = complete && req.Proposals.know(part, req, b.lib)
	req.places = b.memory.places.of
	b.publish(derive(*req, b.lib, &b.memory))
	if !b.memory.places.fits(*req) {
		b.memory.places.make(*req) // after the first look, which should not wait
		complete = false
	}
	return complete
}

func (b *Builder) publish(r *State) {
	b.latest.Store(r)
	if b.queued.Swap(true) {
		return
	}
	b.post(func() {
		b.queued.Store(false)
		b.apply(b.latest.Load())
	})
}

// learn lets the decisions teach the request's tags.
func (b *Builder) learn(req *Request) {
	if req.Tags == nil || req.Tags.Vectors == nil {
		return
	}
	if req.Tags.SameSource(b.tags) {
		req.Tags = b.tags // the window may not have seen yet what was learned last
	}
	if learned := req.Tags.Vectors.Learn(b.lib, req.Snapshot); learned != req.Tags.Vectors {
		learned.Changed(req.Tags.Vectors, b.lib.VectorBlocks(req.Tags.Model), req.Proposals.threshold, req.Proposals.age)
		req.Tags = req.Tags.learned(learned)
	}
	b.tags = req.Tags
}

// score fills in the suggestions of photos that have a vector, on all cores, until ctx ends. It
// reports whether all are done.
func (b *Builder) score(ctx context.Context, req Request) bool {
	if req.Tags == nil || req.Tags.Vectors == nil {
		return true
	}
	options := tagging.SuggestOptions{Each: req.Proposals.threshold == nil, Threshold: req.Proposals.threshold, Max: maxCached}
	return req.Tags.Vectors.SuggestAll(ctx, b.lib.VectorBlocks(req.Tags.Model), options, req.Proposals.wants, req.Proposals.put) == nil
}
