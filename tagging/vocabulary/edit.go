package vocabulary

import (
	"fmt"
	"slices"
	"strings"

	"catchlight/library/keywords"
)

// Add puts a new tag below a parent (−1: at the top), behind one of its children; −1: as the last.
// Its index is returned, too. ErrClash where the parent has one of that name. Pure.
func (d *Draft) Add(parent, behind int, name string) (after *Draft, moves Moves, tag int, err error) {
	if name, err = d.newName(name, parent, -1); err != nil {
		return nil, nil, -1, err
	}
	after, moves, err = d.edit(func(d *Draft) (*Draft, Moves, error) {
		line := lineFor(Tag{Name: name}, d.indentBelow(parent))
		return d.with(slices.Insert(slices.Clone(d.lines), d.lineBehind(parent, behind), line), d.steps)
	})
	if err != nil {
		return nil, nil, -1, err
	}
	if parent >= 0 {
		parent = moves[parent]
	}
	for i, t := range after.Vocabulary.Tags {
		if t.Parent == parent && t.Name == name {
			return after, moves, i, nil
		}
	}
	return nil, nil, -1, fmt.Errorf("%w: %q", errOtherwise, name)
}

// lineBehind is where a line goes that shall stand below a parent and behind a child of it, −1: as
// the last.
func (d *Draft) lineBehind(parent, behind int) int {
	for _, tag := range []int{behind, parent} {
		if tag >= 0 {
			_, line := d.blockOf(tag)
			return line
		}
	}
	for line := len(d.lines); line > 0; line-- {
		if d.origins[line-1].kind != lineRemark {
			return line
		}
	}
	return len(d.lines)
}

// Rename gives a tag another name; the old one becomes a synonym, so that what was decided and
// written under it goes on to count. ErrClash where its parent has another tag of that name. Pure.
func (d *Draft) Rename(tag int, name string) (*Draft, Moves, error) {
	t := d.Vocabulary.Tags[tag]
	name, err := d.newName(name, t.Parent, tag)
	if err != nil {
		return nil, nil, err
	}
	if name == t.Name {
		return d, d.Unmoved(), nil
	}
	old := t.Name
	t.Name = name
	t.Synonyms = without(t.Synonyms, name)
	if !sameName(old, name) && !containsName(t.Synonyms, old) {
		t.Synonyms = append(t.Synonyms, old)
	}
	return d.Set(tag, t)
}

// Without is the tag without one of its other names. Pure.
func (t Tag) Without(name string) Tag {
	t.Synonyms = without(t.Synonyms, name)
	return t
}

// without are the names that are not one.
func without(names []string, name string) []string {
	return slices.DeleteFunc(slices.Clone(names), func(other string) bool { return sameName(other, name) })
}

// Unmoved is where the tags are before any edit.
func (d *Draft) Unmoved() Moves { return d.Vocabulary.unmoved() }

func (v *Vocabulary) unmoved() Moves {
	moves := make(Moves, len(v.Tags))
	for i := range moves {
		moves[i] = i
	}
	return moves
}

// Set makes a tag what t says, but for its parent: its name, synonyms, prompts and marks. Unlike
// Rename it keeps no old name. Lines that say already what is wanted stay. ErrClash as in Rename.
// Pure.
func (d *Draft) Set(tag int, t Tag) (*Draft, Moves, error) {
	name, err := d.newName(t.Name, d.Vocabulary.Tags[tag].Parent, tag)
	if err != nil {
		return nil, nil, err
	}
	t.Name, t.Synonyms, t.Prompts = name, cleanNames(t.Synonyms), cleanNames(t.Prompts)
	t.Heading = t.Heading || t.Unsaid
	return d.edit(func(d *Draft) (*Draft, Moves, error) {
		lines, at := slices.Clone(d.lines), d.lineOf(tag)
		if old := d.Vocabulary.Tags[tag]; old.Name != t.Name || old.Unsaid != t.Unsaid {
			lines[at] = lineFor(t, indentOf(lines[at]))
		}
		return d.with(d.withBraces(lines, tag, bracesOf(t)), d.renamed(tag, t.Name))
	})
}

// renamed gives the paths of all tags with another name for one.
func (d *Draft) renamed(tag int, name string) func(int) []string {
	level := len(d.steps(tag)) - 1
	return func(i int) []string {
		steps := d.steps(i)
		if d.Vocabulary.IsBelow(i, tag) {
			steps[level] = name
		}
		return steps
	}
}

// cleanNames are the texts that say something, in one line and once each.
func cleanNames(texts []string) []string {
	var clean []string
	for _, text := range texts {
		text = keywords.Clean(oneLine.Replace(text))
		if keywords.Fold(text) != "" && !slices.Contains(clean, text) {
			clean = append(clean, text)
		}
	}
	return clean
}

