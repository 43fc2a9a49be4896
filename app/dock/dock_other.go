//go:build !darwin || !cgo

package dock

import "context"

// Listen does nothing here.
func Listen() {}

// Serve returns at once here.
func Serve(context.Context, func(paths []string) (shows <-chan bool)) {}
