package main

import (
	"cmp"
	"context"
	"errors"
	"time"

	"github.com/spf13/cobra"

	"catchlight/library"
	"catchlight/tagging"
	"catchlight/tagging/facts"
	"catchlight/tagging/vocabulary"
)

func (p *program) tagCommand() *cobra.Command {
	var f tagFlags
	cmd := &cobra.Command{
		Use:   "tag [PATH…]",
		Short: "Index what is new, suggest tags of a vocabulary, write them as keywords",
		Long: "Indexes new photos, suggests tags and writes them as keywords. Without --yes or --dry-run it first says what it\n" +
			"is about to write and remove, in how many files, and asks. \"catchlight undo --last\" takes a run back.",
		Example: "  catchlight tag --dry-run ~/Pictures/2026\n  catchlight tag --yes --vocabulary my-tags.txt --suggest strict .",
		Args:    cobra.ArbitraryArgs,
		RunE: func(cmd *cobra.Command, args []string) error {
			f.maxGiven = cmd.Flags().Changed("max")
			return p.tag(cmd.Context(), args, &f)
		},
	}
	f.add(cmd)
	p.addCloser(cmd.Flags())
	return cmd
}

// tagRun is one run of the command tag. lines has one entry for every photo, in order of path.
type tagRun struct {
	*session
	flags      *tagFlags
	paths      []string
	vocabulary *vocabulary.Vocabulary
	model      string
	started    time.Time
	photos     []photo

	lines   []tagLine
	at      map[string]int // the line of a photo, by the library's path
	chosen  map[library.ID][]library.Decision
	refused bool // the user answered no
	indexed int
	changed int
	beside  int // of these, photos that got a sidecar
	worth   *tagging.Worth
}

func (p *program) tag(ctx context.Context, paths []string, f *tagFlags) error {
	p.device = cmp.Or(f.device.Value, p.device) // rtag's flag, with a letter of its own
	if err := f.check(p); err != nil {
		return err
	}
	return p.withLibrary(func(s *session) error {
		v, err := s.vocabulary(f.vocabulary...)
		if err != nil {
			return err
		}
		return s.withModel(func(e *engine) error {
			return s.tag(ctx, e, v, paths, f)
		})
	})
}

// tag does the run and reports it, however far it came.
func (s *session) tag(ctx context.Context, e *engine, v *vocabulary.Vocabulary, paths []string, f *tagFlags) error {
	if len(paths) == 0 {
		paths = []string{"."}
	}
	r := &tagRun{session: s, flags: f, paths: paths, vocabulary: v, started: time.Now()}
	vectors, err := s.tagVectors(ctx, e.Encoder, v) // the same for both towers
	if err != nil {
		return err
	}
	if note := vectors.Learn(s.lib, s.lib.Snapshot()).UnknownNote(); note != "" {
		s.say("%s", note)
	}
	photos, err := s.photos(ctx, paths, f.excludeDir)
	if err != nil {
		return err
	}
	r.begin(photos)
	err = r.index(ctx, e)
	r.model = e.Profile().Name
	if err == nil {
		r.suggest(vectors.Learn(s.lib, s.lib.Snapshot()))
		r.judge(vectors, e.Profile().Measured)
		if err = r.suggestPlaces(); err == nil {
			err = r.write(ctx)
		}
	}
	return r.report(err)
}

func (r *tagRun) begin(photos []photo) {
	r.photos = photos
	r.lines = make([]tagLine, len(photos))
	r.at = make(map[string]int, len(photos))
	r.chosen = map[library.ID][]library.Decision{}
	for i, p := range photos {
		r.lines[i] = tagLine{place: at(p.path), Error: p.reason(p.err)}
		if p.stored != nil {
			r.at[p.stored.Path] = i
		}
	}
}

// index computes the vectors that are missing.
func (r *tagRun) index(ctx context.Context, e *engine) error {
	if r.flags.noIndexing {
		return ctx.Err()
	}
	done, err := r.indexAll(ctx, e, r.photos, r.flags.batchSize)
	for i, p := range r.photos {
		if done.indexed[p.id] {
			r.indexed++
		}
		if failed := done.failed[p.id]; failed != nil {
			r.lines[i].Error = p.reason(failed)
		}
	}
	return err
}