// withBraces makes the lines in braces of a tag those that are wanted: what is there already stays
// where it is, a changed one takes the place of the one that it changes, new ones follow.
func (d *Draft) withBraces(lines []string, tag int, wanted []string) []string {
	last := d.lineOf(tag)
	var gone []int
	for line, o := range d.origins {
		if o != (origin{lineBraces, tag}) {
			continue
		}
		last = max(last, line)
		if i := slices.IndexFunc(wanted, func(w string) bool { return sameBraces(w, lines[line]) }); i >= 0 {
			wanted = slices.Delete(slices.Clone(wanted), i, i+1)
		} else {
			gone = append(gone, line)
		}
	}
	for _, line := range slices.Clone(gone) {
		alike := func(w string) bool { return braceKind(w) == braceKind(lines[line]) }
		if i := slices.IndexFunc(wanted, alike); i >= 0 {
			lines[line] = indentOf(lines[line]) + wanted[i]
			wanted = slices.Delete(wanted, i, i+1)
			gone = slices.DeleteFunc(gone, func(g int) bool { return g == line })
		}
	}
	for i, text := range wanted {
		wanted[i] = d.braceIndent(tag) + text
	}
	lines = slices.Insert(lines, last+1, wanted...)
	for _, line := range slices.Backward(gone) {
		lines = slices.Delete(lines, line, line+1)
	}
	return lines
}

// braceIndent is the indentation of a line in braces that belongs to a tag.
func (d *Draft) braceIndent(tag int) string {
	if line := slices.Index(d.origins, origin{lineBraces, tag}); line >= 0 {
		return indentOf(d.lines[line])
	}
	return d.indentBelow(tag)
}

// sameBraces reports whether two lines in braces say the same, whatever their spaces.
func sameBraces(a, b string) bool { return braceKind(a) == braceKind(b) && inBraces(a) == inBraces(b) }

// inBraces is what a line in braces says, without the sign of a prompt or a language.
func inBraces(line string) string {
	text := strings.TrimSpace(line)
	text = text[1 : len(text)-1]
	if _, name, named := inLanguage(text); named {
		return name
	}
	return keywords.Clean(strings.TrimPrefix(text, promptSign))
}

// braceKind is what a line in braces says, by the part of it that makes it so: "de=" for a name in
// a language, the first character of another sign, "" for a synonym.
func braceKind(line string) string {
	text := strings.TrimSpace(line)
	text = text[1 : len(text)-1]
	language, _, named := inLanguage(text)
	switch {
	case named:
		return language + promptSign
	case hasBraceSign(text):
		return text[:1]
	}
	return ""
}

// Move puts a tag, with all below it, under another parent (−1: to the top) and behind a child of
// that; −1: as the last. ErrClash where the parent has another tag of that name, ErrLoop where it
// stands below the tag. Pure.
func (d *Draft) Move(tag, parent, behind int) (*Draft, Moves, error) {
	if d.Vocabulary.IsBelow(parent, tag) {
		return nil, nil, fmt.Errorf("%w: %s", ErrLoop, d.Vocabulary.Tags[tag].Name)
	}
	if _, err := d.newName(d.Vocabulary.Tags[tag].Name, parent, tag); err != nil {
		return nil, nil, err
	}
	if behind == tag {
		return d, d.Unmoved(), nil
	}
	return d.edit(func(d *Draft) (*Draft, Moves, error) {
		from, to := d.blockOf(tag)
		at := d.lineBehind(parent, behind)
		old, indent := indentOf(d.lines[from]), d.indentBelow(parent)
		var block []string
		for _, line := range d.lines[from:to] {
			if rest, ok := strings.CutPrefix(line, old); ok && rest != "" {
				line = indent + rest
			}
			block = append(block, line)
		}
		if at >= to {
			at -= to - from
		} else if at > from {
			at = from
		}
		lines := slices.Insert(slices.Delete(slices.Clone(d.lines), from, to), at, block...)
		return d.with(lines, d.moved(tag, parent))
	})
}

// MoveFirst puts a tag before all other children of its parent. Pure.
func (d *Draft) MoveFirst(tag int) (*Draft, Moves, error) {
	return d.edit(func(d *Draft) (*Draft, Moves, error) {
		from, to := d.blockOf(tag)
		first := slices.IndexFunc(d.origins, func(o origin) bool {
			return o.kind == lineTag && d.Vocabulary.Tags[o.tag].Parent == d.Vocabulary.Tags[tag].Parent
		})
		block := slices.Clone(d.lines[from:to])
		return d.with(slices.Insert(slices.Delete(slices.Clone(d.lines), from, to), first, block...), d.steps)
	})
}

