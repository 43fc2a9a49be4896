package picture

import (
	"encoding/binary"
	"slices"
	"testing"
)

// mediaBoxOf wraps payloads in a box.
func mediaBoxOf(kind string, payloads ...[]byte) []byte {
	payload := slices.Concat(payloads...)
	return slices.Concat(binary.BigEndian.AppendUint32(nil, uint32(8+len(payload))), []byte(kind), payload)
}

// testHEIF has picture 1 of 800 × 600 and thumbnails of it: 2 of 320 × 240, 3 of 640 × 480, 4 of
// 160 × 160 (another shape), 5 of 64 × 48; item 6 is a thumbnail of another picture.
func testHEIF() []byte {
	size := func(w, h byte) []byte {
		return mediaBoxOf("ispe", []byte{0, 0, 0, 0, 0, 0, w, 0, 0, 0, h, 0}) // in units of 256
	}
	small := func(w, h byte) []byte { return mediaBoxOf("ispe", []byte{0, 0, 0, 0, 0, 0, 0, w, 0, 0, 0, h}) }
	properties := mediaBoxOf("ipco", size(4, 3), size(2, 2), small(192, 144), small(160, 160), small(64, 48))
	uses := []byte{0, 0, 0, 0, 0, 0, 0, 6, 0, 1, 1, 1, 0, 2, 1, 3, 0, 3, 1, 1, 0, 4, 1, 4, 0, 5, 1, 5, 0, 6, 1, 3}
	references := mediaBoxOf("iref", []byte{0, 0, 0, 0},
		mediaBoxOf("thmb", []byte{0, 2, 0, 1, 0, 1}), mediaBoxOf("thmb", []byte{0, 4, 0, 1, 0, 1}),
		mediaBoxOf("thmb", []byte{0, 5, 0, 1, 0, 1}), mediaBoxOf("thmb", []byte{0, 6, 0, 1, 0, 7}),
		mediaBoxOf("auxl", []byte{0, 3, 0, 1, 0, 1}))
	return slices.Concat(mediaBoxOf("ftyp", []byte("heic\x00\x00\x00\x00heic")),
		mediaBoxOf("meta", []byte{0, 0, 0, 0}, mediaBoxOf("pitm", []byte{0, 0, 0, 0, 0, 1}), references,
			mediaBoxOf("iprp", properties, mediaBoxOf("ipma", uses))))
}

func TestHEIFPreview(t *testing.T) {
	data := testHEIF()
	for minShort, want := range map[int]uint32{0: 0, 40: 2, 144: 2, 145: 0, 800: 0} {
		changed := HEIFPreview(data, minShort)
		got := uint32(0)
		if changed != nil {
			got = readHEIF(changed).primary
		}
		if got != want {
			t.Errorf("for %d pixels item %d, want %d", minShort, got, want)
		}
	}
	if readHEIF(data).primary != 1 {
		t.Error("the file in memory was changed")
	}
}
