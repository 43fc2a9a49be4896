package keywords

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"catchlight/library/picture"
	"catchlight/library/testphoto"
)

// TestEntitiesAreNotFollowed: what a packet defines itself, and where it points to, is never read
// into a word: no file of the user's, no address, and no text that grows out of itself. Such a
// packet is not edited either.
func TestEntitiesAreNotFollowed(t *testing.T) {
	secret := filepath.Join(t.TempDir(), "secret")
	if err := os.WriteFile(secret, []byte("PRIVATE"), 0o600); err != nil {
		t.Fatal(err)
	}
	laughs := `<!ENTITY a "PRIVATE">`
	for c := 'b'; c < 'k'; c++ {
		laughs += `<!ENTITY ` + string(c) + ` "` + strings.Repeat("&"+string(c-1)+";", 10) + `">`
	}
	for name, c := range map[string]struct{ defined, word string }{
		"a file":               {`<!ENTITY a SYSTEM "` + secret + `">`, "&a;"},
		"a file's address":     {`<!ENTITY a SYSTEM "file://` + secret + `">`, "&a;"},
		"an address":           {`<!ENTITY a SYSTEM "http://127.0.0.1:1/PRIVATE">`, "&a;"},
		"a public name":        {`<!ENTITY a PUBLIC "-//PRIVATE//" "` + secret + `">`, "&a;"},
		"a parameter":          {`<!ENTITY % p SYSTEM "` + secret + `"> %p;`, "&a;"},
		"a text":               {`<!ENTITY a "PRIVATE">`, "&a;"},
		"a text of texts":      {laughs, "&j;"},
		"an attribute's value": {`<!ENTITY a "PRIVATE">`, `x</rdf:li><rdf:li a="&a;">y`},
	} {
		packet := testphoto.Packet(testphoto.Description(`<dc:subject><rdf:Bag><rdf:li>` + c.word + `</rdf:li></rdf:Bag></dc:subject>`))
		at := strings.Index(packet, "<x:xmpmeta")
		if at < 0 {
			t.Fatal(packet)
		}
		packet = packet[:at] + `<!DOCTYPE x:xmpmeta [` + c.defined + `]>` + packet[at:]
		photo := testphoto.WithSegments(testphoto.JPEG(t), testphoto.XMPSegment(packet))
		read, err := Read(photo, picture.JPEG)
		for _, word := range read.All {
			if strings.Contains(word.Name, "PRIVATE") || len(word.Name) > 100 {
				t.Errorf("%s: the word %.50q", name, word.Name)
			}
		}
		if err == nil {
			t.Errorf("%s: it is taken for sound", name)
		}
		if _, err := parseXMP([]byte(packet)); err == nil {
			t.Errorf("%s: the sidecar would be edited", name)
		}
	}
}
