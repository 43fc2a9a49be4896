package vocabulary

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"catchlight/library"
)

// TestOtherNamesThatGoAlong: those that the list says, of the tag that says so, that mean no other
// tag; not what a language or another list adds, and none of a private tag.
func TestOtherNamesThatGoAlong(t *testing.T) {
	const list = "animal\n\tdog\n\t\t{^=}\n\t\t{hound}\n\t\t{Wolf}\n\t\t{a|b}\n\t\t{HOUND}\n\twolf\n\t\t{lupus}\n[Oma]\n\t{^=}\n\t{granny}\nsea\n\t{^=}\n"
	for name, c := range map[string]struct {
		v    *Vocabulary
		tag  string
		want string
	}{
		"of the list":       {parse(t, list), "dog", "animal|{^hound}|dog"},
		"without the sign":  {parse(t, list), "wolf", "animal|wolf"},
		"private":           {parse(t, list), "Oma", "[Oma]"},
		"no names":          {parse(t, list), "sea", ""},
		"in German":         {parse(t, "dog\n\t{^=}\n\t{de= Hund}\n\t{hound}\n").In("de"), "Hund", "{^hound}|Hund"},
		"in German, none":   {parse(t, "dog\n\t{de= Hund}\n\t{hound}\n").In("de"), "Hund", ""},
		"of two lists, one": {Unite(parse(t, "dog\n\t{^=}\n\t{hound}\n"), parse(t, "dog\n\t{pooch}\ncat\n")), "dog", "{^hound}|dog"},
		"of the second":     {Unite(parse(t, "dog\n\t{hound}\n"), parse(t, "dog\n\t{^=}\n\t{pooch}\ncat\n")), "dog", "{^pooch}|dog"},
		"of both":           {Unite(parse(t, "dog\n\t{^=}\n\t{hound}\n"), parse(t, "dog\n\t{^=}\n\t{pooch}\ncat\n")), "dog", "{^hound}|{^pooch}|dog"},
		"another's name":    {Unite(parse(t, "dog\n\t{^=}\n\t{hound}\n"), parse(t, "hound\ndog\n")), "dog", ""},
	} {
		i, ok := c.v.Find(c.tag)
		if got := c.v.Hierarchy(i); !ok || got != c.want {
			t.Errorf("%s: %q, want %q", name, got, c.want)
		}
	}
}

// TestOtherNamesOfTheFileAreItsOwn: a decision brings no name that the file had before, and goes on
// to say those that it brought, as long as the file has them, also where the list does not any more.
func TestOtherNamesOfTheFileAreItsOwn(t *testing.T) {
	v := parse(t, "animal\n\tdog\n\t\t{^=}\n\t\t{hound}\n\t\t{pooch}\n")
	dog, _ := v.Find("dog")
	for _, c := range []struct {
		held   []string
		before string
		want   string
	}{
		{nil, "", "animal|{^hound}|{^pooch}|dog"},
		{[]string{"Hound"}, "", "animal|{^pooch}|dog"},
		{[]string{"hound", "pooch"}, "animal|{^hound}|dog", "animal|{^hound}|dog"},
		{[]string{"hound", "pooch"}, "", "animal|dog"},
		{[]string{"hound", "cur"}, "animal|{^hound}|{^cur}|dog", "animal|{^hound}|{^pooch}|{^cur}|dog"},
		{[]string{"hound"}, "animal|{^hound}|{^cur}|dog", "animal|{^hound}|{^pooch}|dog"},
	} {
		p := &library.Photo{Keywords: keywordsOf(c.held...)}
		if got := v.HierarchyOn(p, dog, c.before); got != c.want {
			t.Errorf("%q, before %q: %q, want %q", c.held, c.before, got, c.want)
		}
	}
	silent := parse(t, "animal\n\tdog\n\t\t{hound}\n")
	for held, want := range map[string]string{"hound": "animal|{^hound}|dog", "pooch": "animal|dog"} {
		if got := silent.HierarchyOn(&library.Photo{Keywords: keywordsOf(held)}, dog, "animal|{^hound}|dog"); got != want {
			t.Errorf("without the sign, on a photo with %q: %q, want %q", held, got, want)
		}
	}
}

