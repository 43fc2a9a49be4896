// Package page is what all pages of the window have in common: what a page hands to the window, and
// how a list on it looks.
//
// A page is a package of its own beside this one, or a file of the window where it is short. It has
// a constructor that takes a struct of what it needs, values and functions, and returns a [Page]:
// what stands in the centre and beside it, and what to call when something has changed, when Enter
// is pressed and when the page is left. No page knows the window; what commands do on a page that
// is open are methods of the page's subject.
package page

import (
	"path/filepath"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"catchlight/ui/kit"
)

// Page is what stands in the centre in place of the grid: Write, History, Problems, Preferences,
// Jobs, Keys, the loupe. All of it is used on Fyne's goroutine, and no function may block.
type Page struct {
	ID      string
	Title   string
	Body    fyne.CanvasObject
	Actions []fyne.CanvasObject // at the right of its header
	Side    fyne.CanvasObject   // in place of the inspector; nil keeps it
	Nav     fyne.CanvasObject   // in place of the sidebar; nil keeps it
	Bare    bool                // it has a header of its own
	Wide    bool                // it has the room of the sidebar too
	Tick    func()              // called when something changed, at most ten times a second; may be nil
	Look    func()              // looks anew at what the page shows of the disk; may be nil
	Close   func()              // called when it is left; may be nil
	Enter   func()              // what Enter does; may be nil
	Keys    bool                // its body acts on keys as the grid does, and is one stop of Tab
	First   fyne.Focusable      // has the keyboard when the page comes; nil: nothing has
	Find    fyne.Focusable      // is where the page is searched; nil: the search of photos, which leaves the page
	Subject any                 // what commands of its own act on, as the loupe; nil where there are none
}

// widest is how wide the column of a page becomes, in dp at 100 % text: about 120 letters.
const widest = 760

// NewColumn is the column that a page stands in, with gap dp between the objects.
func NewColumn(gap float32, objects ...fyne.CanvasObject) *kit.Column {
	c := kit.NewColumn(gap, objects...)
	c.Margin, c.Top, c.Widest = 32, 24, widest
	return c
}

// Body is the scrolling column of a page.
func Body(objects ...fyne.CanvasObject) fyne.CanvasObject {
	return kit.NewScroll(NewColumn(12, objects...))
}

// Headed is a body with a head, which has the button of the page, in view while the list below it
// scrolls. Whoever changes the head refreshes the body.
func Headed(head, list *kit.Column) *fyne.Container {
	head.Top, list.Top = 16, 8
	return container.New(kit.Tight{}, head, kit.NewScroll(list))
}

// MostListed is how many photos of a group a page lists.
const MostListed = 200

// PhotoRow is a line of a list: a photo's name, and a text that wraps.
func PhotoRow(path, text string) fyne.CanvasObject {
	name := kit.NewText(filepath.Base(path), kit.StyleText)
	name.Width = 1
	return kit.NewPairRow(name, kit.NewParagraph(text, kit.StyleCaption))
}
