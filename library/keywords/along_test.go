package keywords

import (
	"slices"
	"strings"
	"testing"
)

// TestWithout: what is refused does not come back with a hierarchy, neither as a step nor as another
// name.
func TestWithout(t *testing.T) {
	for _, c := range []struct{ path, refused, want string }{
		{"animal|dog", "", "animal|dog"},
		{"animal|dog", "animal", "dog"},
		{"animal|dog", "dog", "animal|dog"},
		{"[light]|sunset", "light", "[light]|sunset"},
		{"{animal}|dog", "animal", "dog"},
		{"animal|{^hound}|{^pooch}|dog", "hound", "animal|{^pooch}|dog"},
		{"animal|{^hound}|pet|dog", "animal", "{^hound}|dog"},
		{"{^hound}|dog", "hound", "dog"},
		{"animal||dog", "", "animal||dog"},
		{"", "", ""},
	} {
		refused := func(name string) bool { return name == "" || slices.Contains(strings.Fields(c.refused), name) }
		if got := Without(c.path, Leaf(c.path), refused); got != c.want {
			t.Errorf("%q without %q: %q, want %q", c.path, c.refused, got, c.want)
		}
	}
}
