package library

import (
	"os"
	"path/filepath"
	"testing"
)

func TestHolder(t *testing.T) {
	path := filepath.Join(t.TempDir(), "library.db")
	if pid := Holder(path); pid != 0 {
		t.Errorf("process %d holds what is not there", pid)
	}
	l, err := Open(path)
	if err != nil {
		t.Fatal(err)
	}
	if pid := Holder(path); pid != os.Getpid() {
		t.Errorf("process %d holds it, this is %d", pid, os.Getpid())
	}
	if err := l.Close(); err != nil {
		t.Fatal(err)
	}
	if pid := Holder(path); pid != 0 {
		t.Errorf("process %d holds what was closed", pid)
	}
}
