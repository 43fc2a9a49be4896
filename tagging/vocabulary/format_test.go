package vocabulary

import (
	"fmt"
	"reflect"
	"slices"
	"strings"
	"testing"
)

// wholeVocabulary has all that a vocabulary can hold.
const wholeVocabulary = "animal\n\t{!}\n\t{creature}\n\tdog\n\t\t{hound}\n\t\t{puppy}\n\t\t{= a photo of a dog, a pet}\n\tcat\n[light]\n\tsunset\n\tgolden hour\nbeach\n"

// inLanguages has what tags say of other languages and of the tags above them, with signs that are
// names there.
const inLanguages = "Tier\n\t{|}\n\t{en= animal}\n\tKöter\n\t\t{^+}\n\t\t{en= dog}\n\t\t{de= Hund}\n\t\t{ja= 犬}\n\t\t{\\de= Wauwau}\n\t\t{xx= y}\n\tcat\n\t\t{^-}\n\t\t{fr= minet; minou}\n\t\t{\\^+}\n"

// byAllNames has tags whose other names go along, in all company that the sign can have, and a name
// that looks like it.
const byAllNames = "animal\n\t{!}\n\t{|}\n\t{^=}\n\tdog\n\t\t{^+}\n\t\t{^=}\n\t\t{de= Hund}\n\t\t{hound}\n\tcat\n\t\t{^=}\n\tfox\n\t\t{\\^=}\n[x]\n\t{^-}\n\t{^=}\n"

// TestTheSignOfOtherNamesComesBack: from the own form and from tables; Lightroom's has the names
// alone.
func TestTheSignOfOtherNamesComesBack(t *testing.T) {
	v := parse(t, byAllNames)
	if text := v.Text(Own); text != byAllNames {
		t.Errorf("%q", text)
	}
	for i, want := range []bool{true, true, true, false, true} {
		if v.Tags[i].ByAll != want {
			t.Errorf("%+v", v.Tags[i])
		}
	}
	for _, form := range []Form{TSV, CSV} {
		table, err := parseTable("list."+string(form), []byte(v.Text(form)))
		if err != nil || !reflect.DeepEqual(table.Tags, v.Tags) {
			t.Errorf("%s: %+v, %v\n%s", form, table.Tags, err, v.Text(form))
		}
	}
	if text := v.Text(Lightroom); text != "animal\n\tdog\n\t\t{hound}\n\tcat\n\tfox\n\t\t{^=}\n[x]\n" {
		t.Errorf("Lightroom: %q", text)
	}
}

// TestNamesInLanguagesComeBack: the own form and tables say all that a tag says, signs that are
// names stay names, and a name that says nothing is none.
func TestNamesInLanguagesComeBack(t *testing.T) {
	v := parse(t, inLanguages)
	if text := v.Text(Own); text != inLanguages {
		t.Errorf("%q, want %q", text, inLanguages)
	}
	dog, cat := v.Tags[1], v.Tags[2]
	if dog.English != "dog" || dog.Called("de") != "Hund" || dog.Called("fr") != "" || dog.Parents != ParentsAlways ||
		!slices.Equal(dog.Synonyms, []string{"de= Wauwau", "xx= y"}) {
		t.Errorf("%+v", dog)
	}
	if cat.Parents != ParentsNeither || cat.Called("fr") != "minet; minou" || !slices.Equal(cat.Synonyms, []string{"^+"}) {
		t.Errorf("%+v", cat)
	}
	for _, form := range []Form{TSV, CSV} {
		table, err := parseTable("list."+string(form), []byte(v.Text(form)))
		if err != nil || !reflect.DeepEqual(table.Tags, v.Tags) {
			t.Errorf("%s: %+v, %v\n%s", form, table.Tags, err, v.Text(form))
		}
	}
	if text := v.Text(Lightroom); strings.ContainsAny(text, "=犬") && !strings.Contains(text, "{xx= y}") || strings.Contains(text, "{en=") {
		t.Errorf("Lightroom would take a name in a language for a synonym: %q", text)
	}
	if empty := parse(t, "dog\n\t{de= }\n"); len(empty.Tags[0].Names) > 0 || len(empty.Tags[0].Synonyms) > 0 {
		t.Errorf("%+v", empty.Tags[0])
	}
}

