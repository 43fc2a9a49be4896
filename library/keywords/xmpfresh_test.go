package keywords

import (
	"bytes"
	"encoding/xml"
	"fmt"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/trimmer-io/go-xmp/xmp"

	"catchlight/library/testphoto"
)

// TestFreshXMP: what we begin says the words, all of them and nothing else, is well-formed to the
// last byte, and can be edited.
func TestFreshXMP(t *testing.T) {
	for name, edit := range map[string]xmpEdit{
		"words":          {subject: {add: []string{"dog", `Käse & "Brot"`, "富士山", "<tag>", "it's", "a;b", "]]>", "😀"}}},
		"with hierarchy": {subject: {add: []string{"dog", "cat"}}, lightroom: {add: []string{"animal|dog", "animal|cat", "Ort|Zürich & Umgebung"}}},
		"hierarchy only": {lightroom: {add: []string{"animal|dog"}}},
		"many": {subject: {add: slices.Collect(func(yield func(string) bool) {
			for i := range 3000 {
				if !yield(fmt.Sprint("word ", i)) {
					return
				}
			}
		})}},
	} {
		for form, build := range map[string]func(xmpEdit) ([]byte, error){"packet": newPacket, "sidecar": newDocument} {
			text, err := build(edit)
			if err != nil {
				t.Fatalf("%s, %s: %v", name, form, err)
			}
			p, err := parseXMP(text)
			if err == nil {
				err = verifyXMP(nil, p, edit)
			}
			if err != nil || p.unreadable || wellFormed(text) != nil {
				t.Fatalf("%s, %s: %v, %v", name, form, err, wellFormed(text))
			}
			if len(p.seen) > len(edit) || p.title != "" || p.rating != 0 {
				t.Errorf("%s, %s says more: %v", name, form, p.seen)
			}
			again := xmpEdit{subject: {add: []string{"later"}}}
			if _, now, err := p.edited(text, again); err != nil || !slices.Contains(now.words(subject), "later") {
				t.Errorf("%s, %s cannot be edited: %v", name, form, err)
			}
		}
	}
}

func wellFormed(text []byte) error {
	return xml.Unmarshal(text, new(struct{}))
}

// TestFreshXMPOfMany: writers begin packets at the same time, and no word gets into another
// photo's.
func TestFreshXMPOfMany(t *testing.T) {
	var all sync.WaitGroup
	for i := range 8 {
		all.Go(func() {
			for n := range 50 {
				edit := xmpEdit{subject: {add: []string{fmt.Sprint(i, " of ", n)}}, lightroom: {add: []string{fmt.Sprint(i, "|", n)}}}
				text, err := newDocument(edit)
				if err != nil {
					t.Error(err)
					return
				}
				if p, err := parseXMP(text); err != nil || verifyXMP(nil, p, edit) != nil {
					t.Errorf("%v\n%s", err, text)
				}
			}
		})
	}
	all.Wait()
}

// TestGoXMPLosesWhatOthersSay: the reason why packets of others are spliced as text and never
// written anew. Where this test fails, go-xmp has become able to keep what others say, and that may
// be thought of again.
func TestGoXMPLosesWhatOthersSay(t *testing.T) {
	const by = ` xmlns:x="http://example.org/x/"`
	for name, test := range map[string]struct {
		said, kept string
		unread     bool // it refuses the whole packet
	}{
		"a value with a qualifier":   {`<dc:source rdf:parseType="Resource"><rdf:value>scan</rdf:value><x:by` + by + `>ann</x:by></dc:source>`, "scan", false},
		"a keyword with a qualifier": {`<dc:subject><rdf:Bag><rdf:li rdf:parseType="Resource"><rdf:value>dog</rdf:value><x:by` + by + `>ann</x:by></rdf:li></rdf:Bag></dc:subject>`, "dog", false},
		"a list without a bag":       {`<dc:subject>single</dc:subject>`, "single", true},
		"a date in words":            {`<dc:date>summer of 69</dc:date>`, "summer of 69", true},
		"a space of their own":       {`<x:a` + by + ` rdf:parseType="Resource"><x:b>1</x:b></x:a>`, "x:b", true},
	} {
		document, err := xmp.Read(strings.NewReader(testphoto.Packet(testphoto.Description(test.said))))
		if (err != nil) != test.unread {
			t.Errorf("%s is read: %v", name, err)
		}
		if err != nil {
			continue
		}
		if text, err := xmp.Marshal(document); err != nil || bytes.Contains(text, []byte(test.kept)) {
			t.Errorf("%s is kept: %v\n%s", name, err, text)
		}
	}
}
