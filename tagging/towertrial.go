package tagging

import (
	"context"
	"sync"
)

// TrialPhotos is of how many photos IndexOptions.ShouldSwitch gets the prepared pictures: both
// towers look at each, which costs a small library a good part of its first run.
const TrialPhotos = 16

// towerTrial asks whether a run should rather be done with another encoder, once enough pictures
// are prepared to tell. It belongs to one run.
type towerTrial struct {
	won chan struct{} // closed when it should

	ask    func(inputs [][]float32) bool // nil: nobody wants to know
	asking sync.WaitGroup

	mu     sync.Mutex
	inputs [][]float32
	full   bool
}

// startTowerTrial asks at once, without inputs, and lets see ask again.
func startTowerTrial(ctx context.Context, shouldSwitch func(context.Context, [][]float32) bool) *towerTrial {
	t := &towerTrial{won: make(chan struct{})}
	if shouldSwitch == nil {
		return t
	}
	t.ask = func(inputs [][]float32) bool { return shouldSwitch(ctx, inputs) }
	if t.ask(nil) {
		t.ask = nil
		close(t.won)
	}
	return t
}

// see collects inputs. Any goroutine.
func (t *towerTrial) see(input []float32) {
	t.mu.Lock()
	defer t.mu.Unlock()
	if t.ask == nil || t.full {
		return
	}
	if t.inputs = append(t.inputs, input); len(t.inputs) == TrialPhotos {
		inputs := t.inputs
		t.inputs, t.full = nil, true
		t.asking.Go(func() {
			if t.ask(inputs) {
				close(t.won)
			}
		})
	}
}

// wait returns, when the run has ended and the answer is there, whether it was yes.
func (t *towerTrial) wait() bool {
	t.asking.Wait()
	select {
	case <-t.won:
		return true
	default:
		return false
	}
}
