package thumbnail

import (
	"image"

	"fyne.io/fyne/v2/canvas"

	"catchlight/library"
)

// Frame is one small picture in a row of them.
type Frame struct {
	Picture *canvas.Image
	Photo   library.ID // that is shown, 0 for none
	cancel  func()
}

// NewFrame returns an empty frame.
func NewFrame(fill canvas.ImageFill) *Frame {
	return &Frame{Picture: &canvas.Image{FillMode: fill, ScaleMode: canvas.ImageScaleSmooth}}
}

// Show shows a photo, 0 for none, as large as the frame in dp.
func (f *Frame) Show(from *Source, id library.ID, width, height float32) {
	if f.Photo == id {
		return
	}
	f.Drop()
	f.Photo, f.Picture.Image = id, nil
	scale := from.Scale()
	f.cancel = from.Request(id, int(width*scale), int(height*scale), func(img *image.RGBA) {
		if f.Photo == id && img != nil {
			f.Picture.Image = img
			f.Picture.Refresh()
		}
	})
	f.Picture.Refresh()
}

// Drop cancels what has been asked for.
func (f *Frame) Drop() {
	if f.cancel != nil {
		f.cancel()
	}
	f.cancel, f.Photo = nil, 0
}
