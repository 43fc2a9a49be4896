package ui

import (
	"context"
	"image"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"
	"fyne.io/fyne/v2/theme"

	"catchlight/library"
	"catchlight/library/thumb"
	"catchlight/ui/grid"
)

// loupeID names the loupe among the pages.
const loupeID = "loupe"

// loupe shows one photo as large as it fits: first the cached thumbnail, then the sharp picture.
type loupe struct {
	w       *Window
	picture *canvas.Image
	box     *fyne.Container
	place   *Text
	where   *Text
	shown   library.ID
	asked   chan loupeWish // capacity 1: only the newest counts
	sidebar bool
}

// loupeWish asks for the sharp picture of a photo, fitted into device pixels.
type loupeWish struct {
	id            library.ID
	path          string
	width, height int
}

func newLoupe(w *Window) *page {
	l := &loupe{w: w, picture: &canvas.Image{FillMode: canvas.ImageFillContain, ScaleMode: canvas.ImageScaleFastest}, asked: make(chan loupeWish, 1)}
	l.where, l.place = NewText(w.scopeTitle(), StyleText), NewText("", StyleJobDim)
	back := NewIconButton(theme.GridIcon(), w.close)
	back.Quiet = true
	previous := NewIconButton(theme.NavigateBackIcon(), func() { w.moveLoupe(fyne.KeyLeft) })
	next := NewIconButton(theme.NavigateNextIcon(), func() { w.moveLoupe(fyne.KeyRight) })
	bar := container.NewStack(NewSurface(TokenBg), NewBar(44, []fyne.CanvasObject{back, l.where, l.place}, []fyne.CanvasObject{previous, next}))
	l.box = container.New(margin{16}, l.picture)
	body := container.New(tight{}, bar, NewRule(), container.NewStack(NewSurface(TokenWell), l.box))
	ctx, cancel := context.WithCancel(w.ctx)
	w.group.Go(func() { l.run(ctx) })
	l.sidebar = w.panes.SidebarShown()
	w.panes.ShowSidebar(false)
	return &page{id: loupeID, body: body, bare: true, tick: l.refresh, enter: w.toggleLoupe, close: func() {
		cancel()
		w.panes.ShowSidebar(l.sidebar)
		w.grid.ScrollTo(w.grid.Selection().Current())
	}}
}

// margin keeps the same space on all sides of one object.
type margin struct{ dp float32 }

// MinSize implements fyne.Layout.
func (m margin) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.NewSize(2*m.dp, 2*m.dp) }

// Layout implements fyne.Layout.
func (m margin) Layout(objects []fyne.CanvasObject, s fyne.Size) {
	for _, o := range objects {
		place(o, m.dp, m.dp, max(s.Width-2*m.dp, 0), max(s.Height-2*m.dp, 0))
	}
}

// refresh shows the current photo.
func (l *loupe) refresh() {
	i := l.w.grid.Selection().Current()
	p := l.w.photoAt(i)
	if p == nil {
		return
	}
	l.place.SetText(lang.X("loupe.place", "{{.i}} of {{.n}}", map[string]any{"i": number(i + 1), "n": number(len(l.w.ids))}))
	if p.ID == l.shown {
		return
	}
	l.shown = p.ID
	l.show(l.w.thumbnail(p))
	scale := l.w.win.Canvas().Scale()
	size := l.box.Size()
	l.ask(loupeWish{id: p.ID, path: p.Path, width: int((size.Width - 32) * scale), height: int((size.Height - 32) * scale)})
}

// thumbnail is the largest one at hand, nil when there is none.
func (w *Window) thumbnail(p *library.Photo) *image.RGBA {
	for i := len(thumbSteps) - 1; i >= 0; i-- {
		if img, ok := w.deps.Thumbs.Get(thumb.Key{Picture: p.Picture, Long: thumbSteps[i]}); ok {
			return img
		}
	}
	return nil
}

func (l *loupe) show(img *image.RGBA) {
	l.picture.Image = nil
	if img != nil {
		l.picture.Image = img
	}
	l.picture.Refresh()
}

// ask replaces a wish that waits. It never blocks.
func (l *loupe) ask(w loupeWish) {
	select {
	case <-l.asked:
	default:
	}
	select {
	case l.asked <- w:
	default:
	}
}

// run decodes the photos that are asked for, until ctx ends.
func (l *loupe) run(ctx context.Context) {
	for {
		select {
		case <-ctx.Done():
			return
		case want := <-l.asked:
			l.decode(want)
		}
	}
}

func (l *loupe) decode(want loupeWish) {
	if want.width <= 0 || want.height <= 0 {
		return
	}
	picture, err := thumb.DecodeFile(want.path, min(want.width, want.height))
	if err != nil {
		return // the thumbnail stays; what is wrong with the photo is told under Problems
	}
	sharp := picture.Fit(want.width, want.height)
	l.w.post(func() {
		if l.shown == want.id {
			l.show(sharp)
		}
	})
}

func (w *Window) loupeShown() bool {
	p := w.page()
	return p != nil && p.id == loupeID
}

// toggleLoupe opens the current photo, and goes back to the grid.
func (w *Window) toggleLoupe() {
	if w.loupeShown() {
		w.close()
		return
	}
	if !w.hasPhotos() {
		return
	}
	if w.grid.Selection().Current() < 0 {
		w.grid.Selection().Click(0)
	}
	w.open(newLoupe(w))
	w.post(func() { // its place in the window is known only after the layout
		w.selectionChanged()
	})
}

// moveLoupe goes to another photo.
func (w *Window) moveLoupe(name fyne.KeyName) {
	moves := map[fyne.KeyName]grid.Move{
		fyne.KeyLeft: grid.Left, fyne.KeyUp: grid.Left, fyne.KeyRight: grid.Right, fyne.KeyDown: grid.Right,
		fyne.KeyHome: grid.Home, fyne.KeyEnd: grid.End,
	}
	if m, ok := moves[name]; ok && w.loupeShown() {
		w.grid.Selection().Move(m, 1, 1, false)
		w.selectionChanged()
	}
}
