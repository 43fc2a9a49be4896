package thumb

import (
	"encoding/binary"
	"image"
	"math"
	"sync"
)

// conversion takes RGB of a matrix profile, such as Display P3 and Adobe RGB, to
// sRGB. Its method (ICC.1:2010, annex F.3): each channel through its curve to
// linear light, one matrix through the connection space XYZ D50 into linear sRGB,
// cut to 0 to 1, and sRGB's curve. Profiles made of tables (printers, CMYK) and
// of grey are left alone, as are those that are sRGB anyway.
type conversion struct {
	curves [3][256]float32 // linear light of each value of R, G, B
	matrix [3][3]float32   // linear profile RGB → linear sRGB
}

// xyzToSRGB is the inverse of the sRGB primaries adapted to D50 by Bradford's
// method (Lindbloom, RGB/XYZ matrices).
var xyzToSRGB = [3][3]float64{
	{3.1338561, -1.6168667, -0.4906146},
	{-0.9787684, 1.9161415, 0.0334540},
	{0.0719453, -0.2289914, 1.4052427},
}

// newConversion parses a profile; nil when there is nothing to convert or the
// profile is of a kind that we leave alone.
func newConversion(profile []byte) *conversion {
	if len(profile) < 132 || string(profile[16:20]) != "RGB " || string(profile[20:24]) != "XYZ " {
		return nil
	}
	tags := profileTags(profile)
	c := &conversion{}
	var toXYZ [3][3]float64
	for i, name := range []string{"r", "g", "b"} {
		column, ok := profileXYZ(tags[name+"XYZ"])
		if !ok || !profileCurve(tags[name+"TRC"], &c.curves[i]) {
			return nil
		}
		for row := range 3 {
			toXYZ[row][i] = column[row]
		}
	}
	for row := range 3 {
		for column := range 3 {
			sum := 0.0
			for k := range 3 {
				sum += xyzToSRGB[row][k] * toXYZ[k][column]
			}
			c.matrix[row][column] = float32(sum)
		}
	}
	if c.changesNothing() {
		return nil
	}
	return c
}

// profileTags reads the tag table; tags that leave the profile are left out.
func profileTags(profile []byte) map[string][]byte {
	tags := map[string][]byte{}
	count := int(min(binary.BigEndian.Uint32(profile[128:]), 100))
	for i := range count {
		entry := 132 + 12*i
		if entry+12 > len(profile) {
			break
		}
		start := uint64(binary.BigEndian.Uint32(profile[entry+4:]))
		end := start + uint64(binary.BigEndian.Uint32(profile[entry+8:]))
		if end <= uint64(len(profile)) {
			tags[string(profile[entry:entry+4])] = profile[start:end]
		}
	}
	return tags
}

// fixed reads an s15Fixed16Number.
func fixed(b []byte) float64 { return float64(int32(binary.BigEndian.Uint32(b))) / 65536 }

func profileXYZ(tag []byte) (xyz [3]float64, ok bool) {
	if len(tag) < 20 || string(tag[:4]) != "XYZ " {
		return xyz, false
	}
	for i := range xyz {
		xyz[i] = fixed(tag[8+4*i:])
	}
	return xyz, true
}

// profileCurve fills the table of a curveType or parametricCurveType.
func profileCurve(tag []byte, table *[256]float32) bool {
	if len(tag) < 12 {
		return false
	}
	curve := func(float64) float64 { return math.NaN() }
	switch string(tag[:4]) {
	case "curv":
		curve = sampledCurve(tag[8:])
	case "para":
		curve = parametricCurve(tag[8:])
	}
	for i := range table {
		y := curve(float64(i) / 255)
		if math.IsNaN(y) || math.IsInf(y, 0) {
			return false
		}
		table[i] = float32(min(max(y, 0), 1))
	}
	return table[255]-table[0] > 0.5 // anything else would blacken the picture
}

