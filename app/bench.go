package main

import (
	"context"
	"errors"
	"fmt"
	"image"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"catchlight/library"
	"catchlight/tagging"
	"catchlight/tagging/clip"
)

// benchLine is the line of bench. Costs are milliseconds of one core for one photo while all cores
// work.
type benchLine struct {
	Decode  float64 `json:"decode_ms_per_core"`  // at the scale that the model needs
	Prepare float64 `json:"prepare_ms_per_core"` // scale, crop, normalise
	Encode  float64 `json:"encode_ms_per_core"`
	Speed   float64 `json:"photos_per_second"` // from file to stored vector, the model being loaded
	Ideal   float64 `json:"ideal_per_second"`  // all cores busy with nothing but decode and encode
	Share   float64 `json:"share"`             // Speed of Ideal
	People  float64 `json:"people_per_second"` // Speed, with people looked for; 0 where that is switched off
	Longer  float64 `json:"people_factor"`     // how many times as long that takes
	Photos  int     `json:"photos"`

	Model     string  `json:"model"`
	Quantised bool    `json:"quantised"`
	Alone     float64 `json:"images_per_second"` // the model alone, an inference on each core
	Threaded  float64 `json:"threaded_per_second"`
	Cores     int     `json:"cores"`
	Workers   int     `json:"workers"` // as the run has found them best
	Threads   int     `json:"threads"` // of an inference
	Batch     int     `json:"batch"`
	PeakMB    float64 `json:"peak_mb"` // resident memory of the whole, 0 where the system does not tell
	Machine   string  `json:"machine"`
}

func (p *program) benchCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "bench [PATH…]",
		Short: "Measure decode, encode and index speed on this machine",
		Long: "Indexes photos into a library that is thrown away, and compares the speed with what this machine's cores could do\n" +
			"at best. Your library and your photos are not touched. The image tower is the one that came with the model;\n" +
			"--quantised on measures the 8-bit one.",
		Example: "  catchlight bench ~/Pictures/2026\n  catchlight bench --model standard --quantised on ~/Pictures/2026",
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
		line, err := s.measure(ctx, photos)
		if err != nil {
			return err
		}
		return s.emit(line, strings.Split(line.String(), "\n")...)
	})
}

// measure takes the costs of one core, then the speed of the whole.
func (s *session) measure(ctx context.Context, photos []photo) (benchLine, error) {
	line := benchLine{Cores: runtime.GOMAXPROCS(0), Threads: 1, Machine: tagging.Machine()}
	var towers clip.Towers
	var sample [][]float32
	err := s.withModel(func(e *engine) (err error) {
		towers = e.towers
		line.Model, line.Quantised = e.Profile().Name, e.towers.Small()
		if sample, err = line.costs(ctx, e.Encoder, photos); err != nil {
			return err
		}
		if err = s.indexSpeed(ctx, e.Encoder, photos, &line); err != nil {
			return err
		}
		if err = s.withPeople(func(find tagging.LookForPeople) error {
			return s.peopleSpeed(ctx, e.Encoder, photos, find, &line)
		}); err != nil {
			return err
		}
		line.PeakMB = float64(peakMemory()) / (1 << 20)
		return nil
	})
	if err == nil {
		line.Threaded, err = threaded(ctx, towers, line.Cores, sample)
	}
	return line.rounded(), err
}

// timedIndex indexes all photos.
func (s *session) timedIndex(ctx context.Context, enc tagging.Encoder, photos []photo, find tagging.LookForPeople) (
	done tagging.Indexed, took time.Duration, err error,
) {
	progress := s.progressLine("Indexing")
	defer progress.clear()
	started := time.Now()
	done, err = tagging.Index(ctx, s.lib, nil, enc, workable(photos), tagging.IndexOptions{
		People: find, Progress: func(p library.Progress) { progress.update(p.Done, p.Total) },
	})
	return done, time.Since(started), errors.Join(err, done.NoPeople)
}

// peopleSpeed indexes all photos once more and looks for people on them.
func (s *session) peopleSpeed(ctx context.Context, enc tagging.Encoder, photos []photo, find tagging.LookForPeople, line *benchLine) error {
	if find == nil {
		return nil
	}
	if err := s.lib.ForgetModel(line.Model); err != nil {
		return err
	}
	if _, err := find(ctx, image.NewRGBA(image.Rect(0, 0, 8, 8))); err != nil { // loads the detectors, as the model is loaded
		return err
	}
	done, took, err := s.timedIndex(ctx, enc, photos, find)
	line.People = float64(done.Indexed) / took.Seconds()
	line.Longer = line.Speed / line.People
	return err
}

// indexSpeed indexes all photos.
func (s *session) indexSpeed(ctx context.Context, enc tagging.Encoder, photos []photo, line *benchLine) error {
	done, took, err := s.timedIndex(ctx, enc, photos, nil)
	tuning, _ := tagging.Tuned(s.lib, line.Model)
	if tuning.Workers == 0 { // the run was too short to find any
		tuning.Workers, tuning.Batch = enc.Profile().Workers, enc.Profile().Batch
	}
	line.Workers, line.Batch = tuning.Workers, tuning.Batch
	line.Photos, line.Speed = done.Indexed, float64(done.Indexed)/took.Seconds()
	line.Ideal = float64(line.Cores) * 1000 / (line.Decode + line.Encode)
	line.Share = line.Speed / line.Ideal
	return err
}

func (l benchLine) rounded() benchLine {
	for _, figure := range []*float64{&l.Decode, &l.Prepare, &l.Encode, &l.Speed, &l.Ideal, &l.People, &l.Alone, &l.Threaded, &l.PeakMB} {
		*figure = rounded(*figure, 1)
	}
	l.Share, l.Longer = rounded(l.Share, 2), rounded(l.Longer, 2)
	return l
}

func (l benchLine) String() string {
	bits := ""
	if l.Quantised {
		bits = ", in 8 bits"
	}
	text := fmt.Sprintf(`%s%s on %s
decode %.1f ms, prepare %.1f ms, encode %.1f ms of one core a photo
model alone %.1f photos/s (%.1f with %s in one inference)
%s: %.1f photos/s, %.0f %% of the %.1f that %s could do; %s, %s an inference, batches of %d; peak %.0f MB`,
		l.Model, bits, l.Machine, l.Decode, l.Prepare, l.Encode, l.Alone, l.Threaded, library.Counted(l.Cores, "thread", "threads"),
		library.Counted(l.Photos, "photo", "photos"), l.Speed, 100*l.Share, l.Ideal, library.Counted(l.Cores, "core", "cores"), library.Counted(l.Workers, "worker", "workers"), library.Counted(l.Threads, "thread", "threads"), l.Batch, l.PeakMB)
	if l.People > 0 {
		text += fmt.Sprintf("\nwith people: %.1f photos/s, %.2f times as long", l.People, l.Longer)
	}
	return text
}
