package kit

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"
)

// The widths of the side panes in dp: at first, and the limits when dragged.
const (
	sidebarWidth, sidebarLeast, sidebarMost       = 224, 180, 320
	inspectorWidth, inspectorLeast, inspectorMost = 288, 240, 400
	narrow                                        = 1040 // below, the sidebar hides by itself
	contentWidth, contentHeight                   = 880, 560
)

// Panes is the layout of the window: sidebar, centre and inspector side by
// side, the job bar below at full width. The side panes keep their widths when
// the window grows; separators drag.
type Panes struct {
	widget.BaseWidget
	// OnWidths hears of new widths in dp after a drag.
	OnWidths func(sidebar, inspector float32)
	// OnShown hears of panes hidden or shown, by the user or by the window's width.
	OnShown func()
	// OnField hears of a text field of the window getting or losing the keyboard, on the way from or
	// to anything.
	OnField func()

	sidebar, centre, inspector, bottom fyne.CanvasObject
	left, right                        *handle
	rule                               *Surface

	wide                       [2]float32 // widths of sidebar and inspector
	wantSidebar, wantInspector bool
	sidebarThough              bool // shown although the window is narrow
	covered, coveredThough     bool // the centre has the sidebar's room; it is shown although it has
}

// NewPanes lays out four objects; none may be nil.
func NewPanes(sidebar, centre, inspector, bottom fyne.CanvasObject) *Panes {
	p := &Panes{
		sidebar: sidebar, centre: centre, inspector: inspector, bottom: bottom, rule: NewRule(),
		wide: [2]float32{sidebarWidth, inspectorWidth}, wantSidebar: true, wantInspector: true,
	}
	p.left = newHandle(func(dx float32) { p.drag(dx, 0) }, p.dropped)
	p.right = newHandle(func(dx float32) { p.drag(0, -dx) }, p.dropped)
	p.ExtendBaseWidget(p)
	return p
}

// Objects are the objects: sidebar, centre, inspector and what is below them.
func (p *Panes) Objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{p.sidebar, p.centre, p.inspector, p.bottom}
}

// SetSidebar replaces the object at the left.
func (p *Panes) SetSidebar(o fyne.CanvasObject) { p.sidebar = o; p.Refresh() }

// SetInspector replaces the object at the right.
func (p *Panes) SetInspector(o fyne.CanvasObject) { p.inspector = o; p.Refresh() }

// SetWidths sets the widths of the side panes, cut to their limits.
func (p *Panes) SetWidths(sidebar, inspector float32) {
	p.wide = [2]float32{
		min(max(sidebar, sidebarLeast), sidebarMost),
		min(max(inspector, inspectorLeast), inspectorMost),
	}
	p.Refresh()
}

// ShowSidebar shows or hides the sidebar; shown in a narrow window it stays
// until the window has been wide once, and shown while it is covered it stays
// until then.
func (p *Panes) ShowSidebar(on bool) {
	if p.covered {
		p.coveredThough = on
	} else {
		p.wantSidebar, p.sidebarThough = on, on && p.isNarrow()
	}
	p.changed()
}

// CoverSidebar gives the centre the room of the sidebar for a while, or ends
// that: then the sidebar is shown as if nothing had been.
func (p *Panes) CoverSidebar(on bool) {
	if on == p.covered {
		return
	}
	p.covered, p.coveredThough = on, false
	p.changed()
}

// ShowInspector shows or hides the inspector.
func (p *Panes) ShowInspector(on bool) {
	p.wantInspector = on
	p.changed()
}

// SidebarShown reports whether the sidebar is in view.
func (p *Panes) SidebarShown() bool {
	if p.covered {
		return p.coveredThough
	}
	return p.wantSidebar && (!p.isNarrow() || p.sidebarThough)
}

// InspectorShown reports whether the inspector is in view.
func (p *Panes) InspectorShown() bool { return p.wantInspector }

func (p *Panes) isNarrow() bool { return p.Size().Width < narrow }

func (p *Panes) changed() {
	p.Refresh()
	if p.OnShown != nil {
		p.OnShown()
	}
}

// drag makes the panes wider by so much.
func (p *Panes) drag(sidebar, inspector float32) {
	p.SetWidths(p.wide[0]+sidebar, p.wide[1]+inspector)
}

func (p *Panes) dropped() {
	if p.OnWidths != nil {
		p.OnWidths(p.wide[0], p.wide[1])
	}
}

// Resize implements fyne.CanvasObject.
func (p *Panes) Resize(s fyne.Size) {
	before := p.SidebarShown()
	p.BaseWidget.Resize(s)
	if !p.isNarrow() {
		p.sidebarThough = false
	}
	if before != p.SidebarShown() && p.OnShown != nil {
		p.OnShown()
	}
}

// CreateRenderer implements fyne.Widget.
func (p *Panes) CreateRenderer() fyne.WidgetRenderer { return &panesRenderer{p} }

// panesRenderer draws the separators only.
type panesRenderer struct{ p *Panes }

func (r *panesRenderer) Destroy()           {}
func (r *panesRenderer) MinSize() fyne.Size { return fyne.NewSize(contentWidth, contentHeight) }

func (r *panesRenderer) Objects() []fyne.CanvasObject {
	p := r.p
	return []fyne.CanvasObject{p.sidebar, p.centre, p.inspector, p.bottom, p.rule, p.left, p.right}
}

func (r *panesRenderer) Layout(s fyne.Size) {
	p, bottom := r.p, float32(0)
	if p.bottom.Visible() {
		bottom = p.bottom.MinSize().Height
	}
	height := s.Height - bottom - 1
	Place(p.bottom, 0, s.Height-bottom, s.Width, bottom)
	Place(p.rule, 0, height, s.Width, 1)
	x := p.side(p.sidebar, p.left, p.SidebarShown(), 0, p.wide[0], height)
	right := s.Width
	if p.InspectorShown() {
		right -= p.wide[1] + 1
	}
	p.side(p.inspector, p.right, p.InspectorShown(), right, p.wide[1], height)
	Place(p.centre, x, 0, max(right-x, 0), height)
}

// side places a side pane of which x is the left edge, with its separator on
// the side of the centre, and returns where the pane ends.
func (p *Panes) side(pane fyne.CanvasObject, h *handle, shown bool, x, width, height float32) float32 {
	if !shown {
		pane.Hide()
		h.Hide()
		return x
	}
	pane.Show()
	h.Show()
	rule := x
	if h == p.left {
		Place(pane, x, 0, width, height)
		rule = x + width
	} else {
		Place(pane, x+1, 0, width, height)
	}
	Place(h, rule-grab/2, 0, grab+1, height)
	return x + width + 1
}

func (r *panesRenderer) Refresh() {
	r.Layout(r.p.Size())
	for _, o := range r.Objects() {
		o.Refresh()
	}
	canvas.Refresh(r.p)
}
