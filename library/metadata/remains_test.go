package metadata

import (
	"bytes"
	"encoding/binary"
	"encoding/hex"
	"fmt"
	"hash/crc32"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"unicode/utf16"
)

// pngOf is a PNG of chunks: nobody looks at its picture here.
func pngOf(chunks ...[]byte) []byte {
	return slicesOf([]byte("\x89PNG\r\n\x1a\n"), bytes.Join(chunks, nil), chunk("IEND", ""))
}

func chunk(kind, text string) []byte {
	out := binary.BigEndian.AppendUint32(nil, uint32(len(text)))
	out = append(append(out, kind...), text...)
	return binary.BigEndian.AppendUint32(out, crc32.ChecksumIEEE(out[4:]))
}

func rawProfile(kind string, data []byte) []byte {
	return chunk("tEXt", fmt.Sprintf("Raw profile type %s\x00\n%s\n%8d\n%s\n", kind, kind, len(data), hex.EncodeToString(data)))
}

func pngXMP(text string) []byte { return chunk("iTXt", "XML:com.adobe.xmp\x00\x00\x00\x00\x00"+text) }

// hidingPlaces are photos that hold the keyword Oma where other programs show it, and Hund beside it.
func hidingPlaces(t testing.TB) map[string][]byte {
	picture := testPicture(t)
	jpegOf := func(xmp string) []byte { return withSegments(picture, xmpSegment(rdf(xmp))) }
	packet := rdf(description(bag("dc:subject", "Hund", "Oma")))
	stream := slicesOf(set(2, 25, "Hund"), set(2, 25, "Oma"))
	long := slicesOf(utf8Set(), set(2, 25, "Hund"), set(2, 25, strings.Repeat("ä", 31)+"x\xc3"), set(2, 25, "Oma"))
	tree := `<rdf:Description rdf:about="" xmlns:lr="` + nsLightroom + `">` + bag("lr:hierarchicalSubject", "Hund", "Familie|Oma") + `</rdf:Description>`
	return map[string][]byte{
		"lists.jpg":             withSegments(picture, irbSegment(iptcBlock(stream)), xmpSegment(packet)),
		"IPTC alone.jpg":        withSegments(picture, irbSegment(iptcBlock(stream))),
		"tree alone.jpg":        jpegOf(tree),
		"attribute.jpg":         jpegOf(strings.Replace(description(bag("dc:subject", "Hund")), `about=""`, `about="" dc:subject="Oma"`, 1)),
		"two lists.jpg":         jpegOf(description(bag("dc:subject", "Hund")) + description(bag("dc:subject", "Oma"))),
		"two rdf.jpg":           withSegments(picture, xmpSegment(strings.Replace(packet, "</x:xmpmeta>", `<rdf:RDF xmlns:rdf="`+nsRDF+`">`+description(bag("dc:subject", "Oma"))+`</rdf:RDF></x:xmpmeta>`, 1))),
		"resource.jpg":          jpegOf(description(bag("xmp:X", "y") + `<dc:subject rdf:parseType="Resource"><rdf:value>Oma</rdf:value></dc:subject>`)),
		"value.jpg":             jpegOf(description(`<dc:subject><rdf:Bag><rdf:li>Hund</rdf:li><rdf:li rdf:parseType="Resource"><rdf:value>Oma</rdf:value><xmp:Label>x</xmp:Label></rdf:li></rdf:Bag></dc:subject>`)),
		"value attribute.jpg":   jpegOf(description(`<dc:subject><rdf:Bag><rdf:li>Hund</rdf:li><rdf:li><rdf:Description rdf:value="Oma" xmp:Label="x"/></rdf:li></rdf:Bag></dc:subject>`)),
		"language.jpg":          jpegOf(description(`<dc:subject><rdf:Alt><rdf:li xml:lang="de">Hund</rdf:li><rdf:li xml:lang="x-default">Oma</rdf:li></rdf:Alt></dc:subject>`)),
		"nested.jpg":            jpegOf(description(`<dc:subject><rdf:Bag><rdf:li><rdf:Bag><rdf:li>Hund</rdf:li><rdf:li>Oma</rdf:li></rdf:Bag></rdf:li></rdf:Bag></dc:subject>`)),
		"numbered.jpg":          jpegOf(description(`<dc:subject><rdf:Bag><rdf:_1>Hund</rdf:_1><rdf:_2>Oma</rdf:_2></rdf:Bag></dc:subject>`)),
		"no container.jpg":      jpegOf(description(`<dc:subject><rdf:li>Hund</rdf:li><rdf:li>Oma</rdf:li></dc:subject>`)),
		"second packet.jpg":     withSegments(picture, xmpSegment(rdf(description(bag("dc:subject", "Hund")))), xmpSegment(packet)),
		"extended.jpg":          withSegments(picture, xmpSegment(rdf(description(bag("dc:subject", "Hund")))), segmentOf(markerAPP1, extendedHeader, strings.Repeat("0", 32), "\x00\x00\x01\x00\x00\x00\x00\x00", packet)),
		"second IPTC.jpg":       withSegments(picture, irbSegment(iptcBlock(set(2, 25, "Hund")), iptcBlock(stream))),
		"Photoshop 2.5.jpg":     withSegments(picture, segmentOf(markerAPP13, oldIRBHeader, "\x00\x00\x00\x00\x00\x00\x00\x00", string(iptcBlock(stream)))),
		"IPTC in Exif.jpg":      withSegments(picture, irbSegment(iptcBlock(set(2, 25, "Hund"))), segmentOf(markerAPP1, exifHeader, "\x00", string(testTIFF(tiffValue{tag: tagIPTC, kind: kindUndefined, value: string(stream)})))),
		"AFCP.jpg":              withAFCP(withSegments(picture, xmpSegment(rdf(description(bag("dc:subject", "Hund"))))), stream),
		"signed.jpg":            withSegments(picture, irbSegment(iptcBlock(stream)), segmentOf(markerAPP11, "JP....c2pa")),
		"cut word.jpg":          withSegments(picture, irbSegment(iptcBlock(long))),
		"unknown set.jpg":       withSegments(picture, irbSegment(iptcBlock(set(1, 90, "\x1b$B"), stream))),
		"two that differ.tif":   testTIFF(tiffValue{tag: tagPhotoshop, kind: kindByte, value: string(iptcBlock(stream))}, tiffValue{tag: tagIPTC, kind: kindUndefined, value: string(set(2, 25, "Hund"))}),
		"twice.tif":             testTIFF(tiffValue{tag: tagXMP, kind: kindByte, value: rdf(description(bag("dc:subject", "Hund")))}, tiffValue{tag: tagXMP, kind: kindByte, value: packet}),
		"camera.dng":            testTIFF(tiffValue{tag: tagXMP, kind: kindByte, value: packet}),
		"camera.nef":            testTIFF(tiffValue{tag: tagXMP, kind: kindByte, value: packet}),
		"camera.raf":            rafWith(withSegments(picture, xmpSegment(packet))),
		"packet.png":            pngOf(pngXMP(packet)),
		"second.png":            pngOf(pngXMP(rdf(description(bag("dc:subject", "Hund")))), pngXMP(packet)),
		"profile of IPTC.png":   pngOf(rawProfile("iptc", iptcBlock(stream))),
		"profile of stream.png": pngOf(rawProfile("iptc", stream)),
		"profile of XMP.png":    pngOf(rawProfile("xmp", []byte(packet))),
		"profile of APP1.png":   pngOf(rawProfile("APP1", []byte(xmpHeader+packet))),
		"Exif.png":              pngOf(chunk("eXIf", string(testTIFF(tiffValue{tag: tagXMP, kind: kindByte, value: packet})))),
		"packet.webp":           slicesOf([]byte("RIFF\x00\x00\x00\x00WEBP"), riffChunk("XMP ", packet)),
		"Exif.webp":             slicesOf([]byte("RIFF\x00\x00\x00\x00WEBP"), riffChunk("EXIF", string(testTIFF(tiffValue{tag: tagXMP, kind: kindByte, value: packet})))),
		"packet.gif":            slicesOf([]byte("GIF89a"), []byte("\x21\xff\x0bXMP DataXMP"+packet+"\x01\xff\xfe\xfd")),
		"resources.psd":         psdWith(iptcBlock(stream)),
		"packet.psd":            psdWith(appendResource(nil, 0x0424, []byte(packet))),
	}
}

