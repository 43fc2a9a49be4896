package engine

import (
	"testing"

	"catchlight/library"
	"catchlight/tagging"
)

// measured is a model that was tried on labelled photos.
type measured struct{ blind }

func (m measured) Profile() tagging.Profile {
	p := m.blind.Profile()
	p.Measured = &tagging.Measured{Photos: 128, Strict: .9, Balanced: .781, Loose: .5}
	return p
}

// TestTheWorthOfAStrength: as it was measured for the model that is open; nothing where nobody
// knows, or a score of the user's stands in the strength's place.
func TestTheWorthOfAStrength(t *testing.T) {
	r := newRig(t, func(d *Deps) { d.OpenModel = func(string) (tagging.Encoder, error) { return measured{}, nil } })
	r.FindWorth(func() { t.Error("it is known before there is a model") })
	r.Open()
	found := false
	r.until("it is open", func() bool { return r.Ready() && r.deps.Queue.Idle() })
	r.FindWorth(func() { found = true })
	r.until("it is found out", func() bool { return found })
	for s, want := range map[tagging.Strength]string{
		tagging.Strict:   "90 of 100 suggestions were right (on 128 test photos)",
		tagging.Balanced: "78 of 100 suggestions were right (on 128 test photos)",
	} {
		if got := r.Worth(s); got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
	score := .5
	r.deps.Keep(func(s *library.Settings) { s.Threshold = &score })
	if got := r.Worth(tagging.Strict); got != "" {
		t.Errorf("with a score of the user's: %q", got)
	}
}
