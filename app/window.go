package main

import (
	"context"
	"errors"
)

// window opens the window on the library and adds paths to it. It blocks until the window is closed.
func (p *program) window(_ context.Context, _ []string) error {
	return errors.New("the window does not exist yet")
}