// withAFCP puts a trailer with IPTC behind a photo.
func withAFCP(photo, stream []byte) []byte {
	at := uint32(len(photo))
	dir := append([]byte("AXS!\x00\x01\x00\x01\x00\x00\x00\x00IPTC"), binary.BigEndian.AppendUint32(nil, uint32(len(stream)))...)
	dir = binary.BigEndian.AppendUint32(dir, at+24)
	tail := append(binary.BigEndian.AppendUint32([]byte("AXS!"), at), 0, 0, 0, 0)
	return slicesOf(photo, dir, stream, tail)
}

func riffChunk(kind, text string) []byte {
	out := binary.LittleEndian.AppendUint32([]byte(kind), uint32(len(text)))
	return append(append(out, text...), make([]byte, len(text)%2)...)
}

func rafWith(preview []byte) []byte {
	head := make([]byte, 160)
	copy(head, "FUJIFILMCCD-RAW 0201")
	binary.BigEndian.PutUint32(head[84:], 160)
	binary.BigEndian.PutUint32(head[88:], uint32(len(preview)))
	return append(head, preview...)
}

func psdWith(resources []byte) []byte {
	out := append([]byte("8BPS"), make([]byte, 26)...)
	out = binary.BigEndian.AppendUint32(out, uint32(len(resources)))
	return append(append(out, resources...), 0, 0, 0, 0)
}

