package kit

import (
	"fmt"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
)

// TestScrollHasABarAndNoShadows: half of what is in it is out of view at both ends, where Fyne would
// draw a shadow.
func TestScrollHasABarAndNoShadows(t *testing.T) {
	test.NewTempApp(t)
	s := NewScroll(NewSpace(50, 400))
	w := test.NewTempWindow(t, s)
	w.SetPadded(false)
	w.Resize(fyne.NewSize(100, 100))
	s.ScrollToOffset(fyne.NewPos(0, 150))
	bars := 0
	for _, o := range test.LaidOutObjects(s) {
		kind := fmt.Sprintf("%T", o)
		if strings.Contains(kind, "Shadow") && o.Visible() {
			t.Errorf("a %s is drawn", kind)
		}
		if strings.HasSuffix(kind, "scrollBarArea") && o.Visible() {
			bars++
		}
	}
	if bars != 1 || s.Offset.Y != 150 {
		t.Errorf("%d bars at %v", bars, s.Offset)
	}
	s.Content = NewSpace(50, 20)
	s.Refresh()
	if got := test.WidgetRenderer(s).Objects()[0]; got != s.Content {
		t.Errorf("what is drawn is the old content, %T", got)
	}
}

// TestANotchOfTheWheelGoesThreeRows at each size of text; the fingers on a touchpad go as far as they
// go.
func TestANotchOfTheWheelGoesThreeRows(t *testing.T) {
	for _, c := range []struct {
		scale, by, want float32
	}{
		{1, float32(-WheelNotch()), 84}, {1, float32(-2 * WheelNotch()), 168}, {1.5, float32(-WheelNotch()), 126}, {1, -7.5, 7.5}, {1.5, -3.25, 3.25},
	} {
		s := NewScroll(NewSpace(50, 1000))
		themed(t, LookDark, c.scale, fyne.NewSize(100, 100), func() fyne.CanvasObject { return s })
		if s.Scrolled(&fyne.ScrollEvent{Scrolled: fyne.NewDelta(0, c.by)}); s.Offset.Y != c.want {
			t.Errorf("at %v, %v goes to %v, want %v", c.scale, c.by, s.Offset.Y, c.want)
		}
	}
}
