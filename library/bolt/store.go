package bolt

import (
	"encoding/binary"
	"errors"
	"fmt"
	"io/fs"
	"runtime/debug"
	"sync"
	"syscall"
	"time"

	"go.etcd.io/bbolt"
	bbolterrors "go.etcd.io/bbolt/errors"

	"catchlight/library/disk"
)

// Format is the version of the file's layout, described in doc.go. A change that an older program
// would misread makes it one more, with a step in migrate.go. A new bucket alone does not: it is
// made where it is missing.
const Format = 4

// lockTimeout is how long Open waits for another program to let go of the file.
const lockTimeout = 2 * time.Second

// The buckets of the file; doc.go describes what they hold.
var (
	metaBucket      = []byte("meta")
	photosBucket    = []byte("photos")
	decisionsBucket = []byte("decisions")
	vectorsBucket   = []byte("vectors")
	textsBucket     = []byte("texts")
	runsBucket      = []byte("runs")
	undoBucket      = []byte("undo")
	intentsBucket   = []byte("intents")
	sourcesBucket   = []byte("sources")
	measuredBucket  = []byte("measured")

	fingerprintsBucket = []byte("fingerprints")

	formatKey = []byte("format")
)

// buckets are made in a new file, and added to one of an earlier day.
func buckets() [][]byte {
	return [][]byte{
		metaBucket, photosBucket, decisionsBucket, vectorsBucket, textsBucket, runsBucket, undoBucket, intentsBucket, sourcesBucket,
		fingerprintsBucket, measuredBucket,
	}
}

// Store is the library file. Any goroutine may use it. The handle may be exchanged (see Compact),
// which waits for transactions to end.
type Store struct {
	path string
	mu   sync.RWMutex
	db   *bbolt.DB // nil: closed
}

// Open opens the library file at an absolute path and creates it where there is none; its folder
// must exist. It waits up to two seconds for another program to let go of the file (ErrLocked).
// ErrNewer refuses a file of a newer version, ErrLost begins none where copies of one are. It
// blocks on the disk.
func Open(path string) (*Store, error) {
	s := &Store{path: path}
	err := s.checkLost()
	if err != nil {
		return nil, s.explain("open", err)
	}
	if s.db, err = openBolt(path); err != nil {
		return nil, s.explain("open", err)
	}
	if err := guarded(s.prepare); err != nil {
		return nil, errors.Join(s.explain("open", err), s.db.Close())
	}
	return s, nil
}

func openBolt(path string) (db *bbolt.DB, err error) {
	if checkHead(path) != nil {
		if err := checkHeadAlone(path); err != nil {
			return nil, err
		}
	}
	err = guarded(func() (err error) {
		// A new one is its owner's alone: it has paths, words and small signs of what photos show.
		db, err = bbolt.Open(path, 0o600, &bbolt.Options{Timeout: lockTimeout, FreelistType: bbolt.FreelistMapType})
		return err
	})
	return db, err
}

// checkHeadAlone is checkHead while nobody writes: another program that does may have changed what
// was just read.
func checkHeadAlone(path string) error {
	db, err := openToRead(path)
	if err != nil {
		return err
	}
	return errors.Join(checkHead(path), db.Close())
}

// openToRead opens a file that nobody is to change, and that nobody has open: a copy, or a library
// that is damaged.
func openToRead(path string) (db *bbolt.DB, err error) {
	err = guarded(func() (err error) {
		db, err = bbolt.Open(path, 0o600, &bbolt.Options{Timeout: lockTimeout, FreelistType: bbolt.FreelistMapType, ReadOnly: true})
		return err
	})
	return db, err
}

// guarded turns what happens over broken pages into ErrDamaged: bbolt panics, and the system faults
// where a file ends too early.
func guarded(do func() error) (err error) {
	defer debug.SetPanicOnFault(debug.SetPanicOnFault(true))
	defer func() {
		if r := recover(); r != nil {
			err = fmt.Errorf("%w: %v", ErrDamaged, r)
		}
	}()
	return do()
}

// prepare checks the format, makes what is not there yet, and brings an older file up to date.
func (s *Store) prepare() error {
	found, empty, whole := uint64(0), true, true
	err := s.db.View(func(tx *bbolt.Tx) error {
		if err := s.checkPages(tx, ownBuckets); err != nil {
			return err
		}
		key, _ := tx.Cursor().First()
		empty = key == nil
		if meta := tx.Bucket(metaBucket); meta != nil {
			found, _ = binary.Uvarint(meta.Get(formatKey))
		}
		for _, name := range buckets() {
			whole = whole && tx.Bucket(name) != nil
		}
		return nil
	})
	switch {
	case err != nil:
		return err
	case found > Format:
		return ErrNewer
	case found == Format && whole:
		return nil
	case found == 0 && !empty:
		return errNotOurs
	case found > 0 && found < Format:
		return s.migrate(found)
	}
	return s.db.Update(create)
}

