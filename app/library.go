package main

import (
	"errors"
	"fmt"
	"path/filepath"
	"time"

	"github.com/spf13/cobra"

	"catchlight/app/usage"
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
		Use: verb, Short: short, Example: "  catchlight library " + verb, Args: usage.Takes(0, 0),
		RunE: func(*cobra.Command, []string) error { return p.withLibrary(do) },
	}
}

// libraryInfo says the figures also of a library that is damaged, and then that it is.
func (s *session) libraryInfo() error {
	i := s.lib.Info()
	plain := fmt.Sprintf("%s, %s, %s, %.1f MB, format %d", library.Counted(i.Photos, "photo", "photos"),
		library.Counted(i.Vectors, "vector", "vectors"), library.Counted(i.Decisions, "decision", "decisions"), float64(i.Bytes)/1e6, i.Format)
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

// copyLine is the JSON line of a copy of the library.
type copyLine struct {
	Path  string `json:"path"`
	Made  string `json:"made"`
	Sound bool   `json:"sound"`
	Error string `json:"error"`
}

func (p *program) restoreCommand() *cobra.Command {
	var list, anew bool
	cmd := &cobra.Command{
		Use: "restore [COPY]", Short: "Put a copy in the place of a library that is damaged or lost",
		Long: "Puts a copy of the library in its place, the newest that is sound or the one that is named. What was there is kept\n" +
			"among the copies. --list shows the copies and changes nothing; --anew begins a new library where one is lost.",
		Example: "  catchlight library restore --list\n  catchlight library restore",
		Args:    usage.Takes(0, 1),
		RunE: func(_ *cobra.Command, args []string) error {
			if list && anew || (list || anew) && len(args) > 0 {
				return errors.New("give one of COPY, --list and --anew")
			}
			path, err := p.libraryPath()
			switch {
			case err != nil:
				return err
			case list:
				return p.listCopies(path)
			case anew:
				return p.beginAnew(path)
			}
			return p.restore(path, append(args, "")[0])
		},
	}
	cmd.Flags().BoolVar(&list, "list", false, "list the copies, the newest first")
	cmd.Flags().BoolVar(&anew, "anew", false, "begin a new library, where the one that was there is lost")
	return cmd
}

func (p *program) restore(path, copy string) error {
	taken, err := library.Restore(path, copy)
	if err != nil {
		return err
	}
	p.say("%s stands in the place of %s now. What has changed since it was made: \"catchlight index\" with your folders reads it again",
		taken, path)
	return nil
}

func (p *program) beginAnew(path string) error {
	if err := library.Create(path); err != nil {
		return err
	}
	p.say("%s is a new library; the copies of the old one stay", path)
	return nil
}

func (p *program) listCopies(path string) error {
	copies, err := library.Copies(path)
	if err != nil {
		return err
	}
	if len(copies) == 0 {
		p.say("there is no copy of %s yet", path)
	}
	for _, c := range copies {
		state := "sound"
		if c.Err != nil {
			state = "damaged"
		} else if c.Spare {
			state = "sound, kept of a library that was replaced or repaired"
		}
		line := copyLine{Path: c.Path, Made: c.Made.Format(time.RFC3339), Sound: c.Err == nil, Error: reason(c.Err)}
		if err := p.emit(line, fmt.Sprintf("%s  %s  %s", c.Made.Local().Format("2006-01-02 15:04"), c.Path, state)); err != nil {
			return err
		}
	}
	return nil
}
