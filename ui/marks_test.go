package ui

import (
	"fmt"
	"image/color"
	"os"
	"path/filepath"
	"slices"
	"strings"
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
		{"leftovers", func() { r.list.selectNone(); r.menus.call(r.menus.command("review")); r.press(fyne.KeyDown, 0) }, []string{"green"}},
		{"loupe of leftovers", func() {
			r.list.selectNone()
			r.menus.call(r.menus.command("review"))
			r.press(fyne.KeySpace, 0)
			r.press(fyne.KeyRight, 0)
		}, []string{"green"}},
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

// TestTheSidebarShowsTheRowThatIsOpen: whatever has opened it, a page or a command, and however far
// down its row stands; what the user folds afterwards stays folded.
func TestTheSidebarShowsTheRowThatIsOpen(t *testing.T) {
	var list strings.Builder
	for i := range 420 {
		fmt.Fprintf(&list, "word %d\n", i)
	}
	r := newRig(t, func(d *Deps) {
		writeFile(t, d.Library.Settings().Vocabulary, list.String()+"colour\n\tred\n\tgreen\n\tblue\nlast\n")
	})
	r.full()
	bottom := func() float32 {
		p := r.sidebar.Object.Size()
		return fyne.CurrentApp().Driver().AbsolutePositionForObject(r.sidebar.Object).Y + p.Height
	}
	shown := func(what, label string) {
		t.Helper()
		if got := r.selectedRows(); !slices.Equal(got, []string{label}) {
			t.Errorf("%s: %q is marked", what, got)
			return
		}
		row := r.sidebarRow(label)
		if y := fyne.CurrentApp().Driver().AbsolutePositionForObject(row).Y; y < 0 || y+row.Size().Height > bottom()+1 {
			t.Errorf("%s: the row stands at %v, the sidebar ends at %v", what, y, bottom())
		}
	}
	r.menus.call(r.menus.command("review"))
	if r.pages.leftoversShown() == nil {
		t.Fatal("R does not open the leftovers")
	}
	shown("leftovers", r.pages.leftoversShown().Tag())
	r.press(fyne.KeyDown, 0)
	shown("the next row of them", r.pages.leftoversShown().Tag())
	r.sidebarRow("colour").OnExpand()
	if got := r.selectedRows(); !slices.Equal(got, []string{"colour"}) {
		t.Errorf("folded by the user: %q is marked", got)
	}
	r.showGrid()
	shown("the photos", "All photos")
	r.enter(view.Scope{Kind: view.ScopeWord, Name: "last"})
	shown("a word beyond those that are listed", "last")
	r.menus.call(r.menus.command("problems"))
	shown("problems", "Problems")
	r.showGrid()
	r.pages.reviewTag("blue")
	shown("a review", "blue")
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
