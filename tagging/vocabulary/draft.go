package vocabulary

import (
	"fmt"
	"slices"
	"strings"

	"catchlight/library/keywords"
)

// Draft is the text of a vocabulary with what it says, for edits in a window. An edit changes the
// lines that it is about, as somebody with a text editor would: comments, empty lines, the order
// and the indentation of all others stay as they are. Immutable: an edit returns another draft.
type Draft struct {
	Vocabulary *Vocabulary

	lines   []string // without their ends
	origins []origin // what each line was read as
	mark    bool     // the file begins with a byte order mark
	ends    string   // of its lines
}

// Moves says where each tag of a draft stands after an edit; −1: nowhere.
type Moves []int

// origin is what a line was read as, and the tag that it names or belongs to.
type origin struct {
	kind lineKind
	tag  int // −1 for none
}

type lineKind uint8

const (
	lineRemark lineKind = iota // a comment, an empty line, or nothing that has a meaning
	lineTag
	lineBraces
)

// NewDraft reads the text of a vocabulary as Parse does. A table, and a list that says the same tag
// twice or several in a line, is put into our own form, where each tag has its line; all comments
// stay. Errors are Parse's. Pure.
func NewDraft(name string, data []byte) (*Draft, error) {
	text, _, err := decodeText(name, data)
	if err != nil {
		return nil, err
	}
	first, _, _ := strings.Cut(text, "\n")
	d, err := readDraft(name, text)
	if err != nil || !d.isPlain() || isHeading(first) {
		return draftOf(name, data)
	}
	d.mark = strings.HasPrefix(string(data), byteOrderMark)
	if crlf := strings.Count(string(data), "\r\n"); crlf > 0 && crlf == strings.Count(string(data), "\n") {
		d.ends = "\r\n"
	}
	return d, nil
}

// draftOf puts a list into our own form.
func draftOf(name string, data []byte) (*Draft, error) {
	v, err := Parse(name, data)
	if err != nil {
		return nil, err
	}
	return v.Draft()
}

// Draft is the vocabulary as a text in our own form. Pure.
func (v *Vocabulary) Draft() (*Draft, error) { return readDraft(v.Name, v.Text(Own)) }

// readDraft reads a list line by line, and notes what became of each.
func readDraft(name, text string) (*Draft, error) {
	p := newParser(name, nil)
	p.indents = indentsOf(text)
	d := &Draft{ends: "\n"}
	for line := range strings.Lines(text) {
		line = strings.TrimRight(line, "\n")
		p.number++
		p.origin = origin{tag: -1}
		if err := p.line(line); err != nil {
			return nil, err
		}
		d.lines, d.origins = append(d.lines, line), append(d.origins, p.origin)
	}
	v, err := p.vocabulary()
	d.Vocabulary = v
	return d, err
}

// isPlain reports whether each tag has one line to itself.
func (d *Draft) isPlain() bool {
	n := 0
	for _, o := range d.origins {
		if o.kind == lineTag {
			n++
		}
	}
	return n == len(d.Vocabulary.Tags) && !slices.ContainsFunc(d.origins, func(o origin) bool { return o.kind == lineTag && o.tag < 0 })
}

// Text is the draft as it is stored. Pure.
func (d *Draft) Text() string {
	var text strings.Builder
	if d.mark {
		text.WriteString(byteOrderMark)
	}
	for _, line := range d.lines {
		text.WriteString(line + d.ends)
	}
	return text.String()
}

// lineOf is the line that names a tag.
func (d *Draft) lineOf(tag int) int {
	return slices.Index(d.origins, origin{lineTag, tag})
}

// blockOf are the lines of a tag and all below it. Remarks behind them belong to what follows.
func (d *Draft) blockOf(tag int) (from, to int) {
	from = d.lineOf(tag)
	for to = len(d.origins); to > from+1; to-- {
		if o := d.origins[to-1]; o.kind != lineRemark && d.Vocabulary.IsBelow(o.tag, tag) {
			break
		}
	}
	return from, to
}

// indentOf is what stands before the name in a line.
func indentOf(line string) string {
	return line[:len(line)-len(strings.TrimLeftFunc(line, func(r rune) bool { return isSpace(r) || r == '\t' }))]
}

// indentBelow is the indentation of what stands right below a tag, −1 for the top.
func (d *Draft) indentBelow(parent int) string {
	for line, o := range d.origins {
		if o.kind == lineTag && d.Vocabulary.Tags[o.tag].Parent == parent {
			return indentOf(d.lines[line])
		}
	}
	if parent < 0 {
		return ""
	}
	step := "\t"
	if in := indentsOf(strings.Join(d.lines, "\n")); in.notes != nil {
		step = strings.Repeat(" ", in.level)
	}
	return indentOf(d.lines[d.lineOf(parent)]) + step
}

// with reads the draft anew with other lines. became gives the new path of a tag, step by step, nil
// where it is gone; whoever edits knows it, and where the text does not say the same, the edit did
// not do what it should and there is no such draft.
func (d *Draft) with(lines []string, became func(tag int) []string) (*Draft, Moves, error) {
	after, err := readDraft(d.Vocabulary.Name, strings.Join(lines, "\n")+"\n")
	if err != nil {
		return nil, nil, err
	}
	after.mark, after.ends = d.mark, d.ends
	places := map[place]int{}
	for i, t := range after.Vocabulary.Tags {
		places[place{t.Parent, t.Name}] = i
	}
	moves := make(Moves, len(d.Vocabulary.Tags))
	for tag := range moves {
		at := -1
		for _, step := range became(tag) {
			var ok bool
			if at, ok = places[place{at, step}]; !ok {
				return nil, nil, fmt.Errorf("%w: %q", errOtherwise, strings.Join(became(tag), "|"))
			}
		}
		moves[tag] = at
	}
	return after, moves, nil
}

// edit makes an edit on the lines as they stand, or else, where their indentation does not bear it,
// on our own form.
func (d *Draft) edit(change func(*Draft) (*Draft, Moves, error)) (*Draft, Moves, error) {
	after, moves, err := change(d)
	if err == nil || !isOtherwise(err) {
		return after, moves, err
	}
	own, err := d.Vocabulary.Draft() // of tags in the same order: each stands before its children here, too
	if err != nil {
		return nil, nil, err
	}
	return change(own)
}

// steps is the path of a tag from the top, with categories.
func (d *Draft) steps(tag int) []string { return strings.Split(d.Vocabulary.fullPath(tag), "|") }

// newName is a name as a tag can have it, below a parent, beside all there but one (−1: beside
// all).
func (d *Draft) newName(name string, parent, but int) (string, error) {
	given := name
	name = cleanName(strings.NewReplacer("\n", " ", "\t", " ").Replace(name))
	switch {
	case keywords.Fold(name) == "":
		return "", fmt.Errorf("%q has no visible character: write a word", given)
	case strings.Contains(name, "|"):
		return "", fmt.Errorf("%q: a bar stands between levels: add the tags one by one", given)
	case len(name) > mostBytes:
		return "", fmt.Errorf("%.40q… is too long: shorten it", given)
	}
	for i, t := range d.Vocabulary.Tags {
		if i != but && t.Parent == parent && sameName(t.Name, name) {
			return "", fmt.Errorf("%w: %s", ErrClash, d.Vocabulary.Path(i))
		}
	}
	return name, nil
}

// lineFor is the line of a tag.
func lineFor(t Tag, indent string) string {
	if t.Unsaid {
		return indent + "[" + t.Name + "]"
	}
	return indent + escaped(t.Name, hasSign)
}
