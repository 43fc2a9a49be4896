package jobs

import (
	"context"
	"errors"
	"log"
)

// Cancelled reports whether err says that work was told to end.
func Cancelled(err error) bool { return errors.Is(err, context.Canceled) }

// LogError notes an error that has no remedy and harms nothing.
func LogError(err error) {
	if err != nil {
		log.Printf("catchlight: %v", err)
	}
}
