package library

import (
	"errors"
	"fmt"

	bolt "go.etcd.io/bbolt"

	"catchlight/library/metadata"
)

// Repair checks the file and cures what is wrong, after a backup: a damaged photo is read again at the next import and
// keeps its decisions where its path can be read; what else is damaged, or belongs to nothing, is dropped; vectors that
// are lost are computed again. It returns what was wrong, nil when nothing was. Its error says what could not be cured.
// It blocks on the disk, and nobody else may use the library meanwhile.
func (l *Library) Repair() (cured []error, err error) {
	c, err := l.store.inspect()
	if err != nil || len(c.faults) == 0 {
		return nil, err
	}
	for _, f := range c.faults {
		cured = append(cured, f.error)
	}
	if _, err := l.store.backup("damaged"); err != nil {
		return nil, fmt.Errorf("keep a backup before the repair: %w", err)
	}
	if c.faults[0].cure == nil {
		if c, err = l.rebuilt(); err != nil {
			return nil, fmt.Errorf("the library %s cannot be repaired%s: %w", l.store.path, l.store.orBackup(), err)
		}
		for _, f := range c.faults {
			cured = append(cured, f.error)
		}
	}
	err = l.store.update(func(tx *bolt.Tx) error {
		for _, f := range c.faults {
			if err := f.cure(tx); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	return cured, l.reload()
}

// rebuilt copies all that can be read into new pages, and checks those.
func (l *Library) rebuilt() (*checker, error) {
	if err := l.compactFile(); err != nil {
		return nil, err
	}
	c, err := l.store.inspect()
	if err == nil && len(c.faults) > 0 && c.faults[0].cure == nil {
		err = c.error()
	}
	return c, err
}

// reload reads everything anew.
func (l *Library) reload() error {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.vectorsMu.Lock()
	defer l.vectorsMu.Unlock()
	l.vectors, l.images, l.steps = map[string]*vectorSet{}, nil, steps{}
	return l.load()
}

// rewriteVectors packs the vectors of a model anew: those of pictures to keep, each once, without holes.
func rewriteVectors(tx *bolt.Tx, model string, keep func(metadata.PictureID) bool) error {
	models := tx.Bucket(vectorsBucket)
	old, packed := models.Bucket([]byte(model)), newVectorSet()
	e := newBlockEdit(packed)
	err := old.ForEach(func(_, value []byte) error {
		b, dim := decodeBlock(value)
		if b == nil || packed.dim != 0 && dim != packed.dim {
			return nil
		}
		packed.dim = dim
		for row, id := range b.ids {
			if _, twice := e.index[id]; !twice && !id.IsZero() && keep(id) {
				e.put(Vector{id, floats(b.packed[2*dim*row : 2*dim*(row+1)])})
			}
		}
		return nil
	})
	if err == nil {
		err = models.DeleteBucket([]byte(model))
	}
	if err != nil || len(e.changed) == 0 {
		return err
	}
	b, err := models.CreateBucket([]byte(model))
	for n := range len(e.changed) {
		err = errors.Join(err, b.Put(blockKey(n), e.changed[n].encode(packed.dim)))
	}
	return err
}
