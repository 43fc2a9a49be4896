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
		{"nothing to give", []memory{{allocated: 300 * mb, spare: 20 * mb}, {allocated: 300 * mb, spare: 20 * mb}, {allocated: 300 * mb, spare: 20 * mb}}, nil},
		{"at work", []memory{{allocated: 300 * mb, spare: 90 * mb}, {allocated: 400 * mb, spare: 90 * mb}, {allocated: 500 * mb, spare: 90 * mb}, {allocated: 600 * mb, spare: 90 * mb}}, nil},
		{"without its turn for a second", []memory{{allocated: 300 * mb, spare: 90 * mb}, {allocated: 300 * mb, spare: 90 * mb}, {allocated: 400 * mb, spare: 90 * mb}, {allocated: 400 * mb, spare: 90 * mb}}, nil},
		{"after the work", []memory{{allocated: 300 * mb, spare: 90 * mb}, {allocated: 300 * mb, spare: 90 * mb}, {allocated: 300 * mb, spare: 90 * mb}, {allocated: 300 * mb, spare: 0}}, []int{2}},
		{
			"again after more work",
			[]memory{{allocated: 300 * mb, spare: 90 * mb}, {allocated: 300 * mb, spare: 90 * mb}, {allocated: 300 * mb, spare: 90 * mb}, {allocated: 400 * mb, spare: 50 * mb}, {allocated: 400 * mb, spare: 50 * mb}, {allocated: 400 * mb, spare: 50 * mb}},
			[]int{2, 5},
		},
		{"a program that only blinks", []memory{{allocated: 300 * mb, spare: 40 * mb}, {allocated: 301*mb - 1, spare: 40 * mb}, {allocated: 302*mb - 2, spare: 40 * mb}}, []int{2}},
	} {
		var gives []int
		at := 0
		thrift := thrift{read: func() memory { return c.looks[at] }, collect: func(int) {}, free: func() { gives = append(gives, at) }, letGo: func() { t.Errorf("%s: a rest is long at once", c.name) }}
		for at = range c.looks {
			thrift.look()
		}
		if !slices.Equal(gives, c.gives) {
			t.Errorf("%s: given back at %v, want %v", c.name, gives, c.gives)
		}
	}
}

// TestGarbageIsBounded: however large the library is, what waits to be collected is half of what is in
// use at most, some 48 MB where that is less, and never so little that collecting is all it does.
func TestGarbageIsBounded(t *testing.T) {
	const mb = 1 << 20
	var now memory
	var set []int
	thrift := thrift{read: func() memory { return now }, collect: func(percent int) { set = append(set, percent) }, free: func() {}, letGo: func() {}}
	for _, c := range []struct {
		live uint64
		most uint64 // of garbage, in bytes
	}{{0, 0}, {20 * mb, 10 * mb}, {96 * mb, 48 * mb}, {200 * mb, 48 * mb}, {320 * mb, 48 * mb}, {1000 * mb, 150 * mb}, {4000 * mb, 600 * mb}} {
		now.live, set = c.live, nil
		thrift.look()
		thrift.look()
		if len(set) > 1 {
			t.Errorf("%d MB in use: set %d times", c.live/mb, len(set))
		}
		if garbage := c.live * uint64(thrift.percent) / 100; garbage > c.most || garbage < c.most*95/100 {
			t.Errorf("%d MB in use: %d MB of garbage, want %d", c.live/mb, garbage/mb, c.most/mb)
		}
	}
}

// TestALongRestLetsGoOnce of what can be made again, and gives it back, however little was spare
// before; and once again only after more work.
func TestALongRestLetsGoOnce(t *testing.T) {
	var now memory
	var said []string
	note := func(what string) func() { return func() { said = append(said, what) } }
	thrift := thrift{read: func() memory { return now }, collect: func(int) {}, free: note("free"), letGo: note("let go")}
	for _, c := range []struct {
		looks int
		works uint64 // bytes allocated before each
		want  []string
	}{
		{longRest - 1, 0, nil},
		{1, 0, []string{"let go", "free"}},
		{2 * longRest, 0, nil},
		{2 * longRest, restful, nil},
		{longRest - 1, 0, nil},
		{1, 0, []string{"let go", "free"}},
	} {
		said = nil
		for range c.looks {
			now.allocated += c.works
			thrift.look()
		}
		if !slices.Equal(said, c.want) {
			t.Errorf("after %d looks, %d bytes each: %v, want %v", c.looks, c.works, said, c.want)
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
	new(thrift{read: readMemory, collect: func(int) {}, free: debug.FreeOSMemory, last: readMemory().allocated, rest: restLooks}).look()
	if spare := readMemory().spare; spare >= worthwhile {
		t.Errorf("%d bytes are spare afterwards", spare)
	}
}
