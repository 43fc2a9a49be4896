package keywords

import (
	"bytes"
	"encoding/binary"
	"errors"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"

	"catchlight/library/picture"
	"catchlight/library/testphoto"
)

// Every layout takes keywords of every kind; a second run changes nothing; removing them again
// leaves what was.
func TestJPEGLayouts(t *testing.T) {
	for name, data := range testphoto.Layouts(t) {
		t.Run(name, func(t *testing.T) {
			words := []string{"PROBE", `Käse & "Brot"`, "富士山", strings.Repeat("long ", 16) + "."}
			if strings.HasPrefix(name, "a spoiled") {
				words = words[:3]
			}
			before, _ := Read(data, picture.JPEG)
			out := mustEdit(t, data, picture.JPEG, add(words...))
			now, err := Read(out, picture.JPEG)
			if err != nil || !reflect.DeepEqual(flat(now), append(flat(before), words...)) {
				t.Fatalf("%v, keywords %q", err, flat(now))
			}
			if len(now.IPTC) != len(now.XMP) {
				t.Errorf("IPTC %q and XMP %q differ", now.IPTC, now.XMP)
			}
			if again := mustEdit(t, out, picture.JPEG, add(words...)); !bytes.Equal(again, out) {
				t.Error("a second run changes the photo")
			}
			back := mustEdit(t, out, picture.JPEG, Edit{Remove: words})
			if after, _ := Read(back, picture.JPEG); !reflect.DeepEqual(flat(after), flat(before)) {
				t.Errorf("after removing: %q, was %q", flat(after), flat(before))
			}
			if picture.Identify(out, picture.JPEG, 1) != picture.Identify(data, picture.JPEG, 1) {
				t.Error("it counts as another picture")
			}
		})
	}
}

func TestJPEGThatIsRefused(t *testing.T) {
	pic := testphoto.JPEG(t)
	packet := testphoto.XMPSegment(testphoto.Packet(testphoto.Description(testphoto.Bag("dc:subject", "a"))))
	block := testphoto.IPTCBlock(testphoto.UTF8Dataset(), testphoto.Dataset(2, 25, "a"))
	huge := testphoto.Packet(testphoto.Description(`<dc:creator>` + strings.Repeat("x", maxPacket-720) + `</dc:creator>`))
	for name, data := range map[string][]byte{
		"not a JPEG":                       []byte("hello"),
		"a named character set":            testphoto.WithSegments(pic, testphoto.IRBSegment(testphoto.IPTCBlock(testphoto.Dataset(1, 90, "\x1b$B"), testphoto.Dataset(2, 25, "a")))),
		"Exif that is no TIFF":             testphoto.WithSegments(pic, testphoto.Segment(markerAPP1, exifHeader, "\x00MM\x00\xd2\x00\x00\x00\x08")),
		"no scan":                          pic[:20],
		"junk":                             testphoto.WithSegments(pic, []byte("junk")),
		"a bad length":                     testphoto.WithSegments(pic, []byte{0xFF, 0xE5, 0, 1}),
		"two packets":                      testphoto.WithSegments(pic, packet, packet),
		"several IPTC":                     testphoto.WithSegments(pic, testphoto.IRBSegment(block, block)),
		"Content Credential":               testphoto.WithSegments(pic, testphoto.Segment(markerAPP11, "JP\x00\x01\x00\x00\x00\x01....jumb....c2pa")),
		"Extended XMP":                     testphoto.WithSegments(pic, testphoto.Segment(markerAPP1, extendedHeader, strings.Repeat("0", 32), "\x00\x00\x01\x00\x00\x00\x00\x00", testphoto.Packet(testphoto.Description(testphoto.Bag("dc:subject", "a"))))),
		"a full packet":                    testphoto.WithSegments(pic, testphoto.XMPSegment(huge[:len(huge)-len(` <?xpacket end="w"?>`)])),
		"hidden XMP and a long word":       testphoto.WithSegments(pic, testphoto.Segment(markerAPP1, "XMP\x00"+xmpHeader[4:], testphoto.Packet(""))),
		"XMP in Exif":                      testphoto.WithSegments(pic, testphoto.Segment(markerAPP1, exifHeader, "\x00", string(testphoto.TIFF(testphoto.Value{Tag: tagXMP, Kind: kindByte, Value: testphoto.Packet("")})))),
		"a property twice and a long word": testphoto.WithSegments(pic, testphoto.XMPSegment(testphoto.Packet(testphoto.Description(`<xmp:Rating>1</xmp:Rating>`)+testphoto.Description(`<xmp:Rating>2</xmp:Rating>`)))),
		"AFCP":                             testphoto.Concat(pic, []byte("AXS!\x01\x00AXS!\x00\x00\x00\x00\x00\x00\x00\x00")),
		"old Photoshop":                    testphoto.WithSegments(pic, testphoto.Segment(markerAPP13, oldIRBHeader, "x")),
		"pdf:Keywords":                     testphoto.WithSegments(pic, testphoto.XMPSegment(testphoto.Packet(`<rdf:Description rdf:about="" xmlns:pdf="http://ns.adobe.com/pdf/1.3/" pdf:Keywords="a"/>`))),
	} {
		out, err := edited(data, picture.JPEG, add("é"+strings.Repeat("long", 20)), Rules{})
		var refusal *Refusal
		if !errors.As(err, &refusal) || refusal.Reason == "" || !bytes.Equal(out, data) {
			t.Errorf("%s: error %v", name, err)
		}
	}
	signed := testphoto.WithSegments(pic, testphoto.Segment(markerAPP11, "JP....c2pa"))
	if _, err := edited(signed, picture.JPEG, add("dog"), Rules{AllowC2PA: true}); err != nil {
		t.Errorf("C2PA when allowed: %v", err)
	}
}

