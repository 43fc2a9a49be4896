// Package loupe is the page that shows one photo, whole or enlarged, with a strip of its
// neighbours. It knows the list of photos by a few functions, and nothing of their words.
package loupe

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
	"catchlight/ui/jobs"
	"catchlight/ui/kit"
	"catchlight/ui/page"
	"catchlight/ui/phrase"
	"catchlight/ui/thumbnail"
)

// ID names the loupe among the pages.
const ID = "loupe"

// keptStripKey is the preference that remembers whether the filmstrip is shown.
const keptStripKey = "view.filmstrip"

// Deps is what the loupe works with. All must be set.
type Deps struct {
	List       List
	Thumbnails *thumbnail.Source
	Title      func() string    // of what the list shows
	Kept       fyne.Preferences // remembers whether the filmstrip is shown
	Group      *jobs.Group      // waits for what decodes photos
	Post       func(func())     // runs a function on Fyne's goroutine, later; any goroutine may call it
	// BeginDecoding is Library.BeginDecoding: it waits for memory, until ctx ends.
	BeginDecoding func(ctx context.Context, path string, minShort int) (done func(), err error)
	Hint          func(owner any, text string) func(inside bool) // makes what shows a hint
	Changed       func()                                         // zoom or filmstrip have changed
	Leave         func()                                         // goes back to the grid
}

// List is the list of photos that the loupe goes through.
type List struct {
	Len     func() int
	ID      func(i int) library.ID     // of the photo at an index, 0 outside
	Photo   func(i int) *library.Photo // nil when it left the library meanwhile
	Current func() int                 // the index of the photo to show, -1 for none
	Choose  func(i int)                // makes another one current
	Step    func(key fyne.KeyName)     // goes where an arrow, Home or End goes to
}

// Loupe shows one photo as large as it fits, or enlarged: first the cached thumbnail, then the
// sharp picture. Its methods belong to Fyne's goroutine and do not block.
type Loupe struct {
	deps   Deps
	view   *photoView
	why    *kit.Paragraph // in place of a photo that cannot be shown: the reason and the remedy
	strip  *filmstrip
	under  *fyne.Container
	steps  [3]*kit.Button // of the zoom
	place  *kit.Text
	where  *kit.Text
	shown  library.ID
	wanted pictureRequest      // the last one
	asked  chan pictureRequest // capacity 1: only the newest counts
}

// pictureRequest asks for the sharp picture of a photo, fitted into device pixels, or whole.
type pictureRequest struct {
	id            library.ID
	path          string
	width, height int
	whole         bool
}

// New makes the loupe; its page has it as its subject. It decodes photos until the page is closed.
func New(d Deps) *page.Page {
	l := &Loupe{deps: d, view: newPhotoView(), strip: newFilmstrip(d.List, d.Thumbnails), asked: make(chan pictureRequest, 1)}
	l.view.OnZoom = l.zoomed
	l.view.OnSize = func() { l.deps.Post(l.refresh) } // after the layout: whoever opens the loupe, it shows its photo
	l.where, l.place = kit.NewText(d.Title(), kit.StyleText), kit.NewText("", kit.StyleJobDim)
	l.why = kit.NewParagraph("", kit.StyleDim)
	l.why.Align = fyne.TextAlignCenter
	l.under = container.New(kit.Footed{}, container.NewStack(l.view, container.New(kit.Middle{}, l.why)), l.strip)
	kit.ShowIf(l.strip, d.Kept.BoolWithFallback(keptStripKey, true))
	body := container.New(kit.Tight{}, l.header(), kit.NewRule(), l.under)
	ctx, cancel := context.WithCancel(d.Group.Context())
	d.Group.Go(func() { l.run(ctx) })
	return &page.Page{ID: ID, Body: body, Bare: true, Keys: true, Tick: l.refresh, Enter: d.Leave, Subject: l, Close: func() {
		cancel()
		l.strip.close()
	}}
}

// header says which photo is shown, and has the zoom and the ways to the neighbours.
func (l *Loupe) header() fyne.CanvasObject {
	back := kit.NewIconButton(theme.GridIcon(), lang.X("hint.back", "Back to the photos (Esc)"), l.deps.Leave)
	previous := kit.NewIconButton(theme.NavigateBackIcon(), lang.X("hint.previousPhoto", "The photo before this one (←)"), func() { l.deps.List.Step(fyne.KeyLeft) })
	next := kit.NewIconButton(theme.NavigateNextIcon(), lang.X("hint.nextPhoto", "The next photo (→)"), func() { l.deps.List.Step(fyne.KeyRight) })
	previous.Quiet, next.Quiet = false, false
	for _, b := range []*kit.Button{back, previous, next} {
		b.OnHint = l.deps.Hint(b, b.Access)
	}
	for i, label := range []string{lang.X("loupe.fit", "Fit"), lang.X("loupe.whole", "100 %"), lang.X("loupe.double", "200 %")} {
		l.steps[i] = kit.NewButton(label, func() { l.view.setZoom(zoom(i), nil) })
		l.steps[i].OnHint = l.deps.Hint(l.steps[i], lang.X("hint.zoom", "Z or a double-click: 100 % and back; the wheel zooms, dragging moves the photo"))
	}
	l.steps[zoomFit].Chosen = true
	bar := kit.NewBar(44, []fyne.CanvasObject{back, l.where, l.place},
		[]fyne.CanvasObject{container.New(kit.Joined{}, l.steps[0], l.steps[1], l.steps[2]), previous, next})
	return container.NewStack(kit.NewSurface(kit.TokenBg), bar)
}

