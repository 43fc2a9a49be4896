package tagging

import (
	"context"

	"catchlight/library"
)

// Query says what to look for: photos near With and Like, and far from Without.
type Query struct {
	With, Without []string    // texts
	Like          [][]float32 // vectors of photos
}

// ParseQuery reads the words of a command line: "+" and "-" standing alone say whether the words after them, up to the
// next sign, are wanted (as at the start) or not.
func ParseQuery(words []string) (Query, error) { return Query{}, ErrNoWords }

// Hit is a photo that was found.
type Hit struct {
	Photo *library.Photo
	Score float32 // cosine of the photo's vector and the query's
}

// Direction gives the query's vector, of unit length. It blocks while texts are encoded. lib keeps their vectors and may
// be nil.
func Direction(ctx context.Context, enc Encoder, lib *library.Library, q Query) ([]float32, error) {
	return nil, nil
}

// Search ranks photos by their score with a direction, the best first, at most top of them (0: all). Photos without a
// vector of the model are left out. Pure but for reading vectors from the library's memory.
func Search(lib *library.Library, model string, direction []float32, photos []*library.Photo, top int) []Hit {
	return nil
}
