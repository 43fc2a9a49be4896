package kit

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
)

func TestHintLatestOwnerWins(t *testing.T) {
	test.NewTempApp(t)
	h := NewHint()
	h.Rest("A accept")
	for _, c := range []struct {
		do   func()
		want string
	}{
		{func() {}, "A accept"},
		{func() { h.Say("grid", "photo") }, "photo"},
		{func() { h.Say("chip", "giraffe") }, "giraffe"},
		{func() { h.Clear("grid") }, "giraffe"},
		{func() { h.Rest("X reject") }, "giraffe"},
		{func() { h.Clear("chip") }, "X reject"},
		{func() { h.Clear("chip") }, "X reject"},
	} {
		c.do()
		if h.Text() != c.want {
			t.Errorf("says %q, want %q", h.Text(), c.want)
		}
	}
}

func TestProgressStaysInItsTrack(t *testing.T) {
	p := NewProgress()
	themed(t, LookDark, 1, fyne.NewSize(160, 20), func() fyne.CanvasObject { return p })
	for share, want := range map[float64]float32{-1: 0, .25: 40, 1: 160, 7: 160} {
		p.SetValue(share)
		bar := test.WidgetRenderer(p).Objects()[1]
		if bar.Size().Width != want && want > 0 || bar.Visible() != (want > 0) {
			t.Errorf("at %v the bar is %v, visible %v", share, bar.Size(), bar.Visible())
		}
	}
}

// TestHintNamesKeysWhole: where not all keys have room, the last are left out; a sentence ends in "…".
func TestHintNamesKeysWhole(t *testing.T) {
	const keys = "A accept   X reject   E all   D done   Space loupe"
	h := NewHint()
	for _, scale := range []float32{1, 1.5} {
		w := themed(t, LookDark, scale, fyne.NewSize(40, 32), func() fyne.CanvasObject { return h })
		for width := float32(40); width < 500; width += 7 {
			w.Resize(fyne.NewSize(width, 32))
			h.Rest(keys)
			one := TextWidth("A accept", TextSize(StyleJobDim, h), fyne.TextStyle{})
			if shown := h.line.shown; width > one && (!strings.HasPrefix(keys, shown) || strings.HasSuffix(shown, "…") || shown == "") {
				t.Fatalf("%v: %q", width, shown)
			}
			if h.Text() != keys {
				t.Fatalf("it forgets %q", h.Text())
			}
		}
	}
	h.Resize(fyne.NewSize(20, 32))
	if h.Rest(keys); h.line.shown != "" {
		t.Errorf("without room for one key it says %q", h.line.shown)
	}
	h.Say("owner", keys)
	h.Resize(fyne.NewSize(1000, 32))
	if h.line.Text != keys {
		t.Errorf("with room it says %q", h.line.Text)
	}
	h.Say("owner", "What the photo under the pointer is, in a sentence")
	h.Resize(fyne.NewSize(100, 32))
	if !strings.HasSuffix(h.line.shown, "…") {
		t.Errorf("a sentence ends as %q", h.line.shown)
	}
}
