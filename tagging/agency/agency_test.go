package agency

import (
	"bytes"
	"encoding/csv"
	"fmt"
	"slices"
	"strings"
	"testing"

	"catchlight/library"
	"catchlight/library/keywords"
)

// photoWith is a photo whose file has keywords.
func photoWith(names ...string) *library.Photo {
	p := &library.Photo{}
	for _, name := range names {
		p.Keywords.All = append(p.Keywords.All, keywords.Keyword{Name: name})
	}
	return p
}

func decided(tag string, v library.Verdict) library.Decision {
	return library.Decision{Tag: tag, Verdict: v}
}

func namesOf(words []Word) string {
	var names []string
	for _, w := range words {
		names = append(names, w.Name)
	}
	return strings.Join(names, "|")
}

// TestWordsAreThoseOfTheNextWrite, each once, and none that a comma would divide.
func TestWordsAreThoseOfTheNextWrite(t *testing.T) {
	for name, c := range map[string]struct {
		photo     *library.Photo
		decisions []library.Decision
		want      string
	}{
		"in the file":     {photoWith("b", "a"), nil, "b|a"},
		"accepted, typed": {photoWith("b"), []library.Decision{decided("dog", library.Accepted), decided("Etosha", library.Typed)}, "b|dog|Etosha"},
		"removed, refused": {
			photoWith("b", "Oma"), []library.Decision{decided("oma", library.Removed), decided("cat", library.Rejected)}, "b",
		},
		"private":           {photoWith("b"), []library.Decision{{Tag: "Oma", Path: "family|[Oma]", Verdict: library.Typed}}, "b"},
		"written already":   {photoWith("Dog"), []library.Decision{decided("dog", library.Accepted)}, "Dog"},
		"one of two cases":  {photoWith("Sky", "sky", "SKY"), nil, "Sky"},
		"commas, odd signs": {photoWith("Paris, France", "a\nb", " ", ","), nil, "Paris France|a b"},
		"nothing":           {photoWith(), nil, ""},
	} {
		if got := namesOf(WordsOf(c.photo, c.decisions, nil)); got != c.want {
			t.Errorf("%s: %q, want %q", name, got, c.want)
		}
	}
}

// TestTypedWordsAreTheSurest, and what no model has judged comes last, in the order of the file.
func TestTypedWordsAreTheSurest(t *testing.T) {
	words := []Word{
		{Name: "unknown"},
		{Name: "weak", Score: -.2, Known: true},
		{Name: "strong", Score: .9, Known: true},
		{Name: "mine", Typed: true},
		{Name: "foreign"},
		{Name: "sure and mine", Typed: true, Score: .5, Known: true},
	}
	before := namesOf(words)
	if got, want := namesOf(arranged(words, Certain)), "sure and mine|mine|strong|weak|unknown|foreign"; got != want {
		t.Errorf("certain: %q, want %q", got, want)
	}
	if got := namesOf(arranged(words, AsInFile)); got != before || namesOf(words) != before {
		t.Errorf("as in the file: %q; the words given: %q", got, namesOf(words))
	}
}

// TestTheUsersOrderComesFirst, whatever else is wanted; what came later stands behind it, and what has
// gone is no word.
func TestTheUsersOrderComesFirst(t *testing.T) {
	photo := photoWith("new", "cat", "Paris, France", "dog", "sure")
	words := WordsOf(photo, nil, []string{"DOG", "gone", "paris, france", "cat"})
	for i := range words {
		words[i].Known, words[i].Score = words[i].Name == "sure", .9
	}
	for order, want := range map[Order]string{Certain: "dog|Paris France|cat|sure|new", AsInFile: "dog|Paris France|cat|new|sure"} {
		if got := namesOf(arranged(words, order)); got != want {
			t.Errorf("%s: %q, want %q", order, got, want)
		}
	}
	if p, _ := Find("alamy"); p.Rows([]Photo{{Path: "a.jpg", Words: words}}, Certain)[0].ByHand != true {
		t.Error("the row does not say that its order is the user's")
	}
}

func many(n int) []Word {
	words := make([]Word, n)
	for i := range words {
		words[i] = Word{Name: fmt.Sprint("word ", i)}
	}
	return words
}

