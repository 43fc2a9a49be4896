package page

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"catchlight/ui/kit"
)

// Names are the names of the parts of a page, in place of the sidebar. They stay while another part is
// shown: one of them may have the keyboard, or be under a finger that clicks the next one.
type Names struct {
	Object fyne.CanvasObject
	rows   []*kit.Row
}

// NewNames returns the names below a heading; choose hears of a click on the nth.
func NewNames(heading string, names []string, choose func(n int)) *Names {
	n := &Names{}
	objects := []fyne.CanvasObject{kit.NewHeading(heading)}
	for i, name := range names {
		row := kit.NewRow(name)
		row.Wrap = true
		row.OnTapped = func() { choose(i) }
		n.rows, objects = append(n.rows, row), append(objects, row)
	}
	column := kit.NewColumn(0, objects...)
	column.Top = 8
	n.Object = container.NewStack(kit.NewSurface(kit.TokenPanel), kit.NewScroll(column))
	return n
}

// Show marks the name of the part that is shown, none for -1.
func (n *Names) Show(at int) {
	for i, row := range n.rows {
		if selected := i == at; row.Selected != selected {
			row.Selected = selected
			row.Refresh()
		}
	}
}
