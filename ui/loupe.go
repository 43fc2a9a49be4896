package ui

import (
	"context"
	"image"
	"math"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"
	"fyne.io/fyne/v2/theme"

	"catchlight/library"
	"catchlight/library/thumb"
	"catchlight/ui/grid"
	"catchlight/ui/kit"
	"catchlight/ui/page"
	"catchlight/ui/phrase"
)

// loupeID names the loupe among the pages.
const loupeID = "loupe"

// keptStripKey is the preference that remembers whether the filmstrip is shown.
const keptStripKey = "view.filmstrip"

// loupe shows one photo as large as it fits, or enlarged: first the cached thumbnail, then the sharp picture.
type loupe struct {
	w       *Window
	view    *loupeView
	strip   *filmstrip
	under   *fyne.Container
	steps   [3]*kit.Button // of the zoom
	place   *kit.Text
	where   *kit.Text
	shown   library.ID
	wanted  loupeWish      // the last wish
	asked   chan loupeWish // capacity 1: only the newest counts
	sidebar bool
}

// loupeWish asks for the sharp picture of a photo, fitted into device pixels, or whole.
type loupeWish struct {
	id            library.ID
	path          string
	width, height int
	whole         bool
}

func newLoupe(w *Window) *page.Page {
	l := &loupe{w: w, view: newLoupeView(), strip: newFilmstrip(w), asked: make(chan loupeWish, 1)}
	l.view.OnZoom = l.zoomed
	l.where, l.place = kit.NewText(w.scopeTitle(), kit.StyleText), kit.NewText("", kit.StyleJobDim)
	l.under = container.New(kit.Footed{}, container.NewStack(kit.NewSurface(kit.TokenWell), l.view), l.strip)
	kit.ShowIf(l.strip, w.app.Preferences().BoolWithFallback(keptStripKey, true))
	body := container.New(kit.Tight{}, l.header(), kit.NewRule(), l.under)
	ctx, cancel := context.WithCancel(w.group.Context())
	w.group.Go(func() { l.run(ctx) })
	l.sidebar = w.panes.SidebarShown()
	w.panes.ShowSidebar(false)
	return &page.Page{ID: loupeID, Body: body, Bare: true, Tick: l.refresh, Enter: w.pages.toggleLoupe, Subject: l, Close: func() {
		cancel()
		l.strip.close()
		w.panes.ShowSidebar(l.sidebar)
		w.grid.ScrollTo(w.grid.Selection().Current())
	}}
}

// header says which photo is shown, and has the zoom and the ways to the neighbours.
func (l *loupe) header() fyne.CanvasObject {
	w := l.w
	back := kit.NewIconButton(theme.GridIcon(), w.pages.close)
	previous := kit.NewIconButton(theme.NavigateBackIcon(), func() { w.pages.moveLoupe(fyne.KeyLeft) })
	next := kit.NewIconButton(theme.NavigateNextIcon(), func() { w.pages.moveLoupe(fyne.KeyRight) })
	for i, label := range []string{lang.X("loupe.fit", "Fit"), lang.X("loupe.whole", "100 %"), lang.X("loupe.double", "200 %")} {
		l.steps[i] = kit.NewButton(label, func() { l.view.setZoom(zoom(i), nil) })
		l.steps[i].OnHint = w.bar.hintFor(l.steps[i], lang.X("hint.zoom", "Z or a double-click: 100 % and back; the wheel zooms, dragging moves the photo"))
	}
	l.steps[zoomFit].Chosen = true
	bar := kit.NewBar(44, []fyne.CanvasObject{back, l.where, l.place},
		[]fyne.CanvasObject{container.New(kit.Joined{}, l.steps[0], l.steps[1], l.steps[2]), previous, next})
	return container.NewStack(kit.NewSurface(kit.TokenBg), bar)
}

// refresh shows the current photo.
func (l *loupe) refresh() {
	i := l.w.grid.Selection().Current()
	p := l.w.list.photoAt(i)
	if p == nil {
		return
	}
	l.place.SetText(lang.X("loupe.place", "{{.i}} of {{.n}}", map[string]any{"i": phrase.Number(i + 1), "n": phrase.Number(len(l.w.list.ids))}))
	if p.ID != l.shown {
		l.shown = p.ID
		width, height := upright(p)
		l.view.show(image.Pt(width, height), l.w.thumbnail(p))
	}
	if l.strip.Visible() {
		l.strip.Refresh()
	}
	l.want(p)
}

