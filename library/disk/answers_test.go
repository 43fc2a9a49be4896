package disk

import (
	"path/filepath"
	"testing"
	"time"
)

// TestSilent: a folder that is there, and one that is not, have answered, each asked for once.
func TestSilent(t *testing.T) {
	there := t.TempDir()
	begun := time.Now()
	silent := Silent([]string{there, filepath.Join(there, "gone"), there}, time.Hour)
	if len(silent) > 0 || time.Since(begun) > time.Minute {
		t.Errorf("silent are %v", silent)
	}
	if silent := Silent(nil, time.Hour); len(silent) > 0 {
		t.Errorf("of none %v", silent)
	}
}
