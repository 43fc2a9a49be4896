package safewrite

import (
	"bytes"
	"encoding/binary"
	"os"
	"slices"
	"strings"
	"testing"
	"unicode/utf16"

	"catchlight/library/keywords"
	"catchlight/library/sidecar"
	"catchlight/library/testphoto"
)

// A word that other programs show is read, goes with every write, and when it is taken away it is
// gone everywhere, or named with its place. What cannot be embedded gets a sidecar.
func TestNoWordIsLostOrLeftInSilence(t *testing.T) {
	for name, data := range testphoto.HidingPlaces(t) {
		t.Run(name, func(t *testing.T) {
			path := photoFile(t, name, data)
			before, _ := new(sidecar.Folders).ReadKeywords(path)
			if !before.Has("Oma") {
				t.Fatalf("Oma is not read: %q", namesOf(before))
			}
			added := planned(t, path, adding("neu"))
			for _, list := range [][]string{added.Keywords.XMP, added.Keywords.Sidecar} {
				if len(list) > 0 && !slices.Contains(list, "neu") && len(added.Keywords.Sidecar) == 0 {
					t.Errorf("neu is not in %q", list)
				}
			}
			if shown := shownList(added.Keywords); !slices.Contains(shown, "Oma") || !slices.Contains(shown, "neu") {
				t.Errorf("what other programs show after adding: %q", shown)
			}
			for name, e := range map[string]keywords.Edit{"remove": {Remove: []string{"oma"}}, "set": {Clear: true, Add: []string{"neu"}}} {
				c := planned(t, path, e)
				left := slices.ContainsFunc(c.Left, func(r keywords.Remainder) bool { return r.Word == "Oma" && r.Place != "" && r.Why != "" })
				if c.Keywords.Has("Oma") != left {
					t.Errorf("%s: keywords %q, told as left: %+v", name, namesOf(c.Keywords), c.Left)
				}
				if slices.Contains(c.Keywords.Sidecar, "Oma") {
					t.Errorf("%s: the sidecar still has it", name)
				}
			}
		})
	}
}

// shownList is the list that programs go by: a sidecar's, where there is one.
func shownList(k keywords.Keywords) []string {
	if len(k.Find) > 0 {
		return k.Sidecar
	}
	return k.XMP
}

func planned(t *testing.T, path string, e keywords.Edit) *Change {
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
	picture := testphoto.JPEG(t)
	for name, data := range map[string][]byte{
		"no character set":  testphoto.WithSegments(picture, testphoto.IRBSegment(testphoto.IPTCBlock(testphoto.Dataset(2, 25, "K\x81se"), testphoto.Dataset(2, 25, "Hund")))),
		"a set unknown":     testphoto.WithSegments(picture, testphoto.IRBSegment(testphoto.IPTCBlock(testphoto.Dataset(1, 90, "\x1b$B"), testphoto.Dataset(2, 25, "\xb4\xc1")))),
		"malformed XMP":     testphoto.WithSegments(picture, testphoto.XMPSegment(`<x:xmpmeta xmlns:dc="`+"http://purl.org/dc/elements/1.1/"+`"><dc:subject>`)),
		"IPTC that is cut":  testphoto.WithSegments(picture, testphoto.IRBSegment(testphoto.Resource(nil, 0x0404, testphoto.Concat(testphoto.Dataset(2, 25, "Hund"), []byte("x"), testphoto.Dataset(2, 25, "Oma"))))),
		"malformed in TIFF": testphoto.TIFF(testphoto.Value{Tag: 700, Kind: 1, Value: `<x:xmpmeta xmlns:dc="` + "http://purl.org/dc/elements/1.1/" + `"><dc:subject>`}),
	} {
		t.Run(name, func(t *testing.T) {
			photo := "a.jpg"
			if bytes.HasPrefix(data, []byte("II")) {
				photo = "a.tif"
			}
			path := photoFile(t, photo, data)
			if c := planned(t, path, keywords.Edit{Remove: []string{"Oma"}}); len(c.Left) == 0 || c.Left.Error() == "" {
				t.Errorf("nothing is said, keywords %q", namesOf(c.Keywords))
			}
		})
	}
}

