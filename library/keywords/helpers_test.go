package keywords

import (
	"os"
	"path/filepath"
	"testing"

	"catchlight/library/picture"
)

func add(words ...string) Edit { return Edit{Add: words} }

// mustApply embeds and fails the test on an error.
func mustApply(t testing.TB, data []byte, f picture.Format, e Edit) []byte {
	t.Helper()
	out, err := Apply(data, f, e, Rules{})
	if err != nil {
		t.Fatal(err)
	}
	return out
}

// flat returns the names of the keywords.
func flat(k Keywords) []string {
	names := []string{}
	for _, word := range k.All {
		names = append(names, word.Name)
	}
	return names
}

// sharedRoot is $CATCHLIGHT_SHARED, else the folder "shared" beside the
// checkout; it may be absent.
func sharedRoot() string {
	if root := os.Getenv("CATCHLIGHT_SHARED"); root != "" {
		return root
	}
	return filepath.Join("..", "..", "..", "shared")
}
