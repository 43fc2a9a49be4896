package grid

import (
	"slices"
	"testing"

	"pgregory.net/rapid"
)

func TestSelectionRules(t *testing.T) {
	for name, c := range map[string]struct {
		do      func(s *Selection)
		want    []int
		current int
	}{
		"nothing":               {func(*Selection) {}, nil, -1},
		"click":                 {func(s *Selection) { s.Click(3) }, []int{3}, 3},
		"click replaces":        {func(s *Selection) { s.Click(3); s.Click(5) }, []int{5}, 5},
		"click outside":         {func(s *Selection) { s.Click(3); s.Click(10); s.Click(-1) }, []int{3}, 3},
		"ctrl-click adds":       {func(s *Selection) { s.Click(3); s.toggle(5) }, []int{3, 5}, 5},
		"ctrl-click takes":      {func(s *Selection) { s.Click(3); s.toggle(5); s.toggle(3) }, []int{5}, 3},
		"shift-click":           {func(s *Selection) { s.Click(3); s.extend(6) }, []int{3, 4, 5, 6}, 6},
		"shift-click backwards": {func(s *Selection) { s.Click(3); s.extend(1) }, []int{1, 2, 3}, 1},
		"shift-click turns":     {func(s *Selection) { s.Click(3); s.extend(6); s.extend(2) }, []int{2, 3}, 2},
		"shift after ctrl":      {func(s *Selection) { s.Click(0); s.toggle(4); s.extend(5) }, []int{4, 5}, 5},
		"shift first of all":    {func(s *Selection) { s.extend(2) }, []int{0, 1, 2}, 2},
		"shift and ctrl":        {func(s *Selection) { s.Click(0); s.toggle(4); s.extendBeside(6) }, []int{0, 4, 5, 6}, 6},
		"all":                   {func(s *Selection) { s.Click(4); s.All() }, []int{0, 1, 2, 3, 4, 5, 6, 7, 8, 9}, 4},
		"none keeps current":    {func(s *Selection) { s.All(); s.Click(4); s.None() }, nil, 4},
		"set":                   {func(s *Selection) { s.Click(1); s.Set([]int{7, 2, 44, 2}, 7) }, []int{2, 7}, 7},
		"set without current":   {func(s *Selection) { s.Click(1); s.Set([]int{7}, 99) }, []int{7}, -1},
		"shorter":               {func(s *Selection) { s.Click(2); s.extend(8); s.setLen(4) }, []int{2, 3}, 3},
		"longer":                {func(s *Selection) { s.Click(9); s.setLen(20) }, []int{9}, 9},
		"emptied":               {func(s *Selection) { s.All(); s.setLen(0) }, nil, -1},
		"negative":              {func(s *Selection) { s.All(); s.setLen(-4) }, nil, -1},
	} {
		t.Run(name, func(t *testing.T) {
			s := newSelection(10)
			c.do(s)
			if got := s.Indices(); !slices.Equal(got, c.want) || s.Current() != c.current || s.Count() != len(c.want) {
				t.Errorf("selected %v (count %d), current %d; want %v, %d", got, s.Count(), s.Current(), c.want, c.current)
			}
		})
	}
}

func TestMoves(t *testing.T) {
	// 10 cells in rows of 4: 0–3, 4–7, 8–9; a page has 2 rows.
	for _, c := range []struct {
		from int
		move Move
		want int
	}{
		{-1, Right, 0},
		{-1, Left, 0},
		{-1, Down, 0},
		{-1, End, 9},
		{-1, Home, 0},
		{0, Left, 0},
		{0, Right, 1},
		{3, Right, 4},
		{4, Left, 3},
		{9, Right, 9},
		{1, Up, 1},
		{5, Up, 1},
		{5, Down, 9},
		{6, Down, 9},
		{8, Down, 8},
		{3, Down, 7},
		{7, Home, 0},
		{2, End, 9},
		{1, PageDown, 9},
		{2, PageDown, 9},
		{9, PageDown, 9},
		{9, PageUp, 1},
		{6, PageUp, 2},
		{0, PageUp, 0},
	} {
		s := newSelection(10)
		s.Click(c.from)
		s.Move(c.move, 4, 2, false)
		if s.Current() != c.want || s.Count() != 1 || !s.Has(c.want) {
			t.Errorf("move %d from %d: current %d of %v, want %d alone", c.move, c.from, s.Current(), s.Indices(), c.want)
		}
	}
}

