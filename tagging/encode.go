package tagging

import (
	"context"

	"catchlight/library/thumb"
)

// Pictures are pictures, numbered from 0, that a model shall see without a library: see Encode.
type Pictures struct {
	Count  int
	Memory *thumb.Budget // of files and pictures under way
	// Weigh estimates what a picture takes until it is decoded, in bytes. Called once for each,
	// before Read, on its goroutine.
	Weigh func(ctx context.Context, i int) int64
	// Read brings a picture's file into memory. Called by several goroutines, once for each.
	Read func(ctx context.Context, i int) (*thumb.File, error)
	// Decode makes a picture of what Read gave.
	Decode func(ctx context.Context, i int, f *thumb.File, err error) (*thumb.Picture, error)
}

// Encode calls each with the vector of every picture, or why it has none, in no order, by one
// goroutine. It blocks as Index does, with as many goroutines, and returns ctx's error or that of
// the model.
func (p Pictures) Encode(ctx context.Context, enc Encoder, each func(i int, vector []float32, err error)) error {
	profile := enc.Profile()
	run := pipeline{
		enc: enc, count: p.Count, tune: newTuner(profile, Tuning{}, max(profile.Batch, 1)),
		read: p.Read, decode: p.Decode, weigh: p.Weigh, memory: p.Memory,
		sink: func(results []encoded) error {
			for _, r := range results {
				each(r.index, r.vector, r.err)
			}
			return nil
		},
	}
	return run.run(ctx)
}
