package bolt

import (
	"io/fs"
	"strings"
	"syscall"
	"testing"

	bbolterrors "go.etcd.io/bbolt/errors"
)

// TestRemedies: what goes wrong with the file is told with what to do.
func TestRemedies(t *testing.T) {
	s := &Store{path: "/somewhere/library.db"}
	for cause, want := range map[error]string{
		syscall.ENOSPC: "free some space", syscall.EROFS: "on another one", syscall.EACCES: "make the file and its folder writable",
		syscall.ENOLCK: "on a disk of this computer", syscall.EOPNOTSUPP: "on a disk of this computer", ErrDamaged: "is damaged",
		bbolterrors.ErrTimeout: "close it there",
	} {
		err := s.explain("open", &fs.PathError{Op: "open", Path: s.path, Err: cause})
		if !strings.Contains(err.Error(), want) || !strings.Contains(err.Error(), s.path) {
			t.Errorf("%v: %v", cause, err)
		}
	}
}
