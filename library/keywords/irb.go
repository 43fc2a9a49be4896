package keywords

import (
	"bytes"
	"crypto/md5"
	"encoding/binary"
	"slices"
)

// Image resources of Photoshop (Adobe Photoshop File Formats Specification, "Image Resource
// Blocks").
const (
	resourceKind   = "8BIM"
	iptcResource   = 0x0404
	digestResource = 0x0425

	// maxResources bounds what a crafted block can claim.
	maxResources = 1 << 14
)

// resourceKinds are the signatures in use.
var resourceKinds = []string{resourceKind, "PHUT", "AgHg", "DCSR", "MeSa"}

// resource is one image resource: kind(4) id(2) Pascal name, padded; size(4) data, padded.
type resource struct {
	kind       string
	id         uint16
	start, end int // all of it
	body, size int // its data
}

// irb is a parsed sequence of image resources.
type irb struct {
	data      []byte
	resources []resource
}

// parseIRB walks the resources. What was read before an error is returned with it.
func parseIRB(data []byte) (*irb, error) {
	b := &irb{data: data}
	padding := len(bytes.TrimRight(data, "\x00"))
	for at := 0; at < padding; {
		r, ok := resourceAt(data, at)
		if !ok || len(b.resources) == maxResources {
			return b, refuse("its Photoshop block is malformed")
		}
		b.resources = append(b.resources, r)
		at = r.end
	}
	return b, nil
}

func resourceAt(data []byte, at int) (resource, bool) {
	head := data[at:]
	if len(head) < 12 || !slices.Contains(resourceKinds, string(head[:4])) {
		return resource{}, false
	}
	r := resource{kind: string(head[:4]), id: binary.BigEndian.Uint16(head[4:]), start: at}
	name := 1 + int(head[6])
	body := 6 + name + name%2 + 4
	if body > len(head) {
		return resource{}, false
	}
	size := binary.BigEndian.Uint32(head[body-4:])
	if uint64(size) > uint64(len(head)-body) {
		return resource{}, false
	}
	r.body, r.size = at+body, int(size)
	r.end = min(r.body+r.size+r.size%2, len(data)) // the last pad byte may be missing
	return r, true
}

// find returns the resources with an id.
func (b *irb) find(id uint16) []resource {
	var found []resource
	for _, r := range b.resources {
		if r.kind == resourceKind && r.id == id {
			found = append(found, r)
		}
	}
	return found
}

// iptc returns the IPTC stream and the others that are there. Several are refused, for programs
// differ in which one they read.
func (b *irb) iptc() (stream *iim, others []*iim, err error) {
	found := b.find(iptcResource)
	if len(found) == 0 {
		stream, err = parseIIM(nil)
		return stream, nil, err
	}
	stream, err = parseIIM(b.value(found[0]))
	for i, r := range found[1:] {
		if err = refuse("it has several IPTC blocks"); i == maxOthers {
			break
		}
		other, _ := parseIIM(b.value(r)) // refused anyway
		others = append(others, other)
	}
	return stream, others, err
}

func (b *irb) value(r resource) []byte { return b.data[r.body : r.body+r.size] }

// splices turns splices of the IPTC stream into splices of the resources: a new resource stands
// first; the digest is refreshed when it was right, and made with a new IPTC block.
func (b *irb) splices(stream *iim, edits Splices) (Splices, error) {
	edits, err := edits.tidied(stream.data)
	if err != nil || len(edits) == 0 {
		return nil, err
	}
	return b.spliced(stream, edits).tidied(b.data)
}

// spliced is splices for edits that are tidied.
func (b *irb) spliced(stream *iim, edits Splices) Splices {
	text := edits.apply(stream.data)
	digest := md5.Sum(text)
	found := b.find(iptcResource)
	if len(found) == 0 {
		return b.newIPTC(text, digest[:])
	}
	r := found[0]
	size := r.size + edits.growth()
	out := Splices{{at: r.body - 4, old: 4, text: binary.BigEndian.AppendUint32(nil, uint32(size))}}
	out = append(out, edits.shifted(r.body)...)
	out = append(out, splice{at: r.body + r.size, old: r.end - r.body - r.size, text: make([]byte, size%2)})
	old := md5.Sum(stream.data)
	for _, d := range b.find(digestResource) {
		if bytes.Equal(b.value(d), old[:]) {
			out = append(out, splice{at: d.body, old: d.size, text: digest[:]})
		}
	}
	return out
}

// newIPTC puts an IPTC block before the other resources, with its digest.
func (b *irb) newIPTC(text, digest []byte) Splices {
	fresh := splice{text: appendResource(nil, iptcResource, text)}
	digests := b.find(digestResource)
	if len(digests) == 0 {
		fresh.text = appendResource(fresh.text, digestResource, digest)
	}
	out := Splices{fresh}
	for _, d := range digests {
		if d.size == len(digest) { // of IPTC that is gone
			out = append(out, splice{at: d.body, old: d.size, text: digest})
		}
	}
	return out
}

func appendResource(out []byte, id uint16, value []byte) []byte {
	out = append(out, resourceKind...)
	out = binary.BigEndian.AppendUint16(out, id)
	out = append(out, 0, 0)
	out = binary.BigEndian.AppendUint32(out, uint32(len(value)))
	out = append(out, value...)
	return append(out, make([]byte, len(value)%2)...)
}

// skeleton is what an edit must leave: every resource but IPTC and its digest.
func (b *irb) skeleton() []byte {
	var out []byte
	for _, r := range b.resources {
		if r.kind != resourceKind || r.id != iptcResource && r.id != digestResource {
			out = append(out, b.data[r.start:r.end]...)
		}
	}
	return out
}
