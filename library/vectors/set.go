package vectors

import (
	"maps"
	"slices"

	"catchlight/library/picture"
)

// set holds a model's vectors in memory as they stand in the file.
type set struct {
	dim    int
	index  map[picture.ID]place
	blocks []*block // by number
	free   []place  // rows that hold nothing
}

// place is a row of a block.
type place struct{ block, row int }

func newSet() *set { return &set{index: map[picture.ID]place{}} }

// read takes a block of the file over. Damaged ones are left out: their pictures are computed
// again.
func (s *set) read(n int, value []byte) {
	b, dim := decodeBlock(value)
	if b == nil || s.dim != 0 && dim != s.dim || n != len(s.blocks) {
		b = &block{}
	} else {
		s.dim = dim
	}
	s.take(len(s.blocks), b)
}

// take puts a block in its place and knows its rows.
func (s *set) take(n int, b *block) {
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

// wastes reports whether a set would be smaller, or safer, once it is packed.
func (s *set) wastes(keep map[picture.ID]bool) bool {
	if len(s.free) > 0 || slices.ContainsFunc(s.blocks, func(b *block) bool { return b.bare }) {
		return true
	}
	for id := range s.index {
		if !keep[id] {
			return true
		}
	}
	return false
}

// all are the blocks as others may read them.
func (s *set) all() []Block {
	blocks := make([]Block, len(s.blocks))
	for i, b := range s.blocks {
		blocks[i] = Block{b.ids, b.packed, s.dim}
	}
	return blocks
}

func (s *set) row(at place) []byte {
	size := 2 * s.dim
	return s.blocks[at.block].packed[at.row*size : (at.row+1)*size]
}

// edit collects changes of a set in copies of its blocks, for the disk comes first.
type edit struct {
	set     *set
	changed map[int]*block
	index   map[picture.ID]place // of pictures that are new
	dropped map[picture.ID]place
	free    []place
	blocks  int
}

func newEdit(s *set) *edit {
	return &edit{
		set: s, changed: map[int]*block{}, index: map[picture.ID]place{},
		dropped: map[picture.ID]place{}, free: slices.Clone(s.free), blocks: len(s.blocks),
	}
}

// open returns the copy of a block that may be changed.
func (e *edit) open(n int) *block {
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

func (e *edit) put(v Vector) {
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

// room returns a row for a new picture: a free one, or one more of the last block, or the first of
// a new one.
func (e *edit) room() place {
	if n := len(e.free); n > 0 {
		at := e.free[n-1]
		e.free = e.free[:n-1]
		return at
	}
	n := max(0, e.blocks-1)
	b := e.open(n)
	if len(b.ids) == BlockRows {
		n++
		b = e.open(n)
	}
	b.ids = append(b.ids, picture.ID{})
	b.packed = append(b.packed, make([]byte, 2*e.set.dim)...)
	return place{n, len(b.ids) - 1}
}

func (e *edit) drop(p picture.ID) {
	at, known := e.set.index[p]
	if !known {
		return
	}
	e.open(at.block).ids[at.row] = picture.ID{}
	e.dropped[p] = at
	e.free = append(e.free, at)
}

// commit takes the changes over into the set. An edit either puts or drops.
func (e *edit) commit() {
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
