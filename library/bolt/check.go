package bolt

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"path/filepath"
	"slices"
	"time"

	"go.etcd.io/bbolt"

	"catchlight/library/picture"
	"catchlight/library/vectors"
)

// maxFaults bounds what Check and Repair report.
const maxFaults = 20

// Check reads the whole file and returns what is wrong with it, nil when it is sound. It blocks on
// the disk, for about a second per gigabyte.
func (s *Store) Check() error {
	c, err := s.inspect()
	if err != nil || len(c.faults) == 0 {
		return err
	}
	return fmt.Errorf("the library %s: %w; %s: %w", s.path, ErrDamaged, s.Advice(), c.error())
}

// inspect checks the file.
func (s *Store) inspect() (*checker, error) {
	c := &checker{}
	check := func(tx *bbolt.Tx) error {
		if err := s.checkPages(tx, allBuckets); err != nil {
			return err
		}
		defer adviseDone(tx)
		return c.check(tx)
	}
	if err := s.peek(check); err != nil {
		if !errors.Is(err, ErrDamaged) {
			return nil, s.explain("check", err)
		}
		c.fault(nil, "%w", err)
	}
	return c, nil
}

// CheckFile checks a copy of the library, which nobody has open.
func CheckFile(path string) error {
	db, err := openToRead(path)
	if err != nil {
		return err
	}
	c, err := (&Store{path: path, db: db}).inspect()
	if err == nil && len(c.faults) > 0 {
		err = c.error()
	}
	return errors.Join(err, db.Close())
}

// command is what to type for this library.
func (s *Store) command(words string) string {
	return fmt.Sprintf("\"catchlight library %s --library %s\"", words, s.path)
}

// Advice is what to do about a file that is damaged.
func (s *Store) Advice() string {
	return "repair it with " + s.command("check --repair") + s.orBackup()
}

// orBackup is the other remedy of a damaged file, after one that was named.
func (s *Store) orBackup() string { return ", or " + s.instead() }

// instead is what can take the place of a damaged file. It reads copies from end to end, until it
// has found a sound one.
func (s *Store) instead() string {
	if copy := s.soundCopy(); copy != "" {
		return fmt.Sprintf("put its sound copy of %s in its place with %s", s.madeOn(copy), s.command("restore "+copy))
	}
	return "move it away and import the photos again (there is no sound copy of it)"
}

// checker collects faults, each with what cures it.
type checker struct {
	faults []fault
	known  map[ID]bool
}

// fault is something wrong in the file. cure is nil where a record cannot be cured by itself.
type fault struct {
	error
	cure func(*bbolt.Tx) error
}

func (c *checker) fault(cure func(*bbolt.Tx) error, text string, args ...any) {
	c.faults = append(c.faults, fault{fmt.Errorf(text, args...), cure})
}

// curable reports whether each fault can be cured by itself.
func (c *checker) curable() bool {
	return !slices.ContainsFunc(c.faults, func(f fault) bool { return f.cure == nil })
}

// error is the first of the faults.
func (c *checker) error() error {
	var all []error
	for _, f := range c.faults[:min(len(c.faults), maxFaults)] {
		all = append(all, f.error)
	}
	if left := len(c.faults) - len(all); left > 0 {
		all = append(all, fmt.Errorf("and %d more", left))
	}
	return errors.Join(all...)
}

// drop is the cure of a record that cannot be read.
func drop(bucket, key []byte) func(*bbolt.Tx) error {
	key = append([]byte(nil), key...)
	return func(tx *bbolt.Tx) error { return tx.Bucket(bucket).Delete(key) }
}

func (c *checker) check(tx *bbolt.Tx) error {
	if err := tx.ForEach(func(_ []byte, b *bbolt.Bucket) error { return walk(b) }); err != nil {
		return err
	}
	for err := range tx.Check() {
		c.fault(nil, "%w", err)
	}
	if len(c.faults) > 0 {
		return nil // its pages cannot be trusted to hold records
	}
	return errors.Join(c.photos(tx), c.decisions(tx), c.sources(tx), c.vectors(tx), c.journal(tx))
}

// walk reads all keys, and finds each by the keys of the pages above. Where that cannot be done it
// panics on this goroutine, which is guarded; that of bbolt's own check is not.
func walk(b *bbolt.Bucket) error {
	find := b.Cursor()
	return b.ForEach(func(k, v []byte) error {
		if v == nil {
			return walk(b.Bucket(k))
		}
		if at, _ := find.Seek(k); !bytes.Equal(at, k) {
			return fmt.Errorf("%w: the key %x is not found", ErrDamaged, k)
		}
		return nil
	})
}

func (c *checker) photos(tx *bbolt.Tx) error {
	c.known = map[ID]bool{}
	if used := tx.Bucket(photosBucket).Sequence(); used > uint64(MaxID) {
		c.fault(c.renumber, "the highest number of a photo, %d, cannot be", used)
	}
	paths, intern, record := map[string]bool{}, map[string]string{}, Photo{}
	return tx.Bucket(photosBucket).ForEach(func(k, v []byte) error {
		p := &record // one for all, for there may be a hundred thousand
		sound := p.Decode(idOr0(k), v, intern)
		switch {
		case !sound || p.ID == 0:
			p = salvaged(idOr0(k), v)
			if p == nil {
				c.fault(drop(photosBucket, k), "photo %x: the record is damaged", k)
				return nil
			}
			c.fault(storing(p), "photo %d: the record of %q is damaged", p.ID, p.Path)
		case paths[p.Path] && !p.Missing:
			twin := record
			twin.Missing = true
			c.fault(storing(&twin), "photo %d: %q is there twice", p.ID, p.Path)
		}
		c.known[p.ID] = true
		paths[p.Path] = paths[p.Path] || !p.Missing
		return nil
	})
}