// TestWhatIsMissing: each reason for which an agency would refuse a row is said, and no other.
func TestWhatIsMissing(t *testing.T) {
	long := strings.Repeat("ä", 71)
	for name, c := range map[string]struct {
		agency string
		photo  Photo
		want   []string // parts of the sentences, in order
		rest   int      // keywords left out
	}{
		"complete":             {"adobe", Photo{Path: "a.jpg", Title: "A dog", Words: many(49)}, nil, 0},
		"too many keywords":    {"adobe", Photo{Path: "a.jpg", Title: "A dog", Words: many(52)}, nil, 3},
		"no title":             {"adobe", Photo{Path: "a.jpg", Title: " \n", Words: many(9)}, []string{"no title"}, 0},
		"long title":           {"adobe", Photo{Path: "a.jpg", Title: long, Words: many(9)}, []string{"71 characters"}, 0},
		"as long as may be":    {"adobe", Photo{Path: "a.jpg", Title: long[2:], Words: many(9)}, nil, 0},
		"comma in the title":   {"adobe", Photo{Path: "a.jpg", Title: "a, b", Words: many(9)}, []string{"comma"}, 0},
		"comma elsewhere":      {"alamy", Photo{Path: "a.jpg", Title: "a, b", Words: many(9)}, nil, 0},
		"few keywords":         {"alamy", Photo{Path: "a.jpg", Title: "A dog", Words: many(4)}, []string{"4 keywords of at least 5"}, 0},
		"one keyword":          {"alamy", Photo{Path: "a.jpg", Title: "A dog", Words: many(1)}, []string{"1 keyword of"}, 0},
		"no keyword":           {"own", Photo{Path: "a.jpg", Title: "A dog"}, []string{"0 keywords of at least 1"}, 0},
		"long name":            {"adobe", Photo{Path: "x/" + strings.Repeat("n", 27) + ".jpg", Title: "A dog", Words: many(9)}, []string{"31 characters"}, 0},
		"a name that fits":     {"adobe", Photo{Path: "x/" + strings.Repeat("n", 26) + ".jpg", Title: "A dog", Words: many(9)}, nil, 0},
		"unprintable name":     {"own", Photo{Path: "a\x1b[31m.jpg", Title: "A dog", Words: many(1)}, []string{"rename"}, 0},
		"name that is no text": {"own", Photo{Path: "a\xff.jpg", Title: "A dog", Words: many(1)}, []string{"rename"}, 0},
		"a formula as a name":  {"own", Photo{Path: "x/=1+1.jpg", Title: "A dog", Words: many(1)}, []string{"formula"}, 0},
		"raw":                  {"alamy", Photo{Path: "a.cr2", Title: "A dog", Words: many(9)}, []string{"does not take"}, 0},
		"no category":          {"shutterstock", Photo{Path: "a.tif", Title: "A dog", Words: many(7)}, []string{"no category"}, 0},
		"category":             {"shutterstock", Photo{Path: "a.jpg", Title: "A dog", Category: "Animals", Words: many(50)}, nil, 0},
		"several": {
			"shutterstock", Photo{Path: "a.png"}, []string{"does not take", "no title", "0 keywords of at least 7", "no category"}, 0,
		},
	} {
		p, err := Find(c.agency)
		if err != nil {
			t.Fatal(err)
		}
		r := p.Rows([]Photo{c.photo}, Certain)[0]
		fits := len(r.Missing) == len(c.want) && len(r.LeftOut) == c.rest
		for i := range min(len(r.Missing), len(c.want)) {
			fits = fits && strings.Contains(r.Missing[i], c.want[i])
		}
		if !fits {
			t.Errorf("%s: missing %q, left out %q; want %q, %d", name, r.Missing, r.LeftOut, c.want, c.rest)
		}
	}
}

// TestFilesOfOneName in two folders are named, for an agency goes by the name alone.
func TestFilesOfOneName(t *testing.T) {
	p, _ := Find(Own)
	rows := p.Rows([]Photo{
		{Path: "x/IMG_1.JPG", Title: "t", Words: many(1)}, {Path: "y/img_1.jpg", Title: "t", Words: many(1)}, {Path: "y/img_2.jpg", Title: "t", Words: many(1)},
	}, Certain)
	if len(rows[0].Missing) != 1 || len(rows[1].Missing) != 1 || len(rows[2].Missing) != 0 {
		t.Errorf("%+v", rows)
	}
}

