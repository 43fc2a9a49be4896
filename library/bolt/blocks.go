package bolt

import (
	"encoding/binary"
	"errors"
	"fmt"

	"go.etcd.io/bbolt"
	bbolterrors "go.etcd.io/bbolt/errors"

	"catchlight/library/picture"
	"catchlight/library/vectors"
)

// VectorFile is the part of the library file that holds vectors.
func (s *Store) VectorFile() vectors.File {
	return vectors.File{
		Read: s.readBlocks, Put: s.putBlocks, Repack: s.repackBlocks, Models: s.vectorModels, Forget: s.forgetModel,
	}
}

func blockKey(n int) []byte { return binary.BigEndian.AppendUint32(nil, uint32(n)) }

func (s *Store) readBlocks(model string, visit func(n int, value []byte)) error {
	if model == "" || len(model) > bbolt.MaxKeySize {
		return fmt.Errorf("%.40q is no name of a model", model)
	}
	return s.view(func(tx *bbolt.Tx) error {
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

func (s *Store) putBlocks(model string, blocks map[int][]byte) error {
	return s.update(func(tx *bbolt.Tx) error {
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

func (s *Store) repackBlocks(model string, keep func(picture.ID) bool) error {
	return s.update(func(tx *bbolt.Tx) error { return repackBlocks(tx, model, keep) })
}

// repackBlocks packs the vectors of a model anew: those of pictures to keep, each once, without
// holes.
func repackBlocks(tx *bbolt.Tx, model string, keep func(picture.ID) bool) error {
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

// vectorModels lists the models with vectors.
func (s *Store) vectorModels() ([]string, error) {
	var names []string
	err := s.view(func(tx *bbolt.Tx) error {
		return tx.Bucket(vectorsBucket).ForEachBucket(func(k []byte) error {
			names = append(names, string(k))
			return nil
		})
	})
	return names, err
}

// forgetModel removes the vectors of a model, and those of its texts.
func (s *Store) forgetModel(model string) error {
	return s.update(func(tx *bbolt.Tx) error {
		for _, bucket := range [][]byte{vectorsBucket, textsBucket} {
			err := tx.Bucket(bucket).DeleteBucket([]byte(model))
			if err != nil && !errors.Is(err, bbolterrors.ErrBucketNotFound) {
				return err
			}
		}
		return nil
	})
}

// VectorCounts counts the vectors of each model, without reading them; of a damaged file, those
// that can be had.
func (s *Store) VectorCounts() map[string]int {
	counts := map[string]int{}
	_ = s.view(func(tx *bbolt.Tx) error {
		defer adviseDone(tx)
		models := tx.Bucket(vectorsBucket)
		return models.ForEachBucket(func(name []byte) error {
			return models.Bucket(name).ForEach(func(_, value []byte) error {
				counts[string(name)] += vectors.Count(value)
				return nil
			})
		})
	})
	return counts
}

// VectorCount is that of one model.
func (s *Store) VectorCount(model string) int {
	n := 0
	_ = s.view(func(tx *bbolt.Tx) error {
		defer adviseDone(tx)
		b := tx.Bucket(vectorsBucket).Bucket([]byte(model))
		if b == nil {
			return nil
		}
		return b.ForEach(func(_, value []byte) error {
			n += vectors.Count(value)
			return nil
		})
	})
	return n
}
