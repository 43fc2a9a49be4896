package vectors

import (
	"errors"
	"maps"
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"golang.org/x/sync/errgroup"

	"catchlight/library/picture"
)

// memory is a file that is none; fails is what it answers to each change.
type memory struct {
	blocks map[string]map[int][]byte
	fails  error
}

func newMemory() *memory { return &memory{blocks: map[string]map[int][]byte{}} }

func (m *memory) file() File {
	return File{
		Read: func(model string, visit func(int, []byte)) error {
			for _, n := range slices.Sorted(maps.Keys(m.blocks[model])) {
				visit(n, m.blocks[model][n])
			}
			return nil
		},
		Put: func(model string, blocks map[int][]byte) error {
			if m.fails != nil {
				return m.fails
			}
			if m.blocks[model] == nil {
				m.blocks[model] = map[int][]byte{}
			}
			maps.Copy(m.blocks[model], blocks)
			return nil
		},
		Repack: func(model string, keep func(picture.ID) bool) error {
			if m.fails != nil {
				return m.fails
			}
			old := m.blocks[model]
			m.blocks[model] = map[int][]byte{}
			values := func(yield func([]byte) bool) {
				for _, n := range slices.Sorted(maps.Keys(old)) {
					yield(old[n])
				}
			}
			for n, value := range Repack(values, keep) {
				m.blocks[model][n] = value
			}
			return nil
		},
		Models: func() ([]string, error) { return slices.Sorted(maps.Keys(m.blocks)), nil },
		Forget: func(model string) error {
			if m.fails == nil {
				delete(m.blocks, model)
			}
			return m.fails
		},
	}
}

// rows makes vectors of pictures from first to beyond-1, whose first value is their number.
func rows(first, beyond int) []Vector {
	var vs []Vector
	for n := first; n < beyond; n++ {
		vs = append(vs, Vector{pictureOf(n), []float32{float32(n), 1}})
	}
	return vs
}

// check compares what is in memory, and what a new reading of the file gives, with what is wanted.
func check(t *testing.T, m *memory, v *Vectors, model string, want []int) {
	t.Helper()
	for what, v := range map[string]*Vectors{"memory": v, "file": New(m.file())} {
		var got []int
		row := make([]float32, 2)
		for _, b := range v.Blocks(model) {
			for i, id := range b.Pictures {
				if id.IsZero() {
					continue
				}
				got = append(got, int(b.Row(i, row)[0]))
				if one, ok := v.Vector(model, id); !ok || one[0] != row[0] || !v.Has(model, id) {
					t.Errorf("%s: picture %s is in a block and not known", what, id)
				}
			}
		}
		if slices.Sort(got); !slices.Equal(got, want) {
			t.Errorf("%s holds %d vectors, want %d", what, len(got), len(want))
		}
		const nowhere = 60_000
		asked := append(slices.Clone(want), nowhere)
		blocks, at := v.Rows(model, len(asked), func(i int) picture.ID { return pictureOf(asked[i]) })
		for i, n := range asked {
			if n == nowhere != (at[i] < 0) || at[i] >= 0 && int(blocks[at[i]/BlockRows].Row(int(at[i])%BlockRows, row)[0]) != n {
				t.Errorf("%s: picture %d is looked for in row %d", what, n, at[i])
			}
		}
	}
	stored := 0
	for _, value := range m.blocks[model] {
		if ids, sound := Pictures(value); !sound || len(ids) > BlockRows {
			t.Errorf("a stored block is damaged")
		}
		stored += Count(value)
	}
	if stored != len(want) {
		t.Errorf("%d stored vectors are counted, want %d", stored, len(want))
	}
}

func numbers(first, beyond int) []int {
	var all []int
	for n := first; n < beyond; n++ {
		all = append(all, n)
	}
	return all
}

func TestPutDropPackForget(t *testing.T) {
	m := newMemory()
	v := New(m.file())
	do := func(err error) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
	}
	do(v.Put("m", rows(0, 150)))
	do(v.Put("m", rows(140, 200))) // ten again
	do(v.Put("other", rows(0, 1)))
	check(t, m, v, "m", numbers(0, 200))
	var first []picture.ID
	for n := range 100 {
		first = append(first, pictureOf(n))
	}
	do(v.Drop(first))
	check(t, m, v, "m", numbers(100, 200))
	check(t, m, v, "other", nil)
	do(v.Put("m", rows(200, 210))) // into the holes
	if blocks := len(m.blocks["m"]); blocks != 4 {
		t.Errorf("%d blocks", blocks)
	}
	keep := map[picture.ID]bool{}
	for n := 100; n < 205; n++ {
		keep[pictureOf(n)] = true
	}
	do(v.Pack(func() map[picture.ID]bool { return keep }))
	check(t, m, v, "m", numbers(100, 205))
	if blocks := len(m.blocks["m"]); blocks != 2 {
		t.Errorf("%d blocks after packing", blocks)
	}
	do(v.Forget("m"))
	check(t, m, v, "m", nil)
	do(v.Put("m", []Vector{{pictureOf(1), []float32{1, 2}}}))
}

