package jobs

import (
	"runtime"
	"runtime/debug"
	"slices"
	"testing"
)

func TestMemoryGoesBackAtRestOnly(t *testing.T) {
	const mb = 1 << 20
	for _, c := range []struct {
		name  string
		looks []memory
		gives []int // at which looks
	}{
		{"nothing to give", []memory{{300 * mb, 20 * mb}, {300 * mb, 20 * mb}, {300 * mb, 20 * mb}}, nil},
		{"at work", []memory{{300 * mb, 90 * mb}, {400 * mb, 90 * mb}, {500 * mb, 90 * mb}, {600 * mb, 90 * mb}}, nil},
		{"without its turn for a second", []memory{{300 * mb, 90 * mb}, {300 * mb, 90 * mb}, {400 * mb, 90 * mb}, {400 * mb, 90 * mb}}, nil},
		{"after the work", []memory{{300 * mb, 90 * mb}, {300 * mb, 90 * mb}, {300 * mb, 90 * mb}, {300 * mb, 0}}, []int{2}},
		{
			"again after more work",
			[]memory{{300 * mb, 90 * mb}, {300 * mb, 90 * mb}, {300 * mb, 90 * mb}, {400 * mb, 50 * mb}, {400 * mb, 50 * mb}, {400 * mb, 50 * mb}},
			[]int{2, 5},
		},
		{"a program that only blinks", []memory{{300 * mb, 40 * mb}, {301*mb - 1, 40 * mb}, {302*mb - 2, 40 * mb}}, []int{2}},
	} {
		var gives []int
		at := 0
		thrift := thrift{read: func() memory { return c.looks[at] }, free: func() { gives = append(gives, at) }}
		for at = range c.looks {
			thrift.look()
		}
		if !slices.Equal(gives, c.gives) {
			t.Errorf("%s: given back at %v, want %v", c.name, gives, c.gives)
		}
	}
}

// TestWhatIsSpareGoesBackToTheSystem: garbage is spare at once, and next to nothing once it is given
// back.
func TestWhatIsSpareGoesBackToTheSystem(t *testing.T) {
	defer debug.SetGCPercent(debug.SetGCPercent(-1)) // nobody else collects
	runtime.GC()
	const size = 256 << 20
	runtime.KeepAlive(make([]byte, size))
	if spare := readMemory().spare; spare < size {
		t.Errorf("of %d bytes %d are spare", size, spare)
	}
	new(thrift{read: readMemory, free: debug.FreeOSMemory, last: readMemory().allocated, rest: restLooks}).look()
	if spare := readMemory().spare; spare >= worthwhile {
		t.Errorf("%d bytes are spare afterwards", spare)
	}
}
