package vocabulary

import (
	"errors"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"catchlight/library"
)

// TestImports: what an import would do is counted before anything is done, into a new list and into
// one that is there; the file is only read.
func TestImports(t *testing.T) {
	dir := t.TempDir()
	own := library.VocabulariesBeside(filepath.Join(dir, "library.db"))
	if err := own.Keep("birds", "# mine\nbird\n\teagle\n\t\t{erne}\ncrane\n"); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		file, text, after        string
		new, merged, same, twice int
	}{
		{"birds.txt", "bird\n\teagle\n\t\t{sea eagle}\n\towl\nmachine\n\tcrane\n", "# mine\nbird\n\teagle\n\t\t{erne}\n\t\t{sea eagle}\n\towl\ncrane\nmachine\n\tcrane\n", 3, 1, 1, 1},
		{"birds.csv", "keyword,category\neagle,bird\n", "# mine\nbird\n\teagle\n\t\t{erne}\ncrane\n", 0, 0, 2, 0},
		{"fish.tsv", "path\tsynonyms\nfish|carp\tkoi\n", "fish\n\tcarp\n\t\t{koi}\n", 2, 0, 0, 0},
		{"essentials.txt", "a\n", "a\n", 1, 0, 0, 0},
		{"line.txt", "dog, cat；\"Paris, France\"、dog\n", "dog\ncat\nParis, France\n", 3, 0, 0, 0},
		{"quoted.txt", "\"Paris, France\"\n", "Paris, France\n", 1, 0, 0, 0},
		{"lines.txt", "Paris, France\nRome, Italy；\n", "Paris, France\nRome, Italy\n", 2, 0, 0, 0},
		{"commas.csv", "tag,synonyms\ndog,\"hound, puppy、pup\"\ncat,kitty\n", "dog\n\t{hound}\n\t{puppy}\n\t{pup}\ncat\n\t{kitty}\n", 2, 0, 0, 0},
		{"wide.csv", "keyword，synonyms\nParis，\"Paris, France\"\n狗，犬；狗狗\n", "Paris\n\t{Paris, France}\n狗\n\t{犬}\n\t{狗狗}\n", 2, 0, 0, 0},
		{"cells.csv", "tag,synonyms\ndog,\"hound\npuppy\"\nParis,\"Paris, France\"\n", "dog\n\t{hound}\n\t{puppy}\nParis\n\t{Paris, France}\n", 2, 0, 0, 0},
	} {
		file := filepath.Join(dir, c.file)
		if err := os.WriteFile(file, []byte(c.text), 0o600); err != nil {
			t.Fatal(err)
		}
		im, err := ReadImport(own, file, "")
		if err != nil {
			t.Errorf("%s: %v", c.file, err)
			continue
		}
		if got := [4]int{im.New, im.Merged, im.Same, im.Twice}; got != [4]int{c.new, c.merged, c.same, c.twice} || im.After != c.after {
			t.Errorf("%s: %v, after\n%s", c.file, got, im.After)
		}
		if slices.Contains(BuiltIn(), im.Name) {
			t.Errorf("%s takes the name of a built-in list", c.file)
		}
	}
	if names, _ := own.Names(); len(names) != 1 {
		t.Errorf("something was done: %q", names)
	}
}

// TestImportsIntoAListWithoutTags: an empty file is filled, and one of remarks or headings alone is
// refused, for they would be lost.
func TestImportsIntoAListWithoutTags(t *testing.T) {
	own := library.VocabulariesBeside(filepath.Join(t.TempDir(), "library.db"))
	theirs, err := Parse("theirs", []byte("dog\n"))
	if err != nil {
		t.Fatal(err)
	}
	for before, refused := range map[string]bool{"": false, "\n \n": false, "# to be filled\n": true, "[places]\n": true} {
		if err := own.Keep("mine", before); err != nil {
			t.Fatal(err)
		}
		im, err := NewImport(own, "mine", theirs, nil)
		if errors.Is(err, ErrEmpty) != refused || (err == nil) == refused {
			t.Errorf("%q: %v", before, err)
		}
		if !refused && (im.After != "dog\n" || im.New != 1) {
			t.Errorf("%q: %d new, after\n%s", before, im.New, im.After)
		}
	}
}

