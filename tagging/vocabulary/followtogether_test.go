package vocabulary

import (
	"math/rand/v2"
	"slices"
	"testing"

	"catchlight/library"
	"catchlight/library/keywords"
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
		{"three, in the middle", []string{"x\n", second, first}, 1, rename("pet|dog", "hound"), []string{"a.jpg hound 1 animal|hound", "b.jpg cat 2 pet|cat"}},
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

// TestDecisionsFollowTheLanguage: what was decided under the names of one language holds under those
// of the next, of built-in lists and of one's own; what no list has stays.
func TestDecisionsFollowTheLanguage(t *testing.T) {
	essentials, err := Load(Essentials)
	if err != nil {
		t.Fatal(err)
	}
	lists := []*Vocabulary{essentials, parse(t, "trip\n\tAusflug\n\t\t{fr= sortie}\n")}
	lib := album(t, map[string][]string{"a.jpg": nil, "b.jpg": {"Hund"}})
	say(t, lib, "a.jpg", "Katze", "Tier|Katze", library.Rejected)
	say(t, lib, "a.jpg", "Hund", "Tier|Hund", library.Accepted)
	say(t, lib, "a.jpg", "Oma", "", library.Typed)
	say(t, lib, "a.jpg", "Ausflug", "trip|Ausflug", library.Typed)
	say(t, lib, "b.jpg", "Hund", "Tier|Hund", library.Accepted)
	languages := []string{"de", "fr", "", "de"}
	for i, want := range [][]string{
		{"a.jpg Oma 3 ", "a.jpg chat 2 animal|chat", "a.jpg chien 1 animal|chien", "a.jpg sortie 3 voyage|sortie", "b.jpg Hund 1 Tier|Hund"},
		{"a.jpg Ausflug 3 trip|Ausflug", "a.jpg Oma 3 ", "a.jpg cat 2 animal|cat", "a.jpg dog 1 animal|dog", "b.jpg Hund 1 Tier|Hund"},
		{"a.jpg Ausflug 3 trip|Ausflug", "a.jpg Hund 1 Tier|Hund", "a.jpg Katze 2 Tier|Katze", "a.jpg Oma 3 ", "b.jpg Hund 1 Tier|Hund"},
	} {
		if err := lib.Decide("", FollowLanguage(lib.Snapshot(), lists, languages[i], languages[i+1])...); err != nil {
			t.Fatal(err)
		}
		if got := said(lib); !slices.Equal(got, want) {
			t.Errorf("from %q to %q:\n%q, want\n%q", languages[i], languages[i+1], got, want)
		}
	}
}

// TestEditsOfSeveralListsAreTakenBack makes edits of three lists at random, the decisions following
// each, and takes them all back: lists and decisions are what they were. On the way no yes is lost
// but to another yes for the same word, and no photo has a word that no list and no file ever had.
func TestEditsOfSeveralListsAreTakenBack(t *testing.T) {
	names := []string{"dog", "hound", "cat", "pet", "animal", "fox"}
	for seed := range uint64(25) {
		random := rand.New(rand.NewPCG(seed, 1))
		lib := album(t, map[string][]string{"a.jpg": {"hound"}, "b.jpg": nil})
		texts := []string{"animal\n\tdog\n\t\t{cur}\n\tcat\n", "pet\n\tdog\n\thound\n", "fox\ndog\n\tcat\n"}
		for i, text := range texts {
			if err := lib.Vocabularies().Keep(names[i], text); err != nil {
				t.Fatal(err)
			}
		}
		for _, tag := range []string{"dog", "cat", "hound"} {
			say(t, lib, "a.jpg", tag, "", library.Accepted)
			say(t, lib, "b.jpg", tag, "", library.Rejected)
		}
		before, steps := said(lib), 0
		for range 8 {
			var lists []*Vocabulary
			var drafts []*Draft
			for i := range texts {
				text, err := lib.Vocabularies().Text(names[i])
				if err != nil {
					t.Fatal(err)
				}
				drafts = append(drafts, draft(t, text))
				lists = append(lists, drafts[i].Vocabulary)
			}
			edited := random.IntN(len(lists))
			d := drafts[edited]
			tag, other := random.IntN(len(d.Vocabulary.Tags)), random.IntN(len(d.Vocabulary.Tags))
			var after *Draft
			var moves Moves
			var err error
			switch random.IntN(4) {
			case 0:
				after, moves, err = d.Rename(tag, names[random.IntN(len(names))])
			case 1:
				after, moves, err = d.Move(tag, other, -1)
			case 2:
				after, moves, err = d.Merge(tag, other)
			default:
				after, moves, err = d.Delete(tag)
			}
			if err != nil || after.Text() == d.Text() {
				continue
			}
			ds := FollowTogether(lib.Snapshot(), lists, edited, after.Vocabulary, moves)
			if _, err := lib.EditVocabulary("edit", library.VocabularyChange{Name: names[edited], Before: d.Text(), After: after.Text()}, ds...); err != nil {
				t.Fatal(err)
			}
			steps++
			if yes := len(lib.Snapshot().Decisions(photo(t, lib, "a.jpg").ID)); yes == 0 {
				t.Errorf("seed %d: no yes is left", seed)
			}
			for _, d := range lib.Snapshot().Decisions(photo(t, lib, "a.jpg").ID) {
				if !d.IsYes() || !slices.Contains(names, d.Tag) {
					t.Errorf("seed %d: decided is %+v", seed, d)
				}
				if d.Path != "" && keywords.Leaf(d.Path) != d.Tag {
					t.Errorf("seed %d: %s stands at %s", seed, d.Tag, d.Path)
				}
			}
		}
		for range steps {
			if _, ok, err := lib.Undo(); !ok || err != nil {
				t.Fatal(ok, err)
			}
		}
		if got := said(lib); !slices.Equal(got, before) {
			t.Errorf("seed %d: taken back it is\n%q\nand was\n%q", seed, got, before)
		}
		for i, text := range texts {
			if got, err := lib.Vocabularies().Text(names[i]); err != nil || got != text {
				t.Errorf("seed %d: the list says %q, %v", seed, got, err)
			}
		}
	}
}
