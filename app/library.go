package main

import (
	"errors"
	"fmt"
	"path/filepath"

	"github.com/spf13/cobra"

	"catchlight/library"
	"catchlight/tagging"
)

func (p *program) libraryCommand() *cobra.Command {
	return group("library", "State and care of the library file", "  catchlight library info",
		p.libraryMember("info", "Say what is in the library and where it lies", (*session).libraryInfo),
		p.checkCommand(),
		p.restoreCommand(),
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

// libraryInfo says the figures also of a library that is damaged, and then that it is.
func (s *session) libraryInfo() error {
	i := s.lib.Info()
	plain := fmt.Sprintf("%s, %s, %s, %.1f MB, format %d", counting(i.Photos, "photo"),
		counting(i.Vectors, "vector"), counting(i.Decisions, "decision"), float64(i.Bytes)/1e6, i.Format)
	err := s.emit(libraryLine{
		Photos: i.Photos, Vectors: i.Vectors, Decisions: i.Decisions, Bytes: i.Bytes, Format: i.Format, place: at(i.Path), Models: i.Models,
	}, i.Path, plain)
	return errors.Join(err, s.lib.Check())
}

func (p *program) checkCommand() *cobra.Command {
	var repair bool
	cmd := p.libraryMember("check", "Check the library file from end to end", (*session).libraryCheck)
	check := cmd.RunE
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		if repair {
			return p.libraryRepair()
		}
		return check(cmd, args)
	}
	cmd.Example += "\n  catchlight library check --repair"
	cmd.Flags().BoolVar(&repair, "repair", false, "cure what is wrong, after a copy was kept")
	return cmd
}

func (s *session) libraryCheck() error {
	err := s.lib.Check()
	if err == nil {
		s.say("the library is sound")
	}
	return err
}

// libraryRepair cures the library, also one that is too damaged to be opened.
func (p *program) libraryRepair() error {
	path, err := p.libraryPath()
	if err != nil {
		return err
	}
	var cured []error
	opened := false
	err = p.withLibrary(func(s *session) (err error) {
		opened = true
		cured, err = s.lib.Repair()
		return err
	})
	if !opened && errors.Is(err, library.ErrDamaged) {
		cured, err = library.RepairFile(path)
	}
	if err != nil {
		return err
	}
	for _, fault := range cured {
		p.say("%v", fault)
	}
	if len(cured) == 0 {
		p.say("the library is sound")
		return nil
	}
	p.say("repaired; what it was before lies in %s. Import the photos again: \"catchlight index\" with their folders",
		filepath.Join(filepath.Dir(path), "backups"))
	return nil
}

func (s *session) libraryCompact() error {
	before := s.lib.Info().Bytes
	if err := tagging.Compact(s.lib, shelf().Profiles(s.modelName())); err != nil {
		return err
	}
	s.say("compacted from %.1f MB to %.1f MB", float64(before)/1e6, float64(s.lib.Info().Bytes)/1e6)
	return nil
}
