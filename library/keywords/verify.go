package keywords

import (
	"bytes"
	"slices"
)

// verify compares the new content, parsed afresh, with the old: the picture, every segment,
// resource, data set, field and property outside the keywords must be what they were, and the
// keywords what was planned.
func (c content) verify(now content, plan embedPlan) error {
	var err error
	if c.jpeg != nil {
		err = c.jpeg.patched(plan.moved).verify(now.jpeg)
	} else {
		err = c.tiff.verify(now.tiff)
	}
	if err == nil {
		err = now.problem
	}
	if err == nil {
		err = verifyCarriers(c.carriers, now.carriers, plan)
	}
	return err
}

func (j *jpegFile) verify(now *jpegFile) error {
	switch {
	case !bytes.Equal(j.data[j.sos:j.scan], now.data[now.sos:now.scan]):
		return refuse("the picture would change")
	case !bytes.Equal(j.skeleton(), now.skeleton()):
		return refuse("other segments would change")
	case !bytes.Equal(j.irb.skeleton(), now.irb.skeleton()):
		return refuse("other Photoshop resources would change")
	}
	return nil
}

// verify expects the old file at the beginning of the new, but for the offset of the directory.
func (t *tiffFile) verify(now *tiffFile) error {
	switch {
	case !bytes.Equal(t.data[:4], now.data[:4]) || !bytes.HasPrefix(now.data[8:], t.data[8:]):
		return refuse("the picture would change")
	case !bytes.Equal(t.skeleton(), now.skeleton()):
		return refuse("other fields would change")
	case !bytes.Equal(t.irb.skeleton(), now.irb.skeleton()):
		return refuse("other Photoshop resources would change")
	}
	return nil
}

// patched is the old file with the pointers that had to be changed, none of which changes a length.
func (j *jpegFile) patched(moved Splices) *jpegFile {
	if len(moved) == 0 {
		return j
	}
	with := *j
	with.data = moved.apply(j.data[:j.scan])
	return &with
}

// skeleton is every segment that an edit leaves.
func (j *jpegFile) skeleton() []byte {
	var out []byte
	for _, s := range j.segments {
		isXMP := j.xmpAt != nil && s == j.xmpAt.segment
		if !isXMP && !j.is(s, markerAPP13, irbHeader) {
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
