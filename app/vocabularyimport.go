package main

import (
	"fmt"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"catchlight/app/usage"
	"catchlight/library"
	"catchlight/library/keywords"
	"catchlight/tagging/vocabulary"
)

// importLine is the JSON line of a tag that is imported.
type importLine struct {
	Path   string            `json:"path"`
	Change vocabulary.Change `json:"change"`
	Why    string            `json:"why"`
}

// importSummary counts the changes.
type importSummary struct {
	Name      string   `json:"name"`
	New       int      `json:"new"`
	Merged    int      `json:"merged"`
	Same      int      `json:"same"`
	Conflicts int      `json:"conflicts"` // names that stand at several places; none is left out
	Notes     []string `json:"notes"`     // what was read, or would be exported, otherwise than it stands in the file
	DryRun    bool     `json:"dry_run"`
}

func (p *program) vocabularyImportCommand() *cobra.Command {
	var name string
	var as []string
	var dryRun bool
	cmd := &cobra.Command{
		Use:   "import FILE",
		Short: "Take over a keyword list as a vocabulary of your own",
		Long: "Reads a keyword list (as Lightroom, Bridge, Photo Mechanic or darktable export it, one tag a line, or a table .csv\n" +
			"or .tsv) into a vocabulary of your own, which lies beside the library: vocabularies/NAME.txt. Where you have one of\n" +
			"that name already, both become one: tags at the same place are merged, and nothing is lost. It says what was read\n" +
			"otherwise than it stands in the file, and what an export would write otherwise. --dry-run changes nothing.",
		Example: "  catchlight vocabulary import --dry-run \"Lightroom Keywords.txt\"\n  catchlight vocabulary import --name birds birds.tsv",
		Args:    usage.Takes(1, 1),
		RunE:    func(_ *cobra.Command, args []string) error { return p.vocabularyImport(args[0], name, as, dryRun) },
	}
	cmd.Flags().StringVar(&name, "name", "", "`NAME` of the vocabulary (default: the file's)")
	cmd.Flags().StringArrayVar(&as, "as", nil, "take a word of the list as another name of a tag, `WORD=TAG`; may be repeated")
	cmd.Flags().BoolVar(&dryRun, "dry-run", false, "show what would change, and change nothing")
	return cmd
}

func (p *program) vocabularyImport(file, name string, as []string, dryRun bool) error {
	if name == "" {
		name = vocabulary.FileName(file)
	}
	if slices.Contains(vocabulary.BuiltIn(), name) {
		return fmt.Errorf("%s is built in: choose another name with --name", name)
	}
	if err := library.CheckVocabularyName(name); err != nil {
		return err // before a large file is read
	}
	own, err := p.ownVocabularies()
	if err != nil {
		return err
	}
	im, err := vocabulary.ReadImport(own, file, name)
	if err != nil {
		return err
	}
	for _, a := range as {
		word, tag, both := strings.Cut(a, "=")
		if !both {
			return fmt.Errorf("--as %q: give WORD=TAG, a word of the list and the tag that it is another name of", a)
		}
		if im, err = im.TakeAs(keywords.Clean(word), keywords.Clean(tag)); err != nil {
			return fmt.Errorf("--as %q: %w", a, err)
		}
	}
	if err := p.reportImport(im.Changes); err != nil {
		return err
	}
	sum, err := takeOver(own, im, dryRun)
	if err != nil {
		return err
	}
	plain := []string{sum.String()}
	for _, note := range sum.Notes {
		plain = append(plain, "  "+note)
	}
	return p.emit(summaryLine{sum}, plain...)
}

// takeOver stores what an import makes of a vocabulary, unless it is a dry run, and sums it up.
func takeOver(own library.Vocabularies, im vocabulary.Import, dryRun bool) (importSummary, error) {
	if !dryRun && im.After != im.Before {
		if err := own.Keep(im.Name, im.After); err != nil {
			return importSummary{}, err
		}
	}
	return importSummary{
		Name: im.Name, New: im.New, Merged: im.Merged, Same: im.Same, Conflicts: im.Twice,
		Notes: list(im.Notes), DryRun: dryRun,
	}, nil
}

// reportImport prints what changes.
func (p *program) reportImport(changes []vocabulary.MergedTag) error {
	for _, c := range changes {
		plain := ""
		if c.Change != vocabulary.ChangeSame || c.Why != "" {
			plain = strings.TrimRight(fmt.Sprintf("%-8s  %s  %s", c.Change, c.Path, c.Why), " ")
		}
		if err := p.emit(importLine{c.Path, c.Change, c.Why}, plain); err != nil {
			return err
		}
	}
	return nil
}

func (s importSummary) String() string {
	text := fmt.Sprintf("%s: %d new, %d merged, %d unchanged", s.Name, s.New, s.Merged, s.Same)
	if s.Conflicts > 0 {
		text += fmt.Sprintf(", %s at several places", library.Counted(s.Conflicts, "name", "names"))
	}
	if s.DryRun {
		text += " (dry run: nothing was changed)"
	}
	return text
}