func TestMoveExtends(t *testing.T) {
	s := newSelection(10)
	s.Click(5)
	s.Move(Down, 4, 2, true)
	s.Move(Left, 4, 2, true)
	if got := s.Indices(); !slices.Equal(got, []int{5, 6, 7, 8}) || s.Current() != 8 {
		t.Errorf("selected %v, current %d", got, s.Current())
	}
	s.Move(Up, 4, 2, true)
	if got := s.Indices(); !slices.Equal(got, []int{4, 5}) {
		t.Errorf("back over the start: %v", got)
	}
	empty := newSelection(0)
	empty.Move(Right, 4, 2, true)
	if empty.Current() != -1 || empty.Count() != 0 {
		t.Error("a move in an empty grid selects something")
	}
}

// model is the selection as a plain set, to check the real one against.
type model struct {
	n, current, anchor int
	set                map[int]bool
}

func (m *model) only(lo, hi int) {
	m.set = map[int]bool{}
	for i := min(lo, hi); i <= max(lo, hi); i++ {
		m.set[i] = true
	}
}

func TestSelectionAgainstModel(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.IntRange(1, 40).Draw(t, "n")
		s, m := newSelection(n), &model{n: n, current: -1, anchor: -1, set: map[int]bool{}}
		t.Repeat(map[string]func(*rapid.T){
			"click": func(t *rapid.T) {
				i := rapid.IntRange(0, m.n-1).Draw(t, "i")
				s.Click(i)
				m.only(i, i)
				m.current, m.anchor = i, i
			},
			"toggle": func(t *rapid.T) {
				i := rapid.IntRange(0, m.n-1).Draw(t, "i")
				s.toggle(i)
				if m.set[i] {
					delete(m.set, i)
				} else {
					m.set[i] = true
				}
				m.current, m.anchor = i, i
			},
			"extend": func(t *rapid.T) {
				i := rapid.IntRange(0, m.n-1).Draw(t, "i")
				s.extend(i)
				if m.anchor < 0 {
					m.anchor = max(m.current, 0)
				}
				m.only(m.anchor, i)
				m.current = i
			},
			"move": func(t *rapid.T) {
				move := Move(rapid.IntRange(int(Left), int(PageDown)).Draw(t, "move"))
				s.Move(move, rapid.IntRange(1, 7).Draw(t, "columns"), rapid.IntRange(1, 5).Draw(t, "rows"), false)
				m.only(s.Current(), s.Current())
				m.current, m.anchor = s.Current(), s.Current()
			},
			"all":  func(*rapid.T) { s.All(); m.only(0, m.n-1); m.current = max(m.current, 0) },
			"none": func(*rapid.T) { s.None(); m.set = map[int]bool{}; m.anchor = m.current },
			"length": func(t *rapid.T) {
				m.n = rapid.IntRange(1, 60).Draw(t, "n")
				s.setLen(m.n)
				for i := range m.set {
					if i >= m.n {
						delete(m.set, i)
					}
				}
				m.current, m.anchor = min(m.current, m.n-1), min(m.anchor, m.n-1)
			},
			"": func(t *rapid.T) {
				if s.Count() != len(m.set) || s.Current() != m.current || s.Len() != m.n {
					t.Fatalf("count %d, current %d, length %d; want %d, %d, %d", s.Count(), s.Current(), s.Len(), len(m.set), m.current, m.n)
				}
				for _, i := range s.Indices() {
					if !m.set[i] || !s.Has(i) {
						t.Fatalf("%d is selected", i)
					}
				}
			},
		})
	})
}
