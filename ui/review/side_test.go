package review

import (
	"testing"

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
	if s := (sides{trialsOpen: 7, trialsYes: 7, open: 5}).estimate(); s != "Decide 8 photos above the line for an estimate." {
		t.Errorf("with 7: %q", s)
	}
	if s := (sides{trialsOpen: 8, trialsYes: 8, open: 4}).estimate(); s != "3–4 of the 4 likely right. From your 8 decisions above the line, 90 % certain." {
		t.Errorf("with 8: %q", s)
	}
}
