package vocabularies

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"

	"catchlight/ui/kit"
)

// spot is where a tag that is dragged would go, seen from the row under the pointer.
type spot uint8

const (
	onto   spot = iota // below its tag, as the last
	before             // beside its tag
	behind
)

// treeDrag is a tag that is being dragged, or would be: the one that was pressed.
type treeDrag struct {
	tag  int  // −1 for none
	on   bool // it is: the pointer has moved
	over int  // the row under the pointer, −1 for none
	at   spot
}

// noDrag is while nothing is dragged.
var noDrag = treeDrag{tag: -1, over: -1}

// Dragged implements fyne.Draggable: the row under the pointer is where the tag would go, in the
// middle below it, at its edges beside it. Beyond the rows in view the tree scrolls.
func (t *tree) Dragged(e *fyne.DragEvent) {
	if t.drag.tag < 0 {
		return
	}
	t.drag.on = true
	y, top, high := e.Position.Y, t.scroll.Offset.Y, t.high()
	if bottom := top + t.scroll.Size().Height; y < top+high/2 {
		t.scroll.Reveal(max(y-high, 0), y)
	} else if y > bottom-high/2 {
		t.scroll.Reveal(y, min(y+high, t.MinSize().Height))
	}
	over, at := t.rowAt(y), onto
	switch part := y/high - float32(over); {
	case part < .25:
		at = before
	case part > .75:
		at = behind
	}
	if over != t.drag.over || at != t.drag.at {
		t.drag.over, t.drag.at = over, at
		t.Refresh()
	}
}

// DragEnd implements fyne.Draggable.
func (t *tree) DragEnd() {
	d := t.drag
	t.drag = noDrag
	if rows := t.outline.rows; d.tag >= 0 && d.over >= 0 && d.over < len(rows) && rows[d.over].tag != d.tag {
		t.dropped(d.tag, rows[d.over].tag, d.at)
	}
	t.Refresh()
}

// cancelDrag lets the tag stay where it is, wherever the button is let go.
func (t *tree) cancelDrag() {
	t.drag = noDrag
	t.Refresh()
}

// MouseIn implements desktop.Hoverable.
func (t *tree) MouseIn(e *desktop.MouseEvent) { t.point(e.Position.Y) }

// MouseMoved implements desktop.Hoverable.
func (t *tree) MouseMoved(e *desktop.MouseEvent) { t.point(e.Position.Y) }

// MouseOut implements desktop.Hoverable.
func (t *tree) MouseOut() { t.point(-1) }

// point tells which row is under the pointer, where it has changed.
func (t *tree) point(y float32) {
	tag := -1
	if i := t.rowAt(y); i >= 0 {
		tag = t.outline.rows[i].tag
	}
	if tag != t.pointed {
		t.pointed = tag
		t.hint(tag)
	}
}

// showGap draws the line between two rows where the tag that is dragged would go.
func (r *treeFace) showGap() {
	d, t := r.t.drag, r.t
	shown := d.over >= 0 && d.over < len(t.outline.rows) && d.at != onto
	if kit.ShowIf(r.gap, shown); !shown {
		return
	}
	row, y := d.over, t.high()*float32(d.over)
	if d.at == behind {
		y += t.high()
	}
	x := 12 + levelIndent*float32(t.outline.rows[row].level)
	r.gap.FillColor = kit.Tint(kit.TokenAccent, t)
	kit.Place(r.gap, x, y-1, t.Size().Width-x-8, 2)
	canvas.Refresh(r.gap)
}
