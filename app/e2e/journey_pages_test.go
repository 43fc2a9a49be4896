//go:build linux

package e2e

// command runs a command by its name, and waits until the window shows something else.
func (w *walk) command(name string) {
	w.Helper()
	w.see("the page that finds commands opens", func() { w.chord("ctrl", "shift", "p") })
	w.types(name)
	w.see(name+" is run", func() { w.keys("Return") })
	w.rests()
}

// page is where the column of a page begins, and where it ends at the right, in dp.
func (w *walk) page() (left, top, right float64) {
	width := float64(w.width / w.appearance.scale)
	room := width - inspectorWidth
	if width >= narrow {
		left, room = sidebarWidth, room-sidebarWidth
	}
	return left + 32, w.menuHeight() + toolbarHeight*w.unit() + 25, left + 32 + min(room-64, 760*w.unit())
}
