package main

import (
	"errors"
	"fmt"
	"time"

	"github.com/spf13/cobra"

	"catchlight/library"
)

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
		Args:    cobra.MaximumNArgs(1),
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
