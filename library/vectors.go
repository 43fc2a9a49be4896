package library

import (
	"encoding/binary"
	"errors"
	"fmt"

	bolt "go.etcd.io/bbolt"
	bolterrors "go.etcd.io/bbolt/errors"

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

// vectorFile is the part of the library file that holds vectors.
func (s *store) vectorFile() vectors.File {
	return vectors.File{
		Read: s.readBlocks, Put: s.putBlocks, Repack: s.repackBlocks, Models: s.models, Forget: s.forgetModel,
	}
}

func blockKey(n int) []byte { return binary.BigEndian.AppendUint32(nil, uint32(n)) }

func (s *store) readBlocks(model string, visit func(n int, value []byte)) error {
	if model == "" || len(model) > bolt.MaxKeySize {
		return fmt.Errorf("%.40q is no name of a model", model)
	}
	return s.view(func(tx *bolt.Tx) error {
		adviseReadAhead(tx)
		defer adviseDone(tx)
		if err := s.checkPages(tx, allBuckets); err != nil {
			return err
		}
		b := tx.Bucket(vectorsBucket).Bucket([]byte(model))
		if b == nil {
			return nil
		}
		return b.ForEach(func(key, value []byte) error {
			if len(key) == 4 {
				visit(int(binary.BigEndian.Uint32(key)), value)
			}
			return nil
		})
	})
}

func (s *store) putBlocks(model string, blocks map[int][]byte) error {
	return s.update(func(tx *bolt.Tx) error {
		b, err := tx.Bucket(vectorsBucket).CreateBucketIfNotExists([]byte(model))
		if err != nil {
			return err
		}
		for n, value := range blocks {
			if err := b.Put(blockKey(n), value); err != nil {
				return err
			}
		}
		return nil
	})
}

func (s *store) repackBlocks(model string, keep func(picture.ID) bool) error {
	return s.update(func(tx *bolt.Tx) error { return repackBlocks(tx, model, keep) })
}

// repackBlocks packs the vectors of a model anew: those of pictures to keep, each once, without holes.
func repackBlocks(tx *bolt.Tx, model string, keep func(picture.ID) bool) error {
	models := tx.Bucket(vectorsBucket)
	old := models.Bucket([]byte(model))
	var err error
	packed := vectors.Repack(func(yield func([]byte) bool) {
		err = old.ForEach(func(_, value []byte) error { yield(value); return nil })
	}, keep)
	if err == nil {
		err = models.DeleteBucket([]byte(model))
	}
	if err != nil || len(packed) == 0 {
		return err
	}
	b, err := models.CreateBucket([]byte(model))
	for n, value := range packed {
		if err == nil {
			err = b.Put(blockKey(n), value)
		}
	}
	return err
}

func (s *store) models() ([]string, error) {
	var names []string
	err := s.view(func(tx *bolt.Tx) error {
		return tx.Bucket(vectorsBucket).ForEachBucket(func(k []byte) error {
			names = append(names, string(k))
			return nil
		})
	})
	return names, err
}

// forgetModel removes the vectors of a model, and those of its texts.
func (s *store) forgetModel(model string) error {
	return s.update(func(tx *bolt.Tx) error {
		for _, bucket := range [][]byte{vectorsBucket, textsBucket} {
			err := tx.Bucket(bucket).DeleteBucket([]byte(model))
			if err != nil && !errors.Is(err, bolterrors.ErrBucketNotFound) {
				return err
			}
		}
		return nil
	})
}
