package bolt

import "testing"

// TestEveryFormatHasAStep: no format is forgotten when a new one is made.
func TestEveryFormatHasAStep(t *testing.T) {
	for n := uint64(1); n < Format; n++ {
		if migrations[n] == nil {
			t.Errorf("no step from format %d", n)
		}
	}
}
