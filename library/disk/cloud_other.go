//go:build !linux && !darwin && !windows

package disk

import "os"

func isPlaceholder(string, os.FileInfo) bool { return false }
