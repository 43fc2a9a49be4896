package ui

import (
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/lang"

	"catchlight/ui/help"
	"catchlight/ui/kit"
)

// keyNames are the command's keys as people call them.
func (c *command) keyNames() []string {
	var names []string
	for _, k := range c.keys {
		if name := k.String(); !slices.Contains(names, name) { // both Enter keys are called alike
			names = append(names, name)
		}
	}
	return names
}

// keyGroups are the commands that have keys, by menu; those of none come last.
func (m *menus) keyGroups() []help.Group {
	menus := menuTitles()
	titles := append(menus[:], lang.X("keys.everywhere", "Everywhere"), lang.X("keys.review", "While a tag is reviewed"))
	groups := make([]help.Group, len(titles))
	for id := range titles {
		groups[id].Title = titles[id]
	}
	for _, c := range m.table {
		if keys := c.keyNames(); len(keys) > 0 {
			groups[c.menu].Rows = append(groups[c.menu].Rows, help.Row{Label: c.label, Keys: keys})
		}
	}
	return groups
}

// reviewKeys are the keys that a review is worked with, each with what it does.
func (m *menus) reviewKeys() (rows [][2]string) {
	for _, id := range []string{"accept", "reject", "reopen", "cut", "lineBack", "lineOn", "lineUp", "lineDown", "loupe"} {
		c := m.command(id)
		rows = append(rows, [2]string{c.keyNames()[0], c.label})
	}
	return rows
}

// openCommands opens the page that finds a command by its name, and leaves it where it is open.
func (pg *pages) openCommands() {
	if onPage[help.Finder](pg.page()) != nil {
		pg.close()
		return
	}
	p := help.Commands(pg.w.menus.findable(pg.w.win.Canvas().Focused()), pg.close)
	pg.open(p)
	focus := func() {
		if finder := onPage[help.Finder](pg.page()); finder != nil {
			pg.w.win.Canvas().Focus(finder.Field)
		}
	}
	focus()          // at once: letters in the same batch as the key must not be taken for commands
	pg.w.post(focus) // and after a menu that has called it, which gives the keyboard back
}

// findable are all commands for the page that finds them, but the one that opens it. What each
// lacks is asked now: afterwards that page stands in front of what they act on. focused is what has
// the keyboard now, and gets it back.
func (m *menus) findable(focused fyne.Focusable) []help.Command {
	var all []help.Command
	titles := menuTitles()
	for i := range m.table {
		c := &m.table[i]
		if c.id == "commands" {
			continue
		}
		row := help.Command{Label: c.label, Keys: c.keyNames(), Run: func() { m.callBelow(c, focused) }}
		if c.sub != "" {
			row.Label = c.sub + " › " + c.label
		}
		if c.menu < noMenu {
			row.Menu = titles[c.menu]
		}
		if !c.can(m.w) {
			row.Lacks = c.needs.says
		}
		all = append(all, row)
	}
	return all
}

// callBelow leaves the open page, gives the keyboard back, and runs a command on what was below.
func (m *menus) callBelow(c *command, focused fyne.Focusable) {
	m.w.pages.close()
	if o, ok := focused.(fyne.CanvasObject); ok && kit.Shown(o) {
		m.w.win.Canvas().Focus(focused)
	}
	m.call(c)
}

// regain brings the keyboard back to the photos, or the page, when the message that had it is gone:
// the next Enter would answer to the one that stands in its place.
func (m *menus) regain() {
	if o, ok := m.w.win.Canvas().Focused().(fyne.CanvasObject); ok && m.w.bar.Answers(o) {
		m.w.focusGrid()
	}
}

// openBar gives the keyboard to the menus where the toolkit draws them, and takes it back; where
// the system draws them, it has a key of its own.
func (m *menus) openBar() {
	if bar, ok := m.w.win.Canvas().(interface{ ToggleMenu() }); ok {
		bar.ToggleMenu()
	}
}
