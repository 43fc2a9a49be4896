package vocabularies

import (
	"slices"
	"strings"

	"catchlight/library/keywords"
	"catchlight/tagging/vocabulary"
	"catchlight/ui/kit"
)

// outline is the tree of a vocabulary as rows: which tags show, which are open, which one is
// current. It draws nothing.
type outline struct {
	vocabulary *vocabulary.Vocabulary
	words      *vocabulary.Vocabulary // the same in the language that tags are in: found by those names, too
	below      map[int][]int
	closed     map[string]bool // by path: tags begin open
	find       string          // shows what has these letters in a name, with what stands above it
	rows       []row
	current    int // a tag, −1 for none
}

// row is a tag that shows.
type row struct {
	tag, level int
	expand     kit.Expand
}

func newOutline() *outline { return &outline{closed: map[string]bool{}, current: -1} }

// show shows another vocabulary, or the same one after an edit; moves says where its tags are now,
// nil: by their paths.
func (o *outline) show(v *vocabulary.Vocabulary, moves vocabulary.Moves) {
	before, at := o.vocabulary, o.current
	o.vocabulary, o.current, o.below = v, -1, map[int][]int{}
	for i, t := range v.Tags {
		o.below[t.Parent] = append(o.below[t.Parent], i)
	}
	switch {
	case at >= 0 && moves != nil:
		o.current = moves[at]
	case at >= 0 && before != nil:
		o.current = again(v, before, at)
	}
	o.lay()
}

// again is where a tag is in a list that was read anew: by its path, its name, or what stood above
// it; −1 for nowhere.
func again(v, before *vocabulary.Vocabulary, tag int) int {
	for ; tag >= 0; tag = before.Tags[tag].Parent {
		if at := pathIn(v, before.Path(tag)); at >= 0 {
			return at
		}
		if at, ok := v.Find(before.Tags[tag].Name); ok {
			return at
		}
	}
	return -1
}

// pathIn is the tag of a path, −1 where there is none.
func pathIn(v *vocabulary.Vocabulary, path string) int {
	for i := range v.Tags {
		if v.Path(i) == path {
			return i
		}
	}
	return -1
}

// pathOf is the path of a tag as it is read.
func pathOf(v *vocabulary.Vocabulary, tag int) string {
	return strings.ReplaceAll(v.Path(tag), "|", " › ")
}

// lay lists the rows anew.
func (o *outline) lay() {
	o.rows = o.rows[:0]
	if o.vocabulary == nil {
		return
	}
	shown := o.found()
	o.rowsBelow(-1, 0, shown)
}

// found are the tags that match what is looked for, and those above them; nil where nothing is
// looked for.
func (o *outline) found() map[int]bool {
	want := keywords.Fold(o.find)
	if want == "" {
		return nil
	}
	shown := map[int]bool{}
	for i := range o.vocabulary.Tags {
		if !o.matches(i, want) {
			continue
		}
		for up := i; up >= 0; up = o.vocabulary.Tags[up].Parent {
			shown[up] = true
		}
	}
	return shown
}

// matches reports whether a tag has letters, folded, in a name.
func (o *outline) matches(tag int, letters string) bool {
	t := o.vocabulary.Tags[tag]
	in := func(name string) bool { return strings.Contains(keywords.Fold(name), letters) }
	return in(t.Name) || slices.ContainsFunc(t.Synonyms, in) || o.words != nil && in(o.words.Tags[tag].Name)
}

// first is the first tag that matches what is looked for, where the current one does not; else −1.
func (o *outline) first() int {
	want := keywords.Fold(o.find)
	if want == "" || o.current >= 0 && o.matches(o.current, want) {
		return -1
	}
	for _, r := range o.rows {
		if o.matches(r.tag, want) {
			return r.tag
		}
	}
	return -1
}

func (o *outline) rowsBelow(parent, level int, shown map[int]bool) {
	for _, i := range o.below[parent] {
		if shown != nil && !shown[i] {
			continue
		}
		open := shown != nil || !o.closed[o.vocabulary.Path(i)]
		o.rows = append(o.rows, row{i, level, kit.ExpandIf(len(o.below[i]) > 0, open)})
		if open {
			o.rowsBelow(i, level+1, shown)
		}
	}
}

// at is the row of the current tag, −1 where it does not show.
func (o *outline) at() int {
	for i, r := range o.rows {
		if r.tag == o.current {
			return i
		}
	}
	return -1
}

// step goes by rows, and stays inside.
func (o *outline) step(by int) {
	if len(o.rows) > 0 {
		o.current = o.rows[min(max(o.at()+by, 0), len(o.rows)-1)].tag
	}
}

// fold closes the current tag or opens it; a closed one goes to the tag above.
func (o *outline) fold(open bool) {
	if o.current < 0 {
		return
	}
	path := o.vocabulary.Path(o.current)
	switch leaf := len(o.below[o.current]) == 0; {
	case open:
		delete(o.closed, path)
	case leaf || o.closed[path]:
		if up := o.vocabulary.Tags[o.current].Parent; up >= 0 {
			o.current = up
		}
	default:
		o.closed[path] = true
	}
	o.lay()
}

// reveal makes a tag current and opens what stands above it.
func (o *outline) reveal(tag int) {
	o.current = tag
	for up := o.vocabulary.Tags[tag].Parent; up >= 0; up = o.vocabulary.Tags[up].Parent {
		delete(o.closed, o.vocabulary.Path(up))
	}
	o.lay()
}

// neighbours are the brothers right before and right behind a tag, −1 for none.
func (o *outline) neighbours(tag int) (before, behind int) {
	before, behind = -1, -1
	brothers := o.below[o.vocabulary.Tags[tag].Parent]
	for n, i := range brothers {
		if i != tag {
			continue
		}
		if n > 0 {
			before = brothers[n-1]
		}
		if n+1 < len(brothers) {
			behind = brothers[n+1]
		}
	}
	return before, behind
}

// levels is how deep the vocabulary goes.
func (o *outline) levels() int {
	most := 0
	for i := range o.vocabulary.Tags {
		level := 0
		for up := i; up >= 0; up = o.vocabulary.Tags[up].Parent {
			level++
		}
		most = max(most, level)
	}
	return most
}
