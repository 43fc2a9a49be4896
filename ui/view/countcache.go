package view

import (
	"slices"

	"catchlight/library"
)

// countCache remembers what was counted last: it is the same while only the scope changes, as from
// search to search. Not for concurrent use.
type countCache struct {
	made   bool
	from   countedFrom
	counts Counts
}

// countedFrom is what counts follow from.
type countedFrom struct {
	request Request
	look    uint32 // of the words
	looked  int    // fingerprints and vectors
}

// of gives what follows from, counted anew where that is not what was counted last.
func (m *countCache) of(from countedFrom, count func() Counts) Counts {
	if !m.made || !from.same(m.from) {
		*m = countCache{true, from, count()}
	}
	return m.counts
}

func (f countedFrom) same(o countedFrom) bool {
	a, b := f.request, o.request
	return f.look == o.look && f.looked == o.looked && a.Snapshot == b.Snapshot && a.vocabulary() == b.vocabulary() &&
		a.model() == b.model() && a.stacks == b.stacks && a.Import == b.Import && slices.Equal(a.Chosen, b.Chosen) && a.Home == b.Home
}

// looked counts the looks at pictures, as fingerprints and vectors tell: while it stays, nothing is
// known of one that was not known before.
func looked(req Request, lib *library.Library) int {
	return lib.FingerprintChanges() + seen(req.model(), lib)
}

// seen counts the pictures that a model has vectors of. Rows that hold none are not counted: one that
// is used again makes a picture known without another row.
func seen(model string, lib *library.Library) int {
	n := 0
	for _, block := range lib.VectorBlocks(model) {
		for _, p := range block.Pictures {
			if !p.IsZero() {
				n++
			}
		}
	}
	return n
}

// model is the key of the photos' vectors, "" while there is none.
func (req Request) model() string {
	if req.Tags == nil {
		return ""
	}
	return req.Tags.Model
}
