package main

import (
	"fmt"
	"slices"

	"github.com/spf13/cobra"

	"catchlight/app/usage"
	"catchlight/library"
	"catchlight/library/keywords"
	"catchlight/tagging/vocabulary"
)

// keywordLine is the JSON line of a tag that comes from keywords.
type keywordLine struct {
	Path   string            `json:"path"`
	Photos int               `json:"photos"`
	Change vocabulary.Change `json:"change"`
}

func (p *program) vocabularyFromKeywordsCommand() *cobra.Command {
	var in string
	var least int
	var dryRun bool
	cmd := &cobra.Command{
		Use:   "from-keywords NAME",
		Short: "Make a vocabulary of the keywords that your photos have",
		Long: "Makes a vocabulary of your own of the keywords in the files of the library's photos, and says on how many photos each\n" +
			"stands. Words that files have in a hierarchy keep it. Where you have a vocabulary of that name already, both become\n" +
			"one, and nothing is lost. --dry-run changes nothing.",
		Example: "  catchlight vocabulary from-keywords --dry-run mine\n  catchlight vocabulary from-keywords --least 5 --in ~/Pictures/2026 mine",
		Args:    usage.Takes(1, 1),
		RunE: func(_ *cobra.Command, args []string) error {
			return p.withLibrary(func(s *session) error { return s.vocabularyFromKeywords(args[0], in, least, dryRun) })
		},
	}
	cmd.Flags().StringVar(&in, "in", "", "only photos under `PATH`")
	usage.AddNumber(cmd.Flags(), &least, "least", 1, 1, "only words on `N` photos or more, and those above them")
	cmd.Flags().BoolVar(&dryRun, "dry-run", false, "show what would change, and change nothing")
	return cmd
}

func (s *session) vocabularyFromKeywords(name, in string, least int, dryRun bool) error {
	if slices.Contains(vocabulary.BuiltIn(), name) {
		return fmt.Errorf("%s is built in: choose another name", name)
	}
	if err := library.CheckVocabularyName(name); err != nil {
		return err
	}
	found, photos, err := s.keywordsIn(in)
	if err != nil {
		return err
	}
	found, photos = found.OnAtLeast(photos, least)
	if len(found.Tags) == 0 {
		return fmt.Errorf("no photo of the library has a keyword on %s or more: add photos with \"catchlight index PATH\", or lower --least",
			library.Counted(least, "photo", "photos"))
	}
	own := s.lib.Vocabularies()
	im, err := vocabulary.NewImport(own, name, found, nil)
	if err != nil {
		return err
	}
	for i, c := range im.Changes {
		line := keywordLine{found.Path(i), photos[i], c.Change}
		if err := s.emit(line, fmt.Sprintf("%7d  %s", line.Photos, line.Path)); err != nil {
			return err
		}
	}
	sum, err := takeOver(own, im, dryRun)
	if err != nil {
		return err
	}
	return s.emit(summaryLine{sum}, sum.String())
}

// keywordsIn is a vocabulary of the keywords of the library's photos, under in where that is given,
// and on how many photos each is.
func (s *session) keywordsIn(in string) (*vocabulary.Vocabulary, []int, error) {
	photos, err := s.searched(in, nil)
	if err != nil {
		return nil, nil, err
	}
	all := make([]keywords.Keywords, len(photos))
	for i, p := range photos {
		all[i] = p.Keywords
	}
	v, counts := vocabulary.FromKeywords("keywords", all)
	return v, counts, nil
}
