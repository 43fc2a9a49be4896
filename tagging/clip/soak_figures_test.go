package clip

import (
	"fmt"
	"os"
	"runtime"
	"runtime/debug"
	"strings"
	"testing"
	"time"

	"catchlight/library"
)

// soakFigure is what the process holds at the end of a round.
type soakFigure struct {
	at                    time.Time
	heap, resident, store float64 // MB; resident is 0 where the system does not say
	goroutines, open      float64 // open: files, 0 where the system does not say
}

type soakFigures []soakFigure

func takeSoakFigure(lib *library.Library) soakFigure {
	debug.FreeOSMemory() // collects first
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	open, _ := os.ReadDir("/proc/self/fd")
	return soakFigure{
		at: time.Now(), heap: float64(m.HeapAlloc) / 1e6, resident: residentMB(), store: float64(lib.Info().Bytes) / 1e6,
		goroutines: float64(runtime.NumGoroutine()), open: float64(len(open)),
	}
}

// residentMB reads VmRSS of Linux.
func residentMB() float64 {
	status, _ := os.ReadFile("/proc/self/status")
	var kB float64
	if _, after, ok := strings.Cut(string(status), "VmRSS:"); ok {
		_, _ = fmt.Sscan(after, &kB)
	}
	return kB / 1e3
}

// judge prints the slope of each figure over the second half, when the folder has long been full,
// and fails where the program's own memory, goroutines or open files grow over it by more than a
// twentieth. The resident size is only printed: under the race detector most of it is that one's.
func (f soakFigures) judge(t testing.TB) {
	second := f[len(f)/2:]
	hours := second[len(second)-1].at.Sub(second[0].at).Hours()
	for _, c := range []struct {
		what  string
		of    func(soakFigure) float64
		bound bool
	}{
		{"heap, MB", func(s soakFigure) float64 { return s.heap }, true},
		{"goroutines", func(s soakFigure) float64 { return s.goroutines }, true},
		{"open files", func(s soakFigure) float64 { return s.open }, true},
		{"resident, MB", func(s soakFigure) float64 { return s.resident }, false},
		{"library file, MB", func(s soakFigure) float64 { return s.store }, false},
	} {
		mean, slope := second.line(c.of)
		grown := slope * float64(len(second))
		t.Logf("%-17s %8.2f first, %8.2f last; over the last %d rounds mean %8.2f, slope %+.4f a round, %+.2f an hour",
			c.what, c.of(f[0]), c.of(f[len(f)-1]), len(second), mean, slope, grown/max(hours, 1e-9))
		if c.bound && len(second) >= soakPhotos && grown > mean/20 {
			t.Errorf("%s grow by %.2f over %d rounds: something is kept that should have gone", c.what, grown, len(second))
		}
	}
}

// line is the mean of a figure and its slope a round, by least squares.
func (f soakFigures) line(of func(soakFigure) float64) (mean, slope float64) {
	middle, products, squares := float64(len(f)-1)/2, 0.0, 0.0
	for i, s := range f {
		mean += of(s) / float64(len(f))
		squares += (float64(i) - middle) * (float64(i) - middle)
	}
	for i, s := range f {
		products += (float64(i) - middle) * (of(s) - mean)
	}
	return mean, products / max(squares, 1e-9)
}
