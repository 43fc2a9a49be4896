package vocabulary

import (
	"slices"
	"testing"

	"catchlight/library"
)

// TestDecisionsFollowWhatIsInUse: of a word that several lists have the first one says what holds.
// An edit of another one, or of a list that is off and so stands behind them all, leaves alone what
// was decided about such a word; its own words follow it, also into the place of a word of the first.
func TestDecisionsFollowWhatIsInUse(t *testing.T) {
	const first, second = "animal\n\tdog\n\t\t{cur}\n", "pet\n\tdog\n\tcat\n\tpony\n"
	rename := func(from, to string) func(*Draft, *testing.T) (*Draft, Moves, error) {
		return func(d *Draft, t *testing.T) (*Draft, Moves, error) { return d.Rename(at(t, d, from), to) }
	}
	for _, c := range []struct {
		name   string
		lists  []string
		edited int
		edit   func(*Draft, *testing.T) (*Draft, Moves, error)
		want   []string
	}{
		{"a word of the first, renamed in the second", []string{first, second}, 1, rename("pet|dog", "hound"), []string{"a.jpg dog 1 animal|dog", "b.jpg cat 2 pet|cat"}},
		{"renamed in the first", []string{first, second}, 0, rename("animal|dog", "hound"), []string{"a.jpg hound 1 animal|hound", "b.jpg cat 2 pet|cat"}},
		{"a word of the second alone", []string{first, second}, 1, rename("pet|cat", "tom"), []string{"a.jpg dog 1 animal|dog", "b.jpg tom 2 pet|tom"}},
		{"into another name of the first", []string{first, "pet\n\tcat\n"}, 1, rename("pet|cat", "cur"), []string{"a.jpg dog 1 animal|dog", "b.jpg dog 2 animal|dog"}},
		{"above both", []string{first, second}, 1, rename("pet", "friend"), []string{"a.jpg dog 1 animal|dog", "b.jpg cat 2 friend|cat"}},
		{"moved", []string{first, second}, 1, func(d *Draft, t *testing.T) (*Draft, Moves, error) {
			return d.Move(at(t, d, "pet|dog"), at(t, d, "pet|cat"), -1)
		}, []string{"a.jpg dog 1 animal|dog", "b.jpg cat 2 pet|cat"}},
		{"merged into a word of the first", []string{first, second}, 1, func(d *Draft, t *testing.T) (*Draft, Moves, error) {
			return d.Merge(at(t, d, "pet|cat"), at(t, d, "pet|dog"))
		}, []string{"a.jpg dog 1 animal|dog", "b.jpg dog 2 animal|dog"}},
		{"removed from the first", []string{first, second}, 0, func(d *Draft, t *testing.T) (*Draft, Moves, error) {
			d, _, _, err := d.Add(-1, -1, "other")
			if err != nil {
				return nil, nil, err
			}
			return d.Delete(at(t, d, "animal|dog"))
		}, []string{"a.jpg dog 1 pet|dog", "b.jpg cat 2 pet|cat"}},
		{"three, in the middle", []string{"x\n", second, first}, 1, rename("pet|dog", "hound"), []string{"a.jpg hound 1 animal|dog", "b.jpg cat 2 pet|cat"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			lib := album(t, map[string][]string{"a.jpg": nil, "b.jpg": nil})
			say(t, lib, "a.jpg", "dog", "animal|dog", library.Accepted)
			say(t, lib, "b.jpg", "cat", "pet|cat", library.Rejected)
			var lists []*Vocabulary
			for _, text := range c.lists {
				lists = append(lists, parse(t, text))
			}
			d := draft(t, c.lists[c.edited])
			after, moves, err := c.edit(d, t)
			if err != nil {
				t.Fatal(err)
			}
			lists[c.edited] = d.Vocabulary
			ds := FollowTogether(lib.Snapshot(), lists, c.edited, after.Vocabulary, moves)
			if len(ds) > 0 {
				if err := lib.Decide(c.name, ds...); err != nil {
					t.Fatal(err)
				}
			}
			if got := said(lib); !slices.Equal(got, c.want) {
				t.Errorf("got\n%q\nwant\n%q", got, c.want)
			}
		})
	}
}
