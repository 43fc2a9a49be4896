package vocabulary

import (
	"slices"
	"testing"

	"catchlight/library"
)

// TestWhatIsPrivateStaysOutOfFiles: whatever is done to a list, a word that was decided while it was
// private waits for no write as long as its tag is in brackets, and one that becomes private waits no
// more, wherever its decision has it; without brackets it is written, at its place and by its name.
func TestWhatIsPrivateStaysOutOfFiles(t *testing.T) {
	const oma = "family\n\t[Oma]\nsea\n\tfog\n"
	unsaid := func(on bool) func(d *Draft, tag int) (*Draft, Moves, error) {
		return func(d *Draft, tag int) (*Draft, Moves, error) {
			now := d.Vocabulary.Tags[tag]
			now.Unsaid, now.Heading = on, on
			return d.Set(tag, now)
		}
	}
	type edit = func(d *Draft, tag int) (*Draft, Moves, error)
	add := func(d *Draft, tag int) (*Draft, Moves, error) {
		after, moves, _, err := d.Add(tag, -1, "garden")
		return after, moves, err
	}
	rename := func(d *Draft, tag int) (*Draft, Moves, error) { return d.Rename(tag, "Granny") }
	move := func(d *Draft, tag int) (*Draft, Moves, error) { return d.Move(tag, -1, -1) }
	for name, c := range map[string]struct {
		list, path string
		edits      []edit
		waits      []string
	}{
		"a tag below it":             {oma, "family|[Oma]", []edit{add}, nil},
		"and renamed":                {oma, "family|[Oma]", []edit{add, rename}, nil},
		"and moved":                  {oma, "family|[Oma]", []edit{add, move}, nil},
		"moved, a tag below it":      {oma, "family|[Oma]", []edit{move, add, rename}, nil},
		"renamed":                    {oma, "family|[Oma]", []edit{rename, rename}, nil},
		"elsewhere":                  {oma, "[Oma]", []edit{rename, move, add}, nil},
		"elsewhere, private no more": {oma, "women|[Oma]", []edit{rename, unsaid(false)}, []string{"women|Granny"}},
		"private no more":            {oma, "family|[Oma]", []edit{add, unsaid(false)}, []string{"family|Oma"}},
		"private from now on":        {"family\n\tOma\nsea\n", "family|Oma", []edit{unsaid(true), rename}, nil},
		"elsewhere, from now on":     {"family\n\tOma\nsea\n", "women|Oma", []edit{unsaid(true), rename}, nil},
		"above others":               {"family\n\tOma\n\t\tgarden\n", "family|Oma", []edit{unsaid(true), rename}, nil},
		"never private, elsewhere":   {"family\n\tOma\nsea\n", "women|Oma", []edit{rename}, []string{"women|Granny"}},
	} {
		t.Run(name, func(t *testing.T) {
			lib := album(t, map[string][]string{"a.jpg": nil})
			say(t, lib, "a.jpg", "Oma", c.path, library.Typed)
			d, tag := draft(t, c.list), 1
			for _, edit := range c.edits {
				after, moves, err := edit(d, tag)
				if err != nil {
					t.Fatal(err)
				}
				if ds := d.Vocabulary.Follow(lib.Snapshot(), after.Vocabulary, moves); len(ds) > 0 {
					if err := lib.Decide("follow", ds...); err != nil {
						t.Fatal(err)
					}
				}
				d, tag = after, moves[tag]
			}
			if got := lib.Snapshot().Pending(photo(t, lib, "a.jpg").ID).Add; !slices.Equal(got, c.waits) {
				t.Errorf("%q waits, want %q; decided is %q", got, c.waits, said(lib))
			}
		})
	}
}
