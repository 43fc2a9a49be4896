package library

import (
	"encoding/binary"
	"hash/crc32"
	"maps"
	"slices"

	"catchlight/library/picture"
)

// blockRows is how many vectors stand in one value of the file. A block of 512-dimensional vectors takes 66 KB: large
// enough to be read at the speed of memory, small enough to be rewritten for each batch.
const blockRows = 64

// vectorSet holds a model's vectors in memory as they stand in the file.
type vectorSet struct {
	dim    int
	index  map[picture.ID]place
	blocks []*block // by number
	free   []place  // rows that hold nothing
}

// place is a row of a block.
type place struct{ block, row int }

// block is a run of rows. It is never changed, but replaced.
type block struct {
	ids    []picture.ID // zero: the row is free
	packed []byte       // half-precision numbers, little endian, row after row
	bare   bool         // it has no checksum in the file
}

func newVectorSet() *vectorSet { return &vectorSet{index: map[picture.ID]place{}} }

func blockKey(n int) []byte { return binary.BigEndian.AppendUint32(nil, uint32(n)) }

// blockSum is the length of the checksum at the end of a block. Blocks of format 2 have none until they are stored anew.
const blockSum = crc32.Size

// castagnoli is the polynomial that processors compute by themselves.
var castagnoli = crc32.MakeTable(crc32.Castagnoli)

// encode makes the value of a block: dimensions, rows, the pictures, the vectors, the checksum of all that.
func (b *block) encode(dim int) []byte {
	out := make([]byte, 0, 4+len(b.ids)*(16+2*dim)+blockSum)
	out = binary.LittleEndian.AppendUint16(out, uint16(dim))
	out = binary.LittleEndian.AppendUint16(out, uint16(len(b.ids)))
	for _, id := range b.ids {
		out = append(out, id[:]...)
	}
	out = append(out, b.packed...)
	return binary.LittleEndian.AppendUint32(out, crc32.Checksum(out, castagnoli))
}

// decodeBlock copies a block out of the file; nil where it is damaged.
func decodeBlock(value []byte) (b *block, dim int) {
	rows, dim, size := blockHeader(value)
	if size == 0 {
		return nil, 0
	}
	if sum := value[size:]; len(sum) > 0 && binary.LittleEndian.Uint32(sum) != crc32.Checksum(value[:size], castagnoli) {
		return nil, 0
	}
	b = &block{ids: make([]picture.ID, rows), bare: len(value) == size}
	for i := range b.ids {
		copy(b.ids[i][:], value[4+16*i:])
	}
	b.packed = slices.Clone(value[4+16*rows : size])
	return b, dim
}

// blockHeader is how many rows of how many values a block has, and its length in bytes without the checksum; 0 where it is
// damaged.
func blockHeader(value []byte) (rows, dim, size int) {
	if len(value) < 4 {
		return 0, 0, 0
	}
	dim = int(binary.LittleEndian.Uint16(value))
	rows = int(binary.LittleEndian.Uint16(value[2:]))
	size = 4 + rows*(16+2*dim)
	if rows > blockRows || len(value) != size && len(value) != size+blockSum {
		return 0, 0, 0
	}
	return rows, dim, size
}

// read takes a block of the file over. Damaged ones are left out: their pictures are computed again.
func (s *vectorSet) read(key, value []byte) error {
	if len(key) != 4 {
		return nil
	}
	n := int(binary.BigEndian.Uint32(key))
	b, dim := decodeBlock(value)
	if b == nil || s.dim != 0 && dim != s.dim || n != len(s.blocks) {
		b = &block{}
	} else {
		s.dim = dim
	}
	s.take(len(s.blocks), b)
	return nil
}

// take puts a block in its place and knows its rows.
func (s *vectorSet) take(n int, b *block) {
	if n == len(s.blocks) {
		s.blocks = append(s.blocks, nil)
	}
	s.blocks[n] = b
	for row, id := range b.ids {
		if id.IsZero() {
			s.free = append(s.free, place{n, row})
		} else {
			s.index[id] = place{n, row}
		}
	}
}

func (s *vectorSet) row(at place) []byte {
	size := 2 * s.dim
	return s.blocks[at.block].packed[at.row*size : (at.row+1)*size]
}

// blockEdit collects changes of a set in copies of its blocks, for the disk comes first.
type blockEdit struct {
	set     *vectorSet
	changed map[int]*block
	index   map[picture.ID]place // of pictures that are new
	dropped map[picture.ID]place
	free    []place
	blocks  int
}

func newBlockEdit(s *vectorSet) *blockEdit {
	return &blockEdit{
		set: s, changed: map[int]*block{}, index: map[picture.ID]place{},
		dropped: map[picture.ID]place{}, free: slices.Clone(s.free), blocks: len(s.blocks),
	}
}

// open returns the copy of a block that may be changed.
func (e *blockEdit) open(n int) *block {
	if b := e.changed[n]; b != nil {
		return b
	}
	b := &block{}
	if n < len(e.set.blocks) {
		old := e.set.blocks[n]
		b.ids, b.packed = slices.Clone(old.ids), slices.Clone(old.packed)
	}
	e.changed[n] = b
	e.blocks = max(e.blocks, n+1)
	return b
}

func (e *blockEdit) put(v Vector) {
	at, known := e.set.index[v.Picture]
	if !known {
		at, known = e.index[v.Picture]
	}
	if !known {
		at = e.room()
		e.index[v.Picture] = at
	}
	b, size := e.open(at.block), 2*e.set.dim
	b.ids[at.row] = v.Picture
	copy(b.packed[at.row*size:], halves(v.Values))
}

// room returns a row for a new picture: a free one, or one more of the last block, or the first of a new one.
func (e *blockEdit) room() place {
	if n := len(e.free); n > 0 {
		at := e.free[n-1]
		e.free = e.free[:n-1]
		return at
	}
	n := max(0, e.blocks-1)
	b := e.open(n)
	if len(b.ids) == blockRows {
		n++
		b = e.open(n)
	}
	b.ids = append(b.ids, picture.ID{})
	b.packed = append(b.packed, make([]byte, 2*e.set.dim)...)
	return place{n, len(b.ids) - 1}
}

func (e *blockEdit) drop(p picture.ID) {
	at, known := e.set.index[p]
	if !known {
		return
	}
	e.open(at.block).ids[at.row] = picture.ID{}
	e.dropped[p] = at
	e.free = append(e.free, at)
}

// commit takes the changes over into the set. An edit either puts or drops.
func (e *blockEdit) commit() {
	for len(e.set.blocks) < e.blocks {
		e.set.blocks = append(e.set.blocks, &block{})
	}
	for n, b := range e.changed {
		e.set.blocks[n] = b
	}
	for p := range e.dropped {
		delete(e.set.index, p)
	}
	maps.Copy(e.set.index, e.index)
	e.set.free = e.free
}
