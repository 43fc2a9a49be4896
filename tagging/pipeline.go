package tagging

import (
	"context"
	"fmt"
	"sync"
	"time"

	"golang.org/x/sync/errgroup"

	"catchlight/library"
	"catchlight/library/thumb"
)

const (
	// scaleReserve is how much larger than the model's input a decoded photo should be, so that
	// scaling the JPEG's blocks does not show in the vector (45 dB and more against a full decode).
	scaleReserve = 1.9
	// readers keep a disk busy while the workers compute; more of them make a spinning one seek.
	readers = 2
	// readAhead is how many files wait for a worker.
	readAhead = 2
	// waitingInputs bounds the prepared pictures that wait for the model while it loads (0.8 MB
	// each for a CLIP model).
	waitingInputs = 48
	// waitingResults lets the workers go on while the disk makes vectors safe, which may take a
	// tenth of a second.
	waitingResults = 64
	// restFor is how long a worker that leaves its core to somebody waits before it looks again.
	restFor = 20 * time.Millisecond
)

// encoded is what became of one picture: a vector, or the reason why there is none.
type encoded struct {
	index  int
	vector []float32
	err    error
}

// prepared is a picture on its way to the model.
type prepared struct {
	index int
	input []float32
}

// loaded is a picture's file on its way to a worker.
type loaded struct {
	index   int
	file    *thumb.File
	err     error
	release func() // what it takes of the memory budget
}

// pipeline turns pictures 0 … count−1 into vectors:
//
//	feed → readers → workers → sink
//
// A worker decodes a file, or encodes a batch when one is ready: as many workers as cores then
// never wait for each other, whatever a photo costs to decode and a batch to encode, and no more
// pictures are decoded at a time than there are workers. Files and decoded pictures share a budget
// of memory. A pipeline runs once.
type pipeline struct {
	enc   Encoder
	count int
	tune  *tuner
	// read brings a picture's file into memory. Called by several goroutines, once for each index.
	read func(ctx context.Context, index int) (*thumb.File, error)
	// decode makes a picture of what read gave.
	decode func(ctx context.Context, index int, f *thumb.File, err error) (*thumb.Picture, error)
	// weigh is how much memory a picture takes while it is read and decoded, in bytes. nil:
	// nothing.
	weigh func(ctx context.Context, index int) int64
	// memory bounds what is read and decoded at a time.
	memory *thumb.Budget
	// yield reports whether a core should be left to the user just now. It may be nil.
	yield func() bool
	// rest reports whether nothing should be done just now. It may be nil.
	rest func() bool
	// seen gets each prepared picture, by several goroutines. It may be nil.
	seen func(input []float32)
	// enough, when it is closed, lets the run end with the pictures that are under way. It may be
	// nil.
	enough <-chan struct{}
	// sink gets results as they come, by one goroutine. An error ends the run.
	sink func([]encoded) error

	todo    chan int
	files   chan loaded
	results chan []encoded
	warm    chan struct{} // closed when the model is loaded
	drained chan struct{} // closed when all is read

	mu    sync.Mutex
	ready []prepared
}

// run blocks until all is done, or ctx ends, or the model or the sink fails. No goroutine outlives
// it.
func (p *pipeline) run(ctx context.Context) error {
	if p.count == 0 {
		return ctx.Err()
	}
	p.todo, p.files, p.results = make(chan int), make(chan loaded, readAhead), make(chan []encoded, waitingResults)
	p.warm, p.drained = make(chan struct{}), make(chan struct{})
	group, ctx := errgroup.WithContext(ctx)
	group.Go(func() error { return p.feed(ctx) })
	group.Go(func() error { return p.warmUp(ctx) })
	stage(group, readers, func() { close(p.files); close(p.drained) }, func(int) error { return p.readAll(ctx) })
	stage(group, p.tune.most, func() { close(p.results) }, func(n int) error { return p.work(ctx, n) })
	group.Go(func() error { return p.collect(ctx) })
	err := group.Wait()
	for l := range p.files { // when the run was stopped
		l.release()
	}
	return err
}

// stage runs work on several goroutines and calls after when the last of them has ended.
func stage(group *errgroup.Group, workers int, after func(), work func(n int) error) {
	var running sync.WaitGroup
	running.Add(workers)
	for n := range workers {
		group.Go(func() error {
			defer running.Done()
			return work(n)
		})
	}
	group.Go(func() error {
		running.Wait()
		after()
		return nil
	})
}

func (p *pipeline) feed(ctx context.Context) error {
	defer close(p.todo)
	for i := range p.count {
		select {
		case p.todo <- i:
		case <-p.enough:
			return nil
		case <-ctx.Done():
			return ctx.Err()
		}
	}
	return nil
}

// warmUp makes the model ready while the first photos are being read and decoded.
func (p *pipeline) warmUp(ctx context.Context) error {
	if _, err := p.enc.Images(ctx, nil); err != nil {
		return fmt.Errorf("load the model: %w", err)
	}
	close(p.warm)
	return nil
}