// renumber is the cure of a counter that is damaged: numbers go on after the highest that is there.
func (c *checker) renumber(tx *bbolt.Tx) error {
	var highest ID
	for id := range c.known {
		if id <= MaxID {
			highest = max(highest, id)
		}
	}
	return tx.Bucket(photosBucket).SetSequence(uint64(highest))
}

// salvaged is what can be kept of a damaged record: the photo and its path, so that decisions stay
// and the next import reads the file; nil where not even that is there.
func salvaged(id ID, record []byte) *Photo {
	if id == 0 || len(record) == 0 {
		return nil
	}
	d := newDecoder(append([]byte{1}, record[1:]...), 1, nil)
	p := &Photo{ID: id, Path: d.string()}
	format, photo := picture.FormatOf(p.Path)
	if d.bad || !photo || !filepath.IsAbs(p.Path) {
		return nil
	}
	p.Format = format
	return p
}

// storing is the cure that stores a photo.
func storing(p *Photo) func(*bbolt.Tx) error {
	return func(tx *bbolt.Tx) error { return tx.Bucket(photosBucket).Put(p.ID.key(), p.Encode()) }
}

func idOr0(key []byte) ID {
	if len(key) < 8 {
		return 0
	}
	return idOf(key)
}

func (c *checker) decisions(tx *bbolt.Tx) error {
	return tx.Bucket(decisionsBucket).ForEach(func(k, v []byte) error {
		d, sound := decodeDecision(idOr0(k), v, nil)
		switch {
		case !sound || string(d.key()) != string(k):
			c.fault(drop(decisionsBucket, k), "decision %x: the record is damaged", k)
		case !c.known[d.Photo]:
			c.fault(drop(decisionsBucket, k), "decision on %q: its photo %d is unknown", d.Tag, d.Photo)
		}
		return nil
	})
}

func (c *checker) sources(tx *bbolt.Tx) error {
	sources := tx.Bucket(sourcesBucket)
	if sources == nil {
		return nil // a copy of the first days
	}
	return sources.ForEach(func(k, v []byte) error {
		if s, sound := DecodeSource(v); !sound || string(textKey(s.Path)) != string(k) {
			c.fault(drop(sourcesBucket, k), "source %x: the record is damaged", k)
		}
		return nil
	})
}

func (c *checker) vectors(tx *bbolt.Tx) error {
	models := tx.Bucket(vectorsBucket)
	return models.ForEachBucket(func(name []byte) error {
		model := string(name)
		cured := false
		cure := func(tx *bbolt.Tx) error { // one for all faults of the model
			if cured {
				return nil
			}
			cured = true
			return repackBlocks(tx, model, func(picture.ID) bool { return true })
		}
		seen, next := map[picture.ID]bool{}, 0
		return models.Bucket(name).ForEach(func(k, v []byte) error {
			ids, sound := vectors.Pictures(v)
			inOrder := string(k) == string(blockKey(next))
			next++
			if !sound || !inOrder {
				c.fault(cure, "vectors of %s: block %x is damaged", model, k)
				return nil
			}
			for _, id := range ids {
				if seen[id] && !id.IsZero() {
					c.fault(cure, "vectors of %s: picture %s is there twice", model, id)
				}
				seen[id] = true
			}
			return nil
		})
	})
}

func (c *checker) journal(tx *bbolt.Tx) error {
	for _, name := range [][]byte{undoBucket, intentsBucket} {
		err := tx.Bucket(name).ForEach(func(k, v []byte) error {
			if _, sound := decodeRecord(k, v); !sound {
				c.fault(drop(name, k), "%s %x: the record is damaged", name, k)
			}
			return nil
		})
		if err != nil {
			return err
		}
	}
	return tx.Bucket(runsBucket).ForEach(func(k, v []byte) error {
		if len(k) != 8 {
			c.fault(drop(runsBucket, k), "run %x: there is no such number", k)
			return nil
		}
		id := binary.BigEndian.Uint64(k)
		if _, sound := decodeRun(id, v); !sound {
			c.fault(remaking(id), "run %d: the record is damaged", id)
		}
		return nil
	})
}

// remaking is the cure of a run's record: what the run has written is in the records for undo, and
// can be undone again. When it was is lost; it is kept as if it were of now. One that has written
// nothing goes.
func remaking(id uint64) func(*bbolt.Tx) error {
	return func(file *bbolt.Tx) error {
		tx := &Tx{file}
		written := tx.UndoRecords(id)
		if len(written) == 0 {
			return tx.DropRun(id)
		}
		r := Run{ID: id, Time: time.Now(), Label: "write", Photos: len(written)}
		for _, photo := range written {
			r.Keywords += len(photo.Added) + len(photo.Removed)
		}
		return errors.Join(tx.PutRun(r), tx.UpdateUndone(id))
	}
}
