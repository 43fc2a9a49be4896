package vocabulary

import (
	"context"
	"fmt"
	"image"
	"image/jpeg"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"catchlight/library"
	"catchlight/library/keywords"
)

// album is a library with photos by name, of which some hold keywords.
func album(t *testing.T, holds map[string][]string) *library.Library {
	t.Helper()
	dir := t.TempDir()
	lib, err := library.Open(filepath.Join(dir, "library.db"))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := lib.Close(); err != nil {
			t.Error(err)
		}
	})
	var reqs []library.WriteRequest
	size := 8
	for name, words := range holds {
		path := filepath.Join(dir, name)
		f, err := os.Create(path)
		if err != nil {
			t.Fatal(err)
		}
		size++
		if err := jpeg.Encode(f, image.NewGray(image.Rect(0, 0, size, 8)), nil); err != nil {
			t.Fatal(err)
		}
		if err := f.Close(); err != nil {
			t.Fatal(err)
		}
		reqs = append(reqs, library.WriteRequest{Path: path, Edit: keywords.Edit{Add: words}})
	}
	if _, err := lib.Import(context.Background(), []string{dir}, library.ImportOptions{}); err != nil {
		t.Fatal(err)
	}
	if _, err := lib.Write(context.Background(), "", reqs, library.WriteOptions{}); err != nil {
		t.Fatal(err)
	}
	return lib
}

// say decides about words on photos: "a.jpg dog yes".
func say(t *testing.T, lib *library.Library, name, tag, path string, v library.Verdict) {
	t.Helper()
	if err := lib.Decide("say", library.Decision{Photo: photo(t, lib, name).ID, Tag: tag, Path: path, Verdict: v}); err != nil {
		t.Fatal(err)
	}
}

func photo(t *testing.T, lib *library.Library, name string) *library.Photo {
	t.Helper()
	for _, p := range lib.Snapshot().Photos() {
		if filepath.Base(p.Path) == name {
			return p
		}
	}
	t.Fatalf("no photo %s", name)
	return nil
}

// said lists what is decided, as "a.jpg dog 1 animal|dog".
func said(lib *library.Library) (all []string) {
	for _, p := range lib.Snapshot().Photos() {
		for _, d := range lib.Snapshot().Decisions(p.ID) {
			all = append(all, fmt.Sprintf("%s %s %d %s", filepath.Base(p.Path), d.Tag, d.Verdict, d.Path))
		}
	}
	slices.Sort(all)
	return all
}

