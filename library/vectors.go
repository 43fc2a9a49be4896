package library

import (
	"errors"
	"fmt"
	"math"

	bolt "go.etcd.io/bbolt"
	bolterrors "go.etcd.io/bbolt/errors"

	"catchlight/library/picture"
)

// Vector is a picture's vector of one model.
type Vector struct {
	Picture picture.ID
	Values  []float32 // of unit length; stored with half precision
}

// StoreVectors keeps vectors of a model, all of the same length. It blocks until they are safe on the disk.
func (l *Library) StoreVectors(model string, vs []Vector) error {
	if len(vs) == 0 {
		return nil
	}
	return l.changeVectors(model, func(set *vectorSet) error {
		if err := l.checkVectors(set, vs); err != nil {
			return fmt.Errorf("store vectors of %s: %w", model, err)
		}
		return l.storeBlocks(model, set, func(e *blockEdit) {
			for _, v := range vs {
				e.put(v)
			}
		})
	})
}

func (l *Library) checkVectors(set *vectorSet, vs []Vector) error {
	l.vectorsMu.Lock() // the first one gives the set its length
	defer l.vectorsMu.Unlock()
	for _, v := range vs {
		if err := set.check(v); err != nil {
			return err
		}
	}
	return nil
}

// changeVectors lets change work on the vectors of a model as they are in memory and in the file, and keeps all others from
// changing or replacing them meanwhile. Who reads them in memory does not wait for it.
func (l *Library) changeVectors(model string, change func(*vectorSet) error) error {
	l.vectorsFile.Lock()
	defer l.vectorsFile.Unlock()
	set, err := l.loadedSet(model)
	if err != nil {
		return err
	}
	return change(set)
}

// storeBlocks stores what an edit changes, then takes it over. It belongs into changeVectors.
func (l *Library) storeBlocks(model string, set *vectorSet, edit func(*blockEdit)) error {
	e := newBlockEdit(set)
	edit(e)
	err := l.store.update(func(tx *bolt.Tx) error {
		b, err := tx.Bucket(vectorsBucket).CreateBucketIfNotExists([]byte(model))
		if err != nil {
			return err
		}
		for n, block := range e.changed {
			if err := b.Put(blockKey(n), block.encode(set.dim)); err != nil {
				return err
			}
		}
		return nil
	})
	if err == nil {
		l.vectorsMu.Lock()
		defer l.vectorsMu.Unlock()
		e.commit()
	}
	return err
}

// check refuses what would make scores wrong.
func (s *vectorSet) check(v Vector) error {
	if s.dim == 0 {
		s.dim = len(v.Values)
	}
	switch {
	case v.Picture.IsZero():
		return errors.New("a vector of no picture")
	case len(v.Values) != s.dim || s.dim == 0 || s.dim > math.MaxUint16:
		return fmt.Errorf("a vector of %d values where there are %d", len(v.Values), s.dim)
	}
	for _, x := range v.Values {
		if !(math.Abs(float64(x)) <= 1e4) { // NaN too
			return fmt.Errorf("a vector holds %v", x)
		}
	}
	return nil
}

// vectorSet returns the vectors of a model for reading, which the first use reads from the disk.
func (l *Library) vectorSet(model string) (*vectorSet, error) {
	if set := l.setInMemory(model); set != nil {
		return set, nil
	}
	l.vectorsFile.Lock()
	defer l.vectorsFile.Unlock()
	return l.loadedSet(model)
}

// setInMemory is the vectors of a model if they have been read.
func (l *Library) setInMemory(model string) *vectorSet {
	l.vectorsMu.RLock()
	defer l.vectorsMu.RUnlock()
	return l.vectors[model]
}

