package main

import (
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"catchlight/app/usage"
	"catchlight/library"
	"catchlight/library/keywords"
	"catchlight/tagging"
	"catchlight/tagging/evaluate"
	"catchlight/tagging/facts"
	"catchlight/tagging/vocabulary"
)

// evalFlags are the flags of the command eval.
type evalFlags struct {
	vocabulary, names, prompt string
	labels                    []string
	facts                     usage.Choice
	except                    []string
	suggest                   usage.Choice
	report                    string
	border                    int
	fit, taken                bool
}

func (p *program) evalCommand() *cobra.Command {
	f := evalFlags{
		suggest: usage.NewChoice("", "strict", "balanced", "loose"),
		facts:   usage.NewChoice("", string(facts.WantNone), string(facts.WantTags)),
	}
	cmd := &cobra.Command{
		Use:   "eval DIR",
		Short: "Measure the accuracy of suggestions on labelled photos",
		Long: "Labels come from labels.tsv in DIR (file, tab, tags separated by \", \"), else from the names of the sub-folders. A table\n" +
			"named as the vocabulary (essentials.tsv) goes first. Its heading line may name a column \"keep\", for what is worth keeping\n" +
			"of what is true.\n\n" +
			"Measured is what \"tag\" would suggest: the model's tags, and those that people and the shot itself tell (--facts off:\n" +
			"the model's alone). Keywords in files, decisions and what was learned play no part; nothing is written.",
		Example: "  catchlight eval --json --vocabulary tags.txt ~/labelled\n" +
			"  catchlight eval --names folder_to_label.json --border 2 ~/objectnet/images",
		Args: usage.Takes(1, 1),
		RunE: func(cmd *cobra.Command, args []string) error { return p.eval(cmd.Context(), args[0], &f) },
	}
	fs := cmd.Flags()
	p.addCloser(fs)
	fs.StringVar(&f.vocabulary, "vocabulary", "", "vocabulary `FILE|NAME` (default: the set of labels)")
	fs.StringVar(&f.names, "names", "", "JSON `FILE` that maps sub-folder to tag")
	fs.StringArrayVar(&f.labels, "labels", nil, "take the labels from the table `FILE.tsv`; of several, given one by one, what they say adds up")
	fs.Var(&f.facts, "facts", "measure the tags that people and the shot itself tell, too: off or tags (default: as in the "+
		"preferences, else tags)")
	fs.StringArrayVar(&f.except, "except", nil, "leave `TAG,TAG` out of all figures")
	fs.Var(&f.suggest, "suggest", "how sure a suggestion must be: strict, balanced or loose")
	fs.StringVar(&f.prompt, "prompt", "", "`TEXT` with {} for the tag, such as \"photo of a {}\" (default: the model's own)")
	usage.AddNumber(fs, &f.border, "border", 0, 0, "cut `N` pixels off every edge")
	fs.BoolVar(&f.fit, "fit", false, "fit the constants of the suggestion rule to these photos, and print them for a model's manifest")
	fs.BoolVar(&f.taken, "taken", false, "suggest by the rule and the lines that \"grade\" has taken over, not by the model's own rule")
	fs.StringVar(&f.report, "report", "", "write a report to `FILE.html`, too")
	return cmd
}

func (p *program) eval(ctx context.Context, dir string, f *evalFlags) error {
	tables := f.labels
	if table := evaluate.TableFor(dir, f.vocabulary); len(tables) == 0 && table != "" {
		tables = []string{table}
	}
	labels, err := evaluate.ReadLabels(dir, evaluate.LabelFiles{Tables: tables, Names: f.names})
	if err != nil {
		return err
	}
	return p.withLibrary(func(s *session) error {
		v, err := s.labelVocabulary(f.vocabulary, labels)
		if err != nil {
			return err
		}
		return s.withModel(func(e *engine) error {
			return s.withPeople(func(find tagging.LookForPeople) error {
				return s.evaluate(ctx, e.Encoder, find, evaluation{f, dir, labels, v})
			})
		})
	})
}

// labelVocabulary is the vocabulary to evaluate with: the named one, else the set of labels.
func (s *session) labelVocabulary(named string, labels evaluate.Labels) (*vocabulary.Vocabulary, error) {
	if named != "" {
		return s.vocabulary(named)
	}
	return labels.Vocabulary()
}

// evaluation is what is evaluated: the labelled photos of a folder, by a vocabulary.
type evaluation struct {
	flags      *evalFlags
	dir        string
	labels     evaluate.Labels
	vocabulary *vocabulary.Vocabulary
}

func (s *session) evaluate(ctx context.Context, enc tagging.Encoder, find tagging.LookForPeople, of evaluation) error {
	if note := tagging.Unreadable(of.vocabulary, enc.Profile()); note != "" {
		s.say("%s", note)
	}
	f, line := of.flags, s.progressLine("Evaluating")
	report, err := evaluate.Run(ctx, enc, s.lib, of.labels, of.vocabulary, evaluate.Options{
		Prompt: f.prompt, Border: f.border, Fit: f.fit, Taken: f.taken, Except: keywords.LineWords(strings.Join(f.except, ",")), People: find,
		Facts:   facts.WantedBy(cmp.Or(f.facts.Value, s.lib.Settings().Facts)) != facts.WantNone,
		Suggest: tagging.SuggestOptions{Strength: tagging.Strength(f.suggest.Value)}, Memory: s.lib.Memory(),
		Progress: func(p library.Progress) { line.update(p.Done, p.Total) },
	})
	line.clear()
	if err != nil {
		return err
	}
	for _, failed := range report.Failed {
		s.warn(failed.Path, library.Sentence(failed.Path, failed.Err))
	}
	if f.report != "" {
		page := &reportFile{ctx: ctx, Dir: of.dir, Model: enc.Profile().Name, Vocabulary: of.vocabulary.Name, Report: report}
		if err := page.write(f.report); err != nil {
			return err
		}
	}
	return errors.Join(s.emit(report, strings.Split(plainReport(report), "\n")...), failures(len(report.Failed)))
}

func plainReport(r evaluate.Report) string {
	text := fmt.Sprintf("%s, %s\ntop-1 %.3f, top-5 %.3f, mean average precision %.3f\nsuggestions: precision %.3f, recall %.3f, F1 %.3f, %.2f a photo",
		library.Counted(r.Photos, "photo", "photos"), library.Counted(r.Tags, "tag", "tags"), r.Top1, r.Top5, r.MAP, r.Precision, r.Recall, r.F1, r.SuggestedPerPhoto)
	if r.KeepShare != nil {
		text += fmt.Sprintf("\nof 100 suggestions %.0f were true, and %.0f worth keeping", 100*r.TrueShare, 100**r.KeepShare)
	}
	if r.Fit == nil {
		return text
	}
	rule, _ := json.Marshal(r.Fit.Rule) // numbers always can be
	return text + fmt.Sprintf("\nfitted: F1 %.3f on these photos, %.3f on the half it was not fitted to; now %.3f\n\"rule\": %s",
		r.Fit.F1, r.Fit.HeldOut, r.Fit.Present, rule)
}
