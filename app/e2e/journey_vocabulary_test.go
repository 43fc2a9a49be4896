//go:build linux

package e2e

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// TestJourneyVocabulary: a new tag shows its photos while it is typed, gets another name and another
// place, goes and comes back, all by keys; a list of Lightroom is shown before it is taken over, and
// saved again.
func TestJourneyVocabulary(t *testing.T) {
	journey{number: 7, name: "vocabulary", photos: 24, walk: func(w *walk) {
		w.see("the page of the vocabulary opens", func() { w.chord("ctrl", "4") })
		w.look("opened")
		w.see("the field of a new tag takes the keyboard", func() { w.chord("ctrl", "n") })
		w.types("boat trip")
		w.look("typing")
		w.keys("Return")
		w.listHolds("My essentials", "\nboat trip\n")
		w.see("the tree has the keyboard", func() { w.keys("Escape") })
		w.keys("F2")
		w.types("cruise")
		w.keys("Return")
		w.listHolds("My essentials", "\ncruise\n\t{boat trip}\n")
		w.look("renamed")
		w.chord("ctrl", "shift", "Right")
		w.listHolds("My essentials", "\n\tcruise\n")
		w.chord("ctrl", "Delete")
		w.listLacks("My essentials", "cruise")
		w.chord("ctrl", "z")
		w.listHolds("My essentials", "\n\tcruise\n\t\t{boat trip}\n")
		w.look("back")
		w.mergesIntoABoat()
		w.keys("Escape")
		w.importsAList()
	}}.run(t)
}

// mergesIntoABoat makes the current tag, a cruise, one with another, which is offered while its name
// is typed, and tells both apart again; then it goes to the top by the pointer, before the first tag.
func (w *walk) mergesIntoABoat() {
	w.Helper()
	w.see("the field of the other tag takes the keyboard", func() { w.chord("ctrl", "m") })
	w.see("tags are offered", func() { w.types("boat") })
	w.look("merging")
	w.keys("Return")
	w.listHolds("My essentials", "\t{cruise}\n")
	w.listLacks("My essentials", "\tcruise\n")
	w.listHolds("My essentials", "\t{boat trip}\n")
	w.look("merged")
	w.chord("ctrl", "z")
	w.listHolds("My essentials", "\n\tcruise\n\t\t{boat trip}\n")
	w.see("the tree has the keyboard", func() { w.keys("Home") })
	row := w.menuHeight() + (toolbarHeight+42+28+14)*w.unit()
	w.listHolds("My essentials", "\nperson\n")
	w.dragTo(200, row+28*w.unit(), 200, row-9*w.unit()) // the first child, before the first tag
	w.listLacks("My essentials", "\tman\n")
	w.look("dragged")
	w.chord("ctrl", "z")
	w.listHolds("My essentials", "\n\tman\n")
}

// lightroomList is a list as Lightroom writes it.
const lightroomList = "[WHERE]\n\tharbour\n\t\t{port}\n\t\tjetty\nsky\nWHO\n\tAnna\n"

// importsAList hands a list to the window, looks at what it would do, takes it over, and saves it
// again for Lightroom.
func (w *walk) importsAList() {
	w.Helper()
	if err := os.WriteFile(filepath.Join(w.home.dir, "mine.txt"), []byte(lightroomList), 0o644); err != nil {
		w.Fatal(err)
	}
	w.home.start(w.home.withDisplay(w.display, "mine.txt")).wait().ends(0, "has taken over")
	w.look("asked")
	w.see("the list is shown before it is taken over", func() { w.clickAt(260*w.unit()-30, -16*w.unit()) })
	w.look("preview")
	w.keys("Return")
	w.listHolds("mine", "\n\tharbour\n\t\t{port}\n")
	w.see("the page of the vocabulary opens", func() { w.chord("ctrl", "4") })
	w.look("imported")
	if w.appearance.text != 100 {
		return // the button stands elsewhere
	}
	w.see("the forms are listed", func() { w.clickAt(-455, w.menuHeight()+toolbarHeight/2) })
	w.see("a folder is asked for", func() { w.keys("Down", "Return") })
	w.look("export")
	saved := filepath.Join(w.home.dir, "mine.txt") // the dialog begins in the home
	if err := os.Remove(saved); err != nil {
		w.Fatal(err)
	}
	w.clickAt(w.dialogsEnd())
	eventually(w.T, "the list is saved as Lightroom reads it", func() bool {
		data, _ := os.ReadFile(saved)
		return strings.Contains(string(data), "[WHERE]\n\tharbour\n\t\t{port}\n\t\tjetty\n")
	})
}

// dialogsEnd is the last button of a dialog that asks for a file or folder, which stands in the middle
// of the window.
func (w *walk) dialogsEnd() (x, y float64) {
	width, height := float64(w.width/w.appearance.scale), float64(w.height/w.appearance.scale)
	return (width+min(width-64, 820))/2 - 28, (height+min(height-64, 560))/2 - 16
}

// listHolds waits until the file of a vocabulary holds a text.
func (w *walk) listHolds(name, text string) {
	w.Helper()
	eventually(w.T, "the list "+name+" holds "+text, func() bool { return strings.Contains("\n"+w.list(name), text) })
}

// listLacks waits until the file of a vocabulary does not hold a text.
func (w *walk) listLacks(name, text string) {
	w.Helper()
	eventually(w.T, "the list "+name+" lacks "+text, func() bool { return !strings.Contains(w.list(name), text) })
}

// list is the file of a vocabulary, "" while there is none.
func (w *walk) list(name string) string {
	data, _ := os.ReadFile(filepath.Join(w.home.dir, "data", "catchlight", "vocabularies", name+".txt"))
	return string(data)
}
