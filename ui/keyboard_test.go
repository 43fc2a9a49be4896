package ui

import (
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"

	"catchlight/library"
	"catchlight/ui/help"
	"catchlight/ui/jobs"
	"catchlight/ui/kit"
	"catchlight/ui/message"
	"catchlight/ui/view"
)

// keyed presses a key as the driver of a real window does: a shortcut is for the menus first, then
// for what has the keyboard, then for the window.
func (r *rig) keyed(k key) {
	r.t.Helper()
	c := r.win.Canvas()
	if item := itemOf(r.win.MainMenu().Items, k.shortcut()); item != nil && !k.isPlain() {
		item.Action()
	} else if field, ok := c.Focused().(fyne.Shortcutable); ok && !k.isPlain() { // a field hands on what it has no use for
		field.TypedShortcut(k.shortcut())
	} else if k.isPlain() {
		r.plainKey(k)
	} else {
		r.menus.besideMenus(func(on key, c *command) { // the canvas of tests takes no shortcuts
			if on == k {
				r.menus.call(c)
			}
		})
	}
	r.q.Run()
}

// plainKey goes down, and is typed where the keyboard is then.
func (r *rig) plainKey(k key) {
	c, event := r.win.Canvas(), &fyne.KeyEvent{Name: k.name}
	if keyable, ok := c.Focused().(desktop.Keyable); ok && k.mod == 0 {
		keyable.KeyDown(event)
	} else if ok || c.Focused() == nil {
		r.menus.keyDown(k.name, k.mod) // the driver of tests holds no Shift
	} else if cmd := r.menus.commandOf(k.name, k.mod); k.mod != 0 && cmd != nil && !cmd.decides { // nor for what hands keys on
		r.menus.call(cmd)
	}
	if c.Focused() != nil && k.mod == 0 {
		c.Focused().TypedKey(event)
	}
}

// itemOf finds the item of the menus that has a shortcut.
func itemOf(menus []*fyne.Menu, s fyne.Shortcut) *fyne.MenuItem {
	for _, menu := range menus {
		for _, item := range menu.Items {
			if item.Shortcut != nil && item.Shortcut.ShortcutName() == s.ShortcutName() && !item.Disabled {
				return item
			}
			if item.ChildMenu != nil {
				if found := itemOf([]*fyne.Menu{item.ChildMenu}, s); found != nil {
					return found
				}
			}
		}
	}
	return nil
}

// TestAFieldThatIsCalledHasTheKeyboardAtOnce: where the window is slow, the letters behind a key come
// in the same batch as the key; in a field that gets the keyboard later they would be commands.
func TestAFieldThatIsCalledHasTheKeyboardAtOnce(t *testing.T) {
	for _, c := range []struct{ page, command string }{
		{"", "add"},
		{"", "search"},
		{"", "commands"},
		{"history", "commands"},
		{"vocabulary", "newTag"},
		{"vocabulary", "newChild"},
		{"vocabulary", "search"},
		{"manual", "search"},
		{"commands", "search"},
		{"loupe", "search"},
		{"review", "search"},
		{"write", "search"},
		{"history", "search"},
		{"problems", "search"},
		{"preferences", "search"},
		{"jobs", "search"},
		{"keys", "search"},
	} {
		t.Run(c.page+" "+c.command, func(t *testing.T) {
			r := ready(t)
			if c.page != "" {
				r.menus.call(r.menus.command(c.page))
				r.until("the page rests", r.jobs.Idle)
				r.q.Run()
			}
			r.menus.call(r.menus.command(c.command))
			if field, is := r.win.Canvas().Focused().(*kit.Entry); !is || !kit.Shown(field) {
				t.Errorf("the keyboard is on %T", r.win.Canvas().Focused())
			}
		})
	}
}

