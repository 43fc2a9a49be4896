package library

import "catchlight/library/metadata"

// Vector is a picture's vector of one model.
type Vector struct {
	Picture metadata.PictureID
	Values  []float32 // of unit length; stored with half precision
}

// StoreVectors keeps vectors of a model, all of the same length. It blocks until they are safe on the disk.
func (l *Library) StoreVectors(model string, vs []Vector) error { return nil }

// Vector returns a picture's vector. It does not block but for the first use of a model, which reads all its vectors
// from the disk. The values may be changed by the caller.
func (l *Library) Vector(model string, p metadata.PictureID) ([]float32, bool) { return nil, false }

// HasVector tells whether the picture's vector is known. It blocks as Vector does.
func (l *Library) HasVector(model string, p metadata.PictureID) bool { return false }

// TextVectors returns the stored vectors of texts, in order, nil for those not known. It blocks on the disk.
func (l *Library) TextVectors(model string, texts []string) [][]float32 {
	return make([][]float32, len(texts))
}

// StoreTextVectors keeps the vectors of texts, one for each, with full precision. It blocks until they are safe on
// the disk.
func (l *Library) StoreTextVectors(model string, texts []string, vectors [][]float32) error { return nil }
