package query

import (
	"slices"
	"strings"
	"testing"
)

func TestTerms(t *testing.T) {
	is := func(text string) Term { return Term{Text: text, Weight: 1} }
	out := func(text string) Term { return Term{Text: text, Weight: 1, Out: true} }
	for field, want := range map[string][]Term{
		"":                        nil,
		"dog on  a beach":         {is("dog"), is("on"), is("a"), is("beach")},
		"dog -leash":              {is("dog"), out("leash")},
		`"New York" bridge`:       {{Text: "New York", Exact: true, Weight: 1}, is("bridge")},
		`-"New York" dog`:         {{Text: "New York", Exact: true, Out: true, Weight: 1}, is("dog")},
		`"not closed`:             {{Text: "not closed", Exact: true, Weight: 1}},
		"dog - a leash + snow":    {is("dog"), out("a"), out("leash"), is("snow")},
		"black-and-white c++":     {is("black-and-white"), is("c++")},
		`" " - +`:                 nil,
		"été -\tneige\u2003glace": {is("été"), out("neige"), out("glace")},
		"2:dog on grass":          {{Text: "dog", Weight: 2}, {Text: "on", Weight: 2}, {Text: "grass", Weight: 2}},
		"2:dog + sea":             {{Text: "dog", Weight: 2}, is("sea")},
		"dog - .5:sea":            {is("dog"), {Text: "sea", Weight: .5, Out: true}},
		"-3:dog sea":              {{Text: "dog", Weight: 3, Out: true}, is("sea")},
		`2:"New York" -1.5:"a b"`: {{Text: "New York", Exact: true, Weight: 2}, {Text: "a b", Exact: true, Weight: 1.5, Out: true}},
		"2. : 2.: dog":            {is("2."), is(":"), {Text: "dog", Weight: 2}},
		"0:dog sea + tree":        {is("tree")},
		"10:30 16:9 2024":         {is("10:30"), is("16:9"), is("2024")},
		"2: 0: 5:":                nil,
		"title:dog -:x ::":        {is("title:dog"), out(":x"), is("::")},
	} {
		got := Terms(field)
		for i := range got {
			got[i].text = 0
		}
		if !slices.Equal(got, want) {
			t.Errorf("%q: %+v, want %+v", field, got, want)
		}
	}
}

// TestParse: words in a row are one text, whether the shell got them as one word or several.
func TestParse(t *testing.T) {
	for words, want := range map[string]Query{
		"dog":                        {With: Texts("dog")},
		"a dog + snow - a leash":     {With: Texts("a dog", "snow"), Without: Texts("a leash")},
		"- rain + sea":               {With: Texts("sea"), Without: Texts("rain")},
		"black-and-white + +":        {With: Texts("black-and-white")},
		"a dog -cat on -bird grass":  {With: Texts("a dog on grass"), Without: Texts("cat", "bird")},
		"dog 2:sea cliff + .5:gull":  {With: []Text{{"dog", 1}, {"sea cliff", 2}, {"gull", .5}}},
		"2:dog - 3:cat -4:bird mice": {With: []Text{{"dog", 2}}, Without: []Text{{"cat", 3}, {"bird", 4}, {"mice", 3}}},
		"2:dog 2:sea":                {With: []Text{{"dog", 2}, {"sea", 2}}},
	} {
		for _, args := range [][]string{strings.Fields(words), {words}} {
			if got := Parse(args); !slices.Equal(got.With, want.With) || !slices.Equal(got.Without, want.Without) {
				t.Errorf("%q: %+v", args, got)
			}
		}
	}
	for _, words := range []string{"", "+", "- +", "2:", "0:dog", "+ 0:dog - 0:cat"} {
		if got := Parse(strings.Fields(words)); !got.IsEmpty() {
			t.Errorf("%q: %+v of nothing", words, got)
		}
	}
}

func TestCutWeight(t *testing.T) {
	for s, want := range map[string]struct {
		weight float32
		rest   string
		ok     bool
	}{
		"2:dog":                         {2, "dog", true},
		".5:./cat.jpg":                  {.5, "./cat.jpg", true},
		"1.5:https://a.org/b.jpg":       {1.5, "https://a.org/b.jpg", true},
		"https://a.org:80/b.jpg":        {1, "https://a.org:80/b.jpg", false},
		strings.Repeat("9", 999) + ":x": {mostWeight, "x", true},
		"1e3:x":                         {1, "1e3:x", false},
		"-2:x":                          {1, "-2:x", false},
		"NaN:x":                         {1, "NaN:x", false},
		".:x":                           {1, ".:x", false},
		"10:30":                         {1, "10:30", false},
	} {
		if weight, rest, ok := CutWeight(s); weight != want.weight || rest != want.rest || ok != want.ok {
			t.Errorf("%.20s: %v, %.20q, %v", s, weight, rest, ok)
		}
	}
}

// FuzzTerms: whatever is typed, no text is empty and no weight senseless, and what the model is
// asked has the words of all terms.
func FuzzTerms(f *testing.F) {
	for _, seed := range []string{`2:dog -"a b" + .5:c`, "- - 9:", `"`, "2:-3:x", "\xff:2:\u2003-"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, field string) {
		terms := Terms(field)
		words := 0
		for _, term := range terms {
			words += len(strings.Fields(term.Text))
			if term.Text == "" || !(term.Weight > 0) || term.Weight > mostWeight {
				t.Fatalf("%q: %+v", field, term)
			}
		}
		q := Of(terms)
		for _, text := range slices.Concat(q.With, q.Without) {
			words -= len(strings.Fields(text.Words))
		}
		if words != 0 {
			t.Fatalf("%q: %+v of %+v", field, q, terms)
		}
	})
}
