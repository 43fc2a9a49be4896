package vectors

import (
	"encoding/binary"
	"testing"
)

func TestHalf(t *testing.T) {
	for h := range 1 << 16 {
		if h&0x7c00 == 0x7c00 {
			continue // infinities and NaN are not stored
		}
		if got := toHalf(fromHalf(uint16(h))); got != uint16(h) {
			t.Fatalf("%04x becomes %v and %04x", h, fromHalf(uint16(h)), got)
		}
		packed, values := binary.LittleEndian.AppendUint16(make([]byte, 40), uint16(h)), make([]float32, 21)
		if unpack(values[:16], packed[10:]); values[15] != fromHalf(uint16(h)) {
			t.Fatalf("%04x unpacks to %v with many", h, values[15])
		}
		if unpack(values, packed); values[20] != fromHalf(uint16(h)) {
			t.Fatalf("%04x unpacks to %v after many", h, values[20])
		}
	}
	for x, want := range map[float32]uint16{
		0: 0, 1: 0x3c00, -2: 0xc000, 65504: 0x7bff, 1.0 / (1 << 24): 1, 1.0 / (1 << 26): 0,
		1 + 1.0/2048: 0x3c00, 1 + 3.0/2048: 0x3c02, // ties to even
	} {
		if got := toHalf(x); got != want {
			t.Errorf("%v becomes %04x, want %04x", x, got, want)
		}
	}
}
