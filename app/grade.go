package main

import (
	"context"
	"errors"
	"fmt"

	"github.com/spf13/cobra"

	"catchlight/app/usage"
	"catchlight/library"
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

	RuleTaken bool       `json:"rule_taken"`     // the whole vocabulary goes by a rule that was taken over
	Rule      *ruleOffer `json:"rule,omitempty"` // one that it would gain from
}

// ruleOffer is a rule with what it and the present one are worth on photos that it was not fitted
// to.
type ruleOffer struct {
	tagging.TakenRule
	Now  evaluate.Worth `json:"now"`
	Then evaluate.Worth `json:"then"`
}

// gradeFlags are the flags of grade.
type gradeFlags struct {
	vocabulary, in         string
	take, takeRule, forget bool
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
			"every second time. --take-rule lets the whole vocabulary go by the rule that is offered: one that, fitted to either\n" +
			"half of the photos, is better than the present one on the other. --forget goes back to the model's rule.",
		Example: "  catchlight vocabulary from-keywords mine\n  catchlight grade --vocabulary mine\n  catchlight grade --vocabulary mine --take-rule --take",
		Args:    usage.Takes(0, 0),
		RunE: func(cmd *cobra.Command, _ []string) error {
			if f.forget && (f.take || f.takeRule) {
				return errors.New("--forget goes back, --take and --take-rule go on: give the one or the others")
			}
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
	cmd.Flags().BoolVar(&f.takeRule, "take-rule", false, "suggest all tags by the rule that is offered")
	cmd.Flags().BoolVar(&f.forget, "forget", false, "go back to the model's rule for all tags")
	return cmd
}

// grade grades, takes over what was asked for, and reports. The figures are those from before, but
// for lines that are taken together with a rule: they are to fit that.
func (s *session) grade(ctx context.Context, enc tagging.Encoder, v *vocabulary.Vocabulary, f gradeFlags) error {
	if f.forget {
		if err := tagging.ForgetTaken(s.lib, enc.Profile().TakenKey()); err != nil {
			return err
		}
	}
	table, err := s.graded(ctx, enc, v, f.in)
	if err != nil {
		return err
	}
	offered := table.Rule
	if f.takeRule && offered != nil {
		if err = table.TakeRule(s.lib); err == nil && f.take {
			table, err = s.graded(ctx, enc, v, f.in)
		}
	}
	if err == nil && f.take {
		err = table.TakeLines(s.lib)
	}
	if err != nil {
		return err
	}
	return s.reportGrades(table, offered, v, enc.Profile().TakenKey())
}

// graded grades a vocabulary on the photos under in, all where that is "".
func (s *session) graded(ctx context.Context, enc tagging.Encoder, v *vocabulary.Vocabulary, in string) (evaluate.Table, error) {
	photos, err := s.searched(in, nil)
	if err != nil {
		return evaluate.Table{}, err
	}
	if note := tagging.Unreadable(v, enc.Profile()); note != "" {
		s.say("%s", note)
	}
	line := s.progressLine("Grading:")
	defer line.clear()
	return evaluate.GradeKeywords(ctx, enc, s.lib, v, photos, evaluate.TableOptions{
		Strength: tagging.Strength(s.lib.Settings().Strength),
		Progress: func(p library.Progress) { line.update(p.Done, p.Total) },
	})
}

// reportGrades prints a line for each tag and the summary, with what was taken over by now.
func (s *session) reportGrades(table evaluate.Table, offered *evaluate.Offer, v *vocabulary.Vocabulary, model string) error {
	lines := s.lib.Settings().Lines[model]
	sum := gradeSummary{Tags: len(table.Tags), Photos: table.Photos}
	for _, g := range table.Tags {
		_, taken := lines[keywords.Fold(v.Tags[g.Tag].Name)]
		line := gradeLine{v.Tags[g.Tag].Name, v.Path(g.Tag), g.Photos, g.Now, g.Best, rounded(float64(g.Line), 4), g.Holds, taken}
		plain := fmt.Sprintf("%-30s %12s   now: %3.0f %% right, %3.0f %% found   best, from %.3f: %3.0f %% right, %3.0f %% found",
			line.Path, library.Counted(g.Photos, "photo", "photos"), 100*g.Now.Precision, 100*g.Now.Recall, g.Line, 100*g.Best.Precision, 100*g.Best.Recall)
		if taken {
			sum.Taken++
			plain += "   a line of its own"
		}
		if err := s.emit(line, plain); err != nil {
			return err
		}
	}
	_, sum.RuleTaken = tagging.RuleTaken(s.lib, model)
	if offered != nil {
		sum.Rule = &ruleOffer{offered.Rule, offered.Now, offered.Then}
	}
	return s.emit(summaryLine{sum}, sum.plain(v.Name)...)
}

// plain is the summary for a person.
func (sum gradeSummary) plain(vocabulary string) []string {
	text := fmt.Sprintf("%s on %s with keywords of %s", library.Counted(sum.Tags, "tag", "tags"), library.Counted(sum.Photos, "photo", "photos"), vocabulary)
	if sum.Taken > 0 {
		text += fmt.Sprintf("; %s of them by a line of its own", library.Counted(sum.Taken, "tag", "tags"))
	}
	if sum.RuleTaken {
		text += "; all by a rule that was taken over"
	}
	if sum.Taken > 0 || sum.RuleTaken {
		text += " (--forget goes back to the model's rule)"
	}
	lines := []string{text}
	if r := sum.Rule; r != nil {
		what := "all tags together gain from another rule, on photos that it was not fitted to (--take-rule takes it over)"
		if sum.RuleTaken {
			what = "the rule that fits your keywords, on photos that it was not fitted to"
		}
		lines = append(lines, what+":", "  before: "+worthText(r.Now), "  with it: "+worthText(r.Then))
	}
	return lines
}

func worthText(w evaluate.Worth) string {
	return fmt.Sprintf("%.0f %% right, %.0f %% found, %.1f tags a photo", 100*w.Precision, 100*w.Recall, w.PerPhoto)
}
