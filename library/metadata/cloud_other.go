//go:build !linux && !darwin && !windows

package metadata

import "os"

func isPlaceholder(string, os.FileInfo) bool { return false }
