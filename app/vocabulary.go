package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"catchlight/app/usage"
	"catchlight/library"
	"catchlight/library/disk"
	"catchlight/tagging"
	"catchlight/tagging/clip"
	"catchlight/tagging/facts"
	"catchlight/tagging/vocabulary"
)

func (p *program) vocabularyCommand() *cobra.Command {
	return group("vocabulary", "The words that tags come from", "  catchlight vocabulary list",
		&cobra.Command{
			Use: "list", Short: "List the built-in vocabularies and your own", Example: "  catchlight vocabulary list", Args: usage.Takes(0, 0),
			RunE: func(*cobra.Command, []string) error { return p.vocabularyList() },
		},
		&cobra.Command{
			Use: "show FILE|NAME", Short: "Show the tags of a vocabulary",
			Long: "Shows the tags of a vocabulary, and where the line from which one is suggested is not the model's: set by you,\n" +
				"learned from your decisions, or as fits your keywords (\"line\" in the JSON: set, learned, fitted, rule).",
			Example: "  catchlight vocabulary show essentials",
			Args:    usage.Takes(1, 1),
			RunE:    func(_ *cobra.Command, args []string) error { return p.vocabularyShow(args[0]) },
		},
		p.vocabularyImportCommand(),
		p.vocabularyFromKeywordsCommand(),
		p.vocabularyExportCommand(),
		p.vocabularyCheckCommand(),
	)
}

// vocabularyListLine and vocabularyTagLine are the JSON lines of vocabulary list and show.
type vocabularyListLine struct {
	Name    string `json:"name"`
	Tags    int    `json:"tags"`
	BuiltIn bool   `json:"built_in"`
}

type vocabularyTagLine struct {
	Tag      string   `json:"tag"`
	Path     string   `json:"path"`
	Synonyms []string `json:"synonyms"`
	Heading  bool     `json:"heading"`

	// Line is where the line comes from above which it is suggested; "" for a heading, and where
	// the library cannot be read.
	Line tagging.Origin `json:"line"`
}

// ownVocabularies are the user's, also while the window has the library open.
func (p *program) ownVocabularies() (library.Vocabularies, error) {
	path, err := p.libraryPath()
	return library.VocabulariesBeside(path), err
}

func (p *program) findVocabulary(name string) (*vocabulary.Vocabulary, error) {
	own, err := p.ownVocabularies()
	if err != nil {
		return nil, err
	}
	v, err := vocabulary.LoadNamed(own, name)
	if err != nil {
		return nil, err
	}
	return v.In(p.tagNames), nil
}

func (p *program) vocabularyList() error {
	own, err := p.ownVocabularies()
	if err != nil {
		return err
	}
	mine, err := own.Names()
	if err != nil {
		return err
	}
	builtIn := vocabulary.BuiltIn()
	for _, name := range append(slices.Clone(builtIn), mine...) {
		v, err := vocabulary.LoadOwn(own, name)
		if errors.Is(err, vocabulary.ErrEmpty) {
			v = &vocabulary.Vocabulary{}
		} else if err != nil {
			return err
		}
		line := vocabularyListLine{name, len(v.Tags), slices.Contains(builtIn, name)}
		if err := p.emit(line, name+": "+library.Counted(len(v.Tags), "tag", "tags")); err != nil {
			return err
		}
	}
	return nil
}

func (p *program) vocabularyShow(name string) error {
	v, err := p.findVocabulary(name)
	if err != nil {
		return err
	}
	origins, err := p.lineOrigins(v)
	if err != nil {
		return err
	}
	for i, t := range v.Tags {
		line := vocabularyTagLine{Tag: t.Name, Path: v.Path(i), Synonyms: list(t.Synonyms), Heading: t.Heading, Line: origins[i]}
		plain := strings.Repeat("  ", len(v.Ancestors(i))) + t.Name
		if word := originWords[origins[i]]; word != "" {
			plain += "  (" + word + ")"
		}
		if err := p.emit(line, plain); err != nil {
			return err
		}
	}
	return nil
}

// originWords are the words for lines that are not the rule's.
var originWords = map[tagging.Origin]string{
	tagging.SetByHand: "threshold set by you", tagging.Learned: "learned from your decisions", tagging.Fitted: "threshold as fits your keywords",
}

