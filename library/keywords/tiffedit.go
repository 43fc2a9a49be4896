package keywords

import (
	"bytes"
	"crypto/md5"

	"catchlight/library/picture"
)

// embed turns a plan into splices: the new values and a new first directory go behind the end of
// the file, and the header is pointed at it. No other byte changes, so no offset in the file can go
// wrong.
func (t *tiffFile) embed(plan embedPlan) (Splices, error) {
	if len(t.data) > maxEmbedded {
		return nil, refuse("it is larger than 640 MB")
	}
	if t.xmp != nil && t.xmp.unreadable {
		return nil, refuse("its XMP has a property twice, so that most programs cannot read it")
	}
	if plan.why != "" {
		return nil, refuse("the character set of its IPTC cannot hold the keyword")
	}
	w := &tiffWriter{tiffFile: t, start: len(t.data)}
	w.align()
	if s, err := t.iptc.splices(plan.iptc).tidied(t.iptc.data); err != nil {
		return nil, err
	} else if err := w.setIPTC(s); err != nil {
		return nil, err
	}
	if t.xmp == nil && !plan.xmp.empty() {
		packet, err := newPacket(plan.xmp)
		if err != nil {
			return nil, err
		}
		w.set(tagXMP, kindByte, packet)
	} else if !plan.xmp.empty() {
		old := t.value(tagXMP)
		s, err := t.xmp.splices(plan.xmp, 0).tidied(old)
		if err != nil {
			return nil, err
		}
		w.set(tagXMP, kindByte, s.apply(old))
	}
	out := w.finish()
	return out, t.reachesInto(out.growth())
}

// setIPTC edits the IPTC in each place that has it; where none has, it gets a field of its own.
func (w *tiffWriter) setIPTC(s Splices) error {
	if len(s) == 0 {
		return nil
	}
	if w.twin == nil || w.find(tagIPTC) != nil {
		text := s.apply(w.iptc.data)
		w.set(tagIPTC, kindLong, text)
		if w.twin == nil {
			w.refreshDigest(w.iptc.data, text)
			return nil
		}
	}
	resources, err := w.irb.splices(w.twin, s)
	if err == nil {
		w.set(tagPhotoshop, kindByte, resources.apply(w.irb.data))
	}
	return err
}

// tiffWriter collects what is appended to a TIFF file.
type tiffWriter struct {
	*tiffFile
	start int // offset of the first appended byte
	text  []byte
}

// align keeps values and directories on even offsets (TIFF 6.0, section 2).
func (w *tiffWriter) align() {
	if (w.start+len(w.text))%2 == 1 {
		w.text = append(w.text, 0)
	}
}

// set appends a value and points the field of its tag there. A field keeps its type when that
// counts bytes or is LONG, as which Photoshop and libtiff know IPTC.
func (w *tiffWriter) set(tag, kind uint16, value []byte) {
	if f := w.find(tag); f != nil && (f.kind == kindLong || picture.TIFFTypeSize[f.kind] == 1) {
		kind = f.kind
	}
	if kind == kindLong {
		value = append(value, make([]byte, (4-len(value)%4)%4)...)
	}
	raw := w.order.AppendUint16(nil, tag)
	raw = w.order.AppendUint16(raw, kind)
	raw = w.order.AppendUint32(raw, uint32(uint64(len(value))/picture.TIFFTypeSize[kind]))
	if len(value) <= 4 {
		raw = append(raw, append(bytes.Clone(value), 0, 0, 0, 0)[:4]...)
	} else {
		raw = w.order.AppendUint32(raw, uint32(w.start+len(w.text)))
		w.text = append(w.text, value...)
		w.align()
	}
	if f := w.find(tag); f != nil {
		f.raw = raw
	} else {
		w.fields = append(w.fields, tiffField{raw: raw, tag: tag})
	}
}

// refreshDigest writes Photoshop's digest anew when it was right for the old IPTC, with its padding
// or without.
func (w *tiffWriter) refreshDigest(old, text []byte) {
	var out Splices
	for _, d := range w.irb.find(digestResource) {
		for _, trim := range []string{"", "\x00"} {
			was, is := md5.Sum(bytes.TrimRight(old, trim)), md5.Sum(bytes.TrimRight(text, trim))
			if bytes.Equal(w.irb.value(d), was[:]) && len(out) == 0 {
				out = append(out, splice{at: d.body, old: d.size, text: is[:]})
			}
		}
	}
	if len(out) > 0 {
		w.set(tagPhotoshop, kindByte, out.apply(w.irb.data))
	}
}

// finish appends the directory and returns the splices.
func (w *tiffWriter) finish() Splices {
	at := uint32(w.start + len(w.text))
	w.text = w.order.AppendUint16(w.text, uint16(len(w.fields)))
	for _, f := range w.sorted() {
		w.text = append(w.text, f.raw...)
	}
	w.text = w.order.AppendUint32(w.text, w.next)
	return Splices{
		{at: 4, old: 4, text: w.order.AppendUint32(nil, at)},
		{at: w.start, text: w.text},
	}
}