// TestDecisionsFollowTheSign: made before it they bring the other names, what was brought stays so
// when the list gets one more, and without the sign they bring none. What another hierarchy says
// stays.
func TestDecisionsFollowTheSign(t *testing.T) {
	lib := album(t, map[string][]string{"open.jpg": nil, "held.jpg": {"hound"}, "other.jpg": nil})
	d := draft(t, "animal\n\tdog\n\t\t{hound}\n")
	for _, name := range []string{"open.jpg", "held.jpg"} {
		say(t, lib, name, "dog", "animal|dog", library.Accepted)
	}
	say(t, lib, "other.jpg", "dog", "pets|dog", library.Accepted)
	for _, step := range []struct {
		names []string
		byAll bool
		want  []string
	}{
		{[]string{"hound"}, true, []string{"held.jpg dog 1 animal|dog", "open.jpg dog 1 animal|{^hound}|dog", "other.jpg dog 1 pets|dog"}},
		{[]string{"hound", "pooch"}, true, []string{"held.jpg dog 1 animal|{^pooch}|dog", "open.jpg dog 1 animal|{^hound}|{^pooch}|dog", "other.jpg dog 1 pets|dog"}},
		{[]string{"hound", "pooch"}, false, []string{"held.jpg dog 1 animal|dog", "open.jpg dog 1 animal|dog", "other.jpg dog 1 pets|dog"}},
	} {
		tag := at(t, d, "animal|dog")
		now := d.Vocabulary.Tags[tag]
		now.Synonyms, now.ByAll = step.names, step.byAll
		after, moves, err := d.Set(tag, now)
		if err != nil {
			t.Fatal(err)
		}
		if ds := d.Vocabulary.Follow(lib.Snapshot(), after.Vocabulary, moves); len(ds) > 0 {
			if err := lib.Decide("follow", ds...); err != nil {
				t.Fatal(err)
			}
		}
		if got := said(lib); !slices.Equal(got, step.want) {
			t.Errorf("%q, %v: %q", step.names, step.byAll, got)
		}
		d = after
	}
}

// TestNamesThatGoAlongAreNoOldNames: of a file that has the tag's own name they stay where they are;
// where it lacks that it gets it, and keeps them.
func TestNamesThatGoAlongAreNoOldNames(t *testing.T) {
	lib := album(t, map[string][]string{"both.jpg": {"dog", "hound"}, "old.jpg": {"hound"}, "none.jpg": nil})
	v := parse(t, "dog\n\t{^=}\n\t{hound}\n")
	all := v.OldNames(lib.Snapshot(), 0)
	if len(all) != 1 || all[0].Photo != photo(t, lib, "old.jpg").ID {
		t.Fatalf("%+v", all)
	}
	if _, err := lib.Write(t.Context(), "", []library.WriteRequest{{Path: all[0].Path, Edit: all[0].Edit}}, library.WriteOptions{}); err != nil {
		t.Fatal(err)
	}
	if k := photo(t, lib, "old.jpg").Keywords; !k.Has("dog") || !k.Has("hound") {
		t.Errorf("%+v", k)
	}
	if left := v.OldNames(lib.Snapshot(), 0); len(left) > 0 {
		t.Errorf("still offered: %+v", left)
	}
	without := parse(t, "dog\n\t{hound}\n")
	if n := len(without.OldNames(lib.Snapshot(), 0)); n != 2 {
		t.Errorf("without the sign %d files have an old name", n)
	}
}

// TestTooManyOtherNamesAreSaid: those that have no room beside a tag are not written, and the check
// says how many; names that would not be written anyway take no room.
func TestTooManyOtherNamesAreSaid(t *testing.T) {
	var list strings.Builder
	list.WriteString("dog\n\t{^=}\n")
	for n := range 30 {
		fmt.Fprintf(&list, "\t{%s %02d}\n", strings.Repeat("x", 97), n)
	}
	for name, c := range map[string]struct {
		list  string
		along int
		found string
	}{
		"too many":         {list.String(), 20, "dog: too many other names"},
		"nothing is asked": {strings.Replace(list.String(), "\t{^=}\n", "", 1), 0, ""},
		"another's names":  {list.String() + strings.ReplaceAll(strings.ReplaceAll(list.String()[len("dog\n\t{^=}\n"):], "\t{", ""), "}", ""), 0, ""},
		"a few":            {"dog\n\t{^=}\n\t{hound}\n", 1, ""},
	} {
		v := parse(t, c.list)
		dog, _ := v.Find("dog")
		if got := len(v.along(dog)); got != c.along {
			t.Errorf("%s: %d go along, want %d", name, got, c.along)
		}
		found := slices.DeleteFunc(Check(v, Knowledge{}), func(f Finding) bool { return f.Problem != TooManyNames })
		if got := problems(v, found); got != c.found || len(found) > 0 && (found[0].Count != 10 || len(found[0].Cures) == 0) {
			t.Errorf("%s: %+v", name, found)
		}
	}
}
