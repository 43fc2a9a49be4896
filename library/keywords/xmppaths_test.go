package keywords

import (
	"bytes"
	"fmt"
	"slices"
	"strings"
	"testing"

	"catchlight/library/picture"
	"catchlight/library/testphoto"
)

// fiveLists is a photo with all lists that programs keep, in which Rome stands below Place.
func fiveLists(t testing.TB) []byte {
	spaces := ""
	for i, prefix := range []string{"dc", "lr", "digiKam", "MicrosoftPhoto", "mediapro"} {
		spaces += fmt.Sprintf(` xmlns:%s="%s"`, prefix, listNames[i].space)
	}
	text := `<rdf:Description rdf:about=""` + spaces + `>` + testphoto.Bag("dc:subject", "Rome") + testphoto.Bag("lr:hierarchicalSubject", "Place|Rome") +
		testphoto.Bag("digiKam:TagsList", "Place/Rome") + testphoto.Bag("MicrosoftPhoto:LastKeywordXMP", "Place/Rome") + testphoto.Bag("mediapro:CatalogSets", "Place|Rome") + `</rdf:Description>`
	return testphoto.WithSegments(testphoto.JPEG(t), testphoto.IRBSegment(testphoto.IPTCBlock(testphoto.UTF8Dataset(), testphoto.Dataset(2, 0, "\x00\x04"), testphoto.Dataset(2, 25, "Rome"))), testphoto.XMPSegment(testphoto.Packet(text)))
}

// A word is what was typed, in each list that can hold it: none makes other words of it, a second
// run finds it, and it can be taken away.
func TestSeparatorsInWords(t *testing.T) {
	before := fiveLists(t)
	held, _ := Read(before, picture.JPEG)
	for word, want := range map[string][]string{ // the words that the photo has more
		"AC/DC": {"AC/DC"}, "/": {"/"}, "km/": {"km/"}, "/etc/": {"/etc/"}, "a//b": {"a//b"}, `AC\DC`: {`AC\DC`},
		"Music|AC/DC": {"AC/DC"}, "A/B|c": {"c"}, "Place/Rome": {"Place/Rome"}, "Music | Rock": {"Rock"}, "a,b;c": {"a,b;c"},
	} {
		out := mustEdit(t, before, picture.JPEG, add(word))
		now, err := Read(out, picture.JPEG)
		if err != nil || !slices.Equal(flat(now), append(flat(held), want...)) {
			t.Errorf("%s: %v, keywords %q", word, err, flat(now))
		}
		if again := mustEdit(t, out, picture.JPEG, add(word)); !bytes.Equal(again, out) {
			t.Errorf("%s: a second run changes the photo", word)
		}
		back, err := Read(mustEdit(t, out, picture.JPEG, Edit{Remove: []string{word}}), picture.JPEG)
		if err != nil || !slices.Equal(flat(back), flat(held)) || !slices.Equal(back.Hierarchy, held.Hierarchy) {
			t.Errorf("%s: after removing %v, %q, %q", word, err, flat(back), back.Hierarchy)
		}
	}
}

// Lists in which a separator stands in a word all the same, and those with separators too many, as
// others write them.
func TestSeparatorsOfOthers(t *testing.T) {
	digikam := func(subject, tags []string) []byte {
		return testphoto.WithSegments(testphoto.JPEG(t), testphoto.XMPSegment(testphoto.Packet(`<rdf:Description rdf:about="" xmlns:dc="`+nsDC+`" xmlns:lr="`+nsLightroom+`" xmlns:digiKam="`+nsDigiKam+`">`+
			testphoto.Bag("dc:subject", subject...)+testphoto.Bag("digiKam:TagsList", tags...)+`</rdf:Description>`)))
	}
	for name, c := range map[string]struct {
		subject, tags, want []string
		remove              string
		after               []string
	}{
		"our own older writing":  {[]string{"Rome", "AC/DC"}, []string{"Place/Rome", "AC/DC"}, []string{"Rome", "AC/DC"}, "ac/dc", []string{"Rome"}},
		"a path that is a path":  {[]string{"Rome", "Place/Rome"}, []string{"Place/Rome"}, []string{"Rome", "Place/Rome"}, "Place/Rome", []string{"Rome"}},
		"no flat word":           {[]string{"x"}, []string{"Place/Rome"}, []string{"x", "Rome"}, "Rome", []string{"x"}},
		"separators at the ends": {[]string{"x"}, []string{"/Place/Rome/"}, []string{"x", "Rome"}, "Place|Rome", []string{"x"}},
		"empty levels":           {[]string{"x"}, []string{"Place//Rome", "/", ""}, []string{"x", "Rome"}, "rome", []string{"x"}},
		"a flat word with a bar": {[]string{"Place|Rome", "x"}, []string{"x"}, []string{"Place|Rome", "x"}, "Place|Rome", []string{"x"}},
		"and spaces":             {[]string{"Place | Rome", "x"}, []string{"x"}, []string{"Place | Rome", "x"}, "Place | Rome", []string{"x"}},
	} {
		data := digikam(c.subject, c.tags)
		k, err := Read(data, picture.JPEG)
		if err != nil || !slices.Equal(flat(k), c.want) {
			t.Errorf("%s: %v, keywords %q, want %q", name, err, flat(k), c.want)
		}
		out := mustEdit(t, data, picture.JPEG, Edit{Remove: []string{c.remove}})
		if k, _ = Read(out, picture.JPEG); !slices.Equal(flat(k), c.after) {
			t.Errorf("%s: after removing %s: %q, want %q", name, c.remove, flat(k), c.after)
		}
		if out = mustEdit(t, data, picture.JPEG, add("neu")); strings.Contains(string(out), "|neu") {
			t.Errorf("%s: odd path", name)
		}
		if k, _ = Read(out, picture.JPEG); !slices.Equal(flat(k), append(slices.Clone(c.want), "neu")) {
			t.Errorf("%s: after adding: %q, want %q", name, flat(k), c.want)
		}
	}
}