// Fields that are never written keep the word; that is said when it was to go, and nothing else is.
func TestWordsInOtherFieldsAreNamed(t *testing.T) {
	picture := testphoto.JPEG(t)
	xp := string(utf16le("Hund;Oma\x00"))
	lists := testphoto.IRBSegment(testphoto.IPTCBlock(testphoto.Dataset(2, 25, "Hund"), testphoto.Dataset(2, 25, "Oma")))
	attr := func(space, name, value string) []byte {
		return testphoto.WithSegments(picture, lists, testphoto.XMPSegment(testphoto.Packet(`<rdf:Description rdf:about="" xmlns:x="`+space+`" x:`+name+`="`+value+`"/>`)))
	}
	for name, data := range map[string][]byte{
		"a.jpg": testphoto.WithSegments(picture, testphoto.Segment(0xE1, "Exif\x00", "\x00", string(testphoto.TIFF(testphoto.Value{Tag: 0x9C9E, Kind: 1, Value: xp}))), lists),
		"b.jpg": attr("http://ns.adobe.com/pdf/1.3/", "Keywords", "Hund, Oma"),
		"c.jpg": attr("http://ns.acdsee.com/iptc/1.0/", "categories", `&lt;Categories&gt;&lt;Category Assigned=&quot;1&quot;&gt;Oma&lt;/Category&gt;&lt;/Categories&gt;`),
		"d.tif": testphoto.TIFF(testphoto.Value{Tag: 33723, Kind: 7, Value: string(testphoto.Dataset(2, 25, "Oma"))}, testphoto.Value{Tag: 0x9C9E, Kind: 1, Value: xp}),
	} {
		path := photoFile(t, name, data)
		c := planned(t, path, keywords.Edit{Remove: []string{"oma"}})
		if c.Keywords.Has("Oma") || len(c.Left) != 1 || c.Left[0].Word != "Oma" {
			t.Errorf("%s: keywords %q, left %+v", name, namesOf(c.Keywords), c.Left)
		}
		if c = planned(t, path, keywords.Edit{Add: []string{"neu"}, Remove: []string{"Katze"}}); len(c.Left) > 0 {
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

// A sidecar with another name changes under its own alone, beside a photo that is embedded in and one
// that is not; the other name keeps what it said, and the write says so, before it too.
func TestHardLinkedSidecarChangesAlone(t *testing.T) {
	for _, to := range []Destination{Auto, SidecarFile} {
		path := photoFile(t, "a.jpg", testphoto.JPEG(t))
		write := func(word string, to Destination) (why, beside string) {
			c, err := Prepare(path, adding(word), Options{To: to})
			if err != nil {
				t.Fatal(err)
			}
			if err := c.Commit(); err != nil {
				t.Fatal(err)
			}
			return c.Why, c.Files[len(c.Files)-1].Path
		}
		_, beside := write("old", SidecarFile)
		if err := os.Link(beside, beside+".backup"); err != nil {
			t.Skip(err)
		}
		before := readFile(t, beside)
		if why, _ := write("neu", to); strings.Count(why, "several names (hard links), of which this one alone changes") != 1 {
			t.Errorf("%s: it says %q", to, why)
		}
		if string(readFile(t, beside+".backup")) != string(before) || string(readFile(t, beside)) == string(before) {
			t.Errorf("%s: the wrong one has changed", to)
		}
		if why, _ := write("more", to); strings.Contains(why, "names") {
			t.Errorf("%s: it has one name now, and says %q", to, why)
		}
	}
}

// A photo of which only one name would change gets a sidecar; its own words are named when they
// were to go.
func TestHardLinkedPhotoKeepsItsWords(t *testing.T) {
	data := testphoto.WithSegments(testphoto.JPEG(t), testphoto.IRBSegment(testphoto.IPTCBlock(testphoto.Dataset(2, 25, "Oma"))))
	path := photoFile(t, "a.jpg", data)
	if err := os.Link(path, path+".other"); err != nil {
		t.Skip(err)
	}
	c := planned(t, path, keywords.Edit{Clear: true, Add: []string{"neu"}})
	if len(c.Left) != 1 || c.Left[0].Word != "Oma" || !strings.Contains(c.Left.Error(), "hard links") {
		t.Errorf("left %+v", c.Left)
	}
	if c = planned(t, path, adding("neu")); len(c.Left) > 0 || !slices.Equal(c.Keywords.Sidecar, []string{"Oma", "neu"}) {
		t.Errorf("left %+v, sidecar %q", c.Left, c.Keywords.Sidecar)
	}
}
