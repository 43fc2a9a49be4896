package main

import "github.com/spf13/cobra"

func (p *program) libraryCommand() *cobra.Command {
	return later("library", "Library", "  catchlight library")
}
