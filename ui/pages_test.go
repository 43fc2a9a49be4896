package ui

import (
	"reflect"
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"catchlight/library"
	"catchlight/ui/inspector"
	"catchlight/ui/kit"
	"catchlight/ui/message"
	"catchlight/ui/view"
)

func TestEachPageOpensAndEscLeavesIt(t *testing.T) {
	r := newRig(t, nil)
	r.full()
	for id, want := range map[string]string{
		"write": "There is nothing to write.", "history": "Nothing has been written yet.", "problems": "No problems",
		"preferences": "Where keywords go", "keys": "Accept strong", "about": "Your library:", "jobs": "No job is running.",
	} {
		r.menus.call(r.menus.command(id))
		r.shows(r.centre.object, want)
		r.menus.keyDown(fyne.KeyEscape, 0)
		if r.pages.page() != nil {
			t.Errorf("Esc does not leave %s", id)
		}
	}
}

// TestLinesOfPagesAreNotTooLong: on a wide display what stands in one line is not so far apart that
// an eye loses it on the way.
func TestLinesOfPagesAreNotTooLong(t *testing.T) {
	const most = 800 // dp
	r := newRig(t, nil)
	r.full()
	r.win.Resize(fyne.NewSize(1920, 1080))
	r.views(func(name string) {
		r.lay()
		for _, o := range test.LaidOutObjects(r.win.Content()) {
			wide := kit.Shown(o) && o.Size().Width > most
			switch o := o.(type) {
			case *kit.Paragraph:
				wide = wide && o.HeightFor(most) > o.HeightFor(o.Size().Width) // a short text in a wide line reads well
			case *kit.Offer, *kit.Row, *kit.PairRow, *kit.Entry:
			default:
				wide = false
			}
			if wide {
				t.Errorf("%s: %s is %.0f wide", name, called(o), o.Size().Width)
			}
		}
	})
}

func TestTheLoupe(t *testing.T) {
	r := newRig(t, nil)
	r.full()
	r.list.goTo(0)
	r.menus.keyDown(fyne.KeySpace, 0)
	r.q.Run()
	if !r.pages.loupeShown() || r.panes.SidebarShown() {
		t.Fatal("Space does not open the loupe over the sidebar")
	}
	r.says(r.centre.object, "1 of 3")
	r.menus.typedKey(fyne.KeyRight, 0)
	r.says(r.centre.object, "2 of 3")
	r.says(r.inspector.Object, "b-green.jpg")
	r.menus.keyDown(fyne.KeyA, 0)
	r.says(r.centre.object, "3 of 3")
	r.menus.keyDown(fyne.KeySpace, 0)
	if r.pages.loupeShown() || r.grid.Selection().Current() != 2 || !r.panes.SidebarShown() {
		t.Error("Space does not go back to the same photo")
	}
}

func TestPreferencesApplyAtOnce(t *testing.T) {
	r := newRig(t, nil)
	r.full()
	r.list.goTo(0)
	half := .99
	r.apply(func(s *library.Settings) { s.Threshold = &half })
	r.until("nothing reaches .99 but its own colour", func() bool { return r.view.Review == 3 })
	r.apply(func(s *library.Settings) { s.Threshold = nil })
	r.setStrength("strict")
	if shownIn(r.scopeLine.Object, func(*kit.Select) bool { return true }).Selected() != 0 {
		t.Error("the chooser does not follow")
	}
	r.apply(func(s *library.Settings) { s.Look = string(kit.LookLight) })
	if got := r.deps.Library.Settings(); got.Look != "light" || got.Strength != "strict" || got.Threshold != nil {
		t.Errorf("kept as %+v", got)
	}
}