// TestDecisionsFollow: after an edit they stand under the new names and paths, with when and how
// they were made; undo brings all back.
func TestDecisionsFollow(t *testing.T) {
	lib := album(t, map[string][]string{"open.jpg": nil, "both.jpg": nil, "no.jpg": nil, "file.jpg": {"savannah"}})
	d := draft(t, "land\n\tsavannah\n\tsteppe\nsea\n")
	v := d.Vocabulary
	const yes, no = library.Accepted, library.Rejected
	say(t, lib, "open.jpg", "savannah", "land|savannah", yes)
	say(t, lib, "open.jpg", "sea", "", no)
	say(t, lib, "both.jpg", "savannah", "land|savannah", no)
	say(t, lib, "both.jpg", "steppe", "land|steppe", yes)
	say(t, lib, "no.jpg", "Savannah", "elsewhere|savannah", no)
	say(t, lib, "file.jpg", "savannah", "land|savannah", yes)
	before := said(lib)
	for _, c := range []struct {
		name string
		edit func() (*Draft, Moves, error)
		want []string
	}{
		{"rename", func() (*Draft, Moves, error) { return d.Rename(at(t, d, "land|savannah"), "savanna") }, []string{
			"both.jpg savanna 2 land|savanna", "both.jpg steppe 1 land|steppe", "file.jpg savannah 1 land|savannah",
			"no.jpg savanna 2 elsewhere|savanna", "open.jpg savanna 1 land|savanna", "open.jpg sea 2 ",
		}},
		{"rename the parent", func() (*Draft, Moves, error) { return d.Rename(at(t, d, "land"), "country") }, []string{
			"both.jpg savannah 2 country|savannah", "both.jpg steppe 1 country|steppe", "file.jpg savannah 1 country|savannah",
			"no.jpg savannah 2 elsewhere|savannah", "open.jpg savannah 1 country|savannah", "open.jpg sea 2 ",
		}},
		{"move", func() (*Draft, Moves, error) { return d.Move(at(t, d, "land|steppe"), -1, -1) }, []string{
			"both.jpg savannah 2 land|savannah", "both.jpg steppe 1 ", "file.jpg savannah 1 land|savannah",
			"no.jpg Savannah 2 elsewhere|savannah", "open.jpg savannah 1 land|savannah", "open.jpg sea 2 ",
		}},
		{"move below a parent", func() (*Draft, Moves, error) { return d.Move(at(t, d, "sea"), at(t, d, "land"), -1) }, []string{
			"both.jpg savannah 2 land|savannah", "both.jpg steppe 1 land|steppe", "file.jpg savannah 1 land|savannah",
			"no.jpg Savannah 2 elsewhere|savannah", "open.jpg savannah 1 land|savannah", "open.jpg sea 2 land|sea",
		}},
		{"merge: a yes wins", func() (*Draft, Moves, error) { return d.Merge(at(t, d, "land|savannah"), at(t, d, "land|steppe")) }, []string{
			"both.jpg steppe 1 land|steppe", "file.jpg savannah 1 land|savannah",
			"no.jpg steppe 2 elsewhere|steppe", "open.jpg sea 2 ", "open.jpg steppe 1 land|steppe",
		}},
		{"delete", func() (*Draft, Moves, error) { return d.Delete(at(t, d, "land|savannah")) }, before},
	} {
		t.Run(c.name, func(t *testing.T) {
			after, moves, err := c.edit()
			if err != nil {
				t.Fatal(err)
			}
			ds := v.Follow(lib.Snapshot(), after.Vocabulary, moves)
			if _, err := lib.EditVocabulary(c.name, library.VocabularyChange{Name: "mine", After: after.Text()}, ds...); err != nil {
				t.Fatal(err)
			}
			if got := said(lib); !slices.Equal(got, c.want) {
				t.Errorf("got\n%q\nwant\n%q", got, c.want)
			}
			if n := len(lib.Snapshot().ToWrite()); c.name != "delete" && n != len(toWrite(c.want)) {
				t.Errorf("%d photos are to be written", n)
			}
			if _, _, err := lib.Undo(); err != nil {
				t.Fatal(err)
			}
			if got := said(lib); !slices.Equal(got, before) {
				t.Errorf("undone: %q\nbefore %q", got, before)
			}
		})
	}
}

// toWrite are the photos with a yes to a word that their file does not hold.
func toWrite(all []string) map[string]bool {
	photos := map[string]bool{}
	for _, line := range all {
		var name, tag, verdict string
		if n, _ := fmt.Sscan(line, &name, &tag, &verdict); n == 3 && verdict == "1" && name != "file.jpg" {
			photos[name] = true
		}
	}
	return photos
}

// TestWordsLeaveThePhotos: what files hold of a tag and those below it is taken out by the next
// write, and what was decided is open again.
func TestWordsLeaveThePhotos(t *testing.T) {
	lib := album(t, map[string][]string{"old.jpg": {"Savannah", "sea"}, "new.jpg": {"savanna"}, "other.jpg": {"sea"}, "open.jpg": nil})
	d := draft(t, "land\n\tsavanna\n\t\t{savannah}\nsea\n")
	say(t, lib, "open.jpg", "savanna", "land|savanna", library.Accepted)
	if err := lib.Decide("from photos", d.Vocabulary.FromPhotos(lib.Snapshot(), at(t, d, "land"))...); err != nil {
		t.Fatal(err)
	}
	for name, want := range map[string][]string{"old.jpg": {"Savannah"}, "new.jpg": {"savanna"}, "other.jpg": nil, "open.jpg": nil} {
		if got := lib.Snapshot().Pending(photo(t, lib, name).ID); !slices.Equal(got.Remove, want) || len(got.Add) > 0 {
			t.Errorf("%s: to be written %+v, want %q to leave", name, got, want)
		}
	}
}

// rewrite writes what files need, with the decisions after it, and gives the run.
func rewrite(t *testing.T, lib *library.Library, v *Vocabulary, tag int, all []Rewrite) library.Run {
	t.Helper()
	var reqs []library.WriteRequest
	for _, r := range all {
		reqs = append(reqs, library.WriteRequest{Path: r.Path, Edit: r.Edit})
	}
	run, err := lib.Write(t.Context(), "in files", reqs, library.WriteOptions{
		Decide: func(r library.WriteResult) []library.Decision {
			snap := lib.Snapshot()
			return v.AfterRewrite(snap, snap.ByPath(r.Path).ID, tag)
		},
		Each: func(r library.WriteResult) {
			if r.Failure() != nil {
				t.Error(r.Failure())
			}
		},
	})
	if err != nil {
		t.Fatal(err)
	}
	return run
}

