package bolt

import (
	"encoding/binary"
	"math"

	"catchlight/library/thumb"
)

// fingerprintVersion is the first byte of a fingerprint's record. Version 1 is hash and sharpness
// alone.
const fingerprintVersion = 2

// sizeOfFingerprint1 is the length of a record of version 1.
const sizeOfFingerprint1 = 13

func encodeFingerprint(f thumb.Fingerprint) []byte {
	b := binary.BigEndian.AppendUint64([]byte{fingerprintVersion}, f.Hash)
	b = binary.BigEndian.AppendUint32(b, math.Float32bits(f.Sharpness))
	e := &encoder{buf: b}
	e.tones(f.Tones)
	e.people(f.People)
	return e.buf
}

// decodeFingerprint reads a fingerprint's record; false where it is damaged or of a newer program.
func decodeFingerprint(b []byte) (thumb.Fingerprint, bool) {
	if len(b) < sizeOfFingerprint1 || b[0] == 0 || b[0] > fingerprintVersion || b[0] == 1 && len(b) != sizeOfFingerprint1 {
		return thumb.Fingerprint{}, false
	}
	f := thumb.Fingerprint{
		Hash:      binary.BigEndian.Uint64(b[1:]),
		Sharpness: math.Float32frombits(binary.BigEndian.Uint32(b[9:])),
	}
	if b[0] == 1 {
		return f, true
	}
	d := &decoder{data: b[sizeOfFingerprint1:]}
	f.Tones, f.People = d.tones(), d.people()
	return f, !d.bad
}

func (e *encoder) tones(t thumb.Tones) {
	e.bool(t.Known)
	if t.Known {
		e.raw([]byte{t.Mean, t.Dark, t.Light, t.Chroma})
		e.bytes(t.Colours[:])
	}
}

func (d *decoder) tones() (t thumb.Tones) {
	if t.Known = d.bool(); !t.Known {
		return t
	}
	if b := d.raw(4); b != nil {
		t.Mean, t.Dark, t.Light, t.Chroma = b[0], b[1], b[2], b[3]
	}
	copy(t.Colours[:], d.bytes())
	return t
}

// Scores and places are kept in 65,535 steps.
const wholePart = math.MaxUint16

func (e *encoder) part(x float32) { e.uint(uint64(math.Round(float64(min(max(x, 0), 1)) * wholePart))) }
func (d *decoder) part() float32  { return float32(d.uint()) / wholePart }

func (e *encoder) people(p thumb.People) {
	e.bool(p.Looked)
	if !p.Looked {
		return
	}
	e.bool(p.Person)
	e.part(p.Pose)
	e.uint(uint64(len(p.Faces)))
	for _, f := range p.Faces {
		for _, x := range [...]float32{f.X0, f.Y0, f.X1, f.Y1, f.Score} {
			e.part(x)
		}
		e.bool(f.Part)
	}
}

func (d *decoder) people() (p thumb.People) {
	if p.Looked = d.bool(); !p.Looked {
		return p
	}
	p.Person, p.Pose = d.bool(), d.part()
	for range d.count() {
		p.Faces = append(p.Faces, thumb.Face{X0: d.part(), Y0: d.part(), X1: d.part(), Y1: d.part(), Score: d.part(), Part: d.bool()})
	}
	return p
}
