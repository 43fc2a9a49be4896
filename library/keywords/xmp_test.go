package keywords

import (
	"bytes"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"

	"catchlight/library/picture"
	"catchlight/library/testphoto"
)

func editPacket(t *testing.T, text string, e Edit) string {
	t.Helper()
	p, err := parseXMP([]byte(text))
	if err != nil {
		t.Fatal(err)
	}
	edit := carriers{iptc: &iim{}, xmp: p}.planXMP(newRequest(e, Rules{}))
	s, err := p.splices(edit, 0).tidied([]byte(text))
	if err != nil {
		t.Fatal(err)
	}
	out := s.apply([]byte(text))
	now, err := parseXMP(out)
	if err == nil {
		err = verifyXMP(p, now, edit)
	}
	if err != nil {
		t.Fatalf("%v in\n%s", err, out)
	}
	return string(out)
}

// Every legal form of a list is spliced, and nothing else in the packet changes.
func TestXMPForms(t *testing.T) {
	const meta = `<x:xmpmeta xmlns:x="adobe:ns:meta/">`
	const rdfOpen = `<rdf:RDF xmlns:rdf="` + nsRDF + `">`
	for name, c := range map[string]struct{ before, edit, after string }{
		"bag": {
			testphoto.Description(`<dc:subject><rdf:Bag><rdf:li>old</rdf:li></rdf:Bag></dc:subject>`), "+new",
			testphoto.Description(`<dc:subject><rdf:Bag><rdf:li>old</rdf:li><rdf:li>new</rdf:li></rdf:Bag></dc:subject>`),
		},
		"indented bag keeps its indentation": {
			testphoto.Description("\n <dc:subject>\n  <rdf:Bag>\n   <rdf:li>old</rdf:li>\n  </rdf:Bag>\n </dc:subject>"), "+new",
			testphoto.Description("\n <dc:subject>\n  <rdf:Bag>\n   <rdf:li>old</rdf:li>\n   <rdf:li>new</rdf:li>\n  </rdf:Bag>\n </dc:subject>"),
		},
		"seq":             {testphoto.Description(`<dc:subject><rdf:Seq><rdf:li>a</rdf:li></rdf:Seq></dc:subject>`), "+b", testphoto.Description(`<dc:subject><rdf:Seq><rdf:li>a</rdf:li><rdf:li>b</rdf:li></rdf:Seq></dc:subject>`)},
		"closed bag":      {testphoto.Description(`<dc:subject><rdf:Bag/></dc:subject>`), "+b", testphoto.Description(`<dc:subject><rdf:Bag><rdf:li/><rdf:li>b</rdf:li></rdf:Bag></dc:subject>`)},
		"closed list":     {testphoto.Description(`<dc:subject/>`), "+b", testphoto.Description(`<dc:subject><rdf:Bag><rdf:li/><rdf:li>b</rdf:li></rdf:Bag></dc:subject>`)},
		"empty list":      {testphoto.Description(`<dc:subject> </dc:subject>`), "+b", testphoto.Description(`<dc:subject><rdf:Bag><rdf:li> </rdf:li><rdf:li>b</rdf:li></rdf:Bag></dc:subject>`)},
		"empty bag":       {testphoto.Description(`<dc:subject><rdf:Bag></rdf:Bag></dc:subject>`), "+b", testphoto.Description(`<dc:subject><rdf:Bag><rdf:li></rdf:li><rdf:li>b</rdf:li></rdf:Bag></dc:subject>`)},
		"set closed bag":  {testphoto.Description(`<dc:subject><rdf:Bag/></dc:subject>`), "=b", testphoto.Description(`<dc:subject><rdf:Bag><rdf:li>b</rdf:li></rdf:Bag></dc:subject>`)},
		"set closed list": {testphoto.Description(`<dc:subject/>`), "=b", testphoto.Description(`<dc:subject><rdf:Bag><rdf:li>b</rdf:li></rdf:Bag></dc:subject>`)},
		"set empty list":  {testphoto.Description(`<dc:subject> </dc:subject>`), "=b", testphoto.Description(`<dc:subject><rdf:Bag><rdf:li>b</rdf:li></rdf:Bag></dc:subject>`)},
		"set empty bag":   {testphoto.Description(`<dc:subject><rdf:Bag> </rdf:Bag></dc:subject>`), "=b", testphoto.Description(`<dc:subject><rdf:Bag> <rdf:li>b</rdf:li></rdf:Bag></dc:subject>`)},
		"set plain text":  {testphoto.Description(`<dc:subject>b</dc:subject>`), "=b", testphoto.Description(`<dc:subject>b</dc:subject>`)},
		"set empty item":  {testphoto.Description(`<dc:subject><rdf:Bag><rdf:li/></rdf:Bag></dc:subject>`), "=b", testphoto.Description(`<dc:subject><rdf:Bag><rdf:li>b</rdf:li></rdf:Bag></dc:subject>`)},
		"plain text":      {testphoto.Description(`<dc:subject>a</dc:subject>`), "+b", testphoto.Description(`<dc:subject><rdf:Bag><rdf:li>a</rdf:li><rdf:li>b</rdf:li></rdf:Bag></dc:subject>`)},
		"language":        {testphoto.Description(`<dc:subject><rdf:Bag><rdf:li xml:lang="de">a</rdf:li></rdf:Bag></dc:subject>`), "+b", testphoto.Description(`<dc:subject><rdf:Bag><rdf:li xml:lang="de">a</rdf:li><rdf:li>b</rdf:li></rdf:Bag></dc:subject>`)},
		"escaped":         {testphoto.Description(testphoto.Bag("dc:subject", "a")), `+Käse & "Brot"`, testphoto.Description(`<dc:subject><rdf:Bag><rdf:li>a</rdf:li><rdf:li>Käse &amp; &#34;Brot&#34;</rdf:li></rdf:Bag></dc:subject>`)},
		"remove one":      {testphoto.Description(testphoto.Bag("dc:subject", "a", "b", "c")), "-B", testphoto.Description(testphoto.Bag("dc:subject", "a", "c"))},
		"remove all":      {testphoto.Description(`<dc:x>y</dc:x> ` + testphoto.Bag("dc:subject", "a")), "-a", testphoto.Description(`<dc:x>y</dc:x>`)},
		"nested lists are not keywords": {
			testphoto.Description(`<xmp:Pantry><rdf:Bag><rdf:li><rdf:Description>` + testphoto.Bag("dc:subject", "other") + `</rdf:Description></rdf:li></rdf:Bag></xmp:Pantry>` + testphoto.Bag("dc:subject", "a")), "+other",
			testphoto.Description(`<xmp:Pantry><rdf:Bag><rdf:li><rdf:Description>` + testphoto.Bag("dc:subject", "other") + `</rdf:Description></rdf:li></rdf:Bag></xmp:Pantry>` + testphoto.Bag("dc:subject", "a", "other")),
		},
	} {
		t.Run(name, func(t *testing.T) {
			e := Edit{Add: []string{c.edit[1:]}}
			switch c.edit[0] {
			case '-':
				e = Edit{Remove: []string{c.edit[1:]}}
			case '=':
				e.Clear = true
			}
			before, after := meta+rdfOpen+c.before+"</rdf:RDF></x:xmpmeta>", meta+rdfOpen+c.after+"</rdf:RDF></x:xmpmeta>"
			if got := editPacket(t, before, e); got != after {
				t.Errorf("got\n%s\nwant\n%s", got, after)
			}
			if again := editPacket(t, after, e); again != after {
				t.Errorf("done again, it changes\n%s", again)
			}
			if got := editPacket(t, "\xEF\xBB\xBF"+rdfOpen+c.before+"</rdf:RDF>", e); got != "\xEF\xBB\xBF"+rdfOpen+c.after+"</rdf:RDF>" {
				t.Errorf("without x:xmpmeta, with a byte order mark: got\n%s", got)
			}
		})
	}
}

