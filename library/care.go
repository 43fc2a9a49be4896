package library

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	bolt "go.etcd.io/bbolt"

	"catchlight/library/metadata"
)

// Info is the state of the library in figures.
type Info struct {
	Photos, Vectors, Decisions int
	Bytes                      int64 // of the library file
	Format                     int   // version of the file's format
	Path                       string
	Models                     map[string]int // vectors of each model
}

// Info counts. It blocks briefly on the disk.
func (l *Library) Info() Info {
	snap := l.Snapshot()
	info := Info{Photos: len(snap.photos), Bytes: fileSize(l.store.path), Format: format, Path: l.store.path, Models: map[string]int{}}
	for _, p := range snap.photos {
		info.Decisions += len(snap.Decisions(p.ID))
	}
	_ = l.store.view(func(tx *bolt.Tx) error { // figures of a damaged file are those that can be had
		models := tx.Bucket(vectorsBucket)
		return models.ForEachBucket(func(name []byte) error {
			return models.Bucket(name).ForEach(func(_, value []byte) error {
				rows := rowsOf(value)
				info.Vectors += rows
				info.Models[string(name)] += rows
				return nil
			})
		})
	})
	return info
}

// VectorCount is how many vectors of a model there are. It blocks briefly on the disk and reads none of them.
func (l *Library) VectorCount(model string) int {
	n := 0
	_ = l.store.view(func(tx *bolt.Tx) error { // of a damaged file, what can be had
		b := tx.Bucket(vectorsBucket).Bucket([]byte(model))
		if b == nil {
			return nil
		}
		return b.ForEach(func(_, value []byte) error {
			n += rowsOf(value)
			return nil
		})
	})
	return n
}

// rowsOf counts the vectors of a block, which need not be unpacked for it.
func rowsOf(value []byte) int {
	rows, _, ok := blockHeader(value)
	if !ok {
		return 0
	}
	n := 0
	for i := range rows {
		if !metadata.PictureID(value[4+16*i:][:16]).IsZero() {
			n++
		}
	}
	return n
}

// maxFaults bounds what Check reports.
const maxFaults = 20

// Check reads the whole file and returns what is wrong with it, nil when it is sound. It blocks on the disk, for
// about a second per gigabyte.
func (l *Library) Check() error {
	var c checker
	if err := l.store.view(c.check); err != nil {
		return err
	}
	if len(c.faults) == 0 {
		return nil
	}
	return fmt.Errorf("the library %s is damaged; put a backup in its place, or delete it and import the photos again: %w",
		l.store.path, errors.Join(c.faults...))
}

// checker collects faults.
type checker struct {
	faults []error
	known  map[ID]bool
}

func (c *checker) fault(text string, args ...any) {
	if len(c.faults) < maxFaults {
		c.faults = append(c.faults, fmt.Errorf(text, args...))
	}
}

func (c *checker) check(tx *bolt.Tx) (err error) {
	defer func() {
		if r := recover(); r != nil { // bbolt panics over some broken pages
			c.fault("%v", r)
		}
	}()
	for err := range tx.Check() {
		c.fault("%w", err)
	}
	if len(c.faults) > 0 {
		return nil // its pages cannot be trusted to hold records
	}
	return errors.Join(c.photos(tx), c.decisions(tx), c.sources(tx), c.vectors(tx), c.journal(tx))
}

func (c *checker) photos(tx *bolt.Tx) error {
	c.known = map[ID]bool{}
	paths := map[string]bool{}
	return tx.Bucket(photosBucket).ForEach(func(k, v []byte) error {
		p, sound := decodePhoto(idOr0(k), v, nil)
		switch {
		case !sound || p.ID == 0:
			c.fault("photo %x: the record is damaged", k)
		case paths[p.Path] && !p.Missing:
			c.fault("photo %d: %q is there twice", p.ID, p.Path)
		}
		c.known[p.ID] = true
		paths[p.Path] = paths[p.Path] || !p.Missing
		return nil
	})
}

func idOr0(key []byte) ID {
	if len(key) < 8 {
		return 0
	}
	return idOf(key)
}

func (c *checker) decisions(tx *bolt.Tx) error {
	return tx.Bucket(decisionsBucket).ForEach(func(k, v []byte) error {
		d, sound := decodeDecision(idOr0(k), v, nil)
		switch {
		case !sound || string(d.key()) != string(k):
			c.fault("decision %x: the record is damaged", k)
		case !c.known[d.Photo]:
			c.fault("decision on %q: its photo %d is unknown", d.Tag, d.Photo)
		}
		return nil
	})
}

func (c *checker) sources(tx *bolt.Tx) error {
	return tx.Bucket(sourcesBucket).ForEach(func(k, v []byte) error {
		if s, sound := decodeSource(v); !sound || string(textKey(s.Path)) != string(k) {
			c.fault("source %x: the record is damaged", k)
		}
		return nil
	})
}

func (c *checker) vectors(tx *bolt.Tx) error {
	models := tx.Bucket(vectorsBucket)
	return models.ForEachBucket(func(name []byte) error {
		seen := map[metadata.PictureID]bool{}
		return models.Bucket(name).ForEach(func(k, v []byte) error {
			b, _ := decodeBlock(v)
			if b == nil {
				c.fault("vectors of %s: block %x is damaged", name, k)
				return nil
			}
			for _, id := range b.ids {
				if seen[id] && !id.IsZero() {
					c.fault("vectors of %s: picture %s is there twice", name, id)
				}
				seen[id] = true
			}
			return nil
		})
	})
}

func (c *checker) journal(tx *bolt.Tx) error {
	for _, name := range [][]byte{undoBucket, intentsBucket} {
		err := tx.Bucket(name).ForEach(func(k, v []byte) error {
			if _, sound := decodeRecord(k, v); !sound {
				c.fault("%s %x: the record is damaged", name, k)
			}
			return nil
		})
		if err != nil {
			return err
		}
	}
	return nil
}

// compactTx bounds a transaction of Compact in bytes.
const compactTx = 16 << 20

// Compact gives unused space of the file back. It blocks on the disk, and everything else that stores waits.
func (l *Library) Compact() error {
	l.store.mu.Lock()
	defer l.store.mu.Unlock()
	if l.store.db == nil {
		return ErrClosed
	}
	return l.store.explain("compact", l.store.compact())
}

// compact copies the file, puts the copy in its place and opens that. s.mu is held.
func (s *store) compact() error {
	small := filepath.Join(filepath.Dir(s.path), "."+strings.TrimPrefix(filepath.Base(s.path), ".")+".compact")
	if err := os.Remove(small); err != nil && !errors.Is(err, os.ErrNotExist) {
		return err
	}
	if err := copyTo(small, s.db); err != nil {
		return errors.Join(err, os.Remove(small))
	}
	err := s.db.Close()
	if err == nil {
		err = moveOver(small, s.path)
	}
	db, again := openBolt(s.path)
	s.db = db
	return errors.Join(err, again)
}

func copyTo(path string, from *bolt.DB) error {
	to, err := openBolt(path)
	if err != nil {
		return err
	}
	return errors.Join(bolt.Compact(to, from, compactTx), to.Close())
}
