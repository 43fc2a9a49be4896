package vocabulary

import (
	"encoding/binary"
	"slices"
	"strings"
	"testing"
	"unicode/utf16"

	"catchlight/library"
	"catchlight/library/keywords"
)

// utf16Text is a text as Windows programs save it.
func utf16Text(order binary.AppendByteOrder, text string) string {
	var data []byte
	for _, unit := range utf16.Encode([]rune(text)) {
		data = order.AppendUint16(data, unit)
	}
	return string(data)
}

// TestListsOfOtherPrograms: lists as programs, agencies and museums write them. own is what they
// are in our own form; says are words of what is told, "" where an export gives the same bytes.
func TestListsOfOtherPrograms(t *testing.T) {
	for name, c := range map[string]struct{ file, text, own, says string }{
		"Lightroom": {"lr.txt", "[WHAT]\n\tanimal\n\t\tdog\n\t\t\t{hound}\n\t\t\t{canis familiaris}\n\t#1 fan\n\t\tfoam finger\n[WHO]\n\tAnna\n", "", ""},
		"Lightroom, one name at several places": {
			"lr.txt", "colour\n\torange\nfruit\n\torange\nbird\n\tturkey\nTurkey\n\tIstanbul\nturkey\n", "", "",
		},
		"Lightroom, a child named as its parent's synonym": {"lr.txt", "dog\n\t{hound}\n\thound\n\t\tbasset\n", "", ""},
		"Lightroom, a private leaf":                        {"lr.txt", "animal\n\tdog\n\t[Rex]\n", "", "“Rex”"},
		"Lightroom on Windows": {
			"lr.txt", byteOrderMark + "animal\r\n\tdog\r\n", "animal\n\tdog\n", "byte order mark",
		},
		"Photo Mechanic":        {"pm.txt", "animal\n\tdog\n\t\t{hound}\n\t[breeds]\n\t\tpoodle\n", "", ""},
		"Controlled Vocabulary": {"cv.txt", "[~ANIMALS]\n\tmammal\n\t\t{mammalia}\n\t\t~dog\n\t\t\t{canine}\n", "", ""},
		"darktable":             {"dt.txt", "[places]\n\tRome\n\t\t{Roma}\n\t\tForum\n", "", ""},
		"darktable, synonyms below the children": {
			"dt.txt", "places\n\tRome\n\t\tForum\n\t\t\tarch\n\t\t{Roma}\n", "places\n\tRome\n\t\t{Roma}\n\t\tForum\n\t\t\tarch\n", "another order",
		},
		"Bridge": {"bridge.txt", "[Events]\n\tBirthday\n\tGraduation\n[People]\n\tMatthew\n\tRyan\n", "", ""},
		"hashtags, and comments of our own": {
			"own.txt", "# for Instagram\n#nofilter\n\n#\n## places\nsea\n\t# of all\n\tbay\n\\# sharp\n# end\n", "", "“# for Instagram”",
		},
		"children of a comment": {
			"own.txt", "sports\n\tfootball\n# Fans\n\tfoam finger\n", "sports\n\tfootball\n# Fans\n\tfoam finger\n", "“# Fans” stands under",
		},
		"spaces, four to a level": {
			"a.txt", "Animals\n    dog\n    cat\n        kitten\nPlaces\n    Rome\n", "Animals\n\tdog\n\tcat\n\t\tkitten\nPlaces\n\tRome\n", "4 to a level",
		},
		"spaces, two to a level, and tabs": {
			"a.txt", "Animals\n  cat\n    kitten\n\t\tgrey kitten\n\u00a0\u00a0dog\n", "Animals\n\tcat\n\t\tkitten\n\t\tgrey kitten\n\tdog\n", "2 to a level",
		},
		"one space to a level":          {"a.txt", "Animals\n cat\n  kitten\n", "Animals\n\tcat\n\t\tkitten\n", "1 to a level"},
		"a sentence cut at its commas":  {"a.txt", "dog,\n cat,\n sea\n", "dog\ncat\nsea\n", "line 1: dog,"},
		"a tab within a name":           {"a.txt", "hot\tdog\n\tmustard\n", "hot dog\n\tmustard\n", "tab within a name"},
		"braces without a tag, nothing": {"a.txt", "{lost}\n[]\n{}\nsea\n", "sea\n", "lines 1, 2, 3"},
		"a name twice":                  {"a.txt", "sea\nlake\nsea\n", "sea\nlake\n", "line 3: sea"},
		"no end":                        {"a.txt", "sea\nlake", "sea\nlake\n", "no end"},
		"letters with separate accents": {"a.txt", "cafe\u0301\n", "caf\u00e9\n", "separate accents"},
		"UTF-16 LE with mark":           {"a.txt", utf16Text(binary.LittleEndian, "\ufeffcafé\r\n\t猫\r\n"), "café\n\t猫\n", "UTF-16 (little"},
		"UTF-16 BE with mark":           {"a.txt", utf16Text(binary.BigEndian, "\ufeffcafé\n\tdog\n"), "café\n\tdog\n", "UTF-16 (big"},
		"UTF-16 without mark":           {"a.txt", utf16Text(binary.LittleEndian, "café\n\tdog\n"), "café\n\tdog\n", "UTF-16"},
		"Mac Roman":                     {"a.txt", "K\x8afer\r\tni\x96o\r\xe5 la carte\r", "Käfer\n\tniño\nÂ la carte\n", "Mac Roman (line 1: Käfer)"},
		"Windows-1252":                  {"a.txt", "caf\xe9\n\t\x80 coins\nnaïve\n", "café\n\t€ coins\nnaïve\n", "line 1: café"},
		"a table of our own":            {"a.tsv", "path\tsynonyms\tprompts\tuse\ncrane\theron; a\\; b\ta photo of a crane; a bird | a crane in flight\t\nlight\t\t\tcategory\nlight|sunset\t\t\t\n", "crane\n\t{heron}\n\t{a; b}\n\t{= a photo of a crane; a bird}\n\t{= a crane in flight}\n[light]\n\tsunset\n", ""},
		"an agency's table": {
			"a.csv", "id,keyword,category,synonyms\n7,dog,animals,\"hound; puppy\"\n8,orange,fruit,\n9,orange,colours,\n", "[animals]\n\tdog\n\t\t{hound}\n\t\t{puppy}\n[fruit]\n\torange\n[colours]\n\torange\n", "“id”",
		},
		"the same as text from a spreadsheet": {
			"a.txt", "Keyword\tParent\tSynonyms\ndog\tanimal\thound\nanimal\t\t\n", "animal\n\tdog\n\t\t{hound}\n", "columns path",
		},
		"an agency's line":  {"a.csv", "dog,cat,hot dog\n", "dog\ncat\nhot dog\n", "columns path"},
		"one column":        {"a.csv", "Keyword\ndog\ncat\n", "dog\ncat\n", "columns path"},
		"a museum's levels": {"a.csv", "Level 1;Level 2;Level 3\nFurnishings;Bedding;Blanket\n;;Quilt\n;Lamps;\n", "Furnishings\n\tBedding\n\t\tBlanket\n\t\tQuilt\n\tLamps\n", "columns path"},
		"a museum's thesaurus": {
			"a.csv", "Preferred term,Broader term,Use for,Scope note\nbench,seat,\"settle; form\",long\nseat,furniture,,\n", "furniture\n\tseat\n\t\tbench\n\t\t\t{settle}\n\t\t\t{form}\n", "“Scope note”",
		},
		"cells as indentation": {"a.csv", "Animals,,\n,dog,\n,cat,\n,,kitten\n", "Animals\n\tdog\n\tcat\n\t\tkitten\n", "columns path"},
	} {
		v, err := parseFile(c.file, []byte(c.text))
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		if c.own == "" {
			c.own = c.text
		}
		if own := v.Text(Own); own != c.own {
			t.Errorf("%s: %q\nwant %q", name, own, c.own)
		}
		told := strings.Join(v.Compare(c.file, []byte(c.text)), " ")
		if !strings.Contains(told, c.says) || c.says == "" && told != "" {
			t.Errorf("%s: told %q, want %q", name, told, c.says)
		}
		if same := v.Text(v.formRead()) == c.text; !same && told == "" {
			t.Errorf("%s: an export is another, and nothing is told", name)
		}
	}
}