// TestFilesSayATagAsTheListDoes: under its name in the place of other names, where it stands in the
// place of where it stood, and those below it too; nothing is left to be written, what other tags
// and the user have said stays, and the undo of the write brings words and decisions back.
func TestFilesSayATagAsTheListDoes(t *testing.T) {
	list := "land\n\tsavanna\n\t\t{savannah}\n\t\tkopje\ntown\n\tsavanna\n"
	for name, c := range map[string]struct {
		words    []string // of the file
		decided  []string // tag and hierarchy of a yes, or tag alone of a removal
		tag      string
		hier     []string // of the file afterwards; nil: no write
		flat     []string
		standing string // the tag that is decided afterwards
	}{
		"another name":           {[]string{"Savannah"}, nil, "land|savanna", []string{"land|savanna"}, []string{"savanna"}, ""},
		"with its hierarchy":     {[]string{"old|savannah", "sea"}, nil, "land|savanna", []string{"land|savanna", "sea"}, []string{"savanna", "sea"}, ""},
		"both names":             {[]string{"savannah", "savanna"}, nil, "land|savanna", []string{"land|savanna"}, []string{"savanna"}, ""},
		"decided under it":       {[]string{"savannah"}, []string{"savannah", "old|savannah"}, "land|savanna", []string{"land|savanna"}, []string{"savanna"}, "savanna"},
		"taken off":              {[]string{"savannah"}, []string{"savannah"}, "land|savanna", nil, nil, "savannah"},
		"the name as it is":      {[]string{"savanna"}, nil, "land|savanna", nil, nil, ""},
		"another place":          {[]string{"nature|savanna"}, nil, "land", []string{"land|savanna"}, []string{"savanna"}, ""},
		"another place below":    {[]string{"savanna|kopje"}, nil, "land|savanna", []string{"land|savanna|kopje"}, []string{"kopje"}, ""},
		"the place of a twin":    {[]string{"town|savanna"}, nil, "land|savanna", nil, nil, ""},
		"its place in any case":  {[]string{"Land|Savanna"}, nil, "land|savanna", nil, nil, ""},
		"a word of another list": {[]string{"nature|forest"}, nil, "land", nil, nil, ""},
	} {
		t.Run(name, func(t *testing.T) {
			lib := album(t, map[string][]string{"a.jpg": c.words, "file.jpg": {"sea"}})
			d := draft(t, list)
			v, tag := d.Vocabulary, at(t, d, c.tag)
			switch len(c.decided) {
			case 1:
				say(t, lib, "a.jpg", c.decided[0], "", library.Removed)
			case 2:
				say(t, lib, "a.jpg", c.decided[0], c.decided[1], library.Accepted)
			}
			before := photo(t, lib, "a.jpg")
			ds := slices.Clone(lib.Snapshot().Decisions(before.ID))
			due := append(v.OldNames(lib.Snapshot(), tag), v.OldPaths(lib.Snapshot(), tag)...)
			if len(due) > 1 || len(due) == 1 != (c.hier != nil) {
				t.Fatalf("due: %+v", due)
			}
			if c.hier == nil {
				return
			}
			run := rewrite(t, lib, v, tag, due)
			p := photo(t, lib, "a.jpg")
			var flat []string
			for _, word := range p.Keywords.All {
				flat = append(flat, word.Name)
			}
			slices.Sort(flat)
			hier := slices.Sorted(slices.Values(p.Keywords.Hierarchy))
			if !slices.Equal(hier, c.hier) || !slices.Equal(flat, c.flat) {
				t.Errorf("the file says %q and %q", hier, flat)
			}
			now := lib.Snapshot().Decisions(p.ID)
			if e := lib.Snapshot().Pending(p.ID); len(e.Add)+len(e.Remove) > 0 || len(now) > 1 || len(now) == 1 && now[0].Tag != c.standing {
				t.Errorf("left to be written %+v, decided %+v", e, now)
			}
			if more := append(v.OldNames(lib.Snapshot(), tag), v.OldPaths(lib.Snapshot(), tag)...); len(more) > 0 {
				t.Errorf("still due: %+v", more)
			}
			if err := lib.Revert(t.Context(), run.ID, library.WriteOptions{}, func(r library.Reverted) {
				if r.Err != nil {
					t.Error(r.Err)
				}
			}); err != nil {
				t.Fatal(err)
			}
			back := photo(t, lib, "a.jpg")
			if !slices.Equal(back.Keywords.Hierarchy, before.Keywords.Hierarchy) || !slices.Equal(lib.Snapshot().Decisions(back.ID), ds) {
				t.Errorf("undone, it says %q, and decided is %+v", back.Keywords.Hierarchy, lib.Snapshot().Decisions(back.ID))
			}
		})
	}
}