func (p *pipeline) readAll(ctx context.Context) error {
	for i := range p.todo {
		var bytes int64
		if p.weigh != nil {
			bytes = p.weigh(ctx, i)
		}
		l := loaded{index: i}
		var err error
		if l.release, err = p.memory.Acquire(ctx, bytes); err != nil {
			return err
		}
		l.file, l.err = p.read(ctx, i)
		if err := library.Send(ctx, p.files, l); err != nil {
			l.release()
			return err
		}
	}
	return ctx.Err()
}

// work takes what there is to do until there is nothing left.
func (p *pipeline) work(ctx context.Context, n int) error {
	for {
		if err := p.idle(ctx, n); err != nil {
			return err
		}
		file, batch, err := p.next(ctx)
		switch {
		case err != nil:
			return err
		case len(batch) > 0:
			err = p.encode(ctx, batch)
		case file != nil:
			err = p.prepare(ctx, *file)
		default:
			return nil
		}
		if err != nil {
			return err
		}
	}
}

// idle waits while worker n is not wanted: the machine does better without it, or the user needs a
// core, or all of them. Near the end all work.
func (p *pipeline) idle(ctx context.Context, n int) error {
	for n >= p.tune.workers() || p.rest != nil && p.rest() || n > 0 && n == p.tune.most-1 && p.yield != nil && p.yield() {
		select {
		case <-time.After(restFor):
		case <-p.drained:
			return nil
		case <-ctx.Done():
			return ctx.Err()
		}
	}
	return nil
}

// next is a batch where there is one, else a file; neither at the end.
func (p *pipeline) next(ctx context.Context) (*loaded, []prepared, error) {
	if batch := p.takeBatch(true); batch != nil {
		return nil, batch, nil
	}
	select {
	case f, ok := <-p.files:
		return p.fileOrLastBatch(f, ok)
	default:
	}
	if isClosed(p.warm) { // the disk is slower than the workers: a part of a batch is better than to wait
		if batch := p.takeBatch(false); batch != nil {
			return nil, batch, nil
		}
	}
	select {
	case f, ok := <-p.files:
		return p.fileOrLastBatch(f, ok)
	case <-ctx.Done():
		return nil, nil, ctx.Err()
	}
}

// fileOrLastBatch is what to do with what came from the readers: with nothing more to come, a last
// batch.
func (p *pipeline) fileOrLastBatch(f loaded, ok bool) (*loaded, []prepared, error) {
	if ok {
		return &f, nil, nil
	}
	return nil, p.takeBatch(false), nil
}

func isClosed(c <-chan struct{}) bool {
	select {
	case <-c:
		return true
	default:
		return false
	}
}

// takeBatch takes a batch of prepared pictures: a whole one, for which they wait while the model
// loads; or, when it may not wait and near the end, a worker's share of what there is, so that all
// workers end together. nil when there is none.
func (p *pipeline) takeBatch(wait bool) []prepared {
	size, workers := p.tune.batch(), p.tune.workers()
	wait = wait && !isClosed(p.drained)
	p.mu.Lock()
	defer p.mu.Unlock()
	if wait && (len(p.ready) < size || !isClosed(p.warm) && len(p.ready) < waitingInputs) {
		return nil
	}
	if !wait {
		size = min(size, (len(p.ready)+workers-1)/workers)
	}
	batch := append([]prepared(nil), p.ready[:size]...)
	p.ready = append(p.ready[:0], p.ready[size:]...)
	return batch
}

func (p *pipeline) prepare(ctx context.Context, l loaded) error {
	picture, err := p.decode(ctx, l.index, l.file, l.err)
	var input []float32
	if err == nil {
		input = p.enc.Prepare(picture)
	}
	l.release()
	if ctx.Err() != nil {
		return ctx.Err() // the photo is not to blame
	}
	if err != nil {
		return library.Send(ctx, p.results, []encoded{{index: l.index, err: err}})
	}
	if p.seen != nil {
		p.seen(input)
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	p.ready = append(p.ready, prepared{l.index, input})
	return nil
}

func (p *pipeline) encode(ctx context.Context, batch []prepared) error {
	inputs := make([][]float32, len(batch))
	for i, b := range batch {
		inputs[i] = b.input
	}
	started := time.Now()
	vectors, err := p.enc.Images(ctx, inputs)
	if err != nil {
		return fmt.Errorf("encode photos: %w", err)
	}
	p.tune.ran(len(batch), started, time.Since(started))
	done := make([]encoded, len(batch))
	for i, b := range batch {
		done[i] = encoded{index: b.index, vector: vectors[i]}
	}
	return library.Send(ctx, p.results, done)
}

func (p *pipeline) collect(ctx context.Context) error {
	for r := range p.results {
		if err := p.sink(r); err != nil {
			return err
		}
	}
	return ctx.Err()
}

// DecodeEdge is how many pixels the short edge of a decoded photo should have for the model. Pure.
func DecodeEdge(p Profile) int { return int(scaleReserve*float64(p.Edge)) + 1 }
