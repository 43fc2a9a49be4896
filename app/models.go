package main

import "github.com/spf13/cobra"

func (p *program) modelsCommand() *cobra.Command {
	return group("models", "The ladder of models", "  catchlight models list",
		later("list", "List the models", "  catchlight models list"),
		later("get", "Download a model", "  catchlight models get standard"),
		later("add", "Add a model of your own", "  catchlight models add FOLDER"),
		later("verify", "Check the files of a model", "  catchlight models verify standard"),
	)
}