// TestStrays: the words of files and of the user that no tag stands for, those of most photos first.
func TestStrays(t *testing.T) {
	lib := album(t, map[string][]string{"a.jpg": {"Savannah", "sea", "Dusk"}, "b.jpg": {"dusk", "sky", "gone"}, "file.jpg": {"other|sky", "Zoo", "alps"}})
	say(t, lib, "a.jpg", "meadow", "", library.Typed)
	say(t, lib, "b.jpg", "gone", "", library.Removed)
	say(t, lib, "b.jpg", "Oma", "family|[Oma]", library.Typed) // private by another list
	v := draft(t, "savanna\n\t{savannah}\nsea\n").Vocabulary
	var got []string
	for _, s := range v.Strays(lib.Snapshot()) {
		got = append(got, fmt.Sprint(s.Photos, " ", s.Word))
	}
	if want := []string{"2 Dusk", "2 sky", "1 alps", "1 meadow", "1 Zoo"}; !slices.Equal(got, want) {
		t.Errorf("%q, want %q", got, want)
	}
	if got := v.TypedWords(lib.Snapshot()); !slices.Equal(got, []string{"meadow"}) {
		t.Errorf("typed: %q", got)
	}
}

// TestNamesakesKeepWhatIsTheirs: an edit of one of two tags of a name, or taking it off the photos,
// leaves alone what files and decisions say of the other; a word without a place is the first one's.
func TestNamesakesKeepWhatIsTheirs(t *testing.T) {
	lib := album(t, map[string][]string{
		"fruit.jpg": nil, "paint.jpg": nil, "food.jpg": {"food|orange"}, "wall.jpg": {"colour|orange"},
		"both.jpg": {"food|orange", "colour|orange"}, "word.jpg": {"orange"},
	})
	d := draft(t, "food\n\torange\ncolour\n\torange\n")
	v := d.Vocabulary
	say(t, lib, "fruit.jpg", "orange", "food|orange", library.Accepted)
	say(t, lib, "paint.jpg", "orange", "colour|orange", library.Accepted)
	for _, c := range []struct {
		tag, name            string
		fruit, paint, leaves string // what is decided once the tag has that name; the files that lose the word with it
	}{
		{"food|orange", "mandarin", "mandarin food|mandarin", "orange colour|orange", "food.jpg word.jpg"},
		{"colour|orange", "amber", "orange food|orange", "amber colour|amber", "wall.jpg"},
		{"colour", "paint", "orange food|orange", "orange paint|orange", "wall.jpg"},
	} {
		tag := at(t, d, c.tag)
		after, moves, err := d.Rename(tag, c.name)
		if err != nil {
			t.Fatal(err)
		}
		ds := v.Follow(lib.Snapshot(), after.Vocabulary, moves)
		if _, err := lib.EditVocabulary("rename", library.VocabularyChange{Name: "mine", After: after.Text()}, ds...); err != nil {
			t.Fatal(err)
		}
		for name, want := range map[string]string{"fruit.jpg": c.fruit, "paint.jpg": c.paint} {
			if got := lib.Snapshot().Decisions(photo(t, lib, name).ID); len(got) != 1 || got[0].Tag+" "+got[0].Path != want {
				t.Errorf("%s to %s: on %s stands %+v, want %s", c.tag, c.name, name, got, want)
			}
		}
		if _, _, err := lib.Undo(); err != nil {
			t.Fatal(err)
		}
		if err := lib.Decide("off", v.FromPhotos(lib.Snapshot(), tag)...); err != nil {
			t.Fatal(err)
		}
		var leaves []string
		for _, p := range lib.Snapshot().Photos() {
			if len(lib.Snapshot().Pending(p.ID).Remove) > 0 {
				leaves = append(leaves, filepath.Base(p.Path))
			}
		}
		if slices.Sort(leaves); strings.Join(leaves, " ") != c.leaves {
			t.Errorf("%s off the photos: %q lose it, want %s", c.tag, leaves, c.leaves)
		}
		if _, _, err := lib.Undo(); err != nil {
			t.Fatal(err)
		}
	}
}
