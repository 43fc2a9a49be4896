package vectors

import (
	"encoding/hex"
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"catchlight/library/picture"
)

// unit makes a vector of unit length.
func unit(r *rand.Rand, dim int) []float32 {
	v := make([]float32, dim)
	var sum float64
	for i := range v {
		v[i] = float32(r.NormFloat64())
		sum += float64(v[i]) * float64(v[i])
	}
	for i := range v {
		v[i] = float32(float64(v[i]) / math.Sqrt(sum))
	}
	return v
}

func pictureOf(n int) picture.ID { return picture.ID{1, byte(n), byte(n >> 8)} }

// TestZeroedPageOfABlock: wherever a page within a block of vectors is lost, the block is damaged,
// not other vectors.
func TestZeroedPageOfABlock(t *testing.T) {
	r, set := rand.New(rand.NewPCG(1, 2)), newSet()
	set.dim = 512
	e := newEdit(set)
	for i := range BlockRows {
		e.put(Vector{pictureOf(i), unit(r, 512)})
	}
	value := e.changed[0].encode(512)
	if b, dim := decodeBlock(value); b == nil || dim != 512 || b.bare {
		t.Fatal("a sound block is damaged")
	}
	if b, _ := decodeBlock(value[:len(value)-blockSum]); b == nil || !b.bare {
		t.Error("a block of format 2 is not read")
	}
	for at := 0; at < len(value); at += 512 {
		broken := slices.Clone(value)
		clear(broken[at:min(at+512, len(broken))])
		if b, _ := decodeBlock(broken); b != nil {
			t.Errorf("zeros from %d on pass as sound", at)
		}
	}
}

// TestBlockStaysAsItIs: libraries of users hold these bytes.
func TestBlockStaysAsItIs(t *testing.T) {
	b := &block{ids: []picture.ID{pictureOf(7), {}}, packed: halves([]float32{1, -.5, 0, 0})}
	const want = "02000200" + // two values, two rows
		"01070000000000000000000000000000" + "00000000000000000000000000000000" +
		"003c00b8" + "00000000" + "72567200"
	if got := hex.EncodeToString(b.encode(2)); got != want {
		t.Errorf("%s", got)
	}
}

// FuzzBlock: whatever stands in a file is a block that is stored as it was, or none.
func FuzzBlock(f *testing.F) {
	b := &block{ids: []picture.ID{pictureOf(7), {}}, packed: halves([]float32{1, -.5, 0, 0})}
	f.Add(b.encode(2))
	f.Add([]byte{255, 255, 1, 0})
	f.Fuzz(func(t *testing.T, value []byte) {
		ids, sound := Pictures(value)
		n := Count(value)
		packed := Repack(func(yield func([]byte) bool) { yield(value) }, func(picture.ID) bool { return true })
		if !sound {
			if len(packed) > 0 {
				t.Error("a damaged block is packed")
			}
			return
		}
		again, dim := decodeBlock(value)
		stored := again.encode(dim)
		if size := len(stored) - blockSum; string(stored[:size]) != string(value[:size]) {
			t.Error("a block becomes another")
		}
		if holes := len(ids) - n; holes < 0 || len(packed) > 1 || len(packed) == 1 && Count(packed[0]) > n {
			t.Errorf("%d rows, %d vectors, packed %d blocks", len(ids), n, len(packed))
		}
	})
}
