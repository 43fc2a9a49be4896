package guide

import (
	"strings"
	"testing"
)

func TestPages(t *testing.T) {
	pages := Pages()
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
	p := parse("x", "# The *title*\n\nOne [link](a.md) and\n**two** lines.\n\n## More\n1. first\n   goes on\n2. second\n- `third`\n\n    make run\n\n![a](b.png)\n\n| a | b |\n|---|---|\n| 1 | **2** |\n")
	want := []Part{
		{Kind: Text, Text: "One link and two lines."},
		{Kind: Heading, Text: "More"},
		{Kind: Item, Text: "1. first goes on"},
		{Kind: Item, Text: "2. second"},
		{Kind: Item, Text: "• third"},
		{Kind: Code, Text: "make run"},
		{Kind: Row, Cells: []string{"a", "b"}},
		{Kind: Row, Cells: []string{"1", "2"}},
	}
	if p.Title != "The title" || len(p.Parts) != len(want) {
		t.Fatalf("%q, %+v", p.Title, p.Parts)
	}
	for i, part := range p.Parts {
		if part.Kind != want[i].Kind || part.Text != want[i].Text || strings.Join(part.Cells, "|") != strings.Join(want[i].Cells, "|") {
			t.Errorf("%d: %+v, want %+v", i, part, want[i])
		}
	}
}

func TestHolds(t *testing.T) {
	part := Part{Text: "Write shows What", Cells: []string{"would be written"}}
	for words, want := range map[string]bool{"": true, "write": true, "WHAT shows": true, "would what": true, "what else": false} {
		if got := part.Holds(strings.Fields(words)); got != want {
			t.Errorf("%q: %v", words, got)
		}
	}
}

// FuzzParse: no text can stop it, and no word of a plain text is lost.
func FuzzParse(f *testing.F) {
	for _, p := range Pages() {
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