func TestFormatsThatAreNeverWritten(t *testing.T) {
	for _, f := range []picture.Format{picture.PNG, picture.WebP, picture.HEIC, picture.AVIF, picture.RAW, picture.PSD, picture.JXL, picture.GIF, picture.BMP} {
		if _, err := edited(nil, f, add("dog"), Rules{}); err == nil {
			t.Errorf("%s is written", f)
		}
	}
	if _, err := edited(testphoto.TIFF(), picture.DNG, add("dog"), Rules{}); err == nil {
		t.Error("DNG is written without being allowed")
	}
	if _, err := edited(testphoto.TIFF(), picture.DNG, add("dog"), Rules{AllowDNG: true}); err != nil {
		t.Error(err)
	}
}

// mpf is a segment whose second picture begins at offset, counted from the segment's TIFF header.
func mpf(offset uint32) []byte {
	entries := make([]byte, 2*mpfEntrySize)
	binary.LittleEndian.PutUint32(entries[mpfEntrySize+8:], offset)
	dir := testphoto.Directory(testphoto.Field(mpfEntries, kindUndefined, 2*mpfEntrySize, 8+2+12+4))
	return testphoto.Segment(markerAPP2, mpfHeader, "II*\x00\x08\x00\x00\x00", string(dir), string(entries))
}

// second returns the second picture that MPF points to.
func second(t *testing.T, data []byte) []byte {
	t.Helper()
	j, err := scanJPEG(data)
	if err != nil {
		t.Fatal(err)
	}
	base := j.find(markerAPP2, mpfHeader)[0].body + len(mpfHeader)
	offsets, order := mpfOffsets(data[base:])
	at := base + int(order.Uint32(data[base+offsets[1]:]))
	if at >= len(data) {
		t.Fatalf("MPF points to %d of %d", at, len(data))
	}
	return data[at:]
}

// Pictures that MPF lists are found after an edit, whether the keywords stand before the list or
// behind it.
func TestMPF(t *testing.T) {
	pic, gain := testphoto.JPEG(t), testphoto.JPEG(t)
	packet := testphoto.XMPSegment(testphoto.Packet(testphoto.Description(testphoto.Bag("dc:subject", "old"))))
	for name, build := range map[string]func(mpf []byte) []byte{
		"nothing before":  func(m []byte) []byte { return testphoto.WithSegments(pic, m) },
		"keywords before": func(m []byte) []byte { return testphoto.WithSegments(pic, packet, m) },
		"keywords behind": func(m []byte) []byte {
			return testphoto.WithSegments(pic, m, packet, testphoto.IRBSegment(testphoto.IPTCBlock(testphoto.Dataset(2, 25, "old"))))
		},
	} {
		primary := build(mpf(0))
		base := bytes.Index(primary, []byte(mpfHeader)) + len(mpfHeader)
		data := testphoto.Concat(build(mpf(uint32(len(primary)-base))), gain)
		if !bytes.Equal(second(t, data), gain) {
			t.Fatalf("%s: the test is wrong", name)
		}
		out := mustEdit(t, data, picture.JPEG, add(strings.Repeat("long", 15), "b", "c", "d", "e"))
		if !bytes.Equal(second(t, out), gain) {
			t.Errorf("%s: the second picture is lost", name)
		}
	}
	broken := testphoto.WithSegments(pic, testphoto.Segment(markerAPP2, mpfHeader, "II*\x00\xff\xff\x00\x00"), testphoto.IRBSegment(testphoto.IPTCBlock(testphoto.Dataset(2, 25, "old"))))
	if _, err := edited(broken, picture.JPEG, add("dog"), Rules{}); err == nil {
		t.Error("a malformed MPF before the keywords is accepted")
	}
}

