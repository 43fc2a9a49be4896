package empty

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"catchlight/library"
	"catchlight/ui/filter"
	"catchlight/ui/kit"
	"catchlight/ui/view"
)

func TestAnEmptyScopeSaysWhy(t *testing.T) {
	test.NewTempApp(t).Settings().SetTheme(kit.NewTheme("", 1))
	filters := filter.New(func() {})
	hint := func(any, string) func(bool) { return func(bool) {} }
	n := NewScope(Deps{
		Filters: filters, Chips: filter.Chips{Filters: filters, Leave: func() {}, Hint: hint}, ShowAll: func() {},
	})
	for _, c := range []struct {
		kind        view.ScopeKind
		asked       Asked
		filtered    bool
		title, text string
	}{
		{kind: view.ScopeReview, title: "Nothing to review", text: "Every suggestion at this strength is decided."},
		{kind: view.ScopeWrite, title: "Nothing to write", text: "Every decision is in its file."},
		{kind: view.ScopeBare, title: "No photo is without keywords"},
		{kind: view.ScopeProblems, title: "No problems"},
		{kind: view.ScopeFolder, title: "No photo matches", text: "name"},
		{kind: view.ScopeSearch, title: "No photo matches", text: "No keyword, name, folder or place has these words."},
		{kind: view.ScopeSearch, asked: Done, title: "No photo matches", text: "Nothing is likely enough. Try fewer or plainer words."},
		{kind: view.ScopeSearch, asked: Still, title: "Searching", text: "name"},
		{kind: view.ScopeReview, filtered: true, title: "No photo matches", text: "name"},
	} {
		filters.Forget()
		if c.filtered {
			filters.Set([]library.Choice{{Facet: library.FacetFormat, Value: library.Value{Name: "jpeg"}}})
		}
		n.Update(c.kind, "name", c.asked)
		if n.title.Text != c.title || n.text.Text != c.text || n.clear.Visible() != c.filtered {
			t.Errorf("scope %d: %q, %q", c.kind, n.title.Text, n.text.Text)
		}
	}
}

// TestWhyNothingIsShownIsReadWhole at each width and size of text: it wraps, in the middle.
func TestWhyNothingIsShownIsReadWhole(t *testing.T) {
	for _, scale := range []float32{1, 1.5} {
		test.NewTempApp(t).Settings().SetTheme(kit.NewTheme("", scale))
		filters := filter.New(func() {})
		hint := func(any, string) func(bool) { return func(bool) {} }
		n := NewScope(Deps{
			Filters: filters, Chips: filter.Chips{Filters: filters, Leave: func() {}, Hint: hint}, ShowAll: func() {},
		})
		w := test.NewTempWindow(t, n.Object)
		for _, width := range []float32{280, 590, 1200} {
			w.Resize(fyne.NewSize(width, 500))
			n.Update(view.ScopeSearch, "name", Done)
			for _, p := range []*kit.Paragraph{n.title, n.text} {
				size := p.Size()
				if size.Width <= 0 || size.Height < p.HeightFor(size.Width) || size.Width < min(p.Natural(), 240) {
					t.Errorf("%v wide at %v: %q has %v", width, scale, p.Text, size)
				}
				if middle := p.Position().X + size.Width/2; middle < n.Object.Size().Width/2-1 || middle > n.Object.Size().Width/2+1 {
					t.Errorf("%v wide at %v: %q has its middle at %v", width, scale, p.Text, middle)
				}
			}
			if n.text.Position().Y < n.title.Position().Y+n.title.Size().Height {
				t.Errorf("%v wide at %v: the text lies over the title", width, scale)
			}
		}
	}
}