// FuzzCompare: whatever a list is, its export in the same form has the same bytes, or a sentence
// says what will differ.
func FuzzCompare(f *testing.F) {
	for _, text := range []string{sampleVocabulary, "a\n  b\n", "#x\n# y\n\tz\n", "keyword,synonyms\na,b\n", "\xff\xfea\x00\n\x00", "a\tb\n{c\n[d]\n", inLanguages} {
		f.Add(text, uint8(0))
		f.Add(text, uint8(1))
		f.Add(text, uint8(2))
	}
	files := []string{"a.txt", "a.csv", "a.tsv"}
	f.Fuzz(func(t *testing.T, text string, kind uint8) {
		file := files[int(kind)%len(files)]
		v, err := parseFile(file, []byte(text))
		if err != nil {
			return
		}
		if export := v.Text(v.formRead()); export != text && len(v.Compare(file, []byte(text))) == 0 {
			t.Errorf("%q is exported as %q, and nothing is told", text, export)
		}
	})
}

// TestLimitsOfLists: what no list is like is refused with the line and what to do.
func TestLimitsOfLists(t *testing.T) {
	for text, want := range map[string]string{
		strings.Repeat("a|", 20_000) + "a\n":         "line 1: Catchlight reads up to 100 levels",
		"sea\n" + strings.Repeat("x", 2000) + "\n":   "line 2: a name of 2000 letters",
		"sea\n\t{" + strings.Repeat("x", 2000) + "}": "line 2: a name of 2000 letters",
	} {
		if _, err := Parse("words.txt", []byte(text)); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%.20q…: %v, want %q", text, err, want)
		}
	}
	var deep strings.Builder
	for level := range mostLevels + 1 {
		deep.WriteString(strings.Repeat("\t", level) + "a\n")
	}
	if _, err := Parse("words.txt", []byte(deep.String())); err == nil {
		t.Error("a hundred and one levels are read")
	}
	v := parse(t, "dog\n"+strings.Repeat("\t{hound}\n", 200_000))
	if text := v.Text(Own); len(v.Tags[0].Synonyms) != 200_000 || len(text) != len("dog\n")+200_000*len("\t{hound}\n") {
		t.Errorf("%d synonyms in %d bytes", len(v.Tags[0].Synonyms), len(text))
	}
}