// previewed is a photo whose maker note says where a preview behind the picture is: by a field with
// the whole value, by a LONG, or in a way that is no field at all.
func previewed(t *testing.T, how string) (data []byte, pointer int) {
	picture, preview := testphoto.JPEG(t), testphoto.JPEG(t)
	build := func(offset uint32) []byte {
		note := [][]byte{testphoto.Field(1, 3, 1, 7), testphoto.Field(2, 3, 1, 7), testphoto.Field(3, 3, 1, 7)}
		more := ""
		switch how {
		case "field", "spoiled":
			note = append(note, testphoto.Field(0x2001, kindUndefined, uint32(len(preview)), offset))
		case "long":
			note = append(note, testphoto.Field(0x2001, kindLong, 1, offset))
		default:
			more = "odd" + string(binary.LittleEndian.AppendUint32(nil, offset))
		}
		text := "MAKER " + string(testphoto.Directory(note...)) + more
		exif := testphoto.ExifSegment(text, testphoto.Field(tagMakerNote, kindUndefined, uint32(len(text)), 8+2+12+4))
		return testphoto.WithSegments(picture, exif)
	}
	primary := build(0)
	base := bytes.Index(primary, []byte("II*\x00"))
	var space []byte
	if how == "spoiled" { // as Minolta's cameras have it
		preview[0], space = 1, make([]byte, 350)
	}
	offset := uint32(len(primary) + len(space) - base)
	data = testphoto.Concat(build(offset), space, preview)
	return data, bytes.Index(data, binary.LittleEndian.AppendUint32(nil, offset))
}

func TestPreviewBehindThePicture(t *testing.T) {
	preview := testphoto.JPEG(t)
	for _, how := range []string{"field", "long", "spoiled"} {
		data, at := previewed(t, how)
		preview[0] = data[len(data)-len(preview)]
		out := mustEdit(t, data, picture.JPEG, add("dog"))
		base := bytes.Index(out, []byte("II*\x00"))
		if got := out[base+int(binary.LittleEndian.Uint32(out[at:])):]; !bytes.Equal(got, preview) {
			t.Errorf("%s: the preview is lost", how)
		}
		if back := mustEdit(t, out, picture.JPEG, Edit{Remove: []string{"dog"}}); bytes.Equal(back, out) {
			t.Errorf("%s: the keyword cannot be removed again", how)
		}
	}
	data, _ := previewed(t, "stray")
	if _, err := edited(data, picture.JPEG, add("dog"), Rules{}); err == nil {
		t.Error("a pointer in an unknown place is broken")
	}
}

// The free photos go through the whole of it, too.
func TestFreePhotos(t *testing.T) {
	paths, _ := filepath.Glob(filepath.Join(testphoto.Shared(t, "photos"), "*", "*.jpg"))
	for _, path := range paths {
		data, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		out, err := edited(data, picture.JPEG, add("dog", "富士山"), Rules{})
		if err != nil {
			t.Errorf("%s: %v", path, err)
			continue
		}
		if k, err := Read(out, picture.JPEG); err != nil || !k.Has("dog") || !k.Has("富士山") {
			t.Errorf("%s: %v, %q", path, err, flat(k))
		}
	}
}

// Where what is behind the picture must not move, the packet gives up as much white space as the
// keywords take: its padding, else what is between its elements. Nothing but the words differs for
// whoever reads it.
func TestEditsThatMoveNothing(t *testing.T) {
	loose := strings.ReplaceAll(testphoto.Packet(testphoto.Description("\n  <dc:creator>a b</dc:creator>\n"+strings.Repeat("\t", 400)+"\n  "+testphoto.Bag("dc:subject", "old"))), strings.Repeat(" ", 300), "")
	wide := string(widen([]byte(loose), wideForms[2].form))
	trailer := []byte("AXS!\x01\x00AXS!\x00\x00\x00\x00\x00\x00\x00\x00")
	for name, packet := range map[string]string{"padding": testphoto.Packet(testphoto.Description(testphoto.Bag("dc:subject", "old"))), "white space": loose, "UTF-16": wide} {
		for _, block := range [][]byte{nil, testphoto.IPTCBlock(testphoto.UTF8Dataset(), testphoto.Dataset(2, 5, "title"), testphoto.Dataset(2, 25, "old"))} {
			data := testphoto.Concat(testphoto.WithSegments(testphoto.JPEG(t), testphoto.ExifSegment("", testphoto.Field(0x112, 3, 1, 6)), testphoto.XMPSegment(packet)), trailer)
			if block != nil {
				data = testphoto.Concat(testphoto.WithSegments(testphoto.JPEG(t), testphoto.IRBSegment(block), testphoto.XMPSegment(packet)), trailer)
			}
			out, err := edited(data, picture.JPEG, add("dog", "富士山"), Rules{})
			if err != nil {
				t.Errorf("%s: %v", name, err)
				continue
			}
			old, now := readJPEG(data), readJPEG(out)
			if len(out) != len(data) || now.sos != old.sos || !bytes.Equal(out[now.sos:], data[old.sos:]) {
				t.Errorf("%s: the picture moves by %d", name, len(out)-len(data))
			}
			if k, err := Read(out, picture.JPEG); err != nil || !k.Has("dog") || !k.Has("富士山") || !k.Has("old") || !bytes.Equal(now.xmp.skeleton(), old.xmp.skeleton()) {
				t.Errorf("%s: %v, %q", name, err, flat(k))
			}
			back, err := edited(out, picture.JPEG, Edit{Remove: []string{"dog", "富士山"}}, Rules{})
			if k, _ := Read(back, picture.JPEG); err != nil || len(back) != len(data) || k.Has("dog") || !k.Has("old") {
				t.Errorf("%s: taking them out: %v, %q", name, err, flat(k))
			}
		}
	}
}