// lineOrigins says of each tag where its line comes from. Without a library that is the rule; one
// that the window has open says nothing, and neither does that harm.
func (p *program) lineOrigins(v *vocabulary.Vocabulary) (origins []tagging.Origin, err error) {
	origins = make([]tagging.Origin, len(v.Tags))
	path, err := p.libraryPath()
	if err != nil {
		return nil, err
	}
	if _, err := os.Stat(path); errors.Is(err, fs.ErrNotExist) {
		for i, t := range v.Tags {
			if !t.Heading {
				origins[i] = tagging.ByRule
			}
		}
		return origins, nil
	}
	err = p.withOpenLibrary(func(s *session) error {
		towers, err := s.towers(s.modelName())
		if err != nil {
			p.say("which thresholds are set or learned is not shown: %v", err)
			return nil
		}
		origins = tagging.Origins(s.lib, v, clip.VectorsName(towers.Model.Manifest.Name), towers.VectorsName())
		return nil
	})
	if errors.Is(err, library.ErrLocked) {
		p.say("which thresholds are set or learned is not shown: %v", err)
		return origins, nil
	}
	return origins, err
}

// vocabularyForms are the words for --format.
var vocabularyForms = []string{string(vocabulary.Lightroom), string(vocabulary.Plain), string(vocabulary.TSV), string(vocabulary.CSV), string(vocabulary.Own)}

func (p *program) vocabularyExportCommand() *cobra.Command {
	form, force := usage.NewChoice("", vocabularyForms...), false
	cmd := &cobra.Command{
		Use:   "export FILE|NAME [OUT]",
		Short: "Write a vocabulary as a text for other programs",
		Long: "Writes a vocabulary to the file OUT, or to standard output: as Lightroom's keyword list (tabs, {synonyms},\n" +
			"[categories]), as plain names, as a table (tsv, csv), or as Catchlight's own text, which has prompts and comments too.",
		Example: "  catchlight vocabulary export essentials keywords.txt\n  catchlight vocabulary export birds birds.tsv",
		Args:    usage.Takes(1, 2),
		RunE: func(_ *cobra.Command, args []string) error {
			return p.vocabularyExport(args[0], append(args, "")[1], vocabulary.Form(form.Value), force)
		},
	}
	cmd.Flags().Var(&form, "format", "lightroom, plain, tsv, csv or own (default: tsv for OUT.tsv, csv for OUT.csv, else lightroom)")
	cmd.Flags().BoolVar(&force, "force", false, "replace OUT where it exists")
	return cmd
}

func (p *program) vocabularyExport(name, out string, form vocabulary.Form, force bool) error {
	v, err := p.findVocabulary(name)
	if err != nil {
		return err
	}
	if form == "" {
		form = vocabulary.FormFor(out)
	}
	text := v.Text(form)
	if out == "" || out == "-" {
		_, err := io.WriteString(p.out, text)
		return err
	}
	if _, err := os.Lstat(out); err == nil && !force {
		return fmt.Errorf("%s exists: choose another name, or add --force to replace it", out)
	}
	err = disk.Replace(out, func(w io.Writer) error { _, err := io.WriteString(w, text); return err })
	if err != nil {
		return fmt.Errorf("export the vocabulary %s: %w", name, err)
	}
	p.say("%s: %s written to %s", name, library.Counted(len(v.Tags), "tag", "tags"), out)
	return nil
}

// tagVectors makes the vectors of a vocabulary, with progress, and says which tags the model cannot
// read.
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
			"does not know; and, where the library has enough photos that the model has seen, tags that it would suggest on none of\n" +
			"them or on more than half. Nothing is changed; what it finds is advice.",
		Example: "  catchlight vocabulary check keywords.txt",
		Args:    usage.Takes(0, 1),
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
	known := tags.Knowledge(enc.Profile())
	if known.Fired, err = s.fired(ctx, tags, v); err != nil {
		return err
	}
	found := vocabulary.Check(v, known)
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
	return s.emit(summaryLine{sum}, fmt.Sprintf("%s: %s", library.Counted(sum.Tags, "tag", "tags"), library.Counted(sum.Findings, "finding", "findings")))
}

// fired counts the library's photos on which each tag would be suggested as the settings have it.
func (s *session) fired(ctx context.Context, tags *tagging.TagVectors, v *vocabulary.Vocabulary) (vocabulary.Fired, error) {
	set, snap := s.lib.Settings(), s.lib.Snapshot()
	strength := tagging.Strength(cmp.Or(set.Strength, string(tagging.Balanced)))
	fired, err := tags.Learn(s.lib, snap).Fired(ctx, s.lib, snap, tagging.SuggestOptions{Strength: strength, Threshold: set.Threshold})
	if err != nil {
		return fired, err
	}
	if facts.WantedBy(set.Facts) != facts.WantNone {
		fired.Tells = facts.NewWords(v).Tells
	}
	if least := fired.TooFew(v); least > 0 && fired.Photos > 0 {
		s.say("the model has seen %s, too few to say which of %s would never be suggested: it takes %d", library.Counted(fired.Photos, "photo", "photos"), library.Counted(len(v.Tags), "tag", "tags"), least)
	}
	return fired, nil
}
