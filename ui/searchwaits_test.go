package ui

import (
	"testing"

	"catchlight/ui/view"
)

// TestAPageStaysWhenTheSearchBeforeItIsDone: a page that is opened while the keys of a search are
// not quiet yet is not closed by its results; they lie below it.
func TestAPageStaysWhenTheSearchBeforeItIsDone(t *testing.T) {
	for _, id := range []string{"preferences", "write", "vocabulary", "commands", "manual", "loupe"} {
		t.Run(id, func(t *testing.T) {
			r := newRig(t, nil)
			r.full()
			r.list.goTo(0)
			r.searchField().SetText("red")
			r.menus.call(r.menus.command(id))
			opened := r.pages.page()
			r.until("the search is done", func() bool { return r.scope.Kind == view.ScopeSearch })
			if opened == nil || r.pages.page() != opened {
				t.Errorf("the page %+v was opened; now it is %+v", opened, r.pages.page())
			}
		})
	}
}
