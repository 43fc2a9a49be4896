package vocabulary

import (
	"slices"

	"catchlight/library/keywords"
)

// Renaming is a tag of one text of a list that is likely one of another text, under a new name:
// their indices.
type Renaming struct{ From, To int }

// Became says where the tags of v stand in another text of the same list: at their place, under
// their name or as the other name of what stands there now, else wherever the only tag of after is
// that is called so. −1: nowhere. Pure.
func (v *Vocabulary) Became(after *Vocabulary) Moves {
	there, mine := callsOf(after), callsOf(v)
	moves := make(Moves, len(v.Tags))
	for i, t := range v.Tags {
		moves[i] = there.only(mine, t.Name)
		parent, placed := v.placeIn(i, moves)
		if !placed {
			continue
		}
		if at, ok := there.at(parent, t); ok {
			moves[i] = at
		}
	}
	return moves
}

// placeIn is the parent that a tag has in another text, by where those above it are; false where
// that is gone.
func (v *Vocabulary) placeIn(tag int, moves Moves) (parent int, placed bool) {
	if parent = v.Tags[tag].Parent; parent < 0 {
		return -1, true
	}
	return moves[parent], moves[parent] >= 0
}

// calls are the tags of a list by what they are called.
type calls struct {
	spelt, folded, others map[place]int
	anywhere              map[string][]int // by any name, folded
}

func callsOf(v *Vocabulary) calls {
	c := calls{spelt: map[place]int{}, folded: map[place]int{}, others: map[place]int{}, anywhere: map[string][]int{}}
	first := func(of map[place]int, at place, tag int) {
		if _, taken := of[at]; !taken {
			of[at] = tag
		}
	}
	for i, t := range v.Tags {
		first(c.spelt, place{t.Parent, t.Name}, i)
		first(c.folded, place{t.Parent, keywords.Fold(t.Name)}, i)
		for _, name := range append([]string{t.Name}, t.Synonyms...) {
			key := keywords.Fold(name)
			first(c.others, place{t.Parent, key}, i)
			if !slices.Contains(c.anywhere[key], i) {
				c.anywhere[key] = append(c.anywhere[key], i)
			}
		}
	}
	return c
}

// at is the tag at a place that one of another text is there.
func (c calls) at(parent int, t Tag) (tag int, ok bool) {
	if tag, ok = c.spelt[place{parent, t.Name}]; ok {
		return tag, true
	}
	for _, names := range []map[place]int{c.folded, c.others} {
		if tag, ok = names[place{parent, keywords.Fold(t.Name)}]; ok {
			return tag, true
		}
	}
	return -1, false
}

// only is the only tag that is called so, where it is so in another list, too; −1: there is none,
// or nobody knows which one.
func (c calls) only(other calls, name string) int {
	tags := c.anywhere[keywords.Fold(name)]
	if len(tags) != 1 || len(other.anywhere[keywords.Fold(name)]) != 1 {
		return -1
	}
	return tags[0]
}

// Renamings are the tags of v that look renamed in after, by where the others are: what is gone and
// what is new at a place, where they share another name, or where all that stood below the one
// stands below the other. Pure.
func (v *Vocabulary) Renamings(after *Vocabulary, moves Moves) []Renaming {
	r := newRenamings(v, after, moves)
	r.bySynonyms()
	r.byChildren()
	return r.inOrder()
}

// RenamingsOfEdit is Renamings for a text that somebody has edited: there it also counts that a new
// name stands in the line of the old one, among neighbours that are as they were. Pure.
func (v *Vocabulary) RenamingsOfEdit(after *Vocabulary, moves Moves) []Renaming {
	r := newRenamings(v, after, moves)
	r.bySynonyms()
	r.byChildren()
	r.byLines()
	return r.inOrder()
}

// renamings looks for tags that were renamed.
type renamings struct {
	v, after *Vocabulary
	below    map[int][]int // the children of a tag of v, −1: the top
	left     map[int][]int // those of a tag of after
	moves    Moves         // with those that were found
	from     map[int]int   // the tag of v that one of after is
	found    []Renaming
}

func newRenamings(v, after *Vocabulary, moves Moves) *renamings {
	r := &renamings{v: v, after: after, below: v.Children(), left: after.Children(), moves: slices.Clone(moves), from: map[int]int{}}
	for i, to := range moves {
		if to >= 0 {
			r.from[to] = i
		}
	}
	return r
}

func (r *renamings) inOrder() []Renaming {
	slices.SortFunc(r.found, func(a, b Renaming) int { return a.From - b.From })
	return r.found
}