// A word that other programs show is read, goes with every write, and when it is taken away it is gone everywhere, or
// named with its place. What cannot be embedded gets a sidecar.
func TestNoWordIsLostOrLeftInSilence(t *testing.T) {
	for name, data := range hidingPlaces(t) {
		t.Run(name, func(t *testing.T) {
			path := filepath.Join(t.TempDir(), name)
			if err := os.WriteFile(path, data, 0o644); err != nil {
				t.Fatal(err)
			}
			before, _ := ReadFile(path)
			if !before.Has("Oma") {
				t.Fatalf("Oma is not read: %q", flat(before))
			}
			added := planned(t, path, add("neu"))
			for _, list := range [][]string{added.Keywords.XMP, added.Keywords.Sidecar} {
				if len(list) > 0 && !slices.Contains(list, "neu") && len(added.Keywords.Sidecar) == 0 {
					t.Errorf("neu is not in %q", list)
				}
			}
			if shown := shownList(added.Keywords); !slices.Contains(shown, "Oma") || !slices.Contains(shown, "neu") {
				t.Errorf("what other programs show after adding: %q", shown)
			}
			for name, e := range map[string]Edit{"remove": {Remove: []string{"oma"}}, "set": {Clear: true, Add: []string{"neu"}}} {
				c := planned(t, path, e)
				left := slices.ContainsFunc(c.Left, func(r Remainder) bool { return r.Word == "Oma" && r.Place != "" && r.Why != "" })
				if c.Keywords.Has("Oma") != left {
					t.Errorf("%s: keywords %q, told as left: %+v", name, flat(c.Keywords), c.Left)
				}
				if slices.Contains(c.Keywords.Sidecar, "Oma") {
					t.Errorf("%s: the sidecar still has it", name)
				}
			}
		})
	}
}

// shownList is the list that programs go by: a sidecar's, where there is one.
func shownList(k Keywords) []string {
	if len(k.Sidecars) > 0 {
		return k.Sidecar
	}
	return k.XMP
}

