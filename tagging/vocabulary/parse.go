package vocabulary

import (
	"fmt"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"catchlight/library/keywords"
	"catchlight/tagging/lexicon"
)

// The limits of a vocabulary, far above those of the largest lists on the market (some 20,000 tags,
// 12 levels).
const (
	mostTags   = 500_000
	mostNames  = 1_000_000 // synonyms and prompts
	mostLevels = 100
	mostBytes  = 1000 // of a name, a synonym or a prompt
)

// Parse reads a text of one tag a line, in the form that Lightroom, Bridge, Photo Mechanic,
// Controlled Vocabulary and darktable export:
//
//	# a comment          a space after the sign: #hashtag is a tag
//	animal
//		dog              a tab puts a tag under the one above; so do spaces, by as many as the list takes for a level
//			{hound}      braces: another name of the tag above
//			{= a dog}    and with a sign: what the model reads instead of the templates
//			{!}          this one is a heading: written as a parent, never proposed
//			{|}          of the tags right below at most one is true of a photo
//			{de= Hund}   a language and a sign: the name where tags are in it; {en= …} is what a model reads
//			{^+}         the tags above are written as words of a photo, too; {^-} they are not
//			{^=}         so are its other names, which stand in no hierarchy
//	[light]              brackets: a category, never proposed and no word of a photo; it stays in the written hierarchy
//		sunset
//	place|beach          a bar does what a tab does
//	\# not a comment     a backslash: the sign after it is part of the name
//
// A name may stand at any number of places; twice under one parent, spelt the same, it counts once.
// A text whose first line names the columns of a table is read as parseTable reads it. Encodings:
// decodeText. Vocabulary.Notes says what was taken otherwise than it stands. name is for errors and
// Vocabulary.Name. Pure.
func Parse(name string, data []byte) (*Vocabulary, error) {
	text, notes, err := decodeText(name, data)
	if err != nil {
		return nil, err
	}
	if first, _, _ := strings.Cut(text, "\n"); isHeading(first) {
		t, err := readTable(name, text, false)
		if err != nil {
			return nil, err
		}
		return t.parse(notes)
	}
	return parseList(name, text, notes)
}

func parseList(name, text string, notes []string) (*Vocabulary, error) {
	p := newParser(name, notes)
	p.indents = indentsOf(text)
	p.notes = append(p.notes, p.indents.notes...)
	for line := range strings.Lines(text) {
		p.number++
		if err := p.line(strings.TrimRight(line, "\n")); err != nil {
			return nil, err
		}
	}
	return p.vocabulary()
}

// parser collects tags. open holds the tags that the next line may lie below, from the top.
type parser struct {
	v       *Vocabulary
	indents indents
	number  int // of the line
	open    []opened
	known   map[place]int
	names   int // synonyms and prompts so far
	remarks []string
	notes   []string
	ignored []int    // lines that say nothing
	tabs    []int    // lines with a tab within
	comment *comment // the last line, where it was one
	moved   []string // comments with deeper lines below them
	origin  origin   // what the line was read as, for a Draft
}

// comment is a line that was read as one.
type comment struct {
	width int
	text  string
}

// opened is a tag and how far its line is indented.
type opened struct{ tag, width int }

// place is a name below a parent.
type place struct {
	parent int
	name   string
}

func newParser(name string, notes []string) *parser {
	return &parser{v: &Vocabulary{Name: name, remarks: map[int][]string{}}, known: map[place]int{}, notes: notes}
}

func (p *parser) line(line string) error {
	width, text := p.indents.cut(line)
	if strings.Contains(strings.TrimSpace(text), "\t") {
		p.tabs = append(p.tabs, p.number)
		text = strings.ReplaceAll(text, "\t", " ")
	}
	text = cleanName(text)
	switch {
	case text == "" || isComment(text):
		p.remark(width, text, line)
		return nil
	case enclosed(text, '{', '}'):
		return p.braces(width, text[1:len(text)-1])
	}
	if c := p.comment; c != nil && width > c.width {
		p.moved = append(p.moved, c.text)
	}
	p.comment = nil
	p.close(width)
	for part := range strings.SplitSeq(text, "|") {
		if err := p.tag(cleanName(part), width); err != nil {
			return err
		}
		width += p.indents.level
	}
	return nil
}