// suggest fills in the suggestions of every photo that has a vector.
func (r *tagRun) suggest(tags *tagging.TagVectors) {
	now := r.lib.Snapshot()
	options, refusals := r.flags.suggestOptions(tagging.Strength(r.lib.Settings().Strength)), tagging.NewRefusals(r.vocabulary)
	known := r.newFactFinder()
	for i, p := range r.photos {
		line := &r.lines[i]
		if line.Error != "" || p.stored == nil {
			continue
		}
		vector, ok := r.lib.Vector(r.model, p.stored.Picture)
		if !ok {
			line.Skipped = "not indexed"
			continue
		}
		line.Shot, line.People = shotOf(p.stored), r.peopleOf(p.stored)
		options.Exclude = refusals.On(now.Decisions(p.id))
		found, reasons, missing := known.add(p.stored, tags.Suggest(vector, options), options)
		isNew := r.newOn(p.stored, now)
		for _, sg := range found {
			says := suggestionLine{Tag: sg.Name, Score: rounded(float64(sg.Score), 4), Reason: reasons[sg.Tag]}
			if isNew(sg) {
				line.Later = append(line.Later, says)
				continue
			}
			r.choose(line, p.id, says, r.hierarchy(p.stored, sg.Tag, now))
		}
		for _, fact := range missing {
			if !isNew(tagging.Suggestion{Name: fact.Word}) {
				r.choose(line, p.id, suggestionLine{Tag: fact.Word, Score: 1, Reason: fact.Reason.String()}, fact.Word)
			}
		}
	}
}

// judge says what suggestions of the strength that was asked for are worth.
func (r *tagRun) judge(tags *tagging.TagVectors, measured *tagging.Measured) {
	o := r.flags.suggestOptions(tagging.Strength(r.lib.Settings().Strength))
	if w := tags.Worth(r.lib, r.lib.Snapshot(), o.Strength, measured); w.Known() && o.Threshold == nil && len(r.chosen) > 0 {
		r.worth = &w
	}
}

// choose notes a suggestion: one with a reason is known without the model.
func (r *tagRun) choose(line *tagLine, id library.ID, says suggestionLine, path string) {
	by := r.model
	if says.Reason != "" {
		by = facts.Model
	}
	line.Suggestions = append(line.Suggestions, says)
	r.chosen[id] = append(r.chosen[id], library.Decision{
		Photo: id, Tag: says.Tag, Verdict: library.Accepted, Run: true, Model: by, Path: path,
	})
}

// report prints a line for every photo and the summary, and returns what the program ends with.
func (r *tagRun) report(err error) error {
	sum := tagSummary{Photos: len(r.lines), Indexed: r.indexed, Written: r.changed, Sidecars: r.beside, Worth: r.worth}
	for i := range r.lines {
		line := &r.lines[i]
		r.settle(line, err)
		if len(line.Suggestions) > 0 {
			sum.Suggested++
		}
		if line.Error != "" {
			sum.Failed++
			r.warn(string(line.Path), line.Error)
		}
		if e := r.emit(line, plainTags(line)); e != nil {
			return errors.Join(err, e)
		}
	}
	sum.Seconds = rounded(time.Since(r.started).Seconds(), 2)
	plain := []string{plainSummary(sum)}
	if r.worth != nil {
		plain = append(plain, r.worth.String())
	}
	return errors.Join(err, r.emit(summaryLine{sum}, plain...), failures(sum.Failed))
}

// cutShort is why a photo was not reached.
const cutShort = "the run was cut short"

// settle makes a line ready to print: no null lists, and a word why nothing was written.
func (r *tagRun) settle(line *tagLine, err error) {
	line.Suggestions, line.Written, line.Removed, line.To = list(line.Suggestions), list(line.Written), list(line.Removed), list(line.To)
	if line.Error != "" || line.Skipped != "" || len(line.To) > 0 && !r.flags.dryRun {
		return
	}
	switch {
	case r.refused && len(line.Suggestions)+len(line.Place) > 0:
		line.Skipped = "not written: you answered no"
	case err != nil:
		line.Skipped = cutShort
	case len(line.Suggestions) == 0 && line.Place == "":
		line.Skipped = "no suggestion"
	case r.flags.dryRun:
		line.Skipped = dryRunNote
	default:
		line.Skipped = "nothing new to write"
	}
}

// failures is the error of a run in which n photos failed.
func failures(n int) error {
	if n == 0 {
		return nil
	}
	return errSomeFailed
}