// A list that stands as an attribute becomes an element; what else the description says stays as it
// is written.
func TestXMPAttributeIsEdited(t *testing.T) {
	const open = `<rdf:Description rdf:about="" xmlns:dc="` + nsDC + `" xmlns:xmp="` + nsXMP + `" xmlns:digiKam="` + nsDigiKam + `"`
	list := func(words ...string) string {
		return "\n  <rdf:Description rdf:about=\"\" xmlns:dc=\"" + nsDC + "\">" + property(subject, "rdf:", words) + "\n  </rdf:Description>"
	}
	for name, c := range map[string]struct{ before, edit, after string }{
		"add":            {open + ` dc:subject="Oma" xmp:Rating="3"/>`, "+neu", open + ` xmp:Rating="3"/>` + list("Oma", "neu")},
		"remove":         {open + ` xmp:Rating="3" dc:subject = 'Oma &amp; "Opa"' ></rdf:Description>`, `-oma & "opa"`, open + ` xmp:Rating="3" ></rdf:Description>`},
		"another quote":  {open + " xmp:Label='a > \"b\" = c'\n dc:subject='Oma'/>", "-Oma", open + " xmp:Label='a > \"b\" = c'/>"},
		"nothing to do":  {open + ` dc:subject="Oma"/>`, "+oma", open + ` dc:subject="Oma"/>`},
		"remove another": {open + ` dc:subject="Oma"/>`, "-Hund", open + ` dc:subject="Oma"/>`},
	} {
		e := add(c.edit[1:])
		if c.edit[0] == '-' {
			e = Edit{Remove: []string{c.edit[1:]}}
		}
		wrap := func(text string) string { return `<rdf:RDF xmlns:rdf="` + nsRDF + `">` + text + `</rdf:RDF>` }
		if got := editPacket(t, wrap(c.before), e); got != wrap(c.after) {
			t.Errorf("%s: got\n%s\nwant\n%s", name, got, wrap(c.after))
		}
	}
	tags := wrapTags(open)
	if got, _ := parseXMP([]byte(editPacket(t, tags, add("neu")))); got == nil || !reflect.DeepEqual(got.words(digiKam), []string{"Place/Rome", "neu"}) {
		t.Errorf("digiKam's list: %q", got.words(digiKam))
	}
}

