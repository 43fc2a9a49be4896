package main

import (
	"context"
	"io"
	"os"
	"time"

	_ "catchlight/app/locale" // before the window library, see there
)

// version is what --version and Help › About show; the build sets it with -ldflags "-X main.version=…".
var version = "development"

func main() {
	os.Exit(run(os.Args[1:], os.Stdin, os.Stdout, os.Stderr))
}

// run is the program's whole life: arguments in, exit status out. It blocks until the command is done, the window is
// closed, or a signal ends either.
func run(args []string, in *os.File, out, messages io.Writer) int {
	ctx, stop := interruptible()
	defer stop()
	p := newProgram(in, out, messages)
	ended := make(chan struct{})
	defer close(ended)
	go leaveLate(ctx, ended, time.After, func() {
		if !p.windowed.Load() { // which has an end of its own
			os.Exit(p.finish(ctx, context.Canceled))
		}
	})
	root := rootCommand(p)
	root.SetArgs(args)
	root.SetOut(out)
	root.SetErr(messages)
	return p.finish(ctx, root.ExecuteContext(ctx))
}
