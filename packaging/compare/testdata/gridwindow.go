//go:build ignore

// Command gridwindow shows as many pictures as Catchlight's grid does in a window of that size, and
// nothing else: how evenly the toolkit alone scrolls on a machine. Nothing is read from a disk, no
// word is drawn, and there is one library of pixels that never grows.
package main

import (
	"image"
	"math/rand/v2"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/app"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"
)

const (
	columns, rows = 4, 4
	pictures      = 400 // about what Catchlight keeps of thumbnails
)

var (
	size = fyne.NewSize(176, 117) // of a picture, in a cell
	cell = fyne.NewSize(192, 170)
)

// sheet is the grid. Its cells are moved, and those of rows that come into sight get other pictures.
type sheet struct {
	widget.BaseWidget
	pictures []*image.RGBA
	cells    []*canvas.Image
	next     int // the picture below the last
}

func newSheet() *sheet {
	s := &sheet{}
	s.ExtendBaseWidget(s)
	for range pictures {
		p := image.NewRGBA(image.Rect(0, 0, 256, 171))
		for i := range p.Pix {
			p.Pix[i] = byte(rand.Uint32()) | byte(i%4/3*255)
		}
		s.pictures = append(s.pictures, p)
	}
	for range columns * rows {
		c := &canvas.Image{FillMode: canvas.ImageFillStretch, ScaleMode: canvas.ImageScaleSmooth}
		c.Resize(size)
		s.cells = append(s.cells, c)
	}
	s.scroll(rows)
	return s
}

// scroll shows the pictures so many rows further down.
func (s *sheet) scroll(by int) {
	s.cells = append(s.cells[by*columns:], s.cells[:by*columns]...)
	for _, c := range s.cells[(rows-by)*columns:] {
		c.Image = s.pictures[s.next%pictures]
		c.Refresh()
		s.next++
	}
	for i, c := range s.cells {
		c.Move(fyne.NewPos(230+float32(i%columns)*cell.Width, 100+float32(i/columns)*cell.Height))
	}
}

func (s *sheet) TypedKey(e *fyne.KeyEvent) {
	switch e.Name {
	case fyne.KeyDown:
		s.scroll(1)
	case fyne.KeyPageDown:
		s.scroll(rows)
	}
}

func (s *sheet) Scrolled(*fyne.ScrollEvent) { s.scroll(1) }
func (s *sheet) TypedRune(rune)             {}
func (s *sheet) FocusGained()               {}
func (s *sheet) FocusLost()                 {}

func (s *sheet) CreateRenderer() fyne.WidgetRenderer {
	all := container.NewWithoutLayout()
	for _, c := range s.cells {
		all.Add(c)
	}
	return widget.NewSimpleRenderer(all)
}

func main() {
	w := app.NewWithID("app.catchlight.Grid").NewWindow("Grid")
	s := newSheet()
	w.SetContent(s)
	w.Resize(fyne.NewSize(1280, 800))
	w.Canvas().Focus(s)
	w.ShowAndRun()
}
