package engine

import (
	"fyne.io/fyne/v2/lang"

	"catchlight/library"
	"catchlight/tagging"
	"catchlight/tagging/clip"
	"catchlight/ui/phrase"
)

// Facts are what is known of a model from its work on this computer.
type Facts struct {
	Seen  int     // photos
	Speed float64 // photos a second, 0 while not measured
	Trial string  // how the 8-bit tower did, "" while not tried
}

// factsOf looks up what is known of models. It reads all blocks of vectors; any goroutine may call
// it.
func factsOf(lib *library.Library, shelf clip.Shelf, offers []clip.Offer) map[string]Facts {
	counts, known := lib.Info().Models, map[string]Facts{}
	for _, o := range offers {
		name := o.Manifest.Name
		facts := Facts{Seen: seenBy(counts, name)}
		for _, vectors := range []string{clip.VectorsName(name), clip.QuantisedName(name)} { // the last one that was measured is the faster
			if t, ok := tagging.Tuned(lib, vectors); ok && t.Speed > 0 {
				facts.Speed = t.Speed
			}
		}
		if m, err := shelf.Find(name); err == nil {
			if outcome, tried := (clip.Towers{Model: m, Library: lib}).Outcome(); tried {
				facts.Trial = trialText(outcome)
			}
		}
		known[name] = facts
	}
	return known
}

// trialText tells how the trial of a model's 8-bit tower ended.
func trialText(o clip.Outcome) string {
	if o.Problem != "" {
		return phrase.Said(o.Problem)
	}
	data := map[string]any{
		"gain": phrase.Fraction(o.Gain, 1), "mean": phrase.Fraction(o.Mean, 3),
		"least": phrase.Fraction(o.Least, 3), "same": phrase.Number(int(100*o.Same + .5)),
	}
	if o.Earned() {
		return lang.X("model.earned", "8 bits are used: {{.gain}} times as fast, agreement {{.mean}}, at least {{.least}}; the best tag stays on {{.same}} %.", data)
	}
	return lang.X("model.notEarned", "8 bits are not used: {{.gain}} times as fast, but agreement {{.mean}}, at least {{.least}}; the best tag stays on {{.same}} % only.", data)
}
