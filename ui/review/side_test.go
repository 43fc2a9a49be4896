package review

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/test"

	"catchlight/ui/kit"
	"catchlight/ui/phrase"
)

func TestLikely(t *testing.T) {
	for _, c := range []struct{ yes, n, open, low, high int }{
		{14, 15, 16, 12, 16}, // the example of the design
		{8, 8, 100, 75, 100},
		{0, 8, 100, 0, 25},
		{4, 8, 10, 2, 8},
	} {
		if low, high := likely(c.yes, c.n, c.open); low != c.low || high != c.high {
			t.Errorf("%d yes of %d, %d open: %d–%d, want %d–%d", c.yes, c.n, c.open, low, high, c.low, c.high)
		}
	}
}

func TestTheEstimateNeedsEightDecisions(t *testing.T) {
	phrase.Speak("en")
	for decided, want := range map[int][3]string{
		7: {"", "", "Decide 8 photos above the line for an estimate."},
		8: {"3–4", "of the 4 likely right", "From your 8 decisions above the line, 90 % certain."},
	} {
		span, of, note := (sides{trialsOpen: decided, trialsYes: decided, open: 4}).estimate()
		if got := [3]string{span, of, note}; got != want {
			t.Errorf("with %d: %q", decided, got)
		}
	}
}

// TestPhotosOfLeftoversAreSeenWhole: from the narrowest window on, and at any size of text, the two
// photos of a row have their room, and the name has what they leave.
func TestPhotosOfLeftoversAreSeenWhole(t *testing.T) {
	for _, scale := range []float32{1, 1.25, 1.5} {
		for _, width := range []float32{550, 591, 766, 1200} {
			test.NewTempApp(t).Settings().SetTheme(kit.NewTheme(kit.LookDark, scale))
			name := kit.NewSized(kit.NewText("a name", kit.StyleTitle), leftoverName)
			photos := container.NewHBox(kit.NewSpace(leftoverWidth, leftoverHeight), kit.NewSpace(leftoverWidth, leftoverHeight))
			row := container.New(beside{}, name, photos)
			test.NewTempWindow(t, row).Resize(fyne.NewSize(width, 200))
			row.Resize(fyne.NewSize(width, 200))
			end := photos.Position().X + photos.MinSize().Width
			if end > width || name.Size().Width > photos.Position().X || name.Size().Width < 100 || name.Size().Width > leftoverName*scale {
				t.Errorf("%v wide at %v: the name has %v, the photos end at %v", width, scale, name.Size().Width, end)
			}
		}
	}
}
