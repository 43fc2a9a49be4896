package kit

import (
	"testing"

	"fyne.io/fyne/v2"
)

// TestPicturesStandAtTheEdge: where no line has anything in front, none is set in; a space in front
// keeps a line in step with those that have a tick.
func TestPicturesStandAtTheEdge(t *testing.T) {
	for name, c := range map[string]struct {
		lead fyne.CanvasObject
		at   float32
	}{
		"nothing": {nil, 0},
		"a space": {NewSpace(0, 0), 28},
		"a tick":  {NewCheck("", true, nil), 28},
	} {
		picture, body := NewSpace(60, 40), NewParagraph("words of the photo", StyleText)
		themed(t, LookDark, 1, fyne.NewSize(400, 60), func() fyne.CanvasObject { return NewMediaRow(c.lead, picture, body) })
		if picture.Position().X != c.at || body.Position().X != c.at+60+12 || body.Size().Width != 400-c.at-72 {
			t.Errorf("%s in front: the picture is at %v, the words at %v, %v wide", name, picture.Position(), body.Position(), body.Size().Width)
		}
	}
}