// byName calls a command on the page that finds commands, by keys alone, and returns what its row
// says it lacks.
func (r *rig) byName(c *command) (lacks string) {
	r.t.Helper()
	r.keyed(key{fyne.KeyP, ctrl | shift})
	finder := onPage[help.Finder](r.pages.page())
	if finder == nil || r.win.Canvas().Focused() != fyne.Focusable(finder.Field) {
		r.t.Fatalf("%s: the page that finds commands does not have the keyboard", c.id)
	}
	label := c.label
	if c.sub != "" {
		label = c.sub + " › " + c.label
	}
	for _, letter := range label {
		finder.Field.TypedRune(letter)
	}
	for tries := 0; finder.Chosen() == nil || finder.Chosen().Label != label; tries++ {
		if r.keyed(plain(fyne.KeyDown)); tries > len(r.menus.table) {
			r.t.Fatalf("%s is not found by its name", c.id)
		}
	}
	lacks = finder.Chosen().Lacks
	r.keyed(plain(fyne.KeyReturn))
	if onPage[help.Finder](r.pages.page()) == nil {
		return lacks
	}
	r.keyed(plain(fyne.KeyEscape)) // empties the field
	r.keyed(plain(fyne.KeyEscape)) // leaves it
	return lacks
}

// ready is a window in which most commands can run.
func ready(t *testing.T) *rig {
	r := burstRig(t)
	r.enter(view.Scope{})
	r.until("all photos are shown", func() bool { return r.view.Request.Scope == view.Scope{} && len(r.list.ids) > 0 })
	r.keep(func(s *library.Settings) {
		s.KeywordSets = []library.KeywordSet{{Name: "mine", Words: []string{"a", "b", "c", "d", "e", "f", "g", "h", "i"}}}
		s.KeywordSet = 1
	})
	r.decider.lastTyped = "ours"
	r.list.goTo(0)
	return r
}

// states are the states of the window that commands are called in.
var states = map[string]func(*testing.T) *rig{
	"empty": func(t *testing.T) *rig { return newRig(t, nil) },
	"photos": func(t *testing.T) *rig {
		r := ready(t)
		r.filters.Set([]library.Choice{{Facet: library.FacetFormat, Value: library.Value{Name: "jpeg"}}})
		r.until("all of them are JPEG", func() bool { return len(r.view.Request.Chosen) == 1 && len(r.list.ids) > 0 })
		return r
	},
	"loupe": func(t *testing.T) *rig {
		r := ready(t)
		r.pages.toggleLoupe()
		return r
	},
	"review": func(t *testing.T) *rig {
		r := ready(t)
		r.pages.reviewTag("red")
		r.until("the photos are scored", func() bool { return r.pages.review() != nil && r.pages.review().Len() > 0 })
		return r
	},
	"vocabulary": func(t *testing.T) *rig {
		r := ready(t)
		r.words("colour\n\tred\n")
		return r
	},
}

// never are commands that can run in none of the states, and why.
var never = map[string]string{"seen": "needs a picture that another program has changed"}

// TestEveryCommandByKeysAlone calls each row of the table in each state of the window, by its own
// keys and by its name: it runs once, or says what it lacks.
func TestEveryCommandByKeysAlone(t *testing.T) {
	ran := map[string]bool{}
	named := map[string]map[bool]bool{} // by name it is called once where it can run, and once where it cannot
	for name, state := range states {
		t.Run(name, func(t *testing.T) {
			r := state(t)
			if name != "empty" {
				lasting := holding(jobs.Import) // others come and go
				lasting.Quiet = false           // pausing acts on what the bar shows
				r.jobs.Add(lasting)
			}
			r.until("a job runs, or none", func() bool { return r.jobs.Idle() == (name == "empty") })
			var calls []string
			page := r.pages.page()
			for i := range r.menus.table {
				if c := &r.menus.table[i]; c.id != "commands" {
					c.run = func(*Window) { calls = append(calls, c.id) }
				}
			}
			check := func(c *command, by string, can bool) {
				t.Helper()
				if want := can; want != (len(calls) == 1 && calls[0] == c.id) || !can && len(calls) > 0 {
					t.Errorf("%s by %s: %v was called; it can run: %v", c.id, by, calls, can)
				}
				if calls = nil; r.pages.page() != page {
					t.Fatalf("%s by %s: the page is not that of before", c.id, by)
				}
			}
			for i := range r.menus.table {
				c := &r.menus.table[i]
				if c.id == "commands" {
					continue
				}
				can := c.can(r.Window)
				if !named[c.id][can] {
					if lacks := r.byName(c); can == (lacks != "") {
						t.Errorf("%s can run: %v, and lacks %q", c.id, can, lacks)
					}
					check(c, "its name", can)
					named[c.id] = map[bool]bool{can: true, !can: named[c.id][!can]}
				}
				for _, k := range c.keys {
					r.menus.lost = time.Time{} // nobody types a word
					r.keyed(k)
					check(c, k.String(), can)
				}
				ran[c.id] = ran[c.id] || can
			}
		})
	}
	for _, c := range commands() {
		if !ran[c.id] && never[c.id] == "" && c.id != "commands" {
			t.Errorf("%s runs in no state of the window", c.id)
		}
	}
}