// want asks for the picture of a photo that is to be seen now, unless it has been asked for.
func (l *loupe) want(p *library.Photo) {
	scale, size := l.w.win.Canvas().Scale(), l.view.Size()
	wish := loupeWish{
		id: p.ID, path: p.Path, whole: l.view.zoom != zoomFit,
		width: int((size.Width - 2*loupeMargin) * scale), height: int((size.Height - 2*loupeMargin) * scale),
	}
	if wish != l.wanted && wish.width > 0 && wish.height > 0 {
		l.wanted = wish
		l.ask(wish)
	}
}

// zoomed follows a step of the zoom.
func (l *loupe) zoomed() {
	for i, b := range l.steps {
		b.Chosen = zoom(i) == l.view.zoom
		b.Refresh()
	}
	l.refresh()
	l.w.menus.refreshMenu()
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
			l.decode(ctx, want)
		}
	}
}

func (l *loupe) decode(ctx context.Context, want loupeWish) {
	least := min(want.width, want.height)
	if want.whole {
		least = math.MaxInt32
	}
	done, err := l.w.deps.Library.BeginDecoding(ctx, want.path, least)
	if err != nil {
		return
	}
	picture, err := thumb.DecodeFile(ctx, want.path, least)
	done()
	if err != nil {
		return // the thumbnail stays; what is wrong with the photo is told under Problems
	}
	sharp := picture.Image
	if !want.whole {
		sharp = picture.Fit(want.width, want.height)
	}
	l.w.post(func() {
		if l.shown == want.id && l.wanted == want {
			l.view.sharpen(sharp, want.whole)
		}
	})
}

// loupe is the loupe that is open, nil when there is none.
func (pg *pages) loupe() *loupe {
	return onPage[loupe](pg.page())
}

// toggleZoom goes between the whole photo and 100 %, at the pointer.
func (pg *pages) toggleZoom() {
	if l := pg.loupe(); l != nil {
		l.view.toggle(l.view.pointer)
	}
}

// toggleStrip shows or hides the filmstrip of the loupe.
func (pg *pages) toggleStrip() {
	l := pg.loupe()
	if l == nil {
		return
	}
	kit.ShowIf(l.strip, !l.strip.Visible())
	pg.w.app.Preferences().SetBool(keptStripKey, l.strip.Visible())
	l.under.Refresh()
	l.refresh()
	pg.w.menus.refreshMenu()
}

func (pg *pages) stripShown() bool { return pg.loupe() != nil && pg.loupe().strip.Visible() }
func (pg *pages) isZoomed() bool   { return pg.loupe() != nil && pg.loupe().view.zoom != zoomFit }

// panLoupe moves an enlarged photo by a part of the view.
func (pg *pages) panLoupe(name fyne.KeyName) {
	l := pg.loupe()
	if l == nil {
		return
	}
	const part = .2
	dx, dy := l.view.Size().Width*part, l.view.Size().Height*part
	switch name {
	case fyne.KeyLeft:
		l.view.pan(dx, 0)
	case fyne.KeyRight:
		l.view.pan(-dx, 0)
	case fyne.KeyUp:
		l.view.pan(0, dy)
	case fyne.KeyDown:
		l.view.pan(0, -dy)
	}
}

func (pg *pages) loupeShown() bool {
	return pg.loupe() != nil
}

// toggleLoupe opens the current photo, and goes back to the grid.
func (pg *pages) toggleLoupe() {
	if pg.loupeShown() {
		pg.close()
		return
	}
	if !pg.w.list.hasPhotos() {
		return
	}
	if pg.w.grid.Selection().Current() < 0 {
		pg.w.grid.Selection().Click(0)
	}
	pg.open(newLoupe(pg.w))
	pg.w.post(func() { // its place in the window is known only after the layout
		pg.w.list.selectionChanged()
	})
}

// moveLoupe goes to another photo.
func (pg *pages) moveLoupe(name fyne.KeyName) {
	moves := map[fyne.KeyName]grid.Move{
		fyne.KeyLeft: grid.Left, fyne.KeyUp: grid.Left, fyne.KeyRight: grid.Right, fyne.KeyDown: grid.Right,
		fyne.KeyHome: grid.Home, fyne.KeyEnd: grid.End,
	}
	if m, ok := moves[name]; ok && pg.loupeShown() {
		pg.w.grid.Selection().Move(m, 1, 1, false)
		pg.w.list.selectionChanged()
	}
}
