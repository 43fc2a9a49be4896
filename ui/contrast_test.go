package ui

import (
	"fmt"
	"image"
	"image/color"
	"image/draw"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/widget"

	"catchlight/ui/kit"
	"catchlight/ui/message"
	"catchlight/ui/testwindow"
)

// leastContrast is what WCAG 2.2 asks of text (1.4.3), whatever its size.
const leastContrast = 4.5

// hardToRead are the texts of a window that lack contrast to what is drawn behind them, as it is
// drawn. What is switched off is exempt, as WCAG exempts it.
func hardToRead(c fyne.Canvas, o fyne.CanvasObject) (lines []string) {
	drawn := c.Capture()
	pixels := image.NewNRGBA(drawn.Bounds())
	draw.Draw(pixels, drawn.Bounds(), drawn, image.Point{}, draw.Src)
	var s sheet
	s.look(o, fyne.Position{}, room{right: c.Size().Width, bottom: c.Size().Height}, "window")
	for _, l := range s.lines {
		left, right := max(l.left, l.room.left), min(l.right, l.room.right)
		top, bottom := max(l.top, l.room.top, 0), min(l.bottom, l.room.bottom, c.Size().Height)
		if l.off || right-left < 2 || bottom-top < 4 {
			continue
		}
		behind := commonest(pixels, image.Rect(int(left), int(top), int(right), int(bottom)))
		if got := testwindow.Contrast(over(l.ink, behind), behind); got < leastContrast-.005 {
			lines = append(lines, fmt.Sprintf("%q in %s has %.2f : 1, %v on %v", l.text, l.in, got, l.ink, behind))
		}
	}
	return lines
}

// commonest is the colour that most pixels have: what is behind a text, which has thin strokes.
func commonest(img *image.NRGBA, in image.Rectangle) (most color.NRGBA) {
	count := map[color.NRGBA]int{}
	for y := in.Min.Y; y < in.Max.Y; y++ {
		for x := in.Min.X; x < in.Max.X; x++ {
			c := img.NRGBAAt(x, y)
			if count[c]++; count[c] > count[most] {
				most = c
			}
		}
	}
	return most
}

// over is a colour drawn over an opaque one.
func over(ink color.Color, behind color.NRGBA) color.NRGBA {
	c := color.NRGBAModel.Convert(ink).(color.NRGBA)
	mix := func(a, b uint8) uint8 { return uint8((int(a)*int(c.A) + int(b)*(255-int(c.A)) + 127) / 255) }
	return color.NRGBA{mix(c.R, behind.R), mix(c.G, behind.G), mix(c.B, behind.B), 255}
}

// TestTextsThatAreHardToReadAreFound: of texts on a panel and on a control the one with 4.4 : 1.
func TestTextsThatAreHardToReadAreFound(t *testing.T) {
	test.NewTempApp(t)
	for _, c := range []struct {
		ink, behind uint8
		found       bool
	}{{0x8F, 0x2B, true}, {0x93, 0x2B, false}, {0x70, 0xF2, true}, {0x6D, 0xF2, false}} {
		text := canvas.NewText("Texts that are to be read", color.NRGBA{c.ink, c.ink, c.ink, 255})
		ground := canvas.NewRectangle(color.NRGBA{c.behind, c.behind, c.behind, 255})
		w := test.NewTempWindow(t, container.NewStack(ground, text))
		w.Resize(fyne.NewSize(300, 60))
		got := testwindow.Contrast(over(text.Color, color.NRGBA{}), ground.FillColor.(color.NRGBA))
		if lines := hardToRead(w.Canvas(), w.Content()); c.found != (len(lines) == 1) || c.found && got < 4.3 || !c.found && got > 4.7 {
			t.Errorf("at %.2f : 1 found: %v", got, lines)
		}
	}
}

// newRigWith opens a window in a look.
func newRigWith(t *testing.T, look kit.Look) *rig {
	return newRig(t, func(d *Deps) {
		set := d.Library.Settings()
		set.Look = string(look)
		d.Library.UseSettings(set)
	})
}

// TestEveryTextCanBeRead looks at all that the window can show, in both looks: as it is, and with
// the pointer over each thing at once.
func TestEveryTextCanBeRead(t *testing.T) {
	for _, look := range []kit.Look{kit.LookDark, kit.LookLight} {
		t.Run(string(look), func(t *testing.T) {
			r := newRigWith(t, look)
			r.until("it rests", func() bool { return r.engine.Ready() && r.jobs.Idle() })
			r.readable("the empty window")
			r.full()
			r.list.selectAll()
			r.decider.put("typed", r.list.selected())
			r.menus.call(r.menus.command("reject"))
			r.foldRejected()
			r.board.Show(&message.Result{Text: "What happened.", Alert: true, Action: "Undo", Do: func() {}})
			r.views(func(name string) {
				r.lay()
				r.readable(name)
				over := r.point(true)
				r.readable(name + " under the pointer")
				r.point(false)
				if over == 0 {
					t.Errorf("%s: nothing heard of the pointer", name)
				}
			})
		})
	}
}

func (r *rig) readable(name string) {
	r.t.Helper()
	for _, line := range hardToRead(r.win.Canvas(), r.win.Content()) {
		r.t.Errorf("%s: %s", name, line)
	}
}

// point lets the pointer come to all that hears of it, or go.
func (r *rig) point(come bool) (n int) {
	for _, o := range test.LaidOutObjects(r.win.Content()) {
		if _, ok := o.(desktop.Hoverable); ok && kit.Shown(o) {
			n++
			r.pointAt(o, come)
		}
	}
	return n
}

// pointAt lets the pointer come to the middle of an object, or go from it.
func (r *rig) pointAt(o fyne.CanvasObject, come bool) {
	h, ok := o.(desktop.Hoverable)
	switch {
	case ok && come:
		h.MouseIn(&desktop.MouseEvent{PointEvent: fyne.PointEvent{Position: fyne.NewPos(o.Size().Width/2, o.Size().Height/2)}})
	case ok:
		h.MouseOut()
	}
}

// TestEveryMenuCanBeRead opens each menu, in both looks: as it is, and with an item chosen. Of what
// is switched off only the chosen item could not be read; Fyne draws no other colour for it.
func TestEveryMenuCanBeRead(t *testing.T) {
	for _, look := range []kit.Look{kit.LookDark, kit.LookLight} {
		t.Run(string(look), func(t *testing.T) {
			r := newRigWith(t, look)
			w := test.NewTempWindow(t, kit.NewSurface(kit.TokenBg))
			w.Resize(fyne.NewSize(420, 1000))
			for _, menu := range append(r.win.MainMenu().Items, fyne.NewMenu("photo", r.menus.contextMenu()...)) {
				shown := widget.NewPopUpMenu(menu, w.Canvas())
				shown.ShowAtPosition(fyne.NewPos(10, 10))
				read := func() {
					for _, line := range hardToRead(w.Canvas(), w.Canvas().Overlays().Top()) {
						t.Errorf("%s: %s", menu.Label, line)
					}
				}
				read()
				for _, item := range menu.Items {
					if !item.IsSeparator {
						shown.TypedKey(&fyne.KeyEvent{Name: fyne.KeyDown})
					}
					if !item.IsSeparator && !item.Disabled {
						read()
						break
					}
				}
				shown.Hide()
			}
		})
	}
}
