package tagging

import (
	"context"

	"catchlight/library"
	"catchlight/library/thumb"
)

// IndexOptions tune a run of Index.
type IndexOptions struct {
	Batch    int                                          // photos in one inference; 0 is the model's own
	Progress func(library.Progress)                       // called by one goroutine at a time, after each photo; may be nil
	Each     func(id library.ID, indexed bool, err error) // called once for each photo, by one goroutine at a time; may be nil
}

// Indexed sums up a run of Index.
type Indexed struct {
	Indexed int // vectors computed; a copy of a known picture does not count
	Failed  []library.Failure
}

// Index computes and stores the vectors that the library lacks for the photos: read, decode, encode, store. Pictures
// are the unit: copies are computed once. thumbs, when not nil, gets a thumbnail from the same decode. A photo that
// fails is reported and passed over; an error of the model or the library ends the run. Cancelled, it returns ctx's
// error, and what was stored stays. It blocks; no goroutine outlives it.
func Index(ctx context.Context, lib *library.Library, thumbs *thumb.Cache, enc Encoder, ids []library.ID, o IndexOptions) (Indexed, error) {
	return Indexed{}, nil
}
