package keywords

import (
	"errors"
	"fmt"
)

// Refusal is the error of a photo that cannot be edited safely: the photo is as it was, and the
// reason is a sentence for the user. Under Auto a refusal leads to a sidecar and the reason stands
// in Change.Why.
type Refusal struct {
	Path   string // the file concerned; empty from the pure functions
	Reason string // what stands in the way, in plain words, without the path
}

// Error returns the path and the reason.
func (r *Refusal) Error() string {
	if r.Path == "" {
		return r.Reason
	}
	return fmt.Sprintf("%s: %s", r.Path, r.Reason)
}

// refuse makes a Refusal without a path; Prepare adds it.
func refuse(format string, args ...any) *Refusal {
	return &Refusal{Reason: fmt.Sprintf(format, args...)}
}

// RefusedIn is an error with the path of the sidecar that is refused.
func RefusedIn(path string, err error) error {
	var refusal *Refusal
	if errors.As(err, &refusal) && refusal.Path == "" {
		return &Refusal{Path: path, Reason: refusal.Reason}
	}
	return err
}