// TestMemoryFollowsTheFile: what could not be stored is not in memory either.
func TestMemoryFollowsTheFile(t *testing.T) {
	m := newMemory()
	v := New(m.file())
	if err := v.Put("m", rows(0, 70)); err != nil {
		t.Fatal(err)
	}
	before := v.Blocks("m")
	m.fails = errors.New("the disk is full")
	for what, err := range map[string]error{
		"put":    v.Put("m", rows(60, 140)),
		"drop":   v.Drop([]picture.ID{pictureOf(3)}),
		"pack":   v.Pack(func() map[picture.ID]bool { return nil }),
		"forget": v.Forget("m"),
	} {
		if !errors.Is(err, m.fails) {
			t.Errorf("%s: %v", what, err)
		}
	}
	check(t, m, v, "m", numbers(0, 70))
	if after := v.Blocks("m"); len(after) != len(before) {
		t.Errorf("%d blocks become %d", len(before), len(after))
	}
}

// TestDamagedBlocksAreLeftOut: they stand for nothing, and the others keep their places.
func TestDamagedBlocksAreLeftOut(t *testing.T) {
	m := newMemory()
	if err := New(m.file()).Put("m", rows(0, 192)); err != nil {
		t.Fatal(err)
	}
	m.blocks["m"][1][100]++
	v := New(m.file())
	if !v.Has("m", pictureOf(0)) || v.Has("m", pictureOf(64)) || !v.Has("m", pictureOf(191)) {
		t.Error("not the damaged block alone is left out")
	}
	if err := v.Put("m", rows(64, 128)); err != nil {
		t.Fatal(err)
	}
	if got := len(v.Blocks("m")); got != 4 || !v.Has("m", pictureOf(100)) {
		t.Errorf("%d blocks", got)
	}
}

// TestReadersBesideAWriter: blocks that somebody holds stay as they are.
func TestReadersBesideAWriter(t *testing.T) {
	m := newMemory()
	v := New(m.file())
	if err := v.Put("m", rows(0, 128)); err != nil {
		t.Fatal(err)
	}
	held := v.Blocks("m")
	var group errgroup.Group
	group.Go(func() error {
		for n := range 50 {
			if err := v.Put("m", rows(n, n+100)); err != nil {
				return err
			}
			if err := v.Drop([]picture.ID{pictureOf(rand.IntN(128))}); err != nil {
				return err
			}
			if err := v.Pack(func() map[picture.ID]bool { return map[picture.ID]bool{pictureOf(n): true} }); err != nil {
				return err
			}
		}
		return nil
	})
	for range 3 {
		group.Go(func() error {
			for n := range 2000 {
				v.Has("m", pictureOf(n%200))
				v.Vector("m", pictureOf(n%200))
				v.Blocks("m")
			}
			return nil
		})
	}
	if err := group.Wait(); err != nil {
		t.Fatal(err)
	}
	row := make([]float32, 2)
	for n := range 128 {
		if got := held[n/BlockRows].Row(n%BlockRows, row); got[0] != float32(n) {
			t.Fatalf("row %d became %v", n, got)
		}
	}
}

// TestRefusedVectorsLeaveNothing: what was refused says nothing of how long a model's vectors are.
func TestRefusedVectorsLeaveNothing(t *testing.T) {
	nan := float32(math.NaN())
	for name, refused := range map[string][]Vector{
		"of no picture": {{Values: []float32{1, 2, 3}}},
		"NaN":           {{pictureOf(1), []float32{1, nan, 0}}},
		"too long":      {{pictureOf(1), make([]float32, math.MaxUint16+1)}},
		"of two models": {{pictureOf(1), []float32{1, 0, 0}}, {pictureOf(2), []float32{1, 0}}},
	} {
		m := newMemory()
		v := New(m.file())
		if v.Put("m", refused) == nil {
			t.Errorf("%s: it is stored", name)
		}
		if err := v.Put("m", rows(0, 3)); err != nil {
			t.Errorf("after one %s: %v", name, err)
		}
		check(t, m, v, "m", numbers(0, 3))
	}
}
