package thumb

import (
	"encoding/binary"
	"image"
	"image/color"
	"math"
	"testing"
)

// testProfile builds a matrix profile: the columns of R, G, B in XYZ, and a curve.
func testProfile(columns [3][3]float64, curve []byte) []byte {
	number := func(b []byte, v float64) []byte {
		return binary.BigEndian.AppendUint32(b, uint32(int32(math.Round(v*65536))))
	}
	header := make([]byte, 128)
	copy(header[16:], "RGB XYZ ")
	table := binary.BigEndian.AppendUint32(nil, 6)
	var data []byte
	add := func(name string, tag []byte) {
		table = append(table, name...)
		table = binary.BigEndian.AppendUint32(table, uint32(128+4+12*6+len(data)))
		table = binary.BigEndian.AppendUint32(table, uint32(len(tag)))
		data = append(data, tag...)
	}
	for i, name := range []string{"r", "g", "b"} {
		tag := []byte("XYZ \x00\x00\x00\x00")
		for _, v := range columns[i] {
			tag = number(tag, v)
		}
		add(name+"XYZ", tag)
		add(name+"TRC", curve)
	}
	return append(append(header, table...), data...)
}

func parametric(kind byte, values ...float64) []byte {
	b := []byte{'p', 'a', 'r', 'a', 0, 0, 0, 0, 0, kind, 0, 0}
	for _, v := range values {
		b = binary.BigEndian.AppendUint32(b, uint32(int32(math.Round(v*65536))))
	}
	return b
}

var (
	displayP3   = [3][3]float64{{.51512, .2412, -.00105}, {.29198, .69225, .04189}, {.1571, .06657, .78407}}
	adobeRGB    = [3][3]float64{{.60974, .31111, .01947}, {.20528, .62567, .06087}, {.14919, .06322, .74457}}
	srgbColumns = [3][3]float64{{.43607, .22249, .01392}, {.38515, .71687, .09708}, {.14307, .06061, .7141}}
	srgbCurve   = parametric(3, 2.4, 1/1.055, .055/1.055, 1/12.92, .04045)
	gammaCurve  = []byte("curv\x00\x00\x00\x00\x00\x00\x00\x01\x02\x33") // 563/256
)

// TestConversion compares with what LittleCMS makes of the same profiles and
// colours (through Pillow's ImageCms, relative colorimetric).
func TestConversion(t *testing.T) {
	colours := []color.RGBA{{255, 0, 0, 255}, {0, 255, 0, 255}, {128, 128, 128, 255}, {200, 100, 50, 255}, {60, 140, 90, 255}, {20, 30, 200, 255}, {250, 250, 250, 255}, {5, 10, 15, 255}}
	for name, c := range map[string]struct {
		profile []byte
		want    []color.RGBA
	}{
		"Display P3": {testProfile(displayP3, srgbCurve), []color.RGBA{{255, 0, 0, 255}, {0, 255, 0, 255}, {128, 128, 128, 255}, {215, 93, 31, 255}, {0, 142, 85, 255}, {17, 30, 208, 255}, {250, 250, 250, 255}, {4, 10, 15, 255}}},
		"Adobe RGB":  {testProfile(adobeRGB, gammaCurve), []color.RGBA{{255, 0, 0, 255}, {0, 255, 0, 255}, {129, 129, 129, 255}, {227, 100, 42, 255}, {0, 141, 86, 255}, {5, 24, 205, 255}, {250, 250, 250, 255}, {0, 3, 7, 255}}},
	} {
		convert := newConversion(c.profile)
		if convert == nil {
			t.Fatalf("%s: no conversion", name)
		}
		img := image.NewRGBA(image.Rect(0, 0, len(colours), 1))
		for x, colour := range colours {
			img.SetRGBA(x, 0, colour)
		}
		convert.apply(img)
		for x, want := range c.want {
			if got := img.RGBAAt(x, 0); far(got.R, want.R) > 1 || far(got.G, want.G) > 1 || far(got.B, want.B) > 1 {
				t.Errorf("%s: %v becomes %v, want %v", name, colours[x], got, want)
			}
		}
	}
}

// TestConversionLeavesAlone: sRGB in its several spellings, and what is not RGB or
// is damaged.
func TestConversionLeavesAlone(t *testing.T) {
	grey := testProfile(displayP3, srgbCurve)
	copy(grey[16:], "GRAY")
	table := []byte("curv\x00\x00\x00\x00\x00\x00\x04\x00")
	for i := range 1024 {
		table = binary.BigEndian.AppendUint16(table, uint16(math.Round(65535*srgbLinear(float64(i)/1023))))
	}
	for name, profile := range map[string][]byte{
		"none":             nil,
		"short":            make([]byte, 131),
		"sRGB":             testProfile(srgbColumns, srgbCurve),
		"sRGB as a table":  testProfile(srgbColumns, table),
		"grey":             grey,
		"no curve":         testProfile(displayP3, []byte("text\x00\x00\x00\x00abcd")),
		"cut table":        testProfile(displayP3, []byte("curv\x00\x00\x00\x00\x00\x00\xff\xff\x00\x00")),
		"unknown function": testProfile(displayP3, parametric(9, 1)),
		"cut function":     testProfile(displayP3, parametric(4, 1)),
		"division by zero": testProfile(displayP3, parametric(1, 2.2, 0, 0)),
		"cut":              testProfile(displayP3, srgbCurve)[:150],
	} {
		if newConversion(profile) != nil {
			t.Errorf("%s: a conversion", name)
		}
	}
}

func TestCurves(t *testing.T) {
	for name, c := range map[string]struct {
		tag  []byte
		want float64 // at 128/255
	}{
		"identity": {[]byte("curv\x00\x00\x00\x00\x00\x00\x00\x00"), 128. / 255},
		"gamma":    {gammaCurve, math.Pow(128./255, 563./256)},
		"para 0":   {parametric(0, 1.8), math.Pow(128./255, 1.8)},
		"para 1":   {parametric(1, 2, .9, .1), math.Pow(.9*128/255+.1, 2)},
		"para 2":   {parametric(2, 2, .8, .1, .05), math.Pow(.8*128/255+.1, 2) + .05},
		"para 3":   {srgbCurve, srgbLinear(128. / 255)},
		"para 4":   {parametric(4, 2, .8, .1, .2, .1, .05, .02), math.Pow(.8*128/255+.1, 2) + .05},
	} {
		var table [256]float32
		if !profileCurve(c.tag, &table) || math.Abs(float64(table[128])-c.want) > 1e-4 {
			t.Errorf("%s: %v, want %v", name, table[128], c.want)
		}
	}
}

func FuzzICC(f *testing.F) {
	f.Add(testProfile(displayP3, srgbCurve))
	f.Add(testProfile(adobeRGB, gammaCurve))
	f.Fuzz(func(t *testing.T, profile []byte) {
		if c := newConversion(profile); c != nil {
			c.apply(quadrants(8, 8))
		}
	})
}
