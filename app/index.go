package main

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/spf13/cobra"

	"catchlight/app/usage"
	"catchlight/library"
	"catchlight/tagging"
)

func (p *program) indexCommand() *cobra.Command {
	var exclude []string
	var batch int
	cmd := &cobra.Command{
		Use:     "index [PATH…]",
		Short:   "Compute and store the vectors of photos, and nothing else",
		Example: "  catchlight index ~/Pictures",
		Args:    cobra.ArbitraryArgs,
		RunE: func(cmd *cobra.Command, args []string) error {
			return p.withLibrary(func(s *session) error {
				return s.withModel(func(e *engine) error {
					return s.index(cmd.Context(), e, args, exclude, batch)
				})
			})
		},
	}
	addExcludeDir(cmd.Flags(), &exclude)
	p.addCloser(cmd.Flags())
	usage.AddNumber(cmd.Flags(), &batch, "batch-size", 0, 1, "photos that the model takes at once (default: measured for the model)")
	return cmd
}

// index imports and indexes paths and reports every photo, however far it came.
func (s *session) index(ctx context.Context, e *engine, paths, exclude []string, batch int) error {
	started := time.Now()
	photos, err := s.photos(ctx, paths, exclude)
	if err != nil {
		return err
	}
	done, err := s.indexAll(ctx, e, photos, batch)
	sum := indexSummary{Photos: len(photos)}
	for _, p := range photos {
		line := indexLine{place: at(p.path), Indexed: done.indexed[p.id], People: s.peopleOf(p.stored), Error: p.reason(errors.Join(p.err, done.failed[p.id]))}
		sum.count(line)
		if line.Error != "" {
			s.warn(p.path, line.Error)
		}
		if failed := s.emit(line, ""); failed != nil {
			return errors.Join(err, failed)
		}
	}
	sum.Seconds = rounded(time.Since(started).Seconds(), 2)
	return errors.Join(err, s.emit(summaryLine{sum}, sum.String()), failures(sum.Failed))
}

func (sum *indexSummary) count(line indexLine) {
	if line.Indexed {
		sum.Indexed++
	}
	if line.Error != "" {
		sum.Failed++
	}
}

func (sum *indexSummary) String() string {
	return fmt.Sprintf("%s: %d indexed, %d failed, %.1f s", library.Counted(sum.Photos, "photo", "photos"), sum.Indexed, sum.Failed, sum.Seconds)
}

// indexResult is what became of each photo.
type indexResult struct {
	indexed map[library.ID]bool
	failed  map[library.ID]error
}

func (r *indexResult) note(id library.ID, indexed bool, err error) {
	r.indexed[id] = indexed || r.indexed[id]
	if err != nil {
		r.failed[id] = err
	}
}

// indexAll computes the missing vectors of photos and looks for people on them, with progress.
// Where the library goes over to the other tower of the model on the way, e is that one afterwards.
func (s *session) indexAll(ctx context.Context, e *engine, photos []photo, batch int) (*indexResult, error) {
	r := &indexResult{indexed: map[library.ID]bool{}, failed: map[library.ID]error{}}
	return r, s.withPeople(func(find tagging.LookForPeople) error {
		options := tagging.IndexOptions{Batch: batch, Each: r.note, People: find}
		if err := s.computeAll(ctx, e, photos, options); err != nil {
			return err
		}
		return s.findPeople(ctx, e, find, photos)
	})
}

// computeAll does the runs of indexAll, with progress.
func (s *session) computeAll(ctx context.Context, e *engine, photos []photo, o tagging.IndexOptions) error {
	line := s.progressLine("Indexing")
	defer line.clear()
	o.Progress = func(p library.Progress) { line.update(p.Done, p.Total) }
	for {
		o.ShouldSwitch = e.shouldSwitch()
		done, err := tagging.Index(ctx, s.lib, nil, e.Encoder, workable(photos), o)
		if done.NoPeople != nil {
			s.say("people were not looked for on some photos: %v", done.NoPeople)
		}
		if err != nil || !done.ShouldSwitch {
			return err
		}
		if err := e.reopen(); err != nil {
			return err
		}
	}
}
