package bolt

import (
	"encoding/binary"
	"math"
	"time"
)

// encoder builds a record. Numbers are varints; a string that the record holds already is a
// reference to it.
type encoder struct {
	buf  []byte
	seen map[string]uint64
}

func newEncoder(version byte) *encoder {
	return &encoder{buf: []byte{version}, seen: map[string]uint64{}}
}

func (e *encoder) uint(x uint64)  { e.buf = binary.AppendUvarint(e.buf, x) }
func (e *encoder) int(x int64)    { e.buf = binary.AppendVarint(e.buf, x) }
func (e *encoder) raw(b []byte)   { e.buf = append(e.buf, b...) }
func (e *encoder) bytes(b []byte) { e.uint(uint64(len(b))); e.raw(b) }

func (e *encoder) bool(b bool) {
	if b {
		e.uint(1)
	} else {
		e.uint(0)
	}
}

// string writes 0 and the bytes, or the number of an earlier string, counted from 1.
func (e *encoder) string(s string) {
	if n, ok := e.seen[s]; ok {
		e.uint(n)
		return
	}
	e.seen[s] = uint64(len(e.seen) + 1)
	e.uint(0)
	e.bytes([]byte(s))
}

func (e *encoder) strings(list []string) {
	e.uint(uint64(len(list)))
	for _, s := range list {
		e.string(s)
	}
}

func (e *encoder) float(x float64) {
	e.buf = binary.LittleEndian.AppendUint64(e.buf, math.Float64bits(x))
}

// time keeps the moment to the nanosecond and the zone as its distance from UTC in seconds.
func (e *encoder) time(t time.Time) {
	e.bool(!t.IsZero())
	if t.IsZero() {
		return
	}
	_, zone := t.Zone()
	e.int(t.Unix())
	e.uint(uint64(t.Nanosecond()))
	e.int(int64(zone))
}

// decoder reads a record. After the first value that does not fit, everything is zero and bad is
// set. Its strings are interned, for libraries repeat themselves: cameras, lenses, keywords.
type decoder struct {
	version byte
	data    []byte
	bad     bool
	seen    []string
	intern  map[string]string // may be nil
}

// newDecoder begins with a record of any version up to the newest.
func newDecoder(data []byte, newest byte, intern map[string]string) *decoder {
	d := &decoder{data: data, intern: intern}
	if v := d.raw(1); d.bad || v[0] == 0 || v[0] > newest {
		d.fail()
	} else {
		d.version = v[0]
	}
	return d
}

func (d *decoder) fail() { d.bad, d.data = true, nil }

// raw gives the next n bytes, which are the file's own memory: copy what is to last.
func (d *decoder) raw(n uint64) []byte {
	if n > uint64(len(d.data)) {
		d.fail()
		return nil
	}
	b := d.data[:n]
	d.data = d.data[n:]
	return b
}

func (d *decoder) uint() uint64 {
	x, n := binary.Uvarint(d.data)
	if n <= 0 {
		d.fail()
		return 0
	}
	d.data = d.data[n:]
	return x
}

func (d *decoder) int() int64 {
	x, n := binary.Varint(d.data)
	if n <= 0 {
		d.fail()
		return 0
	}
	d.data = d.data[n:]
	return x
}

func (d *decoder) bool() bool    { return d.uint() != 0 }
func (d *decoder) bytes() []byte { return d.raw(d.uint()) }

func (d *decoder) string() string {
	n := d.uint()
	if n > uint64(len(d.seen)) {
		d.fail()
	}
	switch {
	case d.bad:
		return ""
	case n > 0:
		return d.seen[n-1]
	}
	s := d.interned(d.bytes())
	d.seen = append(d.seen, s)
	return s
}

func (d *decoder) interned(b []byte) string {
	if s, ok := d.intern[string(b)]; ok {
		return s
	}
	s := string(b)
	if d.intern != nil {
		d.intern[s] = s
	}
	return s
}

// count is the length of a list, each item of which takes a byte at least.
func (d *decoder) count() int {
	n := d.uint()
	if n > uint64(len(d.data)) {
		d.fail()
		return 0
	}
	return int(n)
}

func (d *decoder) strings() []string {
	var list []string
	for range d.count() {
		list = append(list, d.string())
	}
	return list
}

func (d *decoder) float() float64 {
	b := d.raw(8)
	if b == nil {
		return 0
	}
	return math.Float64frombits(binary.LittleEndian.Uint64(b))
}

func (d *decoder) time() time.Time {
	if !d.bool() {
		return time.Time{}
	}
	sec, nsec, zone := d.int(), d.uint(), d.int()
	if d.bad || nsec >= 1e9 {
		d.fail()
		return time.Time{}
	}
	t := time.Unix(sec, int64(nsec))
	if zone == 0 {
		return t.UTC()
	}
	return t.In(time.FixedZone("", int(zone)))
}