func planned(t *testing.T, path string, e Edit) *Change {
	t.Helper()
	c, err := Prepare(path, e, Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(c.Drop)
	return c
}

// What cannot be read is named, too.
func TestUnreadableKeywordsAreNamed(t *testing.T) {
	picture := testPicture(t)
	for name, data := range map[string][]byte{
		"no character set":  withSegments(picture, irbSegment(iptcBlock(set(2, 25, "K\x81se"), set(2, 25, "Hund")))),
		"a set unknown":     withSegments(picture, irbSegment(iptcBlock(set(1, 90, "\x1b$B"), set(2, 25, "\xb4\xc1")))),
		"malformed XMP":     withSegments(picture, xmpSegment(`<x:xmpmeta xmlns:dc="`+nsDC+`"><dc:subject>`)),
		"IPTC that is cut":  withSegments(picture, irbSegment(appendResource(nil, iptcResource, slicesOf(set(2, 25, "Hund"), []byte("x"), set(2, 25, "Oma"))))),
		"malformed in TIFF": testTIFF(tiffValue{tag: tagXMP, kind: kindByte, value: `<x:xmpmeta xmlns:dc="` + nsDC + `"><dc:subject>`}),
	} {
		t.Run(name, func(t *testing.T) {
			path := filepath.Join(t.TempDir(), "a.jpg")
			if bytes.HasPrefix(data, []byte("II")) {
				path = filepath.Join(t.TempDir(), "a.tif")
			}
			if err := os.WriteFile(path, data, 0o644); err != nil {
				t.Fatal(err)
			}
			if c := planned(t, path, Edit{Remove: []string{"Oma"}}); len(c.Left) == 0 || c.Left.Error() == "" {
				t.Errorf("nothing is said, keywords %q", flat(c.Keywords))
			}
		})
	}
}

// Fields that are never written keep the word; that is said when it was to go, and nothing else is.
func TestWordsInOtherFieldsAreNamed(t *testing.T) {
	picture := testPicture(t)
	xp := string(utf16le("Hund;Oma\x00"))
	lists := irbSegment(iptcBlock(set(2, 25, "Hund"), set(2, 25, "Oma")))
	attr := func(space, name, value string) []byte {
		return withSegments(picture, lists, xmpSegment(rdf(`<rdf:Description rdf:about="" xmlns:x="`+space+`" x:`+name+`="`+value+`"/>`)))
	}
	for name, data := range map[string][]byte{
		"a.jpg": withSegments(picture, segmentOf(markerAPP1, exifHeader, "\x00", string(testTIFF(tiffValue{tag: tagXPKeywords, kind: kindByte, value: xp}))), lists),
		"b.jpg": attr("http://ns.adobe.com/pdf/1.3/", "Keywords", "Hund, Oma"),
		"c.jpg": attr("http://ns.acdsee.com/iptc/1.0/", "categories", `&lt;Categories&gt;&lt;Category Assigned=&quot;1&quot;&gt;Oma&lt;/Category&gt;&lt;/Categories&gt;`),
		"d.tif": testTIFF(tiffValue{tag: tagIPTC, kind: kindUndefined, value: string(set(2, 25, "Oma"))}, tiffValue{tag: tagXPKeywords, kind: kindByte, value: xp}),
	} {
		path := filepath.Join(t.TempDir(), name)
		if err := os.WriteFile(path, data, 0o644); err != nil {
			t.Fatal(err)
		}
		c := planned(t, path, Edit{Remove: []string{"oma"}})
		if c.Keywords.Has("Oma") || len(c.Left) != 1 || c.Left[0].Word != "Oma" {
			t.Errorf("%s: keywords %q, left %+v", name, flat(c.Keywords), c.Left)
		}
		if c = planned(t, path, Edit{Add: []string{"neu"}, Remove: []string{"Katze"}}); len(c.Left) > 0 {
			t.Errorf("%s: left %+v though nothing was to go", name, c.Left)
		}
	}
}

func utf16le(text string) []byte {
	var out []byte
	for _, unit := range utf16.Encode([]rune(text)) {
		out = binary.LittleEndian.AppendUint16(out, unit)
	}
	return out
}

// A photo of which only one name would change gets a sidecar; its own words are named when they were to go.
func TestHardLinkedPhotoKeepsItsWords(t *testing.T) {
	path := filepath.Join(t.TempDir(), "a.jpg")
	data := withSegments(testPicture(t), irbSegment(iptcBlock(set(2, 25, "Oma"))))
	if err := os.WriteFile(path, data, 0o644); err != nil {
		t.Fatal(err)
	}
	if err := os.Link(path, path+".other"); err != nil {
		t.Skip(err)
	}
	c := planned(t, path, Edit{Clear: true, Add: []string{"neu"}})
	if len(c.Left) != 1 || c.Left[0].Word != "Oma" || !strings.Contains(c.Left.Error(), "hard links") {
		t.Errorf("left %+v", c.Left)
	}
	if c = planned(t, path, add("neu")); len(c.Left) > 0 || !slices.Equal(c.Keywords.Sidecar, []string{"Oma", "neu"}) {
		t.Errorf("left %+v, sidecar %q", c.Left, c.Keywords.Sidecar)
	}
}
