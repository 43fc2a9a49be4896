package keywords

import "regexp"

// RDF lets a property with one plain value stand as an attribute of its description. Such a list is
// written anew as an element when it is edited: an attribute holds one word.

// attributeAt is where a list stands as an attribute.
type attributeAt struct {
	owner *element
	index int // among the attributes of the owner
}

// readAttribute reads a list that is an attribute.
func (p *packet) readAttribute(kind int, owner *element, index int) {
	p.addWords(kind, &xmpList{attribute: &attributeAt{owner, index}, words: []string{owner.attrs[index].Value}})
}

// rawAttribute is an attribute as it is written, with the white space before it. The text has been
// parsed, so it is well-formed.
var rawAttribute = regexp.MustCompile(`\s+[^\s=/>]+\s*=\s*("[^"]*"|'[^']*')`)

// removal takes the attribute out of its start tag.
func (a *attributeAt) removal(text []byte) splice {
	tag := text[a.owner.start:a.owner.inner]
	spans := rawAttribute.FindAllIndex(tag, a.index+1)
	if len(spans) <= a.index {
		return splice{at: a.owner.start} // then the result does not read back as planned, and is refused
	}
	span := spans[a.index]
	return splice{at: a.owner.start + span[0], old: span[1] - span[0]}
}

// isList reports whether an attribute is a list.
func (p *packet) isList(owner *element, index int) bool {
	for _, list := range p.lists {
		if list != nil && list.attribute != nil && *list.attribute == (attributeAt{owner, index}) {
			return true
		}
	}
	return false
}
