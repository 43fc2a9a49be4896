package metadata

import (
	"maps"
	"math/rand/v2"
	"os"
	"runtime"
	"slices"
	"strconv"
	"testing"
	"time"
)

// TestMutations gives the whole writer malformed input: 1,000 mutations, or as many as $CATCHLIGHT_MUTATIONS says.
func TestMutations(t *testing.T) {
	count, err := strconv.Atoi(os.Getenv("CATCHLIGHT_MUTATIONS"))
	if err != nil {
		count = 1000
	}
	seeds := map[Format][][]byte{TIFF: {
		testTIFF(tiffValue{tag: tagIPTC, kind: kindUndefined, value: string(set(2, 25, "old"))},
			tiffValue{tag: tagXMP, kind: kindByte, value: rdf(description(bag("dc:subject", "old")))}),
	}}
	for _, name := range slices.Sorted(maps.Keys(layouts(t))) {
		seeds[JPEG] = append(seeds[JPEG], layouts(t)[name])
	}
	mutate(t, seeds, count)
}

// maxAlloc and maxTime are what one malformed input may cost.
const (
	maxAlloc = 64 << 20
	maxTime  = 2 * time.Second
)

func mutate(t *testing.T, seeds map[Format][][]byte, count int) {
	random := rand.New(rand.NewPCG(1, 2))
	for i := range count {
		f := JPEG
		if i%4 == 0 {
			f = TIFF
		}
		data := mutated(random, seeds[f][random.IntN(len(seeds[f]))])
		var before, after runtime.MemStats
		runtime.ReadMemStats(&before)
		start := time.Now()
		fuzzEdit(t, data, f)
		took := time.Since(start)
		runtime.ReadMemStats(&after)
		if used := after.TotalAlloc - before.TotalAlloc; used > maxAlloc || took > 10*maxTime {
			t.Errorf("mutation %d (%d bytes) took %v and allocated %d MB", i, len(data), took, used>>20)
		}
	}
}

// mutated changes, repeats, moves and cuts bytes.
func mutated(random *rand.Rand, seed []byte) []byte {
	data := append([]byte(nil), seed...)
	for range 1 + random.IntN(6) {
		at, n := random.IntN(len(data)), 1+random.IntN(8)
		end := min(at+n, len(data))
		switch random.IntN(5) {
		case 0:
			data[at] = byte(random.Uint32())
		case 1:
			data[at] = []byte{0, 1, 0x7F, 0x80, 0xFF, 0x1C, '<'}[random.IntN(7)]
		case 2:
			data = append(data[:end:end], data[at:]...)
		case 3:
			data = append(data[:at:at], data[end:]...)
		case 4:
			data = data[:max(at, 1)]
		}
		if len(data) == 0 {
			return []byte{0}
		}
	}
	return data
}
