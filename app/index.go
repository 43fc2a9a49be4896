package main

import "github.com/spf13/cobra"

func (p *program) indexCommand() *cobra.Command {
	return later("index", "Index", "  catchlight index")
}
