package library

import (
	"bytes"
	"crypto/sha256"
	"encoding/binary"
	"fmt"
	"maps"
	"math"
	"slices"

	bolt "go.etcd.io/bbolt"
)

// textKey is the key of a text: its hash, for texts may be longer than keys.
func textKey(text string) []byte {
	sum := sha256.Sum256([]byte(text))
	return sum[:16]
}

// TextVectors returns the stored vectors of texts, in order, nil for those not known. It blocks on the disk.
func (l *Library) TextVectors(model string, texts []string) [][]float32 {
	vectors := make([][]float32, len(texts))
	_ = l.store.view(func(tx *bolt.Tx) error { // what cannot be read is computed again
		b := tx.Bucket(textsBucket).Bucket([]byte(model))
		if b == nil {
			return nil
		}
		for i, text := range texts {
			vectors[i] = singles(b.Get(textKey(text)))
		}
		return nil
	})
	return vectors
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
	return l.store.update(func(tx *bolt.Tx) error {
		b, err := tx.Bucket(textsBucket).CreateBucketIfNotExists([]byte(model))
		if err != nil {
			return err
		}
		for i, text := range texts {
			if err := b.Put(textKey(text), packSingles(vectors[i])); err != nil {
				return err
			}
		}
		return nil
	})
}

// KeepTexts forgets the vectors of all texts but these, by model; those of other models all. They can be computed again. It blocks
// until that is safe on the disk; Compact gives the space back.
func (l *Library) KeepTexts(used map[string][]string) error {
	return l.store.update(func(tx *bolt.Tx) error {
		models := tx.Bucket(textsBucket)
		var names []string
		err := models.ForEachBucket(func(name []byte) error {
			names = append(names, string(name))
			return nil
		})
		for _, name := range names {
			if err == nil {
				err = keepTexts(models, name, used[name])
			}
		}
		return err
	})
}

// keepTexts makes a model's bucket anew with what is in use: that costs less than to delete the rest of it.
func keepTexts(models *bolt.Bucket, model string, used []string) error {
	old, kept := models.Bucket([]byte(model)), map[string][]byte{}
	for _, text := range used {
		key := textKey(text)
		if packed := old.Get(key); packed != nil {
			kept[string(key)] = bytes.Clone(packed)
		}
	}
	if err := models.DeleteBucket([]byte(model)); err != nil || len(kept) == 0 {
		return err
	}
	b, err := models.CreateBucket([]byte(model))
	for _, key := range slices.Sorted(maps.Keys(kept)) {
		if err == nil {
			err = b.Put([]byte(key), kept[key])
		}
	}
	return err
}

// packSingles packs values with single precision, little endian.
func packSingles(values []float32) []byte {
	packed := make([]byte, 0, 4*len(values))
	for _, x := range values {
		packed = binary.LittleEndian.AppendUint32(packed, math.Float32bits(x))
	}
	return packed
}

// singles unpacks values; nil for none.
func singles(packed []byte) []float32 {
	if len(packed) == 0 {
		return nil
	}
	values := make([]float32, len(packed)/4)
	for i := range values {
		values[i] = math.Float32frombits(binary.LittleEndian.Uint32(packed[4*i:]))
	}
	return values
}
