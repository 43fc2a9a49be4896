package writing

import (
	"testing"

	"catchlight/library"
	"catchlight/ui/phrase"
)

// TestARunSaysNothingTwice: its name may count the photos already; what the name leaves out is said
// behind it.
func TestARunSaysNothingTwice(t *testing.T) {
	phrase.Speak("en")
	for _, c := range []struct {
		label            string
		want             string
		inside, sidecars int
	}{
		{"Write 59 photos", "Write 59 photos · 187 keywords", 0, 0},
		{"Write 61 photos", "Write 61 photos · 59 photos · 187 keywords · 40 files, 19 sidecars", 40, 19}, // two could not be written
		{"Rename dog to hound", "Rename dog to hound · 59 photos · 187 keywords · 1 file", 1, 0},
		{"", "59 photos · 187 keywords · 59 sidecars", 0, 59},
	} {
		if got := whatOf(library.Run{Label: c.label, Photos: 59, Keywords: 187, Inside: c.inside, Sidecars: c.sidecars}); got != c.want {
			t.Errorf("%q: %q, want %q", c.label, got, c.want)
		}
	}
}
