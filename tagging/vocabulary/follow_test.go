package vocabulary

import (
	"context"
	"fmt"
	"image"
	"image/jpeg"
	"os"
	"path/filepath"
	"slices"
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
			"no.jpg savanna 2 elsewhere|savannah", "open.jpg savanna 1 land|savanna", "open.jpg sea 2 ",
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
			"no.jpg steppe 2 elsewhere|savannah", "open.jpg sea 2 ", "open.jpg steppe 1 land|steppe",
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

// TestWordsInFiles: what files hold under an old name is put right, or taken out, by decisions: the
// next write does it.
func TestWordsInFiles(t *testing.T) {
	lib := album(t, map[string][]string{"old.jpg": {"Savannah", "sea"}, "new.jpg": {"savanna"}, "other.jpg": {"sea"}, "open.jpg": nil})
	d := draft(t, "land\n\tsavanna\n\t\t{savannah}\nsea\n")
	v := d.Vocabulary
	say(t, lib, "open.jpg", "savanna", "land|savanna", library.Accepted)
	tag := at(t, d, "land|savanna")
	if err := lib.Decide("in files", v.InFiles(lib.Snapshot(), tag)...); err != nil {
		t.Fatal(err)
	}
	got := lib.Snapshot().Pending(photo(t, lib, "old.jpg").ID)
	if !slices.Equal(got.Add, []string{"land|savanna"}) || !slices.Equal(got.Remove, []string{"Savannah"}) {
		t.Errorf("to be written: %+v", got)
	}
	if n := len(lib.Snapshot().ToWrite()); n != 2 {
		t.Errorf("%d photos are to be written", n)
	}
	if _, _, err := lib.Undo(); err != nil {
		t.Fatal(err)
	}
	if err := lib.Decide("from photos", v.FromPhotos(lib.Snapshot(), at(t, d, "land"))...); err != nil {
		t.Fatal(err)
	}
	for name, want := range map[string][]string{"old.jpg": {"Savannah"}, "new.jpg": {"savanna"}, "other.jpg": nil, "open.jpg": nil} {
		if got := lib.Snapshot().Pending(photo(t, lib, name).ID); !slices.Equal(got.Remove, want) || len(got.Add) > 0 {
			t.Errorf("%s: to be written %+v, want %q to leave", name, got, want)
		}
	}
}
