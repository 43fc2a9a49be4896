package keywords

import (
	"bytes"
	"cmp"
	"encoding/xml"
	"slices"
	"strconv"
	"strings"

	"golang.org/x/text/encoding"
)

// Namespaces of XMP (XMP specification part 1, and the programs that own the lists).
const (
	nsRDF       = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
	nsDC        = "http://purl.org/dc/elements/1.1/"
	nsXMP       = "http://ns.adobe.com/xap/1.0/"
	nsLightroom = "http://ns.adobe.com/lightroom/1.0/"
	nsDigiKam   = "http://www.digikam.org/ns/1.0/"
	nsMicrosoft = "http://ns.microsoft.com/photo/1.0/"
	nsMediaPro  = "http://ns.iview-multimedia.com/mediapro/1.0/"
	nsXML       = "http://www.w3.org/XML/1998/namespace"
)

var (
	rdfRDF         = xml.Name{Space: nsRDF, Local: "RDF"}
	rdfDescription = xml.Name{Space: nsRDF, Local: "Description"}
	rdfAbout       = xml.Name{Space: nsRDF, Local: "about"}
	rdfLi          = xml.Name{Space: nsRDF, Local: "li"}
	rdfResource    = xml.Name{Space: nsRDF, Local: "resource"}
	rdfValue       = xml.Name{Space: nsRDF, Local: "value"}
	dcTitle        = xml.Name{Space: nsDC, Local: "title"}
	xmpRating      = xml.Name{Space: nsXMP, Local: "Rating"}
	xmpKeywords    = xml.Name{Space: nsXMP, Local: "Keywords"}
	pdfKeywords    = xml.Name{Space: "http://ns.adobe.com/pdf/1.3/", Local: "Keywords"}
)

// The keyword lists of XMP. All but subject hold paths.
const (
	subject = iota
	lightroom
	digiKam
	microsoft
	mediaPro
	listKinds
)

// listNames are the properties and the separator of the paths in them.
var listNames = [listKinds]struct{ space, local, separator string }{
	subject:   {nsDC, "subject", ""},
	lightroom: {nsLightroom, "hierarchicalSubject", "|"},
	digiKam:   {nsDigiKam, "TagsList", "/"},
	microsoft: {nsMicrosoft, "LastKeywordXMP", "/"},
	mediaPro:  {nsMediaPro, "CatalogSets", "|"},
}

// listOf tells which keyword list a property is, -1 for none. A namespace counts with and without
// its last slash: Windows has written both.
func listOf(name xml.Name) int {
	for kind, list := range listNames {
		if name.Local == list.local && strings.TrimSuffix(name.Space, "/") == strings.TrimSuffix(list.space, "/") {
			return kind
		}
	}
	return -1
}

// packet is a parsed XMP packet or sidecar.
type packet struct {
	text   []byte            // up to the end of the packet; the offsets of the tree count from its first byte
	lead   int               // length of what is before it: a byte order mark
	form   encoding.Encoding // of the data; nil: UTF-8
	tree   *xmlReader
	rdf    *element
	lists  [listKinds]*xmpList // nil: absent
	title  string
	rating int
	seen   map[xml.Name]bool // properties
	stray  []strayWord
	people []string // names of people, see readPeople

	unreadable bool  // to Adobe's toolkit, on which most programs are built
	problem    error // the first that forbids editing
}

// xmpList is a keyword property and its items.
type xmpList struct {
	property  *element // nil: it is an attribute
	attribute *attributeAt
	container *element // Bag, Seq or Alt; nil when the property is empty or plain text
	items     []*element
	words     []string // the text of the items; where the form is unusual, all that reads like a word
}

// isEmpty reports whether the list is there without an item.
func (list *xmpList) isEmpty() bool { return list != nil && len(list.words) == 0 }

