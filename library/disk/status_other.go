//go:build !linux && !darwin

package disk

import (
	"os"
	"time"
)

// ChangeTime is when anything about a file changed last. This system does not tell: it is zero.
func ChangeTime(os.FileInfo) time.Time { return time.Time{} }
