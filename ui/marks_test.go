package ui

import (
	"image/color"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"catchlight/ui/kit"
	"catchlight/ui/view"
)

// TestTheSidebarMarksWhatIsShown: a page that stands for no scope leaves no row marked, and one that
// does marks its row; below it the scope stays, and is marked again when the page is left.
func TestTheSidebarMarksWhatIsShown(t *testing.T) {
	r := newRig(t, nil)
	r.full()
	r.enter(view.Scope{Kind: view.ScopeReview})
	r.until("the photos to review are listed", func() bool { return r.view.Request.Scope.Kind == view.ScopeReview })
	for _, c := range []struct {
		page string
		open func()
		want []string
	}{
		{"no page", func() {}, []string{"To review"}},
		{"loupe", func() { r.list.goTo(0); r.pages.toggleLoupe() }, []string{"To review"}},
		{"problems", func() { r.menus.call(r.menus.command("problems")) }, []string{"Problems"}},
		{"history", func() { r.menus.call(r.menus.command("history")) }, nil},
		{"write", func() { r.menus.call(r.menus.command("write")) }, nil},
		{"preferences", func() { r.menus.call(r.menus.command("preferences")) }, nil},
		{"keys", func() { r.menus.call(r.menus.command("keys")) }, nil},
		{"jobs", func() { r.menus.call(r.menus.command("jobs")) }, nil},
		{"vocabulary", func() { r.menus.call(r.menus.command("vocabulary")) }, nil},
		{"leftovers", func() { r.list.selectNone(); r.menus.call(r.menus.command("review")); r.press(fyne.KeyDown, 0) }, []string{"colour"}}, // of which green is hidden
		{"loupe of leftovers", func() {
			r.list.selectNone()
			r.menus.call(r.menus.command("review"))
			r.press(fyne.KeySpace, 0)
			r.press(fyne.KeyRight, 0)
		}, []string{"colour"}},
		{"review", func() { r.inReview("blue") }, []string{"blue"}},
		{"loupe of a review", func() { r.inReview("blue"); r.press(fyne.KeySpace, 0) }, []string{"blue"}},
		{"a page over another", func() { r.inReview("blue"); r.menus.call(r.menus.command("history")) }, nil},
	} {
		c.open()
		r.q.Run()
		r.panes.ShowSidebar(true)
		if got := r.selectedRows(); !slices.Equal(got, c.want) {
			t.Errorf("%s: %q is marked, want %q", c.page, got, c.want)
		}
		r.showGrid()
		if got := r.selectedRows(); !slices.Equal(got, []string{"To review"}) {
			t.Errorf("after %s %q is marked", c.page, got)
		}
	}
}

// TestAPageBesideTheSidebarShowsIt: over a page that covers it, too.
func TestAPageBesideTheSidebarShowsIt(t *testing.T) {
	r := newRig(t, nil)
	r.full()
	r.list.goTo(0)
	r.pages.toggleLoupe()
	r.menus.call(r.menus.command("history"))
	if !r.panes.SidebarShown() {
		t.Error("History over the loupe has no sidebar")
	}
	r.pages.back()
	if r.panes.SidebarShown() || !r.pages.loupeShown() {
		t.Error("back in the loupe the sidebar stays")
	}
	r.pages.back()
	if !r.panes.SidebarShown() {
		t.Error("after the loupe the sidebar is gone")
	}
}

// TestAFoldedFolderIsMarkedForTheOneInIt: the user looks at it, and its own row does not show.
func TestAFoldedFolderIsMarkedForTheOneInIt(t *testing.T) {
	r := newRig(t, nil)
	r.full()
	below := filepath.Join(r.photos(), "below")
	if err := os.Mkdir(below, 0o700); err != nil {
		t.Fatal(err)
	}
	paint(t, filepath.Join(below, "d-grey.jpg"), color.RGBA{99, 99, 99, 255})
	r.intake.dropped(fyne.Position{}, []fyne.URI{fileURI(r.photos())})
	r.until("the folder is there", func() bool { return len(r.list.ids) == 4 && r.jobs.Idle() })
	r.enter(view.Scope{Kind: view.ScopeFolder, Name: below})
	for _, want := range []string{"below", "photos", "below"} {
		r.q.Run()
		if got := r.selectedRows(); !slices.Equal(got, []string{want}) {
			t.Errorf("%q is marked, want %s", got, want)
		}
		r.sidebarRow("photos").OnExpand()
	}
}

// selectedRows are the labels of the sidebar's selected rows.
func (r *rig) selectedRows() []string {
	var labels []string
	for _, o := range test.LaidOutObjects(r.sidebar.Object) {
		if row, ok := o.(*kit.Row); ok && row.Selected {
			labels = append(labels, row.Label)
		}
	}
	return labels
}
