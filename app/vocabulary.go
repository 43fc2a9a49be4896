package main

import (
	"strings"

	"github.com/spf13/cobra"

	"catchlight/tagging"
)

func (p *program) vocabularyCommand() *cobra.Command {
	return group("vocabulary", "The words that tags come from", "  catchlight vocabulary list",
		&cobra.Command{
			Use: "list", Short: "List the built-in vocabularies", Example: "  catchlight vocabulary list", Args: cobra.NoArgs,
			RunE: func(*cobra.Command, []string) error { return p.vocabularyList() },
		},
		&cobra.Command{
			Use: "show FILE|NAME", Short: "Show the tags of a vocabulary", Example: "  catchlight vocabulary show essentials",
			Args: cobra.ExactArgs(1),
			RunE: func(_ *cobra.Command, args []string) error { return p.vocabularyShow(args[0]) },
		},
		later("import", "Import a vocabulary", "  catchlight vocabulary import keywords.txt"),
		later("export", "Export a vocabulary", "  catchlight vocabulary export essentials keywords.txt"),
		later("check", "Find tags that cannot work", "  catchlight vocabulary check keywords.txt"),
	)
}

// vocabularyListLine and vocabularyTagLine are the JSON lines of vocabulary list and show.
type vocabularyListLine struct {
	Name string `json:"name"`
	Tags int    `json:"tags"`
}

type vocabularyTagLine struct {
	Tag      string   `json:"tag"`
	Path     string   `json:"path"`
	Synonyms []string `json:"synonyms"`
	Heading  bool     `json:"heading"`
}

func (p *program) vocabularyList() error {
	for _, name := range tagging.BuiltIn() {
		v, err := tagging.LoadVocabulary(name)
		if err != nil {
			return err
		}
		if err := p.emit(vocabularyListLine{name, len(v.Tags)}, name+": "+counting(len(v.Tags), "tag")); err != nil {
			return err
		}
	}
	return nil
}

func (p *program) vocabularyShow(name string) error {
	v, err := tagging.LoadVocabulary(name)
	if err != nil {
		return err
	}
	for i, t := range v.Tags {
		line := vocabularyTagLine{Tag: t.Name, Path: v.Path(i), Synonyms: list(t.Synonyms), Heading: t.Heading}
		if err := p.emit(line, strings.Repeat("  ", len(v.Ancestors(i)))+t.Name); err != nil {
			return err
		}
	}
	return nil
}
