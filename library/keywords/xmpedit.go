package keywords

import (
	"bytes"
	"encoding/xml"
	"slices"
	"strings"
)

// xmpEdit is what a request means for an XMP packet.
type xmpEdit [listKinds]listEdit

func (e xmpEdit) empty() bool {
	for _, list := range e {
		if !list.empty() {
			return false
		}
	}
	return true
}

// editXMP plans the request for the lists of a packet, which may be nil: all are the words that
// dc:subject is to hold. dc:subject is always made; lr:hierarchicalSubject when there are paths,
// and then with all words, for darktable reads no other list where it finds that one; the others
// must exist.
func (r request) editXMP(p *packet, all []string) xmpEdit {
	edit := xmpEdit{subject: r.editFlat(p.words(subject), all, Fold)}
	for kind := lightroom; kind < listKinds; kind++ {
		if p != nil && p.lists[kind] != nil {
			edit[kind] = r.editTree(p.paths(kind))
			edit[kind].add = slices.DeleteFunc(edit[kind].add, func(path string) bool { return !holdsPath(kind, path) })
		}
	}
	if (p == nil || p.lists[lightroom] == nil) && len(r.paths) > 0 {
		edit[lightroom] = r.withFlat(all).editTree(nil)
	}
	return edit
}

// after returns the words that list kind holds after the edit. A list without an item gets an empty
// one before the words, for ExifTool and others take it for one empty keyword, and no keyword is to
// be lost; most programs pass it over. Where all are to be replaced, that one goes with them.
func (e xmpEdit) after(p *packet, kind int) []string {
	list := e[kind]
	list.add = separated(kind, list.add)
	if p != nil && p.lists[kind].isEmpty() && len(list.add) > 0 && !list.fresh {
		return append([]string{""}, list.add...)
	}
	words := p.words(kind)
	return list.applied(words)
}

// pathsAfter returns the paths, with "|", that list kind holds after the edit. They are read first:
// Go 1.26 forgets that an element of an array is needed while a call beside it is under way.
func (e xmpEdit) pathsAfter(p *packet, kind int) []string {
	paths := p.paths(kind)
	return e[kind].applied(paths)
}

// separated turns "a|b" into the form of the list.
func separated(kind int, paths []string) []string {
	if separator := listNames[kind].separator; separator != "" && separator != "|" {
		paths = append([]string(nil), paths...)
		for i, path := range paths {
			paths[i] = strings.ReplaceAll(path, "|", separator)
		}
	}
	return paths
}

// splices turns the edit into splices of the data that the packet was parsed from. Where the packet
// has padding, its length stays the same as far as the padding goes, or gets smaller by the bytes
// to save, for which the white space between elements goes, too.
func (p *packet) splices(edit xmpEdit, save int) Splices {
	var out Splices
	var declarations, properties string
	for kind, list := range edit {
		words := separated(kind, list.add)
		old := p.lists[kind]
		if list.empty() {
			continue
		}
		if old != nil && old.attribute == nil {
			out = append(out, p.editList(old, listEdit{list.remove, words, list.fresh})...)
			continue
		}
		if old != nil {
			out = append(out, old.attribute.removal(p.text))
		}
		if words = edit.after(p, kind); len(words) > 0 {
			declarations += declaration(kind)
			properties += property(kind, p.rdf.prefix(), words)
		}
	}
	if properties != "" {
		out = append(out, p.newDescription(declarations, properties))
	}
	growth := p.widened(out).growth() + save
	out = append(out, p.padded(growth/p.unit())...)
	if left := p.widened(out).growth() + save; save > 0 && left > 0 {
		out = append(out, p.tightened(out, left/p.unit())...)
	}
	return p.widened(out).shifted(p.lead)
}

// tightened takes white space between elements out, so many characters of it as are left to save:
// what programs read stays the same.
func (p *packet) tightened(taken Splices, left int) Splices {
	taken = slices.SortedFunc(slices.Values(taken), inOrder)
	var out Splices
	for _, gap := range p.rdf.gaps(p.text, nil) {
		for len(taken) > 0 && taken[0].at+taken[0].old <= gap.at {
			taken = taken[1:]
		}
		isTaken := len(taken) > 0 && taken[0].at < gap.at+gap.old
		if isTaken || left == 0 {
			continue
		}
		gap.old = min(gap.old, left)
		left -= gap.old
		out = append(out, gap)
	}
	return out
}

// editList changes the items of one list and leaves the others as they are written.
func (p *packet) editList(list *xmpList, edit listEdit) Splices {
	if len(edit.applied(list.words)) == 0 {
		return Splices{p.removal(list.property)}
	}
	if list.container == nil {
		return p.fillProperty(list, edit)
	}
	var out Splices
	for _, i := range edit.remove {
		out = append(out, p.removal(list.items[i]))
	}
	if len(edit.add) > 0 {
		out = append(out, p.addItems(list, edit)...)
	}
	return out
}

