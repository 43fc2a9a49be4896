package clip

import (
	"os"
	"path/filepath"
	"testing"
)

// sharedPath is a path in the folder of reference data, which is not part of the project:
// $CATCHLIGHT_SHARED, else the folder "shared" beside the checkout. The test is skipped where it is
// absent.
func sharedPath(t testing.TB, elements ...string) string {
	t.Helper()
	root := os.Getenv("CATCHLIGHT_SHARED")
	if root == "" {
		root = filepath.Join("..", "..", "..", "shared")
	}
	path := filepath.Join(append([]string{root}, elements...)...)
	if _, err := os.Stat(path); err != nil {
		t.Skipf("needs the reference data %s, which is absent (set CATCHLIGHT_SHARED to its folder)", path)
	}
	return path
}

// openStarter opens the model that is in the program, and fails in plain words where ONNX Runtime
// is missing.
func openStarter(t testing.TB) *Encoder {
	t.Helper()
	e, err := Open(Starter(), Options{})
	if err != nil {
		t.Fatalf("this test needs ONNX Runtime, which `make test` provides: %v", err)
	}
	t.Cleanup(func() {
		if err := e.Close(); err != nil {
			t.Error(err)
		}
	})
	return e
}
