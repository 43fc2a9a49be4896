package thumbnail

import (
	"path/filepath"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/lang"

	"catchlight/library"
	"catchlight/ui/kit"
)

// tileSize is that of a photo in a list, in dp.
var tileSize = fyne.NewSize(68, 60)

// Tiles makes the photos of the lists on pages, small, each of which a click opens. All must be set.
type Tiles struct {
	Source *Source
	Open   func(library.ID)
	Hint   func(owner any, text string) func(inside bool) // makes what shows a hint
}

// Of is the tile of a photo with the path; without one, 0, it stays empty. The frame can drop what
// has been asked for.
func (t Tiles) Of(photo library.ID, path string) (*kit.Tile, *Frame) {
	frame := NewFrame(canvas.ImageFillContain)
	tile := kit.NewTile(frame.Picture, tileSize, filepath.Base(path), func() {
		if photo != 0 {
			t.Open(photo)
		}
	})
	tile.OnHint = t.Hint(tile, lang.X("hint.tile", "Shows the photo in the loupe; Esc comes back"))
	if photo != 0 {
		frame.Show(t.Source, photo, tileSize.Width, tileSize.Height)
	}
	return tile, frame
}
