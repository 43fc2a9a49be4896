package disk

import (
	"errors"
	"os"
	"path/filepath"
	"testing"
)

func TestPlaceholder(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, "cloud.jpg")
	if err := errors.Join(os.WriteFile(path, nil, 0o600), os.Truncate(path, 1<<20)); err != nil {
		t.Fatal(err)
	}
	info, err := os.Stat(path)
	if err != nil {
		t.Fatal(err)
	}
	if !isPlaceholder(path, info) {
		t.Skip("this file system does not count blocks")
	}
	if err := CheckHere(path, info); !errors.Is(err, ErrInCloud) {
		t.Errorf("%v", err)
	}
	if _, err := ReadRegular(t.Context(), path, 1<<30); !errors.Is(err, ErrInCloud) {
		t.Errorf("it was read: %v", err)
	}
	if err := os.WriteFile(path, []byte("a photo"), 0o600); err != nil {
		t.Fatal(err)
	}
	if info, err = os.Stat(path); err != nil || CheckHere(path, info) != nil {
		t.Errorf("a photo: %v", CheckHere(path, info))
	}
}

func TestFilesThatAreMostlyHoles(t *testing.T) {
	path := filepath.Join(t.TempDir(), "scan.tif")
	if err := errors.Join(os.WriteFile(path, make([]byte, 1<<20), 0o600), os.Truncate(path, 1<<30)); err != nil {
		t.Fatal(err)
	}
	if _, err := ReadRegular(t.Context(), path, 2<<30); !errors.Is(err, ErrHoles) {
		t.Errorf("a hole of a gigabyte: %v", err)
	}
	if err := os.Truncate(path, 1<<24); err != nil { // sixteen times what is written, but small
		t.Fatal(err)
	}
	if _, err := ReadRegular(t.Context(), path, 2<<30); err != nil {
		t.Errorf("a small file with holes: %v", err)
	}
}

func TestEvicted(t *testing.T) {
	for name, want := range map[string]string{".IMG.jpg.icloud": "IMG.jpg", "IMG.jpg.icloud": "", ".icloud": "", ".hidden.jpg": ""} {
		if got, ok := Evicted(name); ok != (want != "") || ok && got != want {
			t.Errorf("%s: %q, %v", name, got, ok)
		}
	}
}
