package main

import (
	"context"
	"errors"
	"slices"
	"sync/atomic"
	"time"

	"golang.org/x/sync/errgroup"

	"catchlight/library/thumb"
	"catchlight/tagging"
	"catchlight/tagging/clip"
)

// benchSample is how many photos the costs are measured on; the speed of indexing is measured on
// all.
const benchSample = 64

// costs measures decoding, preparing and encoding, each with all cores at it, and returns prepared
// inputs.
func (l *benchLine) costs(ctx context.Context, enc tagging.Encoder, photos []photo) ([][]float32, error) {
	inputs, err := l.prepare(ctx, enc, sampleFiles(photos))
	if err != nil || len(inputs) == 0 {
		return nil, errors.Join(err, errors.New("no photo can be decoded"))
	}
	if _, err := enc.Images(ctx, nil); err != nil { // loads the model
		return nil, err
	}
	return inputs, l.encode(ctx, enc, inputs)
}

// sampleFiles are benchSample files; few photos are measured more than once.
func sampleFiles(photos []photo) []string {
	var files []string
	for _, p := range photos {
		if p.err == nil && len(files) < benchSample {
			files = append(files, p.stored.Path)
		}
	}
	for n := len(files); n > 0 && len(files) < benchSample; {
		files = append(files, files[len(files)-n])
	}
	return files
}

// prepare measures decoding and preparing. Damaged photos are part of real folders: they are left
// out.
func (l *benchLine) prepare(ctx context.Context, enc tagging.Encoder, files []string) ([][]float32, error) {
	inputs := make([][]float32, len(files))
	var decode, prepare atomic.Int64
	err := onAllCores(ctx, l.Cores, len(files), func(i int) error {
		f, err := thumb.ReadFile(ctx, files[i])
		if err != nil {
			return nil
		}
		started := time.Now()
		picture, err := f.Decode(ctx, tagging.DecodeEdge(enc.Profile()))
		if err != nil {
			return nil
		}
		decoded := time.Now()
		inputs[i] = enc.Prepare(picture)
		decode.Add(int64(decoded.Sub(started)))
		prepare.Add(int64(time.Since(decoded)))
		return nil
	})
	inputs = slices.DeleteFunc(inputs, func(in []float32) bool { return in == nil })
	l.Decode, l.Prepare = perPhoto(&decode, inputs), perPhoto(&prepare, inputs)
	return inputs, err
}

// encode measures the model alone.
func (l *benchLine) encode(ctx context.Context, enc tagging.Encoder, inputs [][]float32) error {
	batches := slices.Collect(slices.Chunk(inputs, max(enc.Profile().Batch, 1)))
	var encode atomic.Int64
	started := time.Now()
	err := onAllCores(ctx, l.Cores, len(batches), func(i int) error {
		started := time.Now()
		_, err := enc.Images(ctx, batches[i])
		encode.Add(int64(time.Since(started)))
		return err
	})
	l.Alone = float64(len(inputs)) / time.Since(started).Seconds()
	l.Encode = perPhoto(&encode, inputs)
	return err
}

// perPhoto is a sum of durations as milliseconds for each photo.
func perPhoto(sum *atomic.Int64, photos [][]float32) float64 {
	return float64(sum.Load()) / 1e6 / float64(max(len(photos), 1))
}

// onAllCores does n pieces of work, as many at a time as there are cores.
func onAllCores(ctx context.Context, cores, n int, work func(i int) error) error {
	group, running := errgroup.WithContext(ctx)
	group.SetLimit(cores)
	for i := 0; i < n && running.Err() == nil; i++ {
		group.Go(func() error { return work(i) })
	}
	return errors.Join(group.Wait(), ctx.Err())
}

// threaded is the speed of the model alone with all cores in one inference, which an index run does
// not use: it says whether that is right on this machine.
func threaded(ctx context.Context, towers clip.Towers, cores int, inputs [][]float32) (float64, error) {
	enc, err := towers.Open(clip.Options{Threads: cores})
	if err != nil {
		return 0, err
	}
	if _, err := enc.Images(ctx, nil); err != nil {
		return 0, errors.Join(err, enc.Close())
	}
	started := time.Now()
	_, err = enc.Images(ctx, inputs)
	return float64(len(inputs)) / time.Since(started).Seconds(), errors.Join(err, enc.Close())
}