// TestTheTable has the agency's heads and reads back as what was given, whatever stands in it.
func TestTheTable(t *testing.T) {
	heads := map[string]string{
		"adobe": "Filename,Title,Keywords,Category,Releases", "alamy": "Filename,Caption,Tags", "own": "Filename,Title,Keywords",
		"shutterstock": "Filename,Description,Keywords,Categories,Editorial,Mature content,Illustration",
	}
	photo := Photo{Path: "x/Übung, 1.jpg", Title: "He said \"no\"\r\nand 象 ran", Category: "3", Words: []Word{{Name: "Löwe"}, {Name: "象"}}}
	for _, name := range Names() {
		p, _ := Find(name)
		var out bytes.Buffer
		if err := p.Write(&out, p.Rows([]Photo{photo}, AsInFile)); err != nil {
			t.Fatal(err)
		}
		rows, err := csv.NewReader(&out).ReadAll()
		if err != nil || len(rows) != 2 || strings.Join(rows[0], ",") != heads[name] {
			t.Fatalf("%s: %q, %v", name, rows, err)
		}
		if want := []string{"Übung, 1.jpg", "He said \"no\" and 象 ran", "Löwe, 象"}; !slices.Equal(rows[1][:3], want) {
			t.Errorf("%s: %q, want %q", name, rows[1], want)
		}
	}
}

func TestColumnsOfOnesOwn(t *testing.T) {
	for text, want := range map[string]string{
		"filename,title,keywords":       "[{filename filename} {title title} {keywords keywords}]",
		" File = Filename , Tags=words": "",
		"File=filename,Tags=keywords,x": "",
		"title,keywords":                "",
		"":                              "",
		"=filename":                     "",
		"File name=FILENAME,Rights=empty,Sort=category": "[{File name filename} {Rights empty} {Sort category}]",
	} {
		columns, err := ParseColumns(text)
		if got := fmt.Sprint(columns); (err != nil) != (want == "") || err == nil && got != want {
			t.Errorf("%q: %s, %v; want %q", text, got, err, want)
		}
	}
}

func TestProfiles(t *testing.T) {
	for name, want := range map[string]string{"adobe": "adobe", "Adobe Stock": "adobe", "ALAMY": "alamy", "Own": "own", "getty": ""} {
		if p, err := Find(name); p.Name != want || (err != nil) != (want == "") {
			t.Errorf("%q: %q, %v", name, p.Name, err)
		}
	}
	p, _ := Find("adobe")
	if own := p.With(nil, -1, 3); own.Most != 3 || own.Least != p.Least || len(own.Columns) != len(p.Columns) {
		t.Errorf("%+v", own)
	}
	if p.TooLarge(5000, 1<<20) != "" || p.TooLarge(5001, 1) == "" || p.TooLarge(1, 1<<20+1) == "" {
		t.Error("the size of a table is judged wrongly")
	}
}

// TestNoCellIsAFormula: what a stranger's file says would be calculated where the table is opened.
func TestNoCellIsAFormula(t *testing.T) {
	p, _ := Find(Own)
	columns, _ := ParseColumns("+File=filename,Title=title,Keywords=keywords,Category=category")
	p = p.With(columns, -1, -1)
	for text, want := range map[string]string{
		"=HYPERLINK(\"http://x\")": " =HYPERLINK(\"http://x\")", "-20 degrees": " -20 degrees", "+1": " +1", "@home": " @home", "＝1": " ＝1",
		"\t=1": " =1", "dog": "dog", "Löwe": "Löwe", "": "", "1=1": "1=1", "'a'": "'a'",
	} {
		var out bytes.Buffer
		photo := Photo{Path: "a.jpg", Title: text, Category: text, Words: []Word{{Name: plain(text)}, {Name: "x"}}}
		if err := p.Write(&out, p.Rows([]Photo{photo}, AsInFile)); err != nil {
			t.Fatal(err)
		}
		rows, err := csv.NewReader(&out).ReadAll()
		if err != nil || rows[0][0] != " +File" || rows[1][1] != want || rows[1][3] != want || rows[1][2] != want+", x" {
			t.Errorf("%q: %q, %v", text, rows, err)
		}
	}
}
