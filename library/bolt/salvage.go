package bolt

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"os"
	"slices"
	"strings"

	"go.etcd.io/bbolt"

	"catchlight/library/disk"
)

// madeAgain are the buckets whose records are computed or measured again where they are missing.
func madeAgain() [][]byte {
	return [][]byte{vectorsBucket, textsBucket, fingerprintsBucket, measuredBucket}
}

// salvage puts all records that can be read of a damaged file into a new one, which takes its
// place, and returns what was lost. Where that cannot be made again, and a sound copy has it, the
// file stays as it is. The store may be closed; it is open afterwards if it was before.
func (s *Store) salvage() (lost []error, err error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	open := s.db != nil
	err = disk.ReplaceNamed(s.path, "", func(file *os.File) error {
		rescued, err := rescue(s.path, file.Name())
		if err == nil && s.soundCopy() != "" {
			err = errors.Join(rescued.dear()...)
		}
		if err != nil {
			return fmt.Errorf("the library %s cannot be repaired%s: %w", s.path, s.orBackup(), err)
		}
		lost = rescued.told()
		if open {
			err = s.db.Close() // Windows replaces no open file
			s.db = nil
		}
		return err
	})
	if open && s.db == nil {
		db, again := openBolt(s.path)
		s.db, err = db, errors.Join(err, again)
	}
	if err != nil {
		return nil, err
	}
	return lost, nil
}

// rescued counts the pages of each bucket that could not be read.
type rescued map[string]int

func (r rescued) told() []error { return r.named(func(string) bool { return true }) }

// dear is what was lost for good.
func (r rescued) dear() []error {
	return r.named(func(bucket string) bool {
		return !slices.ContainsFunc(madeAgain(), func(name []byte) bool { return string(name) == bucket })
	})
}

func (r rescued) named(which func(string) bool) []error {
	var all []error
	for bucket, pages := range r {
		if which(bucket) {
			all = append(all, fmt.Errorf("%w: pages of %s that cannot be read: %d", ErrDamaged, bucket, pages))
		}
	}
	slices.SortFunc(all, func(a, b error) int { return strings.Compare(a.Error(), b.Error()) })
	return all
}

// rescue copies what can be read of a library into a new file.
func rescue(path, into string) (lost rescued, err error) {
	from, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, from.Close()) }()
	to, err := openBolt(into)
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, to.Close()) }()
	m, known := readMeta(from)
	if !known {
		return nil, fmt.Errorf("%w: it begins with no library", ErrDamaged)
	}
	r := &rescuer{pages: pages{file: from, size: m.page, seen: map[uint64]bool{}}, to: to, lost: rescued{}}
	if err := to.Update(create); err != nil {
		return nil, err
	}
	if err := r.page(m.root, r.top); err != nil {
		return nil, err
	}
	if r.lost[""] > 0 {
		return nil, fmt.Errorf("%w: nothing of it can be found", ErrDamaged)
	}
	if err := r.flush(); err != nil {
		return nil, err
	}
	return r.lost, sealed(to)
}

// rescuer goes over the pages that can be read.
type rescuer struct {
	pages
	to     *bbolt.DB
	lost   rescued
	bucket string // that is read
	batch  []rescuedRecord
	bytes  int
}

// rescuedRecord is a record of the bucket at a path of names; a bucket's has its number in place of
// a value.
type rescuedRecord struct {
	path       [][]byte
	key, value []byte
	sequence   uint64
}

// page visits the records of a page and of all below it, and counts those that cannot be read.
func (r *rescuer) page(id uint64, visit func(leafElement) error) error {
	data, flags, count, err := r.whole(id)
	if err != nil {
		r.lost[r.bucket]++
		return nil
	}
	if flags == leafFlags {
		return r.leafOf(data, count, visit)
	}
	for i := range count {
		if err := r.page(binary.NativeEndian.Uint64(data[pageHead+pageElement*i+8:]), visit); err != nil {
			return err
		}
	}
	return nil
}

