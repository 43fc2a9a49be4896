package metadata

import (
	"bytes"
	"slices"
)

// verifyJPEG parses the new bytes afresh and compares them with the old: the picture, every segment, resource, data
// set and property outside the keywords must be what they were, and the keywords what was planned.
func verifyJPEG(old, data []byte, plan embedPlan) error {
	a, b := readJPEG(old), readJPEG(data)
	switch {
	case b.problem != nil:
		return b.problem
	case !bytes.Equal(old[a.sos:], data[b.sos:]):
		return refuse("the picture would change")
	case !bytes.Equal(a.skeleton(), b.skeleton()):
		return refuse("other segments would change")
	case !bytes.Equal(a.irb.skeleton(), b.irb.skeleton()):
		return refuse("other Photoshop resources would change")
	}
	return verifyCarriers(a.carriers(), b.carriers(), plan)
}

// skeleton is every segment that an edit leaves. MPF may be patched; its images are part of the picture's bytes.
func (j *jpegFile) skeleton() []byte {
	var out []byte
	for _, s := range j.segments {
		isXMP := j.xmpAt != nil && s == *j.xmpAt
		if !isXMP && !j.is(s, markerAPP13, irbHeader) && !j.is(s, markerAPP2, mpfHeader) {
			out = append(out, j.data[s.start:s.end]...)
		}
	}
	return out
}

func verifyCarriers(old, now carriers, plan embedPlan) error {
	version := old.iptc.has(application, versionSet)
	if !bytes.Equal(old.iptc.skeleton(version), now.iptc.skeleton(version)) {
		return refuse("other IPTC data would change")
	}
	if !slices.Equal(plan.iptcAfter(old.iptc), now.iptc.keywords()) {
		return refuse("the keywords would not read back from IPTC")
	}
	return verifyXMP(old.xmp, now.xmp, plan.xmp)
}

// iptcAfter is what 2:25 holds after the plan.
func (p embedPlan) iptcAfter(stream *iim) []string {
	edit := listEdit{remove: p.iptc.remove}
	for _, word := range p.iptc.add {
		edit.add = append(edit.add, cutKeyword(word))
	}
	return edit.applied(stream.keywords())
}

// verifyXMP compares two packets; old is nil when the packet is new.
func verifyXMP(old, now *packet, edit xmpEdit) error {
	if now == nil {
		if edit.empty() && old == nil {
			return nil
		}
		return refuse("its XMP would be lost")
	}
	if old != nil && !bytes.Equal(old.skeleton(), now.skeleton()) {
		return refuse("other XMP data would change")
	}
	for kind := range listKinds {
		if !slices.Equal(edit.after(old, kind), now.words(kind)) {
			return refuse("the keywords would not read back from XMP")
		}
	}
	return nil
}
