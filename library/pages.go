package library

import (
	"encoding/binary"
	"errors"
	"fmt"
	"os"

	bolt "go.etcd.io/bbolt"
)

// How bbolt lays out a page (its internal/common), numbers in the machine's own order: a head (id 8 bytes, flags 2, count
// 2, overflow 4) and as many elements. In a branch: position 4, length of the key 4, id of the page below 8. In a leaf:
// flags 4, position of the key from here 4, length of the key 4 and of the value 4. The value of a bucket: id of its first
// page 8 (0: that page, a small leaf, follows), sequence 8.
const (
	pageHead, pageElement, bucketHead = 16, 16, 16
	branchFlags, leafFlags            = 1, 2
	bucketFlag                        = 1
)

// checkPages makes sure that the pages of a transaction are branches and leaves, and that none is reached twice. In a
// damaged file a page may lead back to one above it, and bbolt, which takes all but leaves for branches, follows such a
// ring until the memory is full, which nothing can recover from. deep is how many buckets within one another are entered:
// vectors, whose pages are most of a file, lie in the second.
func (s *store) checkPages(tx *bolt.Tx, deep int) (err error) {
	file, err := os.Open(s.path)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, file.Close()) }()
	p := &pages{file: file, size: int64(tx.DB().Info().PageSize), seen: map[uint64]bool{}}
	return p.follow(uint64(tx.Cursor().Bucket().Root()), deep)
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
		return fmt.Errorf("%w: page %d is reached twice", errDamaged, id)
	}
	p.seen[id] = true
	flags, count, err := p.head(int64(id) * p.size)
	switch {
	case err != nil:
		return err
	case flags == leafFlags && deep == 0:
		return nil
	case flags == leafFlags:
		return p.leaf(int64(id)*p.size, count, deep)
	case flags != branchFlags || count == 0:
		return fmt.Errorf("%w: page %d is neither branch nor leaf", errDamaged, id)
	}
	elements, err := p.read(int64(id)*p.size+pageHead, pageElement*count)
	for ; err == nil && len(elements) > 0; elements = elements[pageElement:] {
		err = p.follow(binary.NativeEndian.Uint64(elements[8:]), deep)
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
	flags, count, err := p.head(at + bucketHead)
	if err == nil && flags != leafFlags {
		err = fmt.Errorf("%w: a small bucket is no leaf", errDamaged)
	}
	if err != nil {
		return err
	}
	elements, err := p.read(at+bucketHead+pageHead, pageElement*count)
	for ; err == nil && len(elements) > 0; elements = elements[pageElement:] {
		if binary.NativeEndian.Uint32(elements)&bucketFlag != 0 {
			err = fmt.Errorf("%w: a small bucket has buckets", errDamaged)
		}
	}
	return err
}

func (p *pages) head(at int64) (flags uint16, count int, err error) {
	head, err := p.read(at, pageHead)
	if err != nil {
		return 0, 0, err
	}
	return binary.NativeEndian.Uint16(head[8:]), int(binary.NativeEndian.Uint16(head[10:])), nil
}

func (p *pages) read(at int64, n int) ([]byte, error) {
	data := make([]byte, n)
	if _, err := p.file.ReadAt(data, at); err != nil {
		return nil, fmt.Errorf("%w: %d bytes at %d: %w", errDamaged, n, at, err)
	}
	return data, nil
}