// whole reads a page with those that continue it.
func (r *rescuer) whole(id uint64) (data []byte, flags uint16, count int, err error) {
	if r.seen[id] {
		return nil, 0, 0, ErrDamaged
	}
	r.seen[id] = true
	if flags, count, err = r.head(id); err != nil {
		return nil, 0, 0, err
	}
	more, err := r.read(int64(id)*r.size+12, 4)
	if err != nil {
		return nil, 0, 0, err
	}
	info, err := r.file.Stat()
	length := (1 + int64(binary.NativeEndian.Uint32(more))) * r.size
	switch {
	case err != nil:
		return nil, 0, 0, err
	case flags != leafFlags && flags != branchFlags, length > info.Size()-int64(id)*r.size, int64(count)*pageElement+pageHead > length:
		return nil, 0, 0, fmt.Errorf("%w: page %d", ErrDamaged, id)
	}
	data, err = r.read(int64(id)*r.size, int(length))
	return data, flags, count, err
}

// leafElement is a record of a leaf. The value of a bucket leads to its pages.
type leafElement struct {
	key, value []byte
	isBucket   bool
}

// leafOf visits the records of a leaf. One that does not lie within it, or is out of order, is
// lost, as a page is.
func (r *rescuer) leafOf(page []byte, count int, visit func(leafElement) error) error {
	var last []byte
	for i := range min(count, (len(page)-pageHead)/pageElement) {
		at := pageHead + pageElement*i
		e := page[at:]
		from := at + int(binary.NativeEndian.Uint32(e[4:]))
		key, value := int(binary.NativeEndian.Uint32(e[8:])), int(binary.NativeEndian.Uint32(e[12:]))
		if key == 0 || from+key+value > len(page) || bytes.Compare(last, page[from:from+key]) >= 0 {
			r.lost[r.bucket]++
			continue
		}
		end := from + key
		last = page[from:end]
		if err := visit(leafElement{page[from:end], page[end : end+value], binary.NativeEndian.Uint32(e)&bucketFlag != 0}); err != nil {
			return err
		}
	}
	return nil
}

// top visits a bucket of the file.
func (r *rescuer) top(e leafElement) error {
	known := slices.ContainsFunc(buckets(), func(name []byte) bool { return bytes.Equal(name, e.key) })
	if !e.isBucket || !known {
		return nil
	}
	r.bucket = string(e.key)
	return r.inside(e, [][]byte{e.key})
}

// inside takes over what is in a bucket.
func (r *rescuer) inside(e leafElement, path [][]byte) error {
	if len(e.value) < bucketHead || len(path) > 2 {
		r.lost[r.bucket]++
		return nil
	}
	if err := r.keep(rescuedRecord{path: path, sequence: binary.NativeEndian.Uint64(e.value[8:])}); err != nil {
		return err
	}
	visit := func(e leafElement) error {
		if e.isBucket {
			return r.inside(e, append(path[:len(path):len(path)], e.key))
		}
		return r.keep(rescuedRecord{path: path, key: e.key, value: e.value})
	}
	if root := binary.NativeEndian.Uint64(e.value); root != 0 {
		return r.page(root, visit)
	}
	small := e.value[bucketHead:]
	if len(small) < pageHead || binary.NativeEndian.Uint16(small[8:]) != leafFlags {
		r.lost[r.bucket]++
		return nil
	}
	return r.leafOf(small, int(binary.NativeEndian.Uint16(small[10:])), visit)
}

// keep stores a record with others.
func (r *rescuer) keep(one rescuedRecord) error {
	r.batch, r.bytes = append(r.batch, one), r.bytes+len(one.key)+len(one.value)
	if r.bytes < compactTx {
		return nil
	}
	return r.flush()
}

func (r *rescuer) flush() error {
	err := r.to.Update(func(tx *bbolt.Tx) error {
		for _, one := range r.batch {
			if err := one.put(tx); err != nil {
				return err
			}
		}
		return nil
	})
	r.batch, r.bytes = nil, 0
	return err
}

func (one rescuedRecord) put(tx *bbolt.Tx) error {
	b := tx.Bucket(one.path[0])
	for _, name := range one.path[1:] {
		var err error
		if b, err = b.CreateBucketIfNotExists(name); err != nil {
			return err
		}
	}
	if one.key == nil {
		return b.SetSequence(max(b.Sequence(), one.sequence))
	}
	if string(one.path[0]) == string(metaBucket) {
		return nil // the new file has the format of this program: records of older ones are read as they are
	}
	return b.Put(one.key, one.value)
}
