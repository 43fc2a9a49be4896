package keywords

import (
	"bytes"
	"strings"
	"sync"

	"github.com/trimmer-io/go-xmp/models/dc"
	"github.com/trimmer-io/go-xmp/xmp"
)

// go-xmp builds what we begin: a packet where a photo has none, and a new sidecar. It knows
// dc:subject; Lightroom's hierarchy is a model of ours. What others have begun is spliced as text:
// see splices.

// building is held while go-xmp works: it counts its nodes in variables that it does not guard.
var building sync.Mutex

// toolkit names the program, which go-xmp takes from its own JSON alone.
const toolkit = `{"toolkit": "Catchlight"}`

// hierarchyNamespace is where hierarchyModel stands.
var hierarchyNamespace = xmp.NewNamespace("lr", nsLightroom, func(string) xmp.Model { return &hierarchyModel{} })

// hierarchyModel implements xmp.Model: the keywords of Lightroom with their parents, "animal|dog".
type hierarchyModel struct {
	Paths xmp.StringArray `xmp:"lr:hierarchicalSubject"`
}

// Can implements xmp.Model.
func (*hierarchyModel) Can(namespace string) bool { return namespace == hierarchyNamespace.GetName() }

// Namespaces implements xmp.Model.
func (*hierarchyModel) Namespaces() xmp.NamespaceList { return xmp.NamespaceList{hierarchyNamespace} }

// SyncModel implements xmp.Model: no other model says the same.
func (*hierarchyModel) SyncModel(*xmp.Document) error { return nil }

// SyncFromXMP implements xmp.Model.
func (*hierarchyModel) SyncFromXMP(*xmp.Document) error { return nil }

// SyncToXMP implements xmp.Model.
func (*hierarchyModel) SyncToXMP(*xmp.Document) error { return nil }

// CanTag implements xmp.Model.
func (*hierarchyModel) CanTag(string) bool { return false }

// GetTag implements xmp.Model.
func (*hierarchyModel) GetTag(string) (string, error) { return "", nil }

// SetTag implements xmp.Model.
func (*hierarchyModel) SetTag(string, string) error { return nil }

// newDocument writes x:xmpmeta for the lists that a fresh packet has: what a sidecar holds.
func newDocument(edit xmpEdit) ([]byte, error) {
	models := []xmp.Model{&dc.DublinCore{Subject: edit[subject].add}}
	if paths := edit[lightroom].add; len(paths) > 0 {
		models = append(models, &hierarchyModel{Paths: paths})
	}
	text, err := encoded(models)
	if err != nil {
		return nil, refuse("its keywords cannot be put into XMP (%v)", err)
	}
	return append(text, '\n'), nil
}

// encoded is a document of models.
func encoded(models []xmp.Model) ([]byte, error) {
	building.Lock()
	defer building.Unlock()
	document := xmp.NewDocument()
	defer document.Close()
	if err := document.UnmarshalJSON([]byte(toolkit)); err != nil {
		return nil, err
	}
	for _, model := range models {
		if _, err := document.AddModel(model); err != nil {
			return nil, err
		}
	}
	var out bytes.Buffer
	encoder := xmp.NewEncoder(&out)
	encoder.SetFlags(0) // without a packet around it
	encoder.Indent("", " ")
	err := encoder.Encode(document)
	return out.Bytes(), err
}

// paddingLines of 100 spaces are the room for later edits that a new packet gets.
const paddingLines = 20

// newPacket wraps the document for the lists, with the padding that lets later edits keep its
// length.
func newPacket(edit xmpEdit) ([]byte, error) {
	document, err := newDocument(edit)
	if err != nil {
		return nil, err
	}
	padding := strings.Repeat(strings.Repeat(" ", 99)+"\n", paddingLines)
	return []byte("<?xpacket begin=\"\uFEFF\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>\n" + string(document) + padding + `<?xpacket end="w"?>`), nil
}
