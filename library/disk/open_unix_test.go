//go:build unix

package disk

import (
	"net"
	"path/filepath"
	"syscall"
	"testing"
)

// noFiles are paths that are no ordinary files, by what they are called.
func noFiles(t *testing.T, dir string) map[string]string {
	t.Helper()
	pipe, socket := filepath.Join(dir, "pipe"), filepath.Join(dir, "socket")
	if err := syscall.Mkfifo(pipe, 0o600); err != nil {
		t.Fatal(err)
	}
	l, err := net.Listen("unix", socket)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = l.Close() })
	return map[string]string{"a folder": dir, "a pipe": pipe, "a socket": socket, "a device": "/dev/zero"}
}
