package keywords

import (
	"bytes"
	"encoding/xml"
	"errors"
	"io"
	"strings"
)

// Bounds on what is parsed: real packets nest below 20 deep and hold some thousand elements. They
// keep the memory that crafted XML can claim below 64 MB.
const (
	maxDepth      = 100
	maxElements   = 1 << 17
	maxAttributes = 1 << 18
)

// element is an XML element with its place in the text.
type element struct {
	name     xml.Name // the space is the namespace's URI
	qname    string   // as written, "dc:subject"
	attrs    []xml.Attr
	start    int    // offset of "<"
	inner    int    // behind the start tag
	innerEnd int    // the "<" of the end tag
	end      int    // behind the end tag; equal to inner when the element closes itself
	text     []byte // character data directly inside
	remarks  []byte // comments and processing instructions directly inside
	kids     []*element
}

func (e *element) selfClosed() bool { return e.inner == e.end }

// gaps appends the white space before, between and behind the children of the element, and of
// theirs, as splices that would take it out. Where a child is, no text can be meant.
func (e *element) gaps(text []byte, out Splices) Splices {
	at := e.inner
	for _, kid := range e.kids {
		out = kid.gaps(text, gap(text, at, kid.start, out))
		at = kid.end
	}
	if len(e.kids) > 0 {
		out = gap(text, at, e.innerEnd, out)
	}
	return out
}

func gap(text []byte, from, to int, out Splices) Splices {
	if from < to && len(bytes.TrimSpace(text[from:to])) == 0 {
		out = append(out, splice{at: from, old: to - from})
	}
	return out
}

// prefix is the namespace prefix as written, with its colon.
func (e *element) prefix() string { return e.qname[:strings.IndexByte(e.qname, ':')+1] }

// words is the text without the space around it.
func (e *element) words() string { return strings.TrimSpace(string(e.text)) }

// all returns the children of that name.
func (e *element) all(name xml.Name) []*element {
	var found []*element
	for _, kid := range e.kids {
		if kid.name == name {
			found = append(found, kid)
		}
	}
	return found
}

// attr returns the value of an attribute, empty when absent.
func (e *element) attr(name xml.Name) string {
	for _, a := range e.attrs {
		if a.Name == name {
			return a.Value
		}
	}
	return ""
}

// xmlReader builds the tree of an XML document.
type xmlReader struct {
	data    []byte
	stack   []*element // from a nameless root down to the element that is open
	count   int
	closing int    // offset of <?xpacket end=…?>, -1: none
	trailer string // what that says
}

// readXML parses a whole document. The offsets in the tree are exact: the decoder reports the input
// offset of every token.
func readXML(data []byte) (*xmlReader, error) {
	if bytes.Count(data, []byte("=")) > maxAttributes { // the decoder reads all of an element at once
		return nil, errors.New("too many attributes")
	}
	r := &xmlReader{data: data, stack: []*element{{end: len(data)}}, closing: -1}
	decoder := xml.NewDecoder(bytes.NewReader(data))
	for {
		start := int(decoder.InputOffset())
		token, err := decoder.Token()
		if errors.Is(err, io.EOF) {
			return r, nil
		}
		if err == nil {
			err = r.take(token, start, int(decoder.InputOffset()))
		}
		if err != nil {
			return nil, err
		}
	}
}

func (r *xmlReader) root() *element { return r.stack[0] }

func (r *xmlReader) take(token xml.Token, start, end int) error {
	top := r.stack[len(r.stack)-1]
	switch t := token.(type) {
	case xml.StartElement:
		return r.open(t.Copy(), start, end)
	case xml.EndElement:
		r.close(top, start, end)
	case xml.CharData:
		top.text = append(top.text, t...)
	case xml.Comment:
		top.remarks = append(append(top.remarks, '!'), t...)
	case xml.Directive:
		top.remarks = append(append(top.remarks, 'D'), t...)
	case xml.ProcInst:
		top.remarks = append(append(top.remarks, "?"+t.Target+" "...), t.Inst...)
		if t.Target == "xpacket" && bytes.HasPrefix(t.Inst, []byte("end")) {
			r.closing, r.trailer = start, string(t.Inst)
		}
	}
	return nil
}

func (r *xmlReader) open(t xml.StartElement, start, end int) error {
	if r.count++; r.count > maxElements || len(r.stack) > maxDepth {
		return errors.New("too many elements")
	}
	e := &element{name: t.Name, attrs: t.Attr, start: start, inner: end, qname: nameIn(r.data[start:end])}
	if prefix := strings.TrimSuffix(e.prefix(), ":"); prefix != "" && prefix == t.Name.Space {
		return errors.New("the namespace " + prefix + " is not declared")
	}
	parent := r.stack[len(r.stack)-1]
	parent.kids = append(parent.kids, e)
	r.stack = append(r.stack, e)
	return nil
}

// close ends the element that is open; the decoder reports the end of a self-closed one with start
// == end.
func (r *xmlReader) close(e *element, start, end int) {
	e.innerEnd, e.end = start, end
	r.stack = r.stack[:len(r.stack)-1]
}

// nameIn cuts the name out of a start tag.
func nameIn(tag []byte) string {
	tag = tag[1:]
	if i := bytes.IndexAny(tag, " \t\r\n/>"); i >= 0 {
		tag = tag[:i]
	}
	return string(tag)
}

// skeleton appends all that the element says, but for the attributes and children that are to be
// skipped and for white space between elements: what must be equal before and after an edit.
func (e *element) skeleton(out []byte, skipAttr func(e *element, i int) bool, skip func(parent, e *element) bool) []byte {
	out = note(out, "<", e.name.Space, e.name.Local, string(e.remarks))
	for i, a := range e.attrs {
		if skipAttr(e, i) {
			continue
		}
		out = note(out, "@", a.Name.Space, a.Name.Local, a.Value)
	}
	if len(bytes.TrimSpace(e.text)) > 0 {
		out = note(out, "T", string(e.text))
	}
	for _, kid := range e.kids {
		if !skip(e, kid) {
			out = kid.skeleton(out, skipAttr, skip)
		}
	}
	return note(out, ">")
}

func note(out []byte, parts ...string) []byte {
	for _, part := range parts {
		out = append(append(out, part...), 0)
	}
	return out
}
