package main

import (
	"context"
	"fmt"

	"github.com/spf13/cobra"

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
}

type gradeSummary struct {
	Tags   int `json:"tags"`
	Photos int `json:"photos"`
}

func (p *program) gradeCommand() *cobra.Command {
	var named, in string
	cmd := &cobra.Command{
		Use:   "grade",
		Short: "Compare what would be suggested with the keywords that your photos have",
		Long: "For each tag of the vocabulary that indexed photos have as a keyword: how many of the photos for which it would be\n" +
			"suggested have it (precision), how many of those that have it are found (recall), and both at the line that fits them\n" +
			"best. Photos without a keyword of the vocabulary say nothing. Nothing is changed.",
		Example: "  catchlight vocabulary from-keywords mine\n  catchlight grade --vocabulary mine",
		Args:    cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			return p.withLibrary(func(s *session) error {
				v, err := s.vocabulary(named)
				if err != nil {
					return err
				}
				return s.withModel(func(e *engine) error { return s.grade(cmd.Context(), e.Encoder, v, in) })
			})
		},
	}
	cmd.Flags().StringVar(&named, "vocabulary", "", "vocabulary `FILE|NAME` (default: the one chosen in the preferences, else essentials)")
	cmd.Flags().StringVar(&in, "in", "", "only photos under `PATH`")
	return cmd
}

func (s *session) grade(ctx context.Context, enc tagging.Encoder, v *vocabulary.Vocabulary, in string) error {
	photos, err := s.searched(in)
	if err != nil {
		return err
	}
	tags, err := s.tagVectors(ctx, enc, v)
	if err != nil {
		return err
	}
	snap := s.lib.Snapshot()
	o := tagging.SuggestOptions{Strength: tagging.Strength(s.lib.Settings().Strength)}
	grades, graded := evaluate.GradeAll(s.lib, enc.Profile().Name, tags.Learn(s.lib, snap), v, photos, o)
	for _, g := range grades {
		line := gradeLine{v.Tags[g.Tag].Name, v.Path(g.Tag), g.Photos, g.Now, g.Best, rounded(float64(g.Line), 4)}
		plain := fmt.Sprintf("%-30s %5d photos   now: %3.0f %% right, %3.0f %% found   best, from %.3f: %3.0f %% right, %3.0f %% found",
			line.Path, g.Photos, 100*g.Now.Precision, 100*g.Now.Recall, g.Line, 100*g.Best.Precision, 100*g.Best.Recall)
		if err := s.emit(line, plain); err != nil {
			return err
		}
	}
	sum := gradeSummary{Tags: len(grades), Photos: graded}
	return s.emit(summaryLine{sum}, fmt.Sprintf("%s on %s with keywords of %s", counting(sum.Tags, "tag"), counting(sum.Photos, "photo"), v.Name))
}
