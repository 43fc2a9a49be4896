package main

import "github.com/spf13/cobra"

func (p *program) modelsCommand() *cobra.Command {
	return later("models", "Models", "  catchlight models")
}
