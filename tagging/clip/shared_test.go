package clip

import (
	"testing"
)

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
