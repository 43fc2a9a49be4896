package main

import "github.com/spf13/cobra"

func (p *program) evalCommand() *cobra.Command {
	return later("eval", "Eval", "  catchlight eval")
}
