package library

import (
	"errors"
	"fmt"
	"sync"

	"catchlight/library/picture"
	"catchlight/library/thumb"
	"catchlight/library/vectors"
)

// Vector is a picture's vector of one model.
type Vector = vectors.Vector

// VectorBlock is a run of a model's vectors as they lie in memory. It never changes.
type VectorBlock = vectors.Block

// VectorBlockRows is how many rows a block has at most.
const VectorBlockRows = vectors.BlockRows

// StoreVectors keeps vectors of a model, all of the same length. It blocks until they are safe on
// the disk.
func (l *Library) StoreVectors(model string, vs []Vector) error {
	if len(vs) == 0 {
		return nil
	}
	return l.vectors.Put(model, vs)
}

// Vector returns a picture's vector. It does not block but for the first use of a model, which
// reads all its vectors from the disk. The values may be changed by the caller.
func (l *Library) Vector(model string, p picture.ID) ([]float32, bool) {
	return l.vectors.Vector(model, p)
}

// HasVector reports whether the picture's vector is known. It does not block but for the first use,
// as Vector.
func (l *Library) HasVector(model string, p picture.ID) bool { return l.vectors.Has(model, p) }

// VectorBlocks gives all vectors of a model, in the order in which they came, without copying them:
// the way to score many photos. It does not block but for the first use, as Vector.
func (l *Library) VectorBlocks(model string) []VectorBlock { return l.vectors.Blocks(model) }

// VectorRows gives what VectorBlocks gives, and for each photo the row of its picture's vector: counted
// through all blocks as if each had VectorBlockRows; -1 where it has none.
func (l *Library) VectorRows(model string, photos []*Photo) (blocks []VectorBlock, rows []int32) {
	return l.vectors.Rows(model, len(photos), func(i int) picture.ID { return photos[i].Picture })
}

// ForgetModel drops all vectors of a model, of photos and of texts; Compact then gives the space
// back. Decisions stay. It blocks until that is safe on the disk. Nobody may be using the model.
func (l *Library) ForgetModel(model string) error {
	if err := l.vectors.Forget(model); err != nil {
		return fmt.Errorf("forget the model %s: %w", model, err)
	}
	return nil
}

// TextVectors returns the stored vectors of texts, in order, nil for those not known. It blocks on
// the disk.
func (l *Library) TextVectors(model string, texts []string) [][]float32 {
	return l.store.TextVectors(model, texts)
}

// StoreTextVectors keeps the vectors of texts, one for each, with full precision. It blocks until
// they are safe on the disk.
func (l *Library) StoreTextVectors(model string, texts []string, vectors [][]float32) error {
	if len(texts) != len(vectors) {
		return fmt.Errorf("store text vectors of %s: %d vectors for %d texts", model, len(vectors), len(texts))
	}
	if len(texts) == 0 {
		return nil
	}
	return l.store.PutTextVectors(model, texts, vectors)
}

// KeepTexts forgets the vectors of all texts but these, by model; those of other models all. They
// can be computed again. It blocks until that is safe on the disk; Compact gives the space back.
func (l *Library) KeepTexts(used map[string][]string) error { return l.store.KeepTexts(used) }

// fingerprints are what pictures look like, read from the file at their first use.
type fingerprints struct {
	reading sync.Mutex                       // held while they are read into memory
	mu      sync.RWMutex                     // guards what follows; held for moments only, never for the disk
	known   map[picture.ID]thumb.Fingerprint // nil: not read yet
	changes int                              // of known: each that was read, stored or dropped
}

// StoreFingerprints keeps what pictures look like. It blocks until that is safe on the disk.
func (l *Library) StoreFingerprints(of map[picture.ID]thumb.Fingerprint) error {
	if len(of) == 0 {
		return nil
	}
	known, err := l.fingerprintMap()
	if err != nil {
		return err
	}
	if err := l.store.PutFingerprints(of); err != nil {
		return fmt.Errorf("store fingerprints: %w", err)
	}
	l.fingerprints.mu.Lock()
	defer l.fingerprints.mu.Unlock()
	l.fingerprints.changes += len(of)
	for id, f := range of {
		known[id] = f
	}
	return nil
}

// Fingerprint returns what a picture looks like, false where it was not looked at yet. It does not
// block but for the first use, which reads all fingerprints from the disk.
func (l *Library) Fingerprint(p picture.ID) (thumb.Fingerprint, bool) {
	known, err := l.fingerprintMap()
	if err != nil {
		return thumb.Fingerprint{}, false
	}
	l.fingerprints.mu.RLock()
	defer l.fingerprints.mu.RUnlock()
	f, ok := known[p]
	return f, ok
}

// FingerprintChanges counts the fingerprints that were read, stored or dropped: while it stays,
// Fingerprint returns the same. It does not block but for the first use, as Fingerprint.
func (l *Library) FingerprintChanges() int {
	_, _ = l.fingerprintMap() // where it cannot be read, none changes
	l.fingerprints.mu.RLock()
	defer l.fingerprints.mu.RUnlock()
	return l.fingerprints.changes
}

// fingerprintMap reads the fingerprints at their first use. l.fingerprints.mu guards what is in it.
func (l *Library) fingerprintMap() (map[picture.ID]thumb.Fingerprint, error) {
	if known := l.fingerprintsInMemory(); known != nil {
		return known, nil
	}
	l.fingerprints.reading.Lock()
	defer l.fingerprints.reading.Unlock()
	if known := l.fingerprintsInMemory(); known != nil {
		return known, nil
	}
	all, err := l.store.Fingerprints()
	if err != nil {
		return nil, err
	}
	l.fingerprints.mu.Lock()
	defer l.fingerprints.mu.Unlock()
	l.fingerprints.known, l.fingerprints.changes = all, len(all)
	return all, nil
}

func (l *Library) fingerprintsInMemory() map[picture.ID]thumb.Fingerprint {
	l.fingerprints.mu.RLock()
	defer l.fingerprints.mu.RUnlock()
	return l.fingerprints.known
}

// dropPictures forgets what was computed of pictures that no photo has any more.
func (l *Library) dropPictures(pictures []picture.ID) error {
	return errors.Join(l.vectors.Drop(pictures), l.dropFingerprints(pictures))
}

func (l *Library) dropFingerprints(pictures []picture.ID) error {
	if len(pictures) == 0 {
		return nil
	}
	if err := l.store.DropFingerprints(pictures); err != nil {
		return err
	}
	l.fingerprints.mu.Lock()
	defer l.fingerprints.mu.Unlock()
	l.fingerprints.changes += len(pictures)
	for _, id := range pictures {
		delete(l.fingerprints.known, id)
	}
	return nil
}
