package search

import (
	"testing"

	"catchlight/library"
	"catchlight/tagging/find"
	"catchlight/ui/view"
)

// TestThatNoPhotoHasAWordIsSaidOfAll, and not where a filter may hide those that have it, or a part
// of a word is found.
func TestThatNoPhotoHasAWordIsSaidOfAll(t *testing.T) {
	filtered := []library.Choice{{Facet: library.FacetKeyword, Value: library.Value{Name: "ship"}}}
	for name, c := range map[string]struct {
		view *view.State
		says bool
	}{
		"not counted yet":   {nil, true},
		"no photo has it":   {&view.State{}, true},
		"a part is found":   {&view.State{Named: 1}, false},
		"a filter hides it": {&view.State{Request: view.Request{Chosen: filtered}}, false},
	} {
		s := &Search{notes: []find.Note{{Typed: "canon", Text: "canon"}}, deps: Deps{View: func() *view.State { return c.view }}}
		if got := s.ReadAs(); got != "" != c.says {
			t.Errorf("%s: %q", name, got)
		}
	}
}
