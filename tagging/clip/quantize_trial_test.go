package clip

import (
	"context"
	"math"
	"strings"
	"testing"
	"time"

	"catchlight/library/thumb"
	"catchlight/tagging"
)

// fakeTower turns every input by an angle and takes its time.
type fakeTower struct {
	turn float64
	cost time.Duration
}

func (f fakeTower) Profile() tagging.Profile                             { return tagging.Profile{} }
func (f fakeTower) Prepare(*thumb.Picture) []float32                     { return nil }
func (f fakeTower) Texts(context.Context, []string) ([][]float32, error) { return nil, nil }
func (f fakeTower) Close() error                                         { return nil }
func (f fakeTower) Images(_ context.Context, in [][]float32) ([][]float32, error) {
	time.Sleep(f.cost)
	sin, cos := math.Sincos(f.turn)
	x, y := float64(in[0][0]), float64(in[0][1])
	return [][]float32{{float32(x*cos - y*sin), float32(x*sin + y*cos)}}, nil
}

// circle is n points of half a circle, none of them halfway between two opposite tags, where the
// slightest turn changes the best one: of sixteen photos that would be six in a hundred.
func circle(n int) [][]float32 {
	points := make([][]float32, n)
	for i := range points {
		sin, cos := math.Sincos((float64(i) + .5) / float64(n) * math.Pi)
		points[i] = []float32{float32(cos), float32(sin)}
	}
	return points
}

func TestTry(t *testing.T) {
	for name, test := range map[string]struct {
		tower  fakeTower
		photos int
		earned bool
	}{
		"agrees and gains":   {fakeTower{turn: 0.001}, tagging.TrialPhotos, true},
		"too few photos":     {fakeTower{turn: 0.001}, tagging.TrialPhotos - 1, false},
		"turns vectors away": {fakeTower{turn: 0.3}, tagging.TrialPhotos, false},
		"gains nothing":      {fakeTower{turn: 0.001, cost: 2 * time.Millisecond}, tagging.TrialPhotos, false},
	} {
		t.Run(name, func(t *testing.T) {
			trial, err := try(t.Context(), fakeTower{cost: time.Millisecond}, test.tower, circle(test.photos), [][]float32{{1, 0}, {-1, 0}})
			if err != nil {
				t.Fatal(err)
			}
			if trial.earned() != test.earned {
				t.Errorf("earned %t: %v", trial.earned(), trial)
			}
			if want := math.Cos(test.tower.turn); math.Abs(trial.Mean-want) > 1e-3 || math.Abs(trial.Least-want) > 1e-3 {
				t.Errorf("cosine %v and %v, want %v", trial.Mean, trial.Least, want)
			}
			if !strings.Contains(trial.String(), "8-bit") {
				t.Errorf("it says %q", trial)
			}
		})
	}
}
