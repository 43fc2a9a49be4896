package keywords

import (
	"bytes"
	"crypto/md5"
	"reflect"
	"runtime"
	"strings"
	"testing"

	goiptc "github.com/dsoprea/go-iptc"

	"catchlight/library/testphoto"
)

func editIIM(t *testing.T, data []byte, e Edit) []byte {
	t.Helper()
	s, err := parseIIM(data)
	if err != nil {
		t.Fatal(err)
	}
	plan := carriers{iptc: s}.plan(newRequest(e, Rules{}))
	edits, err := s.splices(plan.iptc).tidied(data)
	if err != nil {
		t.Fatal(err)
	}
	return edits.apply(data)
}

func TestIIMOrder(t *testing.T) {
	version := testphoto.Dataset(application, versionSet, "\x00\x04")
	dog := testphoto.Dataset(application, keywordSet, "dog")
	for name, c := range map[string]struct{ before, after [][]byte }{
		"nothing":    {nil, [][]byte{testphoto.UTF8Dataset(), version, dog}},
		"no charset": {[][]byte{version, testphoto.Dataset(2, 80, "me")}, [][]byte{testphoto.UTF8Dataset(), version, dog, testphoto.Dataset(2, 80, "me")}},
		"envelope": {
			[][]byte{testphoto.Dataset(1, 0, "\x00\x04"), testphoto.Dataset(1, 100, "x"), version},
			[][]byte{testphoto.Dataset(1, 0, "\x00\x04"), testphoto.UTF8Dataset(), testphoto.Dataset(1, 100, "x"), version, dog},
		},
		"no version":     {[][]byte{testphoto.UTF8Dataset(), testphoto.Dataset(2, 5, "t")}, [][]byte{testphoto.UTF8Dataset(), version, testphoto.Dataset(2, 5, "t"), dog}},
		"after the last": {[][]byte{testphoto.UTF8Dataset(), version, testphoto.Dataset(2, 25, "a"), testphoto.Dataset(2, 26, "x"), testphoto.Dataset(7, 1, "y")}, [][]byte{testphoto.UTF8Dataset(), version, testphoto.Dataset(2, 25, "a"), dog, testphoto.Dataset(2, 26, "x"), testphoto.Dataset(7, 1, "y")}},
		"only record 7":  {[][]byte{testphoto.Dataset(7, 1, "y")}, [][]byte{testphoto.UTF8Dataset(), version, dog, testphoto.Dataset(7, 1, "y")}},
		"extended data set": {
			[][]byte{testphoto.UTF8Dataset(), version, []byte("\x1c\x02\x78\x80\x04\x00\x00\x00\x03abc")},
			[][]byte{testphoto.UTF8Dataset(), version, dog, []byte("\x1c\x02\x78\x80\x04\x00\x00\x00\x03abc")},
		},
		"padding": {[][]byte{testphoto.UTF8Dataset(), version, {0, 0, 0}}, [][]byte{testphoto.UTF8Dataset(), version, dog, {0, 0, 0}}},
	} {
		got := editIIM(t, bytes.Join(c.before, nil), add("dog"))
		if want := bytes.Join(c.after, nil); !bytes.Equal(got, want) {
			t.Errorf("%s: got\n%q, want\n%q", name, got, want)
		}
	}
}

// The three rules for character sets: declared, silent but UTF-8, legacy.
func TestIIMCharacterSets(t *testing.T) {
	legacy := testphoto.Dataset(2, 5, "Stra\xdfe")
	for name, c := range map[string]struct {
		before  []byte
		word    string
		want    []string
		charset bool // whether 1:90 is there in the end
	}{
		"declared":                   {testphoto.Concat(testphoto.UTF8Dataset(), testphoto.Dataset(2, 25, "Käse")), "富士山", []string{"Käse", "富士山"}, true},
		"silent and ASCII":           {testphoto.Dataset(2, 25, "dog"), "富士山", []string{"dog", "富士山"}, true},
		"silent and UTF-8":           {testphoto.Dataset(2, 25, "Käse"), "dog", []string{"Käse", "dog"}, true},
		"legacy, ASCII word":         {testphoto.Concat(legacy, testphoto.Dataset(2, 25, "K\xe4se")), "dog", []string{"Käse", "dog"}, false},
		"legacy, word fits":          {testphoto.Concat(legacy, testphoto.Dataset(2, 25, "dog")), "Käse", []string{"dog", "Käse"}, false},
		"legacy, word does not":      {testphoto.Concat(legacy, testphoto.Dataset(2, 25, "dog")), "富士山", []string{"dog"}, false},
		"undefined in Windows-1252":  {testphoto.Concat(testphoto.Dataset(2, 5, "\x81\x40"), testphoto.Dataset(2, 25, "dog")), "Käse", []string{"dog"}, false},
		"undefined, ASCII word":      {testphoto.Concat(testphoto.Dataset(2, 5, "\x81\x40"), testphoto.Dataset(2, 25, "dog")), "cat", []string{"dog", "cat"}, false},
		"declared as something else": {testphoto.Concat(testphoto.Dataset(1, 90, "\x1b%/I"), testphoto.Dataset(2, 25, "dog")), "cat", []string{"dog", "cat"}, true},
		"declared Latin-1":           {testphoto.Concat(testphoto.Dataset(1, 90, "\x1b.A"), testphoto.Dataset(2, 25, "K\xe4se")), "Bär", []string{"Käse", "Bär"}, true},
	} {
		s, err := parseIIM(editIIM(t, c.before, add(c.word)))
		if err != nil || !reflect.DeepEqual(s.keywords(), c.want) || s.has(envelope, charsetSet) != c.charset {
			t.Errorf("%s: %v, %q, 1:90 %v; want %q, %v", name, err, s.keywords(), s.has(envelope, charsetSet), c.want, c.charset)
		}
	}
	old, _ := parseIIM(legacy)
	if plan := (carriers{iptc: old}).plan(newRequest(add("富士山"), Rules{})); plan.why == "" {
		t.Error("that IPTC was left alone is not said")
	}
}

