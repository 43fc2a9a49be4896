package tagging

import (
	"math"
	"testing"
	"time"
)

// TestTunerClimbs lets machines of different kinds be found out.
func TestTunerClimbs(t *testing.T) {
	for name, test := range map[string]struct {
		cost func(batch int) float64 // seconds for a photo, of one worker
		want int
	}{
		"batches do not matter":    {func(int) float64 { return .1 }, 8},
		"large batches are better": {func(batch int) float64 { return .1 + 1/float64(batch) }, 32},
		"small batches are better": {func(batch int) float64 { return .1 + .1*float64(batch) }, 1},
		"four is best":             {func(batch int) float64 { return .1 + math.Abs(math.Log2(float64(batch)/4)) }, 4},
		"a little better is noise": {func(batch int) float64 { return .1 - .0001*float64(batch) }, 8},
	} {
		t.Run(name, func(t *testing.T) {
			tune, images := newTuner(Profile{Batch: 8, Workers: 2}, Tuning{}, 0), 0
			for {
				got, found := tune.result()
				if found {
					if got.Batch != test.want || got.Workers != 2 || got.Rate <= 0 {
						t.Errorf("%+v, want batches of %d", got, test.want)
					}
					break
				}
				n := tune.batch()
				if images += n; images > 10_000 {
					t.Fatalf("it does not come to an end: %+v", got)
				}
				tune.ran(n, time.Now(), time.Duration(float64(n)*test.cost(n)*1e9))
			}
		})
	}
}

func TestTunerStartsWithWhatIsKnown(t *testing.T) {
	p := Profile{Batch: 8, Workers: 4}
	for name, test := range map[string]struct {
		known       Tuning
		asked, want int
		found       bool
	}{
		"nothing":                {Tuning{}, 0, 8, false},
		"the speed only":         {Tuning{Speed: 3}, 0, 8, false},
		"a setting":              {Tuning{Workers: 2, Batch: 16}, 0, 16, true},
		"of a larger machine":    {Tuning{Workers: 8, Batch: 16}, 0, 8, false},
		"the user knows better":  {Tuning{Workers: 2, Batch: 16}, 3, 3, true},
		"the user asked at once": {Tuning{}, 5, 5, true},
	} {
		tune := newTuner(p, test.known, test.asked)
		if _, found := tune.result(); tune.batch() != test.want || found != test.found {
			t.Errorf("%s: batches of %d, found %t", name, tune.batch(), found)
		}
	}
}

// TestTunerIgnores what says nothing of the setting: parts of a batch, and inferences from before.
func TestTunerIgnores(t *testing.T) {
	tune := newTuner(Profile{Batch: 8, Workers: 1}, Tuning{}, 0)
	for range 100 {
		tune.ran(7, time.Now(), time.Second)
		tune.ran(8, time.Time{}.Add(-time.Hour), time.Second)
	}
	if got, _ := tune.result(); got.Rate != 0 || tune.batch() != 8 {
		t.Errorf("%+v", got)
	}
}
