package main

import "github.com/spf13/cobra"

func (p *program) vocabularyCommand() *cobra.Command {
	return later("vocabulary", "Vocabulary", "  catchlight vocabulary")
}
