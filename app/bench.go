package main

import "github.com/spf13/cobra"

func (p *program) benchCommand() *cobra.Command {
	return later("bench", "Bench", "  catchlight bench")
}
