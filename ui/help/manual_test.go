package help

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2/test"

	"catchlight/docs/guide"
	"catchlight/ui/kit"
	"catchlight/ui/kittest"
	"catchlight/ui/phrase"
)

// TestManual: a page at a time, named above it where the names have no place, and what a search
// finds.
func TestManual(t *testing.T) {
	phrase.Speak("en")
	test.NewTempApp(t).Settings().SetTheme(kit.NewTheme("", 1))
	shown := true
	p := Manual(func() bool { return shown })
	m := p.Subject.(*manual)
	pages := guide.Pages("en")
	first, other := pages[0].Parts[0].Text, pages[len(pages)-1].Title
	if text := kittest.Texts(p.Body); !strings.Contains(text, first) || strings.Contains(text, other) {
		t.Errorf("the first page:\n%s", text)
	}
	if text := kittest.Texts(p.Nav); !strings.Contains(text, other) {
		t.Errorf("the names of pages:\n%s", text)
	}
	m.find.SetText("SIDECAR")
	text := kittest.Texts(p.Body)
	if !strings.Contains(text, "places") || !strings.Contains(text, "Catchlight with other programs") || strings.Contains(text, first) {
		t.Errorf("what was found:\n%s", text)
	}
	for query, says := range map[string]string{"sidecar lightroom": "places", "sidecar nonesuch": "Nowhere do all"} {
		m.find.SetText(query)
		if text := kittest.Texts(p.Body); !strings.Contains(text, says) || !strings.Contains(text, "Catchlight with other programs") {
			t.Errorf("%q: %s", query, text)
		}
	}
	m.find.SetText("nonesuch xyzzy")
	if text := kittest.Texts(p.Body); strings.TrimSpace(text) != "0 places" {
		t.Errorf("nothing was found:\n%s", text)
	}
	shown = false
	m.find.SetText("")
	names := kittest.All[*kit.Select](p.Body)
	if len(names) != 1 || strings.Contains(kittest.Texts(p.Body), other) {
		t.Fatalf("%d lists of pages above\n%s", len(names), kittest.Texts(p.Body))
	}
	names[0].OnChanged(len(pages) - 1)
	if text := kittest.Texts(p.Body); !strings.Contains(text, pages[len(pages)-1].Parts[0].Text) || strings.Contains(text, first) {
		t.Errorf("the last page, chosen from the list:\n%s", text)
	}
}

// TestRowsOfManyCellsSayWhatEachIs: a list of figures below each other says nothing without its head.
func TestRowsOfManyCellsSayWhatEachIs(t *testing.T) {
	head := []string{"agency", "keywords", "title", "photos"}
	for _, c := range []struct {
		part guide.Part
		want string
	}{
		{guide.Part{Cells: []string{"what", "why", "do"}}, "why\ndo"},
		{guide.Part{Cells: []string{"A word", "a copy", "read"}, Head: []string{"what", "why", "do"}}, "a copy\nread"},
		{guide.Part{Cells: []string{"By mistake", "", "undo it"}, Head: []string{"what", "why", "do"}}, "undo it"},
		{guide.Part{Cells: head}, "keywords · title · photos"},
		{guide.Part{Cells: []string{"program", "before", "after", ""}}, "before · after"},
		{guide.Part{Cells: []string{"Adobe", "5 to 49", "–", "JPEG"}, Head: head}, "keywords: 5 to 49\nphotos: JPEG"},
	} {
		if got := rowOf(c.part); got != c.want {
			t.Errorf("%q: %q, want %q", c.part.Cells, got, c.want)
		}
	}
}

// TestManualSpeaksTheLanguageOfTheWindow: on each of its pages, and in what is found.
func TestManualSpeaksTheLanguageOfTheWindow(t *testing.T) {
	phrase.Speak("de")
	defer phrase.Speak("en")
	test.NewTempApp(t).Settings().SetTheme(kit.NewTheme("", 1))
	p := Manual(func() bool { return true })
	m, english := p.Subject.(*manual), guide.Pages("en")
	for i, page := range guide.Pages("de") {
		m.choose(i)
		if text := kittest.Texts(p.Body); !strings.Contains(text, page.Title) || strings.Contains(text, english[i].Title) {
			t.Errorf("%s:\n%s", page.Name, text)
		}
	}
	m.find.SetText("Stichwort Vokabular")
	if text := kittest.Texts(p.Body); !strings.Contains(text, "Schnell beginnen") {
		t.Errorf("what was found:\n%s", text)
	}
}
