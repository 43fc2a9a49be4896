package view

import (
	"runtime"
	"testing"
)

// TestFolderName: drives and shares have no last part, and are called by what they are.
func TestFolderName(t *testing.T) {
	names := map[string]string{"/": "/", "/photos": "photos", "/photos/E:": "E:", `/photos/\\server\share`: `\\server\share`}
	if runtime.GOOS == "windows" {
		names = map[string]string{
			`E:\`: "E:", `E:\DCIM`: "DCIM", `\\server\photos`: `\\server\photos`, `\\server\photos\`: `\\server\photos`,
			`\\server\photos\2026`: "2026", `\\?\E:\`: `\\?\E:`, `\\?\UNC\server\photos\2026`: "2026",
		}
	}
	for dir, want := range names {
		if got := FolderName(dir); got != want {
			t.Errorf("FolderName(%q) = %q, want %q", dir, got, want)
		}
	}
}
