package tagging

import (
	"fmt"
	"reflect"
	"slices"
	"strings"
	"testing"
)

// wholeVocabulary has all that a vocabulary can hold.
const wholeVocabulary = "animal\n\t{!}\n\t{creature}\n\tdog\n\t\t{hound}\n\t\t{puppy}\n\t\t{= a photo of a dog, a pet}\n\tcat\n[light]\n\tsunset\n\tgolden hour\nbeach\n"

func TestTheOwnFormComesBack(t *testing.T) {
	if text := parse(t, wholeVocabulary).Text(Own); text != wholeVocabulary {
		t.Errorf("%q, want %q", text, wholeVocabulary)
	}
	for _, name := range BuiltIn() {
		v, err := LoadVocabulary(name)
		if err != nil {
			t.Fatal(err)
		}
		own, err := ParseVocabulary(name, []byte(v.Text(Own)))
		if err != nil {
			t.Fatal(err)
		}
		table, err := ParseTable(name, []byte(v.Text(TSV)))
		if err != nil {
			t.Fatal(err)
		}
		if !reflect.DeepEqual(table.Tags, v.Tags) {
			t.Errorf("%s: the table has other tags", name)
		}
		if got, want := pathsOf(own), pathsOf(v); !slices.Equal(got, want) {
			t.Errorf("%s: the text has %d tags, the vocabulary %d", name, len(got), len(want))
		}
	}
}

// pathsOf are all that is known of each tag, in order of paths; a tag that stands twice under one parent counts once.
func pathsOf(v *Vocabulary) []string {
	var all []string
	for i, t := range v.Tags {
		all = append(all, fmt.Sprint(v.fullPath(i), t.Heading, t.Unsaid, t.Prompts))
	}
	slices.Sort(all)
	return slices.Compact(all)
}

func TestOtherForms(t *testing.T) {
	v := parse(t, wholeVocabulary)
	lightroom := "animal\n\t{creature}\n\tdog\n\t\t{hound}\n\t\t{puppy}\n\tcat\n[light]\n\tsunset\n\tgolden hour\nbeach\n"
	if text := v.Text(Lightroom); text != lightroom {
		t.Errorf("Lightroom: %q", text)
	}
	if text := v.Text(Plain); text != "dog\ncat\nsunset\ngolden hour\nbeach\n" {
		t.Errorf("plain: %q", text)
	}
	table := "path\tsynonyms\tprompts\tuse\nanimal\tcreature\t\theading\nanimal|dog\thound; puppy\ta photo of a dog, a pet\t\nanimal|cat\t\t\t\nlight\t\t\tcategory\n"
	if text := v.Text(TSV); !strings.HasPrefix(text, table) {
		t.Errorf("TSV: %q", text)
	}
}

func TestParseTable(t *testing.T) {
	v, err := ParseTable("x.tsv", []byte("\ufeffbird|crow\tcorvid;  rook\r\nbird\r\nsea\n"))
	if err != nil {
		t.Fatal(err)
	}
	if text := v.Text(Own); text != "bird\n\tcrow\n\t\t{corvid}\n\t\t{rook}\nsea\n" {
		t.Errorf("%q", text)
	}
	for _, bad := range []string{"", "path\tsynonyms\n", "\xff\xfea\x00"} {
		if _, err := ParseTable("x.tsv", []byte(bad)); err == nil {
			t.Errorf("%q is a vocabulary", bad)
		}
	}
}

func FuzzParseTable(f *testing.F) {
	f.Add([]byte("path\tsynonyms\tprompts\tuse\na|b\tc; d\te\theading\n"))
	f.Add([]byte("\"a\nb\"\t\"\n|\t;\t;\n"))
	f.Fuzz(func(t *testing.T, data []byte) {
		v, err := ParseTable("x", data)
		if err != nil {
			return
		}
		for form, parse := range map[Form]func(string, []byte) (*Vocabulary, error){TSV: ParseTable, Own: ParseVocabulary} {
			again, err := parse("x", []byte(v.Text(form)))
			if err != nil || !slices.Equal(pathsOf(again), pathsOf(v)) {
				t.Errorf("%q comes back from %q as %+v, %v", pathsOf(v), v.Text(form), again, err)
			}
		}
	})
}

func TestMerge(t *testing.T) {
	mine := parse(t, "animal\n\tdog\n\t\t{hound}\n\t\t{= my dog}\nsea\n")
	theirs := parse(t, "animal\n\tDog\n\t\t{puppy}\n\t\t{hound}\n\t\t{= another}\n\tcat\n\t\t{puppy}\n\tsea\n\t\tfoam\nsea\nhound\n")
	merged, changes := mine.Merge(theirs)
	want := "animal\n\tdog\n\t\t{hound}\n\t\t{puppy}\n\t\t{= my dog}\n\tcat\nsea\n"
	if text := merged.Text(Own); text != want {
		t.Errorf("%q, want %q", text, want)
	}
	var all []string
	for _, c := range changes {
		all = append(all, string(c.Change)+" "+c.Path)
		if (c.Change == ImportConflict) != (c.Why != "") {
			t.Errorf("%+v", c)
		}
	}
	if got := strings.Join(all, ", "); got != "same animal, merged animal|Dog, new animal|cat, conflict animal|sea, conflict animal|sea|foam, same sea, conflict hound" {
		t.Error(got)
	}
	if mine.Text(Own) != "animal\n\tdog\n\t\t{hound}\n\t\t{= my dog}\nsea\n" {
		t.Error("the merge has changed what it began with")
	}
	empty := &Vocabulary{Name: "new"}
	if merged, _ := empty.Merge(theirs); !slices.Equal(pathsOf(merged), slices.DeleteFunc(pathsOf(theirs), func(p string) bool { return strings.HasPrefix(p, "seafalse") || strings.HasPrefix(p, "hound") })) {
		t.Errorf("%q", merged.Text(Own))
	}
}
