package vocabulary

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"catchlight/library"
)

// TestUnite: a word of several lists is one tag, the first list wins, and nothing of the others is
// lost.
func TestUnite(t *testing.T) {
	for name, c := range map[string]struct {
		lists []string
		want  string // our own form, without what each is in English
	}{
		"apart":                 {[]string{"dog\n", "cat\n", "fox\n"}, "dog\ncat\nfox\n"},
		"the same place":        {[]string{"animal\n\tdog\n", "Animal\n\tdog\n\tcat\n"}, "animal\n\tdog\n\tcat\n"},
		"elsewhere":             {[]string{"animal\n\tdog\n\tcat\n", "dog\n\tpuppy\n"}, "animal\n\tdog\n\t\tpuppy\n\tcat\n"},
		"elsewhere, turned":     {[]string{"dog\n\tpuppy\n", "animal\n\tdog\n\tcat\n"}, "dog\n\tpuppy\nanimal\n\tcat\n"},
		"a synonym there":       {[]string{"dog\n\t{hound}\n", "hound\n\tbasset\n"}, "dog\n\t{hound}\n\tbasset\n"},
		"a synonym here":        {[]string{"dog\n", "pets\n\thound\n\t\t{dog}\n"}, "dog\n\t{hound}\npets\n"},
		"two there":             {[]string{"dog\n\t{hound}\n", "dog\nhound\n"}, "dog\n\t{hound}\nhound\n"},
		"a common synonym":      {[]string{"dog\n\t{pet}\n", "cat\n\t{pet}\n"}, "dog\n\t{pet}\ncat\n\t{pet}\n"},
		"the first prompt":      {[]string{"crane\n\t{= a bird}\n", "crane\n\t{= a machine}\n\t{Grus}\n"}, "crane\n\t{Grus}\n\t{= a bird}\n"},
		"a prompt alone":        {[]string{"crane\n", "crane\n\t{= a machine}\n"}, "crane\n\t{= a machine}\n"},
		"a heading":             {[]string{"animal\n\t{!}\n\tdog\n", "animal\n"}, "animal\n\tdog\n"},
		"a heading in both":     {[]string{"animal\n\t{!}\n\tdog\n", "animal\n\t{!}\n\tcat\n"}, "animal\n\t{!}\n\tdog\n\tcat\n"},
		"a category and a tag":  {[]string{"[light]\n\tsunset\n", "light\n\tdusk\n", "[light]\n\tdawn\n"}, "[light]\n\tsunset\n\tdawn\nlight\n\tdusk\n"},
		"two places":            {[]string{"bird\n\tcrane\nmachine\n\tcrane\n", "machine\n\tcrane\n\t\ttower\ncrane\n"}, "bird\n\tcrane\nmachine\n\tcrane\n\t\ttower\n"},
		"exclusive":             {[]string{"place\n\tbeach\n", "place\n\t{|}\n\tcity\n"}, "place\n\tbeach\n\tcity\n"},
		"marks and languages":   {[]string{"a\n\t{de= x}\n", "a\n\t{de= y}\n\t{fr= z}\n\t{^+}\n"}, "a\n\t{^+}\n\t{de= x}\n\t{fr= z}\n"},
		"a tag below its child": {[]string{"animal\n\tdog\n", "dog\n\tanimal\n\t\tcat\n"}, "animal\n\tdog\n\tcat\n"},
	} {
		var lists []*Vocabulary
		for _, text := range c.lists {
			lists = append(lists, parse(t, text))
		}
		u := Unite(lists...)
		for i := range u.Tags {
			if up := u.Tags[i].Parent; up >= i {
				t.Errorf("%s: %q stands before what it is below", name, u.Path(i))
			}
			u.Tags[i].English = ""
		}
		if got := u.Text(Own); got != c.want {
			t.Errorf("%s:\n%s\nwant\n%s", name, got, c.want)
		}
		for i, text := range c.lists {
			if again := parse(t, text).Text(Own); again != lists[i].Text(Own) {
				t.Errorf("%s: list %d was changed: %s", name, i, lists[i].Text(Own))
			}
		}
	}
}

// TestUniteKeepsWhatIsShown: a model is shown for each word what it was shown by its own list,
// whatever language the others are in, and the sense that the tags around it say.
func TestUniteKeepsWhatIsShown(t *testing.T) {
	german, english := parse(t, "Hund\nKatze\nBoot\nRock\nZug\nVogel\n\tKranich\n"), parse(t, "dog\nboot\nrock\nbird\n\tcrane\n")
	for _, lists := range [][]*Vocabulary{{german, english}, {english, german}} {
		u := Unite(lists...)
		for _, v := range lists {
			for i, tag := range v.Tags {
				at, ok := u.Find(tag.Name)
				if !ok || u.Tags[at].Name == tag.Name && u.English(at) != v.English(i) {
					t.Errorf("%q is shown as %q, want %q", tag.Name, u.English(at), v.English(i))
				}
			}
		}
	}
	if one := Unite(german); one != german {
		t.Error("one list alone is another")
	}
}

