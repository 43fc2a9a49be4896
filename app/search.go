package main

import "github.com/spf13/cobra"

func (p *program) searchCommand() *cobra.Command {
	return later("search", "Search", "  catchlight search")
}