// TestTypedWords: those that the list lacks, the most frequent first; what was accepted or taken
// back is none.
func TestTypedWords(t *testing.T) {
	lib := album(t, map[string][]string{"a.jpg": nil, "b.jpg": nil})
	v := draft(t, "dog\n\t{hound}\n").Vocabulary
	for _, name := range []string{"a.jpg", "b.jpg"} {
		say(t, lib, name, "meadow", "", library.Typed)
		say(t, lib, name, "Hound", "", library.Typed)
		say(t, lib, name, "sunset", "", library.Accepted)
	}
	say(t, lib, "a.jpg", "dusk", "", library.Typed)
	if got := v.TypedWords(lib.Snapshot()); !slices.Equal(got, []string{"meadow", "dusk"}) {
		t.Errorf("%q", got)
	}
}

// TestAWordIsTakenAsAnotherName: of a tag that is there, or that comes with the list; what stands
// below it goes along, and what cannot be is refused and changes nothing.
func TestAWordIsTakenAsAnotherName(t *testing.T) {
	own := library.VocabulariesBeside(filepath.Join(t.TempDir(), "library.db"))
	if err := own.Keep("mine", "# mine\nanimal\n\tdog\n\t\t{hound}\nAnna\n[light]\n"); err != nil {
		t.Fatal(err)
	}
	theirs, err := Parse("theirs", []byte("pooch\n\tpuppy\ndoggy\nfamily\n\tAnna\n"))
	if err != nil {
		t.Fatal(err)
	}
	plan, err := NewImport(own, "mine", theirs, nil)
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		as               [][2]string
		after            string
		new, merged, all int
	}{
		{[][2]string{{"pooch", "animal|dog"}}, "# mine\nanimal\n\tdog\n\t\t{hound}\n\t\t{pooch}\n\t\tpuppy\nAnna\n[light]\ndoggy\nfamily\n\tAnna\n", 4, 1, 5},
		{
			[][2]string{{"pooch", "dog"}, {"doggy", "pooch"}},
			"# mine\nanimal\n\tdog\n\t\t{hound}\n\t\t{pooch}\n\t\t{doggy}\n\t\tpuppy\nAnna\n[light]\nfamily\n\tAnna\n", 3, 2, 5,
		},
		{[][2]string{{"doggy", "pooch"}}, "# mine\nanimal\n\tdog\n\t\t{hound}\nAnna\n[light]\npooch\n\t{doggy}\n\tpuppy\nfamily\n\tAnna\n", 4, 1, 5},
		{[][2]string{{"family|Anna", "Anna"}}, "# mine\nanimal\n\tdog\n\t\t{hound}\nAnna\n[light]\npooch\n\tpuppy\ndoggy\nfamily\n", 4, 1, 5},
	} {
		im := plan
		for _, a := range c.as {
			if im, err = im.TakeAs(a[0], a[1]); err != nil {
				t.Fatalf("%q: %v", c.as, err)
			}
		}
		if im.After != c.after || im.New != c.new || im.Merged != c.merged || len(im.Changes) != c.all || im.Twice > 1 {
			t.Errorf("%q: %d new, %d merged, %d twice, after\n%s", c.as, im.New, im.Merged, im.Twice, im.After)
		}
	}
	for _, refused := range [][2]string{{"pooch", "nobody"}, {"nobody", "dog"}, {"pooch", "pooch"}, {"pooch", "pooch|puppy"}, {"pooch", "light"}} {
		if im, err := plan.TakeAs(refused[0], refused[1]); err == nil || im.After != plan.After {
			t.Errorf("%q is taken: %v\n%s", refused, err, im.After)
		}
	}
	if plan.New != 5 || plan.Changes[0].Change != ChangeNew {
		t.Errorf("the plan of before has changed: %+v", plan)
	}
}