// TestLoadTogether: what can be read of several holds, with the error of the others; the settings say
// which, each once and no more than can be on.
func TestLoadTogether(t *testing.T) {
	lib, err := library.Open(t.TempDir() + "/library.db")
	if err != nil {
		t.Fatal(err)
	}
	defer lib.Close()
	own := lib.Vocabularies()
	for name, text := range map[string]string{"a": "dog\n\t{de= Köter}\n", "b": "cat\n", "c": "fox\n"} {
		if err := own.Keep(name, text); err != nil {
			t.Fatal(err)
		}
	}
	for _, c := range []struct {
		on     []string
		want   string
		failed bool
	}{{[]string{"a", "b"}, "[Köter cat]", false}, {[]string{"b", "none", "a"}, "[cat Köter]", true}, {[]string{"none"}, "", true}, {[]string{"b"}, "[cat]", false}} {
		v, err := LoadTogether(own, c.on, "de")
		got := ""
		if v != nil {
			var names []string
			for _, tag := range v.Tags {
				names = append(names, tag.Name)
			}
			got = fmt.Sprint(names)
		}
		if got != c.want || (err != nil) != c.failed {
			t.Errorf("%q: %s, %v", c.on, got, err)
		}
	}
	var set library.Settings
	for _, c := range []struct{ use, want []string }{
		{nil, []string{Essentials}},
		{[]string{"a"}, []string{"a"}},
		{[]string{"a", "b", "a", "c", "d"}, []string{"a", "b", "c"}},
	} {
		if Use(&set, c.use); !slices.Equal(InUse(set), c.want) {
			t.Errorf("%q: %q", c.use, InUse(set))
		}
	}
}

// FuzzUnite: whatever lists are, each tag of each is found in their union, what stands below it
// comes right behind it, and uniting with itself adds nothing.
func FuzzUnite(f *testing.F) {
	for _, text := range []string{written, inLanguages, wholeVocabulary, "a|b\nb|a\n", "[x]\n\tx\n\t\t{y}\ny\n"} {
		f.Add(text, wholeVocabulary)
		f.Add(inLanguages, text)
	}
	f.Fuzz(func(t *testing.T, first, second string) {
		a, err := Parse("a", []byte(first))
		if err != nil || len(a.Tags) > 200 {
			return
		}
		b, err := Parse("b", []byte(second))
		if err != nil || len(b.Tags) > 200 {
			return
		}
		u := Unite(a, b)
		for _, v := range []*Vocabulary{a, b} {
			for _, tag := range v.Tags {
				if _, ok := u.Find(tag.Name); !ok {
					t.Errorf("%q is lost", tag.Name)
				}
			}
		}
		for i, tag := range u.Tags {
			if tag.Parent >= i || i > 0 && !u.IsBelow(i-1, tag.Parent) && tag.Parent >= 0 {
				t.Errorf("%q does not stand behind what it is below", u.Path(i))
			}
		}
		if again := Unite(a, a); len(again.Tags) != len(a.Tags) {
			t.Errorf("%q with itself has %d tags, not %d", first, len(again.Tags), len(a.Tags))
		}
	})
}

// TestWhatTheFirstListKeepsPrivateStaysPrivate: a word that it keeps out of files is put into none
// because a later list has it too, and is not suggested; the other way round the first says what
// holds, as of everything.
func TestWhatTheFirstListKeepsPrivateStaysPrivate(t *testing.T) {
	const private, plain = "sea\n[Oma]\n", "people\n\toma\n\t\t{^=}\n\t\t{granny}\n"
	for name, c := range map[string]struct {
		lists   []string
		private bool
		written string
	}{
		"private first":        {[]string{private, plain}, true, "[Oma]"},
		"private first of all": {[]string{private, plain, "Oma\n"}, true, "[Oma]"},
		"private among others": {[]string{"cat\n", private, plain}, true, "[Oma]"},
		"at the same place":    {[]string{private, "oma\nsea\n"}, true, "[Oma]"},
		"private last":         {[]string{plain, private}, false, "people|{^granny}|oma"},
		"above others":         {[]string{private, "oma\n\toma's garden\n"}, false, "oma"},
	} {
		var lists []*Vocabulary
		for _, text := range c.lists {
			lists = append(lists, parse(t, text))
		}
		v := Unite(lists...)
		i, ok := v.Find("OMA")
		if !ok || v.isPrivate(i) != c.private || v.Written(i) != c.written || v.Tags[i].Heading != c.private {
			t.Errorf("%s: %q, %+v", name, v.Written(i), v.Tags[i])
		}
	}
}

// TestAFileOfOneLineIsItsWords wherever it is named, as it is when it is imported; a list of the
// user's own, and a line that is one word, stay as they are.
func TestAFileOfOneLineIsItsWords(t *testing.T) {
	own := library.VocabulariesBeside(filepath.Join(t.TempDir(), "library.db"))
	if err := own.Keep("mine", "Paris, France\n"); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct{ text, want string }{
		{"dog, cat, tree", "dog|cat|tree"},
		{"dog; \"Paris, France\"; cat\n", "dog|Paris, France|cat"},
		{"犬、猫", "犬|猫"},
		{"dog,cat\ntree\n", "dog,cat|tree"},
		{"golden retriever\n", "golden retriever"},
		{"", "Paris, France"}, // mine
	} {
		name := "mine"
		if c.text != "" {
			name = filepath.Join(t.TempDir(), "list.txt")
			if err := os.WriteFile(name, []byte(c.text), 0o600); err != nil {
				t.Fatal(err)
			}
		}
		alone, err := LoadNamed(own, name)
		if err != nil {
			t.Fatal(err)
		}
		together, err := NamedTogether(own, []string{name}, "")
		if err != nil {
			t.Fatal(err)
		}
		for _, v := range []*Vocabulary{alone, together} {
			var names []string
			for _, tag := range v.Tags {
				names = append(names, tag.Name)
			}
			if got := strings.Join(names, "|"); got != c.want {
				t.Errorf("%q: %s, want %s", c.text, got, c.want)
			}
		}
	}
}
