package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"catchlight/app/usage"
	"catchlight/library"
	"catchlight/library/disk"
	"catchlight/tagging/vocabulary"
)

func (p *program) exportCommand() *cobra.Command {
	return &cobra.Command{
		Use: "export FILE", Short: "Write decisions, folders, vocabulary and settings into a JSON file",
		Example: "  catchlight library export catchlight.json", Args: usage.Takes(1, 1),
		RunE: func(cmd *cobra.Command, args []string) error {
			return p.withLibrary(func(s *session) error { return s.libraryExport(cmd.Context(), args[0]) })
		},
	}
}

func (p *program) importCommand() *cobra.Command {
	trust := false
	cmd := &cobra.Command{
		Use: "import FILE", Short: "Take over what export has written, on this machine or another",
		Long: "Takes over decisions, folders, vocabularies, and each setting that was not chosen here. Photos are found by their\n" +
			"picture; those that are not there yet get their decisions when their folder is added. Settings that let more be\n" +
			"done to photos, or that lead to files of this computer, are named and left, but with --trust.",
		Example: "  catchlight library import catchlight.json", Args: usage.Takes(1, 1),
		RunE: func(cmd *cobra.Command, args []string) error {
			return p.withLibrary(func(s *session) error { return s.libraryImport(cmd.Context(), args[0], trust) })
		},
	}
	cmd.Flags().BoolVar(&trust, "trust", false, "take over also the settings that let more be done to photos, or lead to files")
	return cmd
}

func (s *session) libraryExport(ctx context.Context, file string) error {
	vocabularies, err := s.ownTexts(ctx)
	if err != nil {
		return err
	}
	err = disk.ReplaceLike(file, s.lib.Path(), func(w io.Writer) error { return s.lib.Export(w, vocabularies) })
	if err != nil {
		return fmt.Errorf("write %s: %w", file, err)
	}
	i := s.lib.Info()
	s.say("exported %s of %s and %s into %s", library.Counted(i.Decisions, "decision", "decisions"), library.Counted(i.Photos, "photo", "photos"),
		library.Counted(len(vocabularies), "vocabulary", "vocabularies"), file)
	return nil
}

// ownTexts are the user's own vocabularies, all of them, and those in use that are files elsewhere,
// by their names.
func (s *session) ownTexts(ctx context.Context) (map[string]string, error) {
	texts, own := map[string]string{}, s.lib.Vocabularies()
	names, err := own.Names()
	if err != nil {
		return nil, err
	}
	for _, name := range names {
		if path, ok := own.Find(name); ok {
			if texts[name], err = readText(ctx, path); err != nil {
				return nil, err
			}
		}
	}
	for _, chosen := range vocabulary.InUse(s.lib.Settings()) {
		if !isVocabularyFile(chosen) || texts[vocabularyName(chosen)] != "" {
			continue
		}
		if texts[vocabularyName(chosen)], err = readText(ctx, chosen); err != nil {
			return nil, err
		}
	}
	return texts, nil
}

// isVocabularyFile reports whether the settings name a vocabulary by its file, not by its name.
func isVocabularyFile(chosen string) bool { return strings.ContainsAny(chosen, `/\`) }

func readText(ctx context.Context, path string) (string, error) {
	text, err := disk.ReadRegular(ctx, path, library.MaxVocabulary)
	if err != nil {
		return "", fmt.Errorf("read the vocabulary (choose another in the preferences): %w", err)
	}
	return string(text), nil
}

func vocabularyName(file string) string {
	base := filepath.Base(strings.ReplaceAll(file, `\`, "/")) // it may be of another system
	return strings.TrimSuffix(base, filepath.Ext(base))
}

func (s *session) libraryImport(ctx context.Context, file string, trust bool) error {
	f, err := disk.OpenRegular(ctx, file, library.MaxExport)
	if err != nil {
		return fmt.Errorf("read the export: %w", err)
	}
	merged, err := s.lib.Merge(f)
	if err = errors.Join(err, f.Close()); err != nil {
		return fmt.Errorf("%s: %w", file, err)
	}
	if len(merged.Folders) > 0 {
		s.say("these folders are followed now: %s", strings.Join(merged.Folders, ", "))
	}
	kept, err := s.keepVocabularies(merged.Vocabularies)
	if err != nil {
		return err
	}
	s.say("took over %s on %s, and %s", library.Counted(merged.Decisions, "decision", "decisions"), library.Counted(merged.Photos, "photo", "photos"),
		library.Counted(len(kept), "vocabulary", "vocabularies"))
	if merged.Waiting > 0 {
		s.say("%s not found in this library yet: add their folders, and they get their decisions", library.Counted(merged.Waiting, "photo", "photos"))
	}
	return s.takeSettings(merged, kept, trust)
}

// keepVocabularies keeps vocabularies under their names, or where others have those, under names
// that are free. It returns the name that each is kept under now.
func (s *session) keepVocabularies(texts map[string]string) (map[string]string, error) {
	own, kept := s.lib.Vocabularies(), map[string]string{}
	for _, name := range slices.Sorted(maps.Keys(texts)) {
		free := name
		for n := 2; ; n++ {
			path, taken := own.Find(free)
			if !taken && !slices.Contains(vocabulary.BuiltIn(), free) {
				if err := own.Keep(free, texts[name]); err != nil {
					return nil, err
				}
				break
			}
			if known, err := os.ReadFile(path); err == nil && string(known) == texts[name] {
				break
			}
			free = fmt.Sprintf("%s %d", name, n)
		}
		if kept[name] = free; free != name {
			s.say("you have a vocabulary %s already: that of the export is %s now", name, free)
		}
	}
	return kept, nil
}

// takeSettings says which settings were taken over, and takes over those that were asked for, when
// the user trusts them. A vocabulary that was a file there is one of the user's own here.
func (s *session) takeSettings(merged library.Merged, kept map[string]string, trust bool) error {
	if len(merged.Settings) > 0 {
		s.say("took over the settings %s", strings.Join(merged.Settings, ", "))
	}
	asked := merged.Asked
	if name := kept[vocabularyName(asked.Vocabulary)]; asked.Vocabulary != "" && name != "" {
		if err := s.lib.Allow(library.Settings{Vocabulary: name}); err != nil {
			return err
		}
		s.say("suggestions come from your vocabulary %s now", name)
		asked.Vocabulary = ""
	}
	if err := s.takeMore(&asked, kept); err != nil {
		return err
	}
	left := asked.Chosen()
	switch {
	case len(left) == 0:
		return nil
	case trust:
		if err := s.lib.Allow(asked); err != nil {
			return err
		}
		s.say("took over the settings %s too", settingList(left))
		return nil
	}
	s.say("not taken over, for they let more be done to your photos or lead to files: %s. If the export is your own, "+
		"import it again with --trust", settingList(left))
	return nil
}

// takeMore lets suggestions come from further vocabularies of the export, where those that were
// files there are all here, and takes them off what is asked.
func (s *session) takeMore(asked *library.Settings, kept map[string]string) error {
	var names []string
	for _, chosen := range asked.MoreVocabularies {
		if isVocabularyFile(chosen) {
			if chosen = kept[vocabularyName(chosen)]; chosen == "" {
				return nil
			}
		}
		names = append(names, chosen)
	}
	asked.MoreVocabularies = nil
	return s.lib.Allow(library.Settings{MoreVocabularies: names})
}

func settingList(settings map[string]string) string {
	var all []string
	for _, name := range slices.Sorted(maps.Keys(settings)) {
		all = append(all, name+" "+settings[name])
	}
	return strings.Join(all, ", ")
}
