package kit

import (
	"math"
	"runtime"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
)

// passOn hands a key that a control has no use for to the window.
func passOn(control fyne.CanvasObject, e *fyne.KeyEvent) {
	c := fyne.CurrentApp().Driver().CanvasForObject(control)
	if c == nil {
		return
	}
	if typed := c.OnTypedKey(); typed != nil {
		typed(e)
	}
}

// HeldModifiers are the modifier keys held now; none where the driver cannot tell.
func HeldModifiers() fyne.KeyModifier {
	if d, ok := fyne.CurrentApp().Driver().(desktop.Driver); ok {
		return d.CurrentKeyModifiers()
	}
	return 0
}

// WheelNotch is by how much Fyne scrolls for a notch of the wheel, in dp; a touchpad's parts of one
// are less, and rarely whole.
func WheelNotch() float64 {
	if runtime.GOOS == "darwin" {
		return 10
	}
	return 25
}

// Wheeled is how far to scroll, in dp, where Fyne says dy: so far for each notch of a wheel, and for
// a touchpad as the fingers go.
func Wheeled(dy float32, each float64) float64 {
	if notches := float64(dy) / WheelNotch(); notches == math.Trunc(notches) {
		return notches * each
	}
	return float64(dy)
}
