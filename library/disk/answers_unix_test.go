//go:build unix

package disk

import (
	"os"
	"path/filepath"
	"syscall"
	"testing"
	"time"
)

// TestSilentFolder: what does not answer is waited for as long as was said, and then left behind. A
// pipe that nobody writes to is opened as slowly as a folder of a server that hangs.
func TestSilentFolder(t *testing.T) {
	pipe := filepath.Join(t.TempDir(), "hangs")
	if err := syscall.Mkfifo(pipe, 0o600); err != nil {
		t.Skip(err)
	}
	silent := Silent([]string{t.TempDir(), pipe}, 50*time.Millisecond)
	if len(silent) != 1 || !silent[pipe] {
		t.Errorf("silent are %v", silent)
	}
	f, err := os.OpenFile(pipe, os.O_WRONLY, 0) // it answers now
	if err != nil {
		t.Fatal(err)
	}
	if err := f.Close(); err != nil {
		t.Fatal(err)
	}
}
