package main

import "github.com/spf13/cobra"

func (p *program) undoCommand() *cobra.Command {
	return later("undo", "Undo", "  catchlight undo")
}