// moved gives the paths of all tags where one stands below another parent.
func (d *Draft) moved(tag, parent int) func(int) []string {
	level := len(d.steps(tag)) - 1
	var above []string
	if parent >= 0 {
		above = d.steps(parent)
	}
	return func(i int) []string {
		if !d.Vocabulary.IsBelow(i, tag) {
			return d.steps(i)
		}
		return slices.Concat(above, d.steps(i)[level:])
	}
}

// Merge makes one tag of two: into gets the names of tag as synonyms, its prompts where it has
// none, and its children, those of one name united. Where into stands below tag, it comes up to the
// place of that. ErrLoop where they are the same, ErrClash where another tag at that place has the
// name, ErrKinds where one is a heading and the other is not. Pure.
func (d *Draft) Merge(tag, into int) (*Draft, Moves, error) {
	v := d.Vocabulary
	from, to := v.Tags[tag], v.Tags[into]
	switch {
	case tag == into:
		return nil, nil, fmt.Errorf("%w: %s", ErrLoop, from.Name)
	case v.IsBelow(into, tag):
		return d.mergeUp(into, tag)
	case from.Heading != to.Heading || from.Unsaid != to.Unsaid:
		return nil, nil, fmt.Errorf("%w: %s, %s", ErrKinds, v.Path(tag), v.Path(into))
	}
	after, moves, err := d.takeChildren(tag, into)
	if err != nil {
		return nil, nil, err
	}
	t := after.Vocabulary.Tags[moves[into]]
	t.takeWords(from)
	t.OneOf = t.OneOf || from.OneOf
	after, moves, err = then(after, moves, func(d *Draft) (*Draft, Moves, error) { return d.Set(moves[into], t) })
	if err != nil {
		return nil, nil, err
	}
	united := moves
	after, moves, err = then(after, moves, func(d *Draft) (*Draft, Moves, error) { return d.Delete(united[tag]) })
	for i := range moves { // also a child that had its name
		if united[i] == united[tag] {
			moves[i] = moves[into]
		}
	}
	return after, moves, err
}

// mergeUp makes one tag of two of which one stands below the other: at the place of the upper one,
// with the name of the lower one and what else is its own.
func (d *Draft) mergeUp(lower, upper int) (*Draft, Moves, error) {
	name, prompts := d.Vocabulary.Tags[lower].Name, d.Vocabulary.Tags[lower].Prompts
	after, moves, err := d.Merge(lower, upper)
	if err != nil {
		return nil, nil, err
	}
	after, moves, err = then(after, moves, func(d *Draft) (*Draft, Moves, error) { return d.Rename(moves[upper], name) })
	if err != nil || len(prompts) == 0 {
		return after, moves, err
	}
	t := after.Vocabulary.Tags[moves[upper]]
	t.Prompts = prompts
	return then(after, moves, func(d *Draft) (*Draft, Moves, error) { return d.Set(moves[upper], t) })
}

// takeChildren gives the children of a tag to another one.
func (d *Draft) takeChildren(tag, into int) (after *Draft, moves Moves, err error) {
	after, moves = d, d.Unmoved()
	for _, child := range d.Vocabulary.Children()[tag] {
		if child == into || err != nil {
			continue
		}
		name, to := d.Vocabulary.Tags[child].Name, moves[into]
		at := moves[child]
		twin := slices.IndexFunc(after.Vocabulary.Tags, func(t Tag) bool { return t.Parent == to && sameName(t.Name, name) })
		after, moves, err = then(after, moves, func(d *Draft) (*Draft, Moves, error) {
			if twin >= 0 {
				return d.Merge(at, twin)
			}
			return d.Move(at, to, -1)
		})
	}
	return after, moves, err
}

// then makes one more edit, and says where the tags are after both.
func then(d *Draft, before Moves, edit func(*Draft) (*Draft, Moves, error)) (*Draft, Moves, error) {
	after, moves, err := edit(d)
	if err != nil {
		return nil, nil, err
	}
	return after, before.Then(moves), nil
}

// Then is where the tags are after one more edit.
func (m Moves) Then(next Moves) Moves {
	both := slices.Clone(m)
	for i, at := range m {
		if at >= 0 {
			both[i] = next[at]
		}
	}
	return both
}

// Delete takes a tag, with all below it, out of the list. ErrEmpty where no tag is left. Pure.
func (d *Draft) Delete(tag int) (*Draft, Moves, error) {
	return d.edit(func(d *Draft) (*Draft, Moves, error) {
		from, to := d.blockOf(tag)
		var lines []string
		for i, line := range d.lines {
			if remark := d.origins[i].kind == lineRemark; i < from || i >= to || remark && strings.TrimSpace(line) != "" {
				lines = append(lines, line)
			}
		}
		return d.with(lines, func(i int) []string {
			if d.Vocabulary.IsBelow(i, tag) {
				return nil
			}
			return d.steps(i)
		})
	})
}
