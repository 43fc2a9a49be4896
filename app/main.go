package main

import (
	"context"
	"io"
	"os"
	"time"

	"github.com/spf13/cobra"

	_ "catchlight/app/locale" // before the window library, see there
	"catchlight/app/usage"
)

// version is what --version and Help › About show; the build sets it with -ldflags "-X
// main.version=…".
var version = "development"

// widestHelp is the most columns of a line of help: longer ones are hard to read.
const widestHelp = 100

func main() {
	os.Exit(run(os.Args[1:], os.Stdin, os.Stdout, os.Stderr))
}

// run is the program's whole life: arguments in, exit status out. It blocks until the command is
// done, the window is closed, or a signal ends either.
func run(args []string, in *os.File, out, messages io.Writer) int {
	ctx, stop := interruptible()
	defer stop()
	p := newProgram(in, out, messages)
	ended := make(chan struct{})
	defer close(ended)
	go leaveLate(ctx, ended, time.After, func() {
		if !p.windowed.Load() { // which has an end of its own
			os.Exit(p.finish(ctx, context.Canceled))
		}
	})
	root := rootCommand(p)
	usage.Fit(root, min(columnsOf(out), widestHelp))
	root.SetArgs(args)
	root.SetOut(out)
	root.SetErr(messages)
	return p.finish(ctx, root.ExecuteContext(ctx))
}

// rootCommand is the whole command line. The root itself opens the window; a folder that is named
// like a command is given as ./tag.
func rootCommand(p *program) *cobra.Command {
	root := &cobra.Command{
		Use:   "catchlight [PATH…]",
		Short: "Suggest keywords for photos, and write them where every photo program reads them",
		Long: "Without a command Catchlight opens its window and adds the PATHs. A window that is open already gets the\n" +
			"PATHs and comes to the front. A folder named like a command is given as ./tag.",
		Example:       "  catchlight ~/Pictures\n  catchlight tag --dry-run ~/Pictures/2026",
		Version:       version,
		Args:          cobra.ArbitraryArgs,
		SilenceErrors: true,
		SilenceUsage:  true,
		RunE: func(cmd *cobra.Command, args []string) error {
			if err := usage.NotACommand(cmd, args); err != nil {
				return err
			}
			p.windowed.Store(true)
			return p.window(cmd.Context(), args)
		},
	}
	root.CompletionOptions.DisableDefaultCmd = true
	root.SetHelpCommand(&cobra.Command{Use: "no-help", Hidden: true}) // --help is everywhere, and "help" may be a folder
	root.SetFlagErrorFunc(usage.WrongFlag)
	p.addCommonFlags(root)
	root.AddCommand(
		p.tagCommand(), p.indexCommand(), p.searchCommand(), p.keywordsCommand(), p.undoCommand(), p.evalCommand(), p.gradeCommand(),
		p.modelsCommand(), p.vocabularyCommand(), p.libraryCommand(), p.benchCommand(), p.tablesCommand(), p.versionCommand(),
	)
	return root
}

// group is a command that only holds others: by itself it is wrong usage.
func group(use, short, example string, members ...*cobra.Command) *cobra.Command {
	cmd := &cobra.Command{
		Use: use, Short: short, Example: example, Args: cobra.ArbitraryArgs,
		RunE: func(cmd *cobra.Command, args []string) error { return usage.UnknownMember(cmd, args) },
	}
	cmd.AddCommand(members...)
	return cmd
}
