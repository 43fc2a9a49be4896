package vectors

import (
	"encoding/binary"
	"math"
)

// toHalf rounds to half precision (IEEE 754-2019 binary16), to the nearest and ties to even. For a
// unit vector that is an error of at most 2⁻¹² per value, relative, so that a score (a product of
// two such vectors, one of them exact) moves by less than 0.00025, and in practice by some 0.00001.
func toHalf(x float32) uint16 {
	bits := math.Float32bits(x)
	sign := uint16(bits >> 16 & 0x8000)
	abs := bits &^ (1 << 31)
	switch {
	case abs >= 0x477ff000: // rounds to 65536 or more: infinity
		return sign | 0x7c00
	case abs < 0x38800000: // below 2⁻¹⁴: subnormal, in steps of 2⁻²⁴
		return sign | uint16(math.RoundToEven(float64(math.Float32frombits(abs))*(1<<24)))
	}
	abs += 0xfff + abs>>13&1 // round the 13 bits that go
	return sign | uint16((abs-0x38000000)>>13)
}

// fromHalf is exact. Infinities, which no stored vector holds, become large numbers.
func fromHalf(h uint16) float32 {
	const scale = 1 << 112 // moves the exponent's bias from 15 to 127, for subnormal numbers too
	f := math.Float32frombits(uint32(h&0x7fff)<<13) * scale
	if h&0x8000 != 0 {
		return -f
	}
	return f
}

// halves packs values, little endian.
func halves(values []float32) []byte {
	packed := make([]byte, 0, 2*len(values))
	for _, x := range values {
		packed = binary.LittleEndian.AppendUint16(packed, toHalf(x))
	}
	return packed
}

// unpackPlain makes len(values) numbers of packed halves.
func unpackPlain(values []float32, packed []byte) {
	for i := range values {
		values[i] = fromHalf(binary.LittleEndian.Uint16(packed[2*i:]))
	}
}

func floats(packed []byte) []float32 {
	values := make([]float32, len(packed)/2)
	unpack(values, packed)
	return values
}
