package tagging

import (
	"fmt"
	"runtime"
	"sync"
	"time"

	"github.com/klauspost/cpuid/v2"

	"catchlight/library"
)

// Tuning is how a model runs best on a machine. Vectors do not depend on it.
type Tuning struct {
	Workers int     `json:"workers"`           // goroutines that decode and encode, one thread each
	Batch   int     `json:"batch"`             // photos in one inference
	Rate    float64 `json:"images_per_second"` // of the model alone, with all workers at it
	Speed   float64 `json:"photos_per_second"` // of the last run of some length, decoding included; 0: there was none
}

// Tuned gives what index runs have found out about a model (a Profile's Name) on this machine;
// false when there was no run of some length yet. It blocks briefly on the disk.
func Tuned(lib *library.Library, model string) (Tuning, bool) {
	var t Tuning
	known := lib.Measured(tuningKey(model), &t)
	return t, known
}

func tuningKey(model string) string { return Machine() + "\n" + model + "\ntuning" }

const (
	// measuredImages is over how many images at least a setting is judged, and measuredBatches over
	// how many batches of each worker.
	measuredImages  = 48
	measuredBatches = 3
	// betterBy is what another setting has to gain: less is noise.
	betterBy = 1.04
	// largestBatch bounds the memory of an inference.
	largestBatch = 32
)

// tuner finds the setting of a run while it works, by climbing a hill: it measures the inferences
// with the setting that it has, then with its neighbours, and stays where no neighbour is better.
// Any goroutine may use it.
type tuner struct {
	most int // workers of the run, of which some may rest

	mu     sync.Mutex
	now    Tuning
	best   Tuning
	found  bool // now is best, nothing is tried any more
	tried  map[[2]int]bool
	since  time.Time // of the setting
	images int
	busy   time.Duration
}

// newTuner starts with what is known, else with what the model's profile says. A batch that is
// asked for stays.
func newTuner(p Profile, known Tuning, batch int) *tuner {
	t := &tuner{most: max(p.Workers, 1), tried: map[[2]int]bool{}}
	t.now = Tuning{Workers: t.most, Batch: max(p.Batch, 1)}
	if known.Workers > 0 && known.Workers <= t.most && known.Batch > 0 {
		t.now, t.found = known, true
	}
	if batch > 0 {
		t.now.Batch, t.found = batch, true
	}
	t.best = t.now
	return t
}

func (t *tuner) workers() int {
	t.mu.Lock()
	defer t.mu.Unlock()
	return t.now.Workers
}

func (t *tuner) batch() int {
	t.mu.Lock()
	defer t.mu.Unlock()
	return t.now.Batch
}

// result is the best setting so far, and whether it is the last word.
func (t *tuner) result() (Tuning, bool) {
	t.mu.Lock()
	defer t.mu.Unlock()
	return t.best, t.found
}

// ran takes note of an inference. Those of another setting and parts of a batch say nothing.
func (t *tuner) ran(images int, started time.Time, took time.Duration) {
	t.mu.Lock()
	defer t.mu.Unlock()
	if t.found || images != t.now.Batch || started.Before(t.since) {
		return
	}
	t.images += images
	t.busy += took
	if t.images < max(measuredImages, measuredBatches*t.now.Batch*t.now.Workers) {
		return
	}
	t.now.Rate = float64(t.now.Workers*t.images) / max(t.busy, 1).Seconds()
	t.judge()
}

// judge compares the setting with the best, and goes on to the next one.
func (t *tuner) judge() {
	if t.tried[[2]int{t.now.Workers, t.now.Batch}] = true; t.best.Rate == 0 || t.now.Rate > betterBy*t.best.Rate {
		t.best = t.now
	}
	t.now, t.found = t.best, true
	for _, next := range t.best.neighbours(t.most) {
		if !t.tried[next] {
			t.now, t.found = Tuning{Workers: next[0], Batch: next[1]}, false
			break
		}
	}
	t.since, t.images, t.busy = time.Now(), 0, 0
}

// neighbours are settings, workers and batch, that may be better: other batches where the model
// knows any, and one worker for each core where a core has two threads.
func (t Tuning) neighbours(most int) [][2]int {
	var all [][2]int
	if t.Batch > 1 {
		all = append(all, [2]int{t.Workers, t.Batch / 2})
		if 2*t.Batch <= largestBatch {
			all = append(all, [2]int{t.Workers, 2 * t.Batch})
		}
	}
	for _, workers := range []int{most, cpuid.CPU.PhysicalCores} {
		if workers != t.Workers && workers > 0 && workers <= most {
			all = append(all, [2]int{workers, t.Batch})
		}
	}
	return all
}

// Machine names this computer as far as the speed of models depends on it: the key of what was
// measured (see library.StoreMeasured), for a library may travel on a disk.
func Machine() string {
	brand := cpuid.CPU.BrandName
	if brand == "" {
		brand = runtime.GOARCH
	}
	return fmt.Sprintf("%s, %d cores, family %d.%d.%d", brand, runtime.GOMAXPROCS(0), cpuid.CPU.Family, cpuid.CPU.Model, cpuid.CPU.Stepping)
}
