package disk

import (
	"bytes"
	"context"
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"
)

func TestReadRegular(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, "a.txt")
	content := bytes.Repeat([]byte("0123456789"), 300_000) // several strides
	putFile(t, path, content)
	if data, err := ReadRegular(t.Context(), path, int64(len(content))); err != nil || !bytes.Equal(data, content) {
		t.Errorf("%v, %d bytes", err, len(data))
	}
	link := filepath.Join(dir, "link")
	if err := os.Symlink("a.txt", link); err == nil {
		if data, err := ReadRegular(t.Context(), link, 1<<30); err != nil || !bytes.Equal(data, content) {
			t.Errorf("by a link: %v, %d bytes", err, len(data))
		}
	}
	_, err := ReadRegular(t.Context(), path, int64(len(content))-1)
	if !errors.Is(err, ErrTooLarge) || strings.Count(err.Error(), path) != 1 {
		t.Errorf("too large: %v", err)
	}
	if _, err := ReadRegular(t.Context(), filepath.Join(dir, "gone"), 10); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("gone: %v", err)
	}
	ended, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := ReadRegular(ended, path, 1<<30); !errors.Is(err, context.Canceled) {
		t.Errorf("cancelled: %v", err)
	}
}

// TestWhatIsNoFileIsNotOpened: folders, and where the system has them pipes, devices and links to
// them.
func TestWhatIsNoFileIsNotOpened(t *testing.T) {
	dir := t.TempDir()
	for name, path := range noFiles(t, dir) {
		for _, way := range []string{path, linkTo(t, path)} {
			_, err := ReadRegular(t.Context(), way, 1<<40)
			if !errors.Is(err, ErrNotRegular) || !strings.Contains(err.Error(), way) || !strings.Contains(err.Error(), name) {
				t.Errorf("%s: %v", way, err)
			}
		}
	}
}

func linkTo(t *testing.T, path string) string {
	t.Helper()
	link := filepath.Join(t.TempDir(), "link")
	if err := os.Symlink(path, link); err != nil {
		t.Skip("no symbolic links here")
	}
	return link
}

// TestAFileThatGrows: what comes after the file was opened is read up to the bound.
func TestAFileThatGrows(t *testing.T) {
	path := filepath.Join(t.TempDir(), "a.txt")
	putFile(t, path, []byte("12345"))
	f, err := OpenRegular(t.Context(), path, 8)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	putFile(t, path, []byte("1234567890"))
	if data, err := io.ReadAll(f); !errors.Is(err, ErrTooLarge) || string(data) != "12345678" {
		t.Errorf("%v, %q", err, data)
	}
}

// TestRegularIsAFile: it may stand in a file system of its own.
func TestRegularIsAFile(t *testing.T) {
	dir := t.TempDir()
	putFile(t, filepath.Join(dir, "a.txt"), []byte("12345"))
	if err := fstest.TestFS(bounded{dir}, "a.txt"); err != nil {
		t.Error(err)
	}
}

// bounded is a folder of regular files.
type bounded struct{ dir string }

func (b bounded) Open(name string) (fs.File, error) {
	if name == "." {
		return os.Open(b.dir)
	}
	if !fs.ValidPath(name) {
		return nil, &fs.PathError{Op: "open", Path: name, Err: fs.ErrInvalid}
	}
	return OpenRegular(context.Background(), filepath.Join(b.dir, name), 100)
}
