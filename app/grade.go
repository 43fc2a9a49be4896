package main

import (
	"context"
	"fmt"

	"github.com/spf13/cobra"

	"catchlight/library/keywords"
	"catchlight/tagging"
	"catchlight/tagging/evaluate"
	"catchlight/tagging/vocabulary"
)

// gradeLine is the JSON line of a tag; score is that of the best line.
type gradeLine struct {
	Tag    string           `json:"tag"`
	Path   string           `json:"path"`
	Photos int              `json:"photos"`
	Now    evaluate.Figures `json:"now"`
	Best   evaluate.Figures `json:"best"`
	Score  float64          `json:"score"`
	Holds  bool             `json:"holds"` // such a line is worth taking over
	Taken  bool             `json:"taken"` // the tag has a line of its own now
}

type gradeSummary struct {
	Tags   int `json:"tags"`
	Photos int `json:"photos"`
	Taken  int `json:"taken"` // tags that have a line of their own
}

// gradeFlags are the flags of grade.
type gradeFlags struct {
	vocabulary, in string
	take, forget   bool
}

func (p *program) gradeCommand() *cobra.Command {
	var f gradeFlags
	cmd := &cobra.Command{
		Use:   "grade",
		Short: "Compare what would be suggested with the keywords that your photos have",
		Long: "For each tag of the vocabulary that indexed photos have as a keyword: how many of the photos for which it would be\n" +
			"suggested have it (precision), how many of those that have it are found (recall), and both at the line that fits them\n" +
			"best. Photos without a keyword of the vocabulary say nothing. No photo is changed.\n\n" +
			"--take lets tags be suggested from their best line on, with this model and in the window too: those of at least five\n" +
			"photos whose line, fitted to one half of the photos, is better than the present one on the other, and right at least\n" +
			"every second time. --forget goes back to the model's rule.",
		Example: "  catchlight vocabulary from-keywords mine\n  catchlight grade --vocabulary mine\n  catchlight grade --vocabulary mine --take",
		Args:    cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			return p.withLibrary(func(s *session) error {
				v, err := s.vocabulary(f.vocabulary)
				if err != nil {
					return err
				}
				return s.withModel(func(e *engine) error { return s.grade(cmd.Context(), e.Encoder, v, f) })
			})
		},
	}
	cmd.Flags().StringVar(&f.vocabulary, "vocabulary", "", "vocabulary `FILE|NAME` (default: the one chosen in the preferences, else essentials)")
	cmd.Flags().StringVar(&f.in, "in", "", "only photos under `PATH`")
	cmd.Flags().BoolVar(&f.take, "take", false, "suggest tags from their best line on, where that holds")
	cmd.Flags().BoolVar(&f.forget, "forget", false, "go back to the model's rule for all tags")
	cmd.MarkFlagsMutuallyExclusive("take", "forget")
	return cmd
}

func (s *session) grade(ctx context.Context, enc tagging.Encoder, v *vocabulary.Vocabulary, f gradeFlags) error {
	model := enc.Profile().Name
	if f.forget {
		if err := tagging.TakeLines(s.lib, model, nil); err != nil {
			return err
		}
	}
	grades, graded, err := s.gradesOf(ctx, enc, v, f)
	if err != nil {
		return err
	}
	if f.take {
		if err := tagging.TakeLines(s.lib, model, linesOf(grades, v)); err != nil {
			return err
		}
	}
	return s.reportGrades(grades, graded, v, s.lib.Settings().Lines[model])
}

// linesOf are the lines that are worth taking over, by tag.
func linesOf(grades []evaluate.Grade, v *vocabulary.Vocabulary) map[string]float32 {
	lines := map[string]float32{}
	for _, g := range grades {
		if g.Holds {
			lines[v.Tags[g.Tag].Name] = g.Line
		}
	}
	return lines
}

// gradesOf grades the tags as the model suggests them at present; lines to take are compared with
// its rule, not with those that were taken before.
func (s *session) gradesOf(ctx context.Context, enc tagging.Encoder, v *vocabulary.Vocabulary, f gradeFlags) ([]evaluate.Grade, int, error) {
	photos, err := s.searched(f.in)
	if err != nil {
		return nil, 0, err
	}
	tags, err := s.tagVectors(ctx, enc, v)
	if err == nil && f.take {
		tags, err = tagging.Vectors(ctx, enc, s.lib, v, tagging.VectorOptions{RuleOnly: true})
	}
	if err != nil {
		return nil, 0, err
	}
	snap := s.lib.Snapshot()
	o := tagging.SuggestOptions{Strength: tagging.Strength(s.lib.Settings().Strength)}
	grades, graded := evaluate.GradeAll(s.lib, enc.Profile().Name, tags.Learn(s.lib, snap), v, photos, o)
	return grades, graded, nil
}

// reportGrades prints a line for each tag and the summary.
func (s *session) reportGrades(grades []evaluate.Grade, graded int, v *vocabulary.Vocabulary, lines map[string]float32) error {
	sum := gradeSummary{Tags: len(grades), Photos: graded}
	for _, g := range grades {
		_, taken := lines[keywords.Fold(v.Tags[g.Tag].Name)]
		line := gradeLine{v.Tags[g.Tag].Name, v.Path(g.Tag), g.Photos, g.Now, g.Best, rounded(float64(g.Line), 4), g.Holds, taken}
		plain := fmt.Sprintf("%-30s %5d photos   now: %3.0f %% right, %3.0f %% found   best, from %.3f: %3.0f %% right, %3.0f %% found",
			line.Path, g.Photos, 100*g.Now.Precision, 100*g.Now.Recall, g.Line, 100*g.Best.Precision, 100*g.Best.Recall)
		if taken {
			sum.Taken++
			plain += "   a line of its own"
		}
		if err := s.emit(line, plain); err != nil {
			return err
		}
	}
	plain := fmt.Sprintf("%s on %s with keywords of %s", counting(sum.Tags, "tag"), counting(sum.Photos, "photo"), v.Name)
	if sum.Taken > 0 {
		plain += fmt.Sprintf("; %s with a line of their own (--forget goes back to the model's rule)", counting(sum.Taken, "tag"))
	}
	return s.emit(summaryLine{sum}, plain)
}
