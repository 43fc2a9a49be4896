package vectors

import (
	"encoding/binary"
	"hash/crc32"
	"iter"
	"slices"

	"catchlight/library/picture"
)

// BlockRows is how many vectors stand in one value of the file. A block of 512-dimensional vectors
// takes 66 KB: large enough to be read at the speed of memory, small enough to be rewritten for
// each batch.
const BlockRows = 64

// block is a run of rows. It is never changed, but replaced.
type block struct {
	ids    []picture.ID // zero: the row is free
	packed []byte       // half-precision numbers, little endian, row after row
	bare   bool         // it has no checksum in the file
}

// blockSum is the length of the checksum at the end of a block. Blocks of format 2 have none until
// they are stored anew.
const blockSum = crc32.Size

// castagnoli is the polynomial that processors compute by themselves.
var castagnoli = crc32.MakeTable(crc32.Castagnoli)

// encode makes the value of a block: dimensions, rows, the pictures, the vectors, the checksum of
// all that.
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
	if size == 0 || !sumFits(value, size) {
		return nil, 0
	}
	return &block{ids: idsIn(value, rows), packed: slices.Clone(value[4+16*rows : size]), bare: len(value) == size}, dim
}

func idsIn(value []byte, rows int) []picture.ID {
	ids := make([]picture.ID, rows)
	for i := range ids {
		copy(ids[i][:], value[4+16*i:])
	}
	return ids
}

// sumFits reports whether the checksum after size bytes is that of them; true where there is none.
func sumFits(value []byte, size int) bool {
	sum := value[size:]
	return len(sum) == 0 || binary.LittleEndian.Uint32(sum) == crc32.Checksum(value[:size], castagnoli)
}

// blockHeader is how many rows of how many values a block has, and its length in bytes without the
// checksum; 0 where it is damaged.
func blockHeader(value []byte) (rows, dim, size int) {
	if len(value) < 4 {
		return 0, 0, 0
	}
	dim = int(binary.LittleEndian.Uint16(value))
	rows = int(binary.LittleEndian.Uint16(value[2:]))
	size = 4 + rows*(16+2*dim)
	if rows > BlockRows || len(value) != size && len(value) != size+blockSum {
		return 0, 0, 0
	}
	return rows, dim, size
}

// Pictures lists whose vectors a block of the file holds, zero ones for free rows; sound is false
// where it is damaged. The vectors are not copied: a check goes through all of a library.
func Pictures(value []byte) (ids []picture.ID, sound bool) {
	rows, _, size := blockHeader(value)
	if size == 0 || !sumFits(value, size) {
		return nil, false
	}
	return idsIn(value, rows), true
}

// Count is how many vectors a block of the file holds, which need not be unpacked for it; 0 where
// it is damaged.
func Count(value []byte) int {
	rows, _, _ := blockHeader(value)
	n := 0
	for i := range rows {
		if !picture.ID(value[4+16*i:][:16]).IsZero() {
			n++
		}
	}
	return n
}

// Repack makes new blocks of those of a model, in their order: the vectors of pictures to keep,
// each once, without holes. Damaged blocks are left out, and so are those of another length than
// the first. The values are only read.
func Repack(values iter.Seq[[]byte], keep func(picture.ID) bool) [][]byte {
	packed := newSet()
	e := newEdit(packed)
	for value := range values {
		b, dim := decodeBlock(value)
		if b == nil || packed.dim != 0 && dim != packed.dim {
			continue
		}
		packed.dim = dim
		for row, id := range b.ids {
			if _, twice := e.index[id]; !twice && !id.IsZero() && keep(id) {
				e.put(Vector{id, floats(b.packed[2*dim*row : 2*dim*(row+1)])})
			}
		}
	}
	blocks := make([][]byte, len(e.changed))
	for n := range blocks {
		blocks[n] = e.changed[n].encode(packed.dim)
	}
	return blocks
}
