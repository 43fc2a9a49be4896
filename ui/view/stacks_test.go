package view

import (
	"testing"

	"catchlight/library"
	"catchlight/library/picture"
	"catchlight/library/thumb"
)

// TestStacksAreFoundAnewForWhatTheyAreMadeOf: photos, fingerprints and vectors, in whatever order
// they come; and only then.
func TestStacksAreFoundAnewForWhatTheyAreMadeOf(t *testing.T) {
	a := newAlbum(t)
	a.req.Snapshot = a.lib.Snapshot()
	red := a.photo(t, "a-red").Picture
	m := &stackCache{}
	last := m.of(a.req, a.lib)
	for _, c := range []struct {
		name string
		come func() error
	}{
		{"a fingerprint", func() error {
			return a.lib.StoreFingerprints(map[picture.ID]thumb.Fingerprint{red: {}})
		}},
		{"a vector", func() error {
			return a.lib.StoreVectors(a.req.Tags.Model, []library.Vector{{Picture: red, Values: []float32{1, 0, 0}}})
		}},
	} {
		if m.of(a.req, a.lib) != last {
			t.Errorf("before %s: found anew for nothing", c.name)
		}
		if err := c.come(); err != nil {
			t.Fatal(err)
		}
		now := m.of(a.req, a.lib)
		if now == last {
			t.Errorf("after %s the stacks are those of before", c.name)
		}
		last = now
	}
}