// remark keeps a comment or an empty line for the tag that follows.
func (p *parser) remark(width int, text, line string) {
	p.remarks = append(p.remarks, strings.TrimRightFunc(line, unicode.IsSpace))
	if text != "" {
		p.comment = &comment{width, text}
	}
}

// cleanName is a name without what stands around it in lists that were cut out of sentences or
// tables.
func cleanName(text string) string {
	for {
		name := strings.TrimRightFunc(keywords.Clean(text), keywords.IsSeparator)
		if name == text {
			return name
		}
		text = name
	}
}

// isComment reports whether a line is one: a # and a space, or nothing that could be a word. "#1
// fan" and "#hashtag" are tags.
func isComment(text string) bool {
	rest, sign := strings.CutPrefix(text, "#")
	first, _ := utf8.DecodeRuneInString(rest)
	word := func(r rune) bool { return unicode.IsLetter(r) || unicode.IsNumber(r) }
	return sign && (rest == "" || unicode.IsSpace(first) || !strings.ContainsFunc(rest, word))
}

// close leaves open what a line of that indentation lies below.
func (p *parser) close(width int) {
	for n := len(p.open); n > 0 && p.open[n-1].width >= width; n-- {
		p.open = p.open[:n-1]
	}
}

// escape before a sign makes it part of the name.
const escape = `\`

// literal is a name whose sign is escaped, without the backslash. sign says of a text whether it
// would mean something.
func literal(text string, sign func(string) bool) (string, bool) {
	rest, escaped := strings.CutPrefix(text, escape)
	if escaped && (sign(rest) || strings.HasPrefix(rest, escape) || strings.HasPrefix(rest, "#")) {
		return rest, true
	}
	return text, false
}

// escaped is a text as it is read back.
func escaped(text string, sign func(string) bool) string {
	if _, is := literal(text, sign); is || sign(text) {
		return escape + text
	}
	return text
}

// hasSign reports whether the first character of a tag's line would mean something.
func hasSign(text string) bool {
	return isComment(text) || enclosed(text, '{', '}') || enclosed(text, '[', ']') || isHeading(text)
}

// isHeading reports whether a first line names the columns of a table.
func isHeading(line string) bool {
	if !strings.ContainsFunc(line, keywords.IsSeparator) {
		return false
	}
	t, err := readTable("", line, false)
	return err == nil && t.columns != nil
}

func enclosed(text string, left, right byte) bool {
	return len(text) > 1 && text[0] == left && text[len(text)-1] == right
}

// tag adds one tag under the last one open and opens it.
func (p *parser) tag(name string, width int) error {
	name, plain := literal(name, hasSign)
	category := !plain && enclosed(name, '[', ']')
	if category {
		name = cleanName(name[1 : len(name)-1])
	}
	if name == "" {
		p.ignore()
		return nil
	}
	parent := -1
	if n := len(p.open); n > 0 {
		parent = p.open[n-1].tag
	}
	if len(p.open) >= mostLevels {
		return fmt.Errorf("vocabulary %s, line %d: Catchlight reads up to %d levels: flatten the hierarchy", p.v.Name, p.number, mostLevels)
	}
	if err := p.check(name); err != nil {
		return err
	}
	known := len(p.v.Tags)
	i := p.put(Tag{Name: name, Parent: parent, Heading: category, Unsaid: category})
	p.open = append(p.open, opened{i, width})
	if several := p.origin.kind == lineTag; several || i < known {
		i = -1
	}
	p.origin = origin{lineTag, i}
	return nil
}

// check refuses what no list of words is like.
func (p *parser) check(name string) error {
	switch {
	case len(name) > mostBytes:
		return fmt.Errorf("vocabulary %s, line %d: a name of %d letters; Catchlight reads up to %d: shorten it", p.v.Name, p.number, utf8.RuneCountInString(name), mostBytes)
	case len(p.v.Tags) >= mostTags:
		return fmt.Errorf("vocabulary %s, line %d: Catchlight reads up to %d tags: split the list", p.v.Name, p.number, mostTags)
	case p.names >= mostNames:
		return fmt.Errorf("vocabulary %s, line %d: Catchlight reads up to %d synonyms and prompts: split the list", p.v.Name, p.number, mostNames)
	}
	return nil
}

// put gives the index of the tag, which it adds when its parent has none of that name.
func (p *parser) put(t Tag) int {
	key := place{t.Parent, t.Name}
	i, ok := p.known[key]
	if !ok {
		i = len(p.v.Tags)
		p.known[key] = i
		p.v.Tags = append(p.v.Tags, t)
	}
	if len(p.remarks) > 0 {
		p.v.remarks[i] = append(p.v.remarks[i], p.remarks...)
		p.remarks = nil
	}
	return i
}

func (p *parser) ignore() { p.ignored = append(p.ignored, p.number) }

// headingSign in braces makes a tag a heading, promptSign makes what follows it a prompt, oneOfSign
// lets the tags below compete, and the others say which words go along:
// the tags above, or not those, and other names.
const (
	headingSign = "!"
	promptSign  = "="
	oneOfSign   = "|"
	alwaysSign  = "^+"
	neverSign   = "^-"
	byAllSign   = "^="
)

// marks are the signs that stand alone, with what they say of a tag.
var marks = []struct {
	sign string
	says func(Tag) bool
	set  func(*Tag)
}{
	{headingSign, func(t Tag) bool { return t.Heading && !t.Unsaid }, func(t *Tag) { t.Heading = true }},
	{oneOfSign, func(t Tag) bool { return t.OneOf }, func(t *Tag) { t.OneOf = true }},
	{alwaysSign, func(t Tag) bool { return t.Parents == ParentsAlways }, func(t *Tag) { t.Parents = ParentsAlways }},
	{neverSign, func(t Tag) bool { return t.Parents == ParentsNeither }, func(t *Tag) { t.Parents = ParentsNeither }},
	{byAllSign, func(t Tag) bool { return t.ByAll }, func(t *Tag) { t.ByAll = true }},
}

// isMark reports whether a text in braces is a sign that stands alone.
func isMark(text string) bool {
	for _, m := range marks {
		if m.sign == text {
			return true
		}
	}
	return false
}

// inLanguage takes "de= Hund" apart, the name in a language that tags can be in.
func inLanguage(text string) (language, name string, ok bool) {
	language, name, ok = strings.Cut(text, promptSign)
	return language, keywords.Clean(name), ok && slices.Contains(lexicon.Languages(), language)
}

// hasBraceSign reports whether a text in braces would be something else than a synonym.
func hasBraceSign(text string) bool {
	_, _, named := inLanguage(text)
	return named || isMark(text) || strings.HasPrefix(text, promptSign)
}

// braces gives a tag one more name, a prompt or a mark: the tag above, or, where the line is
// indented less than that one, the tag that it lies below.
func (p *parser) braces(width int, text string) error {
	prompt, isPrompt := strings.CutPrefix(text, promptSign)
	text = keywords.Clean(prompt)
	if n := len(p.open); n > 1 && p.open[n-1].width > width {
		p.close(max(width, p.indents.level))
	}
	if len(p.open) == 0 || text == "" {
		p.ignore()
		return nil
	}
	if err := p.check(text); err != nil {
		return err
	}
	p.origin = origin{lineBraces, p.open[len(p.open)-1].tag}
	t := &p.v.Tags[p.origin.tag]
	language, name, named := inLanguage(text)
	switch {
	case isPrompt:
		t.Prompts = append(t.Prompts, text)
	case named && name == "":
		p.ignore()
	case named:
		t.call(language, name)
	case isMark(text):
		t.mark(text)
	default:
		name, _ := literal(text, hasBraceSign)
		t.Synonyms = append(t.Synonyms, name)
	}
	p.names++
	return nil
}

// mark makes a tag what a sign says.
func (t *Tag) mark(sign string) {
	for _, m := range marks {
		if m.sign == sign {
			m.set(t)
		}
	}
}

// vocabulary is what was collected.
func (p *parser) vocabulary() (*Vocabulary, error) {
	v := p.v
	if len(p.remarks) > 0 {
		v.remarks[len(v.Tags)] = p.remarks
	}
	v.Notes = append(p.notes, p.readOtherwise()...)
	for _, t := range v.Tags {
		if !t.Heading {
			return v, nil
		}
	}
	if len(v.Tags) > 0 {
		return nil, fmt.Errorf("%w: %s has only headings and [categories]; write one tag a line", ErrEmpty, v.Name)
	}
	return nil, fmt.Errorf("%w: %s; write one tag a line", ErrEmpty, v.Name)
}
