package metadata

import (
	"errors"
	"fmt"
)

// ErrChanged says that a file is no longer what it was when the change was prepared (or, for Revert, what the
// change left behind): another program wrote it meanwhile. Nothing was written; its bytes survive.
var ErrChanged = errors.New("changed by another program meanwhile")

// ErrMissing says that a file, or the disk it is on, is away.
var ErrMissing = errors.New("not there")

// Refusal is the error of a photo that cannot be edited safely: the photo is as it was, and the reason is a
// sentence for the user. Under Auto a refusal leads to a sidecar and the reason stands in Change.Why.
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

// refusedIn is an error with the path of the sidecar that is refused.
func refusedIn(path string, err error) error {
	var refusal *Refusal
	if errors.As(err, &refusal) && refusal.Path == "" {
		return &Refusal{Path: path, Reason: refusal.Reason}
	}
	return err
}