func TestTheOwnFormComesBack(t *testing.T) {
	if text := parse(t, wholeVocabulary).Text(Own); text != wholeVocabulary {
		t.Errorf("%q, want %q", text, wholeVocabulary)
	}
	for _, name := range BuiltIn() {
		v, err := Load(name)
		if err != nil {
			t.Fatal(err)
		}
		own, err := Parse(name, []byte(v.Text(Own)))
		if err != nil {
			t.Fatal(err)
		}
		table, err := parseTable(name, []byte(v.Text(TSV)))
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

// pathsOf are all that is known of each tag, in order of paths; a tag that stands twice under one
// parent counts once.
func pathsOf(v *Vocabulary) []string {
	var all []string
	for i, t := range v.Tags {
		all = append(all, fmt.Sprint(v.fullPath(i), t.Heading, t.Unsaid, t.Prompts, t.OneOf, t.Parents, t.ByAll, t.called()))
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
	v, err := parseTable("x.tsv", []byte("\ufeffbird|crow\tcorvid;  rook\r\nbird\r\nsea\n"))
	if err != nil {
		t.Fatal(err)
	}
	if text := v.Text(Own); text != "bird\n\tcrow\n\t\t{corvid}\n\t\t{rook}\nsea\n" {
		t.Errorf("%q", text)
	}
	for _, bad := range []string{"", "path\tsynonyms\n", "\xff\xfe", "a\x00b\n"} {
		if _, err := parseTable("x.tsv", []byte(bad)); err == nil {
			t.Errorf("%q is a vocabulary", bad)
		}
	}
}

func FuzzParseTable(f *testing.F) {
	f.Add([]byte("path\tsynonyms\tprompts\tuse\na|b\tc; d\te\theading\n"))
	f.Add([]byte("path\tsynonyms\tuse\na|b\tc; d\theading one of with parents with other names\nx\ty\twith other names\n"))
	f.Add([]byte("\"a\nb\"\t\"\n|\t;\t;\n"))
	f.Fuzz(func(t *testing.T, data []byte) {
		v, err := parseTable("x", data)
		if err != nil {
			return
		}
		for form, parse := range map[Form]func(string, []byte) (*Vocabulary, error){TSV: parseTable, Own: Parse} {
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
	want := "animal\n\tdog\n\t\t{hound}\n\t\t{puppy}\n\t\t{= my dog}\n\tcat\n\t\t{puppy}\n\tsea\n\t\tfoam\nsea\nhound\n"
	if text := merged.Text(Own); text != want {
		t.Errorf("%q, want %q", text, want)
	}
	var all []string
	for _, c := range changes {
		line := string(c.Change) + " " + c.Path
		if c.Twice {
			line += " (twice)"
		}
		all = append(all, line)
	}
	if got := strings.Join(all, ", "); got != "same animal, merged animal|Dog, new animal|cat, new animal|sea (twice), new animal|sea|foam, same sea, new hound" {
		t.Error(got)
	}
	if mine.Text(Own) != "animal\n\tdog\n\t\t{hound}\n\t\t{= my dog}\nsea\n" {
		t.Error("the merge has changed what it began with")
	}
	if merged, _ := (&Vocabulary{Name: "new"}).Merge(theirs); merged.Text(Own) != theirs.Text(Own) {
		t.Errorf("a new vocabulary is %q", merged.Text(Own))
	}
}

// TestMergeLosesNoName: of two lists every word is there afterwards, and a tag that was renamed is
// one.
func TestMergeLosesNoName(t *testing.T) {
	for _, c := range []struct{ mine, theirs, want, change string }{
		{"fall\n", "autumn\n\t{fall}\n", "autumn\n\t{fall}\n", "merged autumn"},
		{"water\n\tfall\n", "season\n\tautumn\n\t\t{fall}\n", "water\n\tfall\nseason\n\tautumn\n\t\t{fall}\n", "new season, new season|autumn"},
		{"dog\n\tpuppy\n", "hound\n\t{dog}\n", "hound\n\t{dog}\n\tpuppy\n", "merged hound"},
		{"hound\n\t{dog}\n", "dog\n\tpuppy\n", "hound\n\t{dog}\n\tpuppy\n", "same dog, new dog|puppy"},
		{"dog\n", "dog\nhound\n\t{dog}\n", "dog\nhound\n\t{dog}\n", "same dog, new hound"},
		{"fruit\n\torange\n", "colour\n\torange\nfruit\n\torange\n", "fruit\n\torange\ncolour\n\torange\n", "new colour, new colour|orange, same fruit, same fruit|orange"},
		{"bird\n\tturkey\n", "Turkey\n\tIstanbul\n", "bird\n\tturkey\nTurkey\n\tIstanbul\n", "new Turkey, new Turkey|Istanbul"},
		{"turkey\n", "Turkey\n\tIstanbul\nturkey\n", "turkey\nTurkey\n\tIstanbul\n", "new Turkey, new Turkey|Istanbul, same turkey"},
		{"dog\n\t{hound}\n", "dog\n\t{hound}\n\thound\n", "dog\n\t{hound}\n\thound\n", "same dog, new dog|hound"},
		{"# mine\n\nsea\n", "# theirs\nsea\n# more\nlake\n", "# mine\n\n# theirs\nsea\n# more\nlake\n", "same sea, new lake"},
	} {
		mine, theirs := parse(t, c.mine), parse(t, c.theirs)
		merged, changes := mine.Merge(theirs)
		var all []string
		for _, change := range changes {
			all = append(all, string(change.Change)+" "+change.Path)
		}
		if text := merged.Text(Own); text != c.want || strings.Join(all, ", ") != c.change {
			t.Errorf("%q and %q: %q, %s\nwant %q, %s", c.mine, c.theirs, text, strings.Join(all, ", "), c.want, c.change)
		}
		for _, v := range []*Vocabulary{mine, theirs} {
			for _, tag := range v.Tags {
				for _, name := range append([]string{tag.Name}, tag.Synonyms...) {
					if _, ok := merged.Find(name); !ok {
						t.Errorf("%q and %q: %q is lost", c.mine, c.theirs, name)
					}
				}
			}
		}
	}
}

// TestATableKeepsNamesWithCommas: whether or not a tag has several, what is written of a table says
// the same when it is read back.
func TestATableKeepsNamesWithCommas(t *testing.T) {
	for _, list := range []string{
		"Paris\n\t{Paris, France}\n",
		"Paris\n\t{Paris, France}\ndog\n\t{hound}\n\t{puppy}\n",
		"巴黎\n\t{巴黎，法国}\n\t{a;b}\n",
		"back\n\t{a\\,b}\n",
	} {
		v, err := Parse("names", []byte(list))
		if err != nil {
			t.Fatal(err)
		}
		for _, form := range []Form{CSV, TSV} {
			again, err := parseTable("names."+string(form), []byte(v.Text(form)))
			if err != nil || again.Text(Own) != list {
				t.Errorf("%q as %s became %q, %v: %q", list, form, again.Text(Own), err, v.Text(form))
			}
		}
	}
}
