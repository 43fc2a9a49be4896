package bolt

import (
	"encoding/binary"
	"errors"
	"fmt"
	"hash/fnv"
	"io"
	"math"
	"os"

	"go.etcd.io/bbolt"
)

// How bbolt lays out a page (its internal/common), numbers in the machine's own order: a head (id 8
// bytes, flags 2, count 2, overflow 4) and as many elements. In a branch: position 4, length of the
// key 4, id of the page below 8. In a leaf: flags 4, position of the key from here 4, length of the
// key 4 and of the value 4. The value of a bucket: id of its first page 8 (0: that page, a small
// leaf, follows), sequence 8.
const (
	pageHead, pageElement, bucketHead = 16, 16, 16
	branchFlags, leafFlags            = 1, 2
	bucketFlag                        = 1
)

// How bbolt lays out the first two pages, of which the later one that is whole counts: after the
// head magic 4, version 4, size of a page 4, flags 4, root 8, sequence 8, page of the free list 8,
// number of pages 8, transaction 8, and the FNV-1a of all that 8.
const (
	metaSize, metaSum = 64, 56
	boltMagic         = 0xed0cdaed
	boltVersion       = 2
	freeFlags         = 16
	noFreeList        = ^uint64(0)
	minPage, maxPage  = 1 << 9, 1 << 16
)

// checkPages makes sure that the pages of a transaction are branches and leaves, and that none is
// reached twice. In a damaged file a page may lead back to one above it, and bbolt, which takes all
// but leaves for branches, follows such a ring until the memory is full, which nothing can recover
// from. deep is how many buckets within one another are entered: vectors, whose pages are most of a
// file, lie in the second.
func (s *Store) checkPages(tx *bbolt.Tx, deep int) (err error) {
	file, err := os.Open(s.path)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, file.Close()) }()
	p := &pages{file: file, size: int64(tx.DB().Info().PageSize), seen: map[uint64]bool{}}
	return p.follow(uint64(tx.Cursor().Bucket().Root()), deep)
}

// checkHead makes sure that bbolt can open the file: it believes the list of free pages, and panics
// over one that is none, with the file locked for good. A file that is new or no library is for
// bbolt to judge.
func checkHead(path string) (err error) {
	file, err := os.Open(path)
	if err != nil {
		return nil
	}
	defer func() { err = errors.Join(err, file.Close()) }()
	m, known := readMeta(file)
	if !known || m.free == noFreeList {
		return nil
	}
	p := &pages{file: file, size: m.page}
	flags, count, err := p.head(m.free)
	if err == nil && (flags != freeFlags || !p.inOrder(m, count)) {
		err = fmt.Errorf("%w: page %d is no list of free pages", ErrDamaged, m.free)
	}
	return err
}

// inOrder reports whether a list of free pages names each once, from the lowest on, and none beyond
// the file. A list too long for the count in a head has it before its first entry.
func (p *pages) inOrder(m meta, count int) bool {
	at := int64(m.free)*p.size + pageHead
	if count == math.MaxUint16 {
		first, err := p.read(at, 8)
		if err != nil || binary.NativeEndian.Uint64(first) > m.pages {
			return false
		}
		count, at = int(binary.NativeEndian.Uint64(first)), at+8
	}
	list, err := p.read(at, 8*count)
	last := uint64(1) // the first two are never free
	for ; err == nil && len(list) > 0; list = list[8:] {
		id := binary.NativeEndian.Uint64(list)
		if id <= last || id >= m.pages {
			return false
		}
		last = id
	}
	return err == nil
}

// meta is what the first pages say.
type meta struct {
	page       int64 // size in bytes
	root, free uint64
	pages      uint64 // that were ever used
	change     uint64 // number of the transaction
}

// readMeta reads the later of the first two pages that are whole; false where none is.
func readMeta(file io.ReaderAt) (latest meta, known bool) {
	var size int64
	for _, at := range []int64{0, 1 << 9, 1 << 10, 1 << 11, 1 << 12, 1 << 13, 1 << 14, 1 << 15, 1 << 16} {
		m, ok := readMetaAt(file, at)
		if !ok || at != 0 && at != m.page || size != 0 && m.page != size {
			continue
		}
		if size = m.page; !known || m.change > latest.change {
			latest, known = m, true
		}
	}
	return latest, known
}

func readMetaAt(file io.ReaderAt, at int64) (meta, bool) {
	data := make([]byte, metaSize)
	if _, err := file.ReadAt(data, at+pageHead); err != nil {
		return meta{}, false
	}
	number := binary.NativeEndian
	m := meta{page: int64(number.Uint32(data[8:])), root: number.Uint64(data[16:]), free: number.Uint64(data[32:])}
	m.pages, m.change = number.Uint64(data[40:]), number.Uint64(data[48:])
	sum := fnv.New64a()
	_, _ = sum.Write(data[:metaSum])
	ours := number.Uint32(data) == boltMagic && number.Uint32(data[4:]) == boltVersion && number.Uint64(data[metaSum:]) == sum.Sum64()
	return m, ours && m.page >= minPage && m.page <= maxPage
}

