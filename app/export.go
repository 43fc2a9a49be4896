package main

import (
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"catchlight/library"
	"catchlight/tagging"
)

func (p *program) exportCommand() *cobra.Command {
	return &cobra.Command{
		Use: "export FILE", Short: "Write decisions, folders, vocabulary and settings into a JSON file",
		Example: "  catchlight library export catchlight.json", Args: cobra.ExactArgs(1),
		RunE: func(_ *cobra.Command, args []string) error {
			return p.withLibrary(func(s *session) error { return s.libraryExport(args[0]) })
		},
	}
}

func (p *program) importCommand() *cobra.Command {
	return &cobra.Command{
		Use: "import FILE", Short: "Take over what export has written, on this machine or another",
		Example: "  catchlight library import catchlight.json", Args: cobra.ExactArgs(1),
		RunE: func(_ *cobra.Command, args []string) error {
			return p.withLibrary(func(s *session) error { return s.libraryImport(args[0]) })
		},
	}
}

func (s *session) libraryExport(file string) error {
	vocabularies, err := s.ownVocabularies()
	if err != nil {
		return err
	}
	err = library.ReplaceFile(file, func(w io.Writer) error { return s.lib.Export(w, vocabularies) })
	if err != nil {
		return fmt.Errorf("write %s: %w", file, err)
	}
	i := s.lib.Info()
	s.say("exported %s of %s into %s", counting(i.Decisions, "decision"), counting(i.Photos, "photo"), file)
	return nil
}

// ownVocabularies is the text of the vocabulary in use, when it is a file, by its name.
func (s *session) ownVocabularies() (map[string]string, error) {
	file := s.lib.Settings().Vocabulary
	if file == "" || slices.Contains(tagging.BuiltIn(), file) {
		return map[string]string{}, nil
	}
	text, err := os.ReadFile(file)
	if err != nil {
		return nil, fmt.Errorf("read the vocabulary (choose another in the preferences): %w", err)
	}
	return map[string]string{vocabularyName(file): string(text)}, nil
}

func vocabularyName(file string) string {
	base := filepath.Base(strings.ReplaceAll(file, `\`, "/")) // it may be of another system
	return strings.TrimSuffix(base, filepath.Ext(base))
}

func (s *session) libraryImport(file string) error {
	f, err := os.Open(file)
	if err != nil {
		return fmt.Errorf("read the export: %w", err)
	}
	merged, err := s.lib.Merge(f)
	if err = errors.Join(err, f.Close()); err != nil {
		return fmt.Errorf("%s: %w", file, err)
	}
	if err := s.keepVocabularies(merged.Vocabularies); err != nil {
		return err
	}
	s.say("took over %s on %s", counting(merged.Decisions, "decision"), counting(merged.Photos, "photo"))
	if merged.Waiting > 0 {
		s.say("%s not found in this library yet: add their folders, and they get their decisions", counting(merged.Waiting, "photo"))
	}
	return nil
}

// keepVocabularies writes vocabularies beside the library, under names that are free, and uses the one that the settings
// name when its file is not there.
func (s *session) keepVocabularies(texts map[string]string) error {
	folder := filepath.Join(filepath.Dir(s.lib.Info().Path), "vocabularies")
	for name, text := range texts {
		file := filepath.Join(folder, vocabularyName(name)+".txt")
		if known, err := os.ReadFile(file); err == nil {
			if string(known) != text {
				s.say("%s is there already and stays as it is", file)
			}
			continue
		}
		err := os.MkdirAll(folder, 0o755)
		if err == nil {
			err = library.ReplaceFile(file, func(w io.Writer) error { _, err := io.WriteString(w, text); return err })
		}
		if err != nil {
			return fmt.Errorf("keep the vocabulary %s: %w", name, err)
		}
		if err := s.useVocabulary(name, file); err != nil {
			return err
		}
	}
	return nil
}

// useVocabulary chooses a file when the one of this name that was chosen is not there.
func (s *session) useVocabulary(name, file string) error {
	chosen := s.lib.Settings()
	if vocabularyName(chosen.Vocabulary) != name {
		return nil
	}
	if _, err := os.Stat(chosen.Vocabulary); err == nil {
		return nil
	}
	chosen.Vocabulary = file
	return s.lib.SetSettings(chosen)
}
