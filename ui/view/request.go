package view

import (
	"slices"

	"catchlight/library"
	"catchlight/tagging"
	"catchlight/tagging/facts"
	"catchlight/tagging/vocabulary"
)

// Tagset is a vocabulary made ready for one model. Immutable.
type Tagset struct {
	Model      string // key of the photos' vectors
	Vocabulary *vocabulary.Vocabulary
	Vectors    *tagging.TagVectors
	Rule       tagging.Rule
	Facts      *facts.Words // the tags that facts stand for; nil: none
	Unreadable string       // which tags the model cannot read, in a sentence; "" none
}

// Unknown reports whether no suggestion of a tag can come: the model does not know it, no photo has
// taught it, and no fact stands for it.
func (t *Tagset) Unknown(tag int) bool {
	return t.Vectors != nil && t.Vectors.Silent(tag) && (t.Facts == nil || !t.Facts.Tells(tag))
}

// learned is the tagset as decisions have taught it.
func (t *Tagset) learned(vectors *tagging.TagVectors) *Tagset {
	now := *t
	now.Vectors = vectors
	return &now
}

// SameSource reports whether two tagsets differ by nothing but what they have learned.
func (t *Tagset) SameSource(other *Tagset) bool {
	return t != nil && other != nil && t.Vocabulary == other.Vocabulary && t.Model == other.Model && other.Vectors != nil
}

// Request is what the builder should make. Immutable.
type Request struct {
	Snapshot  *library.Snapshot
	Tags      *Tagset // nil until a model and a vocabulary are ready
	Proposals *Proposals
	Strength  tagging.Strength
	Most      int          // suggestions of a photo; 0 is the usual number
	Facts     facts.Wanted // beside what the model suggests
	Scope     Scope
	Import    *Import          // what was added last; nil: nothing
	Chosen    []library.Choice // filters
	Count     []library.Facet  // to be counted
	Order     Order
	Sorting   int          // answers to requests of one Sorting keep the order of the first
	Busy      bool         // photos are being imported or tagged
	Reading   *Reading     // of the search; nil where no model is asked
	Direction *tagging.Aim // of that reading, filled in by the builder: nil while it is not known
	Typing    bool         // keywords are being typed: the glossary is wanted
	Home      string
	Where     PlaceRequest
	heard     bool            // the reading has ended, and its direction was taken over
	stacks    *library.Stacks // filled in by the builder, and what follows too
	slices    int             // of time that it has had
	known     int             // of the snapshot's photos, in their order, have their facts
	places    Places
}

// Shows reports whether the request is for the photos of a scope that the choices leave, in an
// order.
func (req Request) Shows(s Scope, o Order, chosen []library.Choice) bool {
	return req.Scope == s && req.Order == o && slices.Equal(req.Chosen, chosen)
}
