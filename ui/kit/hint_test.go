package kit

import (
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
