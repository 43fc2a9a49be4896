package keywords

import (
	"bytes"
	"slices"
	"testing"

	"github.com/trimmer-io/go-xmp/models/dc"
	"github.com/trimmer-io/go-xmp/xmp"
)

// Another implementation reads the packets that we begin. It judges here and does not
// write: it builds a packet from models alone, which the lists of lr, digiKam and the
// others lack, and what it reads and writes again loses values.
func TestGoXMPReadsNewPackets(t *testing.T) {
	words := []string{"dog", `Käse & "Brot"`, "富士山", "<tag>"}
	edit := xmpEdit{subject: {add: words}, lightroom: {add: []string{"animal|dog"}}}
	for name, text := range map[string][]byte{"packet": newPacket(edit), "sidecar": newDocument(edit)} {
		document, err := xmp.Read(bytes.NewReader(text))
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		if model := dc.FindModel(document); model == nil || !slices.Equal(model.Subject, words) {
			t.Errorf("%s: read as %v", name, model)
		}
		document.Close()
	}
}
