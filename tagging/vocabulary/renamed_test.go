package vocabulary

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"catchlight/library"
)

// TestWhatTagsBecameInAnotherText: by place, other name, or the only one of its name; what cannot
// be known is gone, and what looks renamed is paired by other names, by children, by lines.
func TestWhatTagsBecameInAnotherText(t *testing.T) {
	for _, c := range []struct {
		name, before, after string
		became, edit        []string // as "land|savannah → land|savanna"; what stays is left out
		imported            []string // the renamings that an import sees
	}{
		{"nothing", "a\n\tb\n", "# more\na\n\tb\n\tc\n", nil, nil, nil},
		{"the old name is another name", "dog\ncat\n", "hound\n\t{dog}\ncat\n", []string{"dog → hound"}, nil, nil},
		{"with its children", "dog\n\tpug\n", "hound\n\t{dog}\n\tpug\n", []string{"dog → hound", "dog|pug → hound|pug"}, nil, nil},
		{"its case alone", "dog\n", "Dog\n", []string{"dog → Dog"}, nil, nil},
		{"moved", "land\n\tsea\n", "land\nsea\n", []string{"land|sea → sea"}, nil, nil},
		{"moved and renamed", "sea\nland\n", "land\n\tocean\n\t\t{sea}\n", []string{"sea → land|ocean"}, nil, nil},
		{"two of the name: nobody knows", "a\n\tx\nb\n\tx\n", "c\n\tx\n", []string{"a → -", "a|x → -", "b → -", "b|x → -"}, nil, nil},
		{"a common other name", "dog\n\t{Hund}\ncat\n", "hound\n\t{Hund}\ncat\nbird\n", []string{"dog → -"}, []string{"dog → hound"}, []string{"dog → hound"}},
		{"its new name was another name", "dog\n\t{hound}\n", "hound\ncat\n", []string{"dog → -"}, []string{"dog → hound"}, []string{"dog → hound"}},
		{
			"the same children", "dog\n\tpug\n\tboxer\n", "cat\nhound\n\tpug\n\tboxer\n\tbeagle\n",
			[]string{"dog → -", "dog|pug → hound|pug", "dog|boxer → hound|boxer"},
			[]string{"dog → hound"},
			[]string{"dog → hound"},
		},
		{"not all children", "dog\n\tpug\n\tboxer\n", "hound\n\tpug\n", []string{"dog → -", "dog|pug → hound|pug", "dog|boxer → -"}, nil, nil},
		{"in the same line", "cat\ndog\nbird\n", "cat\nhound\nbird\n", []string{"dog → -"}, []string{"dog → hound"}, nil},
		{"two lines", "cat\ndog\nrat\nbird\n", "cat\nhound\nmouse\nbird\n", []string{"dog → -", "rat → -"}, []string{"dog → hound", "rat → mouse"}, nil},
		{"one line for two", "cat\ndog\nrat\nbird\n", "cat\nhound\nbird\n", []string{"dog → -", "rat → -"}, nil, nil},
		{"another list", "cat\ndog\n", "sea\nsky\n", []string{"cat → -", "dog → -"}, nil, nil},
		{"a heading is no tag", "cat\ndog\nbird\n", "cat\n[dogs]\nbird\n", []string{"dog → -"}, nil, nil},
	} {
		t.Run(c.name, func(t *testing.T) {
			before, after := draft(t, c.before).Vocabulary, draft(t, c.after).Vocabulary
			moves := before.Became(after)
			var became []string
			for i, to := range moves {
				now := "-"
				if to >= 0 {
					now = after.fullPath(to)
				}
				if now != before.fullPath(i) {
					became = append(became, before.fullPath(i)+" → "+now)
				}
			}
			if !slices.Equal(became, c.became) {
				t.Errorf("they became %q, want %q", became, c.became)
			}
			for want, got := range map[*[]string][]Renaming{&c.edit: before.RenamingsOfEdit(after, moves), &c.imported: before.Renamings(after, moves)} {
				var names []string
				for _, r := range got {
					names = append(names, before.fullPath(r.From)+" → "+after.fullPath(r.To))
				}
				if !slices.Equal(names, *want) {
					t.Errorf("renamed look %q, want %q", names, *want)
				}
			}
		})
	}
}

// TestRenamedTagsKeepTheirOldNames, and what was decided on them follows, also what stands below.
func TestRenamedTagsKeepTheirOldNames(t *testing.T) {
	lib := album(t, map[string][]string{"a.jpg": nil, "b.jpg": nil})
	say(t, lib, "a.jpg", "dog", "animal|dog", library.Accepted)
	say(t, lib, "a.jpg", "pug", "animal|dog|pug", library.Accepted)
	say(t, lib, "b.jpg", "dog", "animal|dog", library.Rejected)
	before := draft(t, "animal\n\tdog\n\t\tpug\n").Vocabulary
	edited := draft(t, "# mine\nanimal\n\thound\n\t\tpug\n")
	moves := before.Became(edited.Vocabulary)
	after, _, err := edited.Renamed(before, before.RenamingsOfEdit(edited.Vocabulary, moves))
	if err != nil {
		t.Fatal(err)
	}
	if want := "# mine\nanimal\n\thound\n\t\t{dog}\n\t\tpug\n"; after.Text() != want {
		t.Errorf("the list says %q, want %q", after.Text(), want)
	}
	ds := before.Follow(lib.Snapshot(), after.Vocabulary, before.Became(after.Vocabulary))
	if err := lib.Decide("follow", ds...); err != nil {
		t.Fatal(err)
	}
	want := []string{"a.jpg hound 1 animal|hound", "a.jpg pug 1 animal|hound|pug", "b.jpg hound 2 animal|hound"}
	if got := said(lib); !slices.Equal(got, want) {
		t.Errorf("decided is %q, want %q", got, want)
	}
}

// TestAnImportRenames: unless it is told so, both names are tags of the list.
func TestAnImportRenames(t *testing.T) {
	own := library.VocabulariesBeside(t.TempDir() + "/library.db")
	if err := own.Keep("mine", "animal\n\tdog\n\t\t{= a photo of a dog}\n\t\tpug\n\tcat\n"); err != nil {
		t.Fatal(err)
	}
	theirs := draft(t, "animal\n\thound\n\t\tpug\n\t\tboxer\n").Vocabulary
	im, err := NewImport(own, "mine", theirs, nil)
	if err != nil {
		t.Fatal(err)
	}
	if len(im.Renamings) != 1 {
		t.Fatalf("%d tags look renamed", len(im.Renamings))
	}
	if old, now := im.NamesOf(im.Renamings[0]); old != "animal|dog" || now != "animal|hound" {
		t.Errorf("%s looks like %s", old, now)
	}
	if im.New != 3 || !strings.Contains(im.After, "\tdog\n") {
		t.Errorf("untold, %d are new: %q", im.New, im.After)
	}
	im = im.Rename(im.Renamings...)
	if want := "animal\n\thound\n\t\t{dog}\n\t\t{= a photo of a dog}\n\t\tpug\n\t\tboxer\n\tcat\n"; im.After != want {
		t.Errorf("the list says %q, want %q", im.After, want)
	}
	if got := fmt.Sprint(im.New, im.Merged, im.Same, im.Changes[1]); got != `1 1 2 {animal|hound merged false "dog" is renamed, and its other name now}` {
		t.Errorf("it becomes %s", got)
	}
}
