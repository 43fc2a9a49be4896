package ui

import (
	"runtime"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/lang"

	"catchlight/ui/kit"
)

// menuTitles are the menus in their order.
func menuTitles() [noMenu]string {
	return [noMenu]string{
		menuFile: lang.X("menu.file", "File"), menuEdit: lang.X("menu.edit", "Edit"), menuView: lang.X("menu.view", "View"),
		menuPhoto: lang.X("menu.photo", "Photo"), menuTag: lang.X("menu.tag", "Tag"), menuWrite: lang.X("menu.write", "Write"),
		menuHelp: lang.X("menu.help", "Help"),
	}
}

// bindKeys makes the menus, and registers the keys that no menu item carries.
func (w *Window) bindKeys() {
	w.win.SetMainMenu(w.mainMenu())
	c := w.win.Canvas()
	for i := range w.table {
		cmd := &w.table[i]
		for n, k := range cmd.keys {
			if !k.isPlain() && (n > 0 || cmd.menu == noMenu) {
				c.AddShortcut(k.shortcut(), func(fyne.Shortcut) { w.call(cmd) })
			}
		}
	}
	if d, ok := c.(desktop.Canvas); ok {
		d.SetOnKeyDown(func(e *fyne.KeyEvent) { w.keyDown(e.Name, kit.HeldModifiers()) })
	}
	c.SetOnTypedKey(func(e *fyne.KeyEvent) { w.typedKey(e.Name, kit.HeldModifiers()) })
	c.SetOnTypedRune(w.typedRune)
}

func (w *Window) mainMenu() *fyne.MainMenu {
	m := &fyne.MainMenu{}
	for id, title := range menuTitles() {
		m.Items = append(m.Items, fyne.NewMenu(title, w.menuOf(func(c *command) bool { return c.menu == menuID(id) })...))
	}
	return m
}

// menuOf makes the menu items of the commands that are wanted.
func (w *Window) menuOf(wanted func(*command) bool) []*fyne.MenuItem {
	var items []*fyne.MenuItem
	for i := range w.table {
		c := &w.table[i]
		if !wanted(c) {
			continue
		}
		if c.after && len(items) > 0 {
			items = append(items, fyne.NewMenuItemSeparator())
		}
		items = append(items, w.menuItem(c))
	}
	return items
}

func (w *Window) menuItem(c *command) *fyne.MenuItem {
	item := fyne.NewMenuItem(c.label, func() { w.call(c) })
	item.IsQuit = c.id == "quit"
	// The system's menu bar of macOS would take plain keys away from text fields.
	if len(c.keys) > 0 && (runtime.GOOS != "darwin" || !c.keys[0].isPlain()) {
		item.Shortcut = c.keys[0].shortcut()
	}
	item.Disabled = c.can != nil && !c.can(w)
	item.Checked = c.on != nil && c.on(w)
	return item
}

// refreshMenu brings ticks and disabled items up to date.
func (w *Window) refreshMenu() {
	main := w.win.MainMenu()
	if main == nil {
		return
	}
	changed := false
	for id, menu := range main.Items {
		n := 0
		for i := range w.table {
			if c := &w.table[i]; c.menu == menuID(id) {
				for menu.Items[n].IsSeparator {
					n++
				}
				changed = w.freshen(c, menu.Items[n]) || changed
				n++
			}
		}
	}
	if changed {
		main.Refresh()
	}
}

// freshen reports whether the item looks different now.
func (w *Window) freshen(c *command, item *fyne.MenuItem) bool {
	disabled, checked := c.can != nil && !c.can(w), c.on != nil && c.on(w)
	if item.Disabled == disabled && item.Checked == checked {
		return false
	}
	item.Disabled, item.Checked = disabled, checked
	return true
}

// call runs a command, if it can run now. Where a text field has the keyboard, the field's own editing key wins.
func (w *Window) call(c *command) {
	if field, ok := w.win.Canvas().Focused().(*kit.Entry); ok && c.edits != nil && field.Edits(c.edits) {
		field.TypedShortcut(c.edits)
		return
	}
	if w.quitting || c.can != nil && !c.can(w) {
		return
	}
	w.touch()
	c.run(w)
}

// command finds a row of the table, nil when there is none of that id.
func (w *Window) command(id string) *command {
	for i := range w.table {
		if w.table[i].id == id {
			return &w.table[i]
		}
	}
	return nil
}

// rowKey runs the command of a plain key for a row that has the keyboard. It does not decide: the current word is elsewhere,
// and a key that is held down repeats here.
func (w *Window) rowKey(name fyne.KeyName) {
	if c := w.commandOf(name, kit.HeldModifiers()); c != nil && !c.decides {
		w.call(c)
	}
}

// keyDown runs the command of a plain key. It comes from grid, loupe, chips and from the window when nothing has the
// keyboard, never from a text field; a key held down comes once.
func (w *Window) keyDown(name fyne.KeyName, mod fyne.KeyModifier) {
	if c := w.commandOf(name, mod); c != nil {
		w.call(c)
	}
}

// commandOf is the command of a plain key, nil when there is none.
func (w *Window) commandOf(name fyne.KeyName, mod fyne.KeyModifier) *command {
	for i := range w.table {
		for _, k := range w.table[i].keys {
			if k.isPlain() && k.name == name && k.mod == mod {
				return &w.table[i]
			}
		}
	}
	return nil
}

// typedKey is a key that may repeat: the arrows in the loupe, and Shift with a digit, where the
// layout has digits unshifted.
func (w *Window) typedKey(name fyne.KeyName, mod fyne.KeyModifier) {
	switch {
	case mod == shift && w.canTag() && len(name) == 1 && name[0] >= '1' && name[0] <= '9':
		w.nth(int(name[0]-'1'), w.reject)
	case w.loupeShown() && mod == shift:
		w.panLoupe(name)
	case w.loupeShown():
		w.moveLoupe(name)
	}
}

// typedRune accepts the nth suggestion on a digit, and shows the keys on a question mark.
func (w *Window) typedRune(r rune) {
	switch {
	case r >= '1' && r <= '9' && w.canTag():
		w.nth(int(r-'1'), w.accept)
	case r == '?':
		w.call(w.command("keys"))
	}
}
