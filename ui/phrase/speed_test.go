package phrase

import (
	"testing"
	"time"
)

func TestHowFastAJobIsIsSaid(t *testing.T) {
	Speak("en")
	if s := Speed(10, time.Minute); s != "10 photos/s, about 1 min left" {
		t.Errorf("told as %q", s)
	}
}
