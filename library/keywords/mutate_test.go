package keywords

import (
	"io/fs"
	"maps"
	"math/rand/v2"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strconv"
	"testing"
	"time"

	"catchlight/library/picture"
	"catchlight/library/testphoto"
)

// TestMutations gives all that reads and edits files malformed input: 1,000 mutations of what the
// tests build, in the proof 100,000, most of them of the public corpora; $CATCHLIGHT_MUTATIONS sets
// another count. A panic fails it, and so does an input that costs more than its limits.
func TestMutations(t *testing.T) {
	count, err := strconv.Atoi(os.Getenv("CATCHLIGHT_MUTATIONS"))
	if err != nil && os.Getenv("CATCHLIGHT_PROOF") != "" {
		count = 100_000
	} else if err != nil {
		count = 1000
	}
	seeds := builtSeeds(t)
	if count > 1000 {
		seeds = append(seeds, corpusSeeds(t)...)
	}
	random := rand.New(rand.NewPCG(1, 2))
	var worst cost
	for range count {
		s := seeds[random.IntN(len(seeds))]
		s.data = mutated(random, s.data)
		c := s.cost(t)
		if c.time > maxTime { // was it the machine?
			c.time = min(c.time, s.cost(t).time, s.cost(t).time)
		}
		if c.time > maxTime || c.bytes > maxAlloc {
			t.Errorf("a %s of %d bytes took %v and %d MB", s.format, len(s.data), c.time, c.bytes>>20)
		}
		worst = cost{max(worst.time, c.time), max(worst.bytes, c.bytes)}
	}
	t.Logf("%d malformed inputs from %d files: no panic; the slowest took %v, the greediest allocated %d MB",
		count, len(seeds), worst.time.Round(time.Millisecond), worst.bytes>>20)
}

// maxAlloc and maxTime are what one malformed input may cost.
const (
	maxAlloc = 64 << 20
	maxTime  = 2 * time.Second
)

type seed struct {
	format picture.Format
	data   []byte
}

func builtSeeds(t *testing.T) []seed {
	seeds := []seed{{picture.TIFF, testphoto.TIFF(testphoto.Value{Tag: tagIPTC, Kind: kindUndefined, Value: string(testphoto.Dataset(2, 25, "old"))},
		testphoto.Value{Tag: tagXMP, Kind: kindByte, Value: testphoto.Packet(testphoto.Description(testphoto.Bag("dc:subject", "old")))})}}
	for _, name := range slices.Sorted(maps.Keys(testphoto.Layouts(t))) {
		seeds = append(seeds, seed{picture.JPEG, testphoto.Layouts(t)[name]})
	}
	return seeds
}

// corpusSeeds are the photos of the public corpora, none when they are not here.
func corpusSeeds(t *testing.T) []seed {
	var seeds []seed
	root := testphoto.FindShared("corpora")
	_ = filepath.WalkDir(root, func(path string, entry fs.DirEntry, err error) error {
		f, known := picture.FormatOf(path)
		if err != nil || entry.IsDir() || !known {
			return nil // they prove as much as is here of them
		}
		if data, err := os.ReadFile(path); err == nil && len(data) > 0 && len(data) < 1<<20 {
			seeds = append(seeds, seed{f, data})
		}
		return nil
	})
	return seeds
}

// cost is what an input takes of whoever reads it, and edits it.
type cost struct {
	time  time.Duration
	bytes uint64
}

func (s seed) cost(t *testing.T) cost {
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	start := time.Now()
	_, _ = Read(s.data, s.format) // what it says of malformed input is for other tests
	_ = picture.ReadDetails(s.data, s.format)
	_ = picture.ICCProfile(s.data, s.format)
	_ = picture.Identify(s.data, s.format, 1)
	took := time.Since(start)
	runtime.ReadMemStats(&after)
	c := cost{took, after.TotalAlloc - before.TotalAlloc}
	start = time.Now()
	fuzzEdit(t, s.data, s.format)
	runtime.ReadMemStats(&before)
	return cost{max(c.time, time.Since(start)), max(c.bytes, before.TotalAlloc-after.TotalAlloc)}
}

// head is how many bytes at the beginning of a file most mutations are in: what is behind is rarely
// looked at.
const head = 1 << 15

// mutated changes, repeats, moves and cuts bytes.
func mutated(random *rand.Rand, seed []byte) []byte {
	data := append([]byte(nil), seed...)
	for range 1 + random.IntN(6) {
		at, n := random.IntN(len(data)), 1+random.IntN(8)
		if random.IntN(4) > 0 {
			at = random.IntN(min(head, len(data)))
		}
		end := min(at+n, len(data))
		switch random.IntN(17) / 4 { // cutting leaves little to look at: rarely
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
