package vocabulary

import (
	"errors"
	"slices"
	"strings"
	"testing"
)

// written is a list with all that a user may have written into it: comments, empty lines, an order
// of his own.
const written = `# my animals

animal
	# the tame ones
	dog
		{hound}
		{= a photo of a dog}

	cat,
	bird
		eagle
# things
place
	beach
		bird

{!}
`

// at finds a tag by its whole path.
func at(t *testing.T, d *Draft, path string) int {
	t.Helper()
	if path == "" {
		return -1
	}
	for i := range d.Vocabulary.Tags {
		if d.Vocabulary.fullPath(i) == path {
			return i
		}
	}
	t.Fatalf("there is no %q in\n%s", path, d.Text())
	return -1
}

func draft(t *testing.T, text string) *Draft {
	t.Helper()
	d, err := NewDraft("mine", []byte(text))
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// TestEditsChangeTheirLinesAlone: each act takes out and puts in the lines that it is about, and no
// other line moves or changes.
func TestEditsChangeTheirLinesAlone(t *testing.T) {
	type act = func(d *Draft) (*Draft, Moves, error)
	add := func(parent, behind, name string) act {
		return func(d *Draft) (*Draft, Moves, error) {
			after, moves, tag, err := d.Add(at(t, d, parent), at(t, d, behind), name)
			if err == nil && after.Vocabulary.Tags[tag].Name != strings.TrimSpace(name) {
				t.Errorf("the new tag is %q", after.Vocabulary.Tags[tag].Name)
			}
			return after, moves, err
		}
	}
	rename := func(path, name string) act {
		return func(d *Draft) (*Draft, Moves, error) { return d.Rename(at(t, d, path), name) }
	}
	move := func(path, parent, behind string) act {
		return func(d *Draft) (*Draft, Moves, error) {
			return d.Move(at(t, d, path), at(t, d, parent), at(t, d, behind))
		}
	}
	merge := func(path, into string) act {
		return func(d *Draft) (*Draft, Moves, error) { return d.Merge(at(t, d, path), at(t, d, into)) }
	}
	remove := func(path string) act {
		return func(d *Draft) (*Draft, Moves, error) { return d.Delete(at(t, d, path)) }
	}
	set := func(path string, change func(*Tag)) act {
		return func(d *Draft) (*Draft, Moves, error) {
			tag := d.Vocabulary.Tags[at(t, d, path)]
			change(&tag)
			return d.Set(at(t, d, path), tag)
		}
	}
	for _, c := range []struct {
		name, text string // "" is written
		do         act
		want       string
		err        error
		moved      [2]string // where a tag went
	}{
		{name: "add as the last", do: add("animal", "", "fox"), want: strings.Replace(written, "\t\teagle\n", "\t\teagle\n\tfox\n", 1)},
		{name: "add behind", do: add("animal", "animal|dog", " wolf "), want: strings.Replace(written, "a dog}\n", "a dog}\n\twolf\n", 1)},
		{name: "add a first child", do: add("animal|cat", "", "kitten"), want: strings.Replace(written, "\tcat,\n", "\tcat,\n\t\tkitten\n", 1)},
		{name: "add at the top", do: add("", "animal", "plant"), want: strings.Replace(written, "eagle\n", "eagle\nplant\n", 1)},
		{name: "add what looks like a sign", do: add("animal|cat", "", "[x]"), want: strings.Replace(written, "\tcat,\n", "\tcat,\n\t\t\\[x]\n", 1)},
		{name: "add a name that is there", do: add("animal", "", "DOG"), err: ErrClash},
		{name: "rename", do: rename("animal|cat", "kitty"), want: strings.Replace(written, "\tcat,\n", "\tkitty\n\t\t{cat}\n", 1), moved: [2]string{"animal|cat", "animal|kitty"}},
		{name: "rename a parent", do: rename("animal", "fauna"), want: strings.Replace(written, "\nanimal\n", "\nfauna\n\t{animal}\n", 1), moved: [2]string{"animal|bird|eagle", "fauna|bird|eagle"}},
		{name: "rename to a synonym", do: rename("animal|dog", "hound"), want: strings.Replace(written, "\tdog\n\t\t{hound}", "\thound\n\t\t{dog}", 1)},
		{name: "rename by case alone", do: rename("animal|dog", "Dog"), want: strings.Replace(written, "\tdog\n", "\tDog\n", 1)},
		{name: "rename to a brother's name", do: rename("animal|dog", "Cat"), err: ErrClash},
		{name: "move to another parent", do: move("animal|bird", "place", ""), want: strings.Replace(strings.Replace(written, "\tbird\n\t\teagle\n", "", 1), "\n{!}\n", "\n{!}\n\tbird\n\t\teagle\n", 1), moved: [2]string{"animal|bird|eagle", "place|bird|eagle"}},
		{name: "move among brothers", do: move("animal|dog", "animal", "animal|cat"), want: strings.Replace(strings.Replace(written, "\tdog\n\t\t{hound}\n\t\t{= a photo of a dog}\n", "", 1), "\tcat,\n", "\tcat,\n\tdog\n\t\t{hound}\n\t\t{= a photo of a dog}\n", 1)},
		{name: "move deeper", do: move("animal|cat", "animal|bird", "animal|bird|eagle"), want: strings.Replace(strings.Replace(written, "\tcat,\n", "", 1), "\t\teagle\n", "\t\teagle\n\t\tcat,\n", 1)},
		{name: "move to the top", do: move("animal|bird", "", "animal"), want: strings.Replace(written, "\tbird\n\t\teagle\n", "bird\n\teagle\n", 1)},
		{name: "move below itself", do: move("animal", "animal|bird|eagle", ""), err: ErrLoop},
		{name: "move to where the name is", do: move("animal|bird", "place|beach", ""), err: ErrClash},
		{name: "merge", do: merge("animal|cat", "animal|dog"), want: strings.Replace(strings.Replace(written, "\tcat,\n", "", 1), "a dog}\n", "a dog}\n\t\t{cat}\n", 1), moved: [2]string{"animal|cat", "animal|dog"}},
		{name: "merge with children", do: merge("place|beach|bird", "animal|bird"), moved: [2]string{"place|beach|bird", "animal|bird"}, want: strings.Replace(written, "\t\tbird\n", "", 1)},
		{name: "merge with itself", do: merge("animal", "animal"), err: ErrLoop},
		{name: "merge into a child", do: merge("animal", "animal|dog"), moved: [2]string{"animal|dog", "dog"}, want: "# my animals\n\ndog\n\t{animal}\n\t{hound}\n\t{= a photo of a dog}\n\t# the tame ones\n\n\tcat,\n\tbird\n\t\teagle\n# things\nplace\n\tbeach\n\t\tbird\n\n{!}\n"},
		{name: "merge into a child of a child", do: merge("animal", "animal|bird|eagle"), moved: [2]string{"animal|bird", "eagle|bird"}, want: strings.Replace(strings.Replace(written, "\t\teagle\n", "", 1), "\nanimal\n", "\neagle\n\t{animal}\n", 1)},
		{name: "merge into a child that has a twin above", text: "a\n\tb\n\t\tc\nb\n", do: merge("a", "a|b"), err: ErrClash},
		{name: "merge a heading", text: "a\n\t{!}\nb\nc\n", do: merge("a", "b"), err: ErrKinds},
		{name: "merge unites children", text: "a\n\tx\n\t\t1\n\ty\nb\n\tX\n\t\t2\n\tz\n", do: merge("b", "a"), moved: [2]string{"b|X|2", "a|x|2"}, want: "a\n\t{b}\n\tx\n\t\t1\n\t\t2\n\ty\n\tz\n"},
		{name: "merge a parent of its own name", text: "a\n\tb\n\t\tb\n\t\tc\nd\n", do: merge("a|b", "a"), moved: [2]string{"a|b|b", "a"}, want: "a\n\t{b}\n\tc\nd\n"},
		{name: "merge a child into its parent", do: merge("animal|bird", "animal"), moved: [2]string{"animal|bird|eagle", "animal|eagle"}, want: strings.Replace(strings.Replace(written, "\tbird\n\t\teagle\n", "\teagle\n", 1), "\nanimal\n", "\nanimal\n\t{bird}\n", 1)},
		{name: "delete keeps comments", do: remove("animal"), want: "# my animals\n\n\t# the tame ones\n# things\nplace\n\tbeach\n\t\tbird\n\n{!}\n"},
		{name: "delete the last tag", text: "a\n", do: remove("a"), err: ErrEmpty},
		{name: "one more synonym", do: set("animal|dog", func(t *Tag) { t.Synonyms = append(t.Synonyms, "doggy", "! ") }), want: strings.Replace(written, "a dog}\n", "a dog}\n\t\t{doggy}\n\t\t{\\!}\n", 1)},
		{name: "another prompt", do: set("animal|dog", func(t *Tag) { t.Prompts = []string{"a photo of a puppy"} }), want: strings.Replace(written, "a photo of a dog", "a photo of a puppy", 1)},
		{name: "no synonym", do: set("animal|dog", func(t *Tag) { t.Synonyms = nil }), want: strings.Replace(written, "\t\t{hound}\n", "", 1)},
		{name: "a heading whose children exclude each other", do: set("animal", func(t *Tag) { t.Heading, t.OneOf = true, true }), want: strings.Replace(written, "\nanimal\n", "\nanimal\n\t{!}\n\t{|}\n", 1)},
		{name: "no heading", do: set("place", func(t *Tag) { t.Heading = false }), want: strings.Replace(written, "\n{!}\n", "\n", 1)},
		{name: "private", do: set("animal|cat", func(t *Tag) { t.Unsaid = true }), want: strings.Replace(written, "\tcat,\n", "\t[cat]\n", 1)},
		{name: "a name in a language", do: set("animal|dog", func(t *Tag) { *t = t.WithName("de", "Hund").WithName("fr", "") }), want: strings.Replace(written, "a dog}\n", "a dog}\n\t\t{de= Hund}\n", 1)},
		{name: "another name in a language", text: "dog\n\t{fr= chien}\n\t{de=Hund}\n\t{^+}\n", do: set("dog", func(t *Tag) { *t = t.WithName("de", "Köter\n"); t.Parents = ParentsNeither }), want: "dog\n\t{fr= chien}\n\t{de= Köter}\n\t{^-}\n"},
		{name: "no name in a language", text: "dog\n\t{de= Hund}\n\t{en= hound}\n", do: set("dog", func(t *Tag) { *t = t.WithName("de", "").WithName("en", "") }), want: "dog\n"},
		{name: "merge keeps names in languages", text: "a\n\t{de= x}\nb\n\t{fr= y}\n\t{de= z}\n", do: merge("b", "a"), want: "a\n\t{de= x}\n\t{fr= y}\n\t{b}\n"},
		{name: "spaces of another editor", text: "a\n   b\n   c\n      d\n", do: move("a|c", "a|b", ""), want: "a\n   b\n      c\n         d\n"},
		{name: "tabs and spaces", text: "a\n\tb\n    c\nd\n", do: move("a", "d", ""), want: "d\n    a\n    \tb\n        c\n", moved: [2]string{"a|b", "d|a|b"}},
		{name: "Windows", text: "\ufeffa\r\n\tb\r\n", do: add("a", "", "c"), want: "\ufeffa\r\n\tb\r\n\tc\r\n"},
		{name: "no end of the last line", text: "a\n\tb", do: add("a", "", "c"), want: "a\n\tb\n\tc\n"},
		{name: "bars", text: "# x\na|b\na|c\n", do: rename("a|c", "d"), want: "# x\na\n\tb\n\td\n\t\t{c}\n"},
		{name: "a table", text: "path\tsynonyms\na|b\tx\n", do: add("a", "", "c"), want: "a\n\tb\n\t\t{x}\n\tc\n"},
	} {
		t.Run(c.name, func(t *testing.T) {
			text := c.text
			if text == "" {
				text = written
			}
			d := draft(t, text)
			after, moves, err := c.do(d)
			if !errors.Is(err, c.err) || c.err == nil && err != nil {
				t.Fatalf("error %v, want %v", err, c.err)
			}
			if c.err != nil {
				return
			}
			if got := after.Text(); got != c.want {
				t.Errorf("got\n%s\nwant\n%s", got, c.want)
			}
			if c.moved[0] != "" && moves[at(t, d, c.moved[0])] != at(t, after, c.moved[1]) {
				t.Errorf("%s did not go to %s: %v", c.moved[0], c.moved[1], moves)
			}
		})
	}
}

// FuzzDraft: whatever a list looks like, an edit of it does what it says, and no tag or comment but
// that edited is lost.
func FuzzDraft(f *testing.F) {
	for _, text := range []string{written, "a|b\na|c\n", " a\n  b\n\tc\n", "a\n\t{x}\n{y}\n[z]\n\tw\n", "path\tuse\na|b\theading\n", inLanguages, byAllNames} {
		f.Add([]byte(text), uint8(0), uint8(1), "new")
	}
	f.Fuzz(func(t *testing.T, data []byte, which, other uint8, name string) {
		d, err := NewDraft("fuzzed", data)
		if err != nil || len(d.Vocabulary.Tags) > 200 {
			return
		}
		n := len(d.Vocabulary.Tags)
		tag, to := int(which)%n, int(other)%n
		if again, err := NewDraft("fuzzed", []byte(d.Text())); err != nil || !slices.Equal(pathsOf(again.Vocabulary), pathsOf(d.Vocabulary)) {
			t.Fatalf("%v: reads back as %q, not %q", err, pathsOf(again.Vocabulary), pathsOf(d.Vocabulary))
		}
		check := func(act string, after *Draft, moves Moves, err error, more int) {
			if err != nil {
				return
			}
			if got := len(after.Vocabulary.Tags); got != n+more {
				t.Errorf("%s: %d tags, %d before:\n%s", act, got, n, after.Text())
			}
			if got, want := slices.Sorted(slices.Values(after.Vocabulary.comments())), slices.Sorted(slices.Values(d.Vocabulary.comments())); !slices.Equal(got, want) {
				t.Errorf("%s: comments %q, %q before", act, got, want)
			}
			for i, to := range moves {
				if i != tag && !sameName(after.Vocabulary.Tags[to].Name, d.Vocabulary.Tags[i].Name) {
					t.Errorf("%s: %q is %q now", act, d.Vocabulary.Tags[i].Name, after.Vocabulary.Tags[to].Name)
				}
			}
		}
		after, moves, _, err := d.Add(to, -1, name)
		check("add", after, moves, err, 1)
		after, moves, err = d.Rename(tag, name)
		check("rename", after, moves, err, 0)
		after, moves, err = d.Move(tag, to, -1)
		check("move", after, moves, err, 0)
	})
}