// parseXMP parses a packet. A refusal says what cannot be edited in it.
func parseXMP(data []byte) (*packet, error) {
	if len(data) > MaxXMP {
		return nil, refuse("its XMP is larger than 16 MB")
	}
	decoded, form, start := fromWide(data)
	if form != nil {
		p, err := parseUTF8(decoded)
		if p != nil {
			p.form, p.lead = form, start
		}
		if err == nil && !bytes.HasPrefix(data[start:], widen(p.text, form)) {
			err = refuse("its XMP is malformed UTF-16")
		}
		return p, err
	}
	return parseUTF8(data)
}

func parseUTF8(data []byte) (*packet, error) {
	text, lead := xmlText(data)
	p := &packet{text: text, lead: lead, seen: map[xml.Name]bool{}}
	var err error
	if p.tree, err = readXML(text); err != nil {
		p.tree, p.unreadable = readMended(text)
	}
	if p.tree == nil {
		return nil, refuse("its XMP is malformed (%v)", err)
	}
	found := p.findRDF()
	if len(found) == 0 {
		return nil, refuse("its XMP has no rdf:RDF")
	}
	if p.rdf = found[0]; p.rdf.prefix() == "" {
		p.note(refuse("its XMP has an rdf:RDF without a prefix"))
	}
	if len(found) > 1 {
		p.note(refuse("its XMP has two rdf:RDF"))
	}
	for _, rdf := range found {
		p.findLists(rdf)
	}
	return p, p.problem
}

// findRDF looks for rdf:RDF at the top or within x:xmpmeta (once x:xapmeta).
func (p *packet) findRDF() []*element {
	var found []*element
	level := p.tree.root().kids
	for range 3 {
		var next []*element
		for _, e := range level {
			if e.name == rdfRDF {
				found = append(found, e)
			} else {
				next = append(next, e.kids...)
			}
		}
		level = next
	}
	return found
}

// findLists goes through all descriptions, and on when it meets something that forbids editing: it
// is for readers, too. That descriptions are about different things, and that a property stands
// twice, are errors to Adobe's toolkit, which then shows nothing of the packet. The latter can be
// edited all the same.
func (p *packet) findLists(rdf *element) {
	about := ""
	for _, description := range rdf.all(rdfDescription) {
		is := aboutOf(description)
		if about != "" && is != "" && about != is {
			p.note(refuse("its XMP describes several things"))
		}
		about = cmp.Or(about, is)
		p.readAttributes(description)
		for _, property := range description.kids {
			p.readProperty(property)
		}
	}
}

// note keeps the first problem.
func (p *packet) note(err error) { p.problem = cmp.Or(p.problem, err) }

// aboutOf returns rdf:about; old packets have it without a namespace.
func aboutOf(description *element) string {
	return cmp.Or(description.attr(rdfAbout), description.attr(xml.Name{Local: "about"}))
}

// see notes a property.
func (p *packet) see(name xml.Name) {
	if p.seen[name] {
		p.unreadable = true
	}
	p.seen[name] = true
}

func isProperty(name xml.Name) bool {
	return name.Space != "" && name.Space != "xmlns" && name.Space != nsRDF && name.Space != nsXML
}

func (p *packet) readAttributes(description *element) {
	for i, a := range description.attrs {
		if isProperty(a.Name) {
			p.see(a.Name)
			p.strays(a.Name, a.Value)
		}
		if kind := listOf(a.Name); kind >= 0 {
			p.readAttribute(kind, description, i)
		}
	}
	if rating := description.attr(xmpRating); rating != "" {
		p.setRating(rating)
	}
	p.title = cmp.Or(p.title, description.attr(dcTitle))
}

func (p *packet) readProperty(property *element) {
	p.see(property.name)
	p.readPeople(property)
	switch property.name {
	case xmpRating:
		p.setRating(property.words())
	case dcTitle:
		p.title = cmp.Or(p.title, titleIn(property))
	}
	if strayFields[property.name] != "" {
		p.strays(property.name, fieldWords(property))
	}
	kind := listOf(property.name)
	if kind < 0 {
		return
	}
	list, err := readList(property)
	p.note(err)
	p.addWords(kind, list)
}