// loadedSet is vectorSet while l.vectorsFile is held.
func (l *Library) loadedSet(model string) (*vectorSet, error) {
	if set := l.setInMemory(model); set != nil {
		return set, nil
	}
	if model == "" || len(model) > bolt.MaxKeySize {
		return nil, fmt.Errorf("%.40q is no name of a model", model)
	}
	set := newVectorSet()
	err := l.store.view(func(tx *bolt.Tx) error {
		adviseReadAhead(tx)
		defer adviseDone(tx)
		if err := l.store.checkPages(tx, allBuckets); err != nil {
			return err
		}
		if b := tx.Bucket(vectorsBucket).Bucket([]byte(model)); b != nil {
			return b.ForEach(set.read)
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	l.vectorsMu.Lock()
	defer l.vectorsMu.Unlock()
	l.vectors[model] = set
	return set, nil
}

// Vector returns a picture's vector. It does not block but for the first use of a model, which reads all its vectors
// from the disk. The values may be changed by the caller.
func (l *Library) Vector(model string, p picture.ID) ([]float32, bool) {
	set, err := l.vectorSet(model)
	if err != nil {
		return nil, false
	}
	l.vectorsMu.RLock()
	defer l.vectorsMu.RUnlock()
	at, ok := set.index[p]
	if !ok {
		return nil, false
	}
	return floats(set.row(at)), true
}

// HasVector reports whether the picture's vector is known. It does not block but for the first use, as Vector.
func (l *Library) HasVector(model string, p picture.ID) bool {
	set, err := l.vectorSet(model)
	if err != nil {
		return false
	}
	l.vectorsMu.RLock()
	defer l.vectorsMu.RUnlock()
	_, ok := set.index[p]
	return ok
}

// VectorBlock is a run of a model's vectors as they lie in memory. It never changes: where vectors are stored or dropped,
// later calls of VectorBlocks give other blocks. Any goroutine may read it.
type VectorBlock struct {
	Pictures []picture.ID // of each row, not to be changed; a zero one: the row holds no vector
	packed   []byte
	dim      int
}

// Row unpacks the vector of a row into to, which must be of the model's length, and returns it.
func (b VectorBlock) Row(row int, to []float32) []float32 {
	unpack(to[:b.dim], b.packed[2*b.dim*row:])
	return to[:b.dim]
}

// Dim is the number of values of each row.
func (b VectorBlock) Dim() int { return b.dim }

// VectorBlocks gives all vectors of a model, in the order in which they came, without copying them: the way to score many
// photos. It does not block but for the first use, as Vector.
func (l *Library) VectorBlocks(model string) []VectorBlock {
	set, err := l.vectorSet(model)
	if err != nil {
		return nil
	}
	l.vectorsMu.RLock()
	defer l.vectorsMu.RUnlock()
	blocks := make([]VectorBlock, len(set.blocks))
	for i, b := range set.blocks {
		blocks[i] = VectorBlock{b.ids, b.packed, set.dim}
	}
	return blocks
}

// dropVectors forgets the vectors of pictures, of all models.
func (l *Library) dropVectors(pictures []picture.ID) error {
	if len(pictures) == 0 {
		return nil
	}
	models, err := l.models()
	if err != nil {
		return err
	}
	for _, model := range models {
		err := l.changeVectors(model, func(set *vectorSet) error {
			return l.storeBlocks(model, set, func(e *blockEdit) {
				for _, p := range pictures {
					e.drop(p)
				}
			})
		})
		if err != nil {
			return err
		}
	}
	return nil
}

// models lists the models with vectors.
func (l *Library) models() ([]string, error) {
	var names []string
	err := l.store.view(func(tx *bolt.Tx) error {
		return tx.Bucket(vectorsBucket).ForEachBucket(func(k []byte) error {
			names = append(names, string(k))
			return nil
		})
	})
	return names, err
}

// ForgetModel drops all vectors of a model, of photos and of texts; Compact then gives the space back. Decisions stay. It
// blocks until that is safe on the disk. Nobody may be using the model.
func (l *Library) ForgetModel(model string) error {
	l.vectorsFile.Lock()
	defer l.vectorsFile.Unlock()
	err := l.store.update(func(tx *bolt.Tx) error {
		for _, bucket := range [][]byte{vectorsBucket, textsBucket} {
			err := tx.Bucket(bucket).DeleteBucket([]byte(model))
			if err != nil && !errors.Is(err, bolterrors.ErrBucketNotFound) {
				return err
			}
		}
		return nil
	})
	if err != nil {
		return fmt.Errorf("forget the model %s: %w", model, err)
	}
	l.vectorsMu.Lock()
	defer l.vectorsMu.Unlock()
	delete(l.vectors, model)
	return nil
}