// removal takes an element out, with the white space before it.
func (p *packet) removal(e *element) splice {
	start := len(bytes.TrimRight(p.text[:e.start], " \t\r\n"))
	return splice{at: start, old: e.end - start}
}

// addItems appends to a container, in the manner of its last item.
func (p *packet) addItems(list *xmpList, edit listEdit) Splices {
	bag, words := list.container, edit.add
	li := p.rdf.prefix() + "li"
	switch {
	case bag.selfClosed():
		return Splices{{at: bag.end - 2, old: 2, text: []byte(">" + edit.first(li) + items(li, "", words) + "</" + bag.qname + ">")}}
	case list.isEmpty() && edit.fresh:
		return Splices{insert(bag.innerEnd, items(li, "", words))}
	case list.isEmpty(): // see xmpEdit.after
		return Splices{insert(bag.inner, "<"+li+">"), insert(bag.innerEnd, "</"+li+">"+items(li, "", words))}
	}
	last := list.items[len(list.items)-1]
	space := p.text[len(bytes.TrimRight(p.text[:last.start], " \t\r\n")):last.start]
	return Splices{insert(last.end, items(last.qname, string(space), words))}
}

// first is the empty item that a list without any begins with, see xmpEdit.after.
func (e listEdit) first(li string) string {
	if e.fresh {
		return ""
	}
	return "<" + li + "/>"
}

// fillProperty gives a container to a property that is empty or plain text.
func (p *packet) fillProperty(list *xmpList, edit listEdit) Splices {
	property, rdf := list.property, p.rdf.prefix()
	open, end := "<"+rdf+"Bag>", "</"+rdf+"Bag>"
	added := items(rdf+"li", "", edit.add)
	switch {
	case property.selfClosed():
		return Splices{{at: property.end - 2, old: 2, text: []byte(">" + open + edit.first(rdf+"li") + added + end + "</" + property.qname + ">")}}
	case len(edit.remove) > 0 || edit.fresh && list.isEmpty():
		return Splices{{at: property.inner, old: property.innerEnd - property.inner, text: []byte(open + added + end)}}
	}
	return Splices{
		insert(property.inner, open+"<"+rdf+"li>"),
		insert(property.innerEnd, "</"+rdf+"li>"+added+end),
	}
}

func items(li, space string, words []string) string {
	var b strings.Builder
	for _, word := range words {
		b.WriteString(space + "<" + li + ">" + escaped(word) + "</" + li + ">")
	}
	return b.String()
}

func escaped(text string) string {
	var b strings.Builder
	_ = xml.EscapeText(&b, []byte(text)) // a strings.Builder never fails
	return b.String()
}

// prefixOf returns the prefix of a list that is begun, or written anew.
func prefixOf(kind int) string {
	return [listKinds]string{"dc", "lr", "digiKam", "MicrosoftPhoto", "mediapro"}[kind]
}

// declaration is the attribute that gives the list's prefix its meaning.
func declaration(kind int) string {
	return " xmlns:" + prefixOf(kind) + `="` + listNames[kind].space + `"`
}

// property writes a new list. Its description declares the prefix, whatever the packet uses
// elsewhere: there are readers that look for declarations nowhere else.
func property(kind int, rdf string, words []string) string {
	name := prefixOf(kind) + ":" + listNames[kind].local
	return "\n   <" + name + ">" +
		"\n    <" + rdf + "Bag>" + items(rdf+"li", "\n     ", words) + "\n    </" + rdf + "Bag>" +
		"\n   </" + name + ">"
}

// newDescription puts properties into a description of their own, about the same as the first.
func (p *packet) newDescription(declarations, properties string) splice {
	rdf, about := p.rdf.prefix(), ""
	at := p.rdf.inner
	for i, description := range p.rdf.all(rdfDescription) {
		if i == 0 {
			about = aboutOf(description)
		}
		at = description.end
	}
	text := "\n  <" + rdf + "Description " + rdf + `about="` + escaped(about) + `"` + declarations + ">" + properties + "\n  </" + rdf + "Description>"
	if p.rdf.selfClosed() {
		return splice{at: p.rdf.end - 2, old: 2, text: []byte(">" + text + "\n </" + p.rdf.qname + ">")}
	}
	return insert(at, text)
}

// padded takes growth out of the padding before <?xpacket end="w"?>, or adds to it what the edit
// took away.
func (p *packet) padded(growth int) Splices {
	end := p.tree.closing
	if end < 0 || growth == 0 || !strings.ContainsRune(p.tree.trailer, 'w') {
		return nil
	}
	start := len(bytes.TrimRight(p.text[:end], " \t\r\n"))
	switch room := end - start - 1; {
	case growth < 0:
		return Splices{insert(min(start+1, end), strings.Repeat(" ", -growth))}
	case room <= 0:
		return nil
	}
	return Splices{{at: start, old: min(growth, end-start-1)}}
}
