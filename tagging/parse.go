package tagging

import (
	"bytes"
	"encoding/csv"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"unicode/utf8"

	"catchlight/assets"
	"catchlight/library"
	"catchlight/library/metadata"
)

// builtIn maps the names of the vocabularies in the program to their files.
var builtIn = map[string]string{"essentials": "essentials.txt", "imagenet-1k": "imagenet-1k.tsv"}

// BuiltIn lists the names of the built-in vocabularies, the default first.
func BuiltIn() []string { return []string{"essentials", "imagenet-1k"} }

// LoadVocabulary gives the built-in vocabulary of that name (imagenet-1k, essentials) or reads a file. It blocks for
// the time of reading. Errors name the file and, where the text is wrong, the line and the remedy; ErrNoVocabulary and
// ErrEmptyVocabulary are wrapped.
func LoadVocabulary(nameOrFile string) (*Vocabulary, error) {
	if file, ok := builtIn[nameOrFile]; ok {
		data, err := fs.ReadFile(assets.Vocabularies(), file)
		if err != nil {
			return nil, fmt.Errorf("read the built-in vocabulary %s: %w", nameOrFile, err)
		}
		if strings.HasSuffix(file, ".tsv") {
			return parseClasses(nameOrFile, data)
		}
		return ParseVocabulary(nameOrFile, data)
	}
	data, err := os.ReadFile(nameOrFile)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, fmt.Errorf("%w: %s is neither a file nor one of %s", ErrNoVocabulary, nameOrFile, strings.Join(BuiltIn(), ", "))
	}
	if err != nil {
		return nil, fmt.Errorf("read vocabulary: %w", err)
	}
	if strings.EqualFold(filepath.Ext(nameOrFile), ".tsv") {
		return ParseTable(nameOrFile, data)
	}
	return ParseVocabulary(nameOrFile, data)
}

// FindVocabulary gives the built-in vocabulary of that name, else the user's own of that name, else reads the file. It
// blocks and fails as LoadVocabulary does.
func FindVocabulary(own library.Vocabularies, nameOrFile string) (*Vocabulary, error) {
	path, ok := own.Find(nameOrFile)
	if _, built := builtIn[nameOrFile]; built || !ok {
		return LoadVocabulary(nameOrFile)
	}
	v, err := LoadVocabulary(path)
	if err == nil {
		v.Name = nameOrFile
	}
	return v, err
}

// ParseVocabulary reads a text of one tag a line, in the form that Lightroom exports:
//
//	# a comment
//	animal
//		dog              a tab puts a tag under the one above
//			{hound}      braces: another name of the tag above
//			{= a dog}    and with a sign: what the model reads instead of the templates
//			{!}          this one is a heading: written as a parent, never proposed
//	[light]              brackets: a heading, never proposed and never written
//		sunset
//	place|beach          a bar does what a tab does
//	\#hashtag            a backslash: the # is part of the name
//
// The text is UTF-8, with or without byte order mark; lines end as on any system. A tag that stands twice under one
// parent counts once. name is for errors and Vocabulary.Name. Pure.
func ParseVocabulary(name string, data []byte) (*Vocabulary, error) {
	data = bytes.TrimPrefix(data, []byte("\ufeff"))
	if err := checkText(name, data); err != nil {
		return nil, err
	}
	p := newParser(name)
	text := strings.NewReplacer("\r\n", "\n", "\r", "\n").Replace(string(data))
	for line := range strings.Lines(text) {
		p.line(line)
	}
	return p.vocabulary()
}

// checkText refuses text that is not UTF-8 and names the first bad line.
func checkText(name string, data []byte) error {
	if bytes.HasPrefix(data, []byte("\xff\xfe")) || bytes.HasPrefix(data, []byte("\xfe\xff")) {
		return fmt.Errorf("vocabulary %s is encoded as UTF-16 from line 1 on: save it as UTF-8", name)
	}
	for i, line := range bytes.Split(data, []byte("\n")) {
		if !utf8.Valid(line) {
			return fmt.Errorf("vocabulary %s, line %d is not UTF-8 (%q): save the file as UTF-8", name, i+1, shorten(line))
		}
		if bytes.IndexByte(line, 0) >= 0 {
			return fmt.Errorf("vocabulary %s, line %d holds a zero byte: it is no text file, or not UTF-8; save it as UTF-8", name, i+1)
		}
	}
	return nil
}

