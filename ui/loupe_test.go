package ui

import (
	"testing"

	"fyne.io/fyne/v2"

	"catchlight/library"
)

func TestLoupeKeys(t *testing.T) {
	r := newRig(t, nil)
	r.started()
	r.list.goTo(1)
	r.menus.keyDown(fyne.KeyZ, 0)
	r.menus.keyDown(fyne.KeySpace, 0)
	r.q.Run()
	if r.pages.isZoomed() {
		t.Error("Z zooms before the loupe is open")
	}
	r.menus.keyDown(fyne.KeyZ, 0)
	if !r.pages.isZoomed() {
		t.Error("Z does not zoom")
	}
	r.menus.keyDown(fyne.KeyPlus, 0)
	r.menus.keyDown(fyne.KeyMinus, 0)
	if !r.pages.isZoomed() {
		t.Error("+ does not zoom in")
	}
	r.menus.typedKey(fyne.KeyRight, 0)
	if !r.pages.isZoomed() || r.photoNames(r.selectedInLoupe()) != "c-blue" {
		t.Error("the zoom does not stay on the next photo")
	}
	r.menus.keyDown(fyne.KeyZ, 0)
	if r.pages.isZoomed() || r.grid.Step() != 1 {
		t.Errorf("Z does not go back: cells %d", r.grid.Step())
	}
	if !r.pages.stripShown() {
		t.Error("there is no filmstrip")
	}
	r.menus.keyDown(fyne.KeyF6, 0)
	if r.pages.stripShown() {
		t.Error("F6 does not hide the filmstrip")
	}
}

// selectedInLoupe is the photo that the loupe shows.
func (r *rig) selectedInLoupe() []library.ID {
	return []library.ID{r.list.selected()[0].ID}
}
