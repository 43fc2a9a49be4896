package keywords

import (
	"bytes"
	"crypto/md5"
	"reflect"
	"strings"
	"testing"

	"catchlight/library/picture"
	"catchlight/library/testphoto"
)

// kindUndefined is the field type in which cameras and programs keep blocks of bytes.
const kindUndefined = 7

func TestTIFFLayouts(t *testing.T) {
	stream := string(testphoto.Concat(testphoto.UTF8Dataset(), testphoto.Dataset(2, 25, "old")))
	packet := testphoto.Packet(testphoto.Description(testphoto.Bag("dc:subject", "old")))
	digest := md5.Sum([]byte(stream))
	resources := string(appendResource(appendResource(nil, 0x03ED, []byte("odd")), digestResource, digest[:]))
	padded := stream + strings.Repeat("\x00", (4-len(stream)%4)%4)
	inResources := string(appendResource([]byte(resources), iptcResource, []byte(stream)))
	for name, data := range map[string][]byte{
		"bare":         testphoto.TIFF(),
		"odd length":   append(testphoto.TIFF(), 0),
		"IPTC":         testphoto.TIFF(testphoto.Value{Tag: tagIPTC, Kind: kindUndefined, Value: stream}),
		"IPTC as LONG": testphoto.TIFF(testphoto.Value{Tag: tagIPTC, Kind: kindLong, Value: padded}),
		"IPTC twice": testphoto.TIFF(testphoto.Value{Tag: tagIPTC, Kind: kindLong, Value: padded},
			testphoto.Value{Tag: tagPhotoshop, Kind: kindByte, Value: inResources}),
		"IPTC in Photoshop's block": testphoto.TIFF(testphoto.Value{Tag: tagPhotoshop, Kind: kindByte, Value: inResources}),
		"XMP":                       testphoto.TIFF(testphoto.Value{Tag: tagXMP, Kind: kindByte, Value: packet}),
		"both, unsorted": testphoto.TIFF(testphoto.Value{Tag: tagIPTC, Kind: kindByte, Value: stream},
			testphoto.Value{Tag: tagPhotoshop, Kind: kindByte, Value: resources}, testphoto.Value{Tag: tagXMP, Kind: kindUndefined, Value: packet}),
	} {
		t.Run(name, func(t *testing.T) {
			before, _ := Read(data, picture.TIFF)
			out := mustEdit(t, data, picture.TIFF, add("dog", "富士山"))
			if !bytes.Equal(out[8:len(data)], data[8:]) || !bytes.Equal(out[:4], data[:4]) {
				t.Error("old bytes changed")
			}
			now, err := Read(out, picture.TIFF)
			if err != nil || !reflect.DeepEqual(flat(now), append(flat(before), "dog", "富士山")) || len(now.IPTC) != len(now.XMP) {
				t.Errorf("%v, keywords %q, IPTC %q, XMP %q", err, flat(now), now.IPTC, now.XMP)
			}
			if again := mustEdit(t, out, picture.TIFF, add("dog", "富士山")); !bytes.Equal(again, out) {
				t.Error("a second run changes the photo")
			}
			back, _ := Read(mustEdit(t, out, picture.TIFF, Edit{Remove: []string{"dog", "富士山"}}), picture.TIFF)
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
	big := testphoto.TIFF()
	big[2] = 43
	for name, data := range map[string][]byte{
		"BigTIFF":         big,
		"cut off":         testphoto.TIFF()[:30],
		"a tag twice":     testphoto.TIFF(testphoto.Value{Tag: 256, Kind: 3, Count: 1, Inline: 1}),
		"a value outside": testphoto.TIFF(testphoto.Value{Tag: 315, Kind: 2, Count: 100, Inline: 1 << 20}),
		"an unknown type": testphoto.TIFF(testphoto.Value{Tag: 315, Kind: 99, Count: 100, Inline: 50}),
		"a value cut off": testphoto.TIFF(testphoto.Value{Tag: 315, Kind: 2, Count: 100, Inline: 100}),
		"Exif cut off":    testphoto.TIFF(testphoto.Value{Tag: tagExif, Kind: kindLong, Count: 1, Inline: uint32(len(testphoto.TIFF())) + 10}),
		"no directory":    []byte("II*\x00\xff\xff\xff\x7f"),
		"legacy IPTC":     testphoto.TIFF(testphoto.Value{Tag: tagIPTC, Kind: kindUndefined, Value: string(testphoto.Dataset(2, 5, "Stra\xdfe"))}),
		"two IPTC that differ": testphoto.TIFF(testphoto.Value{Tag: tagIPTC, Kind: kindByte, Value: string(testphoto.Dataset(2, 25, "new"))},
			testphoto.Value{Tag: tagPhotoshop, Kind: kindByte, Value: string(testphoto.IPTCBlock(testphoto.Dataset(2, 25, "old")))}),
	} {
		if out, err := edited(data, picture.TIFF, add("富士山"), Rules{}); err == nil || !bytes.Equal(out, data) {
			t.Errorf("%s: accepted", name)
		}
	}
}
