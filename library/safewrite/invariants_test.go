package safewrite

import (
	"bytes"
	"os"
	"path/filepath"
	"testing"

	"catchlight/library/picture"
)

// holdsAfter checks, when the test is over, what must hold of every photo, whatever the test has
// done to it: nothing of ours lies beside it, and it is there with the picture that it had.
func holdsAfter(t testing.TB, path string, data []byte) {
	t.Helper()
	t.Cleanup(func() {
		for _, name := range folder(t, path) {
			if IsTemp(name) {
				t.Errorf("%s is left beside %s", name, filepath.Base(path))
			}
		}
		now, err := os.ReadFile(path)
		if err != nil {
			t.Errorf("the photo is not there: %v", err)
			return
		}
		format, _ := picture.FormatOf(path)
		if !bytes.Equal(now, data) && picture.Identify(now, format, 1) != picture.Identify(data, format, 1) {
			t.Errorf("%s holds another picture", filepath.Base(path))
		}
	})
}