func shorten(line []byte) []byte { return line[:min(len(line), 40)] }

// parser collects tags. open holds the last tag of each level.
type parser struct {
	v     *Vocabulary
	open  []int
	known map[string]int // parent and folded name → tag
}

func newParser(name string) *parser {
	return &parser{v: &Vocabulary{Name: name}, known: map[string]int{}}
}

func (p *parser) line(line string) {
	text := strings.TrimLeft(line, "\t")
	level := len(line) - len(text)
	text = metadata.Clean(text)
	literal, escaped := strings.CutPrefix(text, escape)
	switch {
	case text == "" || strings.HasPrefix(text, "#"):
	case enclosed(text, '{', '}'):
		p.synonym(text[1 : len(text)-1])
	default:
		if escaped {
			text = literal
		}
		p.open = p.open[:min(level, len(p.open))]
		for part := range strings.SplitSeq(text, "|") {
			p.tag(metadata.Clean(part))
		}
	}
}

// escape before a name makes its first character mean nothing: \#hashtag.
const escape = `\`

// escaped is a name as ParseVocabulary reads it back where it begins with one of the signs.
func escaped(name, signs string) string {
	if first, _ := utf8.DecodeRuneInString(name); strings.ContainsRune(signs+escape, first) {
		return escape + name
	}
	return name
}

func enclosed(text string, left, right byte) bool {
	return len(text) > 2 && text[0] == left && text[len(text)-1] == right
}

// tag adds one tag under the last one open and opens it.
func (p *parser) tag(name string) {
	parent, heading := -1, enclosed(name, '[', ']')
	if heading {
		name = metadata.Clean(name[1 : len(name)-1])
	}
	if name == "" {
		return
	}
	if n := len(p.open); n > 0 {
		parent = p.open[n-1]
	}
	p.open = append(p.open, p.put(Tag{Name: name, Parent: parent, Heading: heading, Unsaid: heading}))
}

// put gives the index of the tag, which it adds when its parent has none of that name.
func (p *parser) put(t Tag) int {
	key := fmt.Sprintf("%d|%s", t.Parent, metadata.Fold(t.Name))
	i, ok := p.known[key]
	if !ok {
		i = len(p.v.Tags)
		p.known[key] = i
		p.v.Tags = append(p.v.Tags, t)
	}
	return i
}

// headingSign in braces makes a tag a heading.
const headingSign = "!"

// synonym gives the tag that was opened last one more name, or a prompt, or makes it a heading.
func (p *parser) synonym(text string) {
	prompt, is := strings.CutPrefix(text, "=")
	text = metadata.Clean(prompt)
	if len(p.open) == 0 || text == "" {
		return
	}
	t := &p.v.Tags[p.open[len(p.open)-1]]
	switch {
	case is:
		t.Prompts = append(t.Prompts, text)
	case text == headingSign:
		t.Heading = true
	default:
		t.Synonyms = append(t.Synonyms, strings.TrimPrefix(text, escape))
	}
}

func (p *parser) vocabulary() (*Vocabulary, error) {
	for _, t := range p.v.Tags {
		if !t.Heading {
			return p.v, nil
		}
	}
	return nil, fmt.Errorf("%w: %s; write one tag a line", ErrEmptyVocabulary, p.v.Name)
}

// parseClasses reads imagenet-1k.tsv: wnid, name, synonyms and parents (nearest first), both separated by semicolons.
// Parents become headings that are written as ancestors but never scored.
func parseClasses(name string, data []byte) (*Vocabulary, error) {
	r := csv.NewReader(bytes.NewReader(data))
	r.Comma, r.LazyQuotes = '\t', true
	rows, err := r.ReadAll()
	if err != nil {
		return nil, fmt.Errorf("read the built-in vocabulary %s: %w", name, err)
	}
	p := newParser(name)
	for _, row := range rows[1:] {
		parents := list(row[3])
		up := -1
		for i := len(parents) - 1; i >= 0; i-- {
			up = p.put(Tag{Name: parents[i], Parent: up, Heading: true})
		}
		p.v.Tags = append(p.v.Tags, Tag{Name: row[1], Synonyms: list(row[2]), Parent: up})
	}
	return p.vocabulary()
}

func list(joined string) []string {
	if joined == "" {
		return nil
	}
	return strings.Split(joined, ";")
}
