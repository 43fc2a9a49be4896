package ui

import (
	"runtime"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/lang"

	"catchlight/ui/kit"
	"catchlight/ui/page"
)

// menuTitles are the menus in their order.
func menuTitles() [noMenu]string {
	return [noMenu]string{
		menuFile: lang.X("menu.file", "File"), menuEdit: lang.X("menu.edit", "Edit"), menuView: lang.X("menu.view", "View"),
		menuPhoto: lang.X("menu.photo", "Photo"), menuTag: lang.X("menu.tag", "Tag"), menuWrite: lang.X("menu.write", "Write"),
		menuHelp: lang.X("menu.help", "Help"),
	}
}

// menus are the commands of the window, in its menus and on its keys.
type menus struct {
	w     *Window
	table []command
	items map[string]*fyne.MenuItem // of the main menu, by command
	lost  time.Time                 // until then keys are those of a word that found no field
	spent fyne.KeyName              // a key that has moved the keyboard: what has it now hears of it as well
}

// betweenLetters is how long somebody who types a word pauses between its letters at most.
const betweenLetters = time.Second

// bindKeys makes the menus, and registers the keys that no menu item carries.
func (m *menus) bindKeys() {
	m.w.win.SetMainMenu(m.mainMenu())
	c := m.w.win.Canvas()
	m.besideMenus(func(k key, cmd *command) { c.AddShortcut(k.shortcut(), func(fyne.Shortcut) { m.call(cmd) }) })
	if d, ok := c.(desktop.Canvas); ok {
		d.SetOnKeyDown(m.keyNowhere)
	}
	c.SetOnTypedKey(func(e *fyne.KeyEvent) { m.typedAnywhere(e.Name) })
	c.SetOnTypedRune(m.typedRune)
}

// besideMenus hands on the shortcuts that no menu item carries.
func (m *menus) besideMenus(see func(k key, c *command)) {
	for i := range m.table {
		cmd := &m.table[i]
		for n, k := range cmd.keys {
			if !k.isPlain() && (n > 0 || cmd.menu >= noMenu) {
				see(k, cmd)
			}
		}
	}
}

func (m *menus) mainMenu() *fyne.MainMenu {
	main := &fyne.MainMenu{}
	m.items = map[string]*fyne.MenuItem{}
	for id, title := range menuTitles() {
		items := m.menuOf(func(c *command) bool { return c.menu == menuID(id) }, func(c *command, item *fyne.MenuItem) { m.items[c.id] = item })
		main.Items = append(main.Items, fyne.NewMenu(title, items...))
	}
	return main
}

// contextMenu makes the menu items of the commands that act on photos.
func (m *menus) contextMenu() []*fyne.MenuItem {
	return m.menuOf(func(c *command) bool { return c.photo }, func(*command, *fyne.MenuItem) {})
}

// reviewMenu opens what can be done on a review or the leftovers with the photos that are chosen
// there.
func (m *menus) reviewMenu(at fyne.Position) {
	ids := []string{"accept", "reject", "reopen", "loupe", "cut"}
	if m.w.pages.review() == nil {
		ids[4] = "review" // of the tag: there is no line here
	}
	var menu captions
	for _, id := range ids {
		c := m.command(id)
		menu.add(m.menuItem(c), c)
	}
	menu.align()
	m.popUp(menu.items, at)
}

// menuOf makes the menu items of the commands that are wanted, those of a submenu in one; made
// hears of each.
func (m *menus) menuOf(wanted func(*command) bool, made func(*command, *fyne.MenuItem)) []*fyne.MenuItem {
	var top captions
	below := map[string]*captions{} // by the title of the submenu
	submenus := map[string]*fyne.MenuItem{}
	for i := range m.table {
		c := &m.table[i]
		if !wanted(c) {
			continue
		}
		item := m.menuItem(c)
		made(c, item)
		if c.after && below[c.sub] == nil && len(top.items) > 0 {
			top.add(fyne.NewMenuItemSeparator(), nil)
		}
		if c.sub == "" {
			top.add(item, c)
			continue
		}
		if below[c.sub] == nil {
			below[c.sub], submenus[c.sub] = &captions{}, fyne.NewMenuItem(c.sub, nil)
			top.add(submenus[c.sub], nil)
		}
		below[c.sub].add(item, c)
	}
	top.align()
	for title, in := range below {
		in.align()
		submenus[title].ChildMenu = fyne.NewMenu(title, in.items...)
	}
	return top.items
}

func (m *menus) menuItem(c *command) *fyne.MenuItem {
	item := fyne.NewMenuItem(c.label, func() { m.call(c) })
	item.IsQuit = c.id == "quit"
	// The system's menu bar of macOS would take plain keys away from text fields.
	if len(c.keys) > 0 && (runtime.GOOS != "darwin" || !c.keys[0].isPlain()) {
		item.Shortcut = menuShortcut(c.keys[0].shortcut())
	}
	item.Disabled = !c.can(m.w)
	item.Checked = c.on != nil && c.on(m.w)
	return item
}

// refreshMenu brings ticks and disabled items up to date.
func (m *menus) refreshMenu() {
	main := m.w.win.MainMenu()
	if main == nil {
		return
	}
	changed := false
	for i := range m.table {
		if item := m.items[m.table[i].id]; item != nil {
			changed = m.freshen(&m.table[i], item) || changed
		}
	}
	if changed {
		main.Refresh()
	}
}

// freshen reports whether the item looks different now.
func (m *menus) freshen(c *command, item *fyne.MenuItem) bool {
	disabled, checked := !c.can(m.w), c.on != nil && c.on(m.w)
	if item.Disabled == disabled && item.Checked == checked {
		return false
	}
	item.Disabled, item.Checked = disabled, checked
	return true
}