func wrapTags(open string) string {
	return `<rdf:RDF xmlns:rdf="` + nsRDF + `">` + open + ` digiKam:TagsList="Place/Rome"/></rdf:RDF>`
}

func TestXMPTakesThePacketsOwnPrefixAndAbout(t *testing.T) {
	text := strings.NewReplacer("rdf:", "r:", ":rdf", ":r").Replace(testphoto.Packet(`<rdf:Description rdf:about="uuid:1&amp;2" xmlns:xmp="` + nsXMP + `" xmp:Rating="3"/>`))
	out := editPacket(t, text, add("dog"))
	p, err := parseXMP([]byte(out))
	if err != nil || p.rating != 3 || !reflect.DeepEqual(p.words(subject), []string{"dog"}) {
		t.Fatalf("%v, rating %d, %q", err, p.rating, p.words(subject))
	}
	if !strings.Contains(out, `<r:Description r:about="uuid:1&amp;2" xmlns:dc=`) || strings.Contains(out, "rdf:") {
		t.Errorf("the new description does not go with the others:\n%s", out)
	}
}

func TestXMPPaddingKeepsTheLength(t *testing.T) {
	text := testphoto.Packet(testphoto.Description(testphoto.Bag("dc:subject", "old")))
	grown := editPacket(t, text, add("new"))
	if len(grown) != len(text) {
		t.Errorf("%d bytes became %d", len(text), len(grown))
	}
	if back := editPacket(t, grown, Edit{Remove: []string{"new"}}); back != text {
		t.Errorf("after removing, got\n%q\nwant\n%q", back, text)
	}
	full := strings.Replace(text, strings.Repeat(" ", 300)+"\n", "", 1)
	if grown := editPacket(t, full, add("new")); !strings.HasSuffix(grown, `</x:xmpmeta><?xpacket end="w"?>`) {
		t.Errorf("without padding: %q", grown)
	}
}