// pair notes that a tag of v is one of after, unless one of them is another one already.
func (r *renamings) pair(gone, now int) {
	if r.moves[gone] < 0 && r.isNew(now) && r.v.Tags[gone].kind() == r.after.Tags[now].kind() {
		r.moves[gone], r.from[now] = now, gone
		r.found = append(r.found, Renaming{From: gone, To: now})
	}
}

func (r *renamings) isGone(tag int) bool { return r.moves[tag] < 0 }

func (r *renamings) isNew(tag int) bool {
	_, known := r.from[tag]
	return !known
}

// bySynonyms pairs tags at one place of which one has a name of the other as another name, or both
// have the same one.
func (r *renamings) bySynonyms() {
	called := callsOf(r.after)
	for i, t := range r.v.Tags {
		parent, placed := r.v.placeIn(i, r.moves)
		if !placed || !r.isGone(i) {
			continue
		}
		for _, name := range t.Synonyms {
			if at, ok := called.at(parent, Tag{Name: name}); ok {
				r.pair(i, at)
			}
		}
	}
}

// byChildren pairs tags at one place where all that stood below the one stands below the other, and
// nobody else could be meant.
func (r *renamings) byChildren() {
	named := r.newByChild()
	fits := map[int]int{} // tags of v that a new one could be
	var likely []Renaming
	for i := range r.v.Tags {
		parent, placed := r.v.placeIn(i, r.moves)
		if !placed || !r.isGone(i) || len(r.below[i]) == 0 {
			continue
		}
		var all []int
		for n, child := range r.below[i] {
			having := named[place{parent, keywords.Fold(r.v.Tags[child].Name)}]
			if n == 0 {
				all = slices.Clone(having)
			}
			all = slices.DeleteFunc(all, func(now int) bool { return !slices.Contains(having, now) })
		}
		for _, now := range all {
			fits[now]++
		}
		if len(all) == 1 {
			likely = append(likely, Renaming{From: i, To: all[0]})
		}
	}
	for _, one := range likely {
		if fits[one.To] == 1 {
			r.pair(one.From, one.To)
		}
	}
}

// newByChild are the new tags by their parent and the name of a child.
func (r *renamings) newByChild() map[place][]int {
	named := map[place][]int{}
	for i, t := range r.after.Tags {
		if !r.isNew(i) {
			continue
		}
		for _, child := range r.left[i] {
			at := place{t.Parent, keywords.Fold(r.after.Tags[child].Name)}
			named[at] = append(named[at], i)
		}
	}
	return named
}

// byLines pairs tags where as many are new as are gone between neighbours that are as they were.
// Where more of the list is gone than is left, no line tells anything.
func (r *renamings) byLines() {
	if 2*len(r.from) < len(r.v.Tags) {
		return
	}
	stays := func(tag int) int { return tag }
	now := runsOf(r.left, stays, r.isNew)
	for at, gone := range runsOf(r.below, func(tag int) int { return r.moves[tag] }, r.isGone) {
		if len(gone) == len(now[at]) {
			for n := range gone {
				r.pair(gone[n], now[at][n])
			}
		}
	}
}

// gap is where tags stand that have no counterpart: below a tag, between two of its children that
// have one, by their indices in the text after the edit; −1: none.
type gap struct{ parent, before, behind int }

// runsOf are the tags without a counterpart, by where they stand. at says where the others are in
// the text after the edit; what stands below a tag that has none is left out.
func runsOf(below map[int][]int, at func(tag int) int, alone func(tag int) bool) map[gap][]int {
	runs := map[gap][]int{}
	for parent, children := range below {
		if parent >= 0 {
			if alone(parent) {
				continue
			}
			parent = at(parent)
		}
		before := -1
		var run []int
		for _, child := range children {
			if alone(child) {
				run = append(run, child)
				continue
			}
			runs[gap{parent, before, at(child)}] = run
			before, run = at(child), nil
		}
		runs[gap{parent, before, -1}] = run
	}
	return runs
}

// Renamed gives tags of the draft that were called otherwise in before their old names as other
// names, as Rename leaves them, and says where the tags are then. Pure.
func (d *Draft) Renamed(before *Vocabulary, list []Renaming) (after *Draft, moves Moves, err error) {
	after, moves = d, d.Unmoved()
	for _, one := range list {
		t, old := after.Vocabulary.Tags[moves[one.To]], before.Tags[one.From].Name
		if containsName(t.Synonyms, old) || sameName(t.Name, old) {
			continue
		}
		t.Synonyms = append(slices.Clone(t.Synonyms), old)
		after, moves, err = then(after, moves, func(d *Draft) (*Draft, Moves, error) { return d.Set(moves[one.To], t) })
		if err != nil {
			return nil, nil, err
		}
	}
	return after, moves, nil
}
