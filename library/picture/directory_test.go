package picture

import (
	"slices"
	"testing"
)

func TestFirstDirectory(t *testing.T) {
	d, ok := FirstDirectory(pictureTIFF(t, 1))
	if !ok || d.Number(tagImageWidth) != 64 || d.Number(tagImageLength) != 48 || len(d.Bytes(tagStripOffsets)) == 0 {
		t.Errorf("%v, %d × %d", ok, d.Number(tagImageWidth), d.Number(tagImageLength))
	}
	if bits := d.Numbers(258); !slices.Equal(bits, []uint32{8, 8, 8, 8}) {
		t.Errorf("bits %v", bits)
	}
	if d.Number(60000) != 0 || d.Numbers(60000) != nil || d.Bytes(60000) != nil {
		t.Error("a field that is not there")
	}
	for _, data := range []string{"", "II*\x00", "II*\x00\xff\xff\xff\xff", "II+\x00\x08\x00\x00\x00", "nothing at all"} {
		if _, ok := FirstDirectory([]byte(data)); ok {
			t.Errorf("%q has a directory", data)
		}
	}
}