// Lists that other programs read first are kept in step; they are not invented, but for Lightroom's
// with a path.
func TestXMPListsOfOtherPrograms(t *testing.T) {
	all := `<rdf:Description rdf:about="" xmlns:lr="` + nsLightroom + `" xmlns:digiKam="` + nsDigiKam + `" xmlns:MicrosoftPhoto="http://ns.microsoft.com/photo/1.0" xmlns:mediapro="` + nsMediaPro + `">` +
		testphoto.Bag("lr:hierarchicalSubject", "animal|cat") + testphoto.Bag("digiKam:TagsList", "animal/cat", "_Digikam_Internal_Tags_/x") +
		testphoto.Bag("MicrosoftPhoto:LastKeywordXMP", "cat") + testphoto.Bag("mediapro:CatalogSets", "animal|cat") + `</rdf:Description>`
	p, err := parseXMP([]byte(editPacket(t, testphoto.Packet(all), add("animal|dog", "bird"))))
	if err != nil {
		t.Fatal(err)
	}
	want := [listKinds][]string{
		subject:   {"cat", "dog", "bird"},
		lightroom: {"animal|cat", "animal|dog", "bird"},
		digiKam:   {"animal/cat", "_Digikam_Internal_Tags_/x", "animal/dog", "bird"},
		microsoft: {"cat", "animal/dog", "bird"},
		mediaPro:  {"animal|cat", "animal|dog", "bird"},
	}
	for kind, words := range want {
		if !reflect.DeepEqual(p.words(kind), words) {
			t.Errorf("%s: %q, want %q", listNames[kind].local, p.words(kind), words)
		}
	}
	p, _ = parseXMP([]byte(editPacket(t, testphoto.Packet(testphoto.Description("")), add("animal|dog"))))
	if p.lists[digiKam] != nil || !reflect.DeepEqual(p.words(lightroom), []string{"animal|dog"}) {
		t.Errorf("in a packet without lists: %q, digiKam %v", p.words(lightroom), p.lists[digiKam])
	}
}

func TestXMPThatIsRefused(t *testing.T) {
	for name, text := range map[string]string{
		"malformed":           testphoto.Packet(testphoto.Description(`<dc:subject>`)),
		"not XML":             "hello",
		"two lists":           testphoto.Packet(testphoto.Description(testphoto.Bag("dc:subject", "a")) + testphoto.Description(testphoto.Bag("dc:subject", "b"))),
		"two things":          testphoto.Packet(`<rdf:Description rdf:about="a"/><rdf:Description rdf:about="b"/>`),
		"structure":           testphoto.Packet(testphoto.Description(`<dc:subject rdf:parseType="Resource"><dc:x>y</dc:x></dc:subject>`)),
		"no rdf":              `<x:xmpmeta xmlns:x="adobe:ns:meta/"/>`,
		"undeclared prefix":   testphoto.Packet(`<rdf:Description rdf:about=""><dc:subject/></rdf:Description>`),
		"UTF-16":              "\xFE\xFF\x00<\x00x\x00/\x00>",
		"nested 101 deep":     strings.Repeat("<a>", 101) + strings.Repeat("</a>", 101),
		"another XML charset": `<?xml version="1.0" encoding="ISO-8859-1"?>` + testphoto.Packet(""),
	} {
		if _, err := parseXMP([]byte(text)); err == nil {
			t.Errorf("%s: accepted", name)
		}
	}
}

// UTF-16 and UTF-32 are spliced in their own form.
func TestWideXMP(t *testing.T) {
	text := testphoto.Packet(testphoto.Description(testphoto.Bag("dc:subject", "Käse 𝄞")))
	for i, wide := range wideForms {
		for _, mark := range []string{"", "\uFEFF"} {
			data := widen([]byte(mark+text), wide.form)
			out := editPacket(t, string(data), add("富士山"))
			p, err := parseXMP([]byte(out))
			if err != nil || p.form == nil || !reflect.DeepEqual(p.words(subject), []string{"Käse 𝄞", "富士山"}) {
				t.Errorf("form %d: %v, %q", i, err, p.words(subject))
			}
		}
	}
}

