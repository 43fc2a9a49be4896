package bolt

import (
	"bytes"
	"crypto/sha256"
	"encoding/binary"
	"maps"
	"math"
	"slices"

	"go.etcd.io/bbolt"

	"catchlight/library/picture"
	"catchlight/library/thumb"
)

// What is computed or measured again where it is lost: vectors of texts, fingerprints,
// measurements. Each function is a transaction of its own.

// TextVectors returns the stored vectors of texts, in order, nil for those not known or not
// readable.
func (s *Store) TextVectors(model string, texts []string) [][]float32 {
	vectors := make([][]float32, len(texts))
	_ = s.view(func(tx *bbolt.Tx) error { // what cannot be read is computed again
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

// PutTextVectors stores a vector for each text.
func (s *Store) PutTextVectors(model string, texts []string, vectors [][]float32) error {
	return s.update(func(tx *bbolt.Tx) error {
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

// KeepTexts forgets the vectors of all texts but these, by model; those of other models all.
func (s *Store) KeepTexts(used map[string][]string) error {
	return s.update(func(tx *bbolt.Tx) error {
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

// keepTexts makes a model's bucket anew with what is in use: that costs less than to delete the
// rest of it.
func keepTexts(models *bbolt.Bucket, model string, used []string) error {
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

// textKey is the key of a text: its hash, for texts may be longer than keys.
func textKey(text string) []byte {
	sum := sha256.Sum256([]byte(text))
	return sum[:16]
}

// Fingerprints reads all; damaged ones are left out, to be made again.
func (s *Store) Fingerprints() (map[picture.ID]thumb.Fingerprint, error) {
	all := map[picture.ID]thumb.Fingerprint{}
	err := s.view(func(tx *bbolt.Tx) error {
		defer adviseDone(tx)
		return tx.Bucket(fingerprintsBucket).ForEach(func(k, v []byte) error {
			if f, sound := decodeFingerprint(v); sound && len(k) == len(picture.ID{}) {
				all[picture.ID(k)] = f
			}
			return nil
		})
	})
	return all, err
}

// PutFingerprints stores what pictures look like.
func (s *Store) PutFingerprints(of map[picture.ID]thumb.Fingerprint) error {
	return s.update(func(tx *bbolt.Tx) error {
		b := tx.Bucket(fingerprintsBucket)
		for id, f := range of {
			if err := b.Put(id[:], encodeFingerprint(f)); err != nil {
				return err
			}
		}
		return nil
	})
}

// DropFingerprints forgets what pictures look like.
func (s *Store) DropFingerprints(pictures []picture.ID) error {
	return s.update(func(tx *bbolt.Tx) error {
		for _, id := range pictures {
			if err := tx.Bucket(fingerprintsBucket).Delete(id[:]); err != nil {
				return err
			}
		}
		return nil
	})
}

// Measured gives what was measured under a key to use, nothing where there is none. The bytes are
// valid during the call.
func (s *Store) Measured(key string, use func(data []byte)) {
	_ = s.view(func(tx *bbolt.Tx) error { // what cannot be read is measured again
		if data := tx.Bucket(measuredBucket).Get([]byte(key)); data != nil {
			use(data)
		}
		return nil
	})
}

// PutMeasured stores what was measured.
func (s *Store) PutMeasured(key string, data []byte) error {
	return s.update(func(tx *bbolt.Tx) error { return tx.Bucket(measuredBucket).Put([]byte(key), data) })
}
