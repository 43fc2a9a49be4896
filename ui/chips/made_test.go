package chips

import (
	"strconv"
	"testing"

	"catchlight/tagging/facts"
	"catchlight/ui/phrase"
	"catchlight/ui/view"
)

// TestChipsAreMadeOnce: what was made is the same as what would be, whatever the word differs in, and
// costs nothing the second time; the score makes no difference.
func TestChipsAreMadeOnce(t *testing.T) {
	words := []view.Word{
		{Name: "dog", State: view.InFile, N: 1, Of: 1},
		{Name: "cat", State: view.InFile, N: 1, Of: 1},
		{Name: "dog", State: view.Suggested, Strength: "strict", N: 1, Of: 1},
		{Name: "dog", State: view.Suggested, Strength: "loose", N: 1, Of: 1},
		{Name: "dog", State: view.Suggested, Strength: "loose", N: 2, Of: 3},
		{Name: "dog", State: view.Written, Typed: true, N: 1, Of: 1},
		{Name: "dog", State: view.Written, N: 1, Of: 1},
		{Name: "winter", State: view.Suggested, Strength: "strict", Reason: facts.Reason{Kind: facts.NorthernMonth, Number: 1}, N: 1, Of: 1},
		{Name: "winter", State: view.Suggested, Strength: "strict", Reason: facts.Reason{Kind: facts.NorthernMonth, Number: 2}, N: 1, Of: 1},
	}
	var made Made
	for range 2 {
		for _, w := range words {
			if got, want := made.Of(w), Of(w); got != want {
				t.Errorf("%+v is shown as %+v, want %+v", w, got, want)
			}
		}
	}
	score := float32(0)
	if n := testing.AllocsPerRun(10, func() { score++; words[7].Score = score; made.Of(words[7]) }); n != 0 {
		t.Errorf("a chip that was made makes %v things", n)
	}
	for i := range 3 * mostMade {
		made.Of(view.Word{Name: strconv.Itoa(i), State: view.InFile, N: 1, Of: 1})
	}
	if len(made.chips) > mostMade {
		t.Errorf("%d chips are remembered", len(made.chips))
	}
}

// TestCountsOnChipsAreReadable: they are written as all numbers of the window.
func TestCountsOnChipsAreReadable(t *testing.T) {
	phrase.Speak("en")
	if c := Of(view.Word{Name: "dog", State: view.InFile, N: 1249, Of: 3000}); c.Of != "1,249 of 3,000" {
		t.Errorf("the chip says %q", c.Of)
	}
}
