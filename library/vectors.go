package library

import (
	"fmt"

	"catchlight/library/picture"
	"catchlight/library/vectors"
)

// Vector is a picture's vector of one model.
type Vector = vectors.Vector

// VectorBlock is a run of a model's vectors as they lie in memory. It never changes.
type VectorBlock = vectors.Block

// StoreVectors keeps vectors of a model, all of the same length. It blocks until they are safe on the disk.
func (l *Library) StoreVectors(model string, vs []Vector) error {
	if len(vs) == 0 {
		return nil
	}
	return l.vectors.Put(model, vs)
}

// Vector returns a picture's vector. It does not block but for the first use of a model, which reads all its vectors
// from the disk. The values may be changed by the caller.
func (l *Library) Vector(model string, p picture.ID) ([]float32, bool) {
	return l.vectors.Vector(model, p)
}

// HasVector reports whether the picture's vector is known. It does not block but for the first use, as Vector.
func (l *Library) HasVector(model string, p picture.ID) bool { return l.vectors.Has(model, p) }

// VectorBlocks gives all vectors of a model, in the order in which they came, without copying them: the way to score many
// photos. It does not block but for the first use, as Vector.
func (l *Library) VectorBlocks(model string) []VectorBlock { return l.vectors.Blocks(model) }

// ForgetModel drops all vectors of a model, of photos and of texts; Compact then gives the space back. Decisions stay. It
// blocks until that is safe on the disk. Nobody may be using the model.
func (l *Library) ForgetModel(model string) error {
	if err := l.vectors.Forget(model); err != nil {
		return fmt.Errorf("forget the model %s: %w", model, err)
	}
	return nil
}

// TextVectors returns the stored vectors of texts, in order, nil for those not known. It blocks on the disk.
func (l *Library) TextVectors(model string, texts []string) [][]float32 {
	return l.store.TextVectors(model, texts)
}

// StoreTextVectors keeps the vectors of texts, one for each, with full precision. It blocks until they are safe on
// the disk.
func (l *Library) StoreTextVectors(model string, texts []string, vectors [][]float32) error {
	if len(texts) != len(vectors) {
		return fmt.Errorf("store text vectors of %s: %d vectors for %d texts", model, len(vectors), len(texts))
	}
	if len(texts) == 0 {
		return nil
	}
	return l.store.PutTextVectors(model, texts, vectors)
}

// KeepTexts forgets the vectors of all texts but these, by model; those of other models all. They can be computed again. It blocks
// until that is safe on the disk; Compact gives the space back.
func (l *Library) KeepTexts(used map[string][]string) error { return l.store.KeepTexts(used) }