func TestLongKeywordsAreCutBetweenRunes(t *testing.T) {
	word := strings.Repeat("山", 30) // 90 bytes
	s, _ := parseIIM(editIIM(t, nil, add(word)))
	if got := s.keywords()[0]; got != strings.Repeat("山", 21) {
		t.Errorf("%q has %d bytes", got, len(got))
	}
	c := carriers{iptc: s}
	if again := c.plan(newRequest(add(word), Rules{})); !again.iptc.empty() {
		t.Error("the cut keyword is not taken for the whole one")
	}
	if got := c.words([]string{word}); len(got) != 1 || got[0] != word {
		t.Errorf("the whole word does not stand for the cut one: %q", got)
	}
}

// A second implementation reads what we write.
func TestGoIPTCReadsOurStream(t *testing.T) {
	data := editIIM(t, testphoto.Dataset(2, 80, "me"), add("dog", "Käse"))
	tags, err := goiptc.ParseStream(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	var words []string
	for key, values := range tags {
		for _, value := range values {
			if key.RecordNumber == application && key.DatasetNumber == keywordSet {
				words = append(words, string(value))
			}
		}
	}
	if !reflect.DeepEqual(words, []string{"dog", "Käse"}) {
		t.Errorf("%q", words)
	}
}

func TestIIMThatIsRefused(t *testing.T) {
	for name, data := range map[string]string{
		"cut off":          "\x1c\x02\x19\x00\x09dog",
		"garbage":          "dog",
		"garbage behind":   string(testphoto.Dataset(2, 25, "dog")) + "\x00x",
		"64-bit length":    "\x1c\x02\x19\x80\x08\xff\xff\xff\xff\xff\xff\xff\xff",
		"length of length": "\x1c\x02\x19\xff\xff\x00",
	} {
		if _, err := parseIIM([]byte(data)); err == nil {
			t.Errorf("%s: accepted", name)
		}
	}
}

func TestIRB(t *testing.T) {
	stream := testphoto.Concat(testphoto.UTF8Dataset(), testphoto.Dataset(2, 25, "a"))
	right, stale := md5.Sum(stream), md5.Sum(nil)
	other := appendResource(nil, 0x03ED, []byte("odd"))
	for name, c := range map[string]struct {
		before []byte
		digest string // "", "fresh" or "stale" in the end
	}{
		"nothing":             {nil, "fresh"},
		"no IPTC":             {other, "fresh"},
		"no digest":           {testphoto.Concat(other, testphoto.IPTCBlock(stream)), ""},
		"right digest":        {testphoto.Concat(testphoto.IPTCBlock(stream), appendResource(other, digestResource, right[:])), "fresh"},
		"stale digest":        {testphoto.Concat(appendResource(nil, digestResource, stale[:]), testphoto.IPTCBlock(stream)), "stale"},
		"no pad at the end":   {testphoto.Concat(other, bytes.TrimRight(testphoto.IPTCBlock(testphoto.Concat(stream, testphoto.Dataset(2, 80, "xy"))), "\x00")), ""},
		"name and other kind": {testphoto.Concat([]byte("AgHg\x04\x04\x03abc\x00\x00\x00\x02zz"), testphoto.IPTCBlock(stream)), ""},
		"padding":             {testphoto.Concat(testphoto.IPTCBlock(stream), make([]byte, 5)), ""},
	} {
		t.Run(name, func(t *testing.T) {
			b, err := parseIRB(c.before)
			if err != nil {
				t.Fatal(err)
			}
			s, _, _ := b.iptc()
			edits, err := b.splices(s, s.splices(listEdit{add: []string{"dog"}}))
			if err != nil {
				t.Fatal(err)
			}
			now, err := parseIRB(edits.apply(c.before))
			if err != nil || !bytes.Equal(b.skeleton(), now.skeleton()) {
				t.Fatalf("%v, other resources\n%q became\n%q", err, b.skeleton(), now.skeleton())
			}
			is, _, err := now.iptc()
			if err != nil || !reflect.DeepEqual(is.keywords(), append(s.keywords(), "dog")) {
				t.Errorf("%v, keywords %q", err, is.keywords())
			}
			if got := digestState(now, is); got != c.digest {
				t.Errorf("digest %q, want %q", got, c.digest)
			}
		})
	}
	if _, err := parseIRB([]byte("8BIM\x04\x04\x00\x00\x00\x00\xff\xff")); err == nil {
		t.Error("a resource that is cut off is accepted")
	}
	twice, _ := parseIRB(testphoto.Concat(testphoto.IPTCBlock(stream), testphoto.IPTCBlock(stream)))
	if _, _, err := twice.iptc(); err == nil {
		t.Error("two IPTC blocks are accepted")
	}
}

func digestState(b *irb, s *iim) string {
	found := b.find(digestResource)
	if len(found) == 0 {
		return ""
	}
	if is := md5.Sum(s.data); bytes.Equal(b.value(found[0]), is[:]) {
		return "fresh"
	}
	return "stale"
}

// TestGoIPTCOneSetAtATime: given single data sets whose ends our scanner has found, go-iptc
// allocates no more than is there and keeps the order; it reads what we read, but for lengths that
// are themselves as long as IIM allows and it does not. Where this test fails, it has become
// better, and may read.
func TestGoIPTCOneSetAtATime(t *testing.T) {
	for wide := range 9 {
		set := testphoto.Dataset(application, keywordSet, "dog")
		if wide > 0 { // the length in so many bytes
			set = testphoto.Concat([]byte{0x1C, application, keywordSet, 0x80, byte(wide)}, make([]byte, wide-1), []byte("\x03dog"))
		}
		ours, err := parseIIM(set)
		if err != nil || len(ours.sets) != 1 || string(ours.sets[0].value) != "dog" {
			t.Errorf("a length in %d bytes: we read %q, %v", wide, ours.keywords(), err)
			continue
		}
		d := ours.sets[0]
		tags, err := goiptc.ParseStream(bytes.NewReader(ours.data[d.start:d.end]))
		got := tags[goiptc.StreamTagKey{RecordNumber: application, DatasetNumber: keywordSet}]
		reads := wide == 0 || wide == 4 || wide == 8
		if reads != (err == nil && len(got) == 1 && string(got[0]) == "dog") {
			t.Errorf("a length in %d bytes: it reads %q, %v", wide, tags, err)
		}
	}
}

// TestGoIPTCHarms: the reasons why go-iptc judges and does not read. Where this test fails, it has
// become better, and that may be thought of again.
func TestGoIPTCHarms(t *testing.T) {
	dog, cat, title := testphoto.Dataset(2, 25, "dog"), testphoto.Dataset(2, 25, "cat"), testphoto.Dataset(2, 5, "t")
	wide := "\x1c\x02\x19\x80\x03\x00\x00\x03dog" // the length in three bytes, which IIM allows
	for name, data := range map[string][]byte{
		"padding, as TIFF has it":  append(bytes.Clone(dog), 0, 0),
		"a length in three bytes":  []byte(wide),
		"sound sets before a torn": append(bytes.Clone(dog), "\x1c\x02\x19\x00\x09do"...),
	} {
		ours, _ := parseIIM(data)
		if got := ours.keywords(); !reflect.DeepEqual(got, []string{"dog"}) {
			t.Errorf("%s: we read %q", name, got)
		}
		if tags, err := goiptc.ParseStream(bytes.NewReader(data)); err == nil {
			t.Errorf("%s: it reads %v", name, tags)
		}
	}
	mixed, err := goiptc.ParseStream(bytes.NewReader(bytes.Join([][]byte{dog, title, cat}, nil)))
	if err != nil || len(mixed) != 2 { // an edit has to know that the title stands between the two
		t.Errorf("it tells the order of sets: %v, %v", err, mixed)
	}
	crafted := []byte("\x1c\x02\x19\x80\x04\x08\x00\x00\x00dog") // 128 MB, of which three bytes are there
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	_, _ = parseIIM(crafted)
	runtime.ReadMemStats(&after)
	if spent := after.TotalAlloc - before.TotalAlloc; spent > 1<<20 {
		t.Errorf("we take %d bytes for what is not there", spent)
	}
	_, _ = goiptc.ParseStream(bytes.NewReader(crafted))
	runtime.ReadMemStats(&before)
	if spent := before.TotalAlloc - after.TotalAlloc; spent < 128<<20 {
		t.Errorf("it takes %d bytes only", spent)
	}
}
