//go:build linux

package e2e

import "slices"

// held presses a key while others are held; as chord, for more than one of them.
func (w *walk) held(key string, held ...string) {
	w.Helper()
	var down, up []string
	for _, h := range held {
		down, up = append(down, "keydown", h), append(up, "keyup", h)
	}
	w.must("xdotool", slices.Concat(down, []string{"sleep", "0.3", "key", key, "sleep", "0.5"}, up, []string{"sleep", "0.3"})...)
}

// command runs a command by its name, and waits until the window shows something else.
func (w *walk) command(name string) {
	w.Helper()
	w.see("the page that finds commands opens", func() { w.held("p", "ctrl", "shift") })
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
	return left + 32, (menuHeight+toolbarHeight)*w.unit() + 25, left + 32 + min(room-64, 760*w.unit())
}
