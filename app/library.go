package main

import (
	"fmt"

	"github.com/spf13/cobra"
)

func (p *program) libraryCommand() *cobra.Command {
	return group("library", "State and care of the library file", "  catchlight library info",
		p.libraryMember("info", "Say what is in the library and where it lies", (*session).libraryInfo),
		p.checkCommand(),
		p.libraryMember("compact", "Give unused space of the library file back", (*session).libraryCompact),
		p.exportCommand(),
		p.importCommand(),
		p.importRclipCommand(),
	)
}

func (p *program) libraryMember(verb, short string, do func(*session) error) *cobra.Command {
	return &cobra.Command{
		Use: verb, Short: short, Example: "  catchlight library " + verb, Args: cobra.NoArgs,
		RunE: func(*cobra.Command, []string) error { return p.withLibrary(do) },
	}
}

func (s *session) libraryInfo() error {
	i := s.lib.Info()
	plain := fmt.Sprintf("%s\n%s, %s, %s, %.1f MB, format %d", i.Path, counting(i.Photos, "photo"),
		counting(i.Vectors, "vector"), counting(i.Decisions, "decision"), float64(i.Bytes)/1e6, i.Format)
	return s.emit(libraryLine{
		Photos: i.Photos, Vectors: i.Vectors, Decisions: i.Decisions, Bytes: i.Bytes, Format: i.Format, Path: i.Path, Models: i.Models,
	}, plain)
}

func (p *program) checkCommand() *cobra.Command {
	var repair bool
	cmd := p.libraryMember("check", "Check the library file from end to end", func(s *session) error { return s.libraryCheck(repair) })
	cmd.Example += "\n  catchlight library check --repair"
	cmd.Flags().BoolVar(&repair, "repair", false, "cure what is wrong, after a backup")
	return cmd
}

func (s *session) libraryCheck(repair bool) error {
	if !repair {
		err := s.lib.Check()
		if err == nil {
			s.say("the library is sound")
		}
		return err
	}
	cured, err := s.lib.Repair()
	if err != nil {
		return err
	}
	for _, fault := range cured {
		s.say("%v", fault)
	}
	switch len(cured) {
	case 0:
		s.say("the library is sound")
	default:
		s.say("repaired; what it was before lies in %s. Import the photos again: \"catchlight index\" with their folders", s.lib.Backups()[0])
	}
	return nil
}

func (s *session) libraryCompact() error {
	before := s.lib.Info().Bytes
	if err := s.lib.Compact(); err != nil {
		return err
	}
	s.say("compacted from %.1f MB to %.1f MB", float64(before)/1e6, float64(s.lib.Info().Bytes)/1e6)
	return nil
}
