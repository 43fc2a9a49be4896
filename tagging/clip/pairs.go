package clip

import "container/heap"

// ranked is what a pair of tokens becomes, and how early.
type ranked struct{ rank, id int64 }

// mergePairs joins neighbours until none merges: always the pair of the lowest rank, the leftmost
// of several. Its time grows with the number of tokens and little more, for a text may be as long
// as somebody likes.
func mergePairs(ids []int64, merges map[[2]int64]ranked) []int64 {
	m := &merging{ids: ids, merges: merges, next: make([]int, len(ids)), before: make([]int, len(ids))}
	for i := range ids {
		m.next[i], m.before[i] = i+1, i-1
	}
	for i := range ids {
		m.offer(i)
	}
	for len(m.queue) > 0 {
		m.join(heap.Pop(&m.queue).(pair))
	}
	var left []int64
	for i := 0; i < len(ids); i = m.next[i] {
		left = append(left, ids[i])
	}
	return left
}

// merging is a text under way: its tokens as a list, in which a joined token stands at its left
// part's place.
type merging struct {
	ids          []int64
	next, before []int
	merges       map[[2]int64]ranked
	queue        pairs
}

// pair is a place where two neighbours may be joined, as they were when it was noted.
type pair struct {
	at, right   int
	left, other int64
	ranked
}

// offer notes the pair that begins at a place, if it merges.
func (m *merging) offer(at int) {
	if at < 0 || m.next[at] >= len(m.ids) {
		return
	}
	right := m.next[at]
	if r, ok := m.merges[[2]int64{m.ids[at], m.ids[right]}]; ok {
		heap.Push(&m.queue, pair{at, right, m.ids[at], m.ids[right], r})
	}
}

// joined marks the place of a token that is part of the one before it.
const joined = -1

// join joins a pair, unless one of the two has become part of another meanwhile.
func (m *merging) join(p pair) {
	if m.ids[p.at] != p.left || m.next[p.at] != p.right || m.ids[p.right] != p.other {
		return
	}
	m.ids[p.at], m.ids[p.right] = p.id, joined
	m.next[p.at] = m.next[p.right]
	if m.next[p.at] < len(m.ids) {
		m.before[m.next[p.at]] = p.at
	}
	m.offer(m.before[p.at])
	m.offer(p.at)
}

// pairs are a heap: the lowest rank first, then the leftmost.
type pairs []pair

// Len implements heap.Interface.
func (p pairs) Len() int { return len(p) }

// Less implements heap.Interface.
func (p pairs) Less(i, j int) bool {
	if p[i].rank != p[j].rank {
		return p[i].rank < p[j].rank
	}
	return p[i].at < p[j].at
}

// Swap implements heap.Interface.
func (p pairs) Swap(i, j int) { p[i], p[j] = p[j], p[i] }

// Push implements heap.Interface.
func (p *pairs) Push(x any) { *p = append(*p, x.(pair)) }

// Pop implements heap.Interface.
func (p *pairs) Pop() any {
	last := (*p)[len(*p)-1]
	*p = (*p)[:len(*p)-1]
	return last
}
