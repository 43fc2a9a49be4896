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
	var wish importWish
	var dryRun bool
	cmd := &cobra.Command{
		Use:   "import FILE",
		Short: "Take over a keyword list as a vocabulary of your own",
		Long: "Reads a keyword list (as Lightroom, Bridge, Photo Mechanic or darktable export it, one tag a line, or a table .csv\n" +
			"or .tsv) into a vocabulary of your own, which lies beside the library: vocabularies/NAME.txt. Where you have one of\n" +
			"that name already, both become one: tags at the same place are merged, and nothing is lost. It says what was read\n" +
			"otherwise than it stands in the file, and what an export would write otherwise, which tags look renamed, and whether\n" +
			"lines are several words. --dry-run changes nothing.",
		Example: "  catchlight vocabulary import --dry-run \"Lightroom Keywords.txt\"\n  catchlight vocabulary import --name birds birds.tsv",
		Args:    usage.Takes(1, 1),
		RunE:    func(_ *cobra.Command, args []string) error { return p.vocabularyImport(args[0], name, wish, dryRun) },
	}
	cmd.Flags().StringVar(&name, "name", "", "`NAME` of the vocabulary (default: the file's)")
	cmd.Flags().BoolVar(&wish.cut, "commas", false, "cut lines of several words at their commas: each word is a tag")
	cmd.Flags().StringArrayVar(&wish.renamed, "renamed", nil, "`TAG` of yours that the list has under a new name: decisions go along; may be repeated")
	cmd.Flags().StringArrayVar(&wish.as, "as", nil, "take a word of the list as another name of a tag, `WORD=TAG`; may be repeated")
	cmd.Flags().BoolVar(&dryRun, "dry-run", false, "show what would change, and change nothing")
	return cmd
}

// importWish is what the user wants of an import, in the order in which it is done.
type importWish struct {
	cut     bool     // lines at their commas
	renamed []string // tags that have a new name in the list
	as      []string // WORD=TAG
}

func (p *program) vocabularyImport(file, name string, wish importWish, dryRun bool) error {
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
	if im, err = wish.made(im); err != nil {
		return err
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

// made is an import as it is wished.
func (w importWish) made(im vocabulary.Import) (vocabulary.Import, error) {
	if w.cut && im.Words == 0 {
		return im, fmt.Errorf("--commas: the list is not made of lines of words with commas: leave it out")
	}
	if w.cut {
		im = im.AtCommas()
	} else if im.Words > 0 {
		im.Notes = append(im.Notes, fmt.Sprintf("Nearly every line holds commas: --commas makes %s of them.", library.Counted(im.Words, "tag", "tags")))
	}
	var err error
	if im, err = w.renames(im); err != nil {
		return im, err
	}
	for _, a := range w.as {
		word, tag, both := strings.Cut(a, "=")
		if !both {
			return im, fmt.Errorf("--as %q: give WORD=TAG, a word of the list and the tag that it is another name of", a)
		}
		if im, err = im.TakeAs(keywords.Clean(word), keywords.Clean(tag)); err != nil {
			return im, fmt.Errorf("--as %q: %w", a, err)
		}
	}
	return im, nil
}

// renames is an import with the tags renamed that are wished; of the others that look so it says
// how.
func (w importWish) renames(im vocabulary.Import) (vocabulary.Import, error) {
	wished := map[string]bool{}
	for _, tag := range w.renamed {
		wished[keywords.Clean(strings.ReplaceAll(tag, "›", "|"))] = true
	}
	var list []vocabulary.Renaming
	var notes []string
	for _, r := range im.Renamings {
		old, now := im.NamesOf(r)
		switch {
		case wished[old] || wished[keywords.Leaf(old)]:
			list = append(list, r)
			delete(wished, old)
			delete(wished, keywords.Leaf(old))
		default:
			notes = append(notes, fmt.Sprintf("%q looks renamed to %q: --renamed %q keeps its decisions.", old, keywords.Leaf(now), old))
		}
	}
	for tag := range wished {
		return im, fmt.Errorf("--renamed %q: no tag of that name looks renamed: --as NEW=OLD makes one of two", tag)
	}
	if len(list) > 0 {
		im = im.Rename(list...)
	}
	im.Notes = append(im.Notes, notes...)
	return im, nil
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
