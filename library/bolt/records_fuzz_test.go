package bolt

import (
	"bytes"
	"testing"
)

// FuzzRecords: whatever stands in a file is damage, or a record that stays the same once it is
// stored again.
func FuzzRecords(f *testing.F) {
	for kind, data := range [][]byte{
		samplePhoto().Encode(), encodeDecision(sampleDecision()), Source{Path: "/p", Excluded: []string{"/p/x"}}.Encode(),
		encodeRun(Run{ID: 1, Label: "write"}), sampleRecord().encode(),
	} {
		f.Add(byte(kind), data)
	}
	again := []func(data []byte) ([]byte, bool){
		func(data []byte) ([]byte, bool) {
			p := new(Photo)
			sound := p.Decode(7, data, map[string]string{})
			return p.Encode(), sound
		},
		func(data []byte) ([]byte, bool) {
			d, sound := decodeDecision(7, data, nil)
			return encodeDecision(d), sound
		},
		func(data []byte) ([]byte, bool) { s, sound := DecodeSource(data); return s.Encode(), sound },
		func(data []byte) ([]byte, bool) { r, sound := decodeRun(1, data); return encodeRun(r), sound },
		func(data []byte) ([]byte, bool) {
			r, sound := decodeRecord(sampleRecord().key(), data)
			if !sound {
				return nil, false
			}
			return r.encode(), true
		},
	}
	f.Fuzz(func(t *testing.T, kind byte, data []byte) {
		once := again[int(kind)%len(again)]
		stored, sound := once(data)
		if !sound {
			return
		}
		if twice, sound := once(stored); !sound || !bytes.Equal(twice, stored) {
			t.Errorf("%x becomes %x", stored, twice)
		}
	})
}