// addWords keeps a list. A second one of its kind is read and forbids editing.
func (p *packet) addWords(kind int, list *xmpList) {
	if first := p.lists[kind]; first != nil {
		first.words = append(first.words, list.words...)
		p.note(refuse("its XMP has two %s", listNames[kind].local))
		return
	}
	p.lists[kind] = list
}

func (p *packet) setRating(text string) {
	if rating, err := strconv.ParseFloat(text, 64); err == nil {
		p.rating = int(max(-1, min(5, rating)))
	}
}

// titleIn returns the x-default text of an rdf:Alt, else its first, else the plain text.
func titleIn(property *element) string {
	if len(property.kids) != 1 {
		return property.words()
	}
	title := ""
	for i, item := range property.kids[0].all(rdfLi) {
		if i == 0 || item.attr(xml.Name{Space: nsXML, Local: "lang"}) == "x-default" {
			title = item.words()
		}
	}
	return title
}

// readList accepts Bag, Seq and Alt, an empty property, and plain text in place of a container. It
// returns a list with every error, of the words in it.
func readList(property *element) (*xmpList, error) {
	list := &xmpList{property: property}
	if list.read() {
		return list, nil
	}
	unusual := &xmpList{property: property, words: textsIn(property, nil)}
	return unusual, refuse("its %s has an unusual form", property.qname)
}

// read reports whether the list has a form that can be edited.
func (list *xmpList) read() bool {
	property := list.property
	for _, a := range property.attrs {
		if a.Name.Space == nsRDF {
			return false
		}
	}
	if len(property.kids) == 0 {
		if word := property.words(); word != "" {
			list.words = []string{word}
		}
		return true
	}
	container := property.kids[0]
	if len(property.kids) > 1 || container.name.Space != nsRDF || !isContainer(container.name.Local) {
		return false
	}
	list.container = container
	for _, item := range container.kids {
		texts := textsIn(item, nil)
		if item.name != rdfLi || len(texts) > 1 {
			return false
		}
		list.items = append(list.items, item)
		list.words = append(list.words, strings.Join(texts, ""))
	}
	return true
}

// textsIn appends the words below an element, in whatever form of RDF: a value with qualifiers
// holds them in rdf:value, as an element or as an attribute, and nothing else there is one.
func textsIn(e *element, out []string) []string {
	if values := e.all(rdfValue); len(values) > 0 {
		return textsIn(values[0], out)
	}
	if word := strings.TrimSpace(cmp.Or(e.attr(rdfValue), e.attr(rdfResource), e.words())); word != "" {
		out = append(out, word)
	}
	for _, kid := range e.kids {
		out = textsIn(kid, out)
	}
	return out
}

// hasAny looks for properties by name.
func (p *packet) hasAny(names ...xml.Name) bool {
	return p != nil && slices.ContainsFunc(names, func(name xml.Name) bool { return p.seen[name] })
}

func isContainer(name string) bool { return name == "Bag" || name == "Seq" || name == "Alt" }

// words returns a list as it stands.
func (p *packet) words(kind int) []string {
	if p == nil || p.lists[kind] == nil {
		return nil
	}
	return p.lists[kind].words
}

// skeleton is all that an edit must leave as it is: everything but the keyword lists and
// descriptions that hold nothing else.
func (p *packet) skeleton() []byte {
	return p.tree.root().skeleton(nil, p.isList, func(parent, e *element) bool {
		switch {
		case parent == p.rdf && e.name == rdfDescription:
			return p.isBare(e)
		case parent.name == rdfDescription:
			return listOf(e.name) >= 0 && p.lists[listOf(e.name)] != nil && p.lists[listOf(e.name)].property == e
		}
		return false
	})
}

// isBare reports whether a top-level description holds nothing but keywords.
func (p *packet) isBare(description *element) bool {
	for i, a := range description.attrs {
		if a.Name.Local != "about" && a.Name.Space != "xmlns" && !p.isList(description, i) {
			return false
		}
	}
	for _, kid := range description.kids {
		if listOf(kid.name) < 0 {
			return false
		}
	}
	return description.words() == "" && len(description.remarks) == 0
}