// call runs a command, if it can run now. Where a text field has the keyboard, the field's own
// editing key wins.
func (m *menus) call(c *command) {
	if field, ok := m.w.win.Canvas().Focused().(*kit.Entry); ok && c.edits != nil && field.Edits(c.edits) {
		field.TypedShortcut(c.edits)
		return
	}
	switch {
	case m.w.quitting:
		return
	case m.w.intake.asks() && c.id == "back":
		m.w.intake.stopAsking()
		return
	case m.w.intake.asks() && c.id != "quit":
		return
	}
	if !c.can(m.w) {
		m.w.bar.Note(c.needs.says)
		if c.types {
			m.lost = time.Now().Add(betweenLetters)
		}
		return
	}
	m.w.touch()
	m.w.bar.EndNote()
	c.run(m.w)
}

// command finds a row of the table, nil when there is none of that id.
func (m *menus) command(id string) *command {
	for i := range m.table {
		if m.table[i].id == id {
			return &m.table[i]
		}
	}
	return nil
}

// typedAnywhere is a key that is typed while nothing has the keyboard, or that a control has handed
// on.
func (m *menus) typedAnywhere(name fyne.KeyName) {
	if m.w.win.Canvas().Focused() != nil {
		m.rowKey(name)
		return
	}
	m.typedKey(name, kit.HeldModifiers())
}

// rowKey runs the command of a plain key for a row or another control that has the keyboard. It
// does not decide: the current word is elsewhere, and a key that is held down repeats here. From a
// control beside the grid Esc goes back to the grid first.
func (m *menus) rowKey(name fyne.KeyName) {
	if name == m.spent {
		return
	}
	if name == fyne.KeyEscape && m.w.pages.page() == nil {
		m.w.focusGrid()
		return
	}
	if c := m.commandOf(name, kit.HeldModifiers()); c != nil && !c.decides && !m.loses(name) {
		m.call(c)
	} else if p := m.w.pages.page(); c == nil && p != nil {
		p.Scroll(name)
	}
}

// keyNowhere is a key that goes down while nothing has the keyboard. Where Tab takes it, nobody else
// would tell.
func (m *menus) keyNowhere(e *fyne.KeyEvent) {
	m.keyDown(e.Name, kit.HeldModifiers())
	if e.Name == fyne.KeyTab {
		m.w.post(m.keysMoved)
	}
}

// reachPage reports whether keys act on what the open page shows: the keyboard is on its stop, or
// nowhere.
func (m *menus) reachPage() bool {
	switch m.w.win.Canvas().Focused().(type) {
	case nil, *page.Stop:
		return true
	}
	return false
}

// keysMoved shows the ring where keys go now.
func (m *menus) keysMoved() {
	m.w.inspector.ShowRing()
	if m.w.pages.leftoversOpen() != nil {
		m.w.pages.refreshPage()
	}
}

// loses reports whether a key belongs to a word whose field did not open, as where nothing is
// selected any more: its letters, and Enter behind them, must not decide.
func (m *menus) loses(name fyne.KeyName) bool {
	now := time.Now()
	if now.After(m.lost) || len(name) > 1 && name != fyne.KeySpace && name != fyne.KeyReturn && name != fyne.KeyEnter {
		return false
	}
	m.lost = now.Add(betweenLetters)
	return true
}

// keyDown runs the command of a plain key. It comes from grid, loupe, chips and from the window
// when nothing has the keyboard, never from a text field; a key held down comes once.
func (m *menus) keyDown(name fyne.KeyName, mod fyne.KeyModifier) {
	if m.loses(name) {
		return
	}
	if c := m.commandOf(name, mod); c != nil {
		before := m.w.win.Canvas().Focused()
		if m.call(c); m.w.win.Canvas().Focused() != before {
			m.spent = name
			m.w.post(func() { m.spent = "" })
		}
	}
}

// commandOf is the command of a plain key, nil when there is none.
func (m *menus) commandOf(name fyne.KeyName, mod fyne.KeyModifier) *command {
	for i := range m.table {
		for _, k := range m.table[i].keys {
			if k.isPlain() && k.name == name && k.mod == mod {
				return &m.table[i]
			}
		}
	}
	return nil
}

// typedKey is a key that may repeat: the arrows in the loupe, those that move through a page, and
// Shift with a digit, where the layout has digits unshifted.
func (m *menus) typedKey(name fyne.KeyName, mod fyne.KeyModifier) {
	switch {
	case m.w.intake.asks():
	case mod == shift && m.w.decider.canTag() && len(name) == 1 && name[0] >= '1' && name[0] <= '9':
		m.w.decider.nth(int(name[0]-'0'), m.w.decider.reject)
	case m.w.pages.leftoversShown() != nil:
		m.w.pages.leftoversShown().Move(name)
	case m.w.pages.loupeShown() && mod == shift:
		m.w.pages.loupe().Pan(name)
	case m.w.pages.loupeShown():
		m.w.pages.moveLoupe(name)
	case m.w.pages.page() != nil:
		m.w.pages.page().Scroll(name)
	}
}

// typedRune accepts the nth suggestion on a digit, and shows the keys on a question mark.
func (m *menus) typedRune(r rune) {
	switch {
	case m.w.intake.asks(), m.loses(fyne.KeyName(r)):
	case r >= '1' && r <= '9' && m.w.decider.canTag():
		m.w.decider.nth(int(r-'0'), m.w.decider.accept)
	case r == '?':
		m.call(m.command("keys"))
	}
}