// TestACommandFoundByNameActsOnWhatWasBelow: the page of commands is gone before, and the keyboard
// is where it was.
func TestACommandFoundByNameActsOnWhatWasBelow(t *testing.T) {
	r := ready(t)
	r.pages.toggleLoupe()
	r.q.Run()
	r.byName(r.menus.command("filmstrip"))
	if !r.pages.loupeShown() || r.pages.stripShown() {
		t.Errorf("the loupe is shown: %v, with its strip: %v", r.pages.loupeShown(), r.pages.stripShown())
	}
	r.byName(r.menus.command("grid"))
	chip := r.openChip()
	r.win.Canvas().Focus(chip)
	r.q.Run()
	r.byName(r.menus.command("sidebar"))
	if focused := r.win.Canvas().Focused(); focused != fyne.Focusable(chip) || r.layout.sidebarShown() {
		t.Errorf("the keyboard is on %T; the sidebar is shown: %v", focused, r.layout.sidebarShown())
	}
	r.search.Field.Entry.SetText("re")
	r.win.Canvas().Focus(r.search.Field.Entry)
	r.byName(r.menus.command("selectNone"))
	if r.list.hasSelection() || r.win.Canvas().Focused() != fyne.Focusable(r.search.Field.Entry) {
		t.Errorf("selected: %v, the keyboard is on %T", r.list.hasSelection(), r.win.Canvas().Focused())
	}
}

// TestTheKeyboardIsNotLeftOnTheNextMessage: a second Enter answers to nothing that came meanwhile.
func TestTheKeyboardIsNotLeftOnTheNextMessage(t *testing.T) {
	r := newRig(t, nil)
	r.full()
	undone := false
	undo := &message.Result{Text: "Removed.", Action: "Undo", Do: func() { undone = true }}
	r.board.Show(&message.Result{Text: "Remove?", Action: "Remove", Ask: true, Do: func() { r.board.Show(undo) }})
	for _, k := range []fyne.KeyName{fyne.KeyF9, fyne.KeyReturn, fyne.KeyReturn} {
		r.keyed(plain(k))
	}
	if focused := r.win.Canvas().Focused(); undone || focused != fyne.Focusable(r.grid) && !r.pages.loupeShown() {
		t.Errorf("the second Enter went to the next message (%t); the keyboard is on %T", undone, focused)
	}
}

// TestAMessageIsAnsweredByKeys: F9 goes to its button, Enter presses it, and the keyboard is back on
// the photos.
func TestAMessageIsAnsweredByKeys(t *testing.T) {
	r := newRig(t, nil)
	r.full()
	r.list.goTo(0)
	r.typed("ours")
	r.until("the photo cannot be forgotten silently", func() bool { return len(r.snap.Decisions(r.list.ids[0])) > 0 })
	r.focusGrid()
	r.byName(r.menus.command("remove"))
	r.until("it asks", func() bool { return r.board.Question() != nil })
	r.keyed(plain(fyne.KeyF9))
	r.keyed(plain(fyne.KeyReturn))
	r.until("the photo is out of the library", func() bool { return len(r.list.ids) == 2 })
	if focused := r.win.Canvas().Focused(); focused != fyne.Focusable(r.grid) {
		t.Errorf("the keyboard is on %T", focused)
	}
}
