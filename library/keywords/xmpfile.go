package keywords

import (
	"encoding/xml"
	"errors"
	"fmt"
	"path/filepath"
	"slices"
	"strings"
)

// XMPFile is a sidecar, an XMP file beside a photo, as it was read or as it is planned.
type XMPFile struct {
	Path   string
	Err    error    // why it cannot be read, or not all of it, or why it is not edited
	Shared []string // names of other files whose it may be as well; then it is read and left alone

	packet *packet // nil: it cannot be read
	unread bool    // it cannot be read, and looks as if it held keywords
}

// ParseXMPFile reads the content of a sidecar. What cannot be read stands in Err.
func ParseXMPFile(path string, data []byte) XMPFile {
	p, err := parseXMP(data)
	return XMPFile{Path: path, packet: p, Err: RefusedIn(path, err)}
}

// EmptyXMPFile is a sidecar without content: it says nothing.
func EmptyXMPFile(path string) XMPFile {
	p, _ := parseXMP([]byte(`<rdf:RDF xmlns:rdf="` + nsRDF + `"/>`)) // it can be read
	return XMPFile{Path: path, packet: p}
}

// Keywords are the words that the sidecar holds, each once; none where it cannot be read.
func (s XMPFile) Keywords() []string {
	if s.packet == nil {
		return nil
	}
	all := newTally()
	for _, word := range slices.Concat(leaves(s.packet.trees()), s.packet.words(subject)) {
		all.note(word, Sidecar)
	}
	names := make([]string, len(all.keywords))
	for i, word := range all.keywords {
		names[i] = word.Name
	}
	return names
}

// LeftAlone says why a sidecar that others share is not written.
func (s XMPFile) LeftAlone() string {
	return fmt.Sprintf("the sidecar %s was left alone: it may also belong to %s", filepath.Base(s.Path), strings.Join(s.Shared, ", "))
}

// For is the ending of the file that the sidecar says it belongs to, "" where it says nothing.
func (s XMPFile) For() string { return s.packet.sidecarFor() }

// blocked is why a sidecar was not edited.
func (s XMPFile) blocked() string {
	var refusal *Refusal
	switch {
	case len(s.Shared) > 0:
		return "it may also belong to " + strings.Join(s.Shared, ", ")
	case errors.As(s.Err, &refusal):
		return refusal.Reason
	case s.Err != nil:
		return s.Err.Error()
	}
	return ""
}

// sidecarExtension is the property by which Adobe's programs say whose sidecar a file is: "CR2",
// "MOV".
var sidecarExtension = xml.Name{Space: "http://ns.adobe.com/photoshop/1.0/", Local: "SidecarForExtension"}

// sidecarFor is the ending of the file that a sidecar says it belongs to, "" where it says nothing.
func (p *packet) sidecarFor() string {
	if p == nil || p.rdf == nil {
		return ""
	}
	for _, description := range p.rdf.all(rdfDescription) {
		says := description.attr(sidecarExtension)
		for _, property := range description.all(sidecarExtension) {
			says = property.words()
		}
		if says = strings.TrimPrefix(strings.TrimSpace(says), "."); says != "" {
			return says
		}
	}
	return ""
}

// carrying is the request for a sidecar that is begun beside shared ones: programs that find it
// look at those no more, so their words go into it, but for those that are to go.
func (r request) carrying(shared []XMPFile) request {
	drop, cut := newWordSet(Fold, r.drop...), newWordSet(Fold, r.cut...)
	flat, paths := newWordSet(Fold), newWordSet(Fold)
	for _, s := range shared {
		trees := s.packet.trees()
		for _, word := range slices.Concat(s.packet.words(subject), leaves(trees)) {
			if !drop.has(word) {
				flat.add(word)
			}
		}
		for _, path := range trees {
			if !cut.has(path) && !drop.has(Leaf(path)) && strings.Contains(path, "|") {
				paths.add(path)
			}
		}
	}
	if !r.clear {
		flat.add(r.flat...)
		paths.add(r.paths...)
		r.flat, r.paths = flat.words, paths.words
	}
	return r
}
