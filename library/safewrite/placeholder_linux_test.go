package safewrite

import (
	"errors"
	"os"
	"path/filepath"
	"testing"

	"catchlight/library/disk"
	"catchlight/library/keywords"
	"catchlight/library/sidecar"
)

// A photo that is only in the cloud is not brought down for its keywords, nor to be written.
func TestPlaceholderIsNotRead(t *testing.T) {
	path := filepath.Join(t.TempDir(), "cloud.jpg")
	if err := errors.Join(os.WriteFile(path, nil, 0o600), os.Truncate(path, 1<<20)); err != nil {
		t.Fatal(err)
	}
	info, err := os.Stat(path)
	if err != nil {
		t.Fatal(err)
	}
	if disk.CheckHere(path, info) == nil {
		t.Skip("this file system does not count blocks")
	}
	if _, err := new(sidecar.Folders).ReadKeywords(path); !errors.Is(err, disk.ErrInCloud) {
		t.Errorf("it was read: %v", err)
	}
	if _, err := Prepare(path, keywords.Edit{Add: []string{"dog"}}, Options{}); !errors.Is(err, disk.ErrInCloud) {
		t.Errorf("it was read for a write: %v", err)
	}
}
