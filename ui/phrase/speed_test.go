package phrase

import (
	"testing"
	"time"

	"catchlight/ui/jobs"
)

func TestHowFastAJobIsIsSaid(t *testing.T) {
	Speak("en")
	for of, want := range map[jobs.Unit]string{
		jobs.Photos: "10 photos/s, about 1 min left", jobs.Tags: "about 1 min left", jobs.Bytes: "0.0 MB/s, about 1 min left",
	} {
		if s := pace(of, 10, time.Minute); s != want {
			t.Errorf("%d: told as %q, want %q", of, s, want)
		}
	}
	if s := pace(jobs.Tags, 0, 0); s != "" {
		t.Errorf("without a time left: %q", s)
	}
}
