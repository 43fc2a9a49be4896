package empty

import (
	"testing"

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
		searching   bool
		filtered    bool
		title, text string
	}{
		{kind: view.ScopeReview, title: "Nothing to review", text: "Every suggestion at this strength is decided."},
		{kind: view.ScopeWrite, title: "Nothing to write", text: "Every decision is in its file."},
		{kind: view.ScopeBare, title: "No photo is without keywords"},
		{kind: view.ScopeProblems, title: "No problems"},
		{kind: view.ScopeFolder, title: "No photo matches", text: "name"},
		{kind: view.ScopeSearch, title: "No photo matches", text: "Nothing is likely enough. Try fewer or plainer words."},
		{kind: view.ScopeSearch, searching: true, title: "Searching", text: "name"},
		{kind: view.ScopeReview, filtered: true, title: "No photo matches", text: "name"},
	} {
		filters.Forget()
		if c.filtered {
			filters.Set([]library.Choice{{Facet: library.FacetFormat, Value: library.Value{Name: "jpeg"}}})
		}
		n.Update(c.kind, "name", c.searching)
		if n.title.Text != c.title || n.text.Text != c.text || n.clear.Visible() != c.filtered {
			t.Errorf("scope %d: %q, %q", c.kind, n.title.Text, n.text.Text)
		}
	}
}
