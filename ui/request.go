package ui

import (
	"slices"

	"catchlight/library"
	"catchlight/tagging"
	"catchlight/tagging/vocabulary"
)

// tagset is a vocabulary made ready for one model. Immutable.
type tagset struct {
	model      string // key of the photos' vectors
	vocabulary *vocabulary.Vocabulary
	vectors    *tagging.TagVectors
	rule       tagging.Rule
	unreadable string // which tags the model cannot read, in a sentence; "" none
}

// same reports whether two tagsets differ by nothing but what they have learned.
func (t *tagset) same(other *tagset) bool {
	return t != nil && other != nil && t.vocabulary == other.vocabulary && t.model == other.model && other.vectors != nil
}

// wish is what the deriver should make. Immutable.
type wish struct {
	snap      *library.Snapshot
	tags      *tagset // nil until a model and a vocabulary are ready
	proposals *proposals
	strength  tagging.Strength
	scope     scope
	chosen    []library.Choice // filters
	count     []library.Facet  // to be counted
	order     order
	busy      bool         // photos are being imported or tagged
	direction *tagging.Aim // of the search, nil while it is not known or not by meaning
	home      string
	where     placeWish
	stacks    *library.Stacks // filled in by the deriver, and places too
	places    places
}

// shows reports whether the wish is for the photos of a scope that the choices leave, in an order.
func (w wish) shows(s scope, o order, chosen []library.Choice) bool {
	return w.scope == s && w.order == o && slices.Equal(w.chosen, chosen)
}
