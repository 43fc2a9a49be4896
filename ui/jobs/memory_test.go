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
		thrift := thrift{read: func() memory { return c.looks[at] }, free: func() { gives = append(gives, at) }, letGo: func() { t.Errorf("%s: a rest is long at once", c.name) }}
		for at = range c.looks {
			thrift.look()
		}
		if !slices.Equal(gives, c.gives) {
			t.Errorf("%s: given back at %v, want %v", c.name, gives, c.gives)
		}
	}
}

// TestALongRestLetsGoOnce of what can be made again, and gives it back, however little was spare
// before; and once again only after more work.
func TestALongRestLetsGoOnce(t *testing.T) {
	var now memory
	var said []string
	note := func(what string) func() { return func() { said = append(said, what) } }
	thrift := thrift{read: func() memory { return now }, free: note("free"), letGo: note("let go")}
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
	new(thrift{read: readMemory, free: debug.FreeOSMemory, last: readMemory().allocated, rest: restLooks}).look()
	if spare := readMemory().spare; spare >= worthwhile {
		t.Errorf("%d bytes are spare afterwards", spare)
	}
}
