package main

import "github.com/spf13/cobra"

func (p *program) tagCommand() *cobra.Command {
	return later("tag", "Tag", "  catchlight tag")
}
