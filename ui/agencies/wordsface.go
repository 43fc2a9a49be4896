package agencies

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/lang"

	"catchlight/ui/kit"
)

// place is where a word stands.
type place struct {
	at   fyne.Position
	size fyne.Size
}

// holds reports whether a point is on the word.
func (p place) holds(at fyne.Position) bool {
	return at.X >= p.at.X && at.X < p.at.X+p.size.Width && at.Y >= p.at.Y && at.Y < p.at.Y+p.size.Height
}

// places are where the words stand at a width, in lines; the first one that is left out begins a
// line below its heading, which is as high as a word.
func (w *words) places(width float32) []place {
	all := make([]place, 0, len(w.names))
	top := float32(0)
	put := func(_ int, at fyne.Position, size fyne.Size) { all = append(all, place{at.AddXY(0, top), size}) }
	chips := w.Chips()
	if high := kit.ListChip.Lines(w, chips[:w.kept], width, put); high > 0 {
		top = high + kit.LineGap
	}
	top += kit.ListChip.Height(kit.TextSize(kit.StyleText, w) / 13)
	kit.ListChip.Lines(w, chips[w.kept:], width, put)
	return all
}

// gapAt is the number of the word before which one would go that is let go at a point.
func gapAt(places []place, at fyne.Position) int {
	gap, y := 0, max(at.Y, 0) // above the words is in their first line
	for i, p := range places {
		above, reached := p.at.Y+p.size.Height+kit.LineGap/2 <= y, p.at.Y-kit.LineGap/2 <= y
		if above || reached && p.at.X+p.size.Width/2 <= at.X {
			gap = i + 1
		}
	}
	return gap
}

// HeightFor is the height that the words need at a width.
func (w *words) HeightFor(width float32) float32 {
	places := w.places(width)
	if len(places) == 0 {
		return 0
	}
	last := places[len(places)-1]
	return last.at.Y + last.size.Height
}

// wordsFace draws the words.
type wordsFace struct {
	w         *words
	palette   *kit.Palette
	faces     []*kit.ChipFace
	ring, gap *canvas.Rectangle
	heading   *kit.Text // above those that are left out
	objects   []fyne.CanvasObject
}

// Destroy implements fyne.WidgetRenderer.
func (f *wordsFace) Destroy() {}

// Objects implements fyne.WidgetRenderer.
func (f *wordsFace) Objects() []fyne.CanvasObject { return f.objects }

// MinSize implements fyne.WidgetRenderer.
func (f *wordsFace) MinSize() fyne.Size {
	return fyne.NewSize(40, f.w.HeightFor(max(f.w.Size().Width, 40)))
}

// Refresh implements fyne.WidgetRenderer.
func (f *wordsFace) Refresh() {
	f.Layout(f.w.Size())
	canvas.Refresh(f.w)
}

// Layout implements fyne.WidgetRenderer.
func (f *wordsFace) Layout(size fyne.Size) {
	f.palette.Update()
	f.provide()
	places, chips := f.w.places(size.Width), f.w.Chips()
	for i, p := range places {
		f.faces[i].Show(chips[i], kit.ListChip, f.palette, p.at, p.size.Width, false)
	}
	for _, spare := range f.faces[len(places):] {
		spare.Hide()
	}
	left := f.w.kept < len(places)
	if kit.ShowIf(f.heading, left); left {
		at, high := places[f.w.kept].at, f.heading.MinSize().Height
		kit.Place(f.heading, 0, at.Y-high-1, size.Width, high)
	}
	f.mark(places)
}

// provide makes what the words are drawn with.
func (f *wordsFace) provide() {
	if f.heading == nil {
		f.heading = kit.NewText(lang.X("agency.leftOut", "left out:"), kit.StyleCaption)
		f.objects = []fyne.CanvasObject{f.heading, f.ring, f.gap}
	}
	for len(f.faces) < len(f.w.names) {
		face := kit.NewChipFace()
		f.faces, f.objects = append(f.faces, face), append(f.objects, face.Objects()...)
	}
}

// mark shows which word the keys move, and where one would go that is dragged.
func (f *wordsFace) mark(places []place) {
	w := f.w
	kit.Redraw(func() {
		f.ring.Hidden, f.gap.Hidden = !w.focused || len(places) == 0, !w.dragged || len(places) == 0
		f.ring.StrokeColor, f.gap.FillColor = kit.Tint(kit.TokenAccent, w), kit.Tint(kit.TokenAccent, w)
		if len(places) == 0 {
			return
		}
		p := places[w.at]
		kit.Place(f.ring, p.at.X-2, p.at.Y-2, p.size.Width+4, p.size.Height+4)
		p = places[max(min(w.gap, len(places)-1), 0)]
		x := p.at.X - kit.LineGap/2 - 1
		if w.gap == len(places) {
			x = p.at.X + p.size.Width + kit.LineGap/2 - 1
		}
		kit.Place(f.gap, x, p.at.Y, 2, p.size.Height)
	}, f.ring, f.gap)
}
