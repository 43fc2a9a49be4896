package main

import (
	"fmt"

	"github.com/spf13/cobra"
)

// later is a command that the manual names and this version does not have: nothing on standard output, status 2.
func later(use, short, example string) *cobra.Command {
	return &cobra.Command{
		Use: use, Short: short + " (not yet)", Example: example, Args: cobra.ArbitraryArgs,
		FParseErrWhitelist: cobra.FParseErrWhitelist{UnknownFlags: true},
		RunE: func(cmd *cobra.Command, _ []string) error {
			return fmt.Errorf("%q does not exist yet: it comes with a later version", cmd.CommandPath())
		},
	}
}

// unknownMember is the error of a group that was called without one of its members.
func unknownMember(cmd *cobra.Command, args []string) error {
	if len(args) == 0 {
		return fmt.Errorf("%q needs one more word: see %q", cmd.CommandPath(), cmd.CommandPath()+" --help")
	}
	return fmt.Errorf("%q has no command %q: see %q", cmd.CommandPath(), args[0], cmd.CommandPath()+" --help")
}
