package main

import (
	"context"
	"fmt"

	"github.com/spf13/cobra"

	"catchlight/library"
	"catchlight/tagging"
	"catchlight/tagging/vocabulary"
)

// findingLine is the JSON line of something that is wrong with a tag.
type findingLine struct {
	Tag     string   `json:"tag"`
	Path    string   `json:"path"`
	Problem string   `json:"problem"`
	Text    string   `json:"text"`
	Count   int      `json:"count"`
	Cures   []string `json:"cures"`
}

type checkSummary struct {
	Tags     int `json:"tags"`
	Findings int `json:"findings"`
}

func (p *program) vocabularyCheckCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "check [FILE|NAME]",
		Short: "Find tags that cannot work",
		Long: "Looks for words with two meanings, tags that are the same as another to the model, and tags that it cannot read or\n" +
			"does not know. It judges by the names and the model, not by your photos. Nothing is changed; what it finds is advice.",
		Example: "  catchlight vocabulary check keywords.txt",
		Args:    cobra.MaximumNArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			return p.withLibrary(func(s *session) error {
				v, err := s.vocabulary(append(args, "")[0])
				if err != nil {
					return err
				}
				return s.withModel(func(e *engine) error { return s.vocabularyCheck(cmd.Context(), e.Encoder, v) })
			})
		},
	}
}

func (s *session) vocabularyCheck(ctx context.Context, enc tagging.Encoder, v *vocabulary.Vocabulary) error {
	tags, err := s.tagVectors(ctx, enc, v)
	if err != nil {
		return err
	}
	for _, note := range v.Notes {
		s.say("%s: %s", v.Name, note)
	}
	found := vocabulary.Check(v, tags.Knowledge(enc.Profile()))
	for _, f := range found {
		line := findingLine{v.Tags[f.Tag].Name, v.Path(f.Tag), f.Problem, f.Text, f.Count, list(f.Cures)}
		plain := []string{f.Problem + ": " + f.Text}
		for _, cure := range f.Cures {
			plain = append(plain, "    → "+cure)
		}
		if err := s.emit(line, plain...); err != nil {
			return err
		}
	}
	sum := checkSummary{Tags: len(v.Tags), Findings: len(found)}
	return s.emit(summaryLine{sum}, fmt.Sprintf("%s: %s", counting(sum.Tags, "tag"), counting(sum.Findings, "finding")))
}

// tagVectors makes the vectors of a vocabulary, with progress, and says which tags the model cannot read.
func (s *session) tagVectors(ctx context.Context, enc tagging.Encoder, v *vocabulary.Vocabulary) (*tagging.TagVectors, error) {
	if note := tagging.Unreadable(v, enc.Profile()); note != "" {
		s.say("%s", note)
	}
	line := s.progressLine("Reading the tags:")
	defer line.clear()
	return tagging.Vectors(ctx, enc, s.lib, v, tagging.VectorOptions{
		Progress: func(p library.Progress) { line.update(p.Done, p.Total) },
	})
}
