package grid

import (
	"iter"
	"slices"
)

// Selection is which of n cells are selected, which one is current, and where
// a range began: pure index logic, without any drawing. Make it with
// newSelection. Not for concurrent use.
//
// The rules are those of file managers: a click selects one cell and makes it
// the start of ranges; toggle adds or takes one and starts ranges there;
// extend replaces the selection by the range from the start.
type Selection struct {
	n       int
	current int // -1: none
	anchor  int // start of a range, -1: none
	count   int // of the selected
	chosen  []bool
	span    span // that the selected are in, so that few are found among many
}

// span is a run of cells, from the first to before the end.
type span struct{ from, end int }

// Move is a step of the current cell, as a key asks for it.
type Move uint8

// The moves of the keyboard.
const (
	Left Move = iota
	Right
	Up
	Down
	Home
	End
	PageUp
	PageDown
)

// newSelection returns an empty selection over n cells.
func newSelection(n int) *Selection {
	return &Selection{n: max(n, 0), current: -1, anchor: -1, chosen: make([]bool, max(n, 0))}
}

// Len is the number of cells that the selection is over.
func (s *Selection) Len() int { return s.n }

// Current is the current cell, -1 when there is none.
func (s *Selection) Current() int { return s.current }

// Count is the number of selected cells.
func (s *Selection) Count() int { return s.count }

// Has reports whether cell i is selected.
func (s *Selection) Has(i int) bool { return s.valid(i) && s.chosen[i] }

// Each goes through the selected cells in ascending order.
func (s *Selection) Each() iter.Seq[int] {
	return func(yield func(int) bool) {
		for i := s.span.from; i < s.span.end; i++ {
			if s.chosen[i] && !yield(i) {
				return
			}
		}
	}
}

// Indices are the selected cells in ascending order, in a slice of their own.
func (s *Selection) Indices() []int {
	return slices.AppendSeq(make([]int, 0, s.count), s.Each())
}

// mark selects cell i or takes it out.
func (s *Selection) mark(i int, on bool) {
	if s.valid(i) && s.chosen[i] != on {
		s.chosen[i] = on
		if !on {
			s.count--
			return
		}
		if s.count == 0 {
			s.span = span{i, i}
		}
		s.count++
		s.span = span{min(s.span.from, i), max(s.span.end, i+1)}
	}
}

// empty takes all cells out.
func (s *Selection) empty() {
	clear(s.chosen[s.span.from:s.span.end])
	s.count, s.span = 0, span{}
}

// setLen says how many cells there are now. Cells beyond the end leave the
// selection; a current cell beyond it moves to the last one.
func (s *Selection) setLen(n int) {
	n = max(n, 0)
	for i := n; i < s.n; i++ {
		s.mark(i, false)
	}
	s.chosen = append(s.chosen[:min(n, s.n)], make([]bool, max(n-s.n, 0))...)
	s.n, s.span = n, span{min(s.span.from, n), min(s.span.end, n)}
	s.current = min(s.current, s.n-1)
	s.anchor = min(s.anchor, s.n-1)
}

// Click selects cell i alone and makes it current.
func (s *Selection) Click(i int) {
	if !s.valid(i) {
		return
	}
	s.empty()
	s.mark(i, true)
	s.current, s.anchor = i, i
}

// toggle adds cell i to the selection or takes it away, and makes it current.
func (s *Selection) toggle(i int) {
	if !s.valid(i) {
		return
	}
	s.mark(i, !s.Has(i))
	s.current, s.anchor = i, i
}

// extend selects the range from where the last click or toggle was to cell i,
// and nothing else, and makes i current.
func (s *Selection) extend(i int) {
	if s.valid(i) {
		s.empty()
		s.extendBeside(i)
	}
}

// extendBeside is extend beside what is selected already.
func (s *Selection) extendBeside(i int) {
	if !s.valid(i) {
		return
	}
	if s.anchor < 0 {
		s.anchor = max(s.current, 0)
	}
	for j := min(s.anchor, i); j <= max(s.anchor, i); j++ {
		s.mark(j, true)
	}
	s.current = i
}

// Move takes the current cell one step, in a grid of columns columns that shows
// rows whole rows, and selects it alone or, with extend, the range to it. With
// nothing current every move goes to the first cell, End to the last.
func (s *Selection) Move(m Move, columns, rows int, extend bool) {
	if s.n == 0 {
		return
	}
	to := s.target(m, max(columns, 1), max(rows, 1))
	if extend {
		s.extend(to)
	} else {
		s.Click(to)
	}
}

// target is the cell that a move leads to. A move up or down that would leave
// the grid stays, except that Down from the row before a short last row goes
// to the last cell.
func (s *Selection) target(m Move, columns, rows int) int {
	switch {
	case m == End:
		return s.n - 1
	case m == Home || s.current < 0:
		return 0
	}
	step := map[Move]int{Left: -1, Right: 1, Up: -columns, Down: columns, PageUp: -rows * columns, PageDown: rows * columns}[m]
	to := s.current + step
	if to >= 0 && to < s.n {
		return to
	}
	return s.edge(m, columns)
}

// edge is where a move that leads out of the grid ends: in the same column of
// the first or last row, or where it is.
func (s *Selection) edge(m Move, columns int) int {
	column, lastRow := s.current%columns, (s.n-1)/columns
	switch m {
	case PageUp:
		return column
	case Down, PageDown:
		if s.current/columns == lastRow {
			return s.current
		}
		return min(lastRow*columns+column, s.n-1)
	}
	return s.current
}

// All selects every cell; the current one stays, or is the first.
func (s *Selection) All() {
	for i := range s.n {
		s.mark(i, true)
	}
	s.current = min(max(s.current, 0), s.n-1)
}

// None empties the selection; the current cell stays, so the keyboard keeps
// its place.
func (s *Selection) None() {
	s.empty()
	s.anchor = s.current
}

// Set selects just the given cells and makes current the current one (-1:
// none). Indices out of range are left out. It serves a scope whose cells have
// moved.
func (s *Selection) Set(indices []int, current int) {
	s.empty()
	for _, i := range indices {
		s.mark(i, true)
	}
	s.current = -1
	if s.valid(current) {
		s.current = current
	}
	s.anchor = s.current
}

// valid reports whether i is the index of a cell.
func (s *Selection) valid(i int) bool { return i >= 0 && i < s.n }