// TestOtherNamesStandForTheTag: a photo of a hound gets no dog, unless a hound is something else.
func TestOtherNamesStandForTheTag(t *testing.T) {
	v := parse(t, "dog\n\t{hound}\n\t{Puppy}\ncat\n\t{puppy}\nbasset\n\t{hound dog}\nhound dog\n[light]\n\tnight\n\t\tmoon\n")
	for _, c := range []struct {
		words, name string
		has         bool
	}{
		{"hound", "dog", true},
		{"HOUND", "Dog", true},
		{"puppy", "dog", true},
		{"puppy", "cat", false},
		{"dog", "hound", false},
		{"hound dog", "basset", false},
		{"sea", "dog", false},
		{"anything", "anything", true},
	} {
		if has := v.Has(keywordsOf(c.words), c.name); has != c.has {
			t.Errorf("%s on a photo of %s: %v", c.name, c.words, has)
		}
	}
	dog, _ := v.Find("dog")
	if names := v.OtherNames(dog); !slices.Equal(names, []string{"hound", "puppy"}) {
		t.Errorf("%q", names)
	}
	moon, _ := v.Find("moon")
	if path, written := v.Path(moon), v.Written(moon); path != "night|moon" || written != "[light]|night|moon" {
		t.Errorf("%q, written %q", path, written)
	}
}

// TestPrivateTagsSayThatTheyAre: what stands in brackets and orders nothing, wherever it stands;
// decisions keep it so that no write takes them.
func TestPrivateTagsSayThatTheyAre(t *testing.T) {
	v := parse(t, "family\n\t[Oma]\n\tholiday\n[Opa]\n[light]\n\tnight\n\\[odd]\n[later]\nsea\n[later]\n\tfog\n")
	for name, want := range map[string]string{
		"family": "", "Oma": "family|[Oma]", "holiday": "family|holiday", "Opa": "[Opa]", "light": "", "night": "[light]|night", "[odd]": "", "later": "",
	} {
		i, ok := v.Find(name)
		if got := v.Hierarchy(i); !ok || got != want {
			t.Errorf("%s: %q, want %q", name, got, want)
		}
		if d := v.decisionOn(&library.Photo{}, i, library.Decision{}); d.IsPrivate() != (name == "Oma" || name == "Opa") {
			t.Errorf("%s: %+v", name, d)
		}
	}
}

func keywordsOf(words ...string) keywords.Keywords {
	var k keywords.Keywords
	for _, word := range words {
		k.All = append(k.All, keywords.Keyword{Name: word})
	}
	return k
}
