package main

import "github.com/spf13/cobra"

func (p *program) keywordsCommand() *cobra.Command {
	return later("keywords", "Keywords", "  catchlight keywords")
}
