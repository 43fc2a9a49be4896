package keywords

import (
	"bytes"
	"encoding/binary"
	"sort"
)

func (j *jpegFile) carriers() carriers { return carriers{iptc: j.iptc, xmp: j.xmp, others: j.others} }

// isSigned looks for a C2PA manifest: JUMBF boxes in APP11.
func (j *jpegFile) isSigned() bool {
	for _, s := range j.find(markerAPP11, "JP") {
		if bytes.Contains(j.payload(s), []byte("c2pa")) {
			return true
		}
	}
	return false
}

// embed turns a plan into splices of the file.
func (j *jpegFile) embed(plan *embedPlan) (Splices, error) {
	if len(plan.iptc.add) > 0 && len(j.iptc.keywords()) == 0 && j.xmp.hasAny(pdfKeywords, xmpKeywords) {
		return nil, refuse("its XMP keeps other keywords (pdf:Keywords), which new ones would hide")
	}
	if j.xmpAt != nil && (j.xmpAt.hidden || j.xmp.unreadable) && !j.iptc.holds(plan.xmp[subject].add) {
		return nil, refuse("its XMP cannot be read by most programs, and its IPTC cannot hold the whole keyword")
	}
	if plan.why != "" && j.iptc.has(envelope, charsetSet) {
		return nil, refuse("its IPTC names a character set that cannot hold the keyword")
	}
	edits, err := j.irb.splices(j.iptc, j.iptc.splices(plan.iptc))
	if err != nil {
		return nil, err
	}
	resources := j.irbSplices(edits)
	out, err := j.together(plan, resources, 0)
	if err != nil && j.xmpAt != nil {
		if level, e := j.together(plan, resources, resources.growth()); e == nil && level.growth() == 0 {
			return level, nil
		}
	}
	return out, err
}

// together joins the splices of the image resources and those of the XMP, in which so many bytes
// are to be saved, with what moves by them. Where the picture must not move, the padding of the
// packet makes the room.
func (j *jpegFile) together(plan *embedPlan, resources Splices, save int) (Splices, error) {
	out, err := j.xmpSplices(plan.xmp, save)
	if err != nil {
		return nil, err
	}
	if out, err = append(out, resources...).tidied(j.data); err != nil {
		return nil, err
	}
	moved, err := j.movedPointers(out)
	if err != nil {
		return nil, err
	}
	if plan.moved, err = moved.tidied(j.data); err != nil {
		return nil, err
	}
	return append(out, plan.moved...).tidied(j.data)
}

// xmpSplices edits the main packet, saving bytes in it, or adds one.
func (j *jpegFile) xmpSplices(edit xmpEdit, save int) (Splices, error) {
	if edit.empty() && save == 0 {
		return nil, nil
	}
	if j.xmpAt == nil {
		packet, err := newPacket(edit)
		if err != nil {
			return nil, err
		}
		text := append([]byte(xmpHeader), packet...)
		if len(text) > maxPacket {
			return nil, refuse("its keywords do not fit into one XMP packet")
		}
		return Splices{{at: j.insertAt(), text: appendSegment(nil, markerAPP1, text)}}, nil
	}
	out := j.xmp.splices(edit, save).shifted(j.xmpAt.text)
	if j.xmpAt.end-j.xmpAt.text+out.growth() > maxPacket {
		return nil, refuse("its XMP packet has no room for the keyword")
	}
	return append(out, j.resized(j.xmpAt.segment, out.growth())), nil
}

// resized sets the length of a segment that grows.
func (j *jpegFile) resized(s segment, growth int) splice {
	size := binary.BigEndian.AppendUint16(nil, uint16(s.end-s.body+2+growth))
	return splice{at: s.body - 2, old: 2, text: size}
}

func appendSegment(out []byte, marker byte, payload []byte) []byte {
	out = append(out, 0xFF, marker)
	out = binary.BigEndian.AppendUint16(out, uint16(len(payload)+2))
	return append(out, payload...)
}

// irbSplices turns splices of the image resources, which are tidied, into splices of the segments
// that hold them. What a segment cannot hold any more goes on in a new one behind it.
func (j *jpegFile) irbSplices(edits Splices) Splices {
	if len(edits) == 0 {
		return nil
	}
	if len(j.pieces) == 0 {
		return Splices{{at: j.insertAt(), text: irbSegments(edits.apply(nil))}}
	}
	var out Splices
	for i, p := range j.pieces {
		part := edits.within(p.from, p.to, i == len(j.pieces)-1)
		old := j.irb.data[p.from:p.to]
		switch {
		case len(part) == 0:
		case len(irbHeader)+len(old)+part.growth() > maxPayload:
			out = append(out, splice{at: p.start, old: p.end - p.start, text: irbSegments(part.apply(old))})
		default:
			out = append(out, part.shifted(p.body+len(irbHeader))...)
			out = append(out, j.resized(p.segment, part.growth()))
		}
	}
	return out
}

// within returns what the splices, which are tidied, do between two offsets, counted from the
// first. A splice that goes over the end is split: its text stays with its beginning. last says
// that a splice at the very end belongs here.
func (s Splices) within(from, to int, last bool) Splices {
	var out Splices
	first := sort.Search(len(s), func(i int) bool { return s[i].at+s[i].old >= from })
	for _, one := range s[first:] {
		if one.at > to {
			break
		}
		start, end := max(one.at, from), min(one.at+one.old, to)
		begins := one.at >= from && (one.at < to || last && one.at == to)
		switch {
		case begins:
			out = append(out, splice{at: one.at - from, old: max(0, end-start), text: one.text})
		case end > start:
			out = append(out, splice{at: start - from, old: end - start})
		}
	}
	return out
}

// irbSegments writes image resources as APP13 segments, as few as possible.
func irbSegments(text []byte) []byte {
	var out []byte
	for len(text) > 0 {
		n := min(len(text), maxPayload-len(irbHeader))
		out = appendSegment(out, markerAPP13, append([]byte(irbHeader), text[:n]...))
		text = text[n:]
	}
	return out
}
