package tagging

import (
	"context"
	"fmt"
	"runtime"
	"sync"

	"golang.org/x/sync/errgroup"

	"catchlight/library/thumb"
)

// scaleReserve is how much larger than the model's input a decoded photo should be, so that scaling the JPEG's blocks
// does not show in the vector (45 dB and more against a full decode).
const scaleReserve = 1.9

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

// pipeline turns pictures 0 … count−1 into vectors: loaders → batches → inferences → sink. Each arrow is a bounded
// channel, so that only a few pictures are in memory whatever the count.
type pipeline struct {
	enc   Encoder
	count int
	batch int
	// load decodes a picture. Called by several goroutines, once for each index.
	load func(index int) (*thumb.Picture, error)
	// seen gets each prepared picture, by several goroutines. It may be nil.
	seen func(input []float32)
	// enough, when it is closed, lets the run end with the pictures that are under way. It may be nil.
	enough <-chan struct{}
	// sink gets results as they come, by one goroutine. An error ends the run.
	sink func([]encoded) error
}

// run blocks until all is done, or ctx ends, or the model or the sink fails. No goroutine outlives it.
func (p pipeline) run(ctx context.Context) error {
	if p.count == 0 {
		return ctx.Err()
	}
	profile := p.enc.Profile()
	if p.batch <= 0 {
		p.batch = max(profile.Batch, 1)
	}
	group, ctx := errgroup.WithContext(ctx)
	todo, ready, results := make(chan int), make(chan prepared, p.batch), make(chan []encoded, 1)
	group.Go(func() error { return p.feed(ctx, todo) })
	stage(group, min(runtime.GOMAXPROCS(0), p.count), func() { close(ready) }, func() error {
		return p.prepare(ctx, todo, ready, results)
	})
	stage(group, max(profile.Workers, 1), func() { close(results) }, func() error {
		return p.encode(ctx, ready, results)
	})
	group.Go(func() error { return p.collect(ctx, results) })
	return group.Wait()
}

// stage runs work on several goroutines and calls after when the last of them has ended.
func stage(group *errgroup.Group, workers int, after func(), work func() error) {
	var running sync.WaitGroup
	running.Add(workers)
	for range workers {
		group.Go(func() error {
			defer running.Done()
			return work()
		})
	}
	group.Go(func() error {
		running.Wait()
		after()
		return nil
	})
}

func (p pipeline) feed(ctx context.Context, todo chan<- int) error {
	defer close(todo)
	for i := range p.count {
		select {
		case todo <- i:
		case <-p.enough:
			return nil
		case <-ctx.Done():
			return ctx.Err()
		}
	}
	return nil
}

func (p pipeline) prepare(ctx context.Context, todo <-chan int, ready chan<- prepared, results chan<- []encoded) error {
	for i := range todo {
		picture, err := p.load(i)
		if err != nil {
			err = send(ctx, results, []encoded{{index: i, err: err}})
		} else {
			input := p.enc.Prepare(picture)
			if p.seen != nil {
				p.seen(input)
			}
			err = send(ctx, ready, prepared{i, input})
		}
		if err != nil {
			return err
		}
	}
	return ctx.Err()
}

func (p pipeline) encode(ctx context.Context, ready <-chan prepared, results chan<- []encoded) error {
	for {
		batch := take(ready, p.batch)
		if len(batch) == 0 {
			return ctx.Err()
		}
		inputs := make([][]float32, len(batch))
		for i, b := range batch {
			inputs[i] = b.input
		}
		vectors, err := p.enc.Images(ctx, inputs)
		if err != nil {
			return fmt.Errorf("encode photos: %w", err)
		}
		done := make([]encoded, len(batch))
		for i, b := range batch {
			done[i] = encoded{index: b.index, vector: vectors[i]}
		}
		if err := send(ctx, results, done); err != nil {
			return err
		}
	}
}

// take receives up to n pictures; fewer only at the end. The loaders close the channel also when ctx ends.
func take(ready <-chan prepared, n int) []prepared {
	var batch []prepared
	for p := range ready {
		if batch = append(batch, p); len(batch) == n {
			break
		}
	}
	return batch
}

func (p pipeline) collect(ctx context.Context, results <-chan []encoded) error {
	for r := range results {
		if err := p.sink(r); err != nil {
			return err
		}
	}
	return ctx.Err()
}

func send[T any](ctx context.Context, to chan<- T, value T) error {
	select {
	case to <- value:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

// shortEdge is how many pixels the short edge of a decoded photo should have for the model.
func shortEdge(p Profile) int { return int(scaleReserve*float64(p.Edge)) + 1 }
