package safewrite

import "errors"

// ErrChanged says that a file is no longer what it was when the change was prepared (or, for
// Revert, what the change left behind): another program wrote it meanwhile. Nothing was written;
// its bytes survive.
var ErrChanged = errors.New("changed by another program meanwhile")

// ErrMissing says that a file, or the disk it is on, is away.
var ErrMissing = errors.New("not there")
