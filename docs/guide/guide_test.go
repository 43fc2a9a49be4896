package guide

import (
	"reflect"
	"slices"
	"strings"
	"testing"
)

func TestPages(t *testing.T) {
	pages := Pages("en")
	if len(pages) < 4 || pages[0].Name != "quick-start" {
		t.Fatalf("%d pages, %s is the first", len(pages), pages[0].Name)
	}
	for _, p := range pages {
		if p.Title == p.Name || len(p.Parts) == 0 {
			t.Errorf("%s has the title %q and %d parts", p.Name, p.Title, len(p.Parts))
		}
		for _, part := range p.Parts {
			all := part.Text + strings.Join(part.Cells, " ")
			if part.Kind != Code && (strings.Contains(all, "**") || strings.Contains(all, "](") || strings.Contains(all, "`")) {
				t.Errorf("%s: signs of Markdown are left: %q", p.Name, all)
			}
		}
	}
}

func TestParse(t *testing.T) {
	p := parse("x", "# The *title*\n\nOne [link](a.md) and\n**two** lines.\n\n## More\n1. first\n   goes on\n2. second\n- `third`\n\n    make run\n\n![a](b.png)\n\n| a | b |\n|---|---|\n| 1 | **2** |\n| [b](a.md) | [page](c/d.md) |\n")
	want := []Part{
		{Kind: Text, Text: "One link and two lines."},
		{Kind: Heading, Text: "More"},
		{Kind: Item, Text: "1. first goes on"},
		{Kind: Item, Text: "2. second"},
		{Kind: Item, Text: "• third"},
		{Kind: Code, Text: "make run"},
		{Kind: Row, Cells: []string{"a", "b"}},
		{Kind: Row, Cells: []string{"1", "2"}, Head: []string{"a", "b"}},
		{Kind: Row, Cells: []string{"b", "–"}, Head: []string{"a", "b"}}, // no page of the manual
	}
	if p.Title != "The title" || len(p.Parts) != len(want) {
		t.Fatalf("%q, %+v", p.Title, p.Parts)
	}
	for i, part := range p.Parts {
		if part.Kind != want[i].Kind || part.Text != want[i].Text || !slices.Equal(part.Cells, want[i].Cells) || !slices.Equal(part.Head, want[i].Head) {
			t.Errorf("%d: %+v, want %+v", i, part, want[i])
		}
	}
}

// TestFind: words need not stand in one sentence, but below one heading or its title; what has more of
// them goes before what has fewer.
func TestFind(t *testing.T) {
	p := parse("x", "# Other programs\n\nAt first a word.\n\n## Lightroom\nIt keeps a copy.\n\nSidecars are read at import.\n\nMore.\n\n## darktable\nIt reads sidecars.\n")
	for query, want := range map[string]string{
		"sidecars":             "Lightroom|Sidecars are read at import.|darktable|It reads sidecars.",
		"SIDECARS lightroom":   "Lightroom|Sidecars are read at import.",
		"lightroom":            "Lightroom|It keeps a copy.|Sidecars are read at import.|More.",
		"other word":           "At first a word.",
		"sidecars copy nobody": "Lightroom|It keeps a copy.|Sidecars are read at import.",
		"nobody":               "",
	} {
		var got []string
		for _, place := range p.Find(strings.Fields(query)) {
			for _, part := range place.Parts {
				got = append(got, part.Text)
			}
		}
		if strings.Join(got, "|") != want {
			t.Errorf("%q finds %q, want %q", query, strings.Join(got, "|"), want)
		}
	}
}

// languages are those of the window, beside English.
func languages() []string { return []string{"de", "es", "fr", "it", "ja", "uk", "zh"} }

// TestTranslatedPages: each page is there in each language of the window, and has what the English
// one has, part for part: a translation says all, and no more.
func TestTranslatedPages(t *testing.T) {
	english := Pages("en")
	for _, language := range languages() {
		for i, p := range Pages(language) {
			if p.Name != english[i].Name || p.Title == english[i].Title || kinds(p) != kinds(english[i]) {
				t.Errorf("%s: %s, %q, has %s; the English one has %s", language, p.Name, p.Title, kinds(p), kinds(english[i]))
			}
		}
	}
}

// kinds are the kinds of a page's parts, a letter each, with the cells of rows and the keys of the
// others.
func kinds(p Page) string {
	var all []string
	for _, part := range p.Parts {
		all = append(all, string("tHI|c"[part.Kind])+strings.Repeat("|", len(part.Cells)))
	}
	return strings.Join(all, "")
}

// FuzzParse: no text can stop it, and no word of a plain text is lost.
func FuzzParse(f *testing.F) {
	for _, p := range Pages("en") {
		data, _ := files.ReadFile(p.Name + ".md")
		f.Add(string(data))
	}
	f.Add("# \n|\n- \n    \n**")
	f.Fuzz(func(t *testing.T, text string) {
		p := parse("x", text)
		if strings.Trim(text, "abcdefghij \n") == "" && strings.TrimSpace(text) != "" && len(p.Parts) == 0 {
			t.Errorf("%q is lost", text)
		}
	})
}

// TestPagesAreOfTheLanguageInAnyCountry: a system names a country with its language, mostly.
func TestPagesAreOfTheLanguageInAnyCountry(t *testing.T) {
	for locale, language := range map[string]string{"en-US": "en", "de-AT": "de", "zh-Hant-TW": "zh", "pt-BR": "en"} {
		if got, want := Pages(locale), Pages(language); !reflect.DeepEqual(got, want) {
			t.Errorf("%s: the first page is %q", locale, got[0].Title)
		}
	}
}
