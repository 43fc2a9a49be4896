package library

import (
	"errors"
	"os"

	bolt "go.etcd.io/bbolt"

	"catchlight/library/disk"
	"catchlight/library/picture"
	"catchlight/library/vectors"
)

// Info is the state of the library in figures.
type Info struct {
	Photos, Vectors, Decisions int
	Bytes                      int64 // of the library file
	Format                     int   // version of the file's format
	Path                       string
	Models                     map[string]int // vectors of each model
}

// Path is where the library file lies. It does not block.
func (l *Library) Path() string { return l.store.path }

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
				rows := vectors.Count(value)
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
			n += vectors.Count(value)
			return nil
		})
	})
	return n
}

// compactTx bounds a transaction of Compact in bytes.
const compactTx = 16 << 20

// Compact forgets the vectors of pictures that no photo has any more, and gives unused space of the file back. It blocks
// on the disk, and everything else that stores waits.
func (l *Library) Compact() error {
	if err := l.vectors.Pack(l.usedPictures); err != nil {
		return err
	}
	return l.compactFile()
}

// usedPictures are those of which vectors are worth keeping.
func (l *Library) usedPictures() map[picture.ID]bool {
	used := map[picture.ID]bool{}
	for _, p := range l.Snapshot().Photos() {
		used[p.Picture], used[p.was] = true, true // an edit may be taken back
	}
	return used
}

func (l *Library) compactFile() error {
	l.store.mu.Lock()
	defer l.store.mu.Unlock()
	if l.store.db == nil {
		return ErrClosed
	}
	return l.store.explain("compact", l.store.compact())
}

// compact copies the file, puts the copy in its place and opens that. s.mu is held.
func (s *store) compact() error {
	sound := func(tx *bolt.Tx) error { return s.checkPages(tx, allBuckets) }
	if err := guarded(func() error { return s.db.View(sound) }); err != nil {
		return err
	}
	closed := false
	err := disk.ReplaceNamed(s.path, "", func(file *os.File) error {
		if err := guarded(func() error { return copyTo(file.Name(), s.db) }); err != nil {
			return err
		}
		closed = true
		return s.db.Close() // Windows replaces no open file
	})
	if !closed {
		return err
	}
	db, again := openBolt(s.path)
	s.db = db
	return errors.Join(err, again)
}

func copyTo(path string, from *bolt.DB) (err error) {
	to, err := openBolt(path)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, to.Close()) }()
	if err := bolt.Compact(to, from, compactTx); err != nil {
		return err
	}
	return sealed(to)
}

// sealed makes a transaction more after a file was filled, so that both pages at its beginning lead to all that is in it:
// where one is lost, the other counts.
func sealed(db *bolt.DB) error { return db.Update(func(*bolt.Tx) error { return nil }) }
