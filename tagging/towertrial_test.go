package tagging

import (
	"context"
	"testing"
)

// TestTowerTrial asks once without pictures and once with the first ones, and ends the run early
// only when told to.
func TestTowerTrial(t *testing.T) {
	for name, test := range map[string]struct {
		answers []bool
		won     bool
		most    int // pictures that are settled
	}{
		"never asked":    {nil, false, 5000},
		"no":             {[]bool{false, false}, false, 5000},
		"yes at once":    {[]bool{true}, true, 0},
		"yes by a trial": {[]bool{false, true}, true, 4999},
	} {
		t.Run(name, func(t *testing.T) {
			asked, settled := 0, 0
			ask := func(_ context.Context, inputs [][]float32) bool {
				if want := min(asked, 1) * TrialPhotos; len(inputs) != want {
					t.Errorf("asked with %d inputs, want %d", len(inputs), want)
				}
				asked++
				return test.answers[asked-1]
			}
			if test.answers == nil {
				ask = nil
			}
			r := startTowerTrial(t.Context(), ask)
			if !r.wait() {
				p := paintings(&fakeEncoder{}, 5000, func(e []encoded) error {
					settled += len(e)
					if settled > 500 && len(test.answers) == 2 {
						r.asking.Wait()
					}
					return nil
				})
				p.seen, p.enough = r.see, r.won
				if err := p.run(t.Context()); err != nil {
					t.Fatal(err)
				}
			}
			if won := r.wait(); won != test.won || asked != len(test.answers) || settled > test.most || !won && settled < test.most {
				t.Errorf("won %t, asked %d times, %d pictures settled", won, asked, settled)
			}
		})
	}
}
