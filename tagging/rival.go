package tagging

import (
	"context"
	"sync"
)

// rivalInputs is how many prepared pictures IndexOptions.Outgrown gets.
const rivalInputs = 64

// rival asks whether a run should rather be done with another encoder, once enough pictures are prepared to tell. It
// belongs to one run.
type rival struct {
	won chan struct{} // closed when it should

	ask    func(inputs [][]float32) bool // nil: nobody wants to know
	asking sync.WaitGroup

	mu     sync.Mutex
	inputs [][]float32
	full   bool
}

// startRival asks at once, without inputs, and lets see ask again.
func startRival(ctx context.Context, outgrown func(context.Context, [][]float32) bool) *rival {
	r := &rival{won: make(chan struct{})}
	if outgrown == nil {
		return r
	}
	r.ask = func(inputs [][]float32) bool { return outgrown(ctx, inputs) }
	if r.ask(nil) {
		r.ask = nil
		close(r.won)
	}
	return r
}

// see collects inputs. Any goroutine.
func (r *rival) see(input []float32) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.ask == nil || r.full {
		return
	}
	if r.inputs = append(r.inputs, input); len(r.inputs) == rivalInputs {
		inputs := r.inputs
		r.inputs, r.full = nil, true
		r.asking.Go(func() {
			if r.ask(inputs) {
				close(r.won)
			}
		})
	}
}

// wait returns, when the run has ended and the answer is there, whether it was yes.
func (r *rival) wait() bool {
	r.asking.Wait()
	select {
	case <-r.won:
		return true
	default:
		return false
	}
}