// refresh shows the current photo.
func (l *Loupe) refresh() {
	i := l.deps.List.Current()
	p := l.deps.List.Photo(i)
	if p == nil {
		return
	}
	l.where.SetText(l.deps.Title())
	l.place.SetText(lang.X("loupe.place", "{{.i}} of {{.n}}", map[string]any{"i": phrase.Number(i + 1), "n": phrase.Number(l.deps.List.Len())}))
	if p.ID != l.shown {
		l.shown = p.ID
		l.view.show(image.Pt(p.Upright()), l.deps.Thumbnails.Largest(p))
		l.say("")
	}
	if l.strip.Visible() {
		l.strip.Refresh()
	}
	l.want(p)
}

// want asks for the picture of a photo that is to be seen now, unless it has been asked for.
func (l *Loupe) want(p *library.Photo) {
	scale, size := l.deps.Thumbnails.Scale(), l.view.Size()
	now := pictureRequest{
		id: p.ID, path: p.Path, whole: l.view.zoom != zoomFit,
		width: int((size.Width - 2*margin) * scale), height: int((size.Height - 2*margin) * scale),
	}
	if now != l.wanted && now.width > 0 && now.height > 0 {
		l.wanted = now
		l.ask(now)
	}
}

// zoomed follows a step of the zoom.
func (l *Loupe) zoomed() {
	for i, b := range l.steps {
		b.Chosen = zoom(i) == l.view.zoom
		b.Refresh()
	}
	l.refresh()
	l.deps.Changed()
}

// ask replaces a request that waits. It never blocks.
func (l *Loupe) ask(w pictureRequest) {
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
func (l *Loupe) run(ctx context.Context) {
	for {
		select {
		case <-ctx.Done():
			return
		case want := <-l.asked:
			l.decode(ctx, want)
		}
	}
}

func (l *Loupe) decode(ctx context.Context, want pictureRequest) {
	least := min(want.width, want.height)
	if want.whole {
		least = math.MaxInt32
	}
	sharp, err := l.sharp(ctx, want, least)
	if ctx.Err() != nil {
		return
	}
	why := library.Sentence(want.path, err)
	l.deps.Post(func() {
		switch {
		case l.shown != want.id || l.wanted != want:
		case err == nil:
			l.view.sharpen(sharp, want.whole)
		case l.view.fitted == nil: // else its thumbnail stays, as of a photo whose disk is away
			l.say(phrase.Said(why))
		}
	})
}

// sharp is the picture that is wanted, whose shorter side is to have at least so many pixels.
func (l *Loupe) sharp(ctx context.Context, want pictureRequest, least int) (*image.RGBA, error) {
	done, err := l.deps.BeginDecoding(ctx, want.path, least)
	if err != nil {
		return nil, err
	}
	defer done()
	picture, err := thumb.DecodeFile(ctx, want.path, least)
	switch {
	case err != nil:
		return nil, err
	case want.whole:
		return picture.Image, nil
	}
	return picture.Fit(want.width, want.height), nil
}

// say says in place of the photo why it cannot be shown; "" nothing.
func (l *Loupe) say(why string) {
	if why != l.why.Text {
		l.why.SetText(why)
		l.under.Refresh()
	}
}

// ToggleZoom goes between the whole photo and 100 %, at the pointer.
func (l *Loupe) ToggleZoom() { l.view.toggle(l.view.pointer) }

// Step zooms in (1) or out (-1).
func (l *Loupe) Step(by int) { l.view.step(by, nil) }

// Zoomed reports whether the photo is shown larger than it fits.
func (l *Loupe) Zoomed() bool { return l.view.zoom != zoomFit }

// ToggleStrip shows or hides the filmstrip.
func (l *Loupe) ToggleStrip() {
	kit.ShowIf(l.strip, !l.strip.Visible())
	l.deps.Kept.SetBool(keptStripKey, l.strip.Visible())
	l.under.Refresh()
	l.refresh()
	l.deps.Changed()
}

// StripShown reports whether the filmstrip is shown.
func (l *Loupe) StripShown() bool { return l.strip.Visible() }

// Pan moves an enlarged photo by a part of the view, for an arrow key.
func (l *Loupe) Pan(name fyne.KeyName) {
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