func TestChoosingAVocabulary(t *testing.T) {
	r := newRig(t, nil)
	r.full()
	path := r.dir + "/two.txt"
	writeFile(t, path, "red thing\nmeadow\n")
	r.intake.dropped(fyne.Position{}, []fyne.URI{fileURI(path)})
	r.board.Show(&message.Result{Text: "something else"})
	r.says(r.bar.Object, "Import two.txt as vocabulary?", "[Import]")
	test.Tap(buttonOf(t, r.bar.Object, "Import"))
	r.shows(r.centre.object, "two: 2 new.", "meadow")
	r.menus.keyDown(fyne.KeyReturn, 0)
	r.until("it is in use", func() bool {
		return r.jobs.Idle() && r.engine.Tags().Vocabulary.Tags[0].Name == "red thing" && r.view.Request.Tags == r.engine.Tags() && r.view.Review > 0
	})
	r.says(r.sidebar.Object, "red thing 1", "meadow")
	writeFile(t, r.dir+"/none.txt", "# only a comment\n")
	r.engine.Vocabularies.Read(r.dir + "/none.txt")
	r.until("an empty one is refused", func() bool { return r.board.Latest().Alert })
	r.says(r.bar.Object, "The vocabulary was not changed", "none.txt")
	if r.engine.Vocabularies.Name() != "two" { // a copy in the library, which its file has no part in
		t.Errorf("the vocabulary is now %s", r.engine.Vocabularies.Name())
	}
}

// TestOwnVocabulariesAreOffered: those beside the library stand in the picker, by their names.
func TestOwnVocabulariesAreOffered(t *testing.T) {
	r := newRig(t, func(d *Deps) {
		if err := d.Library.Vocabularies().Keep("My colours", "red thing\n"); err != nil {
			t.Fatal(err)
		}
	})
	r.full()
	r.engine.Vocabularies.Read("My colours")
	r.until("it is in use", func() bool {
		return r.engine.Tags().Vocabulary.Name == "My colours" && r.engine.Vocabularies.Name() == "My colours"
	})
	if got := r.engine.Vocabularies.Files(); len(got) != 1 || got[0] != "My colours" || len(r.app.Preferences().StringList(filesKey)) != 0 {
		t.Errorf("the picker offers %q", got)
	}
}

func TestTheTour(t *testing.T) {
	r := newRig(t, nil)
	r.full()
	if !r.tour.Done(inspector.StepAdd) || r.tour.Done(inspector.StepDecide) {
		t.Errorf("after the first photos: added %v, decided %v", r.tour.Done(inspector.StepAdd), r.tour.Done(inspector.StepDecide))
	}
	r.list.goTo(0)
	r.decider.acceptCurrent()
	r.until("one to write", func() bool { return r.view.Write == 1 })
	r.pages.openWrite()
	if r.tour.On() {
		t.Error("the tour does not end with its last step")
	}
	r.restartTour()
	if !r.tour.On() {
		t.Error("Help › Tour does not bring it back")
	}
}

func TestMenusFollowTheState(t *testing.T) {
	r := newRig(t, nil)
	item := func(menu, i int) *fyne.MenuItem { return r.win.MainMenu().Items[menu].Items[i] }
	if !item(4, 0).Disabled {
		t.Error("Accept is on without a selection")
	}
	r.full()
	r.list.goTo(0)
	if item(4, 0).Disabled {
		t.Error("Accept is off with a selection")
	}
	if n := len(r.win.MainMenu().Items); n != 7 {
		t.Errorf("%d menus", n)
	}
}

// eachItem goes through the items of menus and of what opens from them.
func eachItem(items []*fyne.MenuItem, do func(*fyne.MenuItem)) {
	for _, item := range items {
		do(item)
		if item.ChildMenu != nil {
			eachItem(item.ChildMenu.Items, do)
		}
	}
}

