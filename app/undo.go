package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"strconv"
	"time"

	"github.com/spf13/cobra"

	"catchlight/app/usage"
	"catchlight/library"
)

func (p *program) undoCommand() *cobra.Command {
	var last, listRuns bool
	cmd := &cobra.Command{
		Use:   "undo [RUN | --last | --list]",
		Short: "Put the files of a run back to the byte; without argument, list the runs",
		Long: "Puts every file that a run changed back to the byte, at once and without asking. From a file that another\n" +
			"program has changed since, only the keywords of the run are taken back, and that is said. A file or disk that\n" +
			"is away is kept for later.",
		Example: "  catchlight undo --last\n  catchlight undo 12",
		Args:    usage.Takes(0, 1),
		RunE: func(cmd *cobra.Command, args []string) error {
			return p.undo(cmd.Context(), args, last, listRuns)
		},
	}
	cmd.Flags().BoolVar(&last, "last", false, "undo the last run that changed a file and is not undone yet")
	cmd.Flags().BoolVar(&listRuns, "list", false, "list the runs, oldest first")
	return cmd
}

func (p *program) undo(ctx context.Context, args []string, last, listRuns bool) error {
	if last && listRuns || (last || listRuns) && len(args) > 0 {
		return errors.New("give one of RUN, --last and --list")
	}
	return p.withLibrary(func(s *session) error {
		runs, err := s.lib.Runs()
		switch {
		case err != nil:
			return err
		case last:
			return s.undoLast(ctx, runs)
		case len(args) == 0:
			return s.listRuns(runs)
		}
		return s.undoNamed(ctx, runs, args[0])
	})
}

func (s *session) listRuns(runs []library.Run) error {
	if len(runs) == 0 {
		s.say("no run has changed a file yet")
	}
	for _, r := range runs {
		line := runLine{Run: r.ID, Time: r.Time.UTC().Format(time.RFC3339), Photos: r.Photos, Keywords: r.Keywords, Undone: r.Undone}
		if err := s.emit(line, plainRun(r)); err != nil {
			return err
		}
	}
	return nil
}

func plainRun(r library.Run) string {
	state := ""
	switch {
	case r.Undone:
		state = ", undone"
	case r.Back > 0:
		state = fmt.Sprintf(", %d of %d undone", r.Back, r.Photos)
	}
	return fmt.Sprintf("%4d  %s  %s: %s, %s%s", r.ID, r.Time.Local().Format("2006-01-02 15:04"), cmp.Or(r.Label, "write"),
		library.Counted(r.Photos, "photo", "photos"), library.Counted(r.Keywords, "keyword", "keywords"), state)
}

func (s *session) undoLast(ctx context.Context, runs []library.Run) error {
	for i := len(runs) - 1; i >= 0; i-- {
		if !runs[i].Undone {
			return s.revert(ctx, runs[i])
		}
	}
	return errors.New("there is no run to undo: see \"catchlight undo --list\"")
}

func (s *session) undoNamed(ctx context.Context, runs []library.Run, name string) error {
	id, err := strconv.ParseUint(name, 10, 64)
	if err != nil {
		return fmt.Errorf("%q is no number of a run: see \"catchlight undo --list\"", name)
	}
	for _, r := range runs {
		if r.ID == id && r.Undone {
			return fmt.Errorf("run %d is undone already", id)
		}
		if r.ID == id {
			return s.revert(ctx, r)
		}
	}
	return fmt.Errorf("there is no run %d: see \"catchlight undo --list\"", id)
}

// revert puts the files of one run back and prints a line for each.
func (s *session) revert(ctx context.Context, run library.Run) error {
	var lines []undoLine
	progress := s.progressLine("Restoring")
	o := library.WriteOptions{Options: s.lib.Settings().FileOptions(library.ParentsOnCommand), RemoveOurs: true}
	err := s.lib.Revert(ctx, run.ID, o, func(r library.Reverted) {
		line := undoLine{Run: r.Run, place: at(s.shown(r.Path)), Restored: r.Restored, Error: library.Sentence(r.Path, r.Err)}
		if r.Restored && r.Note != "" {
			s.warn(string(line.Path), r.Note)
		} else {
			line.Error = cmp.Or(line.Error, r.Note)
		}
		lines = append(lines, line)
		progress.update(len(lines), run.Photos)
	})
	progress.clear()
	return errors.Join(err, s.reportUndo(lines))
}

func (s *session) reportUndo(lines []undoLine) error {
	sortByPath(lines)
	failed := 0
	for _, line := range lines {
		plain := string(line.Path) + ": restored"
		if line.Error != "" {
			failed++
			plain = ""
			s.warn(string(line.Path), line.Error)
		}
		if err := s.emit(line, plain); err != nil {
			return err
		}
	}
	s.say("%d of %s restored", len(lines)-failed, library.Counted(len(lines), "photo", "photos"))
	return failures(failed)
}
