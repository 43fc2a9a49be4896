package metadata

import (
	"bytes"
	"crypto/md5"
	"reflect"
	"strings"
	"testing"

	"catchlight/library/picture"
)

func TestTIFFLayouts(t *testing.T) {
	stream := string(slicesOf(utf8Set(), set(2, 25, "old")))
	packet := packetOf(description(bag("dc:subject", "old")))
	digest := md5.Sum([]byte(stream))
	resources := string(appendResource(appendResource(nil, 0x03ED, []byte("odd")), digestResource, digest[:]))
	padded := stream + strings.Repeat("\x00", (4-len(stream)%4)%4)
	inResources := string(appendResource([]byte(resources), iptcResource, []byte(stream)))
	for name, data := range map[string][]byte{
		"bare":         testTIFF(),
		"odd length":   append(testTIFF(), 0),
		"IPTC":         testTIFF(tiffValue{tag: tagIPTC, kind: kindUndefined, value: stream}),
		"IPTC as LONG": testTIFF(tiffValue{tag: tagIPTC, kind: kindLong, value: padded}),
		"IPTC twice": testTIFF(tiffValue{tag: tagIPTC, kind: kindLong, value: padded},
			tiffValue{tag: tagPhotoshop, kind: kindByte, value: inResources}),
		"IPTC in Photoshop's block": testTIFF(tiffValue{tag: tagPhotoshop, kind: kindByte, value: inResources}),
		"XMP":                       testTIFF(tiffValue{tag: tagXMP, kind: kindByte, value: packet}),
		"both, unsorted": testTIFF(tiffValue{tag: tagIPTC, kind: kindByte, value: stream},
			tiffValue{tag: tagPhotoshop, kind: kindByte, value: resources}, tiffValue{tag: tagXMP, kind: kindUndefined, value: packet}),
	} {
		t.Run(name, func(t *testing.T) {
			before, _ := Read(data, picture.TIFF)
			out := mustApply(t, data, picture.TIFF, add("dog", "富士山"))
			if !bytes.Equal(out[8:len(data)], data[8:]) || !bytes.Equal(out[:4], data[:4]) {
				t.Error("old bytes changed")
			}
			now, err := Read(out, picture.TIFF)
			if err != nil || !reflect.DeepEqual(flat(now), append(flat(before), "dog", "富士山")) || len(now.IPTC) != len(now.XMP) {
				t.Errorf("%v, keywords %q, IPTC %q, XMP %q", err, flat(now), now.IPTC, now.XMP)
			}
			if again := mustApply(t, out, picture.TIFF, add("dog", "富士山")); !bytes.Equal(again, out) {
				t.Error("a second run changes the photo")
			}
			back, _ := Read(mustApply(t, out, picture.TIFF, Edit{Remove: []string{"dog", "富士山"}}), picture.TIFF)
			if !reflect.DeepEqual(flat(back), flat(before)) {
				t.Errorf("after removing: %q", flat(back))
			}
			checkDigest(t, out)
		})
	}
}

// checkDigest expects a digest that was right to be right again.
func checkDigest(t *testing.T, data []byte) {
	t.Helper()
	f, err := readTIFF(data)
	if err != nil {
		t.Fatal(err)
	}
	stream := f.iptc.data
	if f.twin != nil {
		stream = f.twin.data
	}
	if f.twin != nil && !reflect.DeepEqual(f.twin.keywords(), f.iptc.keywords()) {
		t.Errorf("one IPTC has %q, the other %q", f.iptc.keywords(), f.twin.keywords())
	}
	if d := f.irb.find(digestResource); len(d) > 0 {
		if is := md5.Sum(stream); !bytes.Equal(f.irb.value(d[0]), is[:]) {
			t.Error("the digest is stale")
		}
	}
}

func TestTIFFThatIsRefused(t *testing.T) {
	big := testTIFF()
	big[2] = 43
	for name, data := range map[string][]byte{
		"BigTIFF":         big,
		"cut off":         testTIFF()[:30],
		"a tag twice":     testTIFF(tiffValue{tag: 256, kind: 3, count: 1, inline: 1}),
		"a value outside": testTIFF(tiffValue{tag: 315, kind: 2, count: 100, inline: 1 << 20}),
		"an unknown type": testTIFF(tiffValue{tag: 315, kind: 99, count: 100, inline: 50}),
		"a value cut off": testTIFF(tiffValue{tag: 315, kind: 2, count: 100, inline: 100}),
		"Exif cut off":    testTIFF(tiffValue{tag: tagExif, kind: kindLong, count: 1, inline: uint32(len(testTIFF())) + 10}),
		"no directory":    []byte("II*\x00\xff\xff\xff\x7f"),
		"legacy IPTC":     testTIFF(tiffValue{tag: tagIPTC, kind: kindUndefined, value: string(set(2, 5, "Stra\xdfe"))}),
		"two IPTC that differ": testTIFF(tiffValue{tag: tagIPTC, kind: kindByte, value: string(set(2, 25, "new"))},
			tiffValue{tag: tagPhotoshop, kind: kindByte, value: string(iptcBlock(set(2, 25, "old")))}),
	} {
		if out, err := Apply(data, picture.TIFF, add("富士山"), Rules{}); err == nil || !bytes.Equal(out, data) {
			t.Errorf("%s: accepted", name)
		}
	}
}