// What must not be edited is still read, so that a sidecar in its place starts from all keywords.
func TestRefusedXMPIsStillRead(t *testing.T) {
	p, err := parseXMP([]byte(testphoto.Packet(testphoto.Description(testphoto.Bag("dc:subject", "a")) + testphoto.Description(testphoto.Bag("dc:subject", "b")))))
	if err == nil || !reflect.DeepEqual(p.words(subject), []string{"a", "b"}) {
		t.Errorf("%v, %q", err, p.words(subject))
	}
	var wide []byte
	for _, r := range `<rdf:RDF xmlns:rdf="` + nsRDF + `">` + testphoto.Description(testphoto.Bag("dc:subject", "Käse")) + `</rdf:RDF>` {
		wide = append(wide, byte(r), byte(r>>8))
	}
	p, err = parseXMP(wide)
	if err != nil || !reflect.DeepEqual(p.words(subject), []string{"Käse"}) {
		t.Errorf("UTF-16: %v, %q", err, p.words(subject))
	}
}

// The packets and sidecars that we begin are in testdata, as other programs will find them.
func TestNewXMPGolden(t *testing.T) {
	edit := xmpEdit{subject: {add: []string{"dog", `Käse & "Brot"`}}, lightroom: {add: []string{"animal|dog"}}}
	for name, build := range map[string]func(xmpEdit) ([]byte, error){"packet.xmp": newPacket, "sidecar.xmp": newDocument} {
		got, err := build(edit)
		if err != nil {
			t.Fatal(err)
		}
		path := filepath.Join("testdata", name)
		if os.Getenv("UPDATE_GOLDEN") != "" {
			if err := os.WriteFile(path, got, 0o666); err != nil {
				t.Fatal(err)
			}
		}
		want, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		if string(got) != string(want) {
			t.Errorf("%s: got\n%s", name, got)
		}
	}
}

func TestTitleAndRating(t *testing.T) {
	p, err := parseXMP([]byte(testphoto.Packet(testphoto.Description(`<xmp:Rating>-1</xmp:Rating><dc:title><rdf:Alt><rdf:li xml:lang="de">Titel</rdf:li><rdf:li xml:lang="x-default">Title</rdf:li></rdf:Alt></dc:title>`))))
	if err != nil || p.title != "Title" || p.rating != -1 {
		t.Errorf("%v, %q, %d", err, p.title, p.rating)
	}
}

// A packet of GIMP 2.8 is malformed by one name; ExifTool reads it, so it is kept in step.
func TestPacketWithSlashedNames(t *testing.T) {
	text := testphoto.Packet(testphoto.Description(`<exif:TIFF/EPStandardID xmlns:exif="e">1</exif:TIFF/EPStandardID>` + testphoto.Bag("dc:subject", "old")))
	p, err := parseXMP([]byte(text))
	if err != nil || !p.unreadable || !reflect.DeepEqual(p.words(subject), []string{"old"}) {
		t.Fatalf("%v", err)
	}
	data := testphoto.WithSegments(testphoto.JPEG(t), testphoto.XMPSegment(text))
	out := mustEdit(t, data, picture.JPEG, add("dog"))
	if !bytes.Contains(out, []byte("<exif:TIFF/EPStandardID xmlns")) || !bytes.Contains(out, []byte("<rdf:li>dog</rdf:li>")) {
		t.Error("the packet is not as expected")
	}
	if k, err := Read(out, picture.JPEG); err != nil || len(k.IPTC) != 2 {
		t.Errorf("%v, IPTC %q", err, k.IPTC)
	}
	for _, broken := range []string{`<dc:a/b>`, `<dc:a/b></dc:c>`, `<dc:a/b>1</dc:a/b><dc:x>`} {
		if _, err := parseXMP([]byte(testphoto.Packet(testphoto.Description(broken)))); err == nil {
			t.Errorf("%s is taken", broken)
		}
	}
}
