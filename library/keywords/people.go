package keywords

import (
	"encoding/xml"
	"slices"
	"strings"
)

// Where other programs write who is on a photo: IPTC's list of names (Iptc4xmpExt, IPTC Photo
// Metadata Standard), the regions of the Metadata Working Group, which Lightroom, Picasa and
// digiKam write, and those of Windows (Microsoft People Tagging).
const (
	nsIPTCExt = "http://iptc.org/std/Iptc4xmpExt/2008-02-29/"
	nsRegions = "http://www.metadataworkinggroup.com/schemas/regions/"
	nsWindows = "http://ns.microsoft.com/photo/1.2/"
	nsWinInfo = nsWindows + "t/RegionInfo#"
	nsWinPart = nsWindows + "t/Region#"
)

var (
	personInImage  = xml.Name{Space: nsIPTCExt, Local: "PersonInImage"}
	personDetails  = xml.Name{Space: nsIPTCExt, Local: "PersonInImageWDetails"}
	personName     = xml.Name{Space: nsIPTCExt, Local: "PersonName"}
	imageRegion    = xml.Name{Space: nsIPTCExt, Local: "ImageRegion"}
	regions        = xml.Name{Space: nsRegions, Local: "Regions"}
	regionName     = xml.Name{Space: nsRegions, Local: "Name"}
	regionType     = xml.Name{Space: nsRegions, Local: "Type"}
	windowsRegions = xml.Name{Space: nsWindows, Local: "RegionInfo"}
	windowsInfo    = xml.Name{Space: nsWinInfo, Local: "Regions"}
	windowsName    = xml.Name{Space: nsWinPart, Local: "PersonDisplayName"}
)

// readPeople notes the names that a property of a packet gives to people.
func (p *packet) readPeople(property *element) {
	switch property.name {
	case personInImage:
		p.people = textsIn(property, p.people)
	case personDetails, imageRegion:
		p.people = property.textsOf(p.people, personName, personInImage)
	case regions:
		p.people = property.namesOfFaces(p.people)
	case windowsRegions, windowsInfo:
		p.people = property.textsOf(p.people, windowsName)
	}
}

// namesOfFaces appends the names of the regions at and below an element that show a face: others
// show pets, bar codes, or what was in focus.
func (e *element) namesOfFaces(out []string) []string {
	if name := e.field(regionName); name != "" && strings.EqualFold(e.field(regionType), "Face") {
		out = append(out, name)
	}
	for _, kid := range e.kids {
		out = kid.namesOfFaces(out)
	}
	return out
}

// textsOf appends what the fields of some names hold, in all structures at and below an element.
func (e *element) textsOf(out []string, names ...xml.Name) []string {
	for _, name := range names {
		if text := strings.TrimSpace(e.attr(name)); text != "" {
			out = append(out, text)
		}
	}
	for _, kid := range e.kids {
		if slices.Contains(names, kid.name) {
			out = textsIn(kid, out)
		} else {
			out = kid.textsOf(out, names...)
		}
	}
	return out
}

// field is a field of a structure, which RDF writes as an attribute or an element; "" when absent.
func (e *element) field(name xml.Name) string {
	if text := strings.TrimSpace(e.attr(name)); text != "" {
		return text
	}
	for _, kid := range e.all(name) {
		if texts := textsIn(kid, nil); len(texts) > 0 {
			return texts[0]
		}
	}
	return ""
}

// names are the people of packets, each once, as they may be shown.
func names(packets ...*packet) []string {
	set := newWordSet(Fold)
	for _, p := range packets {
		if p == nil {
			continue
		}
		for _, name := range p.people {
			if name = Clean(name); name != "" {
				set.add(name)
			}
		}
	}
	return set.words
}