// TestMenusSayTheirKeys looks at each item: its key stands in its label, where it can be read, and
// is drawn in no other way; a menu is no longer than the least window, but View, which is no longer
// than a small screen.
func TestMenusSayTheirKeys(t *testing.T) {
	r := newRig(t, nil)
	menus := [][]*fyne.MenuItem{r.menus.contextMenu()}
	for _, menu := range r.win.MainMenu().Items {
		menus = append(menus, menu.Items)
	}
	var keys int
	var begin []float32 // of the keys in Edit, in dp
	for i, items := range menus {
		high, most := float32(0), float32(560) // of the content, below the line of menus
		if i == 1+int(menuView) {
			most = 775
		}
		for _, item := range items {
			if high += 34; item.IsSeparator {
				high -= 29
			}
		}
		if high > most {
			t.Errorf("the menu that begins with %q is %v high", items[0].Label, high)
		}
		eachItem(items, func(item *fyne.MenuItem) {
			if _, drawn := item.Shortcut.(fyne.KeyboardShortcut); drawn {
				t.Errorf("the toolkit draws the key of %q", item.Label)
			}
		})
	}
	for i := range r.menus.table {
		c := &r.menus.table[i]
		item := r.menus.items[c.id]
		if item == nil || len(c.keys) == 0 {
			continue
		}
		keys++
		label, ok := strings.CutSuffix(item.Label, c.keys[0].String())
		if !ok || !strings.HasPrefix(label, c.label) || item.Shortcut.ShortcutName() != c.keys[0].shortcut().ShortcutName() {
			t.Errorf("%s says %q and answers to %v", c.id, item.Label, item.Shortcut)
		}
		if c.menu == menuEdit {
			begin = append(begin, kit.TextWidth(label+"|", 13, fyne.TextStyle{}))
		}
	}
	if keys < 40 || slices.Max(begin)-slices.Min(begin) > 2 {
		t.Errorf("%d keys; those of Edit begin at %v", keys, begin)
	}
}

// TestPartsThatWereAwayTakeTheLook changes the look on a page, and goes back to the photos:
// painting everything anew changes nothing.
func TestPartsThatWereAwayTakeTheLook(t *testing.T) {
	r := newRig(t, nil)
	r.started()
	r.list.goTo(0)
	r.menus.call(r.menus.command("preferences"))
	r.menus.call(r.menus.command("keys")) // a page on a page
	r.apply(func(s *library.Settings) { s.Look = string(kit.LookLight) })
	for r.pages.page() != nil {
		r.pages.close()
	}
	r.q.Run()
	shown := r.win.Canvas().Capture()
	r.applyLook()
	if again := r.win.Canvas().Capture(); !reflect.DeepEqual(shown, again) {
		t.Error("parts of the window keep the look that was left")
	}
}

func TestTheViewIsKept(t *testing.T) {
	r := newRig(t, nil)
	r.setOrder(view.OrderName)
	r.layout.setChipLines(1)
	r.layout.toggleNames()
	r.layout.setStep(3)
	store := r.app.Preferences()
	if o, l := keptOrder(store), keptLook(store); o != view.OrderName || l != (gridLook{lines: 1, names: true}) || store.Int(keptStepKey) != 3 {
		t.Errorf("kept: %s, %+v, step %d", o, l, store.Int(keptStepKey))
	}
	store.SetString(keptOrderKey, "nonsense")
	if o := keptOrder(store); o != view.OrderTaken {
		t.Errorf("nonsense is taken for %s", o)
	}
}

func TestNoKeyDecidesBehindAPage(t *testing.T) {
	r := newRig(t, nil)
	r.full()
	r.list.goTo(0)
	for _, id := range []string{"preferences", "write", "history", "keys"} {
		r.menus.call(r.menus.command(id))
		r.menus.keyDown(fyne.KeyA, 0)
		r.menus.keyDown(fyne.KeyX, 0)
		r.menus.keyDown(fyne.KeySpace, 0)
		r.menus.typedRune('1')
		r.menus.typedKey("1", shift)
		if p := r.pages.page(); p == nil || p.ID != id {
			t.Errorf("a key left %s", id)
		}
		r.showGrid()
	}
	if d := r.snap.Decisions(r.list.ids[0]); len(d) != 0 {
		t.Errorf("keys behind a page decided %v", d)
	}
}
