package main

import "github.com/spf13/cobra"

func (p *program) benchCommand() *cobra.Command {
	return later("bench [PATH…]", "Measure decode, encode and index speed on this machine", "  catchlight bench ~/Pictures")
}
