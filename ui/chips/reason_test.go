package chips

import (
	"testing"

	"catchlight/tagging/facts"
	"catchlight/ui/phrase"
)

// TestReasonsAreSaidInTheUsersLanguage: the window has words of its own for each reason that there
// is, with all its numbers and names; in English they are those of the command line.
func TestReasonsAreSaidInTheUsersLanguage(t *testing.T) {
	phrase.Speak("en")
	r, kinds := facts.Reason{Number: 5, Other: 2.5, Name: "X100"}, 0
	for r.Kind = facts.NoReason + 1; r.String() != ""; r.Kind++ {
		if got := ReasonText(r); got != r.String() {
			t.Errorf("kind %d: %q, the command line says %q", r.Kind, got, r)
		}
		kinds++
	}
	if ReasonText(facts.Reason{}) != "" || kinds < 29 {
		t.Errorf("%d kinds; none is %q", kinds, ReasonText(facts.Reason{}))
	}
	for want, r := range map[string]facts.Reason{
		"1 face":                           {Kind: facts.Faces, Number: 1},
		"the sun set 1 minute before":      {Kind: facts.SunSetBefore, Number: 1},
		"6,000 × 3,000 pixels":             {Kind: facts.Shape, Number: 6000, Other: 3000},
		"0.12 m from the subject":          {Kind: facts.Near, Number: .12},
		"exposed for 30 s":                 {Kind: facts.Exposed, Number: 30},
		"the sun was 0° below the horizon": {Kind: facts.SunBelow},
	} {
		if got := ReasonText(r); got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
	phrase.Speak(phrase.Pseudo)
	t.Cleanup(func() { phrase.Speak("en") })
	for r.Kind = facts.NoReason + 1; r.String() != ""; r.Kind++ {
		if got := ReasonText(r); got == r.String() {
			t.Errorf("kind %d: %q stays English", r.Kind, got)
		}
	}
}
