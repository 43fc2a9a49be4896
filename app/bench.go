package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"time"

	"github.com/spf13/cobra"

	"catchlight/library"
	"catchlight/library/thumb"
	"catchlight/tagging"
)

// benchSample is how many photos the cost of one core is measured on; the speed of indexing is measured on all.
const benchSample = 32

// benchLine is the line of bench. Costs are milliseconds of one core for one photo.
type benchLine struct {
	Decode float64 `json:"decode_ms_per_core"`
	Encode float64 `json:"encode_ms_per_core"`
	Speed  float64 `json:"photos_per_second"`
	Ideal  float64 `json:"ideal_per_second"` // all cores busy with nothing but these costs
	Share  float64 `json:"share"`            // Speed of Ideal
	Photos int     `json:"photos"`
}

func (p *program) benchCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "bench [PATH…]",
		Short: "Measure decode, encode and index speed on this machine",
		Long: "Indexes photos into a library that is thrown away, and compares the speed with what this machine's cores could do\n" +
			"at best. Your library and your photos are not touched.",
		Example: "  catchlight bench ~/Pictures/2026",
		Args:    cobra.ArbitraryArgs,
		RunE:    func(cmd *cobra.Command, args []string) error { return p.bench(cmd.Context(), args) },
	}
}

func (p *program) bench(ctx context.Context, paths []string) error {
	dir, err := os.MkdirTemp("", "catchlight-bench-")
	if err != nil {
		return fmt.Errorf("make a folder to measure in: %w", err)
	}
	defer os.RemoveAll(dir) //nolint:errcheck // a temporary folder
	own := *p
	own.libraryFile = filepath.Join(dir, "library.db")
	return own.withLibrary(func(s *session) error {
		photos, err := s.photos(ctx, paths, nil)
		if err != nil {
			return err
		}
		if len(workable(photos)) == 0 {
			return errors.New("there is no photo to measure with: name a folder of photos")
		}
		return s.measure(ctx, photos)
	})
}

// measure takes the costs of one core, then the speed of the whole.
func (s *session) measure(ctx context.Context, photos []photo) error {
	var line benchLine
	err := s.withModel(func(e *engine) (err error) {
		if line, err = costs(ctx, e.Encoder, photos); err != nil {
			return err
		}
		line.Photos, line.Speed, err = s.indexSpeed(ctx, e.Encoder, photos)
		return err
	})
	if err != nil {
		return err
	}
	line.Ideal = float64(runtime.NumCPU()) * 1000 / (line.Decode + line.Encode)
	line.Share = rounded(line.Speed/line.Ideal, 2)
	line.Decode, line.Encode = rounded(line.Decode, 1), rounded(line.Encode, 1)
	line.Speed, line.Ideal = rounded(line.Speed, 1), rounded(line.Ideal, 1)
	return s.emit(line, line.String())
}

// costs measures decoding (with preparing) and encoding on one core.
func costs(ctx context.Context, one tagging.Encoder, photos []photo) (benchLine, error) {
	var inputs [][]float32
	started := time.Now()
	for _, p := range photos {
		if len(inputs) == benchSample || ctx.Err() != nil {
			break
		}
		if p.err != nil {
			continue
		}
		if picture, err := thumb.DecodeFile(p.stored.Path, 2*one.Profile().Edge); err == nil {
			inputs = append(inputs, one.Prepare(picture))
		}
	}
	if len(inputs) == 0 {
		return benchLine{}, errors.Join(ctx.Err(), errors.New("no photo can be decoded"))
	}
	decode := perPhoto(started, len(inputs))
	started = time.Now()
	_, err := one.Images(ctx, inputs)
	return benchLine{Decode: decode, Encode: perPhoto(started, len(inputs))}, err
}

// perPhoto is the milliseconds since started for each of n photos.
func perPhoto(started time.Time, n int) float64 {
	return float64(time.Since(started).Microseconds()) / 1000 / float64(n)
}

// indexSpeed indexes all photos and returns how many were done, and how many a second.
func (s *session) indexSpeed(ctx context.Context, enc tagging.Encoder, photos []photo) (int, float64, error) {
	started := time.Now()
	line := s.progressLine("Indexing")
	done, err := tagging.Index(ctx, s.lib, nil, enc, workable(photos), tagging.IndexOptions{
		Progress: func(p library.Progress) { line.update(p.Done, p.Total) },
	})
	line.clear()
	return done.Indexed, float64(done.Indexed) / time.Since(started).Seconds(), err
}

func (l benchLine) String() string {
	return fmt.Sprintf("decode %.1f ms, encode %.1f ms of one core a photo\n%s: %.1f photos/s, %.0f %% of the %.1f that %d cores could do",
		l.Decode, l.Encode, counting(l.Photos, "photo"), l.Speed, 100*l.Share, l.Ideal, runtime.NumCPU())
}