// create makes the buckets that are missing, and notes the format.
func create(tx *bbolt.Tx) error {
	for _, name := range buckets() {
		if _, err := tx.CreateBucketIfNotExists(name); err != nil {
			return err
		}
	}
	return tx.Bucket(metaBucket).Put(formatKey, binary.AppendUvarint(nil, Format))
}

// Read lets do look at what is stored, as it is at one moment.
func (s *Store) Read(do func(*Tx) error) error {
	return s.view(func(tx *bbolt.Tx) error { return do(&Tx{tx}) })
}

// Change lets do change what is stored and returns when that is safe on the disk. All of it is
// stored, or nothing.
func (s *Store) Change(do func(*Tx) error) error {
	return s.update(func(tx *bbolt.Tx) error { return do(&Tx{tx}) })
}

// Path is the absolute path of the file.
func (s *Store) Path() string { return s.path }

// Size is that of the file in bytes, 0 where it is not known.
func (s *Store) Size() int64 { return disk.Size(s.path) }

// view runs a read transaction. Values of the file are valid only inside it.
func (s *Store) view(do func(*bbolt.Tx) error) error { return s.explain("read", s.peek(do)) }

// peek is view for those who explain errors themselves.
func (s *Store) peek(do func(*bbolt.Tx) error) error {
	s.mu.RLock()
	defer s.mu.RUnlock()
	if s.db == nil {
		return ErrClosed
	}
	return guarded(func() error { return s.db.View(do) })
}

// update runs a write transaction and returns when it is safe on the disk. All of it is stored, or
// nothing.
func (s *Store) update(do func(*bbolt.Tx) error) error {
	s.mu.RLock()
	defer s.mu.RUnlock()
	if s.db == nil {
		return ErrClosed
	}
	return s.explain("store in", guarded(func() error { return s.db.Update(do) }))
}

// Close waits for transactions to end and releases the file; what comes after gets ErrClosed. A
// second call does nothing.
func (s *Store) Close() error {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.db == nil {
		return nil
	}
	err := s.db.Close()
	s.db = nil
	return s.explain("close", err)
}

// explain wraps an error of the file with its path and the remedy.
func (s *Store) explain(operation string, err error) error {
	var remedy string
	switch {
	case err == nil:
		return nil
	case errors.Is(err, bbolterrors.ErrTimeout):
		return fmt.Errorf("%s: %w: close it there, or choose another library", s.path, ErrLocked)
	case errors.Is(err, ErrLost):
		return s.explainLost()
	case errors.Is(err, ErrNewer):
		return fmt.Errorf("the library %s was %w", s.path, ErrNewer)
	case errors.Is(err, ErrDamaged):
		remedy = "it is no Catchlight library, or is damaged: " + s.Advice()
	case errors.Is(err, errNotOurs), errors.Is(err, bbolterrors.ErrInvalid), errors.Is(err, bbolterrors.ErrChecksum),
		errors.Is(err, bbolterrors.ErrVersionMismatch):
		return fmt.Errorf("%s the library %s: %w; %w: %s", operation, s.path, err, ErrNoLibrary, s.instead())
	case errors.Is(err, syscall.EISDIR):
		remedy = "it is a folder: name the library's file"
	case disk.IsFull(err):
		remedy = "the disk is full: free some space and try again"
	case errors.Is(err, syscall.ENOLCK), errors.Is(err, errors.ErrUnsupported):
		remedy = "its disk cannot lock or map files, as some network drives: keep the library on a disk of this computer"
	case errors.Is(err, syscall.EROFS):
		remedy = "the disk is read-only: choose a library on another one"
	case errors.Is(err, fs.ErrPermission):
		remedy = "make the file and its folder writable, or choose another library"
	default:
		return fmt.Errorf("%s the library %s: %w", operation, s.path, err)
	}
	return fmt.Errorf("%s the library %s: %w; %s", operation, s.path, err, remedy)
}

// explainLost names the copies, and both ways on.
func (s *Store) explainLost() error {
	with := ""
	if copy := s.soundCopy(); copy != "" {
		with = fmt.Sprintf(", the newest sound one of %s", s.madeOn(copy))
	}
	return fmt.Errorf("%w: %s is empty or not there, and %s has copies%s; put the newest in its place with %s, or begin a new one with %s",
		ErrLost, s.path, s.backupFolder(), with, s.command("restore"), s.command("restore --anew"))
}