// Depths for checkPages: what Open reads, and all.
const (
	ownBuckets = 1
	allBuckets = 8
)

// pages are those that were reached.
type pages struct {
	file *os.File
	size int64
	seen map[uint64]bool
}

// follow reaches a page and all below it.
func (p *pages) follow(id uint64, deep int) error {
	if p.seen[id] {
		return fmt.Errorf("%w: page %d is reached twice", ErrDamaged, id)
	}
	p.seen[id] = true
	flags, count, err := p.head(id)
	if err == nil {
		err = p.within(id, flags, count)
	}
	switch {
	case err != nil:
		return err
	case flags == leafFlags && deep == 0:
		return nil
	case flags == leafFlags:
		return p.leaf(int64(id)*p.size, count, deep)
	case flags != branchFlags || count == 0:
		return fmt.Errorf("%w: page %d is neither branch nor leaf", ErrDamaged, id)
	}
	elements, err := p.read(int64(id)*p.size+pageHead, pageElement*count)
	for ; err == nil && len(elements) > 0; elements = elements[pageElement:] {
		err = p.follow(binary.NativeEndian.Uint64(elements[8:]), deep)
	}
	return err
}

// within makes sure that the keys and values of a page lie in it: bbolt reads them where they are
// said to be, and a check of its own does so on a goroutine that nobody can guard.
func (p *pages) within(id uint64, flags uint16, count int) error {
	at := int64(id) * p.size
	head, err := p.read(at, pageHead)
	if err != nil {
		return err
	}
	end := (1 + int64(binary.NativeEndian.Uint32(head[12:]))) * p.size
	elements, err := p.read(at+pageHead, pageElement*count)
	for i := 0; err == nil && i < count; i++ {
		e, from := elements[pageElement*i:], int64(pageHead+pageElement*i)
		last := from + int64(binary.NativeEndian.Uint32(e)) + int64(binary.NativeEndian.Uint32(e[4:])) // a branch's key
		if flags == leafFlags {
			last = from + int64(binary.NativeEndian.Uint32(e[4:])) + int64(binary.NativeEndian.Uint32(e[8:])) + int64(binary.NativeEndian.Uint32(e[12:]))
		}
		if last > end {
			err = fmt.Errorf("%w: page %d reaches beyond its end", ErrDamaged, id)
		}
	}
	return err
}

// leaf enters the buckets of a leaf.
func (p *pages) leaf(at int64, count, deep int) error {
	elements, err := p.read(at+pageHead, pageElement*count)
	for i := 0; err == nil && i < count; i++ {
		e := elements[pageElement*i:]
		if binary.NativeEndian.Uint32(e)&bucketFlag != 0 {
			key := at + pageHead + int64(pageElement*i) + int64(binary.NativeEndian.Uint32(e[4:]))
			err = p.bucket(key+int64(binary.NativeEndian.Uint32(e[8:])), deep-1)
		}
	}
	return err
}

// bucket enters a bucket by its value. A page within the value is a leaf without buckets.
func (p *pages) bucket(at int64, deep int) error {
	value, err := p.read(at, bucketHead)
	if err != nil {
		return err
	}
	if root := binary.NativeEndian.Uint64(value); root != 0 {
		return p.follow(root, deep)
	}
	flags, count, err := p.headAt(at + bucketHead)
	if err == nil && flags != leafFlags {
		err = fmt.Errorf("%w: a small bucket is no leaf", ErrDamaged)
	}
	if err != nil {
		return err
	}
	elements, err := p.read(at+bucketHead+pageHead, pageElement*count)
	for ; err == nil && len(elements) > 0; elements = elements[pageElement:] {
		if binary.NativeEndian.Uint32(elements)&bucketFlag != 0 {
			err = fmt.Errorf("%w: a small bucket has buckets", ErrDamaged)
		}
	}
	return err
}

// head reads the head of a page, which names itself.
func (p *pages) head(id uint64) (flags uint16, count int, err error) {
	if id > uint64(math.MaxInt64)/maxPage {
		return 0, 0, fmt.Errorf("%w: there is no page %d", ErrDamaged, id)
	}
	name, err := p.read(int64(id)*p.size, 8)
	if err == nil && binary.NativeEndian.Uint64(name) != id {
		err = fmt.Errorf("%w: page %d is another page", ErrDamaged, id)
	}
	if err != nil {
		return 0, 0, err
	}
	return p.headAt(int64(id) * p.size)
}

func (p *pages) headAt(at int64) (flags uint16, count int, err error) {
	head, err := p.read(at, pageHead)
	if err != nil {
		return 0, 0, err
	}
	return binary.NativeEndian.Uint16(head[8:]), int(binary.NativeEndian.Uint16(head[10:])), nil
}

func (p *pages) read(at int64, n int) ([]byte, error) {
	data := make([]byte, n)
	if _, err := p.file.ReadAt(data, at); err != nil {
		return nil, fmt.Errorf("%w: %d bytes at %d: %w", ErrDamaged, n, at, err)
	}
	return data, nil
}
