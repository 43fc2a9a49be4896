package assets

import (
	"encoding/xml"
	"testing"
)

func TestIconsAreWellFormed(t *testing.T) {
	for _, name := range []string{IconTag, IconPencil, IconParent, IconLike, IconStack, IconApp} {
		if err := xml.Unmarshal(Icon(name), new(struct{})); err != nil {
			t.Errorf("icon %s: %v", name, err)
		}
	}
	if Icon("none") != nil {
		t.Error("an unknown icon has data")
	}
}