// sampledCurve reads a count and as many numbers: none is the identity, one a
// gamma in 1/256, more are samples to interpolate.
func sampledCurve(b []byte) func(float64) float64 {
	count := int(min(binary.BigEndian.Uint32(b), 1<<20))
	if 4+2*count > len(b) {
		return func(float64) float64 { return math.NaN() }
	}
	sample := func(i int) float64 { return float64(binary.BigEndian.Uint16(b[4+2*i:])) }
	switch count {
	case 0:
		return func(x float64) float64 { return x }
	case 1:
		return func(x float64) float64 { return math.Pow(x, sample(0)/256) }
	}
	return func(x float64) float64 {
		at := x * float64(count-1)
		i := min(int(at), count-2)
		part := at - float64(i)
		return (sample(i)*(1-part) + sample(i+1)*part) / 65535
	}
}

// parametricCurve reads the five function types of ICC.1:2010, table 65:
// y = (a·x + b)^g + e for x ≥ d, else c·x + f.
func parametricCurve(b []byte) func(float64) float64 {
	kind := binary.BigEndian.Uint16(b)
	counts := []int{1, 3, 4, 5, 7}
	if int(kind) >= len(counts) || 4+4*counts[kind] > len(b) {
		return func(float64) float64 { return math.NaN() }
	}
	p := make([]float64, counts[kind])
	for i := range p {
		p[i] = fixed(b[4+4*i:])
	}
	g, a, bb, c, d, e, f := p[0], 1.0, 0.0, 0.0, 0.0, 0.0, 0.0
	switch kind {
	case 1:
		a, bb, d = p[1], p[2], -p[2]/p[1]
	case 2:
		a, bb, d, e, f = p[1], p[2], -p[2]/p[1], p[3], p[3]
	case 3:
		a, bb, c, d = p[1], p[2], p[3], p[4]
	case 4:
		a, bb, c, d, e, f = p[1], p[2], p[3], p[4], p[5], p[6]
	}
	return func(x float64) float64 {
		if x < d {
			return c*x + f
		}
		return math.Pow(max(0, a*x+bb), g) + e
	}
}

// srgbLinear is the linear light of an sRGB value from 0 to 1 (IEC 61966-2-1).
func srgbLinear(v float64) float64 {
	if v <= 0.04045 {
		return v / 12.92
	}
	return math.Pow((v+0.055)/1.055, 2.4)
}

// encodeSteps is fine enough for the steepest part of sRGB's curve.
const encodeSteps = 1 << 14

// srgbEncode gives the sRGB byte of linear light 0 to encodeSteps; made once, at
// the first picture that needs it.
var srgbEncode = sync.OnceValue(func() *[encodeSteps + 1]byte {
	table := new([encodeSteps + 1]byte)
	value := 0
	for i := range table {
		for value < 255 && float64(i)/encodeSteps >= srgbLinear((float64(value)+0.5)/255) {
			value++
		}
		table[i] = byte(value)
	}
	return table
})

// changesNothing reports whether the profile is sRGB within what the eye and the
// rounding of profiles leave: half a per cent.
func (c *conversion) changesNothing() bool {
	const tolerance = 0.005
	for row := range 3 {
		for column := range 3 {
			want := 0.0
			if row == column {
				want = 1
			}
			if math.Abs(float64(c.matrix[row][column])-want) > tolerance {
				return false
			}
		}
	}
	for i := range 256 {
		for _, curve := range c.curves {
			if math.Abs(float64(curve[i])-srgbLinear(float64(i)/255)) > tolerance {
				return false
			}
		}
	}
	return true
}

// apply converts an opaque picture in place.
func (c *conversion) apply(img *image.RGBA) {
	encode := srgbEncode()
	m := c.matrix
	for i := 0; i+3 < len(img.Pix); i += 4 {
		p := img.Pix[i : i+4 : i+4]
		r, g, b := c.curves[0][p[0]], c.curves[1][p[1]], c.curves[2][p[2]]
		for k := range 3 {
			v := m[k][0]*r + m[k][1]*g + m[k][2]*b
			p[k] = encode[int(min(max(v, 0), 1)*encodeSteps+0.5)]
		}
	}
}
