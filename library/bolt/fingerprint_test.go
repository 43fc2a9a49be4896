package bolt

import (
	"reflect"
	"testing"

	"catchlight/library/thumb"
)

func TestFingerprintRecord(t *testing.T) {
	tones := thumb.Tones{Known: true, Mean: 200, Dark: 3, Light: 80, Chroma: 44}
	tones.Colours[thumb.Blue], tones.Colours[thumb.Brown] = 61, 7
	for _, want := range []thumb.Fingerprint{
		{Hash: 1 << 63, Sharpness: 12.5},
		{Hash: 5, Tones: tones},
		{Hash: 5, People: thumb.People{Looked: true}},
		{Tones: tones, People: thumb.People{Looked: true, Person: true, Pose: 1, Faces: []thumb.Face{
			{X0: 0, Y0: 0, X1: 1, Y1: 1, Score: 1},
			{X0: 13107. / wholePart, Y0: 0, X1: 26214. / wholePart, Y1: 1, Score: 39321. / wholePart, Part: true},
		}}},
	} {
		record := encodeFingerprint(want)
		got, sound := decodeFingerprint(record)
		if !sound || !reflect.DeepEqual(got, want) {
			t.Errorf("%+v is read as %+v", want, got)
		}
		for n := range record {
			if _, sound := decodeFingerprint(record[:n]); sound {
				t.Errorf("%d of %d bytes are sound", n, len(record))
			}
		}
	}
	if f, sound := decodeFingerprint([]byte("\x01\x00\x00\x00\x00\x00\x00\x00\x05\x41\x48\x00\x00")); !sound || f.Hash != 5 || f.Sharpness != 12.5 {
		t.Errorf("a record of version 1: %+v", f)
	}
	if _, sound := decodeFingerprint(append([]byte{fingerprintVersion + 1}, make([]byte, 40)...)); sound {
		t.Error("a record of a later version is read")
	}
}

func FuzzFingerprintRecord(f *testing.F) {
	f.Add(encodeFingerprint(thumb.Fingerprint{Hash: 5, People: thumb.People{Looked: true, Faces: []thumb.Face{{X1: 1}}}}))
	f.Fuzz(func(t *testing.T, record []byte) {
		if p, sound := decodeFingerprint(record); sound && len(p.People.Faces) > len(record) {
			t.Error("more faces than bytes")
		}
	})
}
